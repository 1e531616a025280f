//! Load balancers.

use super::{Quota, Raise, listed};

pub(super) const AREA: (&str, &[Quota]) = (
    "Load balancers",
    &[
        listed! {
            "quota-alb-per-region": 50, "Application Load Balancers" in "a Region", Raise::Yes,
            book ["R-ALB-15"],
            from "elasticloadbalancing/latest/application/load-balancer-limits.html" on "November 2026"
        },
        listed! {
            "quota-listeners-per-alb": 50, "listeners" in "an Application Load Balancer", Raise::Yes,
            book ["R-ALB-15"],
            from "elasticloadbalancing/latest/application/load-balancer-limits.html" on "November 2026"
        },
        listed! {
            "quota-rules-per-alb": 100, "rules besides the default ones" in "an Application Load Balancer", Raise::Yes,
            book ["R-ALB-15"],
            from "elasticloadbalancing/latest/application/load-balancer-limits.html" on "November 2026"
        },
        listed! {
            "quota-target-groups-per-alb": 100, "target groups" in "an Application Load Balancer", Raise::No,
            book ["R-ALB-15"],
            from "elasticloadbalancing/latest/application/load-balancer-limits.html" on "November 2026"
        },
        listed! {
            "quota-targets-per-alb": 1000, "targets" in "an Application Load Balancer", Raise::Yes,
            book ["R-ALB-15"],
            from "elasticloadbalancing/latest/application/load-balancer-limits.html" on "November 2026"
        },
        listed! {
            "quota-target-groups-per-action": 5, "target groups" in "an action of an Application Load Balancer", Raise::No,
            book ["R-ALB-15"],
            from "elasticloadbalancing/latest/application/load-balancer-limits.html" on "November 2026"
        },
    ],
);
