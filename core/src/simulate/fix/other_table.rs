//! Another route table for a subnet, where a route in the one that it has would do harm: it would open other subnets
//! (R-RT-19), or send a NAT gateway or appliance to itself (R-NAT-20).

use super::route::{Gap, Proposal, Way};
use super::{free_id, free_row};
use crate::change::{Change, Fix};
use crate::model::{Resource, ResourceId, Route, RouteTable, RowId};
use crate::net::{CidrBlock, Family};
use crate::ordered::IntoOrdered;
use crate::routing::{EffectiveRoute, EffectiveTable, Lookup, Target};
use crate::simulate::packet::Packet;
use crate::simulate::place::NextHop;
use crate::simulate::stage::route_lookup;
use crate::simulate::walk::Walk;
use crate::simulate::world::World;
use crate::topology::{Source, SubnetNode};
use ipnet::IpNet;
use std::collections::BTreeMap;

/// A table that nobody uses and that leads the packet on, for a subnet that goes by the main table: somebody made it for
/// that and forgot the association, or took it away (R-RT-15).
pub(super) fn unused<'a>(walk: &Walk<'a>, packet: &Packet<'a>, gap: Gap<'a>) -> Option<Proposal<'a>> {
    if !matches!(gap.subnet.route_table, Source::Default(_) | Source::Implicit) {
        return None;
    }
    let world = walk.world;
    let leads = |id: &'a ResourceId| {
        let drawn = world.network.document.route_table(id.as_str())?;
        let is_unused = !drawn.main && drawn.subnet_ids.is_empty() && drawn.gateway_id.is_none();
        if !is_unused || is_of_regional_nat(world, id) {
            return None;
        }
        let table = world.routed.tables.get(id).filter(|table| !leads_into(world, table, gap.subnet))?;
        let Lookup::Route { winner, .. } = table.look_up(packet.header.destination) else { return None };
        let next_hop = route_lookup::next_hop(world, &gap.vpc.id, &winner.target)?;
        let target = winner.target.id().filter(|_| helps(walk, packet, gap, next_hop))?;
        let fix =
            Fix { title: associating(world, gap.subnet, id), changes: associate(world, gap, id, drawn) };
        Some(Proposal { way: Way::OtherTable, ..Proposal::new(next_hop, Some(fix), ("", target)) })
    };
    gap.vpc.route_tables.iter().find_map(leads)
}

/// Whether what a table leads to takes the packet on from this subnet.
fn helps<'a>(walk: &Walk<'a>, packet: &Packet<'a>, gap: Gap<'a>, next_hop: NextHop<'a>) -> bool {
    match next_hop {
        NextHop::Local | NextHop::Unknown(_) => false,
        NextHop::NatGateway(nat) => nat.state == "available" && nat.subnet.as_ref() != Some(&gap.subnet.id),
        NextHop::Inspection(node) | NextHop::Interface(node) => {
            walk.world.runs(node) && node.subnet.as_ref() != Some(&gap.subnet.id)
        }
        NextHop::InternetGateway(_) => super::way_out::is_public(walk, packet, gap),
        NextHop::TransitGateway(_, own) => super::hub::may_go(walk, packet, own),
        _ => true,
    }
}

/// Whether a table sends packets to a host of the subnet: by the same table it would send to itself (R-EDGE-10).
fn leads_into(world: World<'_>, table: &EffectiveTable, subnet: &SubnetNode) -> bool {
    table.routes.iter().any(|route| {
        let node = match &route.target {
            Target::NetworkInterface(id) => world.network.interfaces.get(id),
            Target::GatewayLoadBalancerEndpoint(id) => world.network.interface_of_inspection(id),
            _ => None,
        };
        node.is_some_and(|node| node.subnet.as_ref() == Some(&subnet.id))
    })
}

fn is_of_regional_nat(world: World<'_>, table: &ResourceId) -> bool {
    world.network.nat_gateways.values().filter(|nat| nat.regional.is_some()).any(|nat| {
        let drawn = world.network.document.nat_gateway(nat.id.as_str());
        drawn.is_some_and(|drawn| drawn.route_table_id.as_ref() == Some(table))
    })
}

/// Whether a route to an internet gateway in the table would make more public than this subnet: the main table is that of
/// every new subnet, and another subnet of the table has hosts without a public address. Beside a NAT gateway any other
/// subnet counts.
pub(super) fn opens_others(world: World<'_>, gap: Gap<'_>) -> bool {
    let is_default = world.network.document.vpc(gap.vpc.id.as_str()).is_some_and(|vpc| vpc.is_default);
    let is_main = gap.table.id.is_none() || gap.vpc.main_route_table.id() == gap.table.id.as_ref();
    if is_default && gap.nat.is_none() {
        return false;
    }
    let mut others = users(world, gap).filter(|subnet| subnet.id != gap.subnet.id);
    is_main && !is_default || others.any(|subnet| gap.nat.is_some() || is_private(world, subnet))
}

/// The subnets that go by the table.
pub(super) fn users<'a>(world: World<'a>, gap: Gap<'a>) -> impl Iterator<Item = &'a SubnetNode> {
    let subnets = gap.vpc.subnets.iter().filter_map(move |id| world.network.subnets.get(id));
    subnets.filter(move |subnet| world.routed.table_of(subnet).is_some_and(|of| of.id == gap.table.id))
}

/// Whether a subnet has hosts, and none with a public address.
fn is_private(world: World<'_>, subnet: &SubnetNode) -> bool {
    let mut hosts = subnet.interfaces.iter().filter_map(|id| world.network.interfaces.get(id)).peekable();
    hosts.peek().is_some() && !hosts.any(|host| host.addresses.iter().any(|entry| entry.public.is_some()))
}

/// Associates the subnet with a public table that holds what its own one does, else with a new one that has the route.
pub(super) fn to_gateway(world: World<'_>, gap: Gap<'_>, gateway: &ResourceId, block: IpNet) -> Option<Fix> {
    let document = &world.network.document;
    let leads_out = |route: &EffectiveRoute| {
        route.destination == block && matches!(&route.target, Target::InternetGateway(id) if id == gateway)
    };
    let tables = gap.vpc.route_tables.iter().filter_map(|id| {
        let drawn = document.route_table(id.as_str())?;
        let effective = world.routed.tables.get(id)?;
        let is_one = !drawn.main
            && drawn.gateway_id.is_none()
            && gap.table.id.as_ref() != Some(id)
            && effective.routes.iter().any(leads_out)
            && !leads_into(world, effective, gap.subnet);
        is_one.then_some((id, drawn, effective))
    });
    for (id, drawn, effective) in tables {
        if holds(effective, gap.table) {
            let title = associating(world, gap.subnet, id);
            return Some(Fix { title, changes: associate(world, gap, id, drawn) });
        }
    }
    own(world, gap, "gatewayId", gateway, block)
}

/// Whether a table sends everything that another one sends on to where that one does.
fn holds(table: &EffectiveTable, other: &EffectiveTable) -> bool {
    let needed = other.routes.iter().filter(|route| !route.target.is_blackhole());
    let needed = needed.filter(|route| !matches!(route.target, Target::Local | Target::None));
    needed.into_iter().all(|route| {
        let same = |one: &EffectiveRoute| one.destination == route.destination && one.target == route.target;
        table.routes.iter().any(same)
    })
}

fn associating(world: World<'_>, subnet: &SubnetNode, table: &ResourceId) -> String {
    let document = &world.network.document;
    format!(
        "Associate {} with {}",
        document.display_name(subnet.id.as_str()),
        document.display_name(table.as_str())
    )
}

fn associate(world: World<'_>, gap: Gap<'_>, id: &ResourceId, drawn: &RouteTable) -> Vec<Change> {
    let own = &gap.subnet.id;
    let mut changes = leave(world, gap);
    changes.push(if drawn.subnet_ids.is_empty() {
        Change::set(id, "/subnetIds", vec![own.as_str()])
    } else {
        Change::set(id, &format!("/subnetIds/{}", drawn.subnet_ids.len()), own.as_str())
    });
    changes
}

/// Takes the subnet out of the table that it is associated with.
fn leave(world: World<'_>, gap: Gap<'_>) -> Vec<Change> {
    let place = || {
        let id = gap.table.id.as_ref()?;
        let drawn = world.network.document.route_table(id.as_str())?;
        let index = drawn.subnet_ids.iter().position(|subnet| *subnet == gap.subnet.id)?;
        Some(Change::RemovePath { id: id.clone(), path: format!("/subnetIds/{index}") })
    };
    place().into_iter().collect()
}

/// A table of the subnet's own: what the old one holds, with this route.
pub(super) fn own(
    world: World<'_>,
    gap: Gap<'_>,
    field: &str,
    target: &ResourceId,
    block: IpNet,
) -> Option<Fix> {
    let mut route = super::route::to(field, target)?;
    super::route::for_block(&mut route, block);
    let id = free_id(world, "rtb");
    let mut changes = leave(world, gap);
    changes.push(Change::add(id.clone(), copy(world, gap, route, block)));
    changes.extend(in_endpoints(world, gap, &id));
    let title = format!(
        "Give {} a route table of its own, with {block} to {}",
        world.network.display_name(gap.subnet.id.as_str()),
        super::route::name_of_target(world, target)
    );
    Some(Fix { title, changes })
}

/// The table of today for this one subnet, with another route for a block, and without rows to what is gone for good: AWS
/// takes no such row.
fn copy(world: World<'_>, gap: Gap<'_>, route: Route, block: IpNet) -> RouteTable {
    let old = gap.table.id.as_ref().and_then(|id| world.network.document.route_table(id.as_str()));
    let rows = old.into_iter().flat_map(|old| &old.routes);
    let is_gone = |id: &RowId| {
        let mut routes = gap.table.routes.iter().filter(|route| route.row.as_ref() == Some(id));
        routes.any(|route| matches!(&route.target, Target::Blackhole { why, .. } if why.is_final()))
    };
    let others = rows
        .filter(|(id, row)| !is_gone(id) && row.destination_cidr().and_then(CidrBlock::net) != Some(block));
    let mut routes: BTreeMap<RowId, Route> = others.map(|(id, row)| (id.clone(), row.clone())).into_map();
    let row = free_row(&routes, "r");
    routes.insert(RowId::new(&row), route);
    RouteTable {
        vpc_id: Some(gap.vpc.id.clone()),
        subnet_ids: vec![gap.subnet.id.clone()],
        propagating_vgws: old.map(|old| old.propagating_vgws.clone()).unwrap_or_default(),
        routes,
        ..RouteTable::default()
    }
}

/// The gateway endpoints of the old table serve the new one too.
fn in_endpoints(world: World<'_>, gap: Gap<'_>, new: &ResourceId) -> Vec<Change> {
    let Some(old) = &gap.table.id else { return Vec::new() };
    let drawn = gap.vpc.endpoints.iter().filter_map(|id| {
        let Some(Resource::VpcEndpoint(endpoint)) = world.network.resource(id.as_str()) else {
            return None;
        };
        Some((id, endpoint))
    });
    let serving = drawn.filter(|(_, endpoint)| endpoint.route_table_ids.contains(old));
    serving
        .map(|(id, endpoint)| {
            Change::set(id, &format!("/routeTableIds/{}", endpoint.route_table_ids.len()), new.as_str())
        })
        .collect()
}

/// The block that stands for everywhere.
pub(super) fn anywhere(family: Family) -> IpNet {
    match family {
        Family::Ipv4 => crate::net::well_known::ANY_IPV4,
        Family::Ipv6 => crate::net::well_known::ANY_IPV6,
    }
}
