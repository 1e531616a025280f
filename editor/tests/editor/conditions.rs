//! The conditions of an expectation in words: names instead of ids, rows as people read them.

use netyard_core::model::Document;
use netyard_core::schema;
use netyard_editor::conditions::{condition_words, end_words};
use serde_json::{Value, json};

fn drawing() -> Document {
    let text = json!({
        "type": "netyard", "version": 1, "title": "Words", "rulesDate": "2026-11-20",
        "resources": {
            "acl-1": {"type": "networkAcl", "name": "guard", "vpcId": "vpc-1", "entries": {
                "e1": {"ruleNumber": 100, "protocol": "all", "cidrBlock": "0.0.0.0/0", "ruleAction": "allow"}}},
            "eni-1": {"type": "networkInterface", "name": "app-2 eth0", "subnetId": "subnet-1",
                "privateIpAddresses": [{"privateIpAddress": "10.0.0.5", "primary": true}],
                "attachment": {"instanceId": "i-1", "deviceIndex": 0}},
            "i-1": {"type": "instance", "name": "app-2"},
            "rtb-1": {"type": "routeTable", "name": "rtb-public", "vpcId": "vpc-1", "routes": {
                "r1": {"destinationCidrBlock": "0.0.0.0/0", "gatewayId": "igw-1"}}},
            "igw-1": {"type": "internetGateway", "name": "door", "vpcId": "vpc-1"},
            "sg-1": {"type": "securityGroup", "name": "web", "vpcId": "vpc-1", "ipPermissions": {
                "g1": {"ipProtocol": "tcp", "fromPort": 443, "toPort": 443, "cidrIp": "0.0.0.0/0"}}},
            "subnet-1": {"type": "subnet", "name": "app-a", "vpcId": "vpc-1",
                "availabilityZone": "eu-west-1a", "cidrBlock": "10.0.0.0/24"},
            "vpc-1": {"type": "vpc", "name": "main", "region": "eu-west-1", "cidrBlocks": ["10.0.0.0/16"]}
        }
    });
    schema::open(&text.to_string()).unwrap().document
}

fn words(condition: Value) -> String {
    condition_words(&drawing(), &[condition]).join("; ")
}

#[test]
fn a_row_is_told_as_people_read_it() {
    for (condition, expected) in [
        (json!({"remove": "rtb-1", "path": "/routes/r1"}), "route 0.0.0.0/0 to door removed from rtb-public"),
        (
            json!({"set": "rtb-1", "path": "/routes/r2", "to": {"destinationCidrBlock": "10.1.0.0/16", "gatewayId": "igw-1"}}),
            "route 10.1.0.0/16 to door in rtb-public",
        ),
        (
            json!({"remove": "sg-1", "path": "/ipPermissions/g1"}),
            "rule tcp 443 from 0.0.0.0/0 removed from web",
        ),
        (
            json!({"set": "acl-1", "path": "/entries/e2", "to": {"ruleNumber": 90, "protocol": "tcp", "fromPort": 443, "toPort": 443, "cidrBlock": "10.0.0.0/8", "ruleAction": "deny"}}),
            "inbound entry 90 (deny tcp 443 from 10.0.0.0/8) in guard",
        ),
        (
            json!({"set": "acl-1", "path": "/entries/e1/ruleNumber", "to": 110}),
            "inbound entry 110 (allow all from 0.0.0.0/0) in guard",
        ),
    ] {
        assert_eq!(words(condition), expected);
    }
}

#[test]
fn a_field_is_named_in_words_and_what_it_names_by_name() {
    for (condition, expected) in [
        (json!({"set": "acl-1", "path": "/subnetIds", "to": ["subnet-1"]}), "subnets of guard: app-a"),
        (json!({"set": "eni-1", "path": "/groupIds/1", "to": "sg-1"}), "security groups of app-2 eth0: web"),
        (
            json!({"set": "eni-1", "path": "/sourceDestCheck", "to": false}),
            "source/destination check of app-2 eth0: off",
        ),
        (json!({"set": "sg-1", "path": "/ipPermissionsEgress", "to": {}}), "outbound rules of web: none"),
        (json!({"remove": "igw-1", "path": "/vpcId"}), "door not attached"),
        (json!({"remove": "igw-1"}), "door removed"),
        (json!({"fault": "zoneDown", "of": "eu-west-1a"}), "eu-west-1a down"),
        (json!({"fault": "stopped", "of": "i-1"}), "app-2 stopped"),
    ] {
        assert_eq!(words(condition), expected);
    }
}

#[test]
fn what_a_condition_adds_has_its_name_from_then_on() {
    let conditions = [
        json!({"add": "nat-9", "resource": {"type": "natGateway", "name": "spare", "subnetId": "subnet-1"}}),
        json!({"set": "rtb-1", "path": "/routes/r1", "to": {"destinationCidrBlock": "0.0.0.0/0", "natGatewayId": "nat-9"}}),
        json!({"add": "i-9", "resource": {"type": "instance", "name": "other"}}),
    ];
    assert_eq!(
        condition_words(&drawing(), &conditions),
        ["NAT gateway spare added", "route 0.0.0.0/0 to spare in rtb-public", "instance other added"]
    );
    assert_eq!(end_words(&drawing(), &conditions, "i-9"), "other");
    assert_eq!(end_words(&drawing(), &[], "i-9"), "i-9");
}

#[test]
fn an_address_is_told_with_its_owner() {
    assert_eq!(end_words(&drawing(), &[], "10.0.0.5"), "app-2 (10.0.0.5)");
    assert_eq!(end_words(&drawing(), &[], "192.0.2.1"), "192.0.2.1");
    assert_eq!(end_words(&drawing(), &[], "internet"), "Internet");
}
