//! Route tables (section 2 of the rule book) and the routes of gateway endpoints (section 14).

use super::facts::Facts;
use super::inspection;
use super::regional_nat::Regional;
use super::transit::attachment;
use super::vpn_gateway;
use ipnet::IpNet;
use netyard_core::model::{Resource, RouteTable};
use std::net::IpAddr;
use std::rc::Rc;

/// Where a table sends a packet.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Next {
    Local,
    InternetGateway(String),
    EgressOnly(String),
    Nat(String),
    Interface(String),
    Peering(String),
    Endpoint(String),
    Transit(String),
    VpnGateway(String),
    /// A Gateway Load Balancer endpoint.
    Inspected(String),
    /// The target is gone, detached or not active (R-RT-14).
    Blackhole,
}

/// How much a route counts among those of equal length (R-RT-2): what is written by hand, the local route, a
/// list, what a virtual private gateway propagates; last what nobody propagates just now, to be blamed where nothing else leads there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    Written,
    Local,
    List,
    Propagated,
    Idle,
}

/// The routes of a subnet, in no order.
pub(crate) type Routes = Vec<(IpNet, Rank, Next)>;

/// The next hop for an address from a subnet; `None` where no route matches (R-RT-13).
pub(crate) fn look_up(facts: &Facts, subnet: &str, address: IpAddr) -> Option<Next> {
    let known = facts.routes.borrow().get(subnet).cloned();
    let routes = known.unwrap_or_else(|| {
        let routes = Rc::new(routes_of(facts, subnet));
        facts.routes.borrow_mut().insert(subnet.to_owned(), routes.clone());
        routes
    });
    best(&routes, address)
}

/// The next hop of a table for an address.
pub(crate) fn look_up_in(facts: &Facts, vpc: &str, table: &str, address: IpAddr) -> Option<Next> {
    let named = facts.document.route_table(table)?;
    best(&routes_with(facts, vpc, Some((table.to_owned(), named))), address)
}

fn best(routes: &Routes, address: IpAddr) -> Option<Next> {
    let matching = routes.iter().filter(|(block, ..)| block.contains(&address));
    let best =
        matching.min_by_key(|(block, rank, _)| (*rank == Rank::Idle, u8::MAX - block.prefix_len(), *rank));
    best.map(|(.., next)| next.clone())
}

fn routes_of(facts: &Facts, subnet: &str) -> Routes {
    let Some(vpc) = facts.subnet(subnet).map(|subnet| &subnet.vpc) else { return Vec::new() };
    routes_with(facts, vpc, table_of(facts, subnet, vpc))
}

fn routes_with(facts: &Facts, vpc: &str, table: Option<(String, &RouteTable)>) -> Routes {
    let mut routes: Routes =
        facts.blocks(vpc).into_iter().map(|block| (block, Rank::Local, Next::Local)).collect();
    if let Some((id, table)) = table {
        for route in table.routes.values() {
            let target = next(facts, vpc, route);
            let block = route.destination_cidr().and_then(netyard_core::net::CidrBlock::net);
            routes.extend(block.map(|block| (block, Rank::Written, target.clone())));
            if let Some(list) = &route.destination_prefix_list_id {
                let blocks = facts.prefix_list(list.as_str()).into_iter();
                routes.extend(blocks.map(|block| (block, Rank::List, target.clone())));
            }
        }
        routes.extend(endpoint_routes(facts, &id));
        for gateway in &table.propagating_vgws {
            for (block, is_in_use) in vpn_gateway::propagated(facts, gateway.as_str(), vpc) {
                let rank = if is_in_use { Rank::Propagated } else { Rank::Idle };
                routes.push((block, rank, Next::VpnGateway(gateway.to_string())));
            }
        }
    }
    routes
}

/// Where the table of a regional NAT gateway sends a packet: the one that somebody drew for it, else the one that AWS
/// makes, with the blocks of the VPC and its internet gateway (R-RNAT-2).
pub(crate) fn regional_route(facts: &Facts, nat: &Regional, to: IpAddr) -> Option<Next> {
    // AWS deletes no table that a gateway has: one that is not drawn is taken for the one that AWS makes.
    if let Some(table) = nat.table.as_ref().filter(|id| facts.document.route_table(id).is_some()) {
        return look_up_in(facts, &nat.vpc, table, to);
    }
    if facts.is_in_vpc(&nat.vpc, to) {
        return Some(Next::Local);
    }
    facts.internet_gateway(&nat.vpc).filter(|_| to.is_ipv4()).map(Next::InternetGateway)
}

/// The table that names the subnet, else the main one of its VPC (R-RT-15).
fn table_of<'a>(facts: &Facts<'a>, subnet: &str, vpc: &str) -> Option<(String, &'a RouteTable)> {
    let tables = || {
        facts.document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
            Resource::RouteTable(table) => Some((id.to_string(), table)),
            _ => None,
        })
    };
    // A table of another VPC counts for nothing.
    let own = || tables().filter(|(_, table)| table.vpc_id.as_ref().is_some_and(|id| id.as_str() == vpc));
    own()
        .find(|(_, table)| table.subnet_ids.iter().any(|id| id.as_str() == subnet))
        .or_else(|| own().find(|(_, table)| table.main))
}

fn next(facts: &Facts, vpc: &str, route: &netyard_core::model::Route) -> Next {
    let Some((field, id)) = route.targets().next() else { return Next::Blackhole };
    let id = id.to_string();
    match field {
        "gatewayId" if facts.internet_gateway(vpc).as_ref() == Some(&id) => Next::InternetGateway(id),
        "gatewayId" | "vpcEndpointId" if inspection::endpoint(facts, &id, vpc).is_some() => {
            Next::Inspected(id)
        }
        "gatewayId" if vpn_gateway::is_attached(facts, &id, vpc) => Next::VpnGateway(id),
        "egressOnlyInternetGatewayId" if facts.egress_only(vpc).as_ref() == Some(&id) => Next::EgressOnly(id),
        "natGatewayId" if facts.nat(&id).is_some() || facts.regional(&id).is_some() => Next::Nat(id),
        "networkInterfaceId" if facts.interface(&id).is_some_and(super::facts::Interface::may_forward) => {
            Next::Interface(id)
        }
        "transitGatewayId" if is_attached(facts, vpc, &id) => Next::Transit(id),
        "vpcPeeringConnectionId" if is_usable(facts, vpc, &id) => Next::Peering(id),
        _ => Next::Blackhole,
    }
}

/// A gateway to which the VPC is not attached leads nowhere.
fn is_attached(facts: &Facts, vpc: &str, gateway: &str) -> bool {
    facts
        .document
        .transit_gateway(gateway)
        .is_some_and(|one| one.state != "deleted" && attachment(facts, gateway, vpc).is_some())
}

fn is_usable(facts: &Facts, vpc: &str, peering: &str) -> bool {
    facts
        .peerings
        .iter()
        .any(|one| one.id == peering && one.is_active && one.sides.iter().any(|side| side == vpc))
}

/// A gateway endpoint puts the list of its service into each of its tables (R-GWE-2).
fn endpoint_routes(facts: &Facts, table: &str) -> Vec<(IpNet, Rank, Next)> {
    let mut routes = Vec::new();
    for (id, resource) in &facts.document.resources {
        let Resource::VpcEndpoint(endpoint) = resource.as_ref() else { continue };
        if !endpoint.route_table_ids.iter().any(|one| one.as_str() == table) {
            continue;
        }
        for (list, resource) in &facts.document.resources {
            let Resource::ManagedPrefixList(named) = resource.as_ref() else { continue };
            if named.prefix_list_name == endpoint.service_name {
                let blocks = facts.prefix_list(list.as_str()).into_iter();
                routes.extend(blocks.map(|block| (block, Rank::List, Next::Endpoint(id.to_string()))));
            }
        }
    }
    routes
}
