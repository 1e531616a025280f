use super::blackhole::{self, BlackholeRoute};
use super::importer::{EndpointRoute, Importer};
use super::item::{Item, cidr};
use netyard_core::model::{ResourceId, Route, RouteTable, RowId};
use std::collections::BTreeMap;

/// Reads `RouteTables`. Local routes are not written down, and rows of gateway endpoints belong to the endpoint.
pub(super) fn read(importer: &mut Importer) {
    for item in importer.take("RouteTables") {
        let Some(id) = importer.id(&item, "RouteTableId", "Route table") else { continue };
        let mut table = RouteTable {
            name: item.name(),
            tags: item.tags(),
            vpc_id: item.id("VpcId"),
            propagating_vgws: item
                .list("PropagatingVgws")
                .iter()
                .filter_map(|vgw| vgw.id("GatewayId"))
                .collect(),
            ..RouteTable::default()
        };
        associations(importer, &item, &mut table);
        table.routes = routes(importer, &item, &id, table.vpc_id.as_ref());
        importer.insert(&item, id, table);
    }
}

fn associations(importer: &mut Importer, item: &Item, table: &mut RouteTable) {
    for association in item.list("Associations") {
        let state =
            association.object("AssociationState").and_then(|state| state.text("State").map(str::to_owned));
        if let Some(state @ ("disassociating" | "disassociated" | "failed")) = state.as_deref() {
            let why = format!("The association is {state}.");
            importer.skip(&association, "Association of a route table", &why);
            continue;
        }
        table.main |= association.flag("Main");
        table.subnet_ids.extend(association.id("SubnetId"));
        table.gateway_id = table.gateway_id.take().or_else(|| association.id("GatewayId"));
    }
}

fn routes(
    importer: &mut Importer,
    item: &Item,
    table: &ResourceId,
    vpc: Option<&ResourceId>,
) -> BTreeMap<RowId, Route> {
    let mut rows = BTreeMap::new();
    for route in item.list("Routes") {
        let gateway = route.text("GatewayId").unwrap_or_default();
        if gateway == "local" && route.text("Origin").is_none_or(|origin| origin == "CreateRouteTable") {
            continue;
        }
        let is_gateway_endpoint =
            gateway.starts_with("vpce-") && route.text("DestinationPrefixListId").is_some();
        let is_gone = blackhole::is_one(&route);
        if is_gateway_endpoint && !is_gone {
            importer.endpoint_routes.push(EndpointRoute {
                table: table.clone(),
                endpoint: ResourceId::new(gateway),
                prefix_list: route.id("DestinationPrefixListId"),
                item: route,
            });
            continue;
        }
        let row = row(importer, &route);
        if let (Some("active"), Some(vpc), Some(target)) = (route.text("State"), vpc, row.target()) {
            importer.active_targets.push((vpc.clone(), target.clone(), route.clone()));
        }
        if let (true, true, Some(vpc)) = (is_gone, gateway.starts_with("igw-"), vpc) {
            importer.without_internet_gateway.insert(vpc.clone());
        }
        let id = RowId::new(&format!("r{}", rows.len() + 1));
        if is_gone {
            importer.blackholes.push(BlackholeRoute { table: table.clone(), row: id.clone(), item: route });
        }
        rows.insert(id, row);
    }
    rows
}

fn row(importer: &mut Importer, item: &Item) -> Route {
    let gateway_endpoint = item.id("GatewayId").filter(|id| id.as_str().starts_with("vpce-"));
    let network_interface_id = item.id("NetworkInterfaceId");
    let row = Route {
        destination_cidr_block: cidr(&item.value, "DestinationCidrBlock"),
        destination_ipv6_cidr_block: cidr(&item.value, "DestinationIpv6CidrBlock"),
        destination_prefix_list_id: item.id("DestinationPrefixListId"),
        gateway_id: item.id("GatewayId").filter(|_| gateway_endpoint.is_none()),
        nat_gateway_id: item.id("NatGatewayId"),
        // A route to an instance is one to its interface; the API names both.
        instance_id: item.id("InstanceId").filter(|_| network_interface_id.is_none()),
        network_interface_id,
        vpc_peering_connection_id: item.id("VpcPeeringConnectionId"),
        egress_only_internet_gateway_id: item.id("EgressOnlyInternetGatewayId"),
        transit_gateway_id: item.id("TransitGatewayId"),
        vpc_endpoint_id: gateway_endpoint,
        local_gateway_id: item.id("LocalGatewayId"),
        carrier_gateway_id: item.id("CarrierGatewayId"),
        core_network_arn: item.id("CoreNetworkArn"),
        // Where it is not by hand: what a gateway propagates gives way to a row that somebody wrote (R-RT-2).
        origin: item.text("Origin").map(str::to_owned),
        ..Route::default()
    };
    let row = Route { origin: row.origin.clone().filter(|_| row.is_propagated()), ..row };
    if row.target().is_none() {
        importer.approximate(
            item,
            "Route",
            "It names no target that Netyard knows; the row is kept without one.",
        );
    }
    row
}
