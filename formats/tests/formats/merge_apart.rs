//! Addresses that stand for those of AWS are given anew in every import: a second one gives way to the first.

use crate::support::template::{files, packet, resource};
use netyard_core::model::Document;
use netyard_core::schema::{self, Opened};
use netyard_core::simulate::Verdict;
use netyard_formats::merge::{Part, merge, merge_into};
use netyard_formats::{cloudformation, terraform};
use serde_json::json;
use std::collections::BTreeMap;

fn stack() -> Document {
    let text = include_str!("../../fixtures/cloudformation/network.yaml");
    cloudformation::import(files(&[("network.yaml", text)]), &BTreeMap::new()).unwrap().document
}

fn plan() -> Document {
    let text = include_str!("../../fixtures/terraform/plan.json");
    terraform::import(files(&[("plan.json", text)]), &BTreeMap::new()).unwrap().document
}

/// What both networks promise by themselves.
fn promises(document: &Document) {
    for (from, to, port, verdict) in [
        ("internet", "i-Web", 443, Verdict::Delivered),
        ("i-Worker", "internet", 443, Verdict::Delivered),
        ("internet", "i-web", 443, Verdict::Delivered),
        ("i-worker", "internet", 443, Verdict::Delivered),
        ("internet", "i-web", 22, Verdict::Dropped),
        ("internet", "i-Worker", 443, Verdict::Dropped),
    ] {
        assert_eq!(packet(document, from, to, port).verdict, verdict, "{from} {to} {port}");
    }
}

#[test]
fn an_import_into_a_drawing_of_another_one_keeps_the_verdicts_of_both() {
    let (open, imported) = (stack(), plan());
    let address = |document: &Document, id: &str| resource(document, id)["publicIp"].clone();
    assert_eq!(address(&open, "eipalloc-NatAddress"), "203.0.113.20");
    assert_eq!(address(&imported, "eipalloc-net-blue.nat"), "203.0.113.20", "alone each begins anew");
    let first = merge_into(&open, &imported);
    let kept: Vec<String> = first.kept.iter().map(|kept| kept.what.clone()).collect();
    assert_eq!(
        kept,
        ["Public address 203.0.113.20 of the import", "Public address 203.0.113.21 of the import"]
    );
    let merged = first.merged(&open).unwrap();
    assert_eq!(address(&merged, "eipalloc-NatAddress"), "203.0.113.20");
    assert_eq!(address(&merged, "eipalloc-net-blue.nat"), "203.0.113.22");
    promises(&merged);
    // Imported once more, each finds what it gave.
    assert!(merge_into(&merged, &imported).is_empty());
    assert!(merge_into(&merged, &open).is_empty());
    // The other way round as well.
    promises(&merge_into(&imported, &open).merged(&imported).unwrap());
}

#[test]
fn drawings_that_become_one_keep_the_verdicts_of_both() {
    let part = |file: &str, document: Document| {
        let opened = schema::open(&schema::save(&document)).unwrap();
        Part { file: file.to_owned(), opened: Opened { document, ..opened } }
    };
    let (merged, report) = merge(vec![part("stack.json", stack()), part("plan.json", plan())]).unwrap();
    promises(&merged);
    let told: Vec<&str> = report.approximated.iter().map(|entry| entry.place.as_str()).collect();
    assert!(told.contains(&"203.0.113.20"), "{told:?}");
}

#[test]
fn rules_that_name_such_an_address_follow_it_and_real_addresses_stay() {
    let drawing = |name: &str, address: &str| {
        let resources = json!({
            format!("eip-{name}"): {"type": "elasticIp", "publicIp": address},
            format!("sg-{name}"): {"type": "securityGroup", "ipPermissions": {
                "g1": {"ipProtocol": "tcp", "fromPort": 443, "toPort": 443, "cidrIp": format!("{address}/32")},
                "g2": {"ipProtocol": "tcp", "fromPort": 443, "toPort": 443, "cidrIp": "203.0.113.0/24"},
            }},
        });
        let whole = json!({"type": "netyard", "version": 1, "title": name, "resources": resources});
        schema::open_value(whole).unwrap().document
    };
    let (open, imported) = (drawing("a", "203.0.113.20"), drawing("b", "203.0.113.20"));
    let merged = merge_into(&open, &imported).merged(&open).unwrap();
    assert_eq!(resource(&merged, "eip-b")["publicIp"], "203.0.113.21");
    assert_eq!(resource(&merged, "sg-b")["ipPermissions"]["g1"]["cidrIp"], "203.0.113.21/32");
    assert_eq!(resource(&merged, "sg-b")["ipPermissions"]["g2"]["cidrIp"], "203.0.113.0/24");
    assert_eq!(resource(&merged, "sg-a")["ipPermissions"]["g1"]["cidrIp"], "203.0.113.20/32");
    let (open, imported) = (drawing("a", "52.16.1.2"), drawing("b", "52.16.1.2"));
    let merged = merge_into(&open, &imported).merged(&open).unwrap();
    assert_eq!(resource(&merged, "eip-b")["publicIp"], "52.16.1.2", "what AWS gave is not ours to change");
}
