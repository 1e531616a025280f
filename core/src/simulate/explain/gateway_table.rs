//! Route tables of gateways.

use super::{Entry, Topic};
use crate::simulate::codes;

pub(super) const TOPIC: Topic = Topic {
    id: "packet-gateway-route-table",
    title: "Route tables of gateways",
    place: "At the internet gateway, as `route`, between its translation and the first subnet; and on the way out, where a middlebox is left out.",
    references: &[
        "https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html",
        "https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html",
    ],
    entries: &[
        Entry::code(
            codes::INGRESS_RTB_NO_PUBLIC_IP,
            &["R-EDGE-8"],
            "The table of the internet gateway sends the packet to a middlebox that has no public address of its own.",
            "Associate an Elastic IP address with the interface of the middlebox. Nobody has to use it.",
        ),
        Entry::code(
            codes::INGRESS_RTB_TRAFFIC_REDIRECTION,
            &["R-EDGE-9"],
            "What comes in for the subnet goes through a middlebox, and what it sends does not. Such a subnet cannot use its direct route to the internet gateway. At a virtual private gateway it is a remark: AWS supports it as little, and what becomes of the flow is up to the middlebox.",
            "Lead the default route of the subnet to the interface of the middlebox.",
        ),
        Entry::number(
            &["R-EDGE-7"],
            "The gateway has a route table, which decides where a packet goes that enters by this gateway. What enters in another way is not steered.",
            "Look at the table where a packet takes the wrong way into the VPC.",
        ),
        Entry::number(
            &["R-EDGE-8"],
            "A middlebox that an internet gateway sends to has a public address.",
            "Associate an Elastic IP address with it.",
        ),
        Entry::number(
            &["R-EDGE-9"],
            "Request and reply go through the same middlebox.",
            "Lead the default route of the subnet to the interface of the middlebox.",
        ),
    ],
};
