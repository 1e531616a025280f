//! A route names a range that AWS keeps for its own services.

use crate::message::say;
use crate::net::well_known::{RESERVED_ROUTE_V4, RESERVED_ROUTE_V6};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::rows;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// The destination of a row is, or lies inside, 169.254.168.0/22 or fd00:ec2::/32.
    ///
    /// # Why it matters
    /// These addresses are those of services inside every VPC, such as the resolver and the time service. AWS
    /// refuses the route.
    ///
    /// # How to fix
    /// Remove the route: these services are reached without one.
    ///
    /// # Limits
    /// A wider route is allowed, and does not forward packets to these ranges.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html>
    RuleInfo {
        id: "route-reserved-range",
        title: "A route leads into a range that AWS keeps for itself",
        group: Group::Routing,
        book: &["R-RT-11", "R-VAL-40"],
        codes: &["ROUTE_RESERVED_RANGE"],
        api_errors: &["InvalidParameterValue"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, table, _, effective) in context.tables() {
        for row in rows(table, effective) {
            let Some(net) = row.net() else { continue };
            let ranges = [RESERVED_ROUTE_V4, RESERVED_ROUTE_V6];
            let Some(range) = ranges.into_iter().find(|range| range.contains(&net)) else { continue };
            let message = say!(
                "route-reserved-range",
                "{table} has a route to {destination}, and AWS keeps {range} for its own services.",
                table = context.name(id),
                destination = net,
                range = range
            );
            let help = say!(
                "route-reserved-range.help",
                "Remove the route: these services are reached without one."
            );
            let fix = row.removal(id, context);
            report.push(Found::new([id], message, help).fix(Some(fix)));
        }
    }
}
