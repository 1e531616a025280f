use crate::declared::maker::Maker;
use crate::declared::own::Own;
use netyard_core::model::{Resource, ResourceId, Route, RouteTable, RowId};

/// Reads `AWS::EC2::RouteTable`.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let table = RouteTable {
        name: Some(own.name()),
        tags: own.tags(),
        vpc_id: own.view().id("VpcId"),
        ..RouteTable::default()
    };
    maker.insert(own, table);
}

/// Reads `AWS::EC2::Route`.
pub(super) fn route(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let table = view.id("RouteTableId");
    let gateway = view.id("GatewayId");
    let endpoint = view.id("VpcEndpointId");
    let is_endpoint = gateway.as_ref().is_some_and(|id| id.as_str().starts_with("vpce-"));
    let route = Route {
        destination_cidr_block: view.deciding_cidr("DestinationCidrBlock"),
        destination_ipv6_cidr_block: view.deciding_cidr("DestinationIpv6CidrBlock"),
        destination_prefix_list_id: view.id("DestinationPrefixListId"),
        vpc_endpoint_id: endpoint.or_else(|| gateway.clone().filter(|_| is_endpoint)),
        gateway_id: gateway.filter(|_| !is_endpoint),
        nat_gateway_id: view.id("NatGatewayId"),
        network_interface_id: view.id("NetworkInterfaceId"),
        instance_id: view.id("InstanceId"),
        vpc_peering_connection_id: view.id("VpcPeeringConnectionId"),
        egress_only_internet_gateway_id: view.id("EgressOnlyInternetGatewayId"),
        transit_gateway_id: view.id("TransitGatewayId"),
        local_gateway_id: view.id("LocalGatewayId"),
        carrier_gateway_id: view.id("CarrierGatewayId"),
        core_network_arn: view.id("CoreNetworkArn"),
        ..Route::default()
    };
    let has_destination = route.destination_cidr_block.is_some()
        || route.destination_ipv6_cidr_block.is_some()
        || route.destination_prefix_list_id.is_some();
    let mut route = route;
    if !has_destination || own.perhaps.is_some() {
        let list = maker.unknown_list(own);
        let why = match &own.perhaps {
            Some(why) => {
                format!("Nobody knows whether it is made. {why} A packet that may need it ends UNKNOWN.")
            }
            None => "The template does not tell its destination: a packet that may need it ends UNKNOWN."
                .to_owned(),
        };
        maker.note(own, &why);
        route.destination_cidr_block = None;
        route.destination_ipv6_cidr_block = None;
        route.destination_prefix_list_id = Some(list);
    }
    if route.target().is_none() {
        let target = maker.unknown_target(own);
        maker.note(own, &format!("The template does not tell its target; {target} stands for it, and a packet that comes there ends UNKNOWN."));
        route.gateway_id = Some(target);
    }
    let joined = table.as_ref().is_some_and(|table| {
        maker.change_table(table, |table| {
            table.routes.insert(RowId::new(&format!("r{}", table.routes.len() + 1)), route);
        })
    });
    if joined {
        maker.read(own);
    } else {
        maker.cannot_join(own, "RouteTableId", table.as_ref(), "routeTable");
    }
}

/// Reads `AWS::EC2::GatewayRouteTableAssociation`.
pub(super) fn of_gateway(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let (table, gateway) = (view.id("RouteTableId"), view.id("GatewayId"));
    let Some(gateway) = gateway else {
        maker.cannot_join(own, "GatewayId", None, "routeTable");
        return;
    };
    let joined = table
        .as_ref()
        .is_some_and(|table| maker.change_table(table, |table| table.gateway_id = Some(gateway)));
    if joined {
        maker.read(own);
    } else {
        maker.cannot_join(own, "RouteTableId", table.as_ref(), "routeTable");
    }
}

/// Reads `AWS::EC2::VPNGatewayRoutePropagation`.
pub(super) fn propagation(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let (tables, gateway) = (view.ids("RouteTableIds"), view.id("VpnGatewayId"));
    let Some(gateway) = gateway.filter(|_| !tables.is_empty() && own.perhaps.is_none()) else {
        propagates_perhaps(maker, own, &tables, view.id("VpnGatewayId"));
        return;
    };
    let mut outside = None;
    for id in &tables {
        if !maker.change_table(id, |table| table.propagating_vgws.push(gateway.clone())) {
            outside = Some(id.clone());
        }
    }
    match outside {
        Some(outside) => maker.cannot_join(own, "RouteTableIds", Some(&outside), "routeTable"),
        None => maker.read(own),
    }
}

/// What a gateway may bring into tables: a row of which nobody knows the destination.
fn propagates_perhaps(maker: &mut Maker<'_>, own: &Own, tables: &[ResourceId], gateway: Option<ResourceId>) {
    let list = maker.unknown_list(own);
    let gateway = gateway.unwrap_or_else(|| maker.unknown_target(own));
    // Where nobody knows the tables, it may be any of them.
    let all = maker.document.resources.iter().filter(|_| tables.is_empty());
    let all = all.filter(|(_, resource)| matches!(resource.as_ref(), Resource::RouteTable(_)));
    let all: Vec<ResourceId> = all.map(|(id, _)| id.clone()).collect();
    for id in tables.iter().chain(&all) {
        let route = Route {
            destination_prefix_list_id: Some(list.clone()),
            gateway_id: Some(gateway.clone()),
            ..Route::default()
        };
        maker.change_table(id, |table| {
            table.routes.insert(RowId::new(&format!("r{}", table.routes.len() + 1)), route);
        });
    }
    let why = "The template does not tell whether its gateway brings routes, or into which tables: a packet that may need one ends UNKNOWN.";
    maker.note(own, why);
    maker.read(own);
}
