use super::importer::Importer;
use super::item::Item;
use netyard_core::model::{InternetGateway, ResourceId};

/// Reads `InternetGateways`. One that is being detached names no VPC any more.
pub(super) fn read(importer: &mut Importer) {
    for item in importer.take("InternetGateways") {
        let Some(id) = importer.id(&item, "InternetGatewayId", "Internet gateway") else { continue };
        let vpc_id = attached(importer, &item, "Attachments", "Internet gateway");
        let gateway =
            InternetGateway { name: item.name(), tags: item.tags(), vpc_id, ..InternetGateway::default() };
        importer.insert(&item, id, gateway);
    }
}

/// The VPC that a gateway is attached to.
pub(super) fn attached(importer: &mut Importer, item: &Item, key: &str, label: &str) -> Option<ResourceId> {
    for attachment in item.list(key) {
        match attachment.text("State") {
            None | Some("available" | "attached" | "attaching") => return attachment.id("VpcId"),
            Some(state) => {
                let why = format!("The attachment is {state}; the gateway is drawn as not attached.");
                importer.approximate(&attachment, label, &why);
            }
        }
    }
    None
}
