use crate::change::Change;
use crate::model::{InternetGateway, ResourceId, ResourceType, Route, RouteTable, RowId};
use crate::net::CidrBlock;
use crate::rules::context::Context;
use crate::rules::support::{new_id, new_row, pointer, with_item};
use crate::topology::{SubnetNode, VpcNode};
use std::collections::BTreeMap;

/// The changes after which a subnet sends 0.0.0.0/0 to the internet gateway of its VPC, and how people call that
/// gateway. A VPC without one gets one.
///
/// Only this subnet is affected: where it shares its table with others, it gets one of its own with the same rows and propagation.
pub(in crate::rules) fn internet_route(
    context: &Context<'_>,
    subnet: &SubnetNode,
) -> Option<(String, Vec<Change>)> {
    let vpc = context.vpc_of(subnet)?;
    if vpc.does_not_know("internetGateway") || vpc.does_not_know("routeTable") {
        return None;
    }
    let (gateway, name, mut changes) = gateway_of(context, vpc);
    changes.extend(route_to(context, vpc, subnet, &gateway));
    Some((name, changes))
}

/// The gateway of the VPC: its own, one that is attached to nothing, or a new one.
fn gateway_of(context: &Context<'_>, vpc: &VpcNode) -> (ResourceId, String, Vec<Change>) {
    if let Some(gateway) = vpc.internet_gateways.first() {
        return (gateway.clone(), context.name(gateway), Vec::new());
    }
    let is_idle = |id: &&ResourceId| {
        context.document.internet_gateway(id.as_str()).is_some_and(|gateway| gateway.vpc_id.is_none())
    };
    if let Some(idle) = context.document.resources.keys().find(is_idle) {
        let attach = Change::set(idle, "/vpcId", vpc.id.as_str());
        return (idle.clone(), context.name(idle), vec![attach]);
    }
    let id = new_id(context.document, ResourceType::InternetGateway, &vpc.id);
    let gateway = InternetGateway { vpc_id: Some(vpc.id.clone()), ..InternetGateway::default() };
    (id.clone(), "a new internet gateway".to_owned(), vec![Change::add(id, gateway)])
}

fn route_to(context: &Context<'_>, vpc: &VpcNode, subnet: &SubnetNode, gateway: &ResourceId) -> Vec<Change> {
    let current = subnet.route_table.id();
    let table = current.and_then(|id| Some((id, context.document.route_table(id.as_str())?)));
    let is_own = |table: &RouteTable| !table.main && table.subnet_ids == [subnet.id.clone()];
    if let Some((id, table)) = table.filter(|(_, table)| is_own(table)) {
        let row = row_for_default(id, table);
        let path = pointer(&["routes", row.as_str()]);
        return vec![Change::Set { id: id.clone(), path, to: default_route(gateway) }];
    }
    let mut changes = Vec::new();
    let mut routes = table.map(|(_, table)| table.routes.clone()).unwrap_or_default();
    if let Some((id, table)) = table
        && let Some(index) = table.subnet_ids.iter().position(|id| *id == subnet.id)
    {
        let path = pointer(&["subnetIds", &index.to_string()]);
        changes.push(Change::RemovePath { id: id.clone(), path });
    }
    let id = new_id(context.document, ResourceType::RouteTable, &subnet.id);
    routes.retain(|_, route| !is_default(route));
    let row = new_row(&id, "r", |row| routes.contains_key(row));
    routes.insert(
        row,
        Route {
            destination_cidr_block: Some(CidrBlock::new("0.0.0.0/0")),
            gateway_id: Some(gateway.clone()),
            ..Route::default()
        },
    );
    let propagating_vgws = table.map(|(_, table)| table.propagating_vgws.clone()).unwrap_or_default();
    for endpoint in vpc.endpoints.iter().filter_map(|id| context.network.endpoints.get(id)) {
        if current.is_some_and(|current| endpoint.route_tables.contains(current)) {
            changes.push(with_item(&endpoint.id, "/routeTableIds", &endpoint.route_tables, &id));
        }
    }
    let table = RouteTable {
        name: Some(format!("{}-rtb", context.name(&subnet.id))),
        vpc_id: Some(vpc.id.clone()),
        subnet_ids: vec![subnet.id.clone()],
        propagating_vgws,
        routes,
        tags: BTreeMap::new(),
        ..RouteTable::default()
    };
    changes.push(Change::add(id, table));
    changes
}

fn is_default(route: &Route) -> bool {
    route.destination_cidr_block.as_ref().is_some_and(|block| block.to_string() == "0.0.0.0/0")
}

/// The row of the default route, or a free one.
fn row_for_default(id: &ResourceId, table: &RouteTable) -> RowId {
    let existing = table.routes.iter().find(|(_, route)| is_default(route)).map(|(row, _)| row.clone());
    existing.unwrap_or_else(|| new_row(id, "r", |row| table.routes.contains_key(row)))
}

fn default_route(gateway: &ResourceId) -> serde_json::Value {
    serde_json::json!({"destinationCidrBlock": "0.0.0.0/0", "gatewayId": gateway})
}
