//! The second opinion on drawings made by hand: the ready ones and those of the path fixtures, each with one thing at a
//! time taken out or written differently.

use super::altered;
use super::both;
use super::facts::Facts;
use super::load_balancers;
use super::opinion::Opinion;
use super::random_network::Dice;
use super::shrink;
use super::unknown::{Reason, SERVICES, known_ends, known_flow, unknown};
use crate::by_hand::{Asked, path_fixtures, ready_drawings};
use crate::taken_out;
use netyard_core::change::{Change, apply};
use netyard_core::model::{Document, Resource};
use netyard_core::routing::RoutedNetwork;
use netyard_core::simulate::FlowSpec;
use std::collections::BTreeMap;

/// The prefix lists of the services, as AWS has them in every Region, and as the evaluator looks for them.
fn with_lists(document: &Document) -> Document {
    let mut copy = document.clone();
    for (service, name, block, _) in SERVICES {
        let has_list = document.resources.values().any(|one| {
            matches!(one.as_ref(), Resource::ManagedPrefixList(list) if list.prefix_list_name.as_deref() == Some(service))
        });
        if has_list {
            continue;
        }
        let list = serde_json::json!({"type": "managedPrefixList", "prefixListName": service, "ownerId": "AWS",
            "entries": {"e1": {"cidr": block}}});
        let text =
            serde_json::json!({"type": "netyard", "version": 1, "resources": {format!("pl-{name}"): list}});
        copy.resources.extend(netyard_core::schema::open(&text.to_string()).unwrap().document.resources);
    }
    copy
}

/// What was asked and what not.
#[derive(Default)]
struct Tally {
    compared: usize,
    /// Flows of which only is asked whether they cannot be delivered.
    bounded: usize,
    /// Those of them that cannot be.
    impossible: usize,
    skipped: BTreeMap<Reason, usize>,
    differences: BTreeMap<String, (usize, String)>,
}

impl Tally {
    fn ask(&mut self, name: &str, document: &Document, flows: &[FlowSpec], change: Option<&Change>) {
        if let Some(reason) = unknown(document) {
            *self.skipped.entry(reason).or_insert(0) += flows.len();
            return;
        }
        for spec in flows {
            let flow = match known_flow(document, spec) {
                Ok(flow) => flow,
                Err(reason) => {
                    self.bound(name, document, spec, reason, change);
                    continue;
                }
            };
            let (one, two) = both(document, &flow);
            if one == Opinion::Other("unknown".to_owned()) && one != two {
                *self.skipped.entry("what the drawing does not hold".to_owned()).or_insert(0) += 1;
                continue;
            }
            if two == Opinion::Other("not followed".to_owned()) {
                *self.skipped.entry("what is not followed".to_owned()).or_insert(0) += 1;
                continue;
            }
            self.compared += 1;
            if one.agrees(&two) {
                continue;
            }
            let key = format!("{} / {}", super::kind(&one), super::kind(&two));
            let entry = self.differences.entry(key).or_default();
            entry.0 += 1;
            if entry.0 == 1 {
                let change = change.map(|change| format!("{change:?}")).unwrap_or_default();
                entry.1 = format!("{name} {change}\n{}", shrink::shown(document, &flow));
            }
        }
    }

    /// What leads to a load balancer is not followed: nothing is delivered that cannot be.
    fn bound(
        &mut self,
        name: &str,
        document: &Document,
        spec: &FlowSpec,
        reason: Reason,
        change: Option<&Change>,
    ) {
        let asked = known_ends(document, spec);
        let cannot = asked
            .as_ref()
            .ok()
            .and_then(|flow| Some((flow, load_balancers::cannot(&Facts::new(document), flow)?)));
        let Some((flow, cannot)) = cannot else {
            *self.skipped.entry(reason).or_insert(0) += 1;
            return;
        };
        self.bounded += 1;
        self.impossible += usize::from(cannot);
        let one = super::first_opinion(&RoutedNetwork::build(document), flow);
        if cannot && matches!(one, Opinion::Delivered | Opinion::Partial(_)) {
            let change = change.map(|change| format!("{change:?}")).unwrap_or_default();
            let entry = self.differences.entry("delivered, and cannot be".to_owned()).or_default();
            entry.0 += 1;
            if entry.0 == 1 {
                entry.1 = format!("{name} {change}\n{}", shrink::shown(document, flow));
            }
        }
    }

    fn report(self, least: usize, most_skipped: usize) {
        let skipped: usize = self.skipped.values().sum();
        let text: Vec<String> = self
            .differences
            .iter()
            .map(|(kind, (count, text))| format!("{count} times {kind}\n{text}"))
            .collect();
        assert!(text.is_empty(), "{}", text.join("\n\n"));
        assert!(self.compared >= least, "only {} flows", self.compared);
        let share = skipped * 100 / (skipped + self.compared + self.bounded);
        assert!(share <= most_skipped, "{share}% of all flows are skipped: {:#?}", self.skipped);
    }
}

/// So many changes of each drawing are tried.
const CHANGES: usize = 6;

/// With `only_agreed`, changes are tried only for flows of which both say the same as long as nothing is changed: a fixture
/// is expected by hand, and where the second evaluator says otherwise, it does not know what the fixture is about. Such
/// flows are counted as skipped.
fn tally(all: &[Asked], only_agreed: bool) -> Tally {
    let mut tally = Tally::default();
    let changes = super::number("NETYARD_CHANGES", CHANGES);
    for asked in all {
        let mut dice = Dice::new(asked.seed().wrapping_add(super::number("NETYARD_SEED", 0) as u64));
        let whole = with_lists(&asked.document);
        let mut flows = asked.flows.clone();
        if only_agreed && unknown(&whole).is_none() {
            flows.retain(|spec| {
                known_flow(&whole, spec).is_ok_and(|flow| {
                    let (one, two) = both(&whole, &flow);
                    one.agrees(&two)
                })
            });
            let left_out = (asked.flows.len() - flows.len()) * (changes + 1);
            *tally.skipped.entry(format!("{} as it is", asked.name)).or_insert(0) += left_out;
        }
        tally.ask(&asked.name, &whole, &flows, None);
        let mut possible = taken_out::all(&whole);
        possible.extend(altered::all(&mut dice, &whole));
        for _ in 0..changes.min(possible.len()) {
            let change = possible.swap_remove(dice.below(possible.len()));
            let mut copy = whole.clone();
            if apply(&mut copy, &change).is_ok() {
                tally.ask(&asked.name, &copy, &flows, Some(&change));
            }
        }
    }
    tally
}

/// What load balancers for requests, lattices, zones of names and gateways to desktops do with a packet the second evaluator
/// does not judge, and the files that draw them are about nothing else. Nor does it resolve names.
fn is_apart(asked: &Asked) -> bool {
    let is_name = |end: &str| end.contains('.') && end.parse::<std::net::IpAddr>().is_err();
    if asked.flows.iter().all(|flow| is_name(&flow.to)) {
        return true;
    }
    asked.document.resources.values().any(|one| match one.as_ref() {
        Resource::LoadBalancer(own) => own.load_balancer_type != "gateway",
        Resource::HostedZone(_) | Resource::WorkspaceDirectory(_) => true,
        Resource::VpcEndpoint(own) => own.is_of_lattice(),
        _ => false,
    })
}

#[test]
fn both_evaluators_say_the_same_of_ready_drawings() {
    tally(&ready_drawings(), false).report(1_300, 15);
}

#[test]
fn both_evaluators_say_the_same_of_path_fixtures() {
    let mut all = path_fixtures();
    all.retain(|asked| !is_apart(asked));
    // Fixtures about what no import saw are among them: the second evaluator judges only what is drawn.
    tally(&all, true).report(4_500, 37);
}

/// Of what firewalls, appliances and policies decide every fixture is judged, also as it is.
#[test]
fn both_evaluators_say_the_same_of_fixtures_about_inspection() {
    let is_about = |one: &Resource| match one {
        Resource::Firewall(_) => true,
        Resource::VpcEndpoint(own) => own.is_gateway_load_balancer() || own.policy_document.is_some(),
        _ => false,
    };
    let mut all = path_fixtures();
    all.retain(|asked| {
        asked.document.resources.values().any(|one| is_about(one.as_ref())) && !is_apart(asked)
    });
    tally(&all, false).report(700, 12);
}

#[test]
fn nothing_passes_a_load_balancer_that_cannot() {
    let mut all = path_fixtures();
    let is_one = |one: &Resource| matches!(one, Resource::LoadBalancer(_));
    all.retain(|asked| asked.document.resources.values().any(|one| is_one(one.as_ref())));
    // Nor is what AWS has no word for.
    all.retain(|asked| asked.name != "lb-unknown-words");
    let tally = tally(&all, false);
    assert!(tally.bounded >= 300 && tally.impossible >= 100, "{} of {}", tally.impossible, tally.bounded);
    // What an importer did not see has fixtures of its own, and nobody judges these.
    tally.report(0, 18);
}
