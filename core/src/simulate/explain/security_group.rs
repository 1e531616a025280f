//! Security groups, at both ends.

use super::{Entry, Topic};
use crate::simulate::codes;

pub(super) const TOPIC: Topic = Topic {
    id: "packet-security-group",
    title: "Security groups",
    place: "At the instance, as `securityGroup`: outbound at the sender, inbound at the receiver.",
    references: &[
        "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-connection-tracking.html",
        "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html",
    ],
    entries: &[
        Entry::code(
            codes::ENI_SG_RULES_MISMATCH,
            &["R-SG-1"],
            "No rule of any group of the interface admits the packet. Groups have no deny rules: what nothing admits is dropped.",
            "Add a rule for the protocol, port and far address, to one of the groups that the interface has.",
        ),
        Entry::code(
            codes::SG_HAS_NO_RULES,
            &["R-SG-1"],
            "The groups of the interface have no rule at all in this direction.",
            "Add a rule. For replies none is needed: groups remember what they admitted.",
        ),
        Entry::code(
            codes::SG_REFERENCES_NOT_PRESERVED,
            &["R-SG-4"],
            "The finer code where a rule names a group and does not recognise its member: something put another address in place of the member's, the packet came by a middlebox or by more than one transit gateway, or it is for a public address.",
            "Send by the private address, or name addresses in the rule.",
        ),
        Entry::code(
            codes::SG_REF_CROSS_REGION,
            &["R-PEER-10"],
            "The finer code where a rule names a group of a VPC in another Region, which matches nothing.",
            "Name the addresses of the other VPC in the rule.",
        ),
        Entry::code(
            codes::SG_RULE_STALE,
            &["R-PEER-11"],
            "The finer code where a rule names a group that is gone, or one behind a peering connection that is gone: it stays and matches nothing.",
            "Remove the rule, or name a group that is there.",
        ),
        Entry::code(
            codes::CONNTRACK_EXHAUSTED,
            &["R-SG-11"],
            "The groups admit the packet, and the instance tracks as many flows as it can: there is no place for another one.",
            "Shorten its idle timeouts, take a larger type of instance, or admit everybody both ways, so that nothing needs to be tracked.",
        ),
        Entry::number(
            &["R-SG-1"],
            "Rules only admit, and all groups of an interface count together: one match is enough.",
            "To keep somebody out, admit less, or use a network ACL.",
        ),
        Entry::number(
            &["R-SG-2"],
            "The packet is the reply of a flow that the groups admitted, so it passes, whatever the rules of this direction say.",
            "Nothing: replies need no rule of their own here.",
        ),
        Entry::number(
            &["R-SG-3"],
            "AWS's own rules decide: a new group lets nothing in and everything out; the default group also lets its own members in.",
            "Write rules down where the default is not what you want.",
        ),
        Entry::number(
            &["R-SG-4"],
            "A rule that names a group means the private addresses of the interfaces that carry it, not what stands between.",
            "Name addresses where a NAT device or a middlebox stands between the two.",
        ),
        Entry::number(
            &["R-SG-5"],
            "A rule may name a group of the same VPC, or of a VPC in the same Region behind an active peering connection.",
            "Name addresses for every other network.",
        ),
        Entry::number(
            &["R-SG-6"],
            "The resolver, the metadata service and the time service are reached whatever the groups say.",
            "Restrict the metadata service at the instance itself.",
        ),
        Entry::number(
            &["R-SHR-4"],
            "The VPC is shared between accounts. Route tables and network ACLs of its owner decide for everybody; a rule names the group of another account as account/group, and under a wrong account it admits nothing.",
            "Name the account that owns the group, and have the owner of the VPC change routes and ACLs.",
        ),
        Entry::number(
            &["R-SG-19"],
            "The group belongs to another VPC: interfaces here carry it where it is associated with their VPC, and where it is not, it admits nothing.",
            "Associate the group with the VPC, if both are in one Region, or take a group of the VPC.",
        ),
        Entry::number(
            &["R-SG-7"],
            "Rules admit the flow from everywhere both ways, so the groups do not keep track of it: each packet is asked for, and taking a rule away ends it at once.",
            "Nothing, or name the far addresses where a flow shall outlive its rule.",
        ),
        Entry::number(
            &["R-SG-8"],
            "The flow is tracked whatever the rules say: icmp, and what leaves by a NAT gateway, an egress-only internet gateway or a gateway endpoint of DynamoDB.",
            "Nothing.",
        ),
        Entry::number(
            &["R-SG-9"],
            "The groups keep track of the flow: taking its rule away does not end it until it has been silent for its timeout.",
            "To end it at once, deny it in a network ACL.",
        ),
        Entry::number(
            &["R-SG-10"],
            "A protocol other than tcp, udp and icmp is tracked by its addresses, for ten minutes.",
            "Nothing.",
        ),
        Entry::number(
            &["R-SG-11"],
            "The instance tracks as many flows as it can: a new one that would be tracked is lost.",
            "Shorten its idle timeouts, take a larger type of instance, or admit everybody both ways.",
        ),
        Entry::number(
            &["R-SG-18"],
            "The rule names addresses of the other family: 0.0.0.0/0 does not admit IPv6, nor ::/0 IPv4.",
            "Add the same rule for this family.",
        ),
    ],
};
