//! States and plans of Terraform become drawings: the same network before and after it is made, packets, and the report.

use crate::support::template::{files, packet, resource, says};
use netyard_core::simulate::Verdict;
use netyard_formats::import::Imported;
use netyard_formats::terraform::{import, looks_like_one};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const PLAN: &str = include_str!("../../fixtures/terraform/plan.json");
const STATE: &str = include_str!("../../fixtures/terraform/state.json");

fn imported(text: &str) -> Imported {
    import(files(&[("show.json", text)]), &BTreeMap::new()).unwrap()
}

/// A plan in which something is another than in the fixture.
fn plan(change: impl FnOnce(&mut Value)) -> Imported {
    let mut value: Value = serde_json::from_str(PLAN).unwrap();
    change(&mut value);
    imported(&value.to_string())
}

/// What a plan tells of the module `net`.
fn net_module(plan: &mut Value) -> &mut Value {
    &mut plan["configuration"]["root_module"]["module_calls"]["net"]["module"]
}

/// The configuration of a block of a module or of the root module.
fn configured<'a>(module: &'a mut Value, address: &str) -> &'a mut Value {
    let all = module["resources"].as_array_mut().unwrap();
    all.iter_mut().find(|one| one["address"] == address).unwrap()
}

#[test]
fn a_plan_becomes_a_network() {
    let document = imported(PLAN).document;
    let expected = json!({
        "type": "vpc", "name": "blue", "tags": {"Owner": "network"}, "region": "eu-west-1",
        "cidrBlocks": ["10.20.0.0/16"], "enableDnsHostnames": true,
    });
    assert_eq!(resource(&document, "vpc-net-blue.main"), expected);
    let expected = json!({
        "type": "subnet", "name": "public-b", "tags": {"Owner": "network"}, "vpcId": "vpc-net-blue.main",
        "availabilityZone": "eu-west-1b", "cidrBlock": "10.20.1.0/24", "mapPublicIpOnLaunch": true,
    });
    assert_eq!(resource(&document, "subnet-net-blue.public-1"), expected);
    assert_eq!(resource(&document, "igw-net-blue.main")["vpcId"], "vpc-net-blue.main");
    let expected = json!({
        "type": "routeTable", "name": "public", "tags": {"Owner": "network"}, "vpcId": "vpc-net-blue.main",
        "subnetIds": ["subnet-net-blue.public-0", "subnet-net-blue.public-1"],
        "routes": {"r1": {"destinationCidrBlock": "0.0.0.0/0", "gatewayId": "igw-net-blue.main"}},
    });
    assert_eq!(resource(&document, "rtb-net-blue.public"), expected);
    let private = resource(&document, "rtb-net-blue.private");
    let expected = json!({"r1": {"destinationCidrBlock": "0.0.0.0/0", "natGatewayId": "nat-net-blue.main"}});
    assert_eq!(private["routes"], expected);
    assert_eq!(
        private["subnetIds"],
        json!(["subnet-net-blue.private-eu-west-1a", "subnet-net-blue.private-eu-west-1b"])
    );
    assert_eq!(resource(&document, "nat-net-blue.main")["subnetId"], "subnet-net-blue.public-0");
    assert_eq!(resource(&document, "eipalloc-net-blue.nat")["natGatewayId"], "nat-net-blue.main");
    let expected =
        json!({"g1": {"ipProtocol": "tcp", "fromPort": 8080, "toPort": 8080, "groupId": "sg-web"}});
    assert_eq!(resource(&document, "sg-worker")["ipPermissions"], expected);
    assert_eq!(resource(&document, "eni-worker")["subnetId"], "subnet-net-blue.private-eu-west-1a");
    assert_eq!(document.title, "blue");
}

#[test]
fn a_state_keeps_the_ids_and_the_addresses_that_aws_gave() {
    let document = imported(STATE).document;
    let expected = json!({
        "type": "routeTable", "name": "private", "tags": {"Owner": "network"}, "vpcId": "vpc-0b1",
        "subnetIds": ["subnet-0priva", "subnet-0privb"],
        "routes": {"r1": {"destinationCidrBlock": "0.0.0.0/0", "natGatewayId": "nat-0b1"}},
    });
    assert_eq!(resource(&document, "rtb-0priv"), expected);
    let expected = json!({
        "type": "networkInterface", "subnetId": "subnet-0puba", "groupIds": ["sg-0web"],
        "privateIpAddresses": [{"privateIpAddress": "10.20.0.30", "primary": true, "publicIp": "52.30.9.9"}],
        "attachment": {"instanceId": "i-0web", "deviceIndex": 0},
    });
    assert_eq!(resource(&document, "eni-0web"), expected);
    // The rule of its own is told by the group, too, and stands once.
    let expected =
        json!({"g1": {"ipProtocol": "tcp", "fromPort": 8080, "toPort": 8080, "groupId": "sg-0web"}});
    assert_eq!(resource(&document, "sg-0work")["ipPermissions"], expected);
    assert_eq!(resource(&document, "eipalloc-0nat")["publicIp"], "52.30.1.2");
    // A name is a text, whatever it looks like.
    assert_eq!(resource(&document, "i-0worker")["name"], "worker <b>${x}</b>");
}

#[test]
fn packets_go_as_the_configuration_means_it() {
    for (text, web, worker) in [(PLAN, "i-web", "i-worker"), (STATE, "i-0web", "i-0worker")] {
        let document = imported(text).document;
        let verdict = |from: &str, to: &str, port| packet(&document, from, to, port).verdict;
        // Public subnets are reached both ways.
        assert_eq!(verdict("internet", web, 443), Verdict::Delivered);
        assert_eq!(verdict(web, "internet", 443), Verdict::Delivered);
        assert_eq!(verdict("internet", web, 8080), Verdict::Dropped);
        // Private ones send outwards only.
        assert_eq!(verdict(worker, "internet", 443), Verdict::Delivered);
        assert_eq!(verdict("internet", worker, 8080), Verdict::Dropped);
        assert_eq!(verdict(web, worker, 8080), Verdict::Delivered);
        assert_eq!(verdict(web, worker, 8081), Verdict::Dropped);
        assert_eq!(verdict(worker, web, 8080), Verdict::Dropped);
    }
}

#[test]
fn without_a_rule_for_what_leaves_nothing_leaves() {
    let document = plan(|plan| {
        let all = plan["planned_values"]["root_module"]["resources"].as_array_mut().unwrap();
        all.retain(|one| one["address"] != "aws_vpc_security_group_egress_rule.worker");
    })
    .document;
    assert_eq!(resource(&document, "sg-worker")["ipPermissionsEgress"], json!({}));
    let trace = packet(&document, "i-worker", "internet", 443);
    assert_eq!((trace.verdict, trace.code), (Verdict::Dropped, Some("SG_HAS_NO_RULES")));
    assert_eq!(packet(&document, "i-web", "internet", 443).verdict, Verdict::Delivered);
}

#[test]
fn what_a_reference_leaves_open_is_not_guessed() {
    // A local value: the plan does not tell what it is made of, and there are two tables.
    let imported = plan(|plan| {
        let route = configured(net_module(plan), "aws_route.private");
        route["expressions"]["route_table_id"] = json!({"references": ["local.table"]});
    });
    let document = &imported.document;
    let rows = resource(document, "rtb-net-blue.private")["routes"].clone();
    assert!(
        rows.as_object().unwrap().values().all(|row| row["destinationCidrBlock"] == Value::Null),
        "{rows}"
    );
    assert_eq!(packet(document, "i-worker", "internet", 443).verdict, Verdict::Unknown);
    assert!(says(
        &imported.report.approximated,
        "module.net[\"blue\"].aws_route.private, planned_values",
        "local.table"
    ));

    // A target of which nobody knows which one it is.
    let imported = plan(|plan| {
        let route = configured(net_module(plan), "aws_route.private");
        route["expressions"]["nat_gateway_id"] = json!({"references": ["aws_nat_gateway.main.id", "aws_nat_gateway.main", "aws_eip.nat.id", "aws_eip.nat"]});
    });
    // Of an address nothing can be the target: the gateway is the only one.
    assert_eq!(packet(&imported.document, "i-worker", "internet", 443).verdict, Verdict::Delivered);

    let imported = plan(|plan| {
        let web = configured(&mut plan["configuration"]["root_module"], "aws_instance.web");
        web["expressions"]["subnet_id"] = json!({"references": ["module.net"]});
    });
    assert_eq!(packet(&imported.document, "i-web", "internet", 443).verdict, Verdict::Unknown);
    assert_eq!(packet(&imported.document, "internet", "i-web", 443).verdict, Verdict::Unknown);
    assert!(says(
        &imported.report.approximated,
        "aws_instance.web, planned_values",
        "which output of module.net"
    ));
}

#[test]
fn a_group_with_a_peer_that_nobody_knows_ends_unknown() {
    let imported = plan(|plan| {
        let rule = configured(
            &mut plan["configuration"]["root_module"],
            "aws_vpc_security_group_ingress_rule.worker",
        );
        rule["expressions"]["referenced_security_group_id"] = json!({"references": ["local.peer"]});
    });
    assert_eq!(packet(&imported.document, "i-web", "i-worker", 8080).verdict, Verdict::Unknown);
    // Another port needs no such rule.
    assert_eq!(packet(&imported.document, "i-web", "i-worker", 8081).verdict, Verdict::Dropped);
}

#[test]
fn what_belongs_to_nobody_knows_what_ends_unknown() {
    // A rule of a group that nobody knows.
    let imported = plan(|plan| {
        let rule = configured(
            &mut plan["configuration"]["root_module"],
            "aws_vpc_security_group_egress_rule.worker",
        );
        rule["expressions"]["security_group_id"] = json!({"references": ["local.group"]});
    });
    assert_eq!(packet(&imported.document, "i-worker", "internet", 443).verdict, Verdict::Unknown);
    // The table of a subnet.
    let imported = plan(|plan| {
        let join = configured(net_module(plan), "aws_route_table_association.private");
        join["expressions"]["route_table_id"] = json!({"references": ["local.table"]});
    });
    assert_eq!(packet(&imported.document, "i-worker", "internet", 443).verdict, Verdict::Unknown);
    assert_eq!(packet(&imported.document, "i-web", "i-worker", 8080).verdict, Verdict::Delivered);
    // The groups of an instance.
    let imported = plan(|plan| {
        let worker = configured(&mut plan["configuration"]["root_module"], "aws_instance.worker");
        worker["expressions"]["vpc_security_group_ids"] = json!({"references": ["local.groups"]});
    });
    assert_eq!(packet(&imported.document, "i-worker", "internet", 443).verdict, Verdict::Unknown);
}

#[test]
fn a_circle_of_references_is_not_known() {
    let imported = plan(|plan| {
        let module = net_module(plan);
        module["outputs"]["vpc_id"] =
            json!({"expression": {"references": ["module.inner.id", "module.inner"]}});
        module["module_calls"]["inner"] = json!({
            "expressions": {"given": {"references": ["module.inner.id"]}},
            "module": {"outputs": {"id": {"expression": {"references": ["var.given"]}}}},
        });
    });
    assert!(
        says(&imported.report.approximated, "aws_security_group.web", "in a circle") || {
            // There is one VPC only, so that nothing else can be meant.
            resource(&imported.document, "sg-web")["vpcId"] == "vpc-net-blue.main"
        }
    );
}

#[test]
fn the_report_names_addresses_and_paths() {
    let report = imported(PLAN).report;
    let place =
        "module.net[\"blue\"].aws_subnet.public[1], planned_values.root_module.child_modules[0].resources[";
    assert!(report.read.iter().any(|entry| entry.what == "aws_subnet" && entry.count == 4));
    assert!(says(
        &report.approximated,
        "module.net[\"blue\"].aws_route_table_association.public[1]",
        "aws_subnet.public"
    ));
    assert!(says(
        &report.approximated,
        "aws_instance.web, planned_values.root_module.resources[0]",
        "AWS picks addresses"
    ));
    assert!(says(&report.skipped, "aws_instance.worker", "ami of aws_instance is not read."));
    assert!(says(&report.skipped, "aws_instance.old, resource_changes[", "The plan takes it away"));
    assert!(!says(&report.skipped, place, ""), "{report}");
}

#[test]
fn what_terraform_prints_is_recognised() {
    assert!(looks_like_one(PLAN) && looks_like_one(STATE));
    for other in ["{\"Resources\": {}}", "{\"Vpcs\": []}", "", "{\"type\": \"netyard\"}"] {
        assert!(!looks_like_one(other), "{other}");
    }
}
