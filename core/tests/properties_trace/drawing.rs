//! Drawings at random, flows through them, and what can fail in them.

use crate::altered;
use crate::by_hand::Asked;
use crate::organisation;
use crate::random_network::Dice;
use crate::taken_out;
use netyard_core::change::{Change, apply};
use netyard_core::model::{Document, Resource};
use netyard_core::net::{Family, Protocol};
use netyard_core::routing::RoutedNetwork;
use netyard_core::sample;
use netyard_core::simulate::{FlowSpec, Trace, trace};
use serde_json::json;

/// Flows of one drawing.
const FLOWS: usize = 24;

/// A drawing and what is sent through it.
pub(crate) struct Drawing {
    pub(crate) name: String,
    pub(crate) document: Document,
    pub(crate) flows: Vec<FlowSpec>,
}

impl Drawing {
    /// Every fourth one is an organisation on hubs, in good order; up to two things are taken out of each.
    pub(crate) fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let mut document =
            if seed % 4 == 3 { sample::organisation(4) } else { organisation::organisation(&mut dice) };
        let mut name = format!("drawing {seed}");
        for _ in 0..dice.below(3) {
            let all = taken_out::all(&document);
            let change = &all[dice.below(all.len())];
            if apply(&mut document, change).is_ok() {
                name.push_str(" without ");
                name.push_str(&taken_out::words(change));
            }
        }
        if dice.one_in(2) {
            deny_some_ports(&mut dice, &mut document);
        }
        let ends = ends(&document);
        let flows = (0..FLOWS).map(|_| flow(&mut dice, &ends)).collect();
        Self { name, document, flows }
    }

    /// One made by hand with one thing taken out or written differently, and what was asked of it.
    pub(crate) fn altered(seed: u64, asked: &Asked) -> Self {
        let mut dice = Dice::new(seed);
        let mut document = asked.document.clone();
        let mut name = asked.name.clone();
        let mut all = taken_out::all(&document);
        all.extend(altered::all(&mut dice, &document));
        if !all.is_empty() {
            let change = &all[dice.below(all.len())];
            if apply(&mut document, change).is_ok() {
                name = format!("{name} with {change:?}");
            }
        }
        let ends = ends(&document);
        let mut flows = asked.flows.clone();
        flows.extend((0..2).map(|_| flow(&mut dice, &ends)));
        Self { name, document, flows }
    }

    /// What becomes of those that can be asked for.
    pub(crate) fn traces(&self, network: &RoutedNetwork) -> Vec<(FlowSpec, Trace)> {
        let each = self.flows.iter();
        each.filter_map(|spec| trace(network, spec).ok().map(|trace| (spec.clone(), trace))).collect()
    }
}

/// Some of the ports to which replies go are closed by an ACL.
fn deny_some_ports(dice: &mut Dice, document: &mut Document) {
    let is_acl = |resource: &Resource| matches!(resource, Resource::NetworkAcl(_));
    let all = document.resources.iter().filter(|(_, one)| is_acl(one.as_ref())).map(|(id, _)| id.clone());
    for id in all.collect::<Vec<_>>() {
        let from = [20_000, 33_000, 45_000, 60_000][dice.below(4)];
        let entry = json!({"egress": dice.one_in(2), "ruleNumber": 2, "protocol": "tcp", "fromPort": from,
            "toPort": from + 900, "cidrBlock": "0.0.0.0/0", "ruleAction": "deny"});
        apply(document, &Change::set(&id, "/entries/some", entry)).unwrap();
    }
}

/// Whatever a packet may come from or go to: hosts three times as often as addresses.
fn ends(document: &Document) -> Vec<String> {
    let mut ends = vec!["internet".to_owned(); 6];
    for (id, resource) in &document.resources {
        match resource.as_ref() {
            Resource::Instance(_) | Resource::OnPremisesHost(_) => ends.extend(vec![id.to_string(); 3]),
            Resource::Task(_) | Resource::Function(_) | Resource::DbInstance(_) | Resource::Subnet(_) => {
                ends.push(id.to_string());
            }
            Resource::NetworkInterface(interface) => {
                let first = interface.private_ip_addresses.first();
                ends.extend(first.and_then(|one| one.private_ip_address.as_ref()).map(ToString::to_string));
            }
            Resource::ElasticIp(elastic) => ends.extend(elastic.public_ip.as_ref().map(ToString::to_string)),
            _ => {}
        }
    }
    ends
}

fn flow(dice: &mut Dice, ends: &[String]) -> FlowSpec {
    let mut spec = FlowSpec::new(&ends[dice.below(ends.len())], &ends[dice.below(ends.len())]);
    let is_ipv4 = !dice.one_in(5);
    spec.family = Some(if is_ipv4 { Family::Ipv4 } else { Family::Ipv6 });
    spec.protocol = Some(match (dice.below(8), is_ipv4) {
        (0, _) => Protocol::Udp,
        (1, true) => Protocol::Icmp,
        (1, false) => Protocol::Icmpv6,
        _ => Protocol::Tcp,
    });
    spec.port =
        spec.protocol.as_ref().is_some_and(Protocol::has_ports).then(|| organisation::PORTS[dice.below(4)]);
    spec
}

pub(crate) fn flow_in_words(spec: &FlowSpec) -> String {
    let protocol = spec.protocol.as_ref().map(ToString::to_string).unwrap_or_default();
    let port = spec.port.map(|port| format!(" {port}")).unwrap_or_default();
    format!("{} -> {} {protocol}{port} {:?}", spec.from, spec.to, spec.family)
}

/// The ways of a trace that part no more: itself if it never parts.
pub(crate) fn leaves(trace: &Trace) -> Vec<&Trace> {
    if trace.branches.is_empty() {
        return vec![trace];
    }
    trace.branches.iter().flat_map(|branch| leaves(&branch.trace)).collect()
}
