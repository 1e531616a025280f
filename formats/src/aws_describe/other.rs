//! Kinds that are drawn plainly: a route may lead to them, and a trace that follows it must say that it does not know
//! what lies behind instead of calling the route a blackhole.

use super::importer::Importer;
use super::item::Item;
use netyard_core::model::{Other, Resource, ResourceId, VpnGateway};
use serde_json::{Map, Value, json};

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
        ("lgw-", "localGateway", "Local gateway"),
        ("cagw-", "carrierGateway", "Carrier gateway"),
        ("arn:aws:networkmanager:", "coreNetwork", "Core network"),
    ];
    let Some((_, type_name, label)) = kinds.into_iter().find(|(prefix, ..)| id.as_str().starts_with(prefix))
    else {
        return;
    };
    if importer.document.resource(id.as_str()).is_none() {
        let why = "A route leads to it and no answer tells of it. A trace that comes to it ends UNKNOWN.";
        importer.report.plain(&item.file, &item.place, label, why);
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
        importer.document.insert(id, Resource::Other(Other { raw: Value::Object(raw) }));
    }
}
