//! VPC peering connections.

use super::{Entry, Topic};
use crate::simulate::codes;

pub(super) const TOPIC: Topic = Topic {
    id: "packet-peering",
    title: "VPC peering connections",
    place: "At the peering connection, as `forward`, and at the subnets on its two sides, as `route` and `networkAcl`.",
    references: &[
        "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html",
        "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html",
    ],
    entries: &[
        Entry::code(
            codes::PCX_REQUIRES_ADDRESS_IN_VPC_CIDR,
            &["R-PEER-8", "R-PEER-6", "R-PEER-7"],
            "A peering connection carries only what is for an address of the VPC on its other side.",
            "Send to an address of that VPC, or use a gateway of the sender's own VPC.",
        ),
        Entry::code(
            codes::PCX_EDGE_TO_EDGE,
            &["R-PEER-7", "R-IGW-11", "R-NATI-2"],
            "The finer code where a packet is to leave by a gateway of the other VPC: its internet gateway, its NAT device, its endpoint.",
            "Give the sender's own VPC such a gateway.",
        ),
        Entry::code(
            codes::PCX_NOT_TRANSITIVE,
            &["R-PEER-6"],
            "The finer code where the destination is in a third VPC, with which the VPC in the middle is peered.",
            "Peer the two VPCs directly, or join all by a transit gateway.",
        ),
        Entry::code(
            codes::PCX_AMBIGUOUS_RETURN,
            &["R-PEER-14"],
            "The VPC is peered with two VPCs that have the same addresses, and its reply goes to the wrong one.",
            "Write a narrower route for one of them, or give it other addresses.",
        ),
        Entry::number(
            &["R-PEER-4"],
            "The peering connection is not active, so the route to it is a blackhole.",
            "Have the request accepted.",
        ),
        Entry::number(
            &["R-PEER-5"],
            "Both VPCs need a route to the other's addresses; here one is missing.",
            "Add the route over the peering connection.",
        ),
        Entry::number(
            &["R-PEER-6"],
            "Peering is not transitive: A with B and B with C does not join A and C.",
            "Peer the two VPCs directly.",
        ),
        Entry::number(
            &["R-PEER-7"],
            "The gateways of a VPC are not for its peers.",
            "Give the sender's own VPC such a gateway.",
        ),
        Entry::number(
            &["R-PEER-8"],
            "The packet enters the peering connection only for an address of the other VPC. A route 0.0.0.0/0 over it never gives internet access.",
            "Route only the addresses of the other VPC to it.",
        ),
        Entry::number(
            &["R-PEER-9"],
            "Interfaces of the peer are reached over the connection. Its resolver at the second address of the VPC is not.",
            "Ask an inbound endpoint of the resolver in that VPC.",
        ),
        Entry::number(
            &["R-PEER-10"],
            "A rule names a group of the peered VPC: this works over an active connection inside one Region.",
            "Name addresses in the rule where the VPC is in another Region.",
        ),
        Entry::number(
            &["R-PEER-11"],
            "The rule names a group that is gone: it stays and matches nothing.",
            "Remove the rule, or name a group that is there.",
        ),
        Entry::number(
            &["R-PEER-12"],
            "The packet is sent to the public name of an instance of the peer: it gives the public address, and the private one where the DNS option of the peer's side is on.",
            "Switch the option on to stay on the connection.",
        ),
        Entry::number(
            &["R-PEER-13"],
            "The packet is sent to the private name of an instance of a peer in another Region, which gives an address with the DNS option of the peer's side only.",
            "Nothing.",
        ),
        Entry::number(
            &["R-PEER-14"],
            "AWS does not look where a request came from: the reply follows the table of whoever answers.",
            "Write a narrower route for one of the VPCs that have the same addresses.",
        ),
        Entry::number(
            &["R-PEER-17"],
            "The network ACLs of both subnets are asked; the peering connection itself admits everything.",
            "Admit the packet in both ACLs.",
        ),
        Entry::number(
            &["R-PEER-18"],
            "The packet goes over the peering connection by IPv6: both VPCs have IPv6 blocks and routes.",
            "Nothing.",
        ),
    ],
};
