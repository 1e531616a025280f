//! Expectations of the kind `dns`: what they compare, and that they fail.
#![expect(clippy::unwrap_used, reason = "a test fails by a panic, in its helpers too")]

use netyard_core::{expect, schema};
use serde_json::{Value, json};

/// Whether an expectation of this question and result holds in a drawing with one private zone, and what came out.
fn judged(question: &Value, expected: &Value) -> (Option<bool>, Value) {
    let drawing = json!({"type": "netyard", "version": 1, "resources": {
        "vpc-1": {"type": "vpc", "region": "eu-west-1", "enableDnsHostnames": true, "cidrBlocks": ["10.0.0.0/16"]},
        "subnet-1": {"type": "subnet", "vpcId": "vpc-1", "cidrBlock": "10.0.1.0/24"},
        "i-1": {"type": "instance"},
        "eni-1": {"type": "networkInterface", "subnetId": "subnet-1", "privateIpAddresses": [{"privateIpAddress": "10.0.1.10"}], "attachment": {"instanceId": "i-1"}},
        "Z-1": {"type": "hostedZone", "name": "corp.internal", "config": {"privateZone": true}, "vpcs": [{"vpcId": "vpc-1"}], "resourceRecordSets": {
            "r1": {"name": "db.corp.internal", "type": "A", "resourceRecords": [{"value": "10.0.1.5"}, {"value": "10.0.1.6"}]},
            "r2": {"name": "note.corp.internal", "type": "TXT", "resourceRecords": [{"value": "hello"}]}}}
    }, "expectations": {"e1": {"title": "one", "check": {"dns": question, "expect": expected}}}});
    let document = schema::open(&drawing.to_string()).unwrap().document;
    let result = expect::run(&document).results.remove(0);
    (result.passed, result.actual)
}

#[test]
fn answers_are_compared_in_any_order_and_whole() {
    let db = json!({"from": "i-1", "name": "db.corp.internal"});
    assert_eq!(judged(&db, &json!({"answers": ["10.0.1.6", "10.0.1.5"]})).0, Some(true));
    for wrong in
        [json!(["10.0.1.5"]), json!([]), json!(["10.0.1.5", "10.0.1.6", "10.0.1.7"]), json!(["public"])]
    {
        assert_eq!(judged(&db, &json!({"answers": wrong})).0, Some(false), "{wrong}");
    }
    let note = json!({"from": "i-1", "name": "note.corp.internal", "type": "TXT"});
    assert_eq!(judged(&note, &json!({"answers": ["hello"], "through": ["Z-1"]})).0, Some(true));
    assert_eq!(judged(&note, &json!({"answers": ["hello"], "through": ["vpc-1"]})).0, Some(false));
}

#[test]
fn codes_are_compared_and_unknown_is_no_answer() {
    let lost = json!({"from": "i-1", "name": "api.corp.internal"});
    assert_eq!(judged(&lost, &json!({"code": "NXDOMAIN", "at": "corp.internal"})).0, Some(true));
    assert_eq!(judged(&lost, &json!({"code": "DNS_DISABLED"})).0, Some(false));
    let far = json!({"from": "i-1", "name": "www.example.com"});
    let (passed, actual) = judged(&far, &json!({"answers": []}));
    assert_eq!(passed, Some(false));
    assert!(actual["unknown"].is_string(), "{actual}");
}

#[test]
fn what_states_nothing_or_cannot_be_read_fails() {
    let db = json!({"from": "i-1", "name": "db.corp.internal"});
    let (passed, actual) = judged(&db, &json!({}));
    assert_eq!(passed, Some(false));
    assert!(actual["error"].is_string(), "{actual}");
    assert_eq!(
        judged(&json!({"from": "nobody", "name": "db.corp.internal"}), &json!({"answers": []})).0,
        Some(false)
    );
    // A field of a later version is not checked, never passed.
    assert_eq!(judged(&db, &json!({"answers": ["10.0.1.5"], "ttl": 60})).0, None);
}
