use super::importer::Importer;
use super::item::Item;
use super::transit_gateway::is_deleted;
use netyard_core::model::{Resource, ResourceId, TransitGatewayAttachment, TransitGatewayAttachmentOptions};
use serde_json::Value;

const LABEL: &str = "Transit gateway attachment";
/// What AWS calls a Connect attachment.
pub(super) const CONNECT: &str = "connect";

/// A table that decides for an attachment.
pub(super) struct Association {
    pub(super) table: ResourceId,
    pub(super) attachment: ResourceId,
}

/// Reads the four answers that tell of attachments: of VPCs, with their subnets; of peerings, with who asked; of Connect,
/// with what carries them; and of all kinds, with the tables that decide. Gives those.
pub(super) fn read(importer: &mut Importer) -> Vec<Association> {
    for item in importer.take("TransitGatewayVpcAttachments") {
        let attachment = TransitGatewayAttachment {
            resource_id: item.id("VpcId"),
            resource_owner_id: item.text("VpcOwnerId").map(str::to_owned),
            subnet_ids: texts(&item, "SubnetIds"),
            options: item.object("Options").map(|options| self::options(&options)).unwrap_or_default(),
            ..head(&item)
        };
        add(importer, &item, attachment);
    }
    for item in importer.take("TransitGatewayPeeringAttachments") {
        let side = |key: &str| item.object(key).and_then(|side| side.id("TransitGatewayId"));
        let attachment = TransitGatewayAttachment {
            transit_gateway_id: side("RequesterTgwInfo"),
            resource_type: "peering".to_owned(),
            resource_id: side("AccepterTgwInfo"),
            ..head(&item)
        };
        add(importer, &item, attachment);
    }
    for item in importer.take("TransitGatewayConnects") {
        let attachment = TransitGatewayAttachment {
            resource_type: CONNECT.to_owned(),
            resource_id: item.id("TransportTransitGatewayAttachmentId"),
            ..head(&item)
        };
        add(importer, &item, attachment);
    }
    let mut associations = Vec::new();
    for item in importer.take("TransitGatewayAttachments") {
        let attachment = TransitGatewayAttachment {
            resource_type: item.text("ResourceType").unwrap_or("vpc").to_owned(),
            resource_id: item.id("ResourceId"),
            resource_owner_id: item.text("ResourceOwnerId").map(str::to_owned),
            ..head(&item)
        };
        let table = item.object("Association").filter(holds);
        let table = table.and_then(|association| association.id("TransitGatewayRouteTableId"));
        if let (Some(table), Some(attachment)) = (table, item.id("TransitGatewayAttachmentId")) {
            associations.push(Association { table, attachment });
        }
        add(importer, &item, attachment);
    }
    associations
}

/// Whether an association or propagation is in force, or about to be.
pub(super) fn holds(item: &Item) -> bool {
    !matches!(item.text("State"), Some("disassociating" | "disassociated" | "disabling" | "disabled"))
}

fn head(item: &Item) -> TransitGatewayAttachment {
    TransitGatewayAttachment {
        name: item.name(),
        tags: item.tags(),
        transit_gateway_id: item.id("TransitGatewayId"),
        state: item.text("State").unwrap_or("available").to_owned(),
        ..TransitGatewayAttachment::default()
    }
}

/// Adds an attachment; one that another answer has told of already is the same.
fn add(importer: &mut Importer, item: &Item, attachment: TransitGatewayAttachment) {
    let Some(id) = importer.id(item, "TransitGatewayAttachmentId", LABEL) else { return };
    if is_deleted(importer, item, LABEL) {
        return;
    }
    let is_known = matches!(
        importer.document.resource(id.as_str()),
        Some(Resource::TransitGatewayAttachment(known)) if is_same(known, &attachment)
    );
    if is_known {
        importer.report.read(&item.file, &item.place, LABEL);
    } else {
        importer.insert(item, id, attachment);
    }
}

/// Whether both tell of one attachment: of one VPC at one gateway, or of one peering from either side.
fn is_same(known: &TransitGatewayAttachment, other: &TransitGatewayAttachment) -> bool {
    let ends = |of: &TransitGatewayAttachment| [of.transit_gateway_id.clone(), of.resource_id.clone()];
    let (mut one, mut two) = (ends(known), ends(other));
    if known.is_peering() {
        one.sort();
        two.sort();
    }
    known.resource_type == other.resource_type && one == two
}

fn options(options: &Item) -> TransitGatewayAttachmentOptions {
    let usual = TransitGatewayAttachmentOptions::default();
    let word = |key: &str, usual: String| options.text(key).map_or(usual, str::to_owned);
    TransitGatewayAttachmentOptions {
        appliance_mode_support: word("ApplianceModeSupport", usual.appliance_mode_support),
        dns_support: word("DnsSupport", usual.dns_support),
        ipv6_support: word("Ipv6Support", usual.ipv6_support),
        security_group_referencing_support: word(
            "SecurityGroupReferencingSupport",
            usual.security_group_referencing_support,
        ),
        ..TransitGatewayAttachmentOptions::default()
    }
}

fn texts(item: &Item, key: &str) -> Vec<ResourceId> {
    let list = item.value.get(key).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    list.iter().filter_map(Value::as_str).map(ResourceId::new).collect()
}
