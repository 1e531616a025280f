//! Drawings at random in which routes lead through Gateway Load Balancer endpoints, with a firewall or appliances behind them:
//! beside an internet gateway, and behind a transit gateway. About half of them lead some way around, or into a circle.

use super::evaluate::Flow;
use super::random_firewalls::firewall;
use super::random_network::Dice;
use super::{Compared, all_are_noticed, number};
use netyard_core::model::{Document, Resource};
use netyard_core::net::Protocol;
use serde_json::{Map, Value, json};

/// Flows of one drawing.
const FLOWS: usize = 30;

/// A drawing that is being made.
pub(crate) type Resources = Map<String, Value>;

pub(crate) fn add(all: &mut Resources, id: &str, resource: Value) {
    all.insert(id.to_owned(), resource);
}

fn open(resources: &Resources) -> Document {
    let text = json!({"type": "netyard", "version": 1, "resources": resources}).to_string();
    netyard_core::schema::open(&text).unwrap().document
}

fn subnet(all: &mut Resources, vpc: &str, id: &str, zone: &str, block: &str) {
    add(
        all,
        id,
        json!({"type": "subnet", "vpcId": vpc, "cidrBlock": block, "availabilityZone": format!("eu-west-1{zone}")}),
    );
}

fn host(all: &mut Resources, id: &str, subnet: &str, address: &str, public: Option<&str>, group: &str) {
    add(all, id, json!({"type": "instance", "platform": "linux"}));
    let mut entry = json!({"privateIpAddress": address, "primary": true});
    if let Some(public) = public {
        entry["publicIp"] = json!(public);
    }
    add(
        all,
        &format!("eni-{id}"),
        json!({"type": "networkInterface", "subnetId": subnet, "privateIpAddresses": [entry], "groupIds": [group],
            "attachment": {"instanceId": id}}),
    );
}

/// A VPC with an endpoint in each of two zones, between its hosts and its gateways.
fn beside_a_gateway(dice: &mut Dice) -> Document {
    let mut all = Resources::new();
    let vpc = "vpc-1";
    add(&mut all, vpc, json!({"type": "vpc", "region": "eu-west-1", "cidrBlocks": ["10.0.0.0/16"]}));
    add(&mut all, "igw-1", json!({"type": "internetGateway", "vpcId": vpc}));
    let places = [
        ("subnet-a", "a", "10.0.0.0/24"),
        ("subnet-b", "b", "10.0.1.0/24"),
        ("subnet-n", "a", "10.0.2.0/24"),
        ("subnet-fa", "a", "10.0.100.0/24"),
        ("subnet-fb", "b", "10.0.101.0/24"),
    ];
    for (id, zone, block) in places {
        subnet(&mut all, vpc, id, zone, block);
        table(dice, &mut all, id, &places.map(|(_, _, block)| block));
        if dice.one_in(8) {
            acl(dice, &mut all, id);
        }
    }
    edge(dice, &mut all);
    add(&mut all, "nat-1", json!({"type": "natGateway", "subnetId": "subnet-n", "privateIp": "10.0.2.9"}));
    add(
        &mut all,
        "eip-n",
        json!({"type": "elasticIp", "publicIp": "203.0.113.200", "natGatewayId": "nat-1"}),
    );
    group(dice, &mut all, vpc);
    host(&mut all, "i-a", "subnet-a", "10.0.0.10", Some("203.0.113.60"), "sg-1");
    host(&mut all, "i-b", "subnet-b", "10.0.1.10", dice.one_in(2).then_some("203.0.113.61"), "sg-1");
    if dice.one_in(3) {
        host(&mut all, "i-f", "subnet-fa", "10.0.100.10", Some("203.0.113.62"), "sg-1");
    }
    behind(dice, &mut all, vpc);
    open(&all)
}

/// The default of a subnet, and more exact rows for other subnets now and then.
fn table(dice: &mut Dice, all: &mut Resources, subnet: &str, blocks: &[&str]) {
    let is_of_endpoint = subnet.starts_with("subnet-f");
    let to_gateway = json!({"gatewayId": "igw-1"});
    let ways = [
        to_gateway.clone(),
        json!({"vpcEndpointId": "vpce-a"}),
        json!({"vpcEndpointId": "vpce-b"}),
        json!({"natGatewayId": "nat-1"}),
    ];
    let usual = match subnet {
        _ if is_of_endpoint && dice.one_in(2) => to_gateway,
        "subnet-fa" | "subnet-fb" => ways[3].clone(),
        "subnet-b" if dice.one_in(2) => ways[2].clone(),
        "subnet-n" => to_gateway,
        _ => ways[1].clone(),
    };
    let mut default = if dice.one_in(6) { ways[dice.below(4)].clone() } else { usual };
    default["destinationCidrBlock"] = json!("0.0.0.0/0");
    let mut routes = json!({"r0": default});
    for (at, block) in blocks.iter().enumerate() {
        let chances = match subnet {
            "subnet-n" => 2,
            "subnet-fa" | "subnet-fb" => 12,
            _ => 4,
        };
        if dice.one_in(chances) {
            let endpoint = dice.pick(&["vpce-a", "vpce-a", "vpce-b"]);
            routes[format!("r{}", at + 1)] =
                json!({"destinationCidrBlock": block, "vpcEndpointId": endpoint});
        }
    }
    add(
        all,
        &format!("rtb-{subnet}"),
        json!({"type": "routeTable", "vpcId": "vpc-1", "subnetIds": [subnet], "routes": routes}),
    );
}

/// What comes in by the internet gateway.
fn edge(dice: &mut Dice, all: &mut Resources) {
    let mut routes = Map::new();
    for (id, block, endpoint) in
        [("r1", "10.0.0.0/24", "vpce-a"), ("r2", "10.0.1.0/24", "vpce-b"), ("r3", "10.0.2.0/24", "vpce-a")]
    {
        if !dice.one_in(3) {
            let endpoint = if dice.one_in(5) { dice.pick(&["vpce-a", "vpce-b"]) } else { endpoint };
            routes.insert(id.to_owned(), json!({"destinationCidrBlock": block, "vpcEndpointId": endpoint}));
        }
    }
    if !dice.one_in(5) {
        add(
            all,
            "rtb-edge",
            json!({"type": "routeTable", "vpcId": "vpc-1", "gatewayId": "igw-1", "routes": routes}),
        );
    }
}

fn acl(dice: &mut Dice, all: &mut Resources, subnet: &str) {
    let mut entries = Map::new();
    for (at, egress) in [false, true].into_iter().enumerate() {
        let mut entry = json!({"egress": egress, "ruleNumber": 100, "protocol": "all", "cidrBlock": "0.0.0.0/0",
            "ruleAction": "allow"});
        if dice.one_in(3) {
            entry["cidrBlock"] = json!(dice.pick(&["10.0.0.0/16", "203.0.113.0/24", "198.51.100.0/24"]));
        }
        entries.insert(format!("e{at}"), entry);
    }
    add(
        all,
        &format!("acl-{subnet}"),
        json!({"type": "networkAcl", "vpcId": "vpc-1", "subnetIds": [subnet], "entries": entries}),
    );
}

/// A group that admits everything, or its own members beside a port.
fn group(dice: &mut Dice, all: &mut Resources, vpc: &str) {
    let rules = if dice.one_in(3) {
        json!({"g1": {"ipProtocol": "all", "groupId": "sg-1"},
            "g2": {"ipProtocol": "tcp", "fromPort": 443, "toPort": 443, "cidrIp": "0.0.0.0/0"}})
    } else {
        json!({"g1": {"ipProtocol": "all", "cidrIp": "0.0.0.0/0"}})
    };
    add(all, "sg-1", json!({"type": "securityGroup", "vpcId": vpc, "ipPermissions": rules}));
}

/// The endpoints of a VPC with subnets `subnet-fa` and `subnet-fb`, and what stands behind them.
fn behind(dice: &mut Dice, all: &mut Resources, vpc: &str) {
    let is_firewall = dice.one_in(2);
    for (letter, address) in [("a", "10.0.100.4"), ("b", "10.0.101.4")] {
        let (endpoint, subnet) = (format!("vpce-{letter}"), format!("subnet-f{letter}"));
        let mut one = json!({"type": "vpcEndpoint", "vpcEndpointType": "GatewayLoadBalancer", "vpcId": vpc});
        if dice.one_in(16) {
            one["state"] = json!(dice.pick(&["pendingAcceptance", "rejected", "failed"]));
        }
        if !is_firewall {
            one["serviceName"] = json!("com.amazonaws.vpce.eu-west-1.vpce-svc-1");
        }
        add(all, &endpoint, one);
        add(
            all,
            &format!("eni-f{letter}"),
            json!({"type": "networkInterface", "subnetId": subnet,
                "privateIpAddresses": [{"privateIpAddress": address}], "attachment": {"instanceId": endpoint}}),
        );
    }
    if is_firewall { firewall(dice, all, vpc) } else { appliances(dice, all) }
}

/// A Gateway Load Balancer in a VPC of its own.
fn appliances(dice: &mut Dice, all: &mut Resources) {
    let vpc = "vpc-s";
    add(all, vpc, json!({"type": "vpc", "region": "eu-west-1", "cidrBlocks": ["10.9.0.0/16"]}));
    add(
        all,
        "vpce-svc-1",
        json!({"type": "vpcEndpointService", "serviceName": "com.amazonaws.vpce.eu-west-1.vpce-svc-1",
            "serviceType": "GatewayLoadBalancer", "gatewayLoadBalancerArns": ["lb-1"]}),
    );
    let mut balancer = json!({"type": "loadBalancer", "loadBalancerType": "gateway", "scheme": "internal", "vpcId": vpc,
        "listeners": {"l1": {"defaultActions": {"a1": {"actionType": "forward", "targetGroupArn": "tg-1"}}}}});
    if dice.one_in(3) {
        balancer["attributes"] = json!({"load_balancing.cross_zone.enabled": "true"});
    }
    add(all, "lb-1", balancer);
    let mut targets = Map::new();
    for (at, zone) in ["a", "b"].into_iter().enumerate() {
        let subnet_id = format!("subnet-s{zone}");
        subnet(all, vpc, &subnet_id, zone, &format!("10.9.{at}.0/24"));
        if zone == "a" || !dice.one_in(5) {
            add(
                all,
                &format!("eni-lb-{zone}"),
                json!({"type": "networkInterface", "subnetId": subnet_id, "attachment": {"instanceId": "lb-1"},
                    "privateIpAddresses": [{"privateIpAddress": format!("10.9.{at}.10")}]}),
            );
        }
        for nth in 0..dice.below(3) {
            let (id, address) = (format!("i-s{zone}{nth}"), format!("10.9.{at}.{}", 20 + nth));
            host(all, &id, &subnet_id, &address, None, "sg-s");
            if dice.one_in(8) {
                all[&id]["state"] = json!("stopped");
            }
            let mut target = json!({"id": id});
            if dice.one_in(4) {
                target["targetHealth"] = json!({"state": dice.pick(&["unhealthy", "healthy", "draining"])});
            }
            targets.insert(format!("t{zone}{nth}"), target);
        }
        if dice.one_in(8) {
            let entries = json!({"e1": {"egress": true, "ruleNumber": 1, "protocol": "all", "cidrBlock": "0.0.0.0/0",
                "ruleAction": "allow"}, "e2": {"ruleNumber": 1, "protocol": "udp", "fromPort": 6081, "toPort": 6081,
                "cidrBlock": dice.pick(&["10.9.0.0/16", "10.9.0.0/24"]), "ruleAction": "allow"}});
            add(
                all,
                &format!("acl-s{zone}"),
                json!({"type": "networkAcl", "vpcId": vpc, "subnetIds": [subnet_id], "entries": entries}),
            );
        }
    }
    let port = if dice.one_in(20) { 6082 } else { 6081 };
    let protocol = if dice.one_in(20) { "TCP" } else { "GENEVE" };
    add(
        all,
        "tg-1",
        json!({"type": "targetGroup", "protocol": protocol, "port": port, "vpcId": vpc, "healthCheckEnabled": false,
            "targets": targets}),
    );
    let from = if dice.one_in(4) { "10.9.0.0/24" } else { "10.9.0.0/16" };
    add(
        all,
        "sg-s",
        json!({"type": "securityGroup", "vpcId": vpc, "ipPermissions": {"g1": {"ipProtocol": "udp", "fromPort": 6081,
            "toPort": 6082, "cidrIp": from}}}),
    );
}

/// Two VPCs on a hub, and a third one with the endpoints between them.
fn behind_a_hub(dice: &mut Dice) -> Document {
    let mut all = Resources::new();
    add(
        &mut all,
        "tgw-1",
        json!({"type": "transitGateway", "region": "eu-west-1", "options": {"defaultRouteTableAssociation": "disable",
            "defaultRouteTablePropagation": "disable"}}),
    );
    for (letter, block) in [("x", "10.1"), ("y", "10.2")] {
        let vpc = format!("vpc-{letter}");
        add(
            &mut all,
            &vpc,
            json!({"type": "vpc", "region": "eu-west-1", "cidrBlocks": [format!("{block}.0.0/16")]}),
        );
        let group = format!("sg-{letter}");
        add(
            &mut all,
            &group,
            json!({"type": "securityGroup", "vpcId": vpc, "ipPermissions": {"g1": {"cidrIp": "10.0.0.0/8"}}}),
        );
        let mut own = Vec::new();
        for (at, zone) in ["a", "b"].into_iter().enumerate() {
            let id = format!("subnet-{letter}{zone}");
            subnet(&mut all, &vpc, &id, zone, &format!("{block}.{at}.0/24"));
            host(&mut all, &format!("i-{letter}{zone}"), &id, &format!("{block}.{at}.10"), None, &group);
            own.push(id);
        }
        add(
            &mut all,
            &format!("rtb-{letter}"),
            json!({"type": "routeTable", "vpcId": vpc, "main": true, "routes": {
                "r1": {"destinationCidrBlock": "0.0.0.0/0", "transitGatewayId": "tgw-1"}}}),
        );
        attachment(&mut all, letter, &own, Value::Null);
    }
    let vpc = "vpc-1";
    add(&mut all, vpc, json!({"type": "vpc", "region": "eu-west-1", "cidrBlocks": ["10.0.0.0/16"]}));
    for (at, zone) in ["a", "b"].into_iter().enumerate() {
        let (to_endpoint, from_endpoint) = (format!("subnet-t{zone}"), format!("subnet-f{zone}"));
        subnet(&mut all, vpc, &to_endpoint, zone, &format!("10.0.{at}.0/24"));
        subnet(&mut all, vpc, &from_endpoint, zone, &format!("10.0.10{at}.0/24"));
        let endpoint = if dice.one_in(6) { "vpce-a".to_owned() } else { format!("vpce-{zone}") };
        for (id, target) in [
            (&to_endpoint, json!({"destinationCidrBlock": "0.0.0.0/0", "vpcEndpointId": endpoint})),
            (&from_endpoint, json!({"destinationCidrBlock": "0.0.0.0/0", "transitGatewayId": "tgw-1"})),
        ] {
            add(
                &mut all,
                &format!("rtb-{id}"),
                json!({"type": "routeTable", "vpcId": vpc, "subnetIds": [id], "routes": {"r1": target}}),
            );
        }
    }
    let options = if dice.one_in(2) { json!({"applianceModeSupport": "enable"}) } else { Value::Null };
    let mut zones = vec!["subnet-ta".to_owned(), "subnet-tb".to_owned()];
    zones.truncate(2 - usize::from(dice.one_in(6)));
    attachment(&mut all, "1", &zones, options);
    let around = if dice.one_in(6) { vec!["tgw-attach-y"] } else { Vec::new() };
    let mut spokes = vec!["tgw-attach-x", "tgw-attach-y"];
    spokes.retain(|id| !around.contains(id));
    let mut middle = vec!["tgw-attach-1"];
    middle.extend(around);
    add(
        &mut all,
        "tgw-rtb-s",
        json!({"type": "transitGatewayRouteTable", "transitGatewayId": "tgw-1", "associations": spokes,
            "routes": {"r1": {"destinationCidrBlock": "0.0.0.0/0", "transitGatewayAttachmentId": "tgw-attach-1"}}}),
    );
    add(
        &mut all,
        "tgw-rtb-i",
        json!({"type": "transitGatewayRouteTable", "transitGatewayId": "tgw-1", "associations": middle,
            "propagations": ["tgw-attach-x", "tgw-attach-y"]}),
    );
    behind(dice, &mut all, vpc);
    open(&all)
}

fn attachment(all: &mut Resources, letter: &str, subnets: &[String], options: Value) {
    let mut one = json!({"type": "transitGatewayAttachment", "transitGatewayId": "tgw-1", "resourceType": "vpc",
        "resourceId": format!("vpc-{letter}"), "subnetIds": subnets});
    if !options.is_null() {
        one["options"] = options;
    }
    add(all, &format!("tgw-attach-{letter}"), one);
}

fn flows(dice: &mut Dice, document: &Document) -> Vec<Flow> {
    let is_end = |id: &str, one: &Resource| matches!(one, Resource::Instance(_)) && !id.starts_with("i-s");
    let hosts = document.resources.iter().filter(|(id, one)| is_end(id.as_str(), one.as_ref()));
    let mut ends: Vec<String> = hosts.map(|(id, _)| id.to_string()).collect();
    if ends.len() < 4 {
        ends.push("internet".to_owned());
    }
    let mut flows = Vec::new();
    for _ in 0..FLOWS {
        let (from, to) = (dice.below(ends.len()), dice.below(ends.len()));
        if from == to {
            continue;
        }
        flows.push(Flow {
            from: ends[from].clone(),
            to: ends[to].clone(),
            name: None,
            is_ipv4: true,
            protocol: Protocol::new(dice.pick(&["tcp", "tcp", "tcp", "udp", "icmp"])),
            port: [443, 443, 22, 53, 8443][dice.below(5)],
            source_port: dice.one_in(6).then(|| [1024, 25000, 40000][dice.below(3)]),
        });
    }
    flows
}

fn drawing(seed: u64) -> (Document, Vec<Flow>) {
    let mut dice = Dice::new(seed + 3_000_000);
    let document = if dice.one_in(3) { behind_a_hub(&mut dice) } else { beside_a_gateway(&mut dice) };
    let flows = flows(&mut dice, &document);
    (document, flows)
}

/// No packet is delivered around a firewall, by a rule that drops it, or to appliances that do not take it.
#[test]
fn both_evaluators_say_the_same_of_what_is_inspected() {
    let mut compared = Compared::default();
    let first = number("NETYARD_SEED", 0) as u64;
    for seed in first..first + (number("NETYARD_FLOWS", 12_000) / 2).div_ceil(FLOWS) as u64 {
        let (document, flows) = drawing(seed);
        compared.ask(&document, flows);
    }
    compared.report(&[
        "delivered",
        "rejected",
        "unknown",
        "Asymmetric on Return",
        "AroundMiddlebox on Forward",
        "FirewallRules on Forward",
        "FirewallRules on Return",
        "Geneve on Forward",
        "Group on Forward",
        "Loop on Forward",
        "ServiceZone on Forward",
        "State on Forward",
        "TargetZone on Forward",
    ]);
}

/// The document as an evaluator would see it that forgets something about inspection.
fn forgetting(document: &Document, forget: &str) -> Document {
    let mut less = document.clone();
    for resource in less.resources.values_mut() {
        match (forget, std::sync::Arc::make_mut(resource)) {
            ("the order of stateless rules", Resource::RuleGroup(group)) => {
                for rule in group.stateless_rules.values_mut() {
                    rule.priority = rule.priority.map(|priority| 100 - priority);
                }
            }
            ("the strict order", Resource::FirewallPolicy(policy)) => policy.stateful_engine_options = None,
            ("default actions", Resource::FirewallPolicy(policy)) => {
                policy.stateless_default_actions = vec!["aws:forward_to_sfe".to_owned()];
                policy.stateful_default_actions.clear();
            }
            ("directions", Resource::RuleGroup(group)) => {
                group
                    .stateful_rules
                    .values_mut()
                    .for_each(|rule| "ANY".clone_into(&mut rule.header.direction));
            }
            ("rules that pass", Resource::RuleGroup(group)) => {
                group.stateful_rules.retain(|_, rule| rule.action.as_deref() != Some("PASS"));
            }
            ("home nets", Resource::FirewallPolicy(policy)) => policy.policy_variables = None,
            ("domain lists", Resource::RuleGroup(group)) => group.rules_source_list = None,
            ("tables of gateways", Resource::RouteTable(table)) => table.gateway_id = None,
            ("appliance mode", Resource::TransitGatewayAttachment(one)) => {
                one.options = netyard_core::model::TransitGatewayAttachmentOptions::default();
            }
            ("health", Resource::TargetGroup(group)) => {
                group.targets.values_mut().for_each(|target| target.target_health = None);
            }
            ("cross-zone balancing", Resource::LoadBalancer(balancer)) => balancer.attributes.clear(),
            ("GENEVE", Resource::TargetGroup(group)) => {
                group.port = Some(6081);
                group.protocol = Some("GENEVE".to_owned());
            }
            ("states", Resource::VpcEndpoint(endpoint)) => "available".clone_into(&mut endpoint.state),
            ("who stands behind", Resource::Firewall(firewall)) => {
                "READY".clone_into(&mut firewall.status);
                firewall.firewall_policy_id = None;
            }
            _ => {}
        }
    }
    less
}

/// An evaluator that forgets one thing about inspection is found out.
#[test]
fn whoever_forgets_something_of_inspection_is_found_out() {
    let forgotten = [
        "the order of stateless rules",
        "the strict order",
        "default actions",
        "directions",
        "rules that pass",
        "home nets",
        "domain lists",
        "tables of gateways",
        "appliance mode",
        "health",
        "cross-zone balancing",
        "GENEVE",
        "states",
        "who stands behind",
    ];
    all_are_noticed(&forgotten, (0..400).map(drawing), forgetting);
}
