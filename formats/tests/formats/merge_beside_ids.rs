//! What is an id and what is not, where two networks with the same ids are both kept; and ids without an entry.

use crate::merge_beside::{beside, drawing};
use crate::support::template::{packet, resource};
use netyard_core::expect;
use netyard_core::model::Document;
use netyard_core::simulate::{Trace, Verdict};
use netyard_formats::merge::merge_into;
use serde_json::{Value, json};

/// A VPC with an instance that answers on a port.
fn network(block: &str, rest: Value) -> Document {
    drawing(json!({"resources": things(block, rest)}))
}

#[expect(clippy::needless_pass_by_value, reason = "callers write the JSON in place")]
fn things(block: &str, rest: Value) -> Value {
    let own = |end: &str| format!("{block}.{end}");
    let host = |address: String, of: &str| {
        json!({"type": "networkInterface", "subnetId": "subnet-1", "groupIds": ["sg-1"],
            "attachment": {"instanceId": of, "deviceIndex": 0},
            "privateIpAddresses": [{"privateIpAddress": address, "primary": true}]})
    };
    let mut all = json!({
        "vpc-1": {"type": "vpc", "region": "eu-west-1", "cidrBlocks": [own("0.0/16")], "enableDnsHostnames": true},
        "igw-1": {"type": "internetGateway", "vpcId": "vpc-1"},
        "subnet-1": {"type": "subnet", "vpcId": "vpc-1", "availabilityZone": "eu-west-1a", "cidrBlock": own("0.0/24")},
        "rtb-1": {"type": "routeTable", "vpcId": "vpc-1", "main": true,
            "routes": {"r1": {"destinationCidrBlock": "0.0.0.0/0", "gatewayId": "igw-1"}}},
        "sg-1": {"type": "securityGroup", "vpcId": "vpc-1", "groupName": "g",
            "ipPermissions": {"g1": {"ipProtocol": "all", "cidrIp": "0.0.0.0/0"}},
            "ipPermissionsEgress": {"e1": {"ipProtocol": "all", "cidrIp": "0.0.0.0/0"}}},
        "i-1": {"type": "instance"},
        "eni-1": host(own("0.10"), "i-1"),
        "i-2": {"type": "instance"},
        "eni-2": host(own("0.11"), "i-2"),
    });
    all["eni-1"]["privateIpAddresses"][0]["publicIp"] = json!(format!("52.1.{}.10", &block[3..]));
    all.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
    all
}

fn came_out(trace: &Trace) -> (Verdict, Option<String>) {
    (trace.verdict, trace.code.as_ref().map(ToString::to_string))
}

#[test]
fn a_text_that_reads_like_an_id_stays() {
    let made = |block: &str| {
        let mut cache = json!({
            "redis": {"type": "cacheCluster", "engine": "redis"},
            "eni-c": {"type": "networkInterface", "subnetId": "subnet-1", "groupIds": ["sg-1"],
                "attachment": {"instanceId": "redis", "deviceIndex": 0},
                "privateIpAddresses": [{"privateIpAddress": format!("{block}.0.60"), "primary": true}]},
        });
        let web = json!({
            "web": {"type": "instance"},
            "svc": {"type": "ecsService", "loadBalancers": {"l1":
                {"containerName": "web", "containerPort": 80, "targetGroupArn": "tg-1"}}},
            "tg-1": {"type": "targetGroup", "vpcId": "vpc-1", "targets": {"t1": {"id": "web"}, "t2": {"id": "10.0.0.9"}}},
            "internal": {"type": "loadBalancer", "vpcId": "vpc-1", "loadBalancerType": "application",
                "scheme": "internal", "listeners": {"l1": {"protocol": "HTTP", "port": 80, "rules": {"r1": {"priority": 1,
                    "conditions": {"c1": {"field": "http-header", "httpHeaderName": "X", "values": ["web"]}},
                    "actions": {"a1": {"actionType": "fixed-response",
                        "fixedResponseConfig": {"statusCode": "200", "messageBody": "web"}}}}}}}},
            "Z1": {"type": "hostedZone", "name": "corp.test", "comment": "web", "resourceRecordSets": {"r1":
                {"name": "t.corp.test", "type": "TXT", "setIdentifier": "web", "resourceRecords": [{"value": "web"}]}}},
            "hc": {"type": "healthCheck", "healthCheckConfig": {"searchString": "web", "type": "HTTP"}},
            "fl": {"type": "flowLog", "resourceId": "vpc-1", "logGroupName": "web",
                "logDestination": "arn:aws:logs:eu-west-1:1:log-group:web"},
            "rg": {"type": "ruleGroup", "rulesSource": {"rulesString": "web"}},
            "fw": {"type": "firewallRuleGroup", "firewallRules": {"a": {"priority": 1, "action": "BLOCK",
                "domains": ["web"]}}},
            "dopt": {"type": "dhcpOptions", "dhcpConfigurations": [{"key": "domain-name", "values": [{"value": "web"}]}]},
            "vpce-1": {"type": "vpcEndpoint", "vpcEndpointType": "Gateway", "vpcId": "vpc-1",
                "serviceName": "com.amazonaws.eu-west-1.s3", "routeTableIds": ["rtb-1"],
                "policyDocument": {"Statement": [{"Condition": {"StringEquals": {"aws:SourceVpc": "vpc-1"}},
                    "Resource": ["arn:aws:s3:::bucket/vpc-1", "arn:aws:ec2:eu-west-1:1:vpc/vpc-1"], "Sid": "vpc-1"}]}},
        });
        cache.as_object_mut().unwrap().extend(web.as_object().unwrap().clone());
        let check = json!({"packet": {"from": "internet", "to": "web"},
            "expect": {"verdict": "DROPPED", "through": ["igw-1"]}});
        drawing(json!({"resources": things(block, cache), "expectations": {"e1": {"title": "t",
            "with": [{"set": "web", "path": "/name", "to": "web"},
                {"set": "eni-2", "path": "/attachment/instanceId", "to": "web"}], "check": check}}}))
    };
    let imported = made("10.9");
    let (_, merged) = beside(&made("10.0"), &imported);
    let listens =
        |document: &Document, from: &str, to: &str, port| came_out(&packet(document, from, to, port));
    for (port, verdict) in [(6379, Verdict::Delivered), (8080, Verdict::Rejected)] {
        assert_eq!(listens(&imported, "i-1", "redis", port).0, verdict, "{port}");
        assert_eq!(listens(&merged, "i-1-2", "redis-2", port).0, verdict, "{port}");
    }
    let value = |id: &str| resource(&merged, id);
    // These name nothing of the drawing at all.
    for id in ["redis", "Z1", "hc", "rg", "fw", "dopt"] {
        assert_eq!(value(&format!("{id}-2")), resource(&imported, id), "{id}");
    }
    let row = &value("svc-2")["loadBalancers"]["l1"];
    assert_eq!((&row["containerName"], &row["targetGroupArn"]), (&json!("web"), &json!("tg-1-2")));
    let targets = &value("tg-1-2")["targets"];
    assert_eq!((&targets["t1"]["id"], &targets["t2"]["id"]), (&json!("web-2"), &json!("10.0.0.9")));
    let balancer = value("internal-2");
    assert_eq!((&balancer["scheme"], &balancer["vpcId"]), (&json!("internal"), &json!("vpc-1-2")));
    assert_eq!(balancer["listeners"], resource(&imported, "internal")["listeners"]);
    let log = value("fl-2");
    assert_eq!((&log["resourceId"], &log["logGroupName"]), (&json!("vpc-1-2"), &json!("web")));
    assert_eq!(log["logDestination"], "arn:aws:logs:eu-west-1:1:log-group:web");
    let policy = json!({"Statement": [{"Condition": {"StringEquals": {"aws:SourceVpc": "vpc-1-2"}},
        "Resource": ["arn:aws:s3:::bucket/vpc-1", "arn:aws:ec2:eu-west-1:1:vpc/vpc-1-2"], "Sid": "vpc-1"}]});
    assert_eq!(value("vpce-1-2")["policyDocument"], policy);
    let expectation = &merged.expectations["e1-2"];
    assert_eq!(
        expectation.with,
        [
            json!({"set": "web-2", "path": "/name", "to": "web"}),
            json!({"set": "eni-2-2", "path": "/attachment/instanceId", "to": "web-2"})
        ]
    );
    assert_eq!(expectation.check["packet"]["to"], "web-2");
    assert_eq!(expectation.check["expect"]["through"], json!(["igw-1-2"]));
}

#[test]
fn an_alias_for_both_families_follows_its_load_balancer() {
    let made = |block: &str, port: u16| {
        network(
            block,
            json!({
                "lb-1": {"type": "loadBalancer", "vpcId": "vpc-1", "loadBalancerType": "network", "scheme": "internal",
                    "dnsName": "shop-1.elb.eu-west-1.amazonaws.com", "listeners": {"l1": {"protocol": "TCP", "port": port,
                        "defaultActions": {"a1": {"actionType": "forward", "targetGroupArn": "tg-1"}}}}},
                "eni-lb": {"type": "networkInterface", "subnetId": "subnet-1",
                    "attachment": {"instanceId": "lb-1", "deviceIndex": 0},
                    "privateIpAddresses": [{"privateIpAddress": format!("{block}.0.50"), "primary": true}]},
                "tg-1": {"type": "targetGroup", "vpcId": "vpc-1", "protocol": "TCP", "port": port,
                    "targetType": "instance", "targets": {"t1": {"id": "i-1", "port": port}}},
                "Z1": {"type": "hostedZone", "name": "corp.test", "config": {"privateZone": true},
                    "vpcs": [{"vpcId": "vpc-1", "vpcRegion": "eu-west-1"}],
                    "resourceRecordSets": {"r1": {"name": "www.corp.test", "type": "A", "aliasTarget": {
                        "dnsName": "dualstack.shop-1.elb.eu-west-1.amazonaws.com", "hostedZoneId": "Z2IFOLAFXWLO4F"}}}},
            }),
        )
    };
    let (open, imported) = (made("10.0", 80), made("10.9", 443));
    let (_, merged) = beside(&open, &imported);
    let alias = &resource(&merged, "Z1-2")["resourceRecordSets"]["r1"]["aliasTarget"];
    assert_eq!(alias["dnsName"], "dualstack.shop-1-2.elb.eu-west-1.amazonaws.com");
    assert_eq!(alias["hostedZoneId"], "Z2IFOLAFXWLO4F");
    for (document, from, port, delivered) in [
        (&imported, "i-2", 443, true),
        (&imported, "i-2", 80, false),
        (&merged, "i-2-2", 443, true),
        (&merged, "i-2-2", 80, false),
        (&merged, "i-2", 443, false),
        (&merged, "i-2", 80, true),
    ] {
        let trace = packet(document, from, "www.corp.test", port);
        assert_eq!(trace.verdict == Verdict::Delivered, delivered, "{from} {port}: {:?}", trace.code);
    }
}

#[test]
fn names_of_services_and_words_that_read_like_names_stay() {
    let made = || {
        drawing(json!({"resources": {
            "logs": {"type": "instance"},
            "vpc-1": {"type": "vpc", "region": "eu-west-1", "cidrBlocks": ["10.0.0.0/16"]},
            "vpce-1": {"type": "vpcEndpoint", "vpcEndpointType": "Interface", "vpcId": "vpc-1",
                "serviceName": "com.amazonaws.eu-west-1.logs"},
            "vpce-2": {"type": "vpcEndpoint", "vpcEndpointType": "Interface", "vpcId": "vpc-1",
                "serviceName": "com.amazonaws.vpce.eu-west-1.vpce-svc-1"},
            "vpce-svc-1": {"type": "vpcEndpointService"},
            "c-1": {"type": "cacheCluster", "engine": "redis", "endpoint": {"address": "redis", "port": 6379}},
            "c-2": {"type": "cacheCluster", "engine": "redis", "endpoint": {"address": "a.b.test", "port": 6379}},
            "Z1": {"type": "hostedZone", "name": "corp.test", "resourceRecordSets": {"r1":
                {"name": "c.corp.test", "type": "CNAME", "resourceRecords": [{"value": "a.b.test"}]}}},
        }}))
    };
    let (_, merged) = beside(&made(), &made());
    let value = |id: &str| resource(&merged, id);
    assert_eq!(value("vpce-1-2")["serviceName"], "com.amazonaws.eu-west-1.logs");
    assert_eq!(value("vpce-2-2")["serviceName"], "com.amazonaws.vpce.eu-west-1.vpce-svc-1-2");
    assert_eq!((&value("c-1-2")["engine"], &value("c-2-2")["engine"]), (&json!("redis"), &json!("redis")));
    assert_eq!(value("c-2-2")["endpoint"]["address"], "a-2.b.test");
    let record = &value("Z1-2")["resourceRecordSets"]["r1"];
    assert_eq!(record["resourceRecords"][0]["value"], "a-2.b.test");
}

fn only_list(list: &str) -> Value {
    json!({"type": "securityGroup", "vpcId": "vpc-1", "groupName": "g",
        "ipPermissions": {"g1": {"ipProtocol": "all", "prefixListId": list}},
        "ipPermissionsEgress": {"e1": {"ipProtocol": "all", "cidrIp": "0.0.0.0/0"}}})
}

fn list(block: &str) -> Value {
    json!({"type": "managedPrefixList", "region": "eu-west-1", "addressFamily": "IPv4", "maxEntries": 5,
        "entries": {"e1": {"cidr": block}}})
}

#[test]
fn an_id_that_the_import_names_and_does_not_hold_meets_nothing_of_the_open_drawing() {
    let open = network("10.0", json!({"pl-1": list("0.0.0.0/0")}));
    let imported = network("10.9", json!({"sg-1": only_list("pl-1")}));
    assert_eq!(packet(&imported, "internet", "i-1", 443).verdict, Verdict::Unknown);
    let (plan, merged) = beside(&open, &imported);
    assert_eq!(packet(&merged, "internet", "i-1-2", 443).verdict, Verdict::Unknown);
    assert_eq!(resource(&merged, "sg-1-2")["ipPermissions"]["g1"]["prefixListId"], "pl-1-2");
    assert!(plan.to_string().contains("pl-1 · named only → pl-1-2\n"), "{plan}");
    // With the list in the import it is delivered, and a list of AWS's own is the same one in both.
    let imported = network("10.9", json!({"sg-1": only_list("pl-1"), "pl-1": list("0.0.0.0/0")}));
    assert_eq!(packet(&beside(&open, &imported).1, "internet", "i-1-2", 443).verdict, Verdict::Delivered);
    let mut of_aws = list("0.0.0.0/0");
    of_aws["ownerId"] = json!("AWS");
    let open = network("10.0", json!({"pl-1": of_aws}));
    let (_, merged) = beside(&open, &network("10.9", json!({"sg-1": only_list("pl-1")})));
    assert_eq!(packet(&merged, "internet", "i-1-2", 443).verdict, Verdict::Delivered);
}

#[test]
fn a_new_id_is_none_that_the_open_drawing_names() {
    let open = network("10.0", json!({"sg-1": only_list("pl-1-2"), "pl-1": list("9.9.9.9/32")}));
    let before = came_out(&packet(&open, "internet", "i-1", 443));
    assert_eq!(before.0, Verdict::Unknown);
    let (_, merged) = beside(&open, &network("10.9", json!({"pl-1": list("0.0.0.0/0")})));
    assert_eq!(came_out(&packet(&merged, "internet", "i-1", 443)), before);
    assert!(merged.resource("pl-1-2").is_none() && merged.resource("pl-1-3").is_some());
    // Nor does a thing come in under an id that the open drawing names: it would become what is meant there.
    let (_, merged) = beside(&open, &network("10.9", json!({"pl-1-2": list("0.0.0.0/0")})));
    assert_eq!(came_out(&packet(&merged, "internet", "i-1", 443)), before);
    assert!(merged.resource("pl-1-2-2").is_some());
    // An id that nobody names comes in as it is.
    let (_, merged) = beside(&open, &network("10.9", json!({"pl-7": list("0.0.0.0/0")})));
    assert!(merged.resource("pl-7").is_some());
}

#[test]
fn a_file_system_that_neither_holds_is_two() {
    let name = "fs-1.efs.eu-west-1.amazonaws.com";
    let made = |block: &str| {
        let all = things(
            block,
            json!({
                "fsmt-1": {"type": "mountTarget", "fileSystemId": "fs-1"},
                "eni-m": {"type": "networkInterface", "subnetId": "subnet-1", "groupIds": ["sg-1"],
                    "attachment": {"instanceId": "fsmt-1", "deviceIndex": 0},
                    "privateIpAddresses": [{"privateIpAddress": format!("{block}.0.70"), "primary": true}]},
            }),
        );
        drawing(json!({"resources": all, "expectations": {"e1": {"title": "It mounts", "check": {
            "packet": {"from": "i-1", "to": name, "port": 2049}, "expect": {"verdict": "DELIVERED"}}}}}))
    };
    let (open, imported) = (made("10.0"), made("10.9"));
    let passed = |document: &Document| {
        let report = expect::run(document);
        report.results.into_iter().map(|result| result.passed).collect::<Vec<_>>()
    };
    assert_eq!((passed(&open), passed(&imported)), (vec![Some(true)], vec![Some(true)]));
    let (_, merged) = beside(&open, &imported);
    assert_eq!(passed(&merged), [Some(true), Some(true)]);
    assert_eq!(resource(&merged, "fsmt-1-2")["fileSystemId"], "fs-1-2");
    let own = "fs-1-2.efs.eu-west-1.amazonaws.com";
    for (from, to, delivered) in [("i-1", name, true), ("i-1-2", own, true), ("i-1-2", name, false)] {
        let verdict = packet(&merged, from, to, 2049).verdict;
        assert_eq!(verdict == Verdict::Delivered, delivered, "{from} {to}");
    }
}

#[test]
fn a_name_and_an_id_do_not_meet() {
    let made = |block: &str, id: &str, name: Option<&str>, to: &str| {
        let mut all = things(block, json!({}));
        let fields = all.as_object_mut().unwrap();
        let mut instance = fields.shift_remove("i-1").unwrap();
        if let Some(name) = name {
            instance["name"] = json!(name);
        }
        fields.insert(id.to_owned(), instance);
        fields["eni-1"]["attachment"]["instanceId"] = json!(id);
        let check = json!({"packet": {"from": "internet", "to": to, "port": 443}, "expect": {"verdict": "DELIVERED"}});
        drawing(json!({"resources": all, "expectations": {"e1": {"title": "It answers", "check": check}}}))
    };
    let closed = |document: &Document| {
        let mut document = document.clone();
        document.insert("sg-1", netyard_core::model::SecurityGroup::default());
        document
    };
    let passed = |document: &Document, id: &str| {
        expect::run(document).results.into_iter().find(|result| result.id == id).unwrap().passed
    };
    // A thing of the open drawing is called as the new id would be.
    let open = made("10.0", "i-1", Some("i-1-2"), "i-1-2");
    assert_eq!(passed(&open, "e1"), Some(true));
    let imported = closed(&made("10.9", "i-1", None, "i-1"));
    let (_, merged) = beside(&open, &imported);
    assert!(merged.resource("i-1-2").is_none() && merged.resource("i-1-3").is_some());
    assert_eq!(passed(&merged, "e1"), Some(true));
    // The import has as an id what the open drawing asks for as a name.
    let open = made("10.0", "i-1", Some("web"), "web");
    let imported = closed(&made("10.9", "web", None, "web"));
    let (_, merged) = beside(&open, &imported);
    assert!(merged.resource("web").is_none() && merged.resource("web-2").is_some());
    assert_eq!(passed(&merged, "e1"), Some(true));
    assert_eq!(merged.expectations["e1-2"].check["packet"]["to"], "web-2");
    // Without both being kept it is told, in either direction; another name is not.
    let told = |open: &Document, imported: &Document| {
        let plan = merge_into(open, imported);
        plan.kept.iter().any(|kept| kept.why.contains("\"web\", and two things are called so"))
    };
    assert!(told(&open, &imported));
    assert!(told(&imported, &open));
    assert!(!told(&open, &made("10.9", "shop", None, "shop")));
}

#[test]
fn accounts_that_stand_for_others_are_of_their_own() {
    let made = |block: &str, name: &str, account: &str| {
        let mut all = things(
            block,
            json!({account: {"type": "account", "name": name},
            "ram-1": {"type": "resourceShare", "resourceIds": ["subnet-1"],
                "principals": [format!("arn:aws:iam::{account}:root"), "account-7"]}}),
        );
        all["vpc-1"]["ownerId"] = json!(account);
        all["i-1"]["name"] = json!("account-1");
        drawing(json!({"resources": all}))
    };
    let open = made("10.0", "left", "account-1");
    let (plan, merged) = beside(&open, &made("10.9", "right", "account-1"));
    assert_eq!(resource(&merged, "account-2")["name"], "right");
    assert_eq!(resource(&merged, "vpc-1-2")["ownerId"], "account-2");
    let principals = json!(["arn:aws:iam::account-2:root", "account-3"]);
    assert_eq!(resource(&merged, "ram-1-2")["principals"], principals);
    assert_eq!(resource(&merged, "i-1-2")["name"], "account-1", "a name is no account");
    assert!(plan.to_string().contains("account-1 (right) · Account → account-2\n"), "{plan}");
    // An account with the id that AWS gave it is one and the same.
    let open = made("10.0", "left", "111122223333");
    let (_, merged) = beside(&open, &made("10.9", "right", "111122223333"));
    assert_eq!(resource(&merged, "vpc-1-2")["ownerId"], "111122223333");
    assert_eq!(resource(&merged, "111122223333")["name"], "left");
}

#[test]
fn a_public_address_that_both_have_is_told() {
    let told = |open: &Document, imported: &Document| -> Vec<String> {
        let (plan, _) = beside(open, imported);
        plan.kept.into_iter().map(|kept| kept.what).filter(|what| what.starts_with("Public")).collect()
    };
    let open = network("10.0", json!({}));
    assert_eq!(told(&open, &open), ["Public address 52.1.0.10"]);
    assert!(told(&open, &network("10.9", json!({}))).is_empty());
}

#[test]
fn a_block_of_public_access_that_holds_for_both_is_told() {
    let made = |block: &str, owner: &str, rest: Value| {
        let mut all = things(block, rest);
        all["vpc-1"]["ownerId"] = json!(owner);
        drawing(json!({"resources": all}))
    };
    let stop = |owner: &str| {
        json!({"bpa-1": {"type": "vpcBlockPublicAccessOptions", "region": "eu-west-1", "ownerId": owner,
            "internetGatewayBlockMode": "block-bidirectional"}})
    };
    let (left, right) = ("111122223333", "444455556666");
    let open = made("10.0", left, json!({}));
    let with = |owner: &str| {
        let (plan, merged) = beside(&open, &made("10.9", owner, stop(owner)));
        let told = plan.kept.iter().any(|kept| kept.what == "bpa-1 · VPC Block Public Access");
        let verdict = |to: &str| packet(&merged, "internet", to, 443).verdict;
        (told, verdict("i-1"), verdict("i-1-2"))
    };
    assert_eq!(with(left), (true, Verdict::Dropped, Verdict::Dropped));
    assert_eq!(with(right), (false, Verdict::Delivered, Verdict::Dropped));
}
