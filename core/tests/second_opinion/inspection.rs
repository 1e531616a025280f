//! Gateway Load Balancer endpoints (section 18 of the rule book), and what stands behind them: the appliances of a service, or
//! a firewall (`network_firewalls.rs`).

use super::facts::{Facts, Interface};
use super::filters::{Way as Gate, groups_admit};
use super::network_firewalls::Truth;
use super::opinion::Reason;
use super::walk::{Fate, Packet, Walk, stop};
use netyard_core::model::{LoadBalancer, Resource, TargetGroup, VpcEndpoint, VpcEndpointService};
use netyard_core::net::Protocol;
use std::net::IpAddr;

/// The port of GENEVE.
const GENEVE: u16 = 6081;

/// A flow that went through something that waits for its replies.
#[derive(Clone, Debug)]
pub(crate) struct Inspected {
    /// The endpoint of a firewall, or the node of a Gateway Load Balancer.
    pub(crate) at: String,
    /// The firewall; `None` for appliances, which nobody blames for what they do not see.
    pub(crate) firewall: Option<String>,
    pub(crate) from: IpAddr,
    pub(crate) to: IpAddr,
    pub(crate) protocol: Protocol,
    /// Whether the stateful engine of a firewall knows it, and whether one of its rules passed it.
    pub(crate) is_stateful: bool,
    pub(crate) is_passed: Truth,
    pub(crate) is_answered: bool,
}

impl Inspected {
    /// Whether a packet belongs to its reply.
    pub(crate) fn is_answered_by(&self, packet: &Packet) -> bool {
        self.from == packet.to && self.to == packet.from && self.protocol == packet.protocol
    }
}

/// The endpoint that a route may name, of a VPC (R-GWLB-2).
pub(crate) fn endpoint<'a>(facts: &Facts<'a>, id: &str, vpc: &str) -> Option<&'a VpcEndpoint> {
    let one = facts.document.vpc_endpoint(id)?;
    let is_there = !matches!(one.state.as_str(), "deleted" | "deleting" | "expired");
    let is_own = one.vpc_id.as_ref().is_some_and(|own| own.as_str() == vpc);
    (one.vpc_endpoint_type == "GatewayLoadBalancer" && is_there && is_own).then_some(one)
}

/// The interface of an endpoint, or those of a load balancer.
fn interfaces_of<'a>(facts: &'a Facts, id: &str) -> Vec<&'a Interface> {
    let is_of = |one: &&Interface| {
        let drawn = facts.document.network_interface(&one.id).and_then(|it| it.instance_id());
        drawn.is_some_and(|holder| holder.as_str() == id)
    };
    facts.interfaces.iter().filter(is_of).collect()
}

/// The name by which zones of several accounts are compared (R-EPS-2).
fn zone_id(facts: &Facts, subnet: &str) -> String {
    let drawn = facts.document.subnet(subnet);
    drawn.and_then(|one| one.availability_zone_id.clone()).unwrap_or_else(|| facts.zone(subnet))
}

fn service<'a>(facts: &Facts<'a>, endpoint: &VpcEndpoint) -> Option<(String, &'a VpcEndpointService)> {
    facts.document.resources.iter().find_map(|(id, one)| match one.as_ref() {
        Resource::VpcEndpointService(one)
            if one.service_name.is_some() && one.service_name == endpoint.service_name =>
        {
            Some((id.to_string(), one))
        }
        _ => None,
    })
}

/// The firewall that has an endpoint.
fn firewall_of(facts: &Facts, endpoint: &str) -> Option<String> {
    facts.document.resources.iter().find_map(|(id, one)| match one.as_ref() {
        Resource::Firewall(firewall) => {
            let mut rows = firewall.subnet_mappings.values();
            rows.any(|row| row.endpoint_id.as_ref().is_some_and(|id| id.as_str() == endpoint))
                .then(|| id.to_string())
        }
        _ => None,
    })
}

impl<'a> Walk<'a> {
    /// By a route to an endpoint: the ACL of the subnet that sends is asked also where the endpoint is in it (R-GWLB-6).
    pub(crate) fn by_endpoint(&mut self, id: &str, from: Option<&str>, packet: Packet) -> Fate {
        if let Some(from) = from {
            self.acl(from, &packet, Gate::Out)?;
        }
        let own = interfaces_of(self.facts, id);
        let Some(interface) = own.first().copied() else { return stop(Reason::Unclear, id) };
        if from != Some(interface.subnet.as_str()) {
            self.acl(&interface.subnet, &packet, Gate::In)?;
        }
        self.inspect(id, interface, packet)
    }

    /// Into the endpoint, through what stands behind it, and out as it came (R-GWLB-3).
    fn inspect(&mut self, id: &str, interface: &'a Interface, mut packet: Packet) -> Fate {
        self.step(id)?;
        let facts = self.facts;
        let Some(endpoint) = facts.document.vpc_endpoint(id) else { return stop(Reason::Lost, id) };
        if interface.addresses.contains(&packet.to) {
            return stop(Reason::Unclear, id);
        }
        if endpoint.state != "available" {
            return stop(Reason::State, id);
        }
        if let Some(firewall) = firewall_of(facts, id) {
            self.through_firewall(&firewall, id, &packet)?;
        } else if let Some((service_id, service)) = service(facts, endpoint) {
            self.through_service((&service_id, service), (id, interface), &packet)?;
        } else {
            return stop(Reason::Unclear, id);
        }
        self.passed.insert((id.to_owned(), packet.from));
        // Whose groups it carried nobody sees any more (R-GWLB-7).
        packet.sender = None;
        self.onward(&interface.subnet, packet, None)
    }

    /// To an appliance of a service, in GENEVE, and back.
    fn through_service(
        &mut self,
        (service_id, service): (&str, &'a VpcEndpointService),
        (endpoint, interface): (&str, &'a Interface),
        packet: &Packet,
    ) -> Result<(), (Reason, String)> {
        let facts = self.facts;
        let balancers: Vec<_> = service
            .gateway_load_balancer_arns
            .iter()
            .filter_map(|id| Some((id.to_string(), facts.document.load_balancer(id.as_str())?)))
            .filter(|(id, _)| !interfaces_of(facts, id).is_empty())
            .collect();
        // Which of several AWS takes is not followed.
        let (id, balancer) = match balancers.as_slice() {
            [] => return stop(Reason::Unclear, service_id),
            [(id, one)] => (id.as_str(), *one),
            _ => return stop(Reason::Unsure, service_id),
        };
        let zone = zone_id(facts, &interface.subnet);
        let nodes = interfaces_of(facts, id);
        let node = nodes.into_iter().find(|node| zone_id(facts, &node.subnet) == zone);
        let Some(node) = node else { return stop(Reason::ServiceZone, endpoint) };
        if !matches!(balancer.state.as_str(), "active" | "active_impaired") {
            return stop(Reason::State, id);
        }
        if self.is_reply {
            // The appliance that has seen the request, and no other (R-GWLB-5).
            let known = self.memory.inspected.iter();
            let is_known = known.into_iter().any(|one| one.at == node.id && one.is_answered_by(packet));
            return if is_known { Ok(()) } else { stop(Reason::Asymmetric, id) };
        }
        let (group, appliance) = self.appliance(id, balancer, node)?;
        self.memory.inspected.push(Inspected {
            at: node.id.clone(),
            firewall: None,
            from: packet.from,
            to: packet.to,
            protocol: packet.protocol.clone(),
            is_stateful: false,
            is_passed: Truth::Yes,
            is_answered: false,
        });
        self.in_geneve(id, node, group, appliance)
    }

    /// Any healthy appliance of the node's zone, with cross-zone balancing of all (R-GWLB-9).
    fn appliance(
        &mut self,
        id: &str,
        balancer: &'a LoadBalancer,
        node: &Interface,
    ) -> Result<(&'a TargetGroup, &'a Interface), (Reason, String)> {
        let facts = self.facts;
        let actions =
            balancer.listeners.values().flat_map(|listener| listener.default_actions.values()).next();
        let group = actions
            .and_then(|action| action.target_group_arn.as_ref())
            .and_then(|group| facts.document.target_group(group.as_str()));
        let Some(group) = group else { return stop(Reason::TargetZone, id) };
        let cross_zone = "load_balancing.cross_zone.enabled";
        let of_group =
            group.attributes.get(cross_zone).filter(|value| *value != "use_load_balancer_configuration");
        let is_everywhere =
            of_group.or(balancer.attributes.get(cross_zone)).is_some_and(|value| value == "true");
        let mut fit: Vec<&Interface> = Vec::new();
        for target in group.targets.values() {
            let Some(name) = target.id.as_ref().map(ToString::to_string) else { continue };
            let found = match name.parse::<IpAddr>() {
                Ok(address) => facts.interfaces.iter().find(|one| one.addresses.contains(&address)),
                Err(_) => facts.interfaces_of(&name).first().copied(),
            };
            let Some(found) = found else { return stop(Reason::Unsure, id) };
            let is_well = target.state().is_none_or(|state| state == "healthy") && found.is_running();
            if is_well && (is_everywhere || facts.zone(&found.subnet) == facts.zone(&node.subnet)) {
                fit.push(found);
            }
        }
        // Whether checks come to all of them is not worked out here: where they may not, nothing is said.
        let is_clear = |one: &&&Interface| self.check_arrives(node, group, one);
        if group.health_check_enabled && fit.iter().filter(is_clear).count() < fit.len() {
            return stop(Reason::Unsure, id);
        }
        self.has_balanced = self.has_balanced.max(fit.len());
        match fit.get(self.target_pick % fit.len().max(1)) {
            Some(one) => Ok((group, *one)),
            None => stop(Reason::TargetZone, id),
        }
    }

    /// Whether the check of a group, over tcp, surely comes to an appliance and back.
    fn check_arrives(&self, node: &Interface, group: &TargetGroup, appliance: &Interface) -> bool {
        let port = match group.health_check_port.as_deref() {
            Some(port) => port.parse().unwrap_or(group.port.unwrap_or(GENEVE)),
            None if group.protocol.as_deref() == Some("GENEVE") => 80,
            None => group.port.unwrap_or(GENEVE),
        };
        let (Some(own), Some(far)) = (node.address(true), appliance.address(true)) else { return false };
        let there = Packet {
            from: own,
            to: far,
            protocol: Protocol::Tcp,
            port,
            icmp: (0, 0),
            name: None,
            sender: None,
            over: None,
        };
        let is_plain = |subnet: &str| {
            let acls = self.facts.document.resources.values();
            let mut acls = acls.filter_map(|resource| match resource.as_ref() {
                Resource::NetworkAcl(acl) => Some(acl),
                _ => None,
            });
            !acls.any(|acl| acl.subnet_ids.iter().any(|own| own.as_str() == subnet))
        };
        let listens = self.facts.document.instance(&appliance.place()).and_then(|own| own.listens.as_ref());
        listens.is_none()
            && is_plain(&node.subnet)
            && is_plain(&appliance.subnet)
            && groups_admit(self.facts, appliance, &there, Gate::In)
    }

    /// udp 6081 there and back, by the ACLs on the way and the groups of the appliance (R-GWLB-1).
    fn in_geneve(
        &self,
        id: &str,
        node: &Interface,
        group: &TargetGroup,
        appliance: &Interface,
    ) -> Result<(), (Reason, String)> {
        if group.protocol.as_deref().unwrap_or("GENEVE") != "GENEVE" || group.port != Some(GENEVE) {
            return stop(Reason::Geneve, id);
        }
        let (Some(own), Some(far)) = (node.address(true), appliance.address(true)) else {
            return stop(Reason::Unclear, id);
        };
        let there = Packet {
            from: own,
            to: far,
            protocol: Protocol::Udp,
            port: GENEVE,
            icmp: (0, 0),
            name: None,
            sender: None,
            over: None,
        };
        let back = Packet { from: far, to: own, ..there.clone() };
        self.between(&node.subnet, &appliance.subnet, &there)?;
        if !groups_admit(self.facts, appliance, &there, Gate::In) {
            return stop(Reason::Group, &appliance.place());
        }
        self.between(&appliance.subnet, &node.subnet, &back)
    }
}
