//! NAT gateways and NAT instances.

use super::{Entry, Topic};
use crate::simulate::codes;

pub(super) const TOPIC: Topic = Topic {
    id: "packet-nat-gateway",
    title: "NAT gateways and NAT instances",
    place: "At the NAT gateway or NAT instance, as `translate`; at the subnet of the gateway, as `route`, for what happens behind it.",
    references: &[
        "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-scenarios.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html",
    ],
    entries: &[
        Entry::code(
            codes::NAT_INBOUND_UNSOLICITED,
            &["R-NAT-5"],
            "A packet arrives at a NAT gateway that answers nothing: it lets replies in, and no new connections.",
            "Give the host a public address of its own, or put a load balancer in front of it.",
        ),
        Entry::code(
            codes::PROTOCOL_RESTRICTION,
            &["R-NAT-6", "R-IFE-8"],
            "A NAT gateway translates tcp, udp and icmp, and an interface endpoint takes tcp and answers no echo: both drop every other protocol.",
            "Give the host a public address of its own; ask an endpoint for a port of its service.",
        ),
        Entry::code(
            codes::NGW_REQUIRES_SOURCE_IN_VPC,
            &["R-NAT-9"],
            "The sender is not in the VPC of the NAT gateway: it comes over a peering connection or a virtual private gateway.",
            "Give the sender's own VPC a NAT gateway.",
        ),
        Entry::code(
            codes::NAT_SUBNET_NO_IGW_ROUTE,
            &["R-NAT-2"],
            "The finer code where a public NAT gateway stands in a subnet without a route to an internet gateway.",
            "Add 0.0.0.0/0 to the internet gateway in the table of the NAT gateway's subnet, or move the gateway to a public subnet.",
        ),
        Entry::code(
            codes::NAT_CROSS_AZ,
            &["R-NAT-12"],
            "A remark, not a drop: the NAT gateway is in another zone than the sender. That costs money, and the sender is cut off when that zone fails.",
            "Give each zone a NAT gateway of its own.",
        ),
        Entry::number(
            &["R-NAT-2"],
            "A public NAT gateway works only when its own subnet has a route to an internet gateway.",
            "Add the route to the table of the NAT gateway's subnet.",
        ),
        Entry::number(
            &["R-NAT-3"],
            "The NAT gateway puts its private address in place of the sender's, and the internet gateway then puts the Elastic IP address in place of that. The destination stays.",
            "Nothing. Those whom you reach see the Elastic IP address.",
        )
        .known_as(&["NGW_SOURCE_ADDRESS_REASSIGN", "NGW_DEST_ADDRESS_PRESERVATION"]),
        Entry::number(
            &["R-NAT-4"],
            "The NAT gateway sends from a port of its own, 1024 to 65535, whatever the sender chose.",
            "Admit that range for replies in the network ACL of the NAT gateway's subnet.",
        )
        .known_as(&["REMAP_EPHEMERAL_PORT"]),
        Entry::number(
            &["R-NAT-5"],
            "What answers no flow of the NAT gateway does not come in.",
            "Give the host a public address of its own, or a load balancer.",
        ),
        Entry::number(
            &["R-NAT-6"],
            "A NAT gateway takes tcp, udp and icmp only.",
            "Give the host a public address of its own.",
        ),
        Entry::number(
            &["R-NAT-8"],
            "The network ACL of the NAT gateway's subnet is asked on every passage: from the sender in, towards the destination out, and the same for the reply.",
            "Admit all four passages in that ACL.",
        ),
        Entry::number(
            &["R-NAT-9"],
            "A NAT gateway serves only senders of its own VPC and those that a transit gateway brings; those behind a peering connection or a virtual private gateway are refused.",
            "Give the sender's own VPC a NAT gateway.",
        ),
        Entry::number(
            &["R-NAT-11"],
            "A NAT gateway sent the request over a peering connection: the reply comes back to it even without a route.",
            "Nothing. Only the network ACLs can still stop the reply.",
        ),
        Entry::number(
            &["R-NAT-12"],
            "The NAT gateway stands in another zone than the sender.",
            "Give each zone a NAT gateway of its own.",
        ),
        Entry::number(
            &["R-NAT-16"],
            "A private NAT gateway has no public address, so the internet gateway drops what it sends.",
            "Make it a public one, with an Elastic IP address.",
        ),
        Entry::number(
            &["R-NAT-15"],
            "A private NAT gateway puts its private address in place of the sender's, as a public one does, for networks behind a transit gateway or a virtual private gateway.",
            "Admit the address of the NAT gateway there, not that of the sender.",
        ),
        Entry::number(
            &["R-NAT-17"],
            "The packet is for an IPv4 address in the prefix 64:ff9b::/96: the NAT gateway makes IPv4 of it, and IPv6 of the reply.",
            "Nothing. With DNS64 in the subnet, names that have IPv4 addresses only give such addresses.",
        ),
        Entry::number(
            &["R-NAT-20"],
            "The table of the NAT gateway's own subnet leads back to the NAT gateway.",
            "Send that subnet to the internet gateway.",
        ),
        Entry::code(
            codes::REGIONAL_NGW_ROUTE_AZ_RESTRICTION,
            &["R-RNAT-5"],
            "A regional NAT gateway in manual mode has no address in the zone of the sender.",
            "Give it an Elastic IP address for that zone, or let AWS add zones by itself.",
        ),
        Entry::number(
            &["R-RNAT-2"],
            "A regional NAT gateway stands in no subnet and has a route table of its own, with a default route to the internet gateway.",
            "Add routes there for what lies behind transit gateways and middleboxes.",
        ),
        Entry::number(
            &["R-RNAT-3"],
            "A regional NAT gateway serves every zone by one id, and keeps the traffic in the zone of the sender.",
            "Nothing.",
        ),
        Entry::number(
            &["R-RNAT-4"],
            "In automatic mode the gateway is not in the zone of the sender yet: for up to an hour another zone carries the traffic.",
            "Nothing. Until then traffic crosses zones.",
        ),
        Entry::number(
            &["R-RNAT-5"],
            "In manual mode a regional NAT gateway serves only zones in which it has addresses.",
            "Give it an Elastic IP address for the zone of the sender.",
        ),
        Entry::number(
            &["R-RNAT-7"],
            "The VPC has no internet gateway, so that the regional NAT gateway leads nowhere.",
            "Attach an internet gateway to the VPC.",
        ),
        Entry::number(
            &["R-NATI-1"],
            "An instance translates for others: its check is off, it has a public address in a public subnet, and its groups admit both directions. What its subnet sends to a NAT gateway, another network or a site it passes on as it is.",
            "Look at each of the four where a NAT instance does not work.",
        ),
        Entry::number(
            &["R-NATI-2"],
            "A NAT instance serves the peers of its VPC, and sites behind its virtual private gateway, no more than a NAT gateway does.",
            "Give the sender's own VPC a way out.",
        ),
    ],
};
