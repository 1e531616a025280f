//! Egress-only internet gateways.

use super::{Entry, Topic};
use crate::simulate::codes;

pub(super) const TOPIC: Topic = Topic {
    id: "packet-egress-only-internet-gateway",
    title: "Egress-only internet gateways",
    place: "At the egress-only internet gateway, as `forward`.",
    references: &[
        "https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html",
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-connection-tracking.html",
    ],
    entries: &[
        Entry::code(
            codes::EIGW_INBOUND_BLOCKED,
            &["R-EIGW-2"],
            "A new connection over IPv6 comes from the internet to a subnet that uses an egress-only gateway, which lets only replies in.",
            "Send ::/0 to an internet gateway if the host shall be reached from outside.",
        ),
        Entry::number(
            &["R-EIGW-2"],
            "The gateway lets IPv6 out and remembers it; only replies come in.",
            "Send ::/0 to an internet gateway if the host shall be reached from outside.",
        ),
        Entry::number(
            &["R-EIGW-3"],
            "An egress-only gateway has no security groups; the network ACL of the subnet applies.",
            "Admit the reply in the network ACL.",
        ),
        Entry::number(
            &["R-EIGW-4"],
            "A flow through the gateway is always tracked, so that its reply is known.",
            "Nothing.",
        ),
    ],
};
