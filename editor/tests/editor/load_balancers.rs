//! Load balancers by hand: made with their nodes, connected, deleted, half drawn.

mod made_again;

use crate::support::TestEditor;
use netyard_core::model::{
    AutoScalingGroup, LoadBalancer, NetworkInterface, Resource, ResourceId, ResourceType, TargetGroup,
};
use netyard_core::routing::RoutedNetwork;
use netyard_core::rules;
use netyard_core::simulate::{FlowSpec, Verdict, trace};
use netyard_editor::target_line::rows_of_target_line;
use netyard_editor::{CommandId, PartId, Request};
use serde_json::{Value, json};

/// Two public and two private subnets in two zones, a host in each private one, a function, a host in the data centre.
fn shop() -> Value {
    let subnet = |name: &str, zone: &str, third: u8| {
        json!({"type": "subnet", "name": name, "vpcId": "vpc-1", "availabilityZone": format!("eu-west-1{zone}"),
            "cidrBlock": format!("10.0.{third}.0/24")})
    };
    let host = |name: &str| json!({"type": "instance", "name": name});
    let interface = |subnet: &str, address: &str, of: &str| {
        json!({"type": "networkInterface", "subnetId": subnet, "groupIds": ["sg-app"],
            "privateIpAddresses": [{"privateIpAddress": address, "primary": true}],
            "attachment": {"instanceId": of, "deviceIndex": 0}})
    };
    json!({"type": "netyard", "version": 1, "resources": {
        "vpc-1": {"type": "vpc", "name": "shop", "region": "eu-west-1", "cidrBlocks": ["10.0.0.0/16"]},
        "igw-1": {"type": "internetGateway", "name": "igw", "vpcId": "vpc-1"},
        "rtb-m": {"type": "routeTable", "name": "main", "vpcId": "vpc-1", "main": true},
        "rtb-1": {"type": "routeTable", "name": "public", "vpcId": "vpc-1", "subnetIds": ["subnet-pa", "subnet-pb"],
            "routes": {"r1": {"destinationCidrBlock": "0.0.0.0/0", "gatewayId": "igw-1"}}},
        "subnet-pa": subnet("public-a", "a", 0), "subnet-pb": subnet("public-b", "b", 1),
        "subnet-pc": subnet("other-a", "a", 2),
        "subnet-a": subnet("app-a", "a", 10), "subnet-b": subnet("app-b", "b", 11),
        "sg-app": {"type": "securityGroup", "name": "app-sg", "groupName": "app-sg", "vpcId": "vpc-1"},
        "i-1": host("app-1"), "eni-1": interface("subnet-a", "10.0.10.10", "i-1"),
        "i-2": host("app-2"), "eni-2": interface("subnet-b", "10.0.11.10", "i-2"),
        "fn-1": {"type": "function", "name": "orders", "region": "eu-west-1"},
        "site-1": {"type": "onPremisesSite", "name": "office", "cidrBlocks": ["192.168.0.0/24"]},
        "host-1": {"type": "onPremisesHost", "name": "desk", "onPremisesSiteId": "site-1", "ipAddresses": ["192.168.0.5"]},
    }})
}

fn drawing() -> TestEditor {
    on(&shop())
}

fn on(drawing: &Value) -> TestEditor {
    TestEditor::on(netyard_core::schema::open(&drawing.to_string()).unwrap().document)
}

fn connect(test: &mut TestEditor, from: &str, to: &str) {
    let (from, to) = (test.id(from), test.id(to));
    test.forget().request(Request::Connect { from, to });
}

fn balancer(test: &TestEditor, name: &str) -> LoadBalancer {
    test.document().load_balancer(test.id(name).as_str()).unwrap().clone()
}

fn group(test: &TestEditor, name: &str) -> TargetGroup {
    test.document().target_group(test.id(name).as_str()).unwrap().clone()
}

fn scaling(test: &TestEditor, name: &str) -> AutoScalingGroup {
    match test.document().resource(test.id(name).as_str()) {
        Some(Resource::AutoScalingGroup(group)) => group.clone(),
        _ => panic!("{name} is no Auto Scaling group"),
    }
}

/// The nodes of a load balancer, in their order.
fn nodes(test: &TestEditor, name: &str) -> Vec<NetworkInterface> {
    let id = test.id(name);
    let own = test.document().resources.values().filter_map(|resource| match resource.as_ref() {
        Resource::NetworkInterface(own) if own.instance_id() == Some(&id) => Some(own.clone()),
        _ => None,
    });
    let mut own: Vec<_> = own.collect();
    own.sort_by_key(NetworkInterface::device_index);
    own
}

fn places(test: &TestEditor, name: &str) -> Vec<String> {
    let called = |id: &ResourceId| test.document().display_name(id.as_str()).to_owned();
    nodes(test, name).iter().map(|node| node.subnet_id.as_ref().map(called).unwrap_or_default()).collect()
}

fn forwards(test: &TestEditor, name: &str) -> Vec<(String, u32)> {
    let own = balancer(test, name);
    let all = own.listeners.values().flat_map(|listener| listener.default_actions.values());
    let all = all.flat_map(|action| {
        action.forwards().into_iter().map(|(id, weight)| (id.clone(), weight)).collect::<Vec<_>>()
    });
    all.map(|(id, weight)| (test.document().display_name(id.as_str()).to_owned(), weight)).collect()
}

fn targets(test: &TestEditor, name: &str) -> Vec<String> {
    group(test, name)
        .targets
        .values()
        .filter_map(|target| target.id.as_ref().map(ToString::to_string))
        .collect()
}

fn line(test: &TestEditor, from: &str, to: &str) -> String {
    format!("{}>{}", test.id(from), test.id(to))
}

fn lines(test: &TestEditor) -> Vec<String> {
    test.editor.scene().edges().iter().map(|edge| edge.id.clone()).collect()
}

/// Everything that core says of a drawing, without a panic.
fn judged(test: &TestEditor) {
    let network = RoutedNetwork::build(test.document());
    rules::check(&network);
    for (id, resource) in &test.document().resources {
        if resource.is_managed_service() {
            let _ = trace(&network, &FlowSpec { port: Some(80), ..FlowSpec::new("internet", id.as_str()) });
        }
    }
}

/// What becomes of a request of the internet for `alb-1`.
fn sent(test: &TestEditor) -> (Verdict, String) {
    let network = RoutedNetwork::build(test.document());
    let trace =
        trace(&network, &FlowSpec { port: Some(80), ..FlowSpec::new("internet", test.id("alb-1").as_str()) })
            .unwrap();
    let said = trace.blockers.first().map(|blocker| blocker.message.text.clone());
    (trace.verdict, said.unwrap_or_default())
}

#[test]
fn on_a_vpc_it_stands_in_a_public_subnet_of_each_of_two_zones() {
    let mut test = drawing();
    test.drop_in(PartId::ApplicationLoadBalancer, "shop");
    let own = balancer(&test, "alb-1");
    assert_eq!((own.load_balancer_type.as_str(), own.scheme.as_str()), ("application", "internet-facing"));
    assert_eq!(own.vpc_id, Some(test.id("shop")));
    assert_eq!(places(&test, "alb-1"), ["public-a", "public-b"]);
    let nodes = nodes(&test, "alb-1");
    let public: Vec<_> = nodes.iter().map(|node| node.private_ip_addresses[0].public_ip.clone()).collect();
    assert!(public.iter().all(Option::is_some) && public[0] != public[1], "each has a public address");
    let sg = test.document().security_group(nodes[0].group_ids[0].as_str()).unwrap();
    assert_eq!(sg.name.as_deref(), Some("alb-1-sg"));
    let rule = sg.ip_permissions.values().next().unwrap();
    assert_eq!(
        (rule.from_port, rule.cidr_ip.as_ref().map(ToString::to_string)),
        (Some(80), Some("0.0.0.0/0".to_owned()))
    );
    let listener = own.listeners.values().next().unwrap();
    assert_eq!((listener.protocol.as_deref(), listener.port), (Some("HTTP"), Some(80)));
    assert_eq!(forwards(&test, "alb-1"), [("targets-1".to_owned(), 1)]);
    assert_eq!(
        test.toast().as_deref(),
        Some("alb-1 in public-a and public-b: HTTP 80 to targets-1. Connect targets-1 to its targets")
    );
    // One step back takes all of it.
    test.keys("mod+z");
    assert_eq!(test.count(ResourceType::LoadBalancer) + test.count(ResourceType::TargetGroup), 0);
    assert!(!test.has("alb-1-sg"));
}

#[test]
fn on_a_subnet_it_begins_there_and_is_internal_where_no_route_leads_out() {
    let mut test = drawing();
    test.drop_in(PartId::NetworkLoadBalancer, "app-b");
    let own = balancer(&test, "nlb-1");
    assert!(own.is_internal());
    assert_eq!(places(&test, "nlb-1"), ["app-b", "app-a"]);
    assert!(nodes(&test, "nlb-1").iter().all(|node| node.private_ip_addresses[0].public_ip.is_none()));
    let listener = own.listeners.values().next().unwrap();
    assert_eq!((listener.protocol.as_deref(), listener.port), (Some("TCP"), Some(80)));
    assert_eq!(group(&test, "targets-1").protocol.as_deref(), Some("TCP"));
    let said = test.toast().unwrap();
    assert!(said.contains("It is internal: these subnets have no route to an internet gateway"), "{said}");
}

#[test]
fn a_gateway_load_balancer_has_no_group_and_a_classic_one_no_target_group() {
    let mut test = drawing();
    test.drop_in(PartId::GatewayLoadBalancer, "shop");
    assert!(nodes(&test, "gwlb-1").iter().all(|node| node.group_ids.is_empty()));
    let targets = group(&test, "targets-1");
    assert_eq!((targets.protocol.as_deref(), targets.port), (Some("GENEVE"), Some(6081)));
    let listener = balancer(&test, "gwlb-1").listeners.into_values().next().unwrap();
    assert_eq!((listener.protocol, listener.port), (None, None));
    test.drop_in(PartId::ClassicLoadBalancer, "shop");
    assert_eq!(test.count(ResourceType::TargetGroup), 1);
    connect(&mut test, "clb-1", "app-1");
    assert_eq!(test.toast().as_deref(), Some("app-1 stands behind clb-1"));
    let line = line(&test, "clb-1", "app-1");
    assert!(lines(&test).contains(&line));
    connect(&mut test, "clb-1", "orders");
    assert_eq!(
        test.refusal().as_deref(),
        Some("clb-1 is a Classic Load Balancer: it takes instances only, and orders is none.")
    );
}

#[test]
fn a_second_one_takes_the_group_that_waits() {
    let mut test = drawing();
    test.drop_in(PartId::TargetGroup, "shop").drop_in(PartId::ApplicationLoadBalancer, "shop");
    assert_eq!(forwards(&test, "alb-1"), [("targets-1".to_owned(), 1)]);
    test.drop_in(PartId::ApplicationLoadBalancer, "shop");
    assert_eq!(forwards(&test, "alb-2"), [("targets-2".to_owned(), 1)]);
}

#[test]
fn what_cannot_be_made_is_said() {
    let mut test = TestEditor::empty();
    test.drop_part(PartId::Vpc, netyard_scene::Point::new(100, 100));
    test.forget().drop_in(PartId::ApplicationLoadBalancer, "vpc-1");
    assert_eq!(
        test.refusal().as_deref(),
        Some(
            "An Application Load Balancer has its nodes in subnets, and vpc-1 has none with a free address. Draw one first."
        )
    );
    test.forget().drop_in(PartId::AutoScalingGroup, "vpc-1");
    assert_eq!(
        test.refusal().as_deref(),
        Some(
            "An Auto Scaling group starts instances in subnets, and vpc-1 has none with a free address. Draw one first."
        )
    );
    test.forget().drop_in(PartId::Subnet, "vpc-1").drop_in(PartId::ApplicationLoadBalancer, "vpc-1");
    let said = test.toast().unwrap();
    assert!(said.contains("AWS asks for two zones"), "{said}");
    assert!(said.contains("no subnet of the VPC has a route to an internet gateway"), "{said}");
    assert_eq!(nodes(&test, "alb-1").len(), 1);
    test.forget().drop_part(PartId::TargetGroup, netyard_scene::Point::new(2000, 2000));
    assert_eq!(
        test.refusal().as_deref(),
        Some("A target group lies in a VPC, not in the open. Drop it in vpc-1.")
    );
}

#[test]
fn a_line_to_a_subnet_is_one_more_node_and_one_in_a_zone() {
    let mut test = drawing();
    test.drop_in(PartId::ApplicationLoadBalancer, "public-a");
    connect(&mut test, "alb-1", "other-a");
    assert_eq!(
        test.refusal().as_deref(),
        Some("alb-1 has a node in eu-west-1a already, in public-a: AWS takes one subnet in a zone.")
    );
    let mut one_zone = shop();
    one_zone["resources"].as_object_mut().unwrap().remove("subnet-pb");
    one_zone["resources"]["rtb-1"]["subnetIds"] = json!(["subnet-pa"]);
    let mut test = on(&one_zone);
    test.drop_in(PartId::ApplicationLoadBalancer, "public-a");
    assert_eq!(places(&test, "alb-1"), ["public-a"]);
    connect(&mut test, "app-b", "alb-1");
    assert_eq!(test.toast().as_deref(), Some("alb-1 has a node in app-b"));
    let nodes = nodes(&test, "alb-1");
    assert_eq!(nodes[0].group_ids, nodes[1].group_ids);
    assert!(nodes[1].private_ip_addresses[0].public_ip.is_some());
}

#[test]
fn lines_from_the_balancer_to_its_targets_are_drawn_selected_and_deleted() {
    let mut test = drawing();
    test.drop_in(PartId::ApplicationLoadBalancer, "shop");
    connect(&mut test, "targets-1", "app-1");
    assert_eq!(test.toast().as_deref(), Some("app-1 is a target of targets-1"));
    // The group in front is not admitted yet: that is offered, and done by one press.
    let changes = test.effects.iter().find_map(|effect| match effect {
        netyard_editor::Effect::Toast(toast) => toast.alternatives.first().cloned(),
        _ => None,
    });
    let offered = changes.unwrap();
    assert_eq!(offered.label, "Admit alb-1-sg in app-sg");
    test.request(Request::Apply { label: offered.label, changes: offered.changes });
    let rules = test.document().security_group("sg-app").unwrap().ip_permissions.clone();
    assert_eq!(rules.values().next().unwrap().group_id, Some(test.id("alb-1-sg")));
    assert_eq!(sent(&test), (Verdict::Delivered, String::new()));
    connect(&mut test, "app-2", "targets-1");
    assert_eq!(targets(&test, "targets-1").len(), 2);
    let drawn = lines(&test);
    for (from, to) in [("alb-1", "targets-1"), ("targets-1", "app-1"), ("targets-1", "app-2")] {
        assert_eq!(drawn.iter().filter(|key| **key == line(&test, from, to)).count(), 1, "{from} to {to}");
    }
    connect(&mut test, "targets-1", "app-1");
    assert_eq!(test.refusal().as_deref(), Some("app-1 is a target of targets-1 already."));
    // A line is a thing: selected and deleted, and back by undo.
    let key = ResourceId::new(&line(&test, "targets-1", "app-2"));
    test.forget().request(Request::Select { keys: vec![key], mode: netyard_editor::SelectMode::Replace });
    test.command(CommandId::Delete);
    assert_eq!(test.toast().as_deref(), Some("Deleted the line from targets-1 to app-2: port 80"));
    assert_eq!(targets(&test, "targets-1"), ["i-1"]);
    test.keys("mod+z");
    assert_eq!(targets(&test, "targets-1").len(), 2);
    // So is the one in front.
    let key = ResourceId::new(&line(&test, "alb-1", "targets-1"));
    assert_eq!(
        rows_of_target_line(test.document(), test.id("alb-1").as_str(), test.id("targets-1").as_str())[0]
            .words,
        "HTTP 80"
    );
    test.forget().request(Request::Select { keys: vec![key], mode: netyard_editor::SelectMode::Replace });
    test.command(CommandId::Delete);
    assert!(forwards(&test, "alb-1").is_empty());
    assert_eq!(sent(&test).0, Verdict::Dropped);
    assert_eq!(
        sent(&test).1,
        "alb-1 dropped it: its listener on port 80 leads to no target group. Give it one."
    );
    connect(&mut test, "alb-1", "targets-1");
    assert_eq!(test.toast().as_deref(), Some("alb-1 forwards HTTP 80 to targets-1"));
    assert_eq!(forwards(&test, "alb-1"), [("targets-1".to_owned(), 1)]);
}

#[test]
fn a_line_from_the_balancer_registers_and_one_towards_it_is_a_packet() {
    let mut test = drawing();
    test.drop_in(PartId::ApplicationLoadBalancer, "shop");
    connect(&mut test, "alb-1", "app-1");
    assert_eq!(targets(&test, "targets-1"), ["i-1"]);
    connect(&mut test, "app-2", "alb-1");
    assert_eq!(test.said().as_deref(), Some("Packet from app-2 to alb-1"));
    assert_eq!(targets(&test, "targets-1"), ["i-1"]);
}

#[test]
fn a_second_group_shares_by_weight_and_can_be_the_only_one() {
    let mut test = drawing();
    test.drop_in(PartId::ApplicationLoadBalancer, "shop").drop_in(PartId::TargetGroup, "shop");
    connect(&mut test, "alb-1", "targets-2");
    assert_eq!(test.toast().as_deref(), Some("alb-1 forwards HTTP 80 to targets-1 and targets-2, by weight"));
    assert_eq!(forwards(&test, "alb-1"), [("targets-1".to_owned(), 1), ("targets-2".to_owned(), 1)]);
    connect(&mut test, "alb-1", "app-1");
    assert_eq!(
        test.refusal().as_deref(),
        Some("alb-1 forwards to targets-1 and targets-2. Connect app-1 to one of these.")
    );
    let labels: Vec<_> = test.alternatives().into_iter().map(|one| one.label).collect();
    assert_eq!(labels, ["Into targets-1", "Into targets-2"]);
    // So does a Network Load Balancer, and a Gateway Load Balancer has one group.
    test.drop_in(PartId::NetworkLoadBalancer, "shop").drop_in(PartId::TargetGroup, "shop");
    connect(&mut test, "nlb-1", "targets-4");
    assert_eq!(
        test.toast().as_deref(),
        Some("nlb-1 forwards TCP 80 to targets-3 and targets-4, by weight. targets-4 speaks TCP from now on")
    );
    assert_eq!(forwards(&test, "nlb-1"), [("targets-3".to_owned(), 1), ("targets-4".to_owned(), 1)]);
    test.drop_in(PartId::GatewayLoadBalancer, "shop").drop_in(PartId::TargetGroup, "shop");
    connect(&mut test, "gwlb-1", "targets-6");
    let refused = test.refusal().unwrap_or_default();
    assert!(
        refused.starts_with("gwlb-1 forwards") && refused.ends_with("to targets-5 already."),
        "{refused}"
    );
    let offered = test.alternatives();
    assert_eq!(offered[0].label, "Forward to targets-6 only");
    let offered = offered[0].clone();
    test.request(Request::Apply { label: offered.label, changes: offered.changes });
    assert_eq!(forwards(&test, "gwlb-1"), [("targets-6".to_owned(), 1)]);
}

#[test]
fn a_target_group_belongs_to_one_load_balancer() {
    let mut test = drawing();
    test.drop_in(PartId::ApplicationLoadBalancer, "shop").drop_in(PartId::ApplicationLoadBalancer, "shop");
    connect(&mut test, "alb-2", "targets-1");
    assert_eq!(
        test.refusal().as_deref(),
        Some(
            "targets-1 stands behind alb-1: AWS lets one load balancer forward to a target group. Make a second one for alb-2."
        )
    );
    // A copy forwards to no group of the original either.
    test.select(&["alb-1"]).command(CommandId::Duplicate);
    assert_eq!(test.count(ResourceType::LoadBalancer), 3);
    assert!(forwards(&test, "alb-3").is_empty());
    assert_eq!(nodes(&test, "alb-3").len(), 2);
}

#[test]
fn scheme_and_groups_are_those_of_all_nodes() {
    let mut test = drawing();
    test.drop_in(PartId::ApplicationLoadBalancer, "shop");
    let id = test.id("alb-1");
    let publics = |test: &TestEditor| -> Vec<bool> {
        nodes(test, "alb-1").iter().map(|node| node.private_ip_addresses[0].public_ip.is_some()).collect()
    };
    for (scheme, has) in [("internal", false), ("internet-facing", true)] {
        let changes = netyard_editor::balancer::with_scheme(test.document(), &id, scheme);
        test.request(Request::Apply { label: "Change the scheme".to_owned(), changes });
        assert_eq!((balancer(&test, "alb-1").scheme.as_str(), publics(&test)), (scheme, vec![has, has]));
    }
    let given: std::collections::BTreeSet<String> = nodes(&test, "alb-1")
        .iter()
        .filter_map(|node| node.private_ip_addresses[0].public_ip.as_ref().map(ToString::to_string))
        .collect();
    assert_eq!(given.len(), 2, "each has an address of its own");
    let changes = netyard_editor::balancer::with_groups(test.document(), &id, &["sg-app".to_owned()]);
    test.request(Request::Apply { label: "Change the groups".to_owned(), changes });
    assert!(nodes(&test, "alb-1").iter().all(|node| node.group_ids == ["sg-app"]));
    // It leaves any of its subnets, also the first one.
    let first = test.document().resources.iter().find_map(|(key, resource)| match resource.as_ref() {
        Resource::NetworkInterface(own) if own.instance_id() == Some(&id) && own.device_index() == 0 => {
            Some(key.clone())
        }
        _ => None,
    });
    test.forget().request(Request::Delete { keys: first.into_iter().collect(), keep_content: false });
    assert_eq!(test.refusal(), None);
    assert_eq!(places(&test, "alb-1"), ["public-b"]);
}

#[test]
fn a_group_takes_one_kind_of_target() {
    let mut test = drawing();
    test.drop_in(PartId::ApplicationLoadBalancer, "shop");
    connect(&mut test, "targets-1", "orders");
    assert_eq!(
        test.toast().as_deref(),
        Some("orders is a target of targets-1. targets-1 takes a function from now on")
    );
    let own = group(&test, "targets-1");
    assert_eq!((own.target_type.as_str(), own.protocol, own.port), ("lambda", None, None));
    connect(&mut test, "targets-1", "app-1");
    assert_eq!(
        test.refusal().as_deref(),
        Some("targets-1 takes a function. Make a second target group for app-1.")
    );
    test.drop_in(PartId::TargetGroup, "shop");
    connect(&mut test, "targets-2", "desk");
    let own = group(&test, "targets-2");
    let target = own.targets.values().next().unwrap();
    assert_eq!(own.target_type, "ip");
    assert_eq!(target.id.as_ref().map(ResourceId::as_str), Some("192.168.0.5"));
    assert_eq!(target.availability_zone.as_deref(), Some("all"));
    // The line ends at the host that has the address.
    assert!(lines(&test).contains(&line(&test, "targets-2", "desk")));
    connect(&mut test, "targets-2", "app-2");
    assert_eq!(targets(&test, "targets-2").len(), 2);
    assert!(lines(&test).contains(&line(&test, "targets-2", "app-2")));
}

#[test]
fn a_network_load_balancer_has_an_application_one_as_its_target() {
    let mut test = drawing();
    test.drop_in(PartId::NetworkLoadBalancer, "shop").drop_in(PartId::ApplicationLoadBalancer, "app-a");
    connect(&mut test, "nlb-1", "alb-1");
    assert_eq!(
        test.toast().as_deref(),
        Some("alb-1 is a target of targets-1. targets-1 takes an Application Load Balancer from now on")
    );
    assert_eq!(group(&test, "targets-1").target_type, "alb");
    connect(&mut test, "alb-1", "nlb-1");
    assert_eq!(
        test.refusal().as_deref(),
        Some(
            "alb-1 does not forward to nlb-1: only a Network Load Balancer has an Application Load Balancer as its target."
        )
    );
}

#[test]
fn an_auto_scaling_group_comes_with_instances_and_joins() {
    let mut test = drawing();
    test.drop_in(PartId::AutoScalingGroup, "shop");
    assert_eq!(
        test.toast().as_deref(),
        Some("asg-1 with 2 instances in app-a and app-b. Connect it to a target group")
    );
    let own = scaling(&test, "asg-1");
    assert_eq!((own.min_size, own.max_size, own.desired_capacity), (Some(2), Some(2), Some(2)));
    assert_eq!(test.parent("asg-1-1").as_deref(), Some("app-a"));
    assert_eq!(test.parent("asg-1-2").as_deref(), Some("app-b"));
    test.drop_in(PartId::ApplicationLoadBalancer, "shop");
    connect(&mut test, "alb-1", "asg-1");
    assert_eq!(test.toast().as_deref(), Some("The instances of asg-1 are targets of targets-1"));
    assert!(lines(&test).contains(&line(&test, "targets-1", "asg-1")));
    assert!(lines(&test).contains(&line(&test, "asg-1", "asg-1-1")));
    // AWS counts one more, and refuses one more than the most.
    connect(&mut test, "asg-1", "app-1");
    assert_eq!(test.refusal().as_deref(), Some("asg-1 has its most instances, 2. Raise the most first."));
    let offered = test.alternatives().remove(0);
    test.request(Request::Apply { label: offered.label, changes: offered.changes });
    assert_eq!((scaling(&test, "asg-1").max_size, scaling(&test, "asg-1").instances.len()), (Some(3), 3));
    connect(&mut test, "asg-1", "public-a");
    assert_eq!(test.toast().as_deref(), Some("asg-1 starts instances in public-a, too"));
    // What is deleted leaves its lists.
    test.select(&["app-1"]).command(CommandId::Delete);
    assert_eq!(scaling(&test, "asg-1").instances.len(), 2);
    test.select(&["targets-1"]).command(CommandId::Delete);
    assert!(scaling(&test, "asg-1").target_group_arns.is_empty());
    assert!(forwards(&test, "alb-1").is_empty());
}

#[test]
fn what_is_deleted_is_a_target_no_longer() {
    let mut test = drawing();
    test.drop_in(PartId::ApplicationLoadBalancer, "shop");
    connect(&mut test, "targets-1", "app-1");
    connect(&mut test, "targets-1", "app-2");
    test.select(&["app-1"]).command(CommandId::Delete);
    assert_eq!(targets(&test, "targets-1"), ["i-2"]);
    // A load balancer takes its nodes along, a VPC all of it.
    test.select(&["alb-1"]).command(CommandId::Delete);
    assert!(!test.document().resources.values().any(|resource| matches!(resource.as_ref(),
        Resource::NetworkInterface(own) if own.private_ip_addresses.iter().any(|entry| entry.public_ip.is_some()))));
    assert!(test.has("targets-1"));
    test.select(&["shop"]).command(CommandId::Delete);
    assert!(!test.has("targets-1"));
    test.keys("mod+z").keys("mod+z").keys("mod+z");
    assert_eq!(targets(&test, "targets-1").len(), 2);
}

#[test]
fn half_drawn_ones_are_judged_without_a_panic() {
    let bare = |content: Value| {
        let mut drawing = shop();
        drawing["resources"].as_object_mut().unwrap().extend(content.as_object().unwrap().clone());
        on(&drawing)
    };
    for kind in ["application", "network", "gateway", "classic", "of-tomorrow"] {
        let mut test = bare(json!({
            "lb-1": {"type": "loadBalancer", "name": "bare", "loadBalancerType": kind, "vpcId": "vpc-1"},
            "tg-1": {"type": "targetGroup", "name": "empty", "vpcId": "vpc-1"},
            "asg-1": {"type": "autoScalingGroup", "name": "none"},
        }));
        judged(&test);
        // Every pair, in both directions, on a copy each.
        for one in ["bare", "empty", "none"] {
            for other in ["bare", "empty", "none", "shop", "public-a", "app-1", "orders", "desk", "app-sg"] {
                connect(&mut test, one, other);
                judged(&test);
                if test.refusal().is_none() && test.toast().is_some() {
                    test.keys("mod+z");
                }
            }
        }
        // The first node of one without any.
        connect(&mut test, "bare", "public-a");
        assert_eq!(places(&test, "bare"), ["public-a"], "{kind}");
    }
}

#[test]
fn undo_in_the_middle_of_choosing_a_target_is_safe() {
    let mut test = drawing();
    test.drop_in(PartId::ApplicationLoadBalancer, "shop");
    test.select(&["targets-1"]).key("c");
    assert!(test.said().unwrap().starts_with("Connect targets-1 with: "));
    // The first step back ends the choice, the second one takes the load balancer and its group.
    test.keys("mod+z").key("Enter");
    assert!(test.has("alb-1") && targets(&test, "targets-1").is_empty());
    test.keys("mod+z").key("Enter");
    assert!(!test.has("alb-1") && !test.has("targets-1"));
    test.keys("mod+shift+z");
    assert!(test.has("alb-1"));
    // With keys alone: the group is chosen, and its target.
    test.key("Escape").select(&["targets-1"]).key("c");
    for letter in "app-2".chars() {
        test.key(&letter.to_string());
    }
    test.key("Enter");
    assert_eq!(targets(&test, "targets-1"), ["i-2"]);
}
