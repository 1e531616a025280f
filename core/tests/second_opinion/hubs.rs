//! The second opinion on generated organisations: VPCs on peered hubs in three Regions, an inspection VPC and two sites,
//! with a few things taken out or written differently.

use super::altered;
use super::evaluate::Flow;
use super::random_network::Dice;
use super::unknown::unknown;
use super::{Compared, number};
use crate::taken_out;
use netyard_core::change::apply;
use netyard_core::model::{Document, Resource};
use netyard_core::net::Protocol;
use netyard_core::sample;

/// Flows of one organisation.
const FLOWS: usize = 30;

fn altered_organisation(dice: &mut Dice) -> Document {
    let mut document = sample::organisation(4);
    for _ in 0..dice.below(4) {
        let mut all = taken_out::all(&document);
        if dice.one_in(2) {
            all = altered::all(dice, &document);
        }
        let change = &all[dice.below(all.len())];
        let mut copy = document.clone();
        if apply(&mut copy, change).is_ok() && unknown(&copy).is_none() {
            document = copy;
        }
    }
    document
}

/// One host of each VPC, those of the sites, and addresses that nobody has.
fn ends(document: &Document) -> Vec<String> {
    let is_host =
        |resource: &Resource| matches!(resource, Resource::Instance(_) | Resource::OnPremisesHost(_));
    let mut ends: Vec<String> =
        document.resources.iter().filter(|(_, one)| is_host(one)).map(|(id, _)| id.to_string()).collect();
    ends.extend(["10.64.0.99", "10.192.4.99", "10.200.0.1", "192.168.1.99"].map(str::to_owned));
    ends
}

fn flow(dice: &mut Dice, ends: &[String]) -> Flow {
    Flow {
        from: ends[dice.below(ends.len() - 4)].clone(),
        to: ends[dice.below(ends.len())].clone(),
        name: None,
        is_ipv4: true,
        protocol: Protocol::new(dice.pick(&["tcp", "tcp", "udp", "icmp"])),
        port: [22, 53, 443][dice.below(3)],
        source_port: None,
    }
}

#[test]
fn both_evaluators_say_the_same_of_hubs_in_three_regions() {
    let mut compared = Compared::default();
    let seed = number("NETYARD_SEED", 0);
    for seed in seed..seed + number("NETYARD_FLOWS", 600).div_ceil(FLOWS) {
        let mut dice = Dice::new(seed as u64);
        let document = altered_organisation(&mut dice);
        let ends = ends(&document);
        let flows = (0..FLOWS).map(|_| flow(&mut dice, &ends)).collect();
        compared.ask(&document, flows);
    }
    compared.report(&[]);
    let answers = &compared.answers;
    assert!(answers["delivered"] > 100 && answers.len() >= 8, "{answers:#?}");
}
