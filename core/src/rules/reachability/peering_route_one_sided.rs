//! One VPC of a peering connection has a route to the other, which has none back.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{ResourceId, ResourceType, Route, RouteTable};
use crate::net::{CidrBlock, Family};
use crate::routing::Target;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{new_id, new_row, pointer};
use crate::rules::{Group, Severity};
use crate::topology::{Source, VpcNode};
use std::collections::{BTreeMap, BTreeSet};

rule! {
    /// # What it checks
    /// A route table of one VPC leads to a peering connection, and no route table of the other VPC leads back
    /// over it.
    ///
    /// # Why it matters
    /// The request arrives, and the answer finds no way. Each side needs a route to the other's addresses.
    ///
    /// # How to fix
    /// Add the route on the other side. The fix adds it to every table that decides for a subnet there and sends
    /// the block nowhere else yet.
    ///
    /// # Limits
    /// Only connections between two drawn VPCs, active and with known route tables. Whether the route covers
    /// every address is what a packet shows. An answer to a NAT gateway's own address comes back without a
    /// route.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html>
    RuleInfo {
        id: "peering-route-one-sided",
        title: "A peering connection has a route on one side only",
        group: Group::Reachability,
        book: &["R-PEER-5"],
        codes: &["NO_ROUTE_TO_DESTINATION"],
        api_errors: &[],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let mut leads: BTreeSet<(&ResourceId, &ResourceId)> = BTreeSet::new();
    for (_, _, vpc, table) in context.tables() {
        for route in &table.routes {
            if let Target::VpcPeeringConnection(peering) = &route.target {
                leads.insert((&vpc.id, peering));
            }
        }
    }
    for peering in context.network.peerings.values().filter(|peering| peering.is_active()) {
        let [one, other] = &peering.sides;
        let drawn = |id: &Option<ResourceId>| id.as_ref().and_then(|id| context.network.vpcs.get(id));
        let (Some(one), Some(other)) = (drawn(&one.vpc), drawn(&other.vpc)) else { continue };
        let has = |vpc: &VpcNode| leads.contains(&(&vpc.id, &peering.id));
        let (from, back) = match (has(one), has(other)) {
            (true, false) => (one, other),
            (false, true) => (other, one),
            _ => continue,
        };
        if back.id == from.id || back.does_not_know("routeTable") {
            continue;
        }
        let message = say!(
            "peering-route-one-sided",
            "{from} has a route to {back} over {peering}, and {back} has none to {from}: answers are lost.",
            from = context.name(&from.id),
            back = context.name(&back.id),
            peering = context.name(&peering.id)
        );
        let blocks = crate::rules::support::list(from.cidrs.iter().map(ToString::to_string));
        let help = say!(
            "peering-route-one-sided.help",
            "Route {blocks} to {peering} in the route tables of {back}.",
            blocks = blocks,
            peering = context.name(&peering.id),
            back = context.name(&back.id)
        );
        let title = format!("Route {blocks} to {} in {}", context.name(&peering.id), context.name(&back.id));
        let changes = routes_back(context, from, back, &peering.id);
        let fix = (!changes.is_empty()).then_some(Fix { title, changes });
        report.push(Found::new([&peering.id, &back.id, &from.id], message, help).fix(fix));
    }
}

/// Adds a route for each block to every table that decides for a subnet; the main table that AWS makes is written out. A
/// block that a table sends elsewhere stays there: AWS takes no second route to it (R-RT-24).
fn routes_back(context: &Context<'_>, from: &VpcNode, back: &VpcNode, peering: &ResourceId) -> Vec<Change> {
    let families: BTreeSet<Family> = back.cidrs.iter().map(|net| Family::of(net.addr())).collect();
    let routes: Vec<Route> = from
        .cidrs
        .iter()
        .filter(|net| families.contains(&Family::of(net.addr())))
        .map(|net| {
            let block = Some(CidrBlock::from(*net));
            let (v4, v6) = if net.addr().is_ipv4() { (block, None) } else { (None, block) };
            Route {
                destination_cidr_block: v4,
                destination_ipv6_cidr_block: v6,
                vpc_peering_connection_id: Some(peering.clone()),
                ..Route::default()
            }
        })
        .collect();
    let mut tables: BTreeSet<&ResourceId> =
        context.subnets_of(back).filter_map(|subnet| subnet.route_table.id()).collect();
    tables.extend(back.main_route_table.id().filter(|_| back.subnets.is_empty()));
    let uses_implicit = context.subnets_of(back).any(|subnet| subnet.route_table == Source::Implicit);
    let mut changes = Vec::new();
    for id in tables.iter().copied() {
        let Some(table) = context.document.route_table(id.as_str()) else { continue };
        let mut taken: BTreeMap<_, _> = table.routes.clone();
        let is_free = |route: &&Route| {
            !table.routes.values().any(|old| old.destination_cidr() == route.destination_cidr())
        };
        for route in routes.iter().filter(is_free) {
            let row = new_row(id, "r", |row| taken.contains_key(row));
            taken.insert(row.clone(), route.clone());
            let path = pointer(&["routes", row.as_str()]);
            changes.push(Change::set(id, &path, serde_json::to_value(route).unwrap_or_default()));
        }
    }
    if uses_implicit || tables.is_empty() {
        let id = new_id(context.document, ResourceType::RouteTable, &back.id);
        let mut rows = BTreeMap::new();
        for route in routes {
            let row = new_row(&id, "r", |row| rows.contains_key(row));
            rows.insert(row, route);
        }
        let table =
            RouteTable { vpc_id: Some(back.id.clone()), main: true, routes: rows, ..RouteTable::default() };
        changes.push(Change::add(id, table));
    }
    changes
}
