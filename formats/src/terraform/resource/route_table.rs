use super::common::{self, name, tags};
use crate::declared::maker::Maker;
use crate::declared::own::{Own, View};
use netyard_core::model::{Resource, ResourceId, Route, RouteTable, RowId};
use netyard_core::net::CidrBlock;

const KIND: &str = "routeTable";

/// Reads `aws_route_table`, with its routes.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let vpc_id = own.view().id("vpc_id");
    make(maker, own, vpc_id, false);
}

/// Reads `aws_default_route_table`: the main table of a VPC, with these routes and no others.
pub(super) fn default(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let table = view.id("default_route_table_id");
    let made = table.as_ref().and_then(|table| maker.made_with.get(table));
    let vpc_id = view.id("vpc_id").or_else(|| made.map(|(vpc, _)| vpc.clone()));
    if vpc_id.is_none() {
        maker.doubts.insert(KIND);
    }
    make(maker, own, vpc_id, true);
}

fn make(maker: &mut Maker<'_>, own: &Own, vpc_id: Option<ResourceId>, main: bool) {
    let view = own.view();
    let table = RouteTable {
        name: Some(name(own)),
        tags: tags(own),
        vpc_id,
        main: main || maker.made_with.get(&own.id).is_some_and(|(_, kind)| *kind == "rtb"),
        propagating_vgws: view.ids("propagating_vgws"),
        ..RouteTable::default()
    };
    maker.insert(own, table);
    if common::lacks_rows(maker, own, "route") {
        let list = maker.unknown_list(own);
        let target = maker.unknown_target(own);
        maker.note(own, "Nothing tells its routes: a packet that may need one of them ends UNKNOWN.");
        let route =
            Route { destination_prefix_list_id: Some(list), gateway_id: Some(target), ..Route::default() };
        add(maker, &own.id.clone(), route);
    }
    for part in view.list("route") {
        let route = route_of(maker, own, &part, "cidr_block", "ipv6_cidr_block");
        add(maker, &own.id.clone(), route);
    }
}

/// Reads `aws_route`.
pub(super) fn route(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let table = view.id("route_table_id");
    // How it came there is told by what it is.
    view.text("origin");
    view.text("state");
    if table.is_none() {
        in_any_table(maker, own);
        return;
    }
    let route = route_of(maker, own, &view, "destination_cidr_block", "destination_ipv6_cidr_block");
    let joined = table.as_ref().is_some_and(|table| add(maker, table, route));
    if joined {
        maker.read(own);
    } else {
        maker.cannot_join(own, "route_table_id", table.as_ref(), KIND);
    }
}

fn route_of(maker: &mut Maker<'_>, own: &Own, view: &View<'_>, ipv4: &str, ipv6: &str) -> Route {
    let gateway = view.id("gateway_id");
    let is_endpoint = gateway.as_ref().is_some_and(|id| id.as_str().starts_with("vpce-"));
    let interface = view.id("network_interface_id");
    // Of what exists both are told; the interface is the target.
    let instance = view.id("instance_id").filter(|_| interface.is_none());
    let mut route = Route {
        destination_cidr_block: view.cidr(ipv4),
        destination_ipv6_cidr_block: view.cidr(ipv6),
        destination_prefix_list_id: view.id("destination_prefix_list_id"),
        vpc_endpoint_id: view.id("vpc_endpoint_id").or_else(|| gateway.clone().filter(|_| is_endpoint)),
        gateway_id: gateway.filter(|_| !is_endpoint),
        nat_gateway_id: view.id("nat_gateway_id"),
        network_interface_id: interface,
        instance_id: instance,
        vpc_peering_connection_id: view.id("vpc_peering_connection_id"),
        egress_only_internet_gateway_id: view.id("egress_only_gateway_id"),
        transit_gateway_id: view.id("transit_gateway_id"),
        local_gateway_id: view.id("local_gateway_id"),
        carrier_gateway_id: view.id("carrier_gateway_id"),
        core_network_arn: view.id("core_network_arn"),
        ..Route::default()
    };
    let has_destination = route.destination_cidr().is_some() || route.destination_prefix_list_id.is_some();
    if !has_destination {
        maker.note(own, "Nothing tells the destination of a route: a packet that may need it ends UNKNOWN.");
        route.destination_prefix_list_id = Some(maker.unknown_list(own));
    }
    if route.target().is_none() {
        let target = maker.unknown_target(own);
        maker.note(own, &format!("Nothing tells the target of a route; {target} stands for it, and a packet that comes there ends UNKNOWN."));
        route.gateway_id = Some(target);
    }
    route
}

/// A route of which nobody knows the table: any of them may have it. However many such routes there are, one of which nobody
/// knows the destination and the target stands for them in each table, so that a packet that may need it ends as unknown.
fn in_any_table(maker: &mut Maker<'_>, own: &Own) {
    maker.cannot_join(own, "route_table_id", None, KIND);
    maker.note(own, "Nothing tells its table: a packet that may need it ends UNKNOWN.");
    if !maker.anywhere.insert(KIND) {
        return;
    }
    let route = Route {
        destination_prefix_list_id: Some(maker.unknown_list(own)),
        gateway_id: Some(maker.unknown_target(own)),
        ..Route::default()
    };
    let all = maker.document.resources.iter();
    let all = all.filter(|(_, resource)| matches!(resource.as_ref(), Resource::RouteTable(_)));
    let all: Vec<ResourceId> = all.map(|(id, _)| id.clone()).collect();
    for table in all {
        add(maker, &table, route.clone());
    }
}

/// A table of which nothing is known, for a subnet or a gateway of which nobody tells the table.
fn unknown_table(
    maker: &mut Maker<'_>,
    own: &Own,
    subnet: Option<ResourceId>,
    gateway_id: Option<ResourceId>,
) {
    let route = Route {
        destination_prefix_list_id: Some(maker.unknown_list(own)),
        gateway_id: Some(maker.unknown_target(own)),
        ..Route::default()
    };
    let vpc_id = subnet.as_ref().and_then(|id| maker.document.subnet(id.as_str())?.vpc_id.clone());
    let table = RouteTable {
        vpc_id,
        subnet_ids: subnet.into_iter().collect(),
        gateway_id,
        routes: [(RowId::new("r1"), route)].into_iter().collect(),
        ..RouteTable::default()
    };
    let id = maker.insert_beside(own, &format!("rtb-unknown-{}", own.label()), table);
    maker.note(own, &format!("Nothing tells its table; {id}, of which nothing is known, stands for it."));
}

/// Adds a row, unless the table has it: the state of a table tells the rows that are resources of their own, too.
fn add(maker: &mut Maker<'_>, table: &ResourceId, route: Route) -> bool {
    maker.change_table(table, |table| {
        if !table.routes.values().any(|row| *row == route) {
            table.routes.insert(common::free_row("r", &table.routes), route);
        }
    })
}

/// Takes away the route that a plan takes away or changes: the table still tells it as it is. Of a table only one route has a
/// destination.
pub(super) fn gone(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let block = |key: &str| view.cidr(key).map(|block| common::as_aws(&block));
    let wanted = (
        block("destination_cidr_block"),
        block("destination_ipv6_cidr_block"),
        view.id("destination_prefix_list_id"),
    );
    let Some(table) = view.id("route_table_id") else { return };
    let of = |block: &Option<CidrBlock>| block.as_ref().map(common::as_aws);
    maker.change_table(&table, |table| {
        table.routes.retain(|_, row| {
            let own = (
                of(&row.destination_cidr_block),
                of(&row.destination_ipv6_cidr_block),
                row.destination_prefix_list_id.clone(),
            );
            own != wanted
        });
    });
}

/// Takes away a gateway whose routes a plan no longer lets in.
pub(super) fn propagation_gone(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let gateway = view.id("vpn_gateway_id");
    let Some(table) = view.id("route_table_id") else { return };
    maker.change_table(&table, |table| table.propagating_vgws.retain(|own| Some(own) != gateway.as_ref()));
}

/// Reads `aws_route_table_association`: a subnet or a gateway.
pub(super) fn association(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let (table, subnet, gateway) = (view.id("route_table_id"), view.id("subnet_id"), view.id("gateway_id"));
    if subnet.is_none() && gateway.is_none() {
        maker.cannot_join(own, "subnet_id", None, KIND);
        return;
    }
    if table.is_none() {
        maker.cannot_join(own, "route_table_id", None, KIND);
        unknown_table(maker, own, subnet, gateway);
        return;
    }
    let joined = table.as_ref().is_some_and(|table| {
        maker.change_table(table, |table| {
            table.subnet_ids.extend(subnet.filter(|subnet| !table.subnet_ids.contains(subnet)));
            if gateway.is_some() {
                table.gateway_id = gateway;
            }
        })
    });
    if joined {
        maker.read(own);
    } else {
        maker.cannot_join(own, "route_table_id", table.as_ref(), KIND);
    }
}

/// Reads `aws_main_route_table_association`: from then on this is the main table of the VPC.
pub(super) fn main_association(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let (table, vpc) = (view.id("route_table_id"), view.id("vpc_id"));
    view.id("original_route_table_id");
    let (Some(table), Some(vpc)) = (table, vpc) else {
        maker.cannot_join(own, "vpc_id or route_table_id", None, KIND);
        return;
    };
    if !maker.change_table(&table, |_| {}) {
        maker.cannot_join(own, "route_table_id", Some(&table), KIND);
        return;
    }
    let others: Vec<ResourceId> = maker
        .document
        .resources
        .iter()
        .filter(|(_, resource)| matches!(resource.as_ref(), Resource::RouteTable(it) if it.main && it.vpc_id.as_ref() == Some(&vpc)))
        .map(|(id, _)| id.clone())
        .collect();
    for other in others {
        maker.change_table(&other, |table| table.main = false);
    }
    maker.change_table(&table, |table| table.main = true);
    maker.read(own);
}

/// Reads `aws_vpn_gateway_route_propagation`.
pub(super) fn propagation(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let (table, gateway) = (view.id("route_table_id"), view.id("vpn_gateway_id"));
    let Some(gateway) = gateway else {
        maker.cannot_join(own, "vpn_gateway_id", None, KIND);
        return;
    };
    let joined = table.as_ref().is_some_and(|table| {
        maker.change_table(table, |table| {
            if !table.propagating_vgws.contains(&gateway) {
                table.propagating_vgws.push(gateway);
            }
        })
    });
    if joined {
        maker.read(own);
    } else {
        maker.cannot_join(own, "route_table_id", table.as_ref(), KIND);
    }
}
