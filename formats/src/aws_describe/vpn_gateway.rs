use super::importer::Importer;
use super::internet_gateway::attached;
use super::item::{Item, number};
use netyard_core::model::VpnGateway;

/// Reads `VpnGateways`. One that is being detached names no VPC any more.
pub(super) fn read(importer: &mut Importer) {
    const LABEL: &str = "Virtual private gateway";
    for item in importer.take("VpnGateways") {
        let Some(id) = importer.id(&item, "VpnGatewayId", LABEL) else { continue };
        if is_deleted(importer, &item, LABEL) {
            continue;
        }
        let gateway = VpnGateway {
            name: item.name(),
            tags: item.tags(),
            vpc_id: attached(importer, &item, "VpcAttachments", LABEL),
            amazon_side_asn: asn(&item, "AmazonSideAsn"),
            state: item.text("State").unwrap_or("available").to_owned(),
            ..VpnGateway::default()
        };
        importer.insert(&item, id, gateway);
    }
}

/// An autonomous system number, as a number or as text.
pub(super) fn asn(item: &Item, key: &str) -> Option<u32> {
    number(&item.value, key).and_then(|number| u32::try_from(number).ok())
}

/// Whether AWS only remembers it; the report says so.
pub(super) fn is_deleted(importer: &mut Importer, item: &Item, label: &str) -> bool {
    let is_deleted = matches!(item.text("State"), Some("deleted" | "deleting"));
    if is_deleted {
        importer.skip(item, label, "It is deleted.");
    }
    is_deleted
}
