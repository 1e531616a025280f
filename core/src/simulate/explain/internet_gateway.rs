//! Internet gateways and the internet behind them.

use super::{Entry, Topic};
use crate::simulate::codes;

pub(super) const TOPIC: Topic = Topic {
    id: "packet-internet-gateway",
    title: "Internet gateways and the internet",
    place: "At the internet gateway, as `translate` for IPv4 and `forward` for IPv6, and at `internet`, as `forward`, before the packet reaches a gateway.",
    references: &[
        "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html",
        "https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html",
        "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html",
    ],
    entries: &[
        Entry::code(
            codes::IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS,
            &["R-IGW-2", "R-NAT-16"],
            "The packet leaves by an internet gateway, and its source has no public address: nobody could answer.",
            "Give the interface a public or Elastic IP address, or send by a NAT gateway.",
        ),
        Entry::code(
            codes::IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS,
            &["R-IGW-4", "R-ENI-7"],
            "The internet cannot reach the address: it stands for no interface, or for one without a running instance, or the receiver has no public address at all.",
            "Give the receiver a public address, and attach it to a running instance.",
        ),
        Entry::code(
            codes::IGW_DESTINATION_RFC1918,
            &["R-IGW-6"],
            "A packet for a private address (10/8, 172.16/12, 192.168/16) is sent to the internet, which does not know it.",
            "Route the address to where it lives: a peering connection, or a gateway of the other network.",
        ),
        Entry::code(
            codes::IGW_DESTINATION_RFC6598,
            &["R-IGW-6"],
            "A packet for a shared address (100.64/10) is sent to the internet, which does not know it.",
            "Route the address to where it lives.",
        ),
        Entry::code(
            codes::IGW_SOURCE_RFC1918,
            &["R-IGW-7"],
            "A packet from a private address comes from the internet. Nothing there sends from one.",
            "Send from a public address.",
        ),
        Entry::code(
            codes::IGW_SOURCE_RFC6598,
            &["R-IGW-7"],
            "A packet from a shared address (100.64/10) comes from the internet. Nothing there sends from one.",
            "Send from a public address.",
        ),
        Entry::code(
            codes::IGW_DESTINATION_IN_VPC,
            &["R-IGW-14"],
            "The public address stands for a private one that is in no block of the VPC, or the IPv6 address is in none.",
            "Associate the public address with an address of the VPC.",
        ),
        Entry::code(
            codes::IGW_NAT_REFLECTION,
            &["R-IGW-9"],
            "A remark, not a drop: the packet leaves a VPC for a public address of the same VPC. It turns round at the gateway, and rules that name groups do not match.",
            "Send to the private address.",
        ),
        Entry::code(
            codes::GATEWAY_REJECTS_SPOOFED_TRAFFIC,
            &["R-IGW-10"],
            "The source of the packet is no address of an interface in this VPC.",
            "Send from an address of the VPC; a router in front of the gateway must translate.",
        ),
        Entry::code(
            codes::GATEWAY_NOT_ATTACHED,
            &["R-RT-20"],
            "The packet is for a VPC to which no internet gateway is attached, or comes from a site to a virtual private gateway that is attached to none.",
            "Attach one, and give the subnet a route to it.",
        ),
        Entry::number(
            &["R-IP-4"],
            "The address is of a range of your own that is not advertised, so the internet does not know the way to it.",
            "Advertise the range.",
        ),
        Entry::number(
            &["R-IP-5"],
            "The address is the first or the last one of a range of your own: both can be used.",
            "Nothing.",
        ),
        Entry::number(
            &["R-IP-7"],
            "AWS assigned the public address by itself and took it back when the instance stopped: it starts with another one.",
            "Give it an Elastic IP address, which stays.",
        ),
        Entry::number(
            &["R-IGW-2"],
            "A packet leaves over IPv4 only with a route to the gateway and a public address that stands for its source.",
            "Give the interface a public address, or send by a NAT gateway.",
        ),
        Entry::number(
            &["R-IGW-3"],
            "The gateway puts the public address in place of the private one on the way out, and the other way round on the way in. The instance never sees its public address.",
            "Use private addresses in rules of groups and ACLs.",
        ),
        Entry::number(
            &["R-IGW-4"],
            "What the internet sends to is no public address of an interface.",
            "Give the receiver a public address.",
        ),
        Entry::number(
            &["R-IGW-5"],
            "The request came in by the gateway, but the subnet has no route back to it.",
            "Add 0.0.0.0/0 to the internet gateway.",
        ),
        Entry::number(
            &["R-IGW-6"],
            "Private and shared addresses are not reached over the internet.",
            "Route them to where they live.",
        ),
        Entry::number(
            &["R-IGW-7"],
            "Private and shared addresses do not send on the internet.",
            "Send from a public address.",
        ),
        Entry::number(
            &["R-IGW-8"],
            "IPv6 passes the gateway as it is: the address of the interface is the public one, and it is reached from outside too.",
            "Use an egress-only internet gateway if nobody shall come in.",
        ),
        Entry::number(
            &["R-IGW-9"],
            "Two public addresses of one VPC: the packet turns round at the gateway, with the public address as its source.",
            "Send to the private address.",
        ),
        Entry::number(
            &["R-IGW-10"],
            "The gateway drops what is not sent from an address of its VPC.",
            "Send from an address of the VPC.",
        ),
        Entry::number(
            &["R-IGW-11"],
            "The VPC has an internet gateway, but it is neither for its peers nor for sites behind its virtual private gateway.",
            "Give the sender's own VPC an internet gateway.",
        ),
        Entry::number(
            &["R-IGW-14"],
            "After translation the packet must be for an address of the VPC.",
            "Associate the public address with an address of the VPC.",
        ),
        Entry::number(
            &["R-RT-20"],
            "No gateway is attached: no internet gateway to the VPC, or the virtual private gateway to none.",
            "Attach one.",
        ),
    ],
};
