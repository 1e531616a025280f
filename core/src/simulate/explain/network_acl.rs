//! Network ACLs, at the border of every subnet.

use super::{Entry, Topic};
use crate::simulate::codes;

pub(super) const TOPIC: Topic = Topic {
    id: "packet-network-acl",
    title: "Network ACLs",
    place: "At the subnet, as `networkAcl`: outbound where the packet leaves a subnet, inbound where it enters one.",
    references: &[
        "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html",
    ],
    entries: &[
        Entry::code(
            codes::SUBNET_ACL_RESTRICTION,
            &["R-NACL-1", "R-NACL-2", "R-NACL-3"],
            "The network ACL of a subnet denies the packet: a rule says so, or none matches and the last one, *, denies it. On the way back it is mostly the range of ports that clients choose from which is missing.",
            "Add an allow rule with a lower number for this direction. For replies admit tcp 1024 to 65535, or the client's own range.",
        ),
        Entry::number(
            &["R-NACL-1"],
            "Rules are read by ascending number, and the first one that matches decides. None is the implicit deny.",
            "Give the rule that shall win the lower number.",
        ),
        Entry::number(
            &["R-NACL-2"],
            "A network ACL keeps no state: the reply is judged by itself, with the addresses turned round.",
            "Admit the reply too, outbound or inbound.",
        ),
        Entry::number(
            &["R-NACL-3"],
            "A reply goes to the port that the client chose: 32768 to 61000 on Linux, 49152 to 65535 on Windows, 1024 to 65535 at load balancers and NAT gateways.",
            "Admit the whole range of the clients that you have; 1024 to 65535 fits all.",
        ),
        Entry::number(
            &["R-NACL-4"],
            "The default ACL of a VPC admits everything; one that you make yourself denies everything until it has rules.",
            "Write rules into your own ACL before you associate it.",
        ),
        Entry::number(
            &["R-NACL-6"],
            "A subnet has exactly one ACL; without an association it is the default one of the VPC.",
            "Associate the subnet with the ACL that you mean.",
        ),
        Entry::number(
            &["R-NACL-7"],
            "The resolver, the metadata service, the time service and the addresses that AWS keeps are not filtered by network ACLs.",
            "Nothing: no rule can stop or admit them.",
        ),
        Entry::number(
            &["R-NACL-11"],
            "A rule would admit the packet if it were of the other address family. IPv4 and IPv6 have rules of their own.",
            "Add the same rule for this family.",
        ),
        Entry::number(
            &["R-NACL-14"],
            "The ACL of the subnet also judges what AWS's own interfaces there send and take, such as those of a NAT gateway.",
            "Admit both sides of a NAT gateway in the ACL of its subnet.",
        ),
    ],
};
