//! Lines behind load balancers: to the groups that they forward to, and from there to who answers.

use std::collections::BTreeMap;
use std::net::IpAddr;

use netyard_core::model::{Document, LoadBalancer, LoadBalancerRule, Resource, ResourceId, TargetGroup};

use super::{EdgeKind, Wanted};
use crate::scene::Scene;
use crate::text_width::{TextStyle, cut_in_the_middle};

/// Who has which address, for targets that are named by theirs.
#[derive(Debug, Default)]
pub struct Addresses<'a> {
    document: Option<&'a Document>,
    /// Interfaces with their VPC, and hosts of sites.
    owners: BTreeMap<IpAddr, Vec<(&'a ResourceId, Option<&'a ResourceId>)>>,
}

impl<'a> Addresses<'a> {
    /// Reads the document once, where a group of it names addresses.
    pub fn of(document: &'a Document) -> Self {
        let names_addresses = |resource: &Resource| matches!(resource, Resource::TargetGroup(group) if group.target_type == "ip");
        if !document.resources.values().any(|resource| names_addresses(resource)) {
            return Self::default();
        }
        let mut owners: BTreeMap<IpAddr, Vec<_>> = BTreeMap::new();
        for (id, resource) in &document.resources {
            match resource.as_ref() {
                Resource::NetworkInterface(interface) => {
                    let subnet = interface.subnet_id.as_ref().and_then(|id| document.subnet(id.as_str()));
                    let vpc = subnet.and_then(|subnet| subnet.vpc_id.as_ref());
                    let four = interface.private_ip_addresses.iter();
                    let four = four.filter_map(|entry| entry.private_ip_address.as_ref()?.ip());
                    let six = interface.ipv6_addresses.iter().filter_map(|entry| entry.ipv6_address.ip());
                    for address in four.chain(six) {
                        owners.entry(address).or_default().push((id, vpc));
                    }
                }
                Resource::OnPremisesHost(host) => {
                    for address in host.ip_addresses.iter().filter_map(netyard_core::net::Address::ip) {
                        owners.entry(address).or_default().push((id, None));
                    }
                }
                _ => {}
            }
        }
        Self { document: Some(document), owners }
    }

    /// What a target stands for: the interface or host that has its address, else what it names.
    pub fn of_target(&self, group: &TargetGroup, named: &ResourceId) -> ResourceId {
        self.owner(group, named).unwrap_or(named).clone()
    }

    fn owner(&self, group: &TargetGroup, named: &ResourceId) -> Option<&'a ResourceId> {
        let address: IpAddr = named.as_str().parse().ok()?;
        let owners = self.owners.get(&address)?;
        let own = group.vpc_id.as_ref();
        if let Some((id, _)) = owners.iter().find(|(_, vpc)| own.is_some() && *vpc == own) {
            return Some(*id);
        }
        // An address of the VPC itself is nobody else's.
        let vpc = own.and_then(|vpc| self.document?.vpc(vpc.as_str()));
        if vpc.is_some_and(|vpc| vpc.cidr_blocks.iter().any(|block| block.contains(address))) {
            return None;
        }
        match owners.as_slice() {
            [(id, _)] => Some(*id),
            _ => None,
        }
    }
}

/// All of them.
pub(super) fn lines(document: &Document, scene: &Scene, lines: &mut Vec<Wanted>) {
    let mut addresses = None;
    for (id, resource) in &document.resources {
        match resource.as_ref() {
            Resource::LoadBalancer(balancer) => of_balancer(id, balancer, scene, lines),
            Resource::TargetGroup(group) => {
                let addresses = addresses.get_or_insert_with(|| Addresses::of(document));
                for target in group.targets.values() {
                    let Some(named) = &target.id else { continue };
                    let shown = addresses.of_target(group, named);
                    let ends = (scene.shown_by(id.as_str()), scene.shown_by(shown.as_str()));
                    if let (Some(from), Some(to)) = ends {
                        let label = target.port.or(group.port).map(|port| format!("port {port}"));
                        let is_dashed = is_out(target.state());
                        let label = label.unwrap_or_default();
                        lines.push(Wanted { label, is_dashed, ..Wanted::new(EdgeKind::Traffic, from, to) });
                    }
                }
            }
            Resource::AutoScalingGroup(group) => {
                let Some(at) = scene.shown_by(id.as_str()) else { continue };
                for from in group.target_group_arns.iter().chain(&group.load_balancer_names) {
                    if let Some(from) = scene.shown_by(from.as_str()) {
                        lines.push(Wanted::new(EdgeKind::Traffic, from, at));
                    }
                }
                for to in group.instances.iter().filter_map(|id| scene.shown_by(id.as_str())) {
                    lines.push(Wanted::new(EdgeKind::Traffic, at, to));
                }
            }
            _ => {}
        }
    }
}

/// Room for what a rule asks for, on its line.
const RULE_ROOM: i32 = 110;

/// What a rule asks for first: "/users*", "shop.example.com and 2 more".
fn words_of_rule(rule: &LoadBalancerRule) -> Option<String> {
    let mut values = rule.conditions.values().flat_map(|condition| &condition.values);
    let first = cut_in_the_middle(values.next()?, RULE_ROOM, TextStyle::Meta);
    Some(match values.count() {
        0 => first,
        more => format!("{first} and {more} more"),
    })
}

fn of_balancer(id: &ResourceId, balancer: &LoadBalancer, scene: &Scene, lines: &mut Vec<Wanted>) {
    let Some(from) = scene.shown_by(id.as_str()) else { return };
    for listener in balancer.listeners.values() {
        let protocol = listener.protocol.as_deref();
        let label = match (protocol, listener.port) {
            (Some(protocol), Some(port)) => format!("{protocol} {port}"),
            (protocol, _) => protocol.unwrap_or_default().to_owned(),
        };
        let by_default = listener.default_actions.values().map(|action| (label.clone(), action));
        let by_rule = listener.rules.values().flat_map(|rule| {
            let asked = words_of_rule(rule).unwrap_or_else(|| label.clone());
            rule.actions.values().map(move |action| (asked.clone(), action))
        });
        for (label, action) in by_default.chain(by_rule) {
            for (group, weight) in action.forwards() {
                let Some(to) = scene.shown_by(group.as_str()) else { continue };
                // One with the weight 0 takes nothing at present.
                let (label, is_dashed) = (label.clone(), weight == 0);
                lines.push(Wanted { label, is_dashed, ..Wanted::new(EdgeKind::Traffic, from, to) });
            }
        }
    }
    for instance in balancer.instances.values() {
        let Some(to) = instance.instance_id.as_ref().and_then(|id| scene.shown_by(id.as_str())) else {
            continue;
        };
        let is_dashed = is_out(instance.state.as_deref());
        lines.push(Wanted { is_dashed, ..Wanted::new(EdgeKind::Traffic, from, to) });
    }
}

/// Whether somebody said that a target takes nothing.
fn is_out(state: Option<&str>) -> bool {
    matches!(state, Some("unhealthy" | "draining" | "OutOfService"))
}
