//! Two rows of a route table, of a VPC or of a transit gateway, have one destination.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{ResourceId, Route, RowId, TransitGatewayRoute};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::pointer;
use crate::rules::{Group, Severity};
use std::collections::BTreeMap;

rule! {
    /// # What it checks
    /// Two rows of one route table, of a VPC or of a transit gateway, name the same destination: the same block, or the
    /// same prefix list.
    ///
    /// # Why it matters
    /// A destination has one target. AWS refuses the second route; to change the target, the first one is replaced.
    ///
    /// # How to fix
    /// Keep one of the two rows.
    ///
    /// # Limits
    /// Blocks are compared as AWS stores them, host bits cut off. Routes that AWS adds by itself, or that a
    /// gateway propagates, do not count. A packet takes the first row of the table of a VPC; in one of a transit gateway
    /// each row is followed.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html>
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayRoute.html>
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
        let target = |route: &Route| route.target().map_or_else(String::new, |id| context.name(id));
        let rows = table.routes.iter().filter(|(_, route)| !route.is_propagated());
        let rows = rows.filter_map(|(row, route)| Some((row, destination(route)?, target(route))));
        find(context, report, id, rows);
    }
    for gateway in context.network.transit_gateways.values() {
        for id in &gateway.tables {
            let Some(table) = context.document.transit_gateway_route_table(id.as_str()) else { continue };
            let target = |route: &TransitGatewayRoute| {
                let attachment = route.transit_gateway_attachment_id.as_ref().filter(|_| !route.blackhole);
                attachment.map_or_else(|| "a blackhole".to_owned(), |id| context.name(id))
            };
            let rows = table.routes.iter();
            let rows = rows.filter_map(|(row, route)| Some((row, hub_destination(route)?, target(route))));
            find(context, report, id, rows);
        }
    }
}

/// Tells of every row of a table whose destination an earlier one has; of each row its destination and target.
fn find<'a>(
    context: &Context<'_>,
    report: &mut Report,
    table: &ResourceId,
    rows: impl Iterator<Item = (&'a RowId, String, String)>,
) {
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    for (row, destination, target) in rows {
        let Some(earlier) = first.get(&destination) else {
            first.insert(destination, target);
            continue;
        };
        let message = say!(
            "route-duplicate",
            "{table} has two routes to {destination}: {first} and {second}.",
            table = context.name(table),
            destination = destination,
            first = earlier,
            second = target
        );
        let help =
            say!("route-duplicate.help", "Keep one route to {destination}.", destination = destination);
        let path = pointer(&["routes", row.as_str()]);
        let fix = Fix {
            title: format!("Remove the second route to {destination}"),
            changes: vec![Change::RemovePath { id: table.clone(), path }],
        };
        report.push(Found::new([table], message, help).fix(Some(fix)));
    }
}

fn destination(route: &Route) -> Option<String> {
    if let Some(block) = route.destination_cidr() {
        return block.net().map(|net| net.to_string());
    }
    route.destination_prefix_list_id.as_ref().map(ToString::to_string)
}

fn hub_destination(route: &TransitGatewayRoute) -> Option<String> {
    if let Some(block) = &route.destination_cidr_block {
        return block.net().map(|net| net.to_string());
    }
    route.prefix_list_id.as_ref().map(ToString::to_string)
}
