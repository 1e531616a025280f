//! Expectations of the kind `packet`: the addresses that are seen at its end, and how a load balancer shares it out.
#![expect(clippy::unwrap_used, reason = "a test fails by a panic, in its helpers too")]

use netyard_core::expect;
use netyard_core::schema;
use serde_json::{Value, json};

/// Whether a packet to an internal load balancer in two zones comes out so, and what came out. One target is in the first
/// zone, two are in the second.
fn judged(expected: &Value, with: &Value) -> (Option<bool>, Value) {
    let host = |id: &str, name: &str, subnet: &str, address: &str| {
        json!({
            id: {"type": "instance", "name": name},
            format!("eni-{id}"): {"type": "networkInterface", "subnetId": subnet, "groupIds": ["sg-1"],
                "privateIpAddresses": [{"privateIpAddress": address}], "attachment": {"instanceId": id}}
        })
    };
    let mut resources = json!({
        "vpc-1": {"type": "vpc", "region": "eu-west-1", "cidrBlocks": ["10.0.0.0/16"]},
        "subnet-1": {"type": "subnet", "vpcId": "vpc-1", "availabilityZone": "eu-west-1a", "cidrBlock": "10.0.1.0/24"},
        "subnet-2": {"type": "subnet", "vpcId": "vpc-1", "availabilityZone": "eu-west-1b", "cidrBlock": "10.0.2.0/24"},
        "sg-1": {"type": "securityGroup", "vpcId": "vpc-1", "ipPermissions": {"g1": {"ipProtocol": "all", "cidrIp": "10.0.0.0/16"}}},
        "lb-1": {"type": "loadBalancer", "name": "front", "loadBalancerType": "network", "scheme": "internal", "vpcId": "vpc-1",
            "listeners": {"l1": {"protocol": "TCP", "port": 443,
                "defaultActions": {"a1": {"actionType": "forward", "targetGroupArn": "tg-1"}}}}},
        "eni-l1": {"type": "networkInterface", "subnetId": "subnet-1", "privateIpAddresses": [{"privateIpAddress": "10.0.1.5"}], "attachment": {"instanceId": "lb-1"}},
        "eni-l2": {"type": "networkInterface", "subnetId": "subnet-2", "privateIpAddresses": [{"privateIpAddress": "10.0.2.5"}], "attachment": {"instanceId": "lb-1", "deviceIndex": 1}},
        "tg-1": {"type": "targetGroup", "vpcId": "vpc-1", "protocol": "TCP", "port": 443,
            "targets": {"t1": {"id": "i-1"}, "t2": {"id": "i-2"}, "t3": {"id": "i-3"}}}
    });
    for more in [
        host("i-0", "client", "subnet-1", "10.0.1.10"),
        host("i-1", "app-1", "subnet-1", "10.0.1.11"),
        host("i-2", "app-2", "subnet-2", "10.0.2.12"),
        host("i-3", "app-3", "subnet-2", "10.0.2.13"),
    ] {
        resources.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    }
    let check = json!({"packet": {"from": "client", "to": "front", "protocol": "tcp", "port": 443}, "expect": expected});
    let drawing = json!({"type": "netyard", "version": 1, "resources": resources,
                         "expectations": {"e1": {"title": "one", "with": with, "check": check}}});
    let document = schema::open(&drawing.to_string()).unwrap().document;
    let result = expect::run(&document).results.remove(0);
    (result.passed, result.actual)
}

#[test]
fn shares_are_compared_end_by_end() {
    let none = json!([]);
    let zonal = json!({"verdict": "DELIVERED", "shares": {"app-1": 500, "i-2": 250, "i-3": 250}});
    let (passed, actual) = judged(&zonal, &none);
    assert_eq!(passed, Some(true), "{actual}");
    assert_eq!(actual["shares"], json!({"i-1": 500, "i-2": 250, "i-3": 250}));
    let equal = json!({"verdict": "DELIVERED", "shares": {"i-1": 333, "i-2": 333, "i-3": 333}});
    assert_eq!(judged(&equal, &none).0, Some(false));
    let across =
        json!([{"set": "lb-1", "path": "/attributes", "to": {"load_balancing.cross_zone.enabled": "true"}}]);
    assert_eq!(judged(&equal, &across).0, Some(true), "halves of a third are added up");
    for wrong in
        [json!({"i-1": 500, "i-2": 250}), json!({"i-1": 500, "i-2": 250, "i-3": 250, "i-0": 0}), json!({})]
    {
        let expected = json!({"verdict": "DELIVERED", "shares": wrong});
        assert_eq!(judged(&expected, &none).0, Some(false), "{expected}");
    }
    let stopped = json!([{"fault": "stopped", "of": "i-3"}]);
    let left = json!({"verdict": "DELIVERED", "shares": {"i-1": 500, "i-2": 500}});
    assert_eq!(judged(&left, &stopped).0, Some(true));
}

#[test]
fn addresses_are_those_that_the_end_sees() {
    let none = json!([]);
    let from = |all: Value| json!({"verdict": "DELIVERED", "arrivesFrom": all});
    assert_eq!(judged(&from(json!(["10.0.1.10"])), &none).0, Some(true));
    assert_eq!(judged(&from(json!(["10.0.1.5"])), &none).0, Some(false));
    let hidden =
        json!([{"set": "tg-1", "path": "/attributes", "to": {"preserve_client_ip.enabled": "false"}}]);
    let (passed, actual) = judged(&from(json!(["10.0.2.5", "10.0.1.5"])), &hidden);
    assert_eq!(passed, Some(true), "{actual}");
    assert_eq!(actual["arrivesFrom"], json!(["10.0.1.5", "10.0.2.5"]));
    assert_eq!(judged(&from(json!(["10.0.1.5"])), &hidden).0, Some(false), "each of them");
    assert_eq!(judged(&from(json!(["10.0.2.5", "10.0.1.5", "somewhere"])), &hidden).0, Some(false));
}

#[test]
fn what_is_not_delivered_arrives_nowhere() {
    let closed = json!([{"remove": "sg-1", "path": "/ipPermissions/g1"}]);
    let dropped = json!({"verdict": "DROPPED", "arrivesFrom": [], "shares": {}});
    let (passed, actual) = judged(&dropped, &closed);
    assert_eq!(passed, Some(true), "{actual}");
    assert_eq!(judged(&json!({"verdict": "DROPPED", "shares": {"i-1": 500}}), &closed).0, Some(false));
}
