//! Two rows of a route table have one destination.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{Route, RowId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::pointer;
use crate::rules::{Group, Severity};
use std::collections::BTreeMap;

rule! {
    /// # What it checks
    /// Two rows of one route table name the same destination: the same block, or the same prefix list.
    ///
    /// # Why it matters
    /// A destination has one target. AWS refuses the second route; to change the target, the first one is replaced.
    ///
    /// # How to fix
    /// Keep one of the two rows.
    ///
    /// # Limits
    /// Blocks are compared as AWS stores them, host bits cut off. Routes that AWS adds by itself, or that a
    /// gateway propagates, do not count.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html>
    RuleInfo {
        id: "route-duplicate",
        title: "Two routes have one destination",
        group: Group::Routing,
        book: &["R-RT-24", "R-VAL-7"],
        codes: &["ROUTE_DUPLICATE"],
        api_errors: &["RouteAlreadyExists"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, table, _, _) in context.tables() {
        let mut first: BTreeMap<String, &RowId> = BTreeMap::new();
        for (row, route) in table.routes.iter().filter(|(_, route)| !route.is_propagated()) {
            let Some(destination) = destination(route) else { continue };
            if let Some(earlier) = first.get(&destination) {
                let target = |row: &RowId| {
                    table
                        .routes
                        .get(row)
                        .and_then(Route::target)
                        .map_or_else(String::new, |id| context.name(id))
                };
                let name = context.name(id);
                let message = say!(
                    "route-duplicate",
                    "{table} has two routes to {destination}: {first} and {second}.",
                    table = name,
                    destination = destination,
                    first = target(earlier),
                    second = target(row)
                );
                let help = say!(
                    "route-duplicate.help",
                    "Keep one route to {destination}.",
                    destination = destination
                );
                let path = pointer(&["routes", row.as_str()]);
                let fix = Fix {
                    title: format!("Remove the second route to {destination}"),
                    changes: vec![Change::RemovePath { id: id.clone(), path }],
                };
                report.push(Found::new([id], message, help).fix(Some(fix)));
            } else {
                first.insert(destination, row);
            }
        }
    }
}

fn destination(route: &Route) -> Option<String> {
    if let Some(block) = route.destination_cidr() {
        return block.net().map(|net| net.to_string());
    }
    route.destination_prefix_list_id.as_ref().map(ToString::to_string)
}
