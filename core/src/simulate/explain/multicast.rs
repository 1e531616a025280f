//! Multicast.

use super::{Entry, Topic};
use crate::simulate::codes;

pub(super) const TOPIC: Topic = Topic {
    id: "packet-multicast",
    title: "Multicast",
    place: "At the subnet that the packet leaves and at the transit gateway whose multicast domain joins it, as `forward`.",
    references: &[
        "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-multicast-overview.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html",
    ],
    entries: &[
        Entry::code(
            codes::MULTICAST_UNSUPPORTED,
            &["R-SUB-12", "R-TGW-39"],
            "The packet is for a group or for everybody, and nothing carries it: the subnet is in no multicast domain that works, the domain does not take it from this sender, or it would have to leave a site.",
            "Associate the subnets of senders and members with one multicast domain of a transit gateway, and send udp.",
        ),
        Entry::number(
            &["R-SUB-12"],
            "A VPC carries no broadcast, and no multicast by itself.",
            "Associate the subnet with a multicast domain of a transit gateway.",
        ),
        Entry::number(
            &["R-TGW-39"],
            "A multicast domain hands the packet to every member of the group. It reaches no peered gateway and no site.",
            "Make the interfaces members, and admit the packet in their groups and network ACLs.",
        ),
    ],
};
