//! Diagrams of Mermaid and draw.io: whole, the same every time, and text stays text.

use netyard_core::model::Document;
use netyard_core::schema;
use netyard_formats::drawio::drawio;
use netyard_formats::mermaid::{MermaidForm, mermaid};
use roxmltree::Document as Xml;
use std::collections::BTreeSet;
use std::path::Path;

const BOTH: [MermaidForm; 2] = [MermaidForm::Architecture, MermaidForm::Flowchart];

fn ready_drawings() -> Vec<(String, Document)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/scenarios");
    let mut drawings = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        drawings.push((path.display().to_string(), schema::open(&text).unwrap().document));
    }
    assert!(drawings.len() > 50, "the ready drawings are there");
    drawings
}

/// A VPC with a subnet and an instance of these names.
fn named(vpc: &str, instance: &str) -> Document {
    let mut drawing: serde_json::Value = serde_json::from_str(
        r#"{"type":"netyard","version":1,"title":"t","rulesDate":"2026-01-01","resources":{
            "vpc-1":{"type":"vpc","cidrBlocks":["10.0.0.0/16"]},
            "subnet-1":{"type":"subnet","vpcId":"vpc-1","availabilityZone":"eu-west-1a","cidrBlock":"10.0.0.0/24"},
            "i-1":{"type":"instance"},
            "eni-1":{"type":"networkInterface","subnetId":"subnet-1","attachment":{"instanceId":"i-1"},
                     "privateIpAddresses":[{"privateIpAddress":"10.0.0.10","primary":true}]},
            "igw-1":{"type":"internetGateway","attachments":[{"vpcId":"vpc-1"}]}},
            "placement":{},"expectations":{},"notes":{},"accepted":{}}"#,
    )
    .unwrap();
    for (id, name) in [("vpc-1", vpc), ("i-1", instance), ("subnet-1", "apps"), ("igw-1", "gate")] {
        drawing["resources"][id]["name"] = name.into();
    }
    schema::open(&drawing.to_string()).unwrap().document
}

#[test]
fn the_same_drawing_gives_the_same_diagram() {
    for (file, document) in ready_drawings() {
        for form in BOTH {
            assert_eq!(mermaid(&document, Some(form)), mermaid(&document, Some(form)), "{file}");
        }
        assert_eq!(drawio(&document), drawio(&document), "{file}");
    }
}

#[test]
fn every_line_of_a_diagram_leads_to_what_is_in_it() {
    for (file, document) in ready_drawings() {
        let text = mermaid(&document, Some(MermaidForm::Architecture)).text;
        let mut known = BTreeSet::new();
        for line in text.lines().skip(1).map(str::trim) {
            if let Some(declared) = line.strip_prefix("group ").or(line.strip_prefix("service ")) {
                let id = declared.split('(').next().unwrap();
                assert!(known.insert(id), "{file}: {id} twice");
                if let Some((_, home)) = declared.rsplit_once(" in ") {
                    assert!(known.contains(home), "{file}: {home} comes later");
                }
            } else {
                let (from, to) = line.split_once(" --").unwrap();
                let from = from.split(['{', ':']).next().unwrap();
                let to = to.rsplit(':').next().unwrap().trim_end_matches("{group}");
                assert!(known.contains(from) && known.contains(to), "{file}: {line}");
            }
        }
        let chart = mermaid(&document, Some(MermaidForm::Flowchart)).text;
        let opened = chart.lines().filter(|line| line.trim().starts_with("subgraph ")).count();
        let closed = chart.lines().filter(|line| line.trim() == "end").count();
        assert_eq!(opened, closed, "{file}");
    }
}

#[test]
fn the_form_is_the_one_that_carries_the_drawing() {
    let plain = mermaid(&named("shop", "web"), None);
    assert!(plain.text.starts_with("architecture-beta\n"), "{}", plain.text);
    assert!(plain.text.contains("service i_1(server)[web] in subnet_1"), "{}", plain.text);
    assert!(plain.text.contains("group vpc_1_eu_west_1a(cloud)[AZ eu west 1a] in vpc_1"), "{}", plain.text);
    let hyphen = mermaid(&named("shop", "web-1"), None);
    assert!(hyphen.text.starts_with("flowchart TB\n"));
    assert!(hyphen.text.contains("i_1[\"web-1<br/>10.0.0.10\"]"), "{}", hyphen.text);
    assert!(hyphen.left_out[0].contains("1 name has a space"), "{:?}", hyphen.left_out);
}

#[test]
fn names_never_become_signs() {
    let bad = "a\"]; click x \"javascript:1\" <script>|#quot;&\nend";
    let chart = mermaid(&named(bad, bad), Some(MermaidForm::Flowchart)).text;
    for sign in ["<script", "\"]; click", "&", "\"javascript"] {
        assert!(!chart.contains(sign), "{sign} in {chart}");
    }
    let architecture = mermaid(&named(bad, bad), Some(MermaidForm::Architecture)).text;
    assert!(architecture.contains("[a click x javascript 1 script quot end]"), "{architecture}");
    let xml = drawio(&named(bad, bad)).text;
    let tree = Xml::parse(&xml).unwrap();
    let labels: Vec<_> = tree.descendants().filter_map(|node| node.attribute("label")).collect();
    assert!(labels.iter().any(|label| label.starts_with(bad)), "{labels:?}");
}

#[test]
fn a_file_of_drawio_holds_every_thing_where_it_stands() {
    for (file, document) in ready_drawings() {
        let xml = drawio(&document).text;
        let tree = Xml::parse(&xml).unwrap_or_else(|error| panic!("{file}: {error}"));
        let ids: BTreeSet<_> = tree.descendants().filter_map(|node| node.attribute("id")).collect();
        for cell in tree.descendants().filter(|node| node.has_tag_name("mxCell")) {
            for end in ["parent", "source", "target"].into_iter().filter_map(|name| cell.attribute(name)) {
                assert!(ids.contains(end), "{file}: {end}");
            }
        }
        let drawn: BTreeSet<_> = tree.descendants().filter_map(|node| node.attribute("netyardId")).collect();
        for (id, resource) in &document.resources {
            if matches!(resource.type_name(), "vpc" | "subnet" | "instance") {
                assert!(drawn.contains(id.as_str()), "{file}: {id} is missing");
            }
        }
    }
}
