//! Shared subnets.

use super::{Quota, Raise, counted};

pub(super) const AREA: (&str, &[Quota]) = (
    "Shared subnets",
    &[
        counted! {
            "quota-participants-per-vpc": 100, "participant accounts" in "a VPC", Raise::Yes,
            book ["R-SHR-6"],
            from "vpc/latest/userguide/amazon-vpc-limits.html" on "November 2026",
            by participants_per_vpc, errors [],
            help "Ask AWS for a higher quota, or share subnets of a second VPC."
        },
        counted! {
            "quota-shared-subnets-per-account": 100, "subnets of others" in "an account", Raise::Yes,
            book ["R-SHR-6"],
            from "vpc/latest/userguide/amazon-vpc-limits.html" on "November 2026",
            by shared_subnets_per_account, errors [],
            help "Ask AWS for a higher quota, or share fewer, wider subnets."
        },
    ],
);
