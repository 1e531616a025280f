//! Configurations of the ready drawings, read back as text by the import: their verdicts are those of the drawing, or the
//! export says why not; and no id of a thing that is made stands in them.

use crate::support::template::files;
use netyard_core::expect;
use netyard_core::model::{Document, ResourceId};
use netyard_core::routing::RoutedNetwork;
use netyard_core::schema::{open, open_value, to_value};
use netyard_core::simulate::{FlowSpec, trace};
use netyard_formats::export::Export;
use netyard_formats::terraform::import;
use netyard_formats::terraform_export::terraform;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Ready drawings of which some verdicts are others after the way through a configuration: how many, and what the export
/// says that is the reason.
const DIFFER: &[(&str, usize, &str)] = &[
    ("dns-hybrid-resolver", 1, "host (host-app) is not written: it is no part of AWS"),
    ("dns-weighted-replicas", 1, "names of load balancers and databases"),
    ("lb-asg-deep-health-check", 1, "(i-app-1) is not written: its Auto Scaling group starts it"),
    ("lb-client-address", 1, "the addresses of nodes of load balancers anew"),
    ("lb-nlb-private-targets", 1, "office (site-office) is not written"),
    ("lb-nlb-zonal-name", 1, "names of load balancers and databases"),
    ("net-batch-image-egress", 2, "(task-job) is not written"),
    ("net-codebuild-vpc", 2, "(task-build) is not written"),
    ("net-container-ports", 2, "(task-api) is not written"),
    ("net-datasync-private", 4, "(host-agent) is not written"),
    ("net-dual-office", 3, "(host-1) is not written"),
    ("net-efs-remote-mount", 2, "(host-desk) is not written"),
    ("net-endpoint-from-onprem", 7, "office (site-office) is not written"),
    ("net-longest-prefix", 1, "plant (site-plant) is not written"),
    ("net-network-firewall", 1, "AWS gives ids, public addresses"),
    ("net-office-internet", 1, "office (site-office) is not written"),
    ("net-peering-edge-to-edge", 3, "office (site-office) is not written"),
    ("net-peering-graph", 1, "leaves out"),
    ("net-tgw-egress-vpc", 2, "office (site-office) is not written"),
    ("net-tgw-peering-static", 1, "leaves out"),
    ("net-tgw-regional", 3, "leaves out"),
    ("net-vgw-edge-to-edge", 5, "office (site-office) is not written"),
    ("net-vpn-cloudhub", 3, "is not written: it is no part of AWS"),
    ("net-vpn-only-subnet", 1, "is not written: it is no part of AWS"),
    ("net-workspaces-ip-group", 4, "is not written"),
];

/// Ready drawings in which some flows between instances and the internet end as unknown: how many. Behind their customer
/// gateways is nothing that Terraform makes, so that nobody knows which routes come from there.
const FLOWS: &[(&str, usize)] = &[
    ("dns-hybrid-resolver", 1),
    ("dns-resolver-rules", 1),
    ("net-dual-office", 1),
    ("net-efs-remote-mount", 3),
    ("net-endpoint-from-onprem", 7),
    ("net-office-internet", 1),
    ("net-peering-edge-to-edge", 3),
    ("net-tgw-egress-vpc", 1),
    ("net-vgw-edge-to-edge", 3),
    ("net-vpn-cloudhub", 1),
];

/// Flows between the first instances of a drawing, and between these and the internet, by their ends.
fn flows(document: &Document) -> Vec<(String, String)> {
    let instances = document.resources.keys().filter(|id| document.instance(id.as_str()).is_some());
    let mut ends: Vec<String> = instances.take(5).map(ToString::to_string).collect();
    ends.push("internet".to_owned());
    let pairs = |from: &String| -> Vec<(String, String)> {
        ends.iter().filter(|to| *to != from).map(|to| (from.clone(), to.clone())).collect()
    };
    ends.iter().flat_map(pairs).collect()
}

fn verdict(document: &Document, from: &str, to: &str) -> String {
    let network = RoutedNetwork::build(document);
    let spec = FlowSpec { port: Some(443), ..FlowSpec::new(from, to) };
    trace(&network, &spec)
        .map_or_else(|error| format!("{error:?}"), |trace| format!("{:?} {:?}", trace.verdict, trace.code))
}

#[test]
fn flows_between_instances_end_as_in_the_drawing_or_unknown() {
    let (mut asked, mut others) = (0, Vec::new());
    for (name, document) in scenarios() {
        let export = terraform(&document, None);
        let back = import(files(&[("main.tf", export.text.as_str())]), &BTreeMap::new());
        let Ok(back) = back.map(|imported| imported.document) else { continue };
        let ids = ids(&document, &back);
        let end = |id: &String| if id == "internet" { Some(id.clone()) } else { ids.get(id).cloned() };
        let mut unknown = Vec::new();
        for (from, to) in flows(&document) {
            let (Some(from_after), Some(to_after)) = (end(&from), end(&to)) else {
                // What is not in the configuration is said.
                let lost = if end(&from).is_none() { &from } else { &to };
                let is_said = export.left_out.iter().any(|line| line.contains(lost.as_str()));
                assert!(is_said, "{name}: {lost}");
                continue;
            };
            asked += 1;
            let (before, after) = (verdict(&document, &from, &to), verdict(&back, &from_after, &to_after));
            if before != after {
                assert_eq!(after, "Unknown None", "{name}: {from} {to}: {before}");
                unknown.push(format!("{from} {to}: {before}"));
            }
        }
        let count = FLOWS.iter().find(|(known, _)| *known == name).map_or(0, |(_, count)| *count);
        let is_said = export.left_out.iter().any(|line| line.contains("it is no part of AWS"));
        assert!(count == 0 || is_said, "{name}");
        if unknown.len() != count {
            others.push(format!("(\"{name}\", {}),\n{}", unknown.len(), unknown.join("\n")));
        }
    }
    assert!(asked > 400, "{asked}");
    assert!(others.is_empty(), "{}", others.join("\n"));
}

fn scenarios() -> Vec<(String, Document)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/scenarios");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() > 80, "there are ready drawings");
    let read = |path: PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (name, open(&std::fs::read_to_string(&path).unwrap()).unwrap().document)
    };
    paths.into_iter().map(read).collect()
}

/// The identifier that a configuration makes of a name.
fn identifier(name: &str) -> String {
    let mut made = String::new();
    for letter in name.chars() {
        if letter.is_ascii_alphanumeric() {
            made.push(letter.to_ascii_lowercase());
        } else if !made.ends_with('_') {
            made.push('_');
        }
    }
    made.trim_matches('_').to_owned()
}

/// The ids that things have after the way through the configuration: by type and name, where only one is so.
fn ids(before: &Document, after: &Document) -> BTreeMap<String, String> {
    let called = |document: &Document, id: &ResourceId| identifier(document.display_name(id.as_str()));
    let mut found = BTreeMap::new();
    for (id, resource) in &before.resources {
        let fits = |(other, own): &(&ResourceId, &std::sync::Arc<netyard_core::model::Resource>)| {
            own.type_name() == resource.type_name()
                && (called(after, other) == called(before, id)
                    || called(after, other) == identifier(id.as_str()))
        };
        let mut all = after.resources.iter().filter(fits);
        if let (Some((other, _)), None) = (all.next(), all.next()) {
            found.insert(id.to_string(), other.to_string());
        }
    }
    for (id, resource) in &before.resources {
        let endpoints = |resource: &Value| -> Vec<String> {
            let rows = resource["subnetMappings"].as_object().cloned().unwrap_or_default();
            rows.values().filter_map(|row| Some(row["endpointId"].as_str()?.to_owned())).collect()
        };
        let after = found.get(id.as_str()).and_then(|id| after.resource(id));
        let Some(after) = after.map(netyard_core::model::Resource::to_value) else { continue };
        found.extend(endpoints(&resource.to_value()).into_iter().zip(endpoints(&after)));
    }
    // Public addresses are AWS's to give.
    for (id, resource) in &before.resources {
        let after = found.get(id.as_str()).and_then(|id| after.resource(id));
        let (before, after) = (resource.to_value(), after.map(netyard_core::model::Resource::to_value));
        let Some(after) = after else { continue };
        let pairs = [(&before["publicIp"], &after["publicIp"])];
        for (one, other) in pairs {
            if let (Some(one), Some(other)) = (one.as_str(), other.as_str()) {
                found.insert(one.to_owned(), other.to_owned());
            }
        }
    }
    found
}

fn renamed(value: &Value, ids: &BTreeMap<String, String>) -> Value {
    match value {
        Value::String(text) => Value::String(ids.get(text).unwrap_or(text).clone()),
        Value::Array(items) => Value::Array(items.iter().map(|item| renamed(item, ids)).collect()),
        Value::Object(members) => {
            let key = |key: &String| ids.get(key).unwrap_or(key).clone();
            Value::Object(members.iter().map(|(own, value)| (key(own), renamed(value, ids))).collect())
        }
        other => other.clone(),
    }
}

/// The expectations of a drawing that hold in it, and not in what its configuration is read back as.
fn broken(document: &Document, export: &Export) -> Vec<String> {
    let parameters = BTreeMap::new();
    let back = match import(files(&[("main.tf", export.text.as_str())]), &parameters) {
        Ok(imported) => imported.document,
        Err(error) => return vec![format!("{error}")],
    };
    let ids = ids(document, &back);
    let mut value = to_value(&back);
    let mut asked = to_value(document)["expectations"].clone();
    // Packets as they go: what is changed or fails meanwhile names rows, which a configuration does not.
    if let Some(asked) = asked.as_object_mut() {
        asked.retain(|_, own| own["check"]["packet"].is_object() && own.get("with").is_none());
    }
    value["expectations"] = renamed(&asked, &ids);
    let back = match open_value(value) {
        Ok(opened) => opened.document,
        Err(error) => return vec![format!("{error}")],
    };
    let results = expect::run(&back).results.into_iter();
    results.filter(|result| result.passed == Some(false)).map(|result| format!("{result:?}")).collect()
}

#[test]
fn ready_drawings_keep_their_verdicts_or_the_export_says_why_not() {
    let mut others = Vec::new();
    for (name, document) in scenarios() {
        let export = terraform(&document, None);
        let broken = broken(&document, &export);
        let known = DIFFER.iter().find(|(known, ..)| *known == name);
        let (count, why) = known.map_or((0, ""), |(_, count, why)| (*count, *why));
        let said = export.left_out.join("\n");
        assert!(said.contains(why), "{name}: {said}");
        if broken.len() != count {
            let short: Vec<String> = broken.iter().map(|line| line.chars().take(420).collect()).collect();
            others.push(format!(
                "(\"{name}\", {}, \"\") of {}\n{}\nSAID {}",
                broken.len(),
                document.expectations.len(),
                short.join("\n"),
                export.left_out.join("\nSAID ")
            ));
        }
    }
    assert!(others.is_empty(), "{}", others.join("\n"));
}

#[test]
fn references_stand_for_ids_in_every_ready_drawing() {
    for (name, document) in scenarios() {
        let export = terraform(&document, None);
        for id in document.resources.keys() {
            // What is not written is said, and stands as it is.
            let is_raw = export.left_out.iter().any(|line| {
                line.contains(&format!("({id})"))
                    || line.starts_with(&format!("{id} "))
                    || line.starts_with(&format!("{id}:"))
            });
            let quoted = format!("\"{id}\"");
            let lines = export.text.lines().filter(|line| {
                let key = line.trim_start().split([' ', '=']).next().unwrap_or_default();
                !["\"Name\"", "name", "identifier", "cluster_id", "replication_group_id", "function_name"]
                    .contains(&key)
                    && !line.trim_start().starts_with("resource ")
            });
            let lines: Vec<&str> = lines.filter(|line| line.contains(&quoted)).collect();
            assert!(is_raw || lines.is_empty(), "{name}: {id} stands as it is: {lines:?}");
        }
    }
}
