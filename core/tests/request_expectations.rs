//! Expectations of the kind `request`: what they compare, and that they fail.
#![expect(clippy::unwrap_used, reason = "a test fails by a panic, in its helpers too")]

use netyard_core::expect::{self, Check};
use netyard_core::schema;
use netyard_core::simulate::FlowSpec;
use serde_json::{Value, json};

/// Whether an expectation of this request and result holds in a drawing with an internal load balancer, and what came out.
fn judged_with(request: &Value, expected: &Value, with: &Value) -> (Option<bool>, Value) {
    let drawing = json!({"type": "netyard", "version": 1, "resources": {
        "vpc-1": {"type": "vpc", "region": "eu-west-1", "cidrBlocks": ["10.0.0.0/16"]},
        "subnet-1": {"type": "subnet", "vpcId": "vpc-1", "availabilityZone": "eu-west-1a", "cidrBlock": "10.0.1.0/24"},
        "sg-1": {"type": "securityGroup", "vpcId": "vpc-1", "ipPermissions": {"g1": {"ipProtocol": "all", "cidrIp": "10.0.0.0/16"}}},
        "lb-1": {"type": "loadBalancer", "name": "web", "scheme": "internal", "vpcId": "vpc-1", "listeners": {"l1": {"protocol": "HTTP", "port": 80,
            "defaultActions": {"a1": {"actionType": "forward", "targetGroupArn": "tg-0"}},
            "rules": {
                "r1": {"priority": 1, "conditions": {"c1": {"field": "path-pattern", "values": ["/users*"]}}, "actions": {"a1": {"actionType": "forward", "targetGroupArn": "tg-2"}}},
                "r2": {"priority": 2, "conditions": {"c1": {"field": "http-header", "httpHeaderName": "X-Old", "values": ["*"]}}, "actions": {"a1": {"actionType": "redirect", "redirectConfig": {"path": "/new", "statusCode": "HTTP_301"}}}}}}}},
        "eni-l": {"type": "networkInterface", "subnetId": "subnet-1", "privateIpAddresses": [{"privateIpAddress": "10.0.1.5"}], "groupIds": ["sg-1"], "attachment": {"instanceId": "lb-1"}},
        "tg-0": {"type": "targetGroup", "name": "nobody", "vpcId": "vpc-1", "protocol": "HTTP", "port": 80},
        "tg-2": {"type": "targetGroup", "name": "users", "vpcId": "vpc-1", "protocol": "HTTP", "port": 80, "targets": {"t1": {"id": "i-1"}, "t2": {"id": "i-2"}}},
        "i-0": {"type": "instance", "name": "client"},
        "eni-0": {"type": "networkInterface", "subnetId": "subnet-1", "privateIpAddresses": [{"privateIpAddress": "10.0.1.10"}], "groupIds": ["sg-1"], "attachment": {"instanceId": "i-0"}},
        "i-1": {"type": "instance", "name": "app-1"},
        "eni-1": {"type": "networkInterface", "subnetId": "subnet-1", "privateIpAddresses": [{"privateIpAddress": "10.0.1.11"}], "groupIds": ["sg-1"], "attachment": {"instanceId": "i-1"}},
        "i-2": {"type": "instance", "name": "app-2"},
        "eni-2": {"type": "networkInterface", "subnetId": "subnet-1", "privateIpAddresses": [{"privateIpAddress": "10.0.1.12"}], "groupIds": ["sg-1"], "attachment": {"instanceId": "i-2"}}
    }, "expectations": {"e1": {"title": "one", "with": with, "check": {"request": request, "expect": expected}}}});
    let document = schema::open(&drawing.to_string()).unwrap().document;
    let result = expect::run(&document).results.remove(0);
    (result.passed, result.actual)
}

fn judged(request: &Value, expected: &Value) -> (Option<bool>, Value) {
    judged_with(request, expected, &json!([]))
}

#[test]
fn status_target_and_place_are_compared() {
    let users = json!({"from": "client", "to": "web", "port": 80, "path": "/users/7"});
    for right in [json!({"status": 200}), json!({"status": 200, "target": "users", "verdict": "DELIVERED"})] {
        assert_eq!(judged(&users, &right).0, Some(true), "{right}");
    }
    for wrong in [json!({"status": 503}), json!({"target": "nobody"}), json!({"verdict": "DROPPED"})] {
        assert_eq!(judged(&users, &wrong).0, Some(false), "{wrong}");
    }
    let other = json!({"from": "client", "to": "web", "port": 80});
    let (passed, actual) = judged(
        &other,
        &json!({"status": 503, "code": "ELBV2_LISTENER_HAS_NO_TG", "at": "web", "leg": "forward"}),
    );
    assert_eq!(passed, Some(true), "{actual}");
    assert_eq!((&actual["status"], &actual["by"]), (&503.into(), &"lb-1".into()));
    assert_eq!(judged(&other, &json!({"status": 200})).0, Some(false));
}

#[test]
fn every_branch_has_to_answer_so() {
    let users = json!({"from": "client", "to": "web", "port": 80, "path": "/users/7"});
    // One of the two is a branch of its own.
    assert_eq!(judged(&users, &json!({"target": "app-1"})).0, Some(false));
    let one_left = json!([{"fault": "stopped", "of": "i-2"}]);
    assert_eq!(judged_with(&users, &json!({"target": "app-1"}), &one_left).0, Some(true));
    let none_left = json!([{"fault": "stopped", "of": "i-2"}, {"fault": "stopped", "of": "i-1"}]);
    assert_eq!(judged_with(&users, &json!({"status": 503}), &none_left).0, Some(true));
}

#[test]
fn headers_and_redirects() {
    let old = json!({"from": "client", "to": "web", "scheme": "http", "host": "a.example", "headers": {"x-old": "1"}});
    assert_eq!(judged(&old, &json!({"status": 301, "location": "http://a.example/new"})).0, Some(true));
    assert_eq!(judged(&old, &json!({"location": "http://a.example/"})).0, Some(false));
}

#[test]
fn what_states_nothing_or_cannot_be_read_fails() {
    let users = json!({"from": "client", "to": "web", "port": 80});
    let (passed, actual) = judged(&users, &json!({}));
    assert_eq!(passed, Some(false));
    assert!(actual["error"].is_string(), "{actual}");
    assert_eq!(judged(&json!({"from": "nobody", "to": "web"}), &json!({"status": 200})).0, Some(false));
    let by_udp = json!({"from": "client", "to": "web", "protocol": "udp"});
    assert_eq!(judged(&by_udp, &json!({"status": 200})).0, Some(false));
    assert_eq!(
        judged(&json!({"from": "client", "to": "web", "path": 7}), &json!({"status": 200})).0,
        Some(false)
    );
    // A field of a later version is not checked, never passed.
    assert_eq!(judged(&users, &json!({"status": 503, "body": "x"})).0, None);
    assert_eq!(
        judged(&json!({"from": "client", "to": "web", "cookies": {}}), &json!({"status": 200})).0,
        None
    );
}

#[test]
fn a_flow_is_written_as_it_is_read() {
    let request = netyard_core::simulate::Request::parse("POST https://a.example/b?c=1").unwrap();
    let flow = FlowSpec { request: Some(request), port: Some(8443), ..FlowSpec::new("i-0", "lb-1") };
    let (kind, value) = expect::asked_value(&flow);
    assert_eq!(kind, "request");
    let check = json!({kind: value, "expect": {"status": 200}});
    let Check::Request(read, _) = Check::from_value(&check) else { unreachable!("{check}") };
    assert_eq!(read, flow);
    assert_eq!(expect::asked_value(&FlowSpec::new("i-0", "lb-1")).0, "packet");
}
