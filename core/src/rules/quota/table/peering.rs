//! VPC peering connections.

use super::{Quota, Raise, counted};

pub(super) const AREA: (&str, &[Quota]) = (
    "VPC peering",
    &[
        counted! {
            "quota-peerings-per-vpc": 50, "active peering connections" in "a VPC", Raise::UpTo(125),
            book ["R-PEER-16"],
            from "vpc/latest/peering/vpc-peering-connection-quotas.html" on "November 2026",
            by peerings_per_vpc, errors [],
            help "Ask AWS for a higher quota (up to 125), or join many VPCs by a transit gateway."
        },
        counted! {
            "quota-outstanding-peerings-per-vpc": 25, "peering requests that wait for an answer" in "a VPC", Raise::Yes,
            book ["R-PEER-16"],
            from "vpc/latest/peering/vpc-peering-connection-quotas.html" on "November 2026",
            by outstanding_peerings_per_vpc, errors [],
            help "Have the requests accepted or taken back: those that nobody answers expire after a week."
        },
    ],
);
