//! The published JSON Schemas say what the code writes, no more and no less.

use crate::json_schema::Schema;
use crate::support::{netyard, scenarios};
use netyard_core::model::ResourceType;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const EVERYTHING: &str = include_str!("../../../formats/fixtures/links/everything.json");

#[test]
fn drawings_are_valid() {
    let schema = Schema::published("document");
    let everything: Value = serde_json::from_str(EVERYTHING).unwrap();
    assert_eq!(schema.problems(&everything), Vec::<String>::new());
    for path in scenarios() {
        let drawing: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        assert_eq!(schema.problems(&drawing), Vec::<String>::new(), "{}", path.display());
    }
}

#[test]
fn what_the_reader_refuses_is_not_valid() {
    let schema = Schema::published("document");
    let broken = [
        json!({"version": 1}),
        json!({"type": "netyard", "version": 2}),
        json!({"type": "netyard", "version": 1, "resources": []}),
        json!({"type": "netyard", "version": 1, "resources": {"a": {}}}),
        json!({"type": "netyard", "version": 1, "resources": {"a": {"type": "vpc", "cidrBlocks": [1]}}}),
        json!({"type": "netyard", "version": 1, "resources": {"a": {"type": "vpc", "name": "n".repeat(501)}}}),
        json!({"type": "netyard", "version": 1, "placement": {"a": {"x": "left"}}}),
    ];
    for drawing in broken {
        let text = drawing.to_string();
        assert!(netyard_core::schema::open(&text).is_err(), "{text}");
        assert_ne!(schema.problems(&drawing), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn the_schema_has_every_type_and_no_other() {
    let schema = Schema::published("document");
    let listed = schema.root().pointer("/properties/resources/additionalProperties/anyOf").unwrap();
    let listed: BTreeSet<String> = listed
        .as_array()
        .unwrap()
        .iter()
        .map(|part| part["$ref"].as_str().unwrap().replace("#/$defs/", ""))
        .collect();
    let mut types: BTreeSet<String> =
        ResourceType::ALL.iter().map(|kind| kind.type_name().to_owned()).collect();
    types.insert("other".to_owned());
    assert_eq!(listed, types);
}

/// The fields of the structs of the model, read from its source, are the properties of the schema.
#[test]
fn the_schema_has_every_field_and_no_other() {
    let schema = Schema::published("document");
    let structs = model_structs();
    assert!(structs.len() > 20, "{structs:?}");
    for (name, fields) in structs {
        let Some(definition) = schema.root().pointer(&format!("/$defs/{name}")) else {
            panic!("docs/schema/document.schema.json has no definition of {name}");
        };
        let properties: BTreeSet<String> =
            definition["properties"].as_object().unwrap().keys().cloned().collect();
        let properties: BTreeSet<String> = properties.into_iter().filter(|key| key != "type").collect();
        assert_eq!(properties, fields, "{name} in docs/schema/document.schema.json and in core/src/model");
    }
}

fn model_structs() -> BTreeMap<String, BTreeSet<String>> {
    /// Structs that are not an object of the file.
    const NOT_WRITTEN: [&str; 5] = ["Document", "IdGenerator", "Other", "ResourceId", "WrongForm"];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/src/model");
    let mut structs = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let mut current: Option<String> = None;
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("pub struct ") {
                let name = rest.trim_end_matches(['{', ' ']);
                current = (!NOT_WRITTEN.contains(&name) && !name.contains('(')).then(|| camel(name));
            } else if line.starts_with('}') {
                current = None;
            } else if let (Some(name), Some(rest)) = (&current, line.strip_prefix("    pub ")) {
                let field = rest.split(':').next().unwrap().trim_start_matches("r#");
                // The schema has it, and resources have one of their own.
                if field == "type" {
                    continue;
                }
                if field != "extra" {
                    structs.entry(name.clone()).or_insert_with(BTreeSet::new).insert(camel(field));
                }
            }
        }
    }
    structs
}

/// `PrivateIpAddress` and `private_ip_address` as the file writes them.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap();
    let lower = |word: &str| word[..1].to_ascii_lowercase() + &word[1..];
    let upper = |word: &str| word[..1].to_ascii_uppercase() + &word[1..];
    lower(first) + &words.map(upper).collect::<String>()
}

#[test]
fn what_check_prints_is_valid() {
    let schema = Schema::published("check");
    let folder = crate::support::scenario_folder();
    let run = netyard(&["check", &folder, "--format", "json"]);
    let printed: Value = serde_json::from_str(&run.output).unwrap();
    assert!(printed.as_array().unwrap().len() > 10);
    assert_eq!(schema.problems(&printed), Vec::<String>::new());
}

/// Every packet of every ready drawing, traced and compared with the schema.
#[test]
fn what_trace_prints_is_valid() {
    let schema = Schema::published("trace");
    let mut verdicts = BTreeSet::new();
    for path in scenarios() {
        let drawing: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let expectations = drawing["expectations"].as_object().unwrap().values();
        for packet in expectations.filter_map(|expectation| expectation["check"].get("packet")) {
            let path = path.display().to_string();
            let mut arguments = vec!["trace".to_owned(), path, "--format".to_owned(), "json".to_owned()];
            for (key, value) in packet.as_object().unwrap() {
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                arguments.extend([option(key), text]);
            }
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let run = netyard(&arguments);
            if run.status == 2 {
                // A packet of an expectation may speak of what only its `with` adds.
                continue;
            }
            let trace: Value = serde_json::from_str(&run.output).unwrap();
            assert_eq!(schema.problems(&trace), Vec::<String>::new(), "{arguments:?}");
            assert_eq!(run.status == 0, trace["verdict"] == "DELIVERED", "{arguments:?}");
            verdicts.insert(trace["verdict"].as_str().unwrap().to_owned());
        }
    }
    for verdict in ["DELIVERED", "DROPPED"] {
        assert!(verdicts.contains(verdict), "no ready drawing has a packet that is {verdict}");
    }
}

/// `sourceIp` of an expectation is `--source-ip` of the command line.
fn option(key: &str) -> String {
    let words: String = key
        .chars()
        .flat_map(|letter| {
            if letter.is_ascii_uppercase() { vec!['-', letter.to_ascii_lowercase()] } else { vec![letter] }
        })
        .collect();
    format!("--{words}")
}
