//! Load balancers.

use super::{Quota, Raise, counted};

pub(super) const AREA: (&str, &[Quota]) = (
    "Load balancers",
    &[
        counted! {
            "quota-alb-per-region": 50, "Application Load Balancers" in "a Region", Raise::Yes,
            book ["R-ALB-15"],
            from "elasticloadbalancing/latest/application/load-balancer-limits.html" on "November 2026",
            by load_balancers_per_region, errors ["TooManyLoadBalancers"],
            help "Ask AWS for a higher quota, or let one load balancer serve several host names by its rules."
        },
        counted! {
            "quota-listeners-per-alb": 50, "listeners" in "an Application Load Balancer", Raise::Yes,
            book ["R-ALB-15"],
            from "elasticloadbalancing/latest/application/load-balancer-limits.html" on "November 2026",
            by listeners_per_load_balancer, errors ["TooManyListeners"],
            help "Ask AWS for a higher quota, or use fewer."
        },
        counted! {
            "quota-rules-per-alb": 100, "rules besides the default ones" in "an Application Load Balancer", Raise::Yes,
            book ["R-ALB-15"],
            from "elasticloadbalancing/latest/application/load-balancer-limits.html" on "November 2026",
            by rules_per_load_balancer, errors ["TooManyRules"],
            help "Ask AWS for a higher quota, or put several values into one condition."
        },
        counted! {
            "quota-target-groups-per-alb": 100, "target groups" in "an Application Load Balancer", Raise::No,
            book ["R-ALB-15"],
            from "elasticloadbalancing/latest/application/load-balancer-limits.html" on "November 2026",
            by target_groups_per_load_balancer, errors ["TooManyUniqueTargetGroupsPerLoadBalancer"],
            help "Spread the groups over several load balancers: AWS gives no more."
        },
        counted! {
            "quota-targets-per-alb": 1000, "targets" in "an Application Load Balancer", Raise::Yes,
            book ["R-ALB-15"],
            from "elasticloadbalancing/latest/application/load-balancer-limits.html" on "November 2026",
            by targets_per_load_balancer, errors ["TooManyTargets"],
            help "Ask AWS for a higher quota, or use fewer and larger targets."
        },
        counted! {
            "quota-target-groups-per-action": 5, "target groups" in "an action of an Application Load Balancer", Raise::No,
            book ["R-ALB-15"],
            from "elasticloadbalancing/latest/application/load-balancer-limits.html" on "November 2026",
            by target_groups_per_action, errors ["TooManyTargetGroups"],
            help "Use fewer: AWS gives no more."
        },
    ],
);
