//! A second opinion: what the walk of `simulate` says of flows at random, compared with an evaluator that shares
//! no code with it, written from the rule book alone, slow and simple.
//!
//! Each run compares some ten thousand flows. `NETYARD_FLOWS=1000000` compares so many, `NETYARD_SEED` begins with
//! another network. A difference is shrunk to the smallest drawing that still shows it.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by a panic, in its helpers too"
)]

#[path = "second_opinion/accounts.rs"]
mod accounts;
#[path = "second_opinion/altered.rs"]
mod altered;
#[path = "second_opinion/balancers.rs"]
mod balancers;
#[path = "second_opinion/borders.rs"]
mod borders;
mod by_hand;
#[path = "second_opinion/drawings.rs"]
mod drawings;
#[path = "second_opinion/evaluate.rs"]
mod evaluate;
#[path = "second_opinion/facts.rs"]
mod facts;
#[path = "second_opinion/filters.rs"]
mod filters;
#[path = "second_opinion/firewall_words.rs"]
mod firewall_words;
#[path = "second_opinion/gateways.rs"]
mod gateways;
#[path = "second_opinion/holders.rs"]
mod holders;
#[path = "second_opinion/hubs.rs"]
mod hubs;
#[path = "second_opinion/inspected.rs"]
mod inspected;
#[path = "second_opinion/inspection.rs"]
mod inspection;
#[path = "second_opinion/interface_endpoints.rs"]
mod interface_endpoints;
#[path = "second_opinion/load_balancers.rs"]
mod load_balancers;
#[path = "second_opinion/network_firewalls.rs"]
mod network_firewalls;
#[path = "second_opinion/opinion.rs"]
mod opinion;
#[path = "second_opinion/organisation.rs"]
mod organisation;
#[path = "second_opinion/organisation_extras.rs"]
mod organisation_extras;
#[path = "second_opinion/organisation_routes.rs"]
mod organisation_routes;
mod path_fixture;
#[path = "second_opinion/policies.rs"]
mod policies;
#[path = "second_opinion/random_firewalls.rs"]
mod random_firewalls;
#[path = "second_opinion/random_flows.rs"]
mod random_flows;
mod random_network;
#[path = "second_opinion/regional_nat.rs"]
mod regional_nat;
#[path = "second_opinion/routes.rs"]
mod routes;
#[path = "second_opinion/shrink.rs"]
mod shrink;
#[path = "second_opinion/sites.rs"]
mod sites;
mod taken_out;
#[path = "second_opinion/transit.rs"]
mod transit;
#[path = "second_opinion/unknown.rs"]
mod unknown;
#[path = "second_opinion/vpn_gateway.rs"]
mod vpn_gateway;
#[path = "second_opinion/walk.rs"]
mod walk;

use evaluate::{Flow, evaluate};
use facts::Facts;
use netyard_core::model::{Document, Resource};
use netyard_core::net::Family;
use netyard_core::routing::RoutedNetwork;
use netyard_core::simulate::{FlowSpec, Leg, Trace, Verdict, trace};
use opinion::{Opinion, Reason, Stop, Way};
use random_network::Dice;
use std::collections::BTreeMap;

/// Flows of one network.
const FLOWS: usize = 40;

fn spec(flow: &Flow) -> FlowSpec {
    let mut spec = FlowSpec::new(&flow.from, flow.name.as_deref().unwrap_or(&flow.to));
    spec.protocol = Some(flow.protocol.clone());
    spec.port = flow.protocol.has_ports().then_some(flow.port);
    spec.source_port = flow.source_port.filter(|_| flow.protocol.has_ports());
    spec.family = Some(if flow.is_ipv4 { Family::Ipv4 } else { Family::Ipv6 });
    spec
}

/// What the walk says, in the words of both.
fn first_opinion(network: &RoutedNetwork, flow: &Flow) -> Opinion {
    match trace(network, &spec(flow)) {
        Ok(trace) => in_short(&trace),
        Err(_) => Opinion::Other("no such flow".to_owned()),
    }
}

fn in_short(trace: &Trace) -> Opinion {
    let stop = || {
        let code = trace.code.unwrap();
        let Some(mut reason) = Reason::of(code) else { return Err(Opinion::Other(code.to_owned())) };
        if reason == Reason::FirewallRules && trace.verdict == Verdict::Rejected {
            reason = Reason::FirewallRefusal;
        }
        let leg = if trace.leg == Some(Leg::Return) { Way::Return } else { Way::Forward };
        Ok(Stop { reason, at: trace.at.as_ref().unwrap().to_string(), leg })
    };
    let with = |make: fn(Stop) -> Opinion| stop().map_or_else(|other| other, make);
    match trace.verdict {
        Verdict::Delivered => Opinion::Delivered,
        Verdict::Dropped => with(|stop| Opinion::Dropped(vec![stop])),
        Verdict::Rejected => with(|stop| Opinion::Rejected(vec![stop])),
        Verdict::Partial => with(|stop| Opinion::Partial(vec![stop])),
        Verdict::Unknown => Opinion::Other("unknown".to_owned()),
    }
}

/// Both answers for one flow of a drawing.
fn both(document: &Document, flow: &Flow) -> (Opinion, Opinion) {
    (first_opinion(&RoutedNetwork::build(document), flow), evaluate(&Facts::new(document), flow))
}

fn number(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// What two evaluators say of many flows.
#[derive(Default)]
struct Compared {
    /// By the two answers: how often, and the first drawing and flow.
    differences: BTreeMap<String, (usize, Option<(Document, Flow)>)>,
    /// How often each answer was given.
    answers: BTreeMap<String, usize>,
}

impl Compared {
    /// Asks both about every flow of a drawing.
    fn ask(&mut self, document: &Document, flows: Vec<Flow>) {
        let (network, facts) = (RoutedNetwork::build(document), Facts::new(document));
        for flow in flows {
            let (one, two) = (first_opinion(&network, &flow), evaluate(&facts, &flow));
            *self.answers.entry(kind(&one)).or_insert(0) += 1;
            if !one.agrees(&two) && two != Opinion::Other("not followed".to_owned()) {
                let key = format!("{} / {}", kind(&one), kind(&two));
                let (count, first) = self.differences.entry(key).or_default();
                *count += 1;
                first.get_or_insert_with(|| (document.clone(), flow));
            }
        }
    }

    /// Fails where they differ, and where one of these answers was never given.
    fn report(&self, expected: &[&str]) {
        let text: Vec<String> = self
            .differences
            .iter()
            .map(|(kind, (count, first))| {
                let shown = first.as_ref().map(|(document, flow)| shrink::shown(document, flow));
                format!("{count} times {kind}\n{}", shown.unwrap_or_default())
            })
            .collect();
        assert!(text.is_empty(), "{}", text.join("\n\n"));
        for expected in expected {
            assert!(self.answers.contains_key(*expected), "{expected}: {:#?}", self.answers);
        }
    }
}

/// The seeds of drawings for so many flows.
fn seeds(flows: usize) -> std::ops::Range<u64> {
    let first = number("NETYARD_SEED", 0) as u64;
    first..first + flows.div_ceil(FLOWS) as u64
}

/// An answer without its place.
fn kind(opinion: &Opinion) -> String {
    match opinion {
        Opinion::Dropped(stops) => format!("{:?} on {:?}", stops[0].reason, stops[0].leg),
        Opinion::Partial(_) => "partial".to_owned(),
        Opinion::Rejected(_) => "rejected".to_owned(),
        other => other.to_string(),
    }
}

#[test]
fn both_evaluators_say_the_same_of_every_flow() {
    let mut compared = Compared::default();
    for seed in seeds(number("NETYARD_FLOWS", 12_000)) {
        let mut dice = Dice::new(seed);
        let document = organisation::organisation(&mut dice);
        let flows = random_flows::flows(&mut dice, &document, FLOWS);
        compared.ask(&document, flows);
    }
    compared.report(&[]);
    let answers = &compared.answers;
    assert!(
        answers["delivered"] * 10 > answers.values().sum::<usize>() && answers.len() >= 35,
        "{answers:#?}"
    );
}

/// Flows to and from interface endpoints, which come on top of the organisations of the others.
#[test]
fn both_evaluators_say_the_same_of_interface_endpoints() {
    let mut compared = Compared::default();
    for seed in seeds(number("NETYARD_FLOWS", 12_000) / 2) {
        let document = organisation::organisation(&mut Dice::new(seed));
        let mut dice = Dice::new(seed + 1_000_000);
        let document = interface_endpoints::with_endpoints(&document, &mut dice);
        let flows = interface_endpoints::flows(&mut dice, &document, FLOWS);
        compared.ask(&document, flows);
    }
    compared.report(&[
        "delivered",
        "OneWay on Forward",
        "Protocol on Forward",
        "Group on Forward",
        "State on Forward",
        "rejected",
        "unknown",
    ]);
}

/// Organisations with load balancers on top, and flows to their nodes.
fn balanced(seed: u64) -> (Document, Vec<Flow>) {
    let document = organisation::organisation(&mut Dice::new(seed));
    let mut dice = Dice::new(seed + 2_000_000);
    let document = balancers::with_balancers(&document, &mut dice);
    let flows = balancers::flows(&mut dice, &document, FLOWS);
    (document, flows)
}

/// No packet is delivered that the second evaluator says cannot be, nor the other way round.
#[test]
fn both_evaluators_say_the_same_of_load_balancers() {
    let mut compared = Compared::default();
    for seed in seeds(number("NETYARD_FLOWS", 12_000) / 2) {
        let (document, flows) = balanced(seed);
        compared.ask(&document, flows);
    }
    compared.report(&[
        "delivered",
        "partial",
        "BalancerListener on Forward",
        "Group on Forward",
        "Hairpin on Forward",
        "NoTargets on Forward",
        "Protocol on Forward",
        "State on Forward",
        "TargetZone on Forward",
    ]);
}

/// Fails where the flows of no drawing tell an evaluator that forgets something from one that does not.
fn all_are_noticed(
    forgotten: &[&str],
    drawings: impl Iterator<Item = (Document, Vec<Flow>)>,
    forgetting: impl Fn(&Document, &str) -> Document,
) {
    let mut unnoticed = forgotten.to_vec();
    for (document, flows) in drawings {
        let facts = Facts::new(&document);
        let right: Vec<Opinion> = flows.iter().map(|flow| evaluate(&facts, flow)).collect();
        unnoticed.retain(|forget| {
            let less = forgetting(&document, forget);
            let facts = Facts::new(&less);
            flows.iter().zip(&right).all(|(flow, right)| evaluate(&facts, flow).agrees(right))
        });
        if unnoticed.is_empty() {
            break;
        }
    }
    assert!(unnoticed.is_empty(), "nobody notices who forgets {unnoticed:?}");
}

/// Whoever forgets something about load balancers is found out, too.
#[test]
fn whoever_forgets_something_of_load_balancers_is_found_out() {
    let forgetting = |document: &Document, forget: &str| {
        let mut less = document.clone();
        for resource in less.resources.values_mut() {
            match (forget, std::sync::Arc::make_mut(resource)) {
                ("health", Resource::TargetGroup(group)) => {
                    group.targets.values_mut().for_each(|target| target.target_health = None);
                }
                ("cross-zone balancing", Resource::LoadBalancer(balancer)) => balancer.attributes.clear(),
                ("attributes of groups", Resource::TargetGroup(group)) => group.attributes.clear(),
                ("kinds of targets", Resource::TargetGroup(group)) if group.target_type == "ip" => {
                    group.attributes.insert("preserve_client_ip.enabled".to_owned(), "true".to_owned());
                }
                ("states", Resource::LoadBalancer(balancer)) => "active".clone_into(&mut balancer.state),
                _ => {}
            }
        }
        less
    };
    let forgotten = ["health", "cross-zone balancing", "attributes of groups", "kinds of targets", "states"];
    all_are_noticed(&forgotten, (0..200).map(balanced), forgetting);
}

/// The document as an evaluator would see it that forgets something.
fn forgetting(document: &Document, forget: &str) -> Document {
    let mut less = document.clone();
    for resource in less.resources.values_mut() {
        let resource = std::sync::Arc::make_mut(resource);
        match (forget, resource) {
            ("denies", Resource::NetworkAcl(acl)) => {
                if let Some(entries) = &mut acl.entries {
                    entries.retain(|_, entry| entry.allows());
                }
            }
            ("the order of entries", Resource::NetworkAcl(acl)) => {
                for entry in acl.entries.iter_mut().flat_map(|entries| entries.values_mut()) {
                    entry.rule_number = entry.rule_number.map(|number| 1000 - number);
                }
            }
            ("the last port", Resource::NetworkAcl(acl)) => {
                for entry in acl.entries.iter_mut().flat_map(|entries| entries.values_mut()) {
                    entry.to_port = entry.to_port.map(|port| port - 1);
                }
            }
            ("groups as sources", Resource::SecurityGroup(group)) => {
                group.ip_permissions.retain(|_, rule| rule.group_id.is_none());
            }
            ("lists as sources", Resource::SecurityGroup(group)) => {
                for rules in [Some(&mut group.ip_permissions), group.ip_permissions_egress.as_mut()]
                    .into_iter()
                    .flatten()
                {
                    rules.retain(|_, rule| rule.prefix_list_id.is_none());
                }
            }
            ("outbound rules", Resource::SecurityGroup(group)) => group.ip_permissions_egress = None,
            ("routes to one address", Resource::RouteTable(table)) => {
                table.routes.retain(|_, route| !route.destination_text().ends_with("/32"));
            }
            ("routes for lists", Resource::RouteTable(table)) => {
                table.routes.retain(|_, route| route.destination_prefix_list_id.is_none());
            }
            ("endpoints", Resource::VpcEndpoint(endpoint)) => endpoint.route_table_ids.clear(),
            ("the source check", Resource::NetworkInterface(interface)) => interface.source_dest_check = true,
            ("states", Resource::Instance(instance)) => "running".clone_into(&mut instance.state),
            ("systems", Resource::Instance(instance)) => instance.platform = None,
            ("listeners", Resource::Instance(instance)) => instance.listens = None,
            ("pending connections", Resource::VpcPeeringConnection(peering)) => peering.status = None,
            ("zones", Resource::Subnet(subnet)) => subnet.availability_zone = Some("eu-west-1a".to_owned()),
            ("blackholes of transit gateways", Resource::TransitGatewayRouteTable(table)) => {
                table.routes.retain(|_, route| !route.blackhole);
            }
            ("routes of transit gateways", Resource::TransitGatewayRouteTable(table)) => table.routes.clear(),
            ("propagation", Resource::TransitGatewayRouteTable(table)) => table.propagations.clear(),
            ("options of transit gateways", Resource::TransitGateway(gateway)) => {
                gateway.options = netyard_core::model::TransitGatewayOptions::default();
            }
            ("tunnels", Resource::VpnConnection(connection)) => connection.vgw_telemetry.clear(),
            ("static connections", Resource::VpnConnection(connection)) => {
                connection.options.static_routes_only = false;
            }
            ("rows of sites", Resource::OnPremisesSite(site)) => site.routes.clear(),
            ("kinds of NAT gateways", Resource::NatGateway(nat)) => {
                "public".clone_into(&mut nat.connectivity_type);
                "available".clone_into(&mut nat.state);
            }
            ("second interfaces", Resource::NetworkInterface(interface)) if interface.device_index() > 0 => {
                interface.attachment = None;
            }
            ("Block Public Access", Resource::VpcBlockPublicAccessOptions(options)) => {
                "off".clone_into(&mut options.internet_gateway_block_mode);
            }
            ("exclusions", Resource::VpcBlockPublicAccessExclusion(exclusion)) => {
                "create-failed".clone_into(&mut exclusion.state);
            }
            ("tables of gateways", Resource::RouteTable(table)) => table.gateway_id = None,
            ("what virtual private gateways propagate", Resource::RouteTable(table)) => {
                table.propagating_vgws.clear();
            }
            ("ports of databases", Resource::DbInstance(database)) => database.port = Some(443),
            ("states of functions", Resource::Function(function)) => "Active".clone_into(&mut function.state),
            ("Elastic IP addresses", Resource::ElasticIp(elastic)) => elastic.public_ip = None,
            _ => {}
        }
    }
    less
}

/// An evaluator that forgets one thing is found out: the flows at random show each of them.
#[test]
fn whoever_forgets_something_is_found_out() {
    let forgotten = [
        "denies",
        "the order of entries",
        "the last port",
        "groups as sources",
        "lists as sources",
        "outbound rules",
        "routes to one address",
        "routes for lists",
        "endpoints",
        "the source check",
        "states",
        "systems",
        "listeners",
        "pending connections",
        "kinds of NAT gateways",
        "zones",
        "blackholes of transit gateways",
        "routes of transit gateways",
        "propagation",
        "options of transit gateways",
        "tunnels",
        "static connections",
        "rows of sites",
        "second interfaces",
        "Block Public Access",
        "exclusions",
        "tables of gateways",
        "what virtual private gateways propagate",
        "ports of databases",
        "states of functions",
        "Elastic IP addresses",
    ];
    let drawing = |seed| {
        let mut dice = Dice::new(seed);
        let document = organisation::organisation(&mut dice);
        let flows = random_flows::flows(&mut dice, &document, FLOWS);
        (document, flows)
    };
    all_are_noticed(&forgotten, (0..400).map(drawing), forgetting);
}
