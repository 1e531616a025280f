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
            "The finer code where a rule names a group, and the packet no longer carries the private address of a member: it came through a NAT device, a middlebox or a public address.",
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
            &["R-SG-19"],
            "The group belongs to another VPC: interfaces here carry it where it is associated with their VPC, and where it is not, it admits nothing.",
            "Associate the group with the VPC, if both are in one Region, or take a group of the VPC.",
        ),
        Entry::number(
            &["R-SG-18"],
            "The rule names addresses of the other family: 0.0.0.0/0 does not admit IPv6, nor ::/0 IPv4.",
            "Add the same rule for this family.",
        ),
    ],
};
