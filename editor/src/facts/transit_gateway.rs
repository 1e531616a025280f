//! What belongs to a transit gateway: attachments, tables, and what its defaults say about new attachments.

use netyard_core::model::{
    Document, Resource, ResourceId, TransitGatewayAttachment, TransitGatewayConnectPeer,
    TransitGatewayRouteTable,
};

/// The attachments of a transit gateway, peerings of either side included.
pub(crate) fn attachments_of<'a>(
    document: &'a Document,
    gateway: &str,
) -> Vec<(&'a ResourceId, &'a TransitGatewayAttachment)> {
    let all = document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::TransitGatewayAttachment(attachment) => Some((id, attachment)),
        _ => None,
    });
    all.filter(|(_, own)| own.transit_gateway_ids().any(|id| id.as_str() == gateway)).collect()
}

/// The attachment that joins something with a transit gateway.
pub(crate) fn attachment_between(document: &Document, gateway: &str, other: &str) -> Option<ResourceId> {
    let joins = |own: &TransitGatewayAttachment| {
        let names = |id: &Option<ResourceId>, key: &str| id.as_ref().is_some_and(|id| id.as_str() == key);
        names(&own.resource_id, other) || own.is_peering() && names(&own.transit_gateway_id, other)
    };
    attachments_of(document, gateway).into_iter().find(|(_, own)| joins(own)).map(|(id, _)| id.clone())
}

/// Every Connect peer.
pub(crate) fn connect_peers(document: &Document) -> Vec<(&ResourceId, &TransitGatewayConnectPeer)> {
    let all = document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::TransitGatewayConnectPeer(peer) => Some((id, peer)),
        _ => None,
    });
    all.collect()
}

/// The route tables of a transit gateway.
pub(crate) fn gateway_tables_of<'a>(
    document: &'a Document,
    gateway: &str,
) -> Vec<(&'a ResourceId, &'a TransitGatewayRouteTable)> {
    let all = document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::TransitGatewayRouteTable(table) => Some((id, table)),
        _ => None,
    });
    all.filter(|(_, own)| own.transit_gateway_id.as_ref().is_some_and(|id| id.as_str() == gateway)).collect()
}

/// The table with which a new attachment is associated (R-TGW-23); `None` where that is off, or where the table that
/// AWS made is not drawn.
pub(crate) fn default_association(document: &Document, gateway: &str) -> Option<ResourceId> {
    let options = &document.transit_gateway(gateway)?.options;
    let is_on = options.default_route_table_association == "enable";
    let named = || options.association_default_route_table_id.clone();
    let flagged = || {
        let mut tables = gateway_tables_of(document, gateway).into_iter();
        tables.find(|(_, table)| table.default_association_route_table).map(|(id, _)| id.clone())
    };
    is_on.then(|| named().or_else(flagged)).flatten()
}

/// The table to which a new attachment propagates (R-TGW-23); `None` as for the association.
pub(crate) fn default_propagation(document: &Document, gateway: &str) -> Option<ResourceId> {
    let options = &document.transit_gateway(gateway)?.options;
    let is_on = options.default_route_table_propagation == "enable";
    let named = || options.propagation_default_route_table_id.clone();
    let flagged = || {
        let mut tables = gateway_tables_of(document, gateway).into_iter();
        tables.find(|(_, table)| table.default_propagation_route_table).map(|(id, _)| id.clone())
    };
    is_on.then(|| named().or_else(flagged)).flatten()
}
