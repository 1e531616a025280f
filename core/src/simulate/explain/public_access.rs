//! VPC Block Public Access.

use super::{Entry, Topic};
use crate::simulate::codes;

pub(super) const TOPIC: Topic = Topic {
    id: "packet-public-access",
    title: "VPC Block Public Access",
    place: "At the internet gateway or egress-only internet gateway, as `forward`, before the gateway does anything else.",
    references: &[
        "https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html",
        "https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html",
    ],
    entries: &[
        Entry::code(
            codes::VPC_BLOCK_PUBLIC_ACCESS_ENABLED,
            &["R-BPA-1", "R-BPA-2", "R-BPA-3", "R-BPA-4"],
            "The account has switched on VPC Block Public Access in this Region, and the subnet is not excluded, or not for connections in this direction.",
            "Exclude the subnet or the VPC if it shall be on the internet. Where nothing shall be, this is as it should be.",
        ),
        Entry::number(
            &["R-BPA-1"],
            "All traffic through internet gateways and egress-only internet gateways is stopped, in both directions.",
            "Exclude the subnet or the VPC, or stop only connections from the internet.",
        ),
        Entry::number(
            &["R-BPA-2"],
            "Connections from the internet are stopped. Those to the internet pass through NAT gateways and egress-only internet gateways, and through nothing else.",
            "Send through a NAT gateway, or exclude the subnet.",
        ),
        Entry::number(
            &["R-BPA-3"],
            "An exclusion spares the subnet, or the VPC with all its subnets: both directions, or only connections that it makes itself. The second kind counts only where both directions are stopped.",
            "Give the exclusion the direction that is meant.",
        ),
        Entry::number(
            &["R-BPA-4"],
            "A NAT gateway sends through the internet gateway, and an egress-only internet gateway is one itself: both are stopped as well.",
            "Exclude the subnet of the NAT gateway, or stop only connections from the internet.",
        ),
        Entry::number(
            &["R-BPA-5"],
            "What does not go through an internet gateway is not stopped: queries to the resolver of the VPC, VPN connections, transit gateways.",
            "Nothing.",
        ),
    ],
};
