//! How large a packet may be.

use super::{Entry, Topic};
use crate::simulate::codes;

pub(super) const TOPIC: Topic = Topic {
    id: "packet-size",
    title: "The size of packets",
    place: "In `mtu` of the trace, which names the component that sets the largest packet, and in its notes.",
    references: &[
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/network_mtu.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/path_mtu_discovery.html",
        "https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-quotas.html",
        "https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html",
    ],
    entries: &[
        Entry::code(
            codes::MTU_BLACKHOLE,
            &["R-MTU-2", "R-MTU-3"],
            "A remark, not a drop: a packet that is too large for a component and must not be cut into pieces is lost there, and its sender never learns why. tcp agrees on segments that fit, so it is not told so.",
            "Send packets of the size that the remark names, or admit the message that says so.",
        ),
        Entry::number(
            &["R-MTU-1"],
            "The smallest size on the way counts: 9,001 bytes inside a VPC, 1,500 on the internet and at a site, and what each gateway carries in between.",
            "Send packets of that size, or let the system find it out.",
        ),
        Entry::number(
            &["R-MTU-2"],
            "A NAT gateway and a transit gateway tell the sender of a packet that is too large; a VPN connection and an endpoint lose it without a word.",
            "Set the size at the hosts that send over a VPN connection or an endpoint by another protocol than tcp.",
        ),
        Entry::number(
            &["R-MTU-3"],
            "The message that a packet is too large is icmp type 3 code 4, over IPv6 icmpv6 type 2; a network ACL, or a group that does not track the flow, does not admit it.",
            "Admit that message in the network ACLs on its way, in both directions.",
        ),
        Entry::number(
            &["R-NAT-18"],
            "A NAT gateway carries packets of 8,500 bytes at most.",
            "Nothing: tcp agrees on smaller segments, and others are told.",
        ),
        Entry::number(
            &["R-PEER-15"],
            "A peering connection carries 9,001 bytes inside a Region and 8,500 bytes between two.",
            "Set the size at hosts that send larger packets to another Region.",
        ),
        Entry::number(
            &["R-TGW-41"],
            "A transit gateway carries packets of 8,500 bytes at most.",
            "Nothing: tcp agrees on smaller segments, and others are told.",
        ),
        Entry::number(
            &["R-VGW-11"],
            "A tunnel of a VPN connection carries packets of 1,446 bytes at most, and says nothing of larger ones.",
            "Let the router of the site set the segments of tcp to 1,406 bytes, and send other packets small enough.",
        ),
    ],
};
