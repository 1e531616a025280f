//! Configurations of Terraform that are written: they parse, refer by reference, and say what they do not carry.

use crate::support::hundred_resources;
use netyard_core::model::Document;
use netyard_core::schema::open;
use netyard_formats::terraform_export::terraform;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn scenarios() -> Vec<(PathBuf, Document)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/scenarios");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let all: Vec<(PathBuf, Document)> = paths
        .into_iter()
        .map(|path| {
            let document = open(&std::fs::read_to_string(&path).unwrap()).unwrap().document;
            (path, document)
        })
        .collect();
    assert!(all.len() > 50);
    all
}

/// The resources of a configuration: type and name.
fn resources(text: &str) -> Vec<(String, String)> {
    let body = hcl_edit::parser::parse_body(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let blocks = body.into_blocks().filter(|block| block.ident.as_str() == "resource");
    let labels =
        blocks.map(|block| block.labels.iter().map(|label| label.as_str().to_owned()).collect::<Vec<_>>());
    labels.map(|labels| (labels[0].clone(), labels[1].clone())).collect()
}

#[test]
fn every_ready_drawing_becomes_a_configuration_that_parses() {
    for (path, document) in scenarios() {
        let export = terraform(&document, None);
        let all = resources(&export.text);
        let different: BTreeSet<&(String, String)> = all.iter().collect();
        assert_eq!(different.len(), all.len(), "{}: a name stands twice", path.display());
        assert_eq!(terraform(&document, None), export, "{}", path.display());
        // What is not among the resources is said.
        for (id, resource) in &document.resources {
            let is_vpc = resource.type_name() == "vpc";
            let name = document.display_name(id.as_str());
            let is_said = export.left_out.iter().any(|sentence| sentence.contains(id.as_str()));
            assert!(!is_vpc || is_said || export.text.contains(name), "{}: {id}", path.display());
        }
    }
}

#[test]
fn references_stand_for_ids() {
    let (_, document) =
        scenarios().into_iter().find(|(path, _)| path.ends_with("net-nat-egress.json")).unwrap();
    let export = terraform(&document, None);
    for id in document.resources.keys() {
        // A tag may say it.
        let quoted = format!("\"{id}\"");
        let mut lines = export.text.lines().filter(|line| !line.contains("\"Name\" ="));
        assert!(!lines.any(|line| line.contains(&quoted)), "{id} stands as it is in\n{}", export.text);
    }
    assert!(export.text.contains("nat_gateway_id = aws_nat_gateway."), "{}", export.text);
    let hundred = terraform(&hundred_resources(), None);
    assert!(resources(&hundred.text).len() > 80);
}

#[test]
fn what_is_not_carried_is_said_thing_by_thing() {
    let (_, document) =
        scenarios().into_iter().find(|(path, _)| path.ends_with("net-bastion-two-hop.json")).unwrap();
    let mut document = document;
    let instance =
        document.resources.keys().find(|id| document.instance(id.as_str()).is_some()).unwrap().clone();
    let mut changed = document.instance(instance.as_str()).unwrap().clone();
    changed.platform = Some("windows".to_owned());
    changed.name = Some("${path.module} %{if} \"quoted\" <b>".to_owned());
    document.insert(instance.clone(), changed);
    let export = terraform(&document, None);
    let said = export.left_out.iter().find(|sentence| sentence.contains(&format!("({instance})"))).unwrap();
    assert!(said.contains("platform"), "{said}");
    assert!(export.text.contains("$${path.module} %%{if} \\\"quoted\\\" <b>"), "{}", export.text);
    resources(&export.text);
}
