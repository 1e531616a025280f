//! A NAT gateway whose subnet shares its table with private subnets: the subnet gets a public table (R-NAT-2), because a
//! route to the internet gateway in the shared one would open the others (R-RT-19).

use super::free_id;
use super::route::Proposal;
use crate::change::{Change, Fix};
use crate::model::{ResourceId, Route, RouteTable, RowId};
use crate::net::{CidrBlock, well_known};
use crate::routing::{EffectiveTable, Target};
use crate::simulate::place::NextHop;
use crate::simulate::world::World;
use crate::topology::{NatNode, VpcNode};
use std::collections::BTreeMap;

/// Associates the subnet with a table that leads to the gateway, else with a new one. `None` where the subnet has its
/// table for itself, so that a route in it does no harm.
pub(super) fn propose<'a>(
    world: World<'_>,
    table: &EffectiveTable,
    nat: &NatNode,
    vpc: &'a VpcNode,
    gateway: &'a ResourceId,
) -> Option<Proposal<'a>> {
    let own = nat.subnet.as_ref()?;
    let subnets = || vpc.subnets.iter().filter_map(|id| world.network.subnets.get(id));
    let uses_table = |id: &Option<ResourceId>| *id == table.id;
    let is_shared = subnets()
        .filter(|subnet| subnet.id != *own)
        .filter_map(|subnet| world.routed.table_of(subnet))
        .any(|of| uses_table(&of.id));
    if !is_shared {
        return None;
    }
    let document = &world.network.document;
    let mut changes = Vec::new();
    if let Some(id) = &table.id
        && let Some(index) = document.route_table(id.as_str())?.subnet_ids.iter().position(|id| id == own)
    {
        changes.push(Change::RemovePath { id: id.clone(), path: format!("/subnetIds/{index}") });
    }
    let name = document.display_name(own.as_str());
    let title = if let Some((id, public)) = public_table(world, vpc, gateway) {
        changes.push(if public.subnet_ids.is_empty() {
            Change::set(id, "/subnetIds", vec![own.as_str()])
        } else {
            Change::set(id, &format!("/subnetIds/{}", public.subnet_ids.len()), own.as_str())
        });
        format!("Associate {name} with {}", document.display_name(id.as_str()))
    } else {
        let route = Route {
            destination_cidr_block: Some(CidrBlock::from(well_known::ANY_IPV4)),
            gateway_id: Some(gateway.clone()),
            ..Route::default()
        };
        let made = RouteTable {
            vpc_id: Some(vpc.id.clone()),
            subnet_ids: vec![own.clone()],
            routes: BTreeMap::from([(RowId::new("r1"), route)]),
            ..RouteTable::default()
        };
        changes.push(Change::add(free_id(world, "rtb"), made));
        let gateway = document.display_name(gateway.as_str());
        format!("Give {name} a route table of its own, with 0.0.0.0/0 to {gateway}")
    };
    Some(Proposal {
        next_hop: NextHop::InternetGateway(gateway),
        fix: Fix { title, changes },
        target: ("gatewayId", gateway),
    })
}

/// A drawn table of the VPC, other than the main one, whose default route leads to the gateway.
fn public_table<'a>(
    world: World<'a>,
    vpc: &VpcNode,
    gateway: &ResourceId,
) -> Option<(&'a ResourceId, &'a RouteTable)> {
    let leads_out = |table: &EffectiveTable| {
        table.routes.iter().any(|route| {
            route.destination == well_known::ANY_IPV4
                && matches!(&route.target, Target::InternetGateway(id) if id == gateway)
        })
    };
    let tables = world.routed.tables.values().filter(|table| table.vpc == vpc.id && leads_out(table));
    tables.filter_map(|table| table.id.as_ref()).find_map(|id| {
        let (id, resource) = world.network.document.resources.get_key_value(id)?;
        match resource.as_ref() {
            crate::model::Resource::RouteTable(table) if !table.main => Some((id, table)),
            _ => None,
        }
    })
}
