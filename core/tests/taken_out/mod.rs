//! What can be taken out of a drawing one by one: routes, rules of groups, entries of ACLs, associations.

#![allow(dead_code, reason = "each test program uses a part of it")]

use netyard_core::change::Change;
use netyard_core::model::{Document, ResourceId};
use serde_json::Value;

/// The fields that hold rows or entries, by the type of the resource.
const FIELDS: &[(&str, &[&str])] = &[
    ("routeTable", &["routes", "subnetIds", "propagatingVgws"]),
    ("securityGroup", &["ipPermissions", "ipPermissionsEgress"]),
    ("networkAcl", &["entries", "subnetIds"]),
    ("transitGatewayRouteTable", &["routes", "associations", "propagations"]),
    ("transitGatewayAttachment", &["subnetIds"]),
    ("vpcEndpoint", &["routeTableIds"]),
    ("onPremisesSite", &["routes"]),
    ("vpnConnection", &["routes"]),
];

/// What is taken out as a whole: routes to it lead to nothing then.
const WHOLE: &[&str] = &[
    "elasticIp",
    "egressOnlyInternetGateway",
    "internetGateway",
    "natGateway",
    "routeTable",
    "transitGatewayAttachment",
    "vpcEndpoint",
    "vpcPeeringConnection",
];

/// The single values that join one resource to another.
const VALUES: &[(&str, &str)] = &[
    ("routeTable", "gatewayId"),
    ("internetGateway", "vpcId"),
    ("egressOnlyInternetGateway", "vpcId"),
    ("vpnGateway", "vpcId"),
];

/// Every single removal, in the order of the ids.
pub(crate) fn all(document: &Document) -> Vec<Change> {
    let mut changes = Vec::new();
    for (id, resource) in &document.resources {
        let kind = resource.type_name();
        // An interface endpoint takes its interfaces along: it is not gone alone.
        if WHOLE.contains(&kind) && !resource.is_interface_endpoint() {
            changes.push(Change::Remove { id: id.clone() });
        }
        let value = serde_json::to_value(resource.as_ref()).unwrap();
        for field in FIELDS.iter().filter(|(of, _)| *of == kind).flat_map(|(_, fields)| *fields) {
            let keys: Vec<String> = match value.get(*field) {
                Some(Value::Object(rows)) => rows.keys().cloned().collect(),
                Some(Value::Array(entries)) => (0..entries.len()).map(|index| index.to_string()).collect(),
                _ => continue,
            };
            changes.extend(keys.into_iter().map(|key| without(id, &format!("/{field}/{key}"))));
        }
        for (_, field) in VALUES.iter().filter(|(of, field)| *of == kind && value.get(*field).is_some()) {
            changes.push(without(id, &format!("/{field}")));
        }
    }
    changes
}

fn without(id: &ResourceId, path: &str) -> Change {
    Change::RemovePath { id: id.clone(), path: path.to_owned() }
}

/// A removal in words.
pub(crate) fn words(change: &Change) -> String {
    match change {
        Change::RemovePath { id, path } => format!("{id}{path}"),
        other => other.subject().map(ToString::to_string).unwrap_or_default(),
    }
}
