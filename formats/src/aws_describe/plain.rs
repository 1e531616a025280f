//! Answers about things that Netyard knows by name and does not simulate: each stands in the drawing as a plain node.

use super::importer::Importer;
use super::item::Item;
use netyard_core::model::{Other, Resource, ResourceId};
use serde_json::{Map, Value, json};

/// A kind of thing that is kept as a plain node.
pub(super) struct Plain {
    /// The key of the list in the answer; that of the list or object in a `get-…` answer may be another one.
    keys: &'static [&'static str],
    /// The field with the id; every thing in the list has it.
    id: &'static str,
    /// Where the name is, if it is not in a tag.
    name: Option<&'static str>,
    /// The type in the drawing.
    type_name: &'static str,
    /// What people call it.
    label: &'static str,
}

const fn plain(
    keys: &'static [&'static str],
    id: &'static str,
    name: Option<&'static str>,
    type_name: &'static str,
    label: &'static str,
) -> Plain {
    Plain { keys, id, name, type_name, label }
}

/// All of them.
const PLAIN: &[Plain] = &[
    plain(&["CarrierGateways"], "CarrierGatewayId", None, "carrierGateway", "Carrier gateway"),
    plain(&["ClientVpnEndpoints"], "ClientVpnEndpointId", None, "clientVpnEndpoint", "Client VPN endpoint"),
    plain(&["CoreNetworks", "CoreNetwork"], "CoreNetworkArn", None, "coreNetwork", "Core network"),
    plain(&["CoreNetworks", "CoreNetwork"], "CoreNetworkId", None, "coreNetwork", "Core network"),
    plain(&["Devices"], "DeviceId", None, "networkManagerDevice", "Device of Network Manager"),
    plain(&["GlobalNetworks"], "GlobalNetworkId", None, "globalNetwork", "Global network"),
    plain(
        &["InstanceConnectEndpoints"],
        "InstanceConnectEndpointId",
        None,
        "instanceConnectEndpoint",
        "EC2 Instance Connect Endpoint",
    ),
    plain(&["Links"], "LinkId", None, "networkManagerLink", "Link of Network Manager"),
    plain(&["LocalGateways"], "LocalGatewayId", None, "localGateway", "Local gateway"),
    plain(&["RouteServers"], "RouteServerId", None, "routeServer", "Route server"),
    plain(&["Sites"], "SiteId", None, "networkManagerSite", "Site of Network Manager"),
    plain(
        &["connections"],
        "connectionId",
        Some("connectionName"),
        "directConnectConnection",
        "Direct Connect connection",
    ),
    plain(
        &["directConnectGateways"],
        "directConnectGatewayId",
        Some("directConnectGatewayName"),
        "directConnectGateway",
        "Direct Connect gateway",
    ),
    plain(
        &["interconnects"],
        "interconnectId",
        Some("interconnectName"),
        "directConnectInterconnect",
        "Direct Connect interconnect",
    ),
    plain(&["lags"], "lagId", Some("lagName"), "directConnectLag", "Direct Connect LAG"),
    plain(
        &["virtualInterfaces"],
        "virtualInterfaceId",
        Some("virtualInterfaceName"),
        "directConnectVirtualInterface",
        "Direct Connect virtual interface",
    ),
];

/// What the ARNs of VPC Lattice call their things. Its answers call every list `items`, and those about one thing have no key
/// around it.
const LATTICE: &[(&str, Plain)] = &[
    ("listener", plain(&[], "arn", Some("name"), "latticeListener", "VPC Lattice listener")),
    (
        "resourceconfiguration",
        plain(&[], "arn", Some("name"), "latticeResourceConfiguration", "VPC Lattice resource configuration"),
    ),
    (
        "resourcegateway",
        plain(&[], "arn", Some("name"), "latticeResourceGateway", "VPC Lattice resource gateway"),
    ),
    ("rule", plain(&[], "arn", Some("name"), "latticeRule", "VPC Lattice rule")),
    ("service", plain(&[], "arn", Some("name"), "latticeService", "VPC Lattice service")),
    (
        "servicenetwork",
        plain(&[], "arn", Some("name"), "latticeServiceNetwork", "VPC Lattice service network"),
    ),
    ("targetgroup", plain(&[], "arn", Some("name"), "latticeTargetGroup", "VPC Lattice target group")),
];

/// What stands between two things of VPC Lattice.
const LATTICE_ASSOCIATIONS: &[&str] = &[
    "servicenetworkresourceassociation",
    "servicenetworkserviceassociation",
    "servicenetworkvpcassociation",
];

/// The kind of these things; `None` where they are not of one that is kept plainly.
pub(super) fn kind_of(key: &str, items: &[Value]) -> Option<&'static Plain> {
    let has = |field: &str| items.iter().all(|item| item.get(field).is_some_and(Value::is_string));
    PLAIN.iter().find(|plain| plain.keys.contains(&key) && has(plain.id))
}

/// Whether a value is a thing of VPC Lattice.
pub(super) fn is_lattice(value: &Value) -> bool {
    lattice_word(value).is_some()
}

/// `service` in `arn:aws:vpc-lattice:eu-west-1:111122223333:service/svc-1`; of a rule or listener the last such word.
fn lattice_word(value: &Value) -> Option<&str> {
    let mut parts = value.get("arn")?.as_str()?.splitn(6, ':');
    if parts.nth(2)? != "vpc-lattice" {
        return None;
    }
    let mut words = parts.nth(2)?.rsplit('/').skip(1);
    words.next()
}

/// Draws one of them plainly, and says so.
pub(super) fn draw(importer: &mut Importer, item: &Item, plain: &Plain) {
    let Some(id) = importer.id(item, plain.id, plain.label) else { return };
    place(importer, item, plain, id);
}

/// Draws a thing of VPC Lattice plainly, and says so; what stands between two of them is told only.
pub(super) fn draw_lattice(importer: &mut Importer, item: &Item) {
    let word = lattice_word(&item.value).unwrap_or_default();
    if LATTICE_ASSOCIATIONS.contains(&word) {
        let why = "Netyard does not simulate VPC Lattice: what joins two of its things is not drawn.";
        importer.skip(item, "Association of VPC Lattice", why);
        return;
    }
    match LATTICE.iter().find(|(known, _)| *known == word) {
        Some((_, plain)) => draw(importer, item, plain),
        None => importer.skip(item, "Thing of VPC Lattice", "Netyard does not know this kind of it."),
    }
}

fn place(importer: &mut Importer, item: &Item, plain: &Plain, id: ResourceId) {
    let tags = tags(&item.value);
    let name = plain.name.and_then(|field| item.text(field).map(str::to_owned));
    let name = name.or_else(|| tags.iter().find(|(key, _)| key == "Name").map(|(_, value)| value.clone()));
    let mut raw = Map::from_iter([("type".to_owned(), json!(plain.type_name))]);
    raw.extend(name.map(|name| ("name".to_owned(), json!(name))));
    let tags: Map<String, Value> =
        tags.into_iter().filter(|(key, _)| key != "Name").map(|(key, value)| (key, json!(value))).collect();
    if !tags.is_empty() {
        raw.insert("tags".to_owned(), tags.into());
    }
    let resource = Resource::Other(Other { raw: Value::Object(raw) });
    match importer.document.resource(id.as_str()) {
        None => {
            let why = "Netyard does not simulate it: a packet that comes to it ends UNKNOWN. Its name and tags are kept.";
            importer.report.plain(&item.file, &item.place, plain.label, why);
            importer.document.insert(id, resource);
        }
        Some(same) if *same == resource => {
            importer.skip(item, plain.label, "It stands twice in the input, with the same content.");
        }
        Some(_) => {
            let why = format!("{id} stands twice in the input, with other content; the first one is kept.");
            importer.skip(item, plain.label, &why);
        }
    }
}

/// The tags in either spelling: `Key` and `Value` in a list, `key` and `value` in a list, or an object.
fn tags(value: &Value) -> Vec<(String, String)> {
    let text = |tag: &Value, key: &str| {
        let upper = tag.get(key).or_else(|| tag.get(key.to_lowercase()));
        upper.and_then(Value::as_str).map(str::to_owned)
    };
    match value.get("Tags").or_else(|| value.get("tags")) {
        Some(Value::Array(tags)) => {
            tags.iter().filter_map(|tag| Some((text(tag, "Key")?, text(tag, "Value")?))).collect()
        }
        Some(Value::Object(tags)) => {
            tags.iter().filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned()))).collect()
        }
        _ => Vec::new(),
    }
}
