//! Application and Network Load Balancers (sections 20 and 21 of the rule book): which target a node takes, and what that sees
//! of the client. Targets are not checked: their health is what somebody wrote.

use super::evaluate::Flow;
use super::facts::{Facts, Interface};
use super::filters::Way as Gate;
use super::holders::Kind;
use super::opinion::Reason;
use super::routes::{Next, look_up};
use super::walk::{Arrival, Fate, Packet, Walk, stop};
use crate::random_network::Dice;
use netyard_core::model::{Document, LoadBalancer, LoadBalancerListener, Resource, TargetGroup};
use netyard_core::net::Protocol;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::net::IpAddr;

/// A connection that a node has handed to a target.
#[derive(Clone)]
pub(crate) struct Balanced {
    /// The interface of the node, and the address by which it was asked.
    node: String,
    asked: IpAddr,
    client: IpAddr,
    target: IpAddr,
    /// The node's own address, where the target sees that instead of the client.
    own: Option<IpAddr>,
}

/// A target that a node may take.
struct Aim {
    address: IpAddr,
    port: u16,
    zone: String,
    is_healthy: bool,
}

/// The load balancer whose node an interface is.
fn balancer<'a>(facts: &Facts<'a>, interface: &Interface) -> Option<&'a LoadBalancer> {
    let holder = interface.holder.as_ref().filter(|holder| holder.kind == Kind::Balancer)?;
    facts.document.load_balancer(&holder.id)
}

/// A Network Load Balancer without groups filters nothing (R-NLB-2).
pub(crate) fn is_open(facts: &Facts, interface: &Interface) -> bool {
    interface.groups.is_empty()
        && balancer(facts, interface).is_some_and(|one| one.load_balancer_type == "network")
}

/// Whether the packet is what a node hands on with the client's address, and the node carries the group (R-NLB-5).
pub(crate) fn hands_on_for(facts: &Facts, packet: &Packet, group: &str, vpc: &str) -> bool {
    let sender = packet.sender.as_ref().and_then(|id| facts.interface(id));
    sender.is_some_and(|node| {
        balancer(facts, node).is_some() && node.vpc == vpc && node.groups.iter().any(|one| one == group)
    })
}

/// How many targets a node may have to choose from at most.
pub(crate) fn most_targets(facts: &Facts) -> usize {
    let groups = facts.document.resources.values().filter_map(|resource| match resource.as_ref() {
        Resource::TargetGroup(group) => Some(group.targets.len()),
        _ => None,
    });
    groups.max().unwrap_or(0).max(1)
}

fn takes(listener: &LoadBalancerListener, protocol: &Protocol) -> bool {
    // AWS makes none that has nothing to show.
    if matches!(listener.protocol.as_deref(), Some("HTTPS" | "TLS")) && listener.certificate_arns.is_empty() {
        return false;
    }
    match listener.protocol.as_deref() {
        Some("HTTP" | "HTTPS" | "TCP" | "TLS") => *protocol == Protocol::Tcp,
        Some("UDP") => *protocol == Protocol::Udp,
        Some("TCP_UDP") => matches!(protocol, Protocol::Tcp | Protocol::Udp),
        _ => false,
    }
}

/// The address of a target: of an instance the first one of its first interface.
fn aims(facts: &Facts, group: &TargetGroup) -> Vec<Aim> {
    let vpc = group.vpc_id.as_ref().map(ToString::to_string).unwrap_or_default();
    let aim = |target: &netyard_core::model::Target| {
        let id = target.id.as_ref()?.to_string();
        let (address, subnet) = if group.target_type == "ip" {
            let address: IpAddr = id.parse().ok()?;
            (address, facts.subnet_of(&vpc, address).map(|subnet| subnet.id.clone())?)
        } else {
            // An instance that does not run is no target as long as it is so.
            let first = *facts.interfaces_of(&id).first().filter(|one| one.is_running())?;
            (first.address(true)?, first.subnet.clone())
        };
        Some(Aim {
            address,
            port: target.port.or(group.port)?,
            zone: facts.zone(&subnet),
            // Without checks AWS calls the health of every target unavailable.
            is_healthy: match target.state() {
                Some("unhealthy") => false,
                Some("unavailable") => !group.health_check_enabled,
                _ => true,
            },
        })
    };
    group.targets.values().filter_map(aim).collect()
}

/// Whether nodes send to targets of other zones: an Application Load Balancer does, a Network Load Balancer does if it is told
/// to, and the group may say otherwise (R-ALB-8, R-NLB-8).
fn is_cross_zone(one: &LoadBalancer, group: &TargetGroup) -> bool {
    let attribute = "load_balancing.cross_zone.enabled";
    let of_group =
        group.attributes.get(attribute).filter(|value| *value != "use_load_balancer_configuration");
    match (of_group, one.load_balancer_type.as_str()) {
        (Some(value), _) => value == "true",
        (None, "application") => true,
        (None, _) => one.attributes.get(attribute).is_some_and(|value| value == "true"),
    }
}

/// Whether the target sees the client (R-NLB-4).
fn keeps_client(one: &LoadBalancer, group: &TargetGroup) -> bool {
    if one.load_balancer_type != "network" {
        return false;
    }
    if matches!(group.protocol.as_deref(), Some("UDP" | "TCP_UDP")) {
        return true;
    }
    let written = group.attributes.get("preserve_client_ip.enabled");
    written.map_or(group.target_type == "instance", |value| value == "true")
}

impl<'a> Walk<'a> {
    /// A node takes a request: `None` for who is no load balancer.
    pub(crate) fn balance(&mut self, node: &'a Interface, packet: &Packet) -> Option<Fate> {
        let one = balancer(self.facts, node)?;
        Some(self.balanced(node, one, packet.clone()))
    }

    fn balanced(&mut self, node: &'a Interface, one: &'a LoadBalancer, mut packet: Packet) -> Fate {
        let (facts, place) = (self.facts, node.place());
        self.step(&place)?;
        let carries = packet.protocol == Protocol::Tcp
            || one.load_balancer_type == "network" && packet.protocol == Protocol::Udp;
        if !carries {
            return stop(Reason::Protocol, &place);
        }
        let mut listeners = one.listeners.values();
        let is_it = |listener: &&LoadBalancerListener| {
            listener.port == Some(packet.port) && takes(listener, &packet.protocol)
        };
        let Some(listener) = listeners.find(is_it) else { return stop(Reason::BalancerListener, &place) };
        let action = listener.default_actions.values().next();
        let Some(action) = action.filter(|action| action.action_type.as_deref() == Some("forward")) else {
            return Ok(Arrival::Interface(node.id.clone(), packet));
        };
        let group = action.target_group_arn.as_ref().and_then(|id| facts.document.target_group(id.as_str()));
        let group = group.filter(|group| !group.targets.is_empty());
        let Some(group) = group else { return stop(Reason::NoTargets, &place) };
        let aims = self.usable(node, one, group)?;
        self.has_balanced = aims.len();
        let Some(aim) = aims.get(self.target_pick % aims.len().max(1)) else {
            return stop(Reason::NoTargets, &place);
        };
        let own = node.address(true).filter(|_| !keeps_client(one, group));
        if own.is_none() && aim.address == packet.from {
            // A target that is sent back to itself (R-NLB-7).
            return stop(Reason::Hairpin, &place);
        }
        self.memory.balanced.push(Balanced {
            node: node.id.clone(),
            asked: packet.to,
            client: packet.from,
            target: aim.address,
            own,
        });
        packet.to = aim.address;
        packet.port = aim.port;
        packet.over = None;
        packet.sender = Some(node.id.clone());
        if let Some(own) = own {
            // A connection of its own, from a port of its own (R-ALB-6).
            self.memory.translated.push((place, packet.from, own));
            packet.from = own;
            return self.send(node, packet);
        }
        self.groups(node, &packet, Gate::Out)?;
        let here = facts.subnet(&node.subnet).unwrap();
        if here.blocks.iter().any(|block| block.contains(&packet.to)) {
            return self.reach(&node.vpc, &node.subnet, packet);
        }
        match look_up(facts, &node.subnet, packet.to) {
            Some(Next::Local) => {}
            Some(Next::Blackhole) => return stop(Reason::Blackhole, &node.subnet),
            None => return stop(Reason::NoRoute, &node.subnet),
            // Only a direct way keeps the client (R-NLB-6).
            Some(_) => return stop(Reason::ClientWay, &place),
        }
        self.acl(&node.subnet, &packet, Gate::Out)?;
        self.enter_vpc(&node.vpc, packet)
    }

    /// The targets in zones that the node uses, of these the healthy ones, else all (R-ALB-8, R-ALB-11, R-NLB-8, R-NLB-16).
    fn usable(
        &self,
        node: &Interface,
        one: &LoadBalancer,
        group: &TargetGroup,
    ) -> Result<Vec<Aim>, (Reason, String)> {
        let (facts, place) = (self.facts, node.place());
        let zones: BTreeSet<String> =
            facts.interfaces_of(&place).iter().map(|node| facts.zone(&node.subnet)).collect();
        let mut aims = aims(facts, group);
        if aims.is_empty() {
            return stop(Reason::NoTargets, &place);
        }
        aims.retain(|aim| zones.contains(&aim.zone));
        if aims.is_empty() {
            return stop(Reason::TargetZone, &place);
        }
        if !is_cross_zone(one, group) {
            let own = facts.zone(&node.subnet);
            aims.retain(|aim| aim.zone == own);
            if aims.is_empty() {
                return stop(Reason::TargetZone, &place);
            }
        }
        if aims.iter().any(|aim| aim.is_healthy) {
            aims.retain(|aim| aim.is_healthy);
        }
        Ok(aims)
    }

    /// What a target answers to a client that the node kept goes back to the node, whatever the routes say.
    pub(crate) fn back_to_node(&mut self, from: &Interface, packet: &Packet) -> Option<Fate> {
        let last = self.memory.balanced.last().filter(|_| self.is_reply)?.clone();
        if last.own.is_some() || last.target != packet.from || last.client != packet.to {
            return None;
        }
        let node = self.facts.interface(&last.node)?;
        if let Err(stopped) = self.between(&from.subnet, &node.subnet, packet) {
            return Some(Err(stopped));
        }
        self.memory.balanced.pop();
        let back = Packet { from: last.asked, sender: Some(node.id.clone()), over: None, ..packet.clone() };
        Some(self.send(node, back))
    }

    /// What a target answers to a node: the node answers the client.
    pub(crate) fn answer_client(&mut self, node: &'a Interface, packet: &Packet) -> Option<Fate> {
        let last = self.memory.balanced.last().filter(|_| self.is_reply)?.clone();
        if last.node != node.id || last.own != Some(packet.to) || last.target != packet.from {
            return None;
        }
        self.memory.balanced.pop();
        self.memory.translated.pop();
        self.ports.pop();
        let back = Packet {
            from: last.asked,
            to: last.client,
            port: *self.ports.last().unwrap(),
            sender: Some(node.id.clone()),
            over: None,
            ..packet.clone()
        };
        Some(self.send(node, back))
    }
}

/// The document with load balancers in about every second VPC.
pub(crate) fn with_balancers(document: &Document, dice: &mut Dice) -> Document {
    let mut whole: Value = serde_json::from_str(&netyard_core::schema::save(document)).unwrap();
    let vpcs: Vec<String> = document.resources.keys().map(ToString::to_string).collect();
    let vpcs = vpcs.into_iter().filter(|id| document.vpc(id).is_some());
    for (number, vpc) in vpcs.enumerate() {
        for kind in ["application", "network"] {
            if !dice.one_in(3) {
                add(document, dice, &mut whole, (&vpc, number), kind);
            }
        }
    }
    netyard_core::schema::open(&whole.to_string()).unwrap().document
}

fn add(document: &Document, dice: &mut Dice, whole: &mut Value, (vpc, number): (&str, usize), kind: &str) {
    let facts = Facts::new(document);
    let letter = &kind[..1];
    let (balancer, group) = (format!("lb-{letter}-{vpc}"), format!("tg-{letter}-{vpc}"));
    let is_network = kind == "network";
    let groups: Vec<String> = document
        .resources
        .iter()
        .filter(|(_, resource)| {
            matches!(resource.as_ref(), Resource::SecurityGroup(group)
                if group.vpc_id.as_ref().is_some_and(|id| id.as_str() == vpc))
        })
        .map(|(id, _)| id.to_string())
        .collect();
    let named: Vec<&String> = match groups.len() {
        0 => Vec::new(),
        _ if is_network && dice.one_in(2) => Vec::new(),
        count => vec![&groups[dice.below(count)]],
    };
    let mut zones = BTreeSet::new();
    let subnets: Vec<_> = facts.subnets.iter().filter(|subnet| subnet.vpc == vpc).collect();
    for (at, subnet) in subnets.iter().enumerate() {
        let block = subnet.blocks.iter().find(|block| block.addr().is_ipv4());
        let Some(block) = block.filter(|_| !dice.one_in(4) && zones.insert(subnet.zone.clone())) else {
            continue;
        };
        let net = block.addr().to_string();
        let last = if is_network { 241 } else { 240 };
        let address = format!("{}.{last}", net.rsplit_once('.').unwrap().0);
        let mut entry = json!({"privateIpAddress": address, "primary": true});
        if dice.one_in(2) {
            let public = 100 + number * 20 + at * 2 + usize::from(is_network);
            entry["publicIp"] = json!(format!("198.51.100.{public}"));
        }
        whole["resources"][format!("eni-{balancer}-{at}")] = json!({"type": "networkInterface",
            "subnetId": subnet.id, "privateIpAddresses": [entry], "groupIds": named,
            "attachment": {"instanceId": balancer, "deviceIndex": at}});
    }
    let protocol = match (is_network, dice.below(4)) {
        (false, _) => "HTTP",
        (true, 0) => "UDP",
        (true, 1) => "TCP_UDP",
        (true, _) => "TCP",
    };
    let forward = json!({"actionType": "forward", "targetGroupArn": group});
    let answer = json!({"actionType": "fixed-response", "fixedResponseConfig": {"statusCode": "200"}});
    let action = if !is_network && dice.one_in(6) { answer } else { forward };
    let mut attributes = serde_json::Map::new();
    if is_network && dice.one_in(2) {
        attributes.insert("load_balancing.cross_zone.enabled".to_owned(), json!("true"));
    }
    let state = if dice.one_in(10) { "provisioning" } else { "active" };
    whole["resources"][&balancer] = json!({"type": "loadBalancer", "loadBalancerType": kind, "vpcId": vpc,
        "state": state, "attributes": attributes,
        "listeners": {"l1": {"protocol": protocol, "port": 443, "defaultActions": {"a1": action}}}});
    whole["resources"][&group] = target_group(&facts, dice, vpc, protocol);
}

fn target_group(facts: &Facts, dice: &mut Dice, vpc: &str, protocol: &str) -> Value {
    let is_plain = |one: &&Interface| {
        one.vpc == vpc
            && one.device == 0
            && one.address(true).is_some()
            && one.holder.as_ref().is_some_and(|holder| holder.kind == Kind::Instance)
    };
    let hosts: Vec<&Interface> = facts.interfaces.iter().filter(is_plain).collect();
    let by_address = dice.one_in(2);
    let mut targets = serde_json::Map::new();
    for (at, host) in hosts.iter().enumerate() {
        if targets.len() > 3 || dice.one_in(3) {
            continue;
        }
        let id = if by_address { host.address(true).unwrap().to_string() } else { host.place() };
        let mut target = json!({"id": id});
        if dice.one_in(3) {
            target["targetHealth"] = json!({"state": dice.pick(&["unhealthy", "healthy", "unavailable"])});
        }
        targets.insert(format!("t{at}"), target);
    }
    let mut attributes = serde_json::Map::new();
    if protocol != "HTTP" && dice.one_in(3) {
        attributes.insert("preserve_client_ip.enabled".to_owned(), json!(dice.pick(&["true", "false"])));
    }
    if dice.one_in(3) {
        let value = dice.pick(&["true", "false", "use_load_balancer_configuration"]);
        attributes.insert("load_balancing.cross_zone.enabled".to_owned(), json!(value));
    }
    json!({"type": "targetGroup", "vpcId": vpc, "protocol": protocol, "port": 443, "healthCheckEnabled": false,
        "targetType": if by_address { "ip" } else { "instance" }, "attributes": attributes, "targets": targets})
}

/// Flows to nodes of load balancers, by private and by public addresses.
pub(crate) fn flows(dice: &mut Dice, document: &Document, count: usize) -> Vec<Flow> {
    let facts = Facts::new(document);
    let is_node = |one: &&Interface| one.holder.as_ref().is_some_and(|holder| holder.kind == Kind::Balancer);
    let nodes: Vec<&Interface> = facts.interfaces.iter().filter(is_node).collect();
    let is_host = |one: &&Interface| {
        one.address(true).is_some()
            && one.holder.as_ref().is_some_and(|holder| holder.kind == Kind::Instance)
            && one.device == 0
    };
    let hosts: Vec<&Interface> = facts.interfaces.iter().filter(is_host).collect();
    if nodes.is_empty() || hosts.is_empty() {
        return Vec::new();
    }
    let mut flows = Vec::new();
    for _ in 0..count {
        let node = nodes[dice.below(nodes.len())];
        let public = node.public.first().map(|(_, public)| public.to_string());
        let (from, to) = match (dice.below(4), public) {
            (0, Some(public)) => ("internet".to_owned(), public),
            (1, Some(public)) => (hosts[dice.below(hosts.len())].place(), public),
            _ => {
                // Rather a host of the VPC itself: most others have no way.
                let near: Vec<_> = hosts.iter().filter(|host| host.vpc == node.vpc).collect();
                let host = match near.len() {
                    0 => hosts[dice.below(hosts.len())],
                    _ if dice.one_in(3) => hosts[dice.below(hosts.len())],
                    count => near[dice.below(count)],
                };
                (host.place(), node.address(true).unwrap().to_string())
            }
        };
        let protocol = match dice.below(8) {
            0 => Protocol::Icmp,
            1 | 2 => Protocol::Udp,
            _ => Protocol::Tcp,
        };
        let source_port = dice.one_in(6).then(|| [1024, 33000, 45000, 60000][dice.below(4)]);
        let port = if dice.one_in(8) { 22 } else { 443 };
        flows.push(Flow { from, to, name: None, is_ipv4: true, protocol, port, source_port });
    }
    flows
}
