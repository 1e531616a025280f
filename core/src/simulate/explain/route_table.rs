//! The route table of the subnet that a packet leaves.

use super::{Entry, Topic};
use crate::simulate::codes;

pub(super) const TOPIC: Topic = Topic {
    id: "packet-route-table",
    title: "Route tables",
    place: "At the subnet that the packet leaves, as `route`. A NAT gateway asks the table of its own subnet.",
    references: &[
        "https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html",
        "https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html",
    ],
    entries: &[
        Entry::code(
            codes::NO_ROUTE_TO_DESTINATION,
            &["R-RT-13", "R-PEER-5", "R-IGW-5", "R-GWE-5"],
            "No route of the table covers the destination. On the way back it is the reply that finds none.",
            "Add a route to the gateway that leads there, in the table that decides at this place: that of the subnet, of the transit gateway, of the NAT gateway or of the site's router.",
        ),
        Entry::code(
            codes::BAD_STATE_ROUTE,
            &["R-RT-14", "R-RT-37", "R-PEER-4"],
            "The best route leads to a target that is gone, detached, stopped or not active: a blackhole.",
            "Give the route a living target, or remove it.",
        ),
        Entry::code(
            codes::CANNOT_ROUTE,
            &["R-RT-39"],
            "The target of the winning route cannot carry this packet, such as IPv4 at an egress-only internet gateway, or an address outside of the ranges of a VPN connection.",
            "Send the destination to a target that carries it.",
        ),
        Entry::code(
            codes::MORE_SPECIFIC_ROUTE,
            &["R-RT-1"],
            "A remark, not a drop: a wider route covers the destination too, and the narrower one wins.",
            "Look whether the narrower route is the one that you mean.",
        ),
        Entry::code(
            codes::HIGHER_PRIORITY_ROUTE,
            &["R-RT-2"],
            "A remark, not a drop: another route has the same prefix length and a lower rank.",
            "Remove the route that never wins.",
        ),
        Entry::code(
            codes::AMBIGUOUS_ROUTE,
            &["R-RT-34"],
            "A remark, not a drop: two prefix lists of the table hold this block and lead to different targets, and AWS takes either. Both ways are followed.",
            "Take the block out of one of the lists, or lead both to one target.",
        ),
        Entry::code(
            codes::VPC_LOCAL_ROUTE_CIDR_RESTRICTION,
            &["R-RT-5"],
            "A route with the target local covers the destination, but the address is in no block of the VPC.",
            "Remove the route, or add the block to the VPC.",
        ),
        Entry::code(
            codes::ROUTE_RESERVED_RANGE,
            &["R-RT-12"],
            "The destination lies in a range that AWS keeps for its own services. A wider route covers it and does not carry it.",
            "Send to another address.",
        ),
        Entry::number(
            &["R-RT-1"],
            "Several routes cover the destination: the longest prefix wins.",
            "Write a narrower route where something shall go another way.",
        ),
        Entry::number(
            &["R-RT-2"],
            "Two routes have one prefix length: a written one beats one of a prefix list, and that beats a propagated one.",
            "Remove the route that never wins.",
        ),
        Entry::number(
            &["R-RT-34"],
            "Two prefix lists of the table hold this block and lead to different targets: AWS takes either and stays with it.",
            "Take the block out of one of the lists, or lead both to one target.",
        ),
        Entry::number(
            &["R-RT-35"],
            "A virtual private gateway propagates what it knows into the tables that let it, and into no other.",
            "Switch propagation on for the table, or write the route.",
        ),
        Entry::number(
            &["R-RT-36"],
            "Of two routes with one prefix length a route server announced one: it ranks as one that a gateway propagates.",
            "Remove the route that never wins, or announce a narrower one.",
        ),
        Entry::number(
            &["R-RT-3"],
            "A gateway propagates a route to a part of the VPC itself: the local route wins, however wide it is.",
            "Nothing, or take the block of the VPC out of what the other network announces.",
        ),
        Entry::number(
            &["R-RT-4"],
            "A narrower route wins even over a wider one of higher rank: first the prefix is compared, then where the route is from.",
            "Write the narrow route too, if the other way is meant.",
        ),
        Entry::number(
            &["R-RT-5"],
            "A local route carries the packet: each table has one for every block of the VPC, and nothing outside these blocks.",
            "Nothing: local routes come and go with the blocks.",
        ),
        Entry::number(
            &["R-RT-10"],
            "The table has a route that would lead elsewhere, but hosts of one subnet reach each other without any table.",
            "Put the hosts into different subnets to send their packets through a middlebox.",
        ),
        Entry::number(
            &["R-RT-12"],
            "A route that is wider than a range of AWS's own services does not carry packets to that range.",
            "Send to another address.",
        ),
        Entry::number(&["R-RT-13"], "No route covers the destination.", "Add one."),
        Entry::number(
            &["R-RT-14"],
            "The best route is a blackhole, and the packet does not fall back to a wider one.",
            "Give the route a living target, or remove it.",
        ),
        Entry::number(
            &["R-RT-15"],
            "The subnet is associated with no table, so the main one of the VPC decides.",
            "Associate the subnet with a table of its own if the main one is not meant.",
        ),
        Entry::number(
            &["R-RT-37"],
            "The target interface is attached to no running instance: the route is a blackhole.",
            "Attach the interface, and start the instance.",
        ),
        Entry::number(
            &["R-RT-39"],
            "The next hop cannot carry a packet to this destination.",
            "Give the route a target that can.",
        ),
        Entry::number(
            &["R-RT-40"],
            "The route leads to an internet gateway: this is what makes a subnet public, not its name.",
            "Remove the route if the subnet is meant to be private.",
        ),
        Entry::number(
            &["R-VPC-19"],
            "The VPC has a public block. Its addresses are private to the VPC all the same: the local route carries them, and the internet does not reach them.",
            "Give a host that the internet shall reach a public or Elastic IP address, as in any other VPC.",
        ),
    ],
};
