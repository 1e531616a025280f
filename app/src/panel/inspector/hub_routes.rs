//! What the table of routes shows of a transit gateway's table: static routes to edit, and what attachments bring.

use super::route_row::RouteRow;
use crate::panel::words::{self, name_of};
use crate::ui::Suggestion;
use netyard_core::model::{Document, Resource, ResourceId, TransitGatewayRouteTable};
use netyard_core::routing::RoutedNetwork;

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
        });
    }
    let _ = (routed, id);
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
                refused: None,
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
