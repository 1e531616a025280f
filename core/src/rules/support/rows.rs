use super::take_away::take_away;
use crate::change::Fix;
use crate::model::{ResourceId, Route, RouteTable, RowId};
use crate::net::CidrBlock;
use crate::routing::{EffectiveTable, Target};
use crate::rules::context::Context;
use ipnet::IpNet;

/// A row of a route table with what it leads to.
pub(in crate::rules) struct Row<'a> {
    /// The id of the row.
    pub(in crate::rules) id: &'a RowId,
    /// The row.
    pub(in crate::rules) route: &'a Route,
    /// What it leads to.
    pub(in crate::rules) target: &'a Target,
}

/// The rows of a table that have a readable destination, by id.
pub(in crate::rules) fn rows<'a>(table: &'a RouteTable, effective: &'a EffectiveTable) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'a>> = Vec::new();
    for effective in &effective.routes {
        // A row with a prefix list makes several routes, one behind the other.
        let Some(row) = effective.row.as_ref().filter(|row| rows.last().is_none_or(|last| last.id != *row))
        else {
            continue;
        };
        if let Some((id, route)) = table.routes.get_key_value(row) {
            rows.push(Row { id, route, target: &effective.target });
        }
    }
    rows
}

impl<'a> Row<'a> {
    /// The destination, if it is a block.
    pub(in crate::rules) fn net(&self) -> Option<IpNet> {
        self.route.destination_cidr().and_then(CidrBlock::net)
    }

    /// The destination as people write it.
    pub(in crate::rules) fn destination(&self, context: &Context<'_>) -> String {
        match (self.net(), &self.route.destination_prefix_list_id) {
            (Some(net), _) => net.to_string(),
            (None, Some(list)) => context.name(list),
            (None, None) => String::new(),
        }
    }

    /// Takes the row out of its table.
    pub(in crate::rules) fn removal(&self, table: &ResourceId, context: &Context<'_>) -> Fix {
        take_away(
            format!("Remove the route to {}", self.destination(context)),
            table,
            &["routes", self.id.as_str()],
        )
    }

    /// The field and id of the target that the row names.
    pub(in crate::rules) fn named_target(&self) -> Option<(&'static str, &'a ResourceId)> {
        self.route.targets().next()
    }

    /// Whether the row leads to a box that may stand inside a VPC's own traffic: a NAT gateway, an interface, or a
    /// Gateway Load Balancer endpoint. An endpoint that is not drawn may be one.
    pub(in crate::rules) fn leads_to_middlebox(&self, context: &Context<'_>) -> bool {
        match self.named_target() {
            Some(("natGatewayId" | "networkInterfaceId" | "instanceId", _)) => true,
            Some(("vpcEndpointId" | "gatewayId", id)) => match context.document.vpc_endpoint(id.as_str()) {
                Some(endpoint) => endpoint.is_gateway_load_balancer(),
                None => id.as_str().starts_with("vpce-"),
            },
            _ => false,
        }
    }
}
