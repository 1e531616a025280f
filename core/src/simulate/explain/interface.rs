//! The network interface: whose packets it sends and takes, and the services that answer next to it.

use super::{Entry, Topic};
use crate::simulate::codes;

pub(super) const TOPIC: Topic = Topic {
    id: "packet-interface",
    title: "Network interfaces and link-local services",
    place: "At the instance, as `sourceCheck` (a check that passes makes no hop), and at the subnet of the sender for the services that every host reaches.",
    references: &[
        "https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html",
    ],
    entries: &[
        Entry::code(
            codes::ENI_ADDRESS_RESTRICTION,
            &["R-ENI-1"],
            "An interface sends a packet from an address that is not its own, and its source/destination check is on.",
            "Send from an address of the interface, or switch the check off if the host forwards for others.",
        ),
        Entry::code(
            codes::ENI_SOURCE_DEST_CHECK_RESTRICTION,
            &["R-ENI-2"],
            "A packet for somebody else arrives at an interface whose source/destination check is on: the host cannot forward.",
            "Switch the check off at hosts that route, translate or inspect.",
        ),
        Entry::code(
            codes::ASYMMETRIC_ENI,
            &["R-ENI-8"],
            "The finer code of a reply that leaves an instance by another interface than the request came by.",
            "Give the system a policy route for each interface, or send to an address of the first one.",
        ),
        Entry::code(
            codes::DNS_DISABLED,
            &["R-DNS-1"],
            "The packet is for the Amazon resolver, and the VPC has DNS support switched off.",
            "Switch DNS support on, or ask another name server.",
        ),
        Entry::code(
            codes::DNS_RESOLVER_NOT_REACHABLE,
            &["R-PEER-9", "R-DNS-3"],
            "The packet comes from another network for the Amazon resolver of a VPC, which answers hosts of that VPC only.",
            "Ask an inbound endpoint of the resolver in that VPC.",
        ),
        Entry::number(
            &["R-ENI-1"],
            "An interface sends and takes only packets of its own addresses, unless its check is off.",
            "Use an address of the interface, or switch the check off.",
        ),
        Entry::number(
            &["R-ENI-2"],
            "A host that forwards for others needs its source/destination check off; here it decides.",
            "Switch the check off at NAT instances, firewalls and routers, and nowhere else.",
        ),
        Entry::number(
            &["R-ENI-7"],
            "A public address stands for an interface that belongs to no running instance: the internet does not reach it.",
            "Attach the interface to an instance, and start the instance.",
        ),
        Entry::number(
            &["R-ENI-8"],
            "An instance has interfaces in two subnets, and its system answers by the other one.",
            "Give the system a policy route for each interface.",
        ),
        Entry::number(
            &["R-SUB-6"],
            "The second address after the base is kept in every subnet, but the resolver answers at that of the first block of the VPC, and at its link-local addresses.",
            "Ask the resolver at 169.254.169.253, which is right everywhere.",
        ),
        Entry::number(
            &["R-SUB-9"],
            "A host in a subnet without IPv4 still reaches the metadata service and the resolver at their IPv4 link-local addresses.",
            "Nothing: the host has no other IPv4.",
        ),
        Entry::number(
            &["R-DNS-1"],
            "The Amazon resolver answers only in a VPC with DNS support.",
            "Switch DNS support on.",
        ),
        Entry::number(
            &["R-DNS-3"],
            "The resolver at the second address of a VPC answers hosts of that VPC, whatever joins it with other networks.",
            "Ask an inbound endpoint of the resolver in that VPC.",
        ),
    ],
};
