//! What answers leave out is not known: with any of them gone, no packet has another fate than with all of them, but an
//! unknown one.

use netyard_core::model::Document;
use netyard_core::routing::RoutedNetwork;
use netyard_core::simulate::{FlowSpec, Verdict, trace};
use netyard_formats::aws_describe::import;
use netyard_formats::import::{Imported, SourceFile};
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

const ACCOUNT: &str = include_str!("../../fixtures/aws-describe/account.json");

/// Answers, each with the file that they stand in.
type Answers = Vec<(String, Value)>;

/// A list of the account is an answer.
fn account() -> Answers {
    let all: Map<String, Value> = serde_json::from_str(ACCOUNT).unwrap();
    all.into_iter().map(|(key, list)| (format!("{key}.json"), json!({ key: list }))).collect()
}

fn json_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            json_files(&entry, files);
        } else if entry.extension().is_some_and(|extension| extension == "json") {
            files.push(entry);
        }
    }
}

/// Real networks, where they are there: a file for each answer.
fn real() -> Vec<Answers> {
    let Some(folder) = super::real::folder() else { return Vec::new() };
    let networks = std::fs::read_dir(folder).unwrap();
    let mut folders: Vec<PathBuf> =
        networks.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    let answers = |folder: &PathBuf| {
        let mut files = Vec::new();
        json_files(folder, &mut files);
        files.sort();
        let read = |path: &PathBuf| serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        files.iter().map(|path| (path.display().to_string(), read(path))).collect()
    };
    folders.iter().map(answers).collect()
}

fn drawing(answers: &[(String, Value)], gone: &[usize]) -> Option<Document> {
    let left = answers.iter().enumerate().filter(|(at, _)| !gone.contains(at));
    let files = left.map(|(_, (path, value))| SourceFile { path: path.clone(), text: value.to_string() });
    import(files.collect()).ok().map(|Imported { document, .. }| document)
}

/// From everybody to everybody.
fn flows(document: &Document) -> Vec<FlowSpec> {
    let instances = document.resources.iter().filter(|(_, resource)| resource.type_name() == "instance");
    let ends: Vec<&str> = instances.map(|(id, _)| id.as_str()).take(4).chain(["internet"]).collect();
    let mut flows = Vec::new();
    for (from, to) in ends.iter().flat_map(|from| ends.iter().map(move |to| (from, to))) {
        for port in [22, 443].into_iter().filter(|_| from != to) {
            flows.push(FlowSpec { port: Some(port), ..FlowSpec::new(from, to) });
        }
    }
    flows
}

/// Takes answers out, one at a time and, if it is so asked, two; gives how many packets still have their fate.
fn without_some(answers: &Answers, by_two: bool) -> usize {
    let document = drawing(answers, &[]).unwrap();
    let network = RoutedNetwork::build(&document);
    let all: Vec<(FlowSpec, Verdict)> = flows(&document)
        .into_iter()
        .map(|flow| (flow.clone(), trace(&network, &flow).unwrap().verdict))
        .collect();
    let mut same = 0;
    for first in 0..answers.len() {
        let last = if by_two { answers.len() } else { first + 1 };
        for second in first..last {
            let Some(less) = drawing(answers, &[first, second]) else { continue };
            let network = RoutedNetwork::build(&less);
            for (flow, verdict) in &all {
                // Whoever is gone sends nothing.
                let Ok(trace) = trace(&network, flow) else { continue };
                let gone = (&answers[first].0, &answers[second].0);
                let is_so = [*verdict, Verdict::Unknown].contains(&trace.verdict);
                let told = (&flow.from, &flow.to, flow.port, &trace.verdict, trace.code, &trace.at);
                assert!(is_so, "without {gone:?} {told:?}, and was {verdict:?}");
                same += usize::from(trace.verdict == *verdict && *verdict != Verdict::Unknown);
            }
        }
    }
    same
}

#[test]
fn an_answer_that_is_missing_turns_no_verdict() {
    assert!(without_some(&account(), true) > 500);
    for answers in real() {
        without_some(&answers, false);
    }
}

#[test]
fn a_vpc_that_only_its_parts_name_is_drawn_with_its_blocks() {
    let answers = account();
    let at = answers.iter().position(|(file, _)| file == "Vpcs.json").unwrap();
    let (whole, less) = (drawing(&answers, &[]).unwrap(), drawing(&answers, &[at]).unwrap());
    let (known, drawn) = (whole.vpc("vpc-0aa1").unwrap(), less.vpc("vpc-0aa1").unwrap());
    assert_eq!((&drawn.cidr_blocks, &drawn.region), (&known.cidr_blocks, &known.region));
    assert_eq!(drawn.unknown, ["dhcpOptions"], "what only describe-vpcs tells");
    let sent = |document: &Document| {
        let flow = FlowSpec { port: Some(22), ..FlowSpec::new("203.0.113.7", "i-0aa1") };
        trace(&RoutedNetwork::build(document), &flow).unwrap().verdict
    };
    assert_eq!((sent(&whole), sent(&less)), (Verdict::Delivered, Verdict::Delivered));
}

#[test]
fn a_target_of_an_active_route_that_no_answer_tells_of_is_not_known() {
    let without = |key: &str, id: &str, state: &str| {
        let mut answers = account();
        for (_, answer) in &mut answers {
            let all = answer.as_object_mut().unwrap().values_mut().filter_map(Value::as_array_mut);
            for list in all {
                list.retain(|one| one[key] != id);
            }
            let tables = answer.get_mut("RouteTables").and_then(Value::as_array_mut).into_iter().flatten();
            let routes = tables.filter_map(|table| table["Routes"].as_array_mut()).flatten();
            for route in routes.filter(|route| route.to_string().contains(id)) {
                route["State"] = state.into();
            }
        }
        drawing(&answers, &[]).unwrap()
    };
    let sent = |document: &Document, from: &str, to: &str| {
        let flow = FlowSpec { port: Some(80), ..FlowSpec::new(from, to) };
        trace(&RoutedNetwork::build(document), &flow).unwrap().verdict
    };
    for (key, id, from, to) in [
        ("NatGatewayId", "nat-0aa1", "i-0aa2", "8.8.8.8"),
        ("InternetGatewayId", "igw-0aa1", "i-0aa2", "8.8.8.8"),
    ] {
        assert_eq!(sent(&drawing(&account(), &[]).unwrap(), from, to), Verdict::Delivered, "{id}");
        assert_eq!(sent(&without(key, id, "active"), from, to), Verdict::Unknown, "{id}");
        // What AWS calls a blackhole is gone.
        assert_eq!(sent(&without(key, id, "blackhole"), from, to), Verdict::Dropped, "{id}");
    }
}
