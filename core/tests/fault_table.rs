//! Works out every table of `fixtures/faults`, and holds each cell against the expectation with that failure in its `with`.
//!
//! A `json` block holds a drawing with its expectations, a `table` block what becomes of them, written by hand:
//!
//! ```text
//! already: zoneDown eu-west-1b             what has failed besides; may be absent
//! failures: zoneDown eu-west-1a, stopped i-1, delete pcx-1, delete rtb-1 r1
//! e1 holds: falls AZ_DOWN at i-1, holds, holds CODE at PLACE, -       in the order of the table; - is untouched
//! ```
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by a panic, in its helpers too"
)]

mod path_fixture;

use netyard_core::expect::{
    Deletions, Fault, FaultCell, FaultRow, FaultTable, fault_table, run, run_under, run_while, trace_while,
};
use netyard_core::model::{Document, Expectation, Resource};
use netyard_core::routing::RoutedNetwork;
use netyard_core::sample;
use netyard_core::schema::open;
use netyard_core::simulate::{Faults, FlowSpec, Leg};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A drawing and what is written of it.
struct Written {
    place: String,
    document: Document,
    already: Faults,
    lines: Vec<String>,
}

fn written() -> Vec<Written> {
    let mut all = Vec::new();
    for path in files(&root().join("fixtures/faults"), "md") {
        let file = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(path).unwrap();
        let mut document = None;
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            let Some(kind) = line.strip_prefix("```") else { continue };
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            if kind == "json" {
                document = Some(path_fixture::document(&file, &block.join("\n")));
                continue;
            }
            assert_eq!(kind, "table", "{file}");
            let mut already = Faults::default();
            let said = block.first().and_then(|line| line.strip_prefix("already: "));
            match said.map(|said| said.split_once(' ').unwrap()) {
                Some(("zoneDown", zone)) => _ = already.zones_down.insert(zone.to_owned()),
                Some(other) => panic!("{file}: {other:?}"),
                None => {}
            }
            let lines = block.iter().skip(usize::from(said.is_some())).map(|line| (*line).to_owned());
            all.push(Written {
                place: format!("{file}, table {}", all.len() + 1),
                document: document.clone().unwrap(),
                already,
                lines: lines.collect(),
            });
        }
    }
    all
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == ending))
        .collect();
    files.sort();
    files
}

fn failure(failure: &Fault) -> String {
    if let Fault::Deleted(of) = failure {
        return format!("delete {}", of.replace('/', " "));
    }
    let value = failure.to_value();
    format!("{} {}", value["fault"].as_str().unwrap(), value["of"].as_str().unwrap())
}

fn cell(cell: &FaultCell) -> String {
    if !cell.touched {
        return "-".to_owned();
    }
    let mut words = if cell.passed { "holds" } else { "falls" }.to_owned();
    if let (Some(code), Some(at)) = (cell.code, &cell.at) {
        words = format!("{words} {code} at {at}");
    }
    if cell.leg == Some(Leg::Return) {
        words.push_str(" on return");
    }
    words
}

fn lines(table: &FaultTable) -> Vec<String> {
    let failures: Vec<String> = table.failures.iter().map(failure).collect();
    let row = |row: &FaultRow| {
        let cells: Vec<String> = row.cells.iter().map(cell).collect();
        format!("{} {}: {}", row.id, if row.passed { "holds" } else { "falls" }, cells.join(", "))
    };
    std::iter::once(format!("failures: {}", failures.join(", "))).chain(table.rows.iter().map(row)).collect()
}

#[test]
fn every_table_is_as_its_fixture_says() {
    let all = written();
    assert!(all.len() >= 5);
    for Written { place, document, already, lines: written } in all {
        let table = fault_table(&RoutedNetwork::build(&document), &already, Deletions::Tried);
        assert_eq!(lines(&table), written, "{place}");
    }
}

/// The item of a `with` that says a failure; a deletion as the change that it stands for.
fn item(document: &Document, failure: &Fault) -> Value {
    let Fault::Deleted(of) = failure else { return failure.to_value() };
    let is_of_firewall = document.resource(of).is_some_and(Resource::is_gateway_load_balancer_endpoint);
    match of.split_once('/') {
        Some((table, row)) => json!({"remove": table, "path": format!("/routes/{row}")}),
        // An endpoint takes its interfaces along, and is told of in that state for a while.
        None if of.starts_with("vpce-") && !is_of_firewall => {
            json!({"set": of, "path": "/state", "to": "deleted"})
        }
        // So do those of a firewall.
        None if document.firewall(of).is_some() => json!({"set": of, "path": "/status", "to": "DELETING"}),
        None => json!({"remove": of}),
    }
}

/// What an expectation says with one more item in its `with`.
fn said(document: &Document, id: &str, item: Value) -> (Option<bool>, Option<String>) {
    let mut copy = Document { expectations: [].into(), ..document.clone() };
    let mut expectation = document.expectations[id].clone();
    expectation.with.push(item);
    copy.expectations.insert(id.to_owned(), expectation);
    let result = run(&copy).results.pop().unwrap();
    (result.passed, result.code)
}

/// All failures that anything in the drawing can have, on the way of a packet or not.
fn everything(document: &Document) -> Vec<Fault> {
    let network = RoutedNetwork::build(document);
    let zones = network.network.subnets.values().filter_map(|subnet| subnet.zone.clone());
    let mut zones: Vec<String> = zones.collect();
    zones.sort();
    zones.dedup();
    let zones = zones.into_iter().map(Fault::ZoneDown);
    let instances = network.network.instances.keys().map(|id| Fault::Stopped(id.clone()));
    let routes = document.resources.iter().flat_map(|(id, resource)| {
        let value = serde_json::to_value(resource.as_ref()).unwrap();
        let rows: Vec<String> =
            value["routes"].as_object().map(|rows| rows.keys().cloned().collect()).unwrap_or_default();
        // Rows of a site are no routes of AWS that somebody could delete there: what fails of them is their line.
        rows.into_iter().map(move |row| match value["routes"][&row]["onPremisesSiteId"].as_str() {
            Some(other) => Fault::line_down(id.as_str(), other),
            None => Fault::Deleted(format!("{id}/{row}")),
        })
    });
    zones.chain(instances).chain(routes).collect()
}

/// VPCs on hubs with an expectation on each kind of way, one of them under a change.
fn an_organisation() -> Document {
    let mut document = sample::organisation(6);
    let ends = [
        ("i-0000-0", "i-0003-7"),
        ("i-0000-1", "i-0001-0"),
        ("i-0001-0", "i-0002-7"),
        ("i-0001-4", "i-0004-4"),
    ];
    for (nth, (from, to)) in ends.into_iter().enumerate() {
        let check =
            json!({"packet": {"from": from, "to": to, "port": 443}, "expect": {"verdict": "DELIVERED"}});
        let with = if nth == 2 {
            vec![json!({"remove": "tgw-rtb-1-all", "path": "/routes/r1"})]
        } else {
            Vec::new()
        };
        document
            .expectations
            .insert(format!("e{nth}"), Expectation { check, with, ..Expectation::default() });
    }
    document
}

#[test]
fn a_cell_says_what_the_expectation_says_with_that_failure() {
    let mut documents: Vec<(String, Document)> =
        written().into_iter().map(|written| (written.place, written.document)).collect();
    for path in files(&root().join("../assets/scenarios"), "json") {
        let document = open(&std::fs::read_to_string(&path).unwrap()).unwrap().document;
        documents.push((path.display().to_string(), document));
    }
    documents.push(("an organisation".to_owned(), an_organisation()));
    let mut cells = 0;
    for (place, document) in documents {
        let table = fault_table(&RoutedNetwork::build(&document), &Faults::NONE, Deletions::Tried);
        for row in &table.rows {
            for (failure, cell) in table.failures.iter().zip(&row.cells).filter(|(_, cell)| cell.touched) {
                let (passed, code) = said(&document, &row.id, item(&document, failure));
                assert_eq!(
                    (Some(cell.passed), cell.code.map(str::to_owned)),
                    (passed, code),
                    "{place}: {} with {failure:?}",
                    row.id
                );
                cells += 1;
            }
        }
    }
    assert!(cells > 200, "{cells}");
}

#[test]
fn nothing_falls_by_what_the_table_leaves_out() {
    for Written { place, document, .. } in written() {
        let table = fault_table(&RoutedNetwork::build(&document), &Faults::NONE, Deletions::Tried);
        for failure in everything(&document).iter().filter(|failure| !table.failures.contains(failure)) {
            for row in &table.rows {
                let (passed, _) = said(&document, &row.id, item(&document, failure));
                assert_eq!(passed, Some(row.passed), "{place}: {} with {failure:?}", row.id);
            }
        }
    }
}

#[test]
fn without_deletions_only_faults_are_tried() {
    for Written { document, .. } in written() {
        let table = fault_table(&RoutedNetwork::build(&document), &Faults::NONE, Deletions::Left);
        assert!(!table.failures.is_empty());
        assert!(table.failures.iter().all(|failure| !matches!(failure, Fault::Deleted(_))));
    }
}

#[test]
fn what_is_deleted_on_trial_is_what_the_item_of_an_expectation_deletes() {
    for Written { place, document, .. } in written() {
        let network = RoutedNetwork::build(&document);
        let table = fault_table(&network, &Faults::NONE, Deletions::Tried);
        for failure in table.failures.iter().filter(|failure| matches!(failure, Fault::Deleted(_))) {
            let report = run_while(&network, &[failure.clone()].into());
            assert_eq!(
                report.findings,
                run(&document).findings,
                "{place}: findings are those of the drawing"
            );
            for result in report.results {
                if document.expectations[&result.id].check.get("packet").is_none() {
                    continue;
                }
                let (passed, code) = said(&document, &result.id, failure.to_value());
                assert_eq!(
                    (result.passed, result.code),
                    (passed, code),
                    "{place}: {} with {failure:?}",
                    result.id
                );
            }
        }
    }
}

#[test]
fn no_fix_of_a_trial_is_offered_for_the_drawing() {
    let document = written().remove(0).document;
    let network = RoutedNetwork::build(&document);
    let flow = FlowSpec::new("i-a", "internet");
    let table = fault_table(&network, &Faults::NONE, Deletions::Tried);
    let routes = table.failures.iter().filter(|failure| matches!(failure, Fault::Deleted(_)));
    let lost = routes.filter_map(|route| {
        let trace = trace_while(&network, &flow, &[], &[route.clone()].into()).unwrap();
        assert!(trace.blockers.iter().all(|blocker| blocker.fix.is_none()), "{route:?}");
        trace.blockers.first().map(|blocker| blocker.code)
    });
    assert!(lost.count() > 0, "a route that the packet needs is among them");
}

#[test]
fn a_drawing_without_packets_has_an_empty_table() {
    let network = RoutedNetwork::build(&sample::network(20));
    assert_eq!(fault_table(&network, &Faults::NONE, Deletions::Tried), FaultTable::default());
}

#[test]
fn what_has_failed_already_counts_for_every_expectation_and_no_finding() {
    let mut document = written().remove(0).document;
    let with = |document: &mut Document, id: &str, with: Value| {
        document.expectations.get_mut(id).unwrap().with = vec![with];
    };
    with(&mut document, "e2", json!({"fault": "stopped", "of": "i-a"}));
    let network = RoutedNetwork::build(&document);
    let failed = Faults { zones_down: ["eu-west-1b".to_owned()].into(), ..Faults::default() };
    let report = run_under(&network, &failed);
    let passed: Vec<_> =
        report.results.iter().map(|result| (result.passed, result.code.as_deref())).collect();
    assert_eq!(passed, [(Some(true), None), (Some(false), Some("AZ_DOWN"))]);
    assert_eq!(report.findings, run(&document).findings);
}

/// AWS deletes the attachment of a VPN connection with the connection: nothing goes over that line any more.
#[test]
fn a_line_is_gone_with_its_attachment() {
    let attachment = |id: &str, connection: &str| json!({"type": "transitGatewayAttachment", "transitGatewayId": "tgw-1", "resourceType": "vpn", "resourceId": connection, "name": id});
    let line = |router: &str| json!({"type": "vpnConnection", "transitGatewayId": "tgw-1", "customerGatewayId": router});
    let router = || json!({"type": "customerGateway", "bgpAsn": 65001, "onPremisesSiteId": "site-1"});
    let drawing = json!({"type": "netyard", "version": 1, "resources": {
        "tgw-1": {"type": "transitGateway"},
        "att-a": {"type": "transitGatewayAttachment", "transitGatewayId": "tgw-1", "resourceId": "vpc-a", "subnetIds": ["subnet-a"]},
        "att-1": attachment("one", "vpn-1"), "vpn-1": line("cgw-1"), "cgw-1": router(),
        "att-2": attachment("two", "vpn-2"), "vpn-2": line("cgw-2"), "cgw-2": router(),
        "vpc-a": {"type": "vpc", "cidrBlocks": ["10.1.0.0/16"]},
        "subnet-a": {"type": "subnet", "vpcId": "vpc-a", "availabilityZone": "eu-west-1a", "cidrBlock": "10.1.1.0/24"},
        "rtb-a": {"type": "routeTable", "vpcId": "vpc-a", "main": true, "routes": {"r1": {"destinationCidrBlock": "192.168.0.0/16", "transitGatewayId": "tgw-1"}}},
        "sg-a": {"type": "securityGroup", "vpcId": "vpc-a", "ipPermissions": {"g1": {"ipProtocol": "all", "cidrIp": "0.0.0.0/0"}}},
        "i-a": {"type": "instance"},
        "eni-a": {"type": "networkInterface", "subnetId": "subnet-a", "privateIpAddresses": [{"privateIpAddress": "10.1.1.10"}], "groupIds": ["sg-a"], "attachment": {"instanceId": "i-a"}},
        "site-1": {"type": "onPremisesSite", "cidrBlocks": ["192.168.1.0/24"]},
        "host-1": {"type": "onPremisesHost", "onPremisesSiteId": "site-1", "ipAddresses": ["192.168.1.10"]},
    }});
    let network = RoutedNetwork::build(&open(&drawing.to_string()).unwrap().document);
    let lines = |gone: &[&str]| {
        let gone = gone.iter().map(|id| Fault::Deleted((*id).to_owned())).collect();
        let trace = trace_while(&network, &FlowSpec::new("host-1", "i-a"), &[], &gone).unwrap();
        let code = trace.blockers.first().map(|blocker| blocker.code);
        (trace.branches.len(), trace.forward.iter().any(|hop| hop.component.as_str() == "vpn-2"), code)
    };
    assert_eq!(lines(&[]).0, 2, "either line is taken");
    assert_eq!(lines(&["att-1"]), (0, true, None), "the other one carries it");
    assert_eq!(lines(&["att-2"]), (0, false, None), "the other one carries it");
    assert_eq!(lines(&["att-1", "att-2"]), (0, false, Some("NO_ROUTE_TO_DESTINATION")), "no line is left");
}
