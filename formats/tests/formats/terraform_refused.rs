//! What AWS or its provider refuses is not written bare: it is asked for, written as AWS takes it, or left out, and said.

use netyard_core::schema::open_value;
use netyard_formats::export::Export;
use netyard_formats::terraform_export::terraform;
use serde_json::{Value, json};

/// The export of a VPC with two subnets in two zones, and more.
fn exported(more: &Value) -> Export {
    let mut resources = json!({
        "vpc-1": {"type": "vpc", "region": "eu-west-1", "cidrBlocks": ["10.0.0.0/16"]},
        "subnet-1": {"type": "subnet", "vpcId": "vpc-1", "availabilityZone": "eu-west-1a", "cidrBlock": "10.0.1.0/24"},
        "subnet-2": {"type": "subnet", "vpcId": "vpc-1", "availabilityZone": "eu-west-1b", "cidrBlock": "10.0.2.0/24"},
    });
    for (id, own) in more.as_object().unwrap() {
        resources[id.as_str()] = own.clone();
    }
    let whole = json!({"type": "netyard", "version": 1, "title": "shop", "resources": resources});
    terraform(&open_value(whole).unwrap().document, None)
}

fn node(of: &str, subnet: u8, index: u8) -> Value {
    json!({"type": "networkInterface", "subnetId": format!("subnet-{subnet}"), "attachment": {"instanceId": of, "deviceIndex": index},
        "privateIpAddresses": [{"privateIpAddress": format!("10.0.{subnet}.5{index}"), "primary": true}]})
}

fn says(export: &Export, part: &str) -> bool {
    export.left_out.iter().any(|line| line.contains(part))
}

/// An application load balancer with a listener.
fn balancer(protocol: &str, certificates: &Value, second: u8) -> Export {
    exported(&json!({
        "lb-1": {"type": "loadBalancer", "name": "web", "vpcId": "vpc-1", "loadBalancerType": "application", "scheme": "internal",
            "listeners": {"l1": {"protocol": protocol, "port": 443, "certificateArns": certificates,
                "defaultActions": {"a1": {"actionType": "forward", "targetGroupArn": "tg-1"}}}}},
        "eni-1": node("lb-1", 1, 0), "eni-2": node("lb-1", second, 1),
        "tg-1": {"type": "targetGroup", "vpcId": "vpc-1", "protocol": "HTTP", "port": 80, "targetType": "ip"}}))
}

#[test]
fn a_listener_that_ciphers_asks_for_its_certificate() {
    let bare = balancer("HTTPS", &json!([]), 2);
    assert!(bare.text.contains("certificate_arn   = var.certificate_arn"), "{}", bare.text);
    assert!(bare.text.contains("variable \"certificate_arn\""), "{}", bare.text);
    let told = balancer("HTTPS", &json!(["arn:aws:acm:eu-west-1:111122223333:certificate/a"]), 2);
    assert!(!told.text.contains("var.certificate_arn"), "{}", told.text);
    assert!(!balancer("HTTP", &json!([]), 2).text.contains("certificate_arn"));
}

#[test]
fn one_zone_is_too_few_for_an_application_load_balancer_and_for_databases() {
    assert!(says(&balancer("HTTP", &json!([]), 1), "web (lb-1) stands in one zone"));
    assert!(!says(&balancer("HTTP", &json!([]), 2), "stands in one zone"));
    let database = |second| {
        exported(&json!({"db-1": {"type": "dbInstance", "engine": "postgres", "name": "orders"},
            "eni-1": node("db-1", 1, 0), "eni-2": node("db-1", second, 1)}))
    };
    assert!(says(&database(1), "orders (db-1) has subnets in one zone"));
    assert!(!says(&database(2), "in one zone"));
}

#[test]
fn what_lacks_its_engine_or_its_balancers_is_left_out() {
    let export = exported(&json!({
        "db-1": {"type": "dbInstance", "name": "bare"}, "db-2": {"type": "dbInstance", "engine": "postgres", "name": "orders"},
        "cache-1": {"type": "cacheCluster", "name": "cold"}, "cache-2": {"type": "cacheCluster", "engine": "redis", "name": "hot"},
        "vpce-svc-1": {"type": "vpcEndpointService"}}));
    for (type_name, wanted) in [("aws_db_instance", "orders"), ("aws_elasticache_cluster", "hot")] {
        let all = export.text.matches(&format!("resource \"{type_name}\"")).count();
        assert_eq!(all, 1, "{}", export.text);
        assert!(export.text.contains(&format!("resource \"{type_name}\" \"{wanted}\"")), "{}", export.text);
    }
    assert!(!export.text.contains("aws_vpc_endpoint_service"), "{}", export.text);
    for part in ["bare (db-1) is not written", "cold (cache-1) is not written", "vpce-svc-1 is not written"] {
        assert!(says(&export, part), "{part}: {:?}", export.left_out);
    }
}

#[test]
fn records_have_the_time_for_which_an_answer_is_kept() {
    let value = json!([{"value": "192.0.2.1"}]);
    let export = exported(&json!({"Z1": {"type": "hostedZone", "name": "corp.test", "resourceRecordSets": {
        "r1": {"name": "a.corp.test", "type": "A", "resourceRecords": value},
        "r2": {"name": "b.corp.test", "type": "A", "ttl": 5, "resourceRecords": value},
        "r3": {"name": "c.corp.test", "type": "A", "ttl": 5, "setIdentifier": "x", "resourceRecords": value, "geoLocation": {"countryCode": "DE"}},
        "r4": {"name": "d.corp.test", "type": "A", "ttl": 5, "setIdentifier": "y", "weight": 3, "resourceRecords": value}}}}));
    assert_eq!(export.text.matches("resource \"aws_route53_record\"").count(), 3, "{}", export.text);
    assert_eq!(export.text.matches(" = 300\n").count(), 1, "{}", export.text);
    assert!(says(&export, "an answer for a.corp.test is kept: 300 seconds"), "{:?}", export.left_out);
    assert!(says(&export, "a record for c.corp.test is not written"), "{:?}", export.left_out);
    for part in ["for b.corp.test", "for d.corp.test"] {
        assert!(!says(&export, part), "{part}");
    }
}

#[test]
fn rules_of_the_dns_firewall_are_as_aws_takes_them() {
    let rule = |response: &str, domain: Option<&str>| json!({"priority": 1, "action": "BLOCK", "blockResponse": response, "blockOverrideDomain": domain, "domains": ["bad.test"]});
    let group = |rules: Value, priority: u32| {
        json!({"type": "firewallRuleGroup", "firewallRules": rules,
            "firewallRuleGroupAssociations": {"j1": {"vpcId": "vpc-1", "priority": priority}}})
    };
    let rules = json!({"r1": rule("OVERRIDE", None), "r2": rule("NODATA", Some("other.test")), "r3": rule("OVERRIDE", Some("safe.test"))});
    let export = exported(&json!({"rslvr-1": group(rules, 100), "rslvr-2": group(json!({}), 7)}));
    assert_eq!(
        export.text.matches("resource \"aws_route53_resolver_firewall_rule\"").count(),
        2,
        "{}",
        export.text
    );
    assert!(says(&export, "its rule 1 is not written"), "{:?}", export.left_out);
    assert!(!export.text.contains("other.test"), "{}", export.text);
    assert!(export.text.contains("\"safe.test\""), "{}", export.text);
    // The one with the smaller number still comes first.
    for (id, number, own) in [("rslvr-1", 102, 100), ("rslvr-2", 101, 7)] {
        assert!(
            says(&export, &format!("{id}: its priority for vpc-1 is {number} and not {own}")),
            "{:?}",
            export.left_out
        );
        assert!(export.text.contains(&format!("= {number}\n")), "{}", export.text);
    }
    let fine = exported(&json!({"rslvr-1": group(json!({}), 200)}));
    assert!(fine.text.contains("= 200\n") && !says(&fine, "its priority"), "{}", fine.text);
}

#[test]
fn a_group_whose_smallest_size_is_larger_than_its_largest_is_said() {
    let group = |least: u32| {
        exported(
            &json!({"asg-1": {"type": "autoScalingGroup", "name": "crew", "minSize": least, "maxSize": 1,
            "vpcZoneIdentifier": ["subnet-1"]}}),
        )
    };
    assert!(says(&group(2), "its smallest size 2 is larger than its largest 1"));
    assert!(!says(&group(1), "its smallest size"));
}
