use crate::change::Change;
use crate::model::{ResourceId, ResourceType, Route, RouteTable};
use crate::net::{CidrBlock, Family};
use crate::ordered::IntoOrdered;
use crate::rules::context::Context;
use crate::rules::support::{new_id, new_row, pointer};
use crate::topology::{Source, VpcNode};
use ipnet::IpNet;
use std::collections::{BTreeMap, BTreeSet};

/// The changes that route blocks over a peering connection in a VPC: in every table that decides for a subnet; the main
/// table that AWS makes is written out. Only blocks of a family that the VPC has.
///
/// A block that a table sends elsewhere stays there: AWS takes no second route to it (R-RT-24).
pub(in crate::rules) fn peering_routes(
    context: &Context<'_>,
    blocks: &[IpNet],
    vpc: &VpcNode,
    peering: &ResourceId,
) -> Vec<Change> {
    let routes = routes(blocks, vpc, peering);
    if routes.is_empty() {
        return Vec::new();
    }
    let mut tables: BTreeSet<&ResourceId> =
        context.subnets_of(vpc).filter_map(|subnet| subnet.route_table.id()).into_set();
    tables.extend(vpc.main_route_table.id().filter(|_| vpc.subnets.is_empty()));
    let uses_implicit = context.subnets_of(vpc).any(|subnet| subnet.route_table == Source::Implicit);
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
        let id = new_id(context.document, ResourceType::RouteTable, &vpc.id);
        let mut rows = BTreeMap::new();
        for route in routes {
            let row = new_row(&id, "r", |row| rows.contains_key(row));
            rows.insert(row, route);
        }
        let table =
            RouteTable { vpc_id: Some(vpc.id.clone()), main: true, routes: rows, ..RouteTable::default() };
        changes.push(Change::add(id, table));
    }
    changes
}

fn routes(blocks: &[IpNet], vpc: &VpcNode, peering: &ResourceId) -> Vec<Route> {
    let families: BTreeSet<Family> = vpc.cidrs.iter().map(|net| Family::of(net.addr())).into_set();
    let route = |net: &IpNet| {
        let block = Some(CidrBlock::from(*net));
        let (v4, v6) = if net.addr().is_ipv4() { (block, None) } else { (None, block) };
        Route {
            destination_cidr_block: v4,
            destination_ipv6_cidr_block: v6,
            vpc_peering_connection_id: Some(peering.clone()),
            ..Route::default()
        }
    };
    blocks.iter().filter(|net| families.contains(&Family::of(net.addr()))).map(route).collect()
}
