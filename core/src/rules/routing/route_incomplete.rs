//! A row of a route table is not finished.

use crate::message::say;
use crate::model::Route;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A row names no destination, more than one, no target, or more than one target.
    ///
    /// # Why it matters
    /// A route has one destination and one target. What is half written does nothing, and AWS takes only
    /// whole routes.
    ///
    /// # How to fix
    /// Fill in what is missing, or remove the row.
    ///
    /// # Limits
    /// A row that names two targets is read as if it had the first one only.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html>
    RuleInfo {
        id: "route-incomplete",
        title: "A route is not complete",
        group: Group::Routing,
        book: &[],
        severity: Severity::Hint,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, table, _, _) in context.tables() {
        for route in table.routes.values() {
            let Some(what) = what_is_wrong(route) else { continue };
            let name = context.name(id);
            let destination = route.destination_text();
            let message = if destination.is_empty() {
                say!("route-incomplete", "{table} has a route that {what}.", table = name, what = what)
            } else {
                say!(
                    "route-incomplete.to",
                    "{table} has a route to {destination} that {what}.",
                    table = name,
                    destination = destination,
                    what = what
                )
            };
            let help =
                say!("route-incomplete.help", "Give the route one destination and one target, or remove it.");
            report.push(Found::new([id], message, help));
        }
    }
}

fn what_is_wrong(route: &Route) -> Option<&'static str> {
    let destinations = [
        route.destination_cidr_block.is_some(),
        route.destination_ipv6_cidr_block.is_some(),
        route.destination_prefix_list_id.is_some(),
    ];
    match (destinations.into_iter().filter(|is_there| *is_there).count(), route.targets().count()) {
        (0, 0) => Some("has neither destination nor target"),
        (0, _) => Some("has no destination"),
        (_, 0) => Some("has no target"),
        (2.., _) => Some("has more than one destination"),
        (_, 2..) => Some("has more than one target"),
        (1, 1) => None,
    }
}
