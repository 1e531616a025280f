//! What the table of routes shows of a transit gateway's table and of the router of a site: static routes to edit, and
//! what attachments bring.

use super::route_row::RouteRow;
use crate::panel::words::{self, name_of};
use crate::ui::Suggestion;
use netyard_core::model::reserved::INTERNET;
use netyard_core::model::{
    Document, OnPremisesRoute, OnPremisesSite, Resource, ResourceId, TransitGatewayRouteTable,
};
use netyard_core::net::CidrBlock;
use netyard_core::routing::{HubTarget, RoutedNetwork};

/// The word for a route that drops what matches it.
pub(super) const BLACKHOLE: &str = "blackhole";

/// The rows as they are shown: static ones, then those that attachments bring.
pub(super) fn rows(
    routed: &RoutedNetwork,
    id: &ResourceId,
    table: &TransitGatewayRouteTable,
) -> Vec<RouteRow> {
    let document = &routed.network.document;
    let mut rows: Vec<RouteRow> = Vec::new();
    for (row, route) in &table.routes {
        let target = match &route.transit_gateway_attachment_id {
            Some(target) if !route.blackhole => name_of(document, target.as_str()),
            _ => BLACKHOLE.to_owned(),
        };
        let is_gone = |target: &ResourceId| document.transit_gateway_attachment(target.as_str()).is_none();
        let is_lost = !route.blackhole && route.transit_gateway_attachment_id.as_ref().is_some_and(is_gone);
        rows.push(RouteRow {
            key: row.to_string(),
            destination: match &route.prefix_list_id {
                Some(list) => name_of(document, list.as_str()),
                None => route.destination_text(),
            },
            target,
            is_written: true,
            blackhole: is_lost.then_some("blackhole: the attachment is gone"),
            block: route.destination_cidr_block.clone(),
            note: "static",
            narrower: Vec::new(),
        });
    }
    let brought = routed.hub_tables.get(id).map(|table| table.routes.as_slice()).unwrap_or_default();
    let brought: Vec<_> = brought.iter().filter(|route| route.row.is_none()).collect();
    for route in &brought {
        let HubTarget::Attachment(attachment) = &route.target else { continue };
        let inside = brought.iter().filter(|other| {
            other.destination != route.destination && route.destination.contains(&other.destination)
        });
        rows.push(RouteRow {
            note: "propagated",
            narrower: inside.map(|other| CidrBlock::from(other.destination)).collect(),
            ..RouteRow::fixed(route.destination.to_string(), name_of(document, attachment.as_str()))
        });
    }
    rows
}

/// Where a route of the table can lead: the attachments of its transit gateway, or nowhere.
pub(super) fn targets(document: &Document, table: &TransitGatewayRouteTable) -> Vec<Suggestion> {
    let mut all = Vec::new();
    for (id, resource) in &document.resources {
        let Resource::TransitGatewayAttachment(attachment) = resource.as_ref() else { continue };
        let gateway = table.transit_gateway_id.as_ref();
        if attachment.transit_gateway_ids().any(|own| Some(own) == gateway) {
            let attached = attachment.resource_id.as_ref();
            all.push(Suggestion {
                value: id.to_string(),
                text: name_of(document, id.as_str()),
                meta: attached.map(|id| name_of(document, id.as_str())).unwrap_or_default(),
                glyph: Some(words::glyph_of(document, id.as_str())),
                // Its appliances tell what is behind it (R-TGW-43).
                refused: (attachment.resource_type == "connect")
                    .then(|| "AWS takes no static route to a Connect attachment".to_owned()),
            });
        }
    }
    all.push(Suggestion {
        value: BLACKHOLE.to_owned(),
        text: BLACKHOLE.to_owned(),
        meta: "drops what matches".to_owned(),
        glyph: None,
        refused: None,
    });
    all
}

/// The rows of the router of a site: its own networks, then those that somebody wrote.
pub(super) fn rows_of_router(document: &Document, site: &OnPremisesSite) -> Vec<RouteRow> {
    let own = site.cidr_blocks.iter().chain(&site.ipv6_cidr_blocks);
    let mut rows: Vec<RouteRow> =
        own.map(|block| RouteRow::fixed(block.to_string(), "local".to_owned())).collect();
    for (row, route) in &site.routes {
        let target = route.vpn_connection_id.as_ref().or(route.gateway_id.as_ref());
        let target = target.or(route.on_premises_site_id.as_ref());
        rows.push(RouteRow {
            key: row.to_string(),
            destination: route.destination_cidr().map(ToString::to_string).unwrap_or_default(),
            target: target.map(|id| name_of(document, id.as_str())).unwrap_or_default(),
            is_written: true,
            blackhole: lost(document, route),
            block: route.destination_cidr().cloned(),
            note: "static",
            narrower: Vec::new(),
        });
    }
    rows
}

/// What is gone of what a row of a router leads to.
fn lost(document: &Document, route: &OnPremisesRoute) -> Option<&'static str> {
    let is_gone = |id: &ResourceId| document.resource(id.as_str()).is_none();
    if route.vpn_connection_id.as_ref().is_some_and(is_gone) {
        return Some("blackhole: the connection is gone");
    }
    route.on_premises_site_id.as_ref().is_some_and(is_gone).then_some("blackhole: the site is gone")
}

/// Where a route of the router can lead: the VPN connections of the site, other sites, and its own line to the internet.
pub(super) fn targets_of_router(document: &Document, site: &ResourceId) -> Vec<Suggestion> {
    let one = |id: &str, meta: &str| Suggestion {
        value: id.to_owned(),
        text: name_of(document, id),
        meta: meta.to_owned(),
        glyph: Some(words::glyph_of(document, id)),
        refused: None,
    };
    let mut all = Vec::new();
    for (id, resource) in &document.resources {
        let Resource::VpnConnection(connection) = resource.as_ref() else { continue };
        let customer = connection.customer_gateway_id.as_ref();
        let customer = customer.and_then(|customer| document.customer_gateway(customer.as_str()));
        if customer.is_some_and(|own| own.on_premises_site_id.as_ref() == Some(site)) {
            all.push(one(id.as_str(), "VPN connection"));
        }
    }
    let sites = document
        .resources
        .iter()
        .filter(|(id, resource)| *id != site && matches!(resource.as_ref(), Resource::OnPremisesSite(_)));
    all.extend(sites.map(|(id, _)| one(id.as_str(), "a line of the two sites")));
    all.push(one(INTERNET, "the site's own line"));
    all
}
