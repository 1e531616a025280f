//! Kinds that are drawn plainly: a route may lead to them, and a trace that follows it must say that it does not know
//! what lies behind instead of calling the route a blackhole.

use super::importer::Importer;
use super::item::Item;
use netyard_core::model::{Other, Resource, ResourceId, VpnGateway};
use serde_json::{Map, Value, json};

/// Reads `TransitGateways`.
pub(super) fn read_transit_gateways(importer: &mut Importer) {
    read(importer, "TransitGateways", "TransitGatewayId", "transitGateway", "Transit gateway");
}

fn read(importer: &mut Importer, key: &str, id_key: &str, type_name: &str, label: &str) {
    for item in importer.take(key) {
        let Some(id) = importer.id(&item, id_key, label) else { continue };
        if matches!(item.text("State"), Some("deleted" | "deleting")) {
            importer.skip(&item, label, "It is deleted.");
            continue;
        }
        let why = "It is drawn plainly: Netyard does not simulate this kind of resource yet, and a trace that comes to it ends UNKNOWN.";
        importer.approximate(&item, label, why);
        place(importer, id, type_name, &item);
    }
}

/// Draws a virtual private gateway that a table of a VPC names and of which no answer tells: it is attached to that VPC.
pub(super) fn place_vpn_gateway(
    importer: &mut Importer,
    id: &ResourceId,
    vpc: Option<&ResourceId>,
    item: &Item,
) {
    if !id.as_str().starts_with("vgw-") || importer.document.resource(id.as_str()).is_some() {
        return;
    }
    let why =
        "A route table names it and no answer tells of it; it is drawn as attached to the VPC of the table.";
    importer.approximate(item, "Virtual private gateway", why);
    importer.document.insert(id.clone(), VpnGateway { vpc_id: vpc.cloned(), ..VpnGateway::default() });
}

/// Draws a gateway that a route leads to and of which no answer tells.
pub(super) fn place_target(importer: &mut Importer, id: &ResourceId, item: &Item) {
    let kinds = [
        ("tgw-", "transitGateway", "Transit gateway"),
        ("lgw-", "localGateway", "Local gateway"),
        ("cagw-", "carrierGateway", "Carrier gateway"),
        ("arn:aws:networkmanager:", "coreNetwork", "Core network"),
    ];
    let Some((_, type_name, label)) = kinds.into_iter().find(|(prefix, ..)| id.as_str().starts_with(prefix))
    else {
        return;
    };
    if importer.document.resource(id.as_str()).is_none() {
        let why = "A route leads to it and no answer tells of it. It is drawn plainly; a trace that comes to it ends UNKNOWN.";
        importer.approximate(item, label, why);
        place(importer, id.clone(), type_name, &Item { value: Value::Null, ..item.clone() });
    }
}

fn place(importer: &mut Importer, id: ResourceId, type_name: &str, item: &Item) {
    let mut raw = Map::from_iter([("type".to_owned(), json!(type_name))]);
    raw.extend(item.name().map(|name| ("name".to_owned(), json!(name))));
    let tags = item.tags();
    if !tags.is_empty() {
        raw.insert("tags".to_owned(), json!(tags));
    }
    if importer.document.resource(id.as_str()).is_none() {
        let raw = Value::Object(raw);
        let resource = Resource::from_value(raw.clone()).unwrap_or(Resource::Other(Other { raw }));
        importer.document.insert(id, resource);
    }
}
