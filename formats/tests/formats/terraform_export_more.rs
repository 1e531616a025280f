//! Kinds of things in configurations of Terraform that are written: each is read back with the verdicts of the drawing, what a
//! configuration cannot know ends as unknown, and what the provider wants is there.

use crate::support::template::{files, packet, resource};
use netyard_core::model::Document;
use netyard_core::net::Protocol;
use netyard_core::routing::RoutedNetwork;
use netyard_core::schema::open_value;
use netyard_core::simulate::Verdict::{self, Delivered, Dropped, Partial, Unknown};
use netyard_core::simulate::{FlowSpec, trace};
use netyard_formats::cloudformation_export::cloudformation;
use netyard_formats::terraform::import;
use netyard_formats::terraform_export::terraform;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

fn drawing(resources: &Value) -> Document {
    let whole = json!({"type": "netyard", "version": 1, "title": "shop", "resources": resources});
    open_value(whole).unwrap().document
}

/// The resources of a drawing that packets are known to go through, by the name of its file.
fn path_fixture(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../core/fixtures/paths/{name}.md"));
    let text = std::fs::read_to_string(path).unwrap();
    let start = text.find("```json\n").unwrap() + 8;
    let end = start + text[start..].find("```").unwrap();
    serde_json::from_str::<Value>(&text[start..end]).unwrap()["resources"].take()
}

fn again(document: &Document) -> Document {
    let text = terraform(document, None).text;
    import(files(&[("main.tf", text.as_str())]), &BTreeMap::new()).unwrap().document
}

/// The text of a block of a configuration.
fn block<'a>(text: &'a str, head: &str) -> &'a str {
    let start = text.find(&format!("resource {head} {{")).unwrap_or_else(|| panic!("{head} in\n{text}"));
    let end = text[start..].find("\n}\n").unwrap();
    &text[start..start + end]
}

fn says(said: &[String], of: &str, what: &str) -> bool {
    said.iter().any(|sentence| sentence.contains(of) && sentence.contains(what))
}

#[test]
fn a_classic_load_balancer_leads_to_its_instances() {
    let whole = path_fixture("lb-classic");
    let verdicts = |resources: &Value| -> [Verdict; 2] {
        let document = drawing(resources);
        let after = again(&document);
        [packet(&document, "i-2", "lb-1", 80), packet(&after, "i-client", "clb-old", 80)]
            .map(|trace| trace.verdict)
    };
    // The node in the zone without an instance has nobody, unless zones help each other.
    assert_eq!(verdicts(&whole), [Partial, Partial]);
    let mut crossed = whole.clone();
    crossed["lb-1"]["attributes"] = json!({"load_balancing.cross_zone.enabled": "true"});
    assert_eq!(verdicts(&crossed), [Delivered, Delivered]);
    let mut closed = whole.clone();
    closed["sg-1"]["ipPermissions"]["g1"]["toPort"] = json!(79);
    assert_eq!(verdicts(&closed), [Dropped, Dropped]);
    let mut empty = whole.clone();
    empty["lb-1"].as_object_mut().unwrap().remove("instances");
    let [before, after] = verdicts(&empty);
    assert_eq!((before, after), (Dropped, Dropped));

    let text = terraform(&drawing(&whole), None).text;
    let own = block(&text, "\"aws_elb\" \"old\"");
    for wanted in [
        "cross_zone_load_balancing = false",
        "instances                 = [aws_instance.app_1.id]",
        "instance_port     = 8080",
        "instance_protocol = \"HTTP\"",
        "target              = \"TCP:8080\"",
        "unhealthy_threshold = 2",
    ] {
        assert!(own.contains(wanted), "{wanted} in\n{own}");
    }
    // AWS makes none without a listener.
    let mut bare = whole;
    bare["lb-1"].as_object_mut().unwrap().remove("listeners");
    let export = terraform(&drawing(&bare), None);
    assert!(!export.text.contains("aws_elb"), "{}", export.text);
    assert!(
        says(&export.left_out, "old (lb-1) is not written", "without a listener"),
        "{:?}",
        export.left_out
    );
}

/// Multicast of udp, in the drawing and in what its configuration is read back as.
fn multicast(resources: &Value) -> [Verdict; 2] {
    let send = |document: &Document, from: &str| {
        let spec =
            FlowSpec { port: Some(5000), protocol: Some(Protocol::Udp), ..FlowSpec::new(from, "239.1.1.1") };
        trace(&RoutedNetwork::build(document), &spec).unwrap().verdict
    };
    let document = drawing(resources);
    [send(&document, "i-a"), send(&again(&document), "i-camera")]
}

#[test]
fn multicast_reaches_the_members_of_a_group() {
    let whole = path_fixture("net-tgw-multicast");
    assert_eq!(multicast(&whole), [Delivered, Delivered]);
    let mut alone = whole.clone();
    alone["tgw-mcast-domain-1"].as_object_mut().unwrap().remove("groups");
    assert_eq!(multicast(&alone), [Dropped, Dropped]);
    let mut both = whole;
    both["tgw-mcast-domain-1"]["groups"]["m1"]["groupSource"] = json!(true);
    let document = drawing(&both);
    let domain = "tgw-mcast-domain-video";
    let rows = resource(&again(&document), domain)["groups"].clone();
    assert_eq!(rows.as_object().unwrap().len(), 1, "{rows}");
    assert_eq!((&rows["m1"]["groupMember"], &rows["m1"]["groupSource"]), (&json!(true), &json!(true)));
    // AWS takes an interface only once its subnet is associated.
    let text = terraform(&document, None).text;
    let member = block(&text, "\"aws_ec2_transit_gateway_multicast_group_member\" \"video_member_1\"");
    assert!(
        member.contains("= aws_ec2_transit_gateway_multicast_domain_association.video_walls."),
        "{member}"
    );
}

#[test]
fn a_connect_peer_has_its_ends_and_its_number() {
    let whole = path_fixture("net-tgw-connect-peer");
    let document = drawing(&whole);
    let export = terraform(&document, None);
    let after = again(&document);
    let (own, read) = (resource(&document, "tgw-connect-peer-1"), resource(&after, "tgw-connect-peer-gre_1"));
    assert_eq!(own["connectPeerConfiguration"], read["connectPeerConfiguration"]);
    let attachment = resource(&after, "tgw-attach-hub_sdwan");
    assert_eq!(
        (&attachment["resourceType"], &attachment["resourceId"]),
        (&json!("connect"), &json!("tgw-attach-hub_edge"))
    );
    // What the appliance announces is in no configuration.
    assert_eq!(packet(&document, "i-a", "i-h", 443).verdict, Delivered);
    assert_eq!(packet(&after, "i-web", "i-branch", 443).verdict, Unknown);
    assert!(says(&export.left_out, "gre-1 (tgw-connect-peer-1)", "advertisements"), "{:?}", export.left_out);
    // The gateway has no table of its own making for what a drawn one is associated with.
    let own = block(&export.text, "\"aws_ec2_transit_gateway_connect\" \"hub_sdwan\"");
    assert!(own.contains("transit_gateway_default_route_table_association = false"), "{own}");
    let mut bare = whole;
    bare["tgw-connect-peer-1"]["connectPeerConfiguration"]
        .as_object_mut()
        .unwrap()
        .remove("insideCidrBlocks");
    let export = terraform(&drawing(&bare), None);
    assert!(!export.text.contains("aws_ec2_transit_gateway_connect_peer"), "{}", export.text);
    assert!(
        says(&export.left_out, "(tgw-connect-peer-1) is not written", "the blocks inside"),
        "{:?}",
        export.left_out
    );
}

/// A public host, and a zone with the name www.example.com; a group of the DNS Firewall that blocks these names.
fn names(domains: &Value) -> Value {
    json!({
        "vpc-1": {"type": "vpc", "name": "shop", "region": "eu-west-1", "cidrBlocks": ["10.0.0.0/16"]},
        "igw-1": {"type": "internetGateway", "name": "gate", "vpcId": "vpc-1"},
        "subnet-1": {"type": "subnet", "name": "front", "vpcId": "vpc-1", "availabilityZone": "eu-west-1a", "cidrBlock": "10.0.1.0/24"},
        "rtb-1": {"type": "routeTable", "name": "out", "vpcId": "vpc-1", "subnetIds": ["subnet-1"], "routes": {
            "r1": {"destinationCidrBlock": "0.0.0.0/0", "gatewayId": "igw-1"}}},
        "i-1": {"type": "instance", "name": "web"},
        "eni-1": {"type": "networkInterface", "subnetId": "subnet-1", "privateIpAddresses": [{"privateIpAddress": "10.0.1.10", "primary": true, "publicIp": "203.0.113.9"}],
            "attachment": {"instanceId": "i-1", "deviceIndex": 0}},
        "Z1": {"type": "hostedZone", "name": "example.com", "resourceRecordSets": {
            "r1": {"name": "www.example.com", "type": "A", "ttl": 60, "resourceRecords": [{"value": "198.51.100.10"}]}}},
        "rslvr-frg-1": {"type": "firewallRuleGroup", "name": "bad/names", "firewallRules": {
            "f1": {"priority": 10, "action": "BLOCK", "blockResponse": "NXDOMAIN", "domains": domains}},
            "firewallRuleGroupAssociations": {"a1": {"vpcId": "vpc-1", "priority": 101}}},
    })
}

#[test]
fn the_dns_firewall_stops_names() {
    let verdicts = |domains: &Value| {
        let document = drawing(&names(domains));
        let after = again(&document);
        [packet(&document, "i-1", "www.example.com", 443), packet(&after, "i-web", "www.example.com", 443)]
            .map(|trace| trace.verdict)
    };
    assert_eq!(verdicts(&json!(["*.example.com"])), [Dropped, Dropped]);
    assert_eq!(verdicts(&json!(["other.example"])), [Delivered, Delivered]);
    let document = drawing(&names(&json!(["*.example.com"])));
    let export = terraform(&document, None);
    assert!(says(&export.left_out, "is called bad-names: AWS takes", "at most 64"), "{:?}", export.left_out);
    assert!(!says(&export.left_out, "rslvr-frg-1", "firewallRules"), "{:?}", export.left_out);
    let rule = block(&export.text, "\"aws_route53_resolver_firewall_rule\" \"bad_names_1\"");
    for wanted in ["block_response          = \"NXDOMAIN\"", "priority                = 10", "name  "] {
        assert!(rule.contains(wanted), "{wanted} in\n{rule}");
    }
    // Whose names the drawing does not hold, somebody has to tell; until then nobody knows what it stops.
    let unknown = drawing(&names(&json!([])));
    let export = terraform(&unknown, None);
    assert!(export.text.contains("variable \"domain_list_bad_names_1\""), "{}", export.text);
    assert!(says(&export.left_out, "rslvr-frg-1", "a variable asks for the list"), "{:?}", export.left_out);
    assert_eq!(packet(&again(&unknown), "i-web", "www.example.com", 443).verdict, Unknown);
    // A blocked name with an answer of one's own.
    let mut other = names(&json!(["*.example.com"]));
    let rule = &mut other["rslvr-frg-1"]["firewallRules"]["f1"];
    rule["blockResponse"] = json!("OVERRIDE");
    rule["blockOverrideDomain"] = json!("stop.example.net");
    let text = terraform(&drawing(&other), None).text;
    let rule = block(&text, "\"aws_route53_resolver_firewall_rule\" \"bad_names_1\"");
    for wanted in ["block_override_dns_type", "block_override_ttl", "\"stop.example.net\""] {
        assert!(rule.contains(wanted), "{wanted} in\n{rule}");
    }
}

/// A load balancer that leads to what an Auto Scaling group has started, and a service of containers behind another rule.
fn fleet() -> Value {
    json!({
        "vpc-1": {"type": "vpc", "name": "shop", "region": "eu-west-1", "cidrBlocks": ["10.0.0.0/16"]},
        "igw-1": {"type": "internetGateway", "name": "gate", "vpcId": "vpc-1"},
        "subnet-1": {"type": "subnet", "name": "front", "vpcId": "vpc-1", "availabilityZone": "eu-west-1a", "cidrBlock": "10.0.1.0/24"},
        "rtb-1": {"type": "routeTable", "name": "out", "vpcId": "vpc-1", "subnetIds": ["subnet-1"], "routes": {
            "r1": {"destinationCidrBlock": "0.0.0.0/0", "gatewayId": "igw-1"}}},
        "sg-1": {"type": "securityGroup", "name": "open", "groupName": "open", "vpcId": "vpc-1", "ipPermissions": {
            "g1": {"ipProtocol": "tcp", "fromPort": 80, "toPort": 80, "cidrIp": "0.0.0.0/0"}}},
        "lb-1": {"type": "loadBalancer", "name": "shop front", "vpcId": "vpc-1", "listeners": {"l1": {"protocol": "HTTP", "port": 80,
            "defaultActions": {"a1": {"actionType": "forward", "targetGroupArn": "tg-1"}},
            "rules": {"r1": {"priority": 10, "conditions": {"c1": {"field": "path-pattern", "values": ["/api*"]}},
                "actions": {"a1": {"actionType": "forward", "targetGroupArn": "tg-2"}}}}}}},
        "eni-l": {"type": "networkInterface", "subnetId": "subnet-1", "groupIds": ["sg-1"], "attachment": {"instanceId": "lb-1", "deviceIndex": 0},
            "privateIpAddresses": [{"privateIpAddress": "10.0.1.5", "primary": true, "publicIp": "203.0.113.5"}]},
        "tg-1": {"type": "targetGroup", "name": "app", "protocol": "HTTP", "port": 80, "vpcId": "vpc-1", "targets": {"t1": {"id": "i-1"}}},
        "tg-2": {"type": "targetGroup", "name": "api", "targetType": "ip", "protocol": "HTTP", "port": 80, "vpcId": "vpc-1", "targets": {"t1": {"id": "10.0.1.20"}}},
        "asg-1": {"type": "autoScalingGroup", "name": "fleet", "tags": {"Owner": "us"}, "minSize": 1, "maxSize": 3, "vpcZoneIdentifier": ["subnet-1"],
            "targetGroupArns": ["tg-1"], "instances": ["i-1"], "healthCheckType": "ELB"},
        "i-1": {"type": "instance", "name": "app"},
        "eni-1": {"type": "networkInterface", "subnetId": "subnet-1", "groupIds": ["sg-1"], "attachment": {"instanceId": "i-1", "deviceIndex": 0},
            "privateIpAddresses": [{"privateIpAddress": "10.0.1.10", "primary": true}]},
        "ecs-1": {"type": "ecsService", "name": "api", "clusterArn": "shop", "launchType": "FARGATE", "desiredCount": 2, "networkConfiguration": {
            "awsvpcConfiguration": {"subnets": ["subnet-1"], "securityGroups": ["sg-1"], "assignPublicIp": "DISABLED"}},
            "loadBalancers": {"b1": {"targetGroupArn": "tg-2", "containerName": "api", "containerPort": 80}}},
    })
}

#[test]
fn what_is_started_later_is_not_written_and_not_known() {
    let document = drawing(&fleet());
    let export = terraform(&document, None);
    let text = &export.text;
    assert!(
        !text.contains("\"aws_instance\"") && !text.contains("\"i-1\"") && !text.contains("10.0.1.10"),
        "{text}"
    );
    assert!(
        says(&export.left_out, "app (i-1) is not written", "its Auto Scaling group starts it"),
        "{:?}",
        export.left_out
    );
    let template = block(text, "\"aws_launch_template\" \"fleet\"");
    assert!(template.contains("vpc_security_group_ids = [aws_security_group.open.id]"), "{template}");
    let group = block(text, "\"aws_autoscaling_group\" \"fleet\"");
    for wanted in [
        "min_size            = 1",
        "max_size            = 3",
        "vpc_zone_identifier = [aws_subnet.front.id]",
        "target_group_arns   = [aws_lb_target_group.app.id]",
        "id      = aws_launch_template.fleet.id",
        "propagate_at_launch = false",
    ] {
        assert!(group.contains(wanted), "{wanted} in\n{group}");
    }
    let service = block(text, "\"aws_ecs_service\" \"api\"");
    for wanted in [
        "task_definition = var.task_definition",
        "assign_public_ip = false",
        "container_name   = \"api\"",
        "[aws_lb_listener_rule.shop_front_l1_10]",
    ] {
        assert!(service.contains(wanted), "{wanted} in\n{service}");
    }
    // An address that is registered is an address, and no id.
    assert!(text.contains("target_id        = \"10.0.1.20\""), "{text}");
    assert!(!says(&export.left_out, "10.0.1.20", "named and not written"), "{:?}", export.left_out);
    // Who answers is started later; who is not let in is not let in.
    let after = again(&document);
    assert_eq!(packet(&after, "internet", "lb-shop_front", 80).verdict, Unknown);
    assert_eq!(resource(&after, "asg-fleet")["tags"], json!({"Owner": "us"}));
    let mut closed = fleet();
    closed["sg-1"]["ipPermissions"]["g1"]["cidrIp"] = json!("10.9.0.0/16");
    let closed = drawing(&closed);
    assert_eq!(packet(&closed, "internet", "lb-1", 80).verdict, Dropped);
    assert_eq!(packet(&again(&closed), "internet", "lb-shop_front", 80).verdict, Dropped);
    // What the provider refuses is written otherwise, and said.
    assert!(text.contains("name               = \"shop-front\""), "{text}");
    assert!(
        says(&export.left_out, "shop front (lb-1) is called shop-front", "at most 32"),
        "{:?}",
        export.left_out
    );
    let mut nowhere = fleet();
    nowhere["asg-1"].as_object_mut().unwrap().remove("vpcZoneIdentifier");
    let export = terraform(&drawing(&nowhere), None);
    assert!(
        !export.text.contains("aws_autoscaling_group") && export.text.contains("\"aws_instance\" \"app\"")
    );
    assert!(says(&export.left_out, "fleet (asg-1) is not written", "subnets"), "{:?}", export.left_out);
}

#[test]
fn groups_have_names_that_aws_takes() {
    let group = |name: &str| json!({"type": "securityGroup", "groupName": name, "vpcId": "vpc-1", "description": "für alle"});
    let document = drawing(&json!({
        "vpc-1": {"type": "vpc", "name": "shop", "region": "eu-west-1", "cidrBlocks": ["10.0.0.0/16"]},
        "sg-1": group("büro | \"${x}\""),
        "sg-2": group("b-ro - --{x}-"),
        "sg-3": group("sg-web"),
        "sg-4": group("web 1.0 (a)"),
    }));
    let (hcl, template) = (terraform(&document, None), cloudformation(&document, None));
    for made in ["b-ro - -${x}-", "b-ro - --{x}-", "web", "web 1.0 (a)"] {
        let written = made.replace("${", "$${");
        assert!(hcl.text.contains(&format!("= \"{written}\"\n")), "{made} in\n{}", hcl.text);
        assert!(template.text.contains(made), "{made} in\n{}", template.text);
    }
    for said in [&hcl.left_out, &template.left_out] {
        assert!(says(said, "sg-1", "is called b-ro - -${x}-: AWS takes"), "{said:?}");
        assert!(says(said, "sg-3", "is called web: AWS takes"), "{said:?}");
        assert!(!says(said, "sg-2", "is called") && !says(said, "sg-4", "is called"), "{said:?}");
    }
    assert!(hcl.text.contains("description = \"f-r alle\""), "{}", hcl.text);
    assert!(says(&hcl.left_out, "sg-4", "description"), "{:?}", hcl.left_out);
}
