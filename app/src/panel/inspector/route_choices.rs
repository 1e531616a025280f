//! What a row of a route table may name: destinations that are worth proposing, and targets with why they cannot be one.

use super::hub_routes;
use crate::panel::desk::Desk;
use crate::panel::words::{self, name_of};
use crate::ui::Suggestion;
use leptos::prelude::*;
use netyard_core::model::{Resource, ResourceId};
use netyard_core::ordered::Order;

/// Destinations that are worth proposing.
pub(super) fn destinations(desk: Desk, table: StoredValue<ResourceId>) -> Signal<Vec<Suggestion>> {
    Signal::derive(move || {
        let routed = desk.network();
        let one = |value: &str, meta: &str| Suggestion {
            value: value.to_owned(),
            text: value.to_owned(),
            meta: meta.to_owned(),
            glyph: None,
            refused: None,
        };
        let mut all = vec![one("0.0.0.0/0", "every IPv4 address"), one("::/0", "every IPv6 address")];
        let own = table.with_value(|table| routed.tables.get(table).map(|table| table.vpc.clone()));
        for vpc in routed.network.vpcs.values().filter(|vpc| Some(&vpc.id) != own.as_ref()) {
            let name = name_of(&routed.network.document, vpc.id.as_str());
            all.extend(vpc.cidrs.iter().map(|cidr| one(&cidr.to_string(), &name)));
        }
        for list in routed.network.prefix_lists.values() {
            let name = name_of(&routed.network.document, list.id.as_str());
            all.push(Suggestion { text: name, ..one(list.id.as_str(), "prefix list") });
        }
        all
    })
}

/// Targets for the picker.
pub(super) fn targets(desk: Desk, table: StoredValue<ResourceId>) -> Signal<Vec<Suggestion>> {
    Signal::derive(move || table.with_value(|table| possible_targets(desk, table)))
}

/// Everything that exists and could be a target; what cannot be one carries the reason.
pub(super) fn possible_targets(desk: Desk, table: &ResourceId) -> Vec<Suggestion> {
    let routed = desk.network();
    let network = &routed.network;
    let document = &network.document;
    if let Some(table) = document.transit_gateway_route_table(table.as_str()) {
        return hub_routes::targets(document, table);
    }
    if document.on_premises_site(table.as_str()).is_some() {
        return hub_routes::targets_of_router(document, table);
    }
    let vpc = routed.tables.get(table).map(|table| table.vpc.clone());
    // Gateways first: few routes lead to an interface, and there are many of those.
    let (mut all, mut interfaces) = (Vec::new(), Vec::new());
    for (id, resource) in &document.resources {
        let belongs = |own: Option<&ResourceId>| match (own, &vpc) {
            (Some(own), Some(vpc)) if own == vpc => None,
            (Some(own), _) => Some(format!("belongs to {}", name_of(document, own.as_str()))),
            (None, _) => Some("not attached".to_owned()),
        };
        let refused = match resource.as_ref() {
            Resource::InternetGateway(gateway) => belongs(gateway.vpc_id.as_ref()),
            Resource::EgressOnlyInternetGateway(gateway) => belongs(gateway.vpc_id.as_ref()),
            Resource::VpnGateway(gateway) => belongs(gateway.vpc_id.as_ref()),
            Resource::NatGateway(_) => belongs(network.nat_gateways.get(id).and_then(|nat| nat.vpc.as_ref())),
            Resource::VpcPeeringConnection(_) => {
                let is_side = vpc.as_ref().zip(network.peerings.get(id)).is_some_and(|(vpc, peering)| {
                    peering.sides.iter().any(|side| side.vpc.as_ref() == Some(vpc))
                });
                (!is_side).then(|| "joins other VPCs".to_owned())
            }
            Resource::TransitGateway(_) => {
                let attached = |resource: &Resource| {
                    matches!(resource, Resource::TransitGatewayAttachment(own)
                        if own.transit_gateway_id.as_ref() == Some(id) && own.vpc_id().is_some() && own.vpc_id() == vpc.as_ref())
                };
                let is_attached = document.resources.values().any(|resource| attached(resource));
                (!is_attached).then(|| "not attached to this VPC".to_owned())
            }
            Resource::NetworkInterface(_) => {
                belongs(network.interfaces.get(id).and_then(|node| node.vpc.as_ref()))
            }
            Resource::VpcEndpoint(endpoint) if endpoint.is_gateway() => {
                Some("adds its route by itself: choose this table there".to_owned())
            }
            _ => continue,
        };
        let is_interface = matches!(resource.as_ref(), Resource::NetworkInterface(_));
        let list = if is_interface { &mut interfaces } else { &mut all };
        list.push(Suggestion {
            value: id.to_string(),
            text: name_of(document, id.as_str()),
            meta: words::kind_of(document, id.as_str()),
            glyph: Some(words::glyph_of(document, id.as_str())),
            refused,
        });
    }
    all.append(&mut interfaces);
    all.order_by_key(|one| one.refused.is_some());
    all
}
