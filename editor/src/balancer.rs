//! What a change of a load balancer means for its nodes, as changes of one step: AWS sets all of them up alike.

use std::collections::BTreeSet;

use netyard_core::change::Change;
use netyard_core::model::{Document, ResourceId};
use serde_json::json;

use crate::facts;

/// The scheme, with what it means for the addresses of the nodes: those of one that faces the internet have public ones.
pub fn with_scheme(document: &Document, id: &ResourceId, scheme: &str) -> Vec<Change> {
    let mut changes = vec![Change::set(id, "/scheme", scheme)];
    let mut taken = BTreeSet::new();
    for (node, interface) in facts::interfaces_of(document, id.as_str()) {
        let has_elastic = facts::elastic_ip_of(document, node.as_str()).is_some();
        let Some(first) = interface.private_ip_addresses.first().filter(|_| !has_elastic) else { continue };
        let path = "/privateIpAddresses/0/publicIp";
        match (scheme, &first.public_ip) {
            ("internet-facing", None) => {
                let address = facts::free_public_address(document, &taken);
                taken.insert(address);
                changes.push(Change::set(node, path, address.to_string()));
            }
            ("internal", Some(_)) => {
                changes.push(Change::RemovePath { id: node.clone(), path: path.to_owned() });
            }
            _ => {}
        }
    }
    changes
}

/// The security groups, on every node.
pub fn with_groups(document: &Document, id: &ResourceId, groups: &[String]) -> Vec<Change> {
    let nodes = facts::interfaces_of(document, id.as_str());
    nodes.iter().map(|(node, _)| Change::set(node, "/groupIds", json!(groups))).collect()
}
