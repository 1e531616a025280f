//! What the core costs, by the size of the drawing. `cargo xtask bench` runs it and keeps the figures.

use divan::{Bencher, black_box};
use netyard_core::expect::{Deletions, fault_table};
use netyard_core::model::{Document, Expectation};
use netyard_core::routing::RoutedNetwork;
use netyard_core::simulate::{Faults, FlowSpec, trace};
use netyard_core::{rules, sample, schema};
use serde_json::json;

const SIZES: &[usize] = &[20, 100, 1_000, 10_000];

fn main() {
    divan::main();
}

#[divan::bench(args = SIZES)]
fn open(bencher: Bencher, size: usize) {
    let text = schema::save(&sample::network(size));
    bencher.bench(|| schema::open(black_box(&text)));
}

#[divan::bench(args = SIZES)]
fn topology_and_routes(bencher: Bencher, size: usize) {
    let document = sample::network(size);
    bencher.bench(|| RoutedNetwork::build(black_box(&document)));
}

#[divan::bench(args = SIZES)]
fn all_rules(bencher: Bencher, size: usize) {
    let network = RoutedNetwork::build(&sample::network(size));
    bencher.bench(|| rules::check(black_box(&network)));
}

/// VPCs of an organisation: 24 resources each.
const SPOKES: &[u32] = &[10, 100, 1_000];

#[divan::bench(args = SPOKES)]
fn organisation_topology_and_routes(bencher: Bencher, spokes: u32) {
    let document = sample::organisation(spokes);
    bencher.bench(|| RoutedNetwork::build(black_box(&document)));
}

#[divan::bench(args = SPOKES)]
fn organisation_all_rules(bencher: Bencher, spokes: u32) {
    let network = RoutedNetwork::build(&sample::organisation(spokes));
    bencher.bench(|| rules::check(black_box(&network)));
}

/// From the second Region to the third: two hubs.
#[divan::bench(args = SPOKES)]
fn organisation_one_trace_over_two_hubs(bencher: Bencher, spokes: u32) {
    let network = RoutedNetwork::build(&sample::organisation(spokes));
    let flow = FlowSpec::new(sample::spoke_host_id(1, 0).as_str(), sample::spoke_host_id(2, 7).as_str());
    bencher.bench(|| trace(black_box(&network), black_box(&flow)));
}

/// Inside the first Region: through a firewall, with the choices of zone followed.
#[divan::bench(args = SPOKES)]
fn organisation_one_trace_through_inspection(bencher: Bencher, spokes: u32) {
    let network = RoutedNetwork::build(&sample::organisation(spokes));
    let flow = FlowSpec::new(sample::spoke_host_id(0, 0).as_str(), sample::spoke_host_id(3, 7).as_str());
    bencher.bench(|| trace(black_box(&network), black_box(&flow)));
}

/// Fifty expectations of ten spokes: half of them from Region to Region, half through inspection.
fn organisation_that_promises(spokes: u32) -> Document {
    let mut document = sample::organisation(spokes);
    for index in 0..50 {
        let (one, other) = (index % 10, (index + 1 + index / 10) % 10);
        let [from, to] =
            [(one, index % 8), (other, 7)].map(|(spoke, host)| sample::spoke_host_id(spoke, host));
        let packet = json!({"from": from.as_str(), "to": to.as_str(), "port": 400 + index});
        let check = json!({"packet": packet, "expect": {"verdict": "DELIVERED"}});
        document.expectations.insert(format!("exp-{index}"), Expectation { check, ..Expectation::default() });
    }
    document
}

#[divan::bench(args = SPOKES, sample_count = 10)]
fn organisation_faults_of_fifty_expectations(bencher: Bencher, spokes: u32) {
    let network = RoutedNetwork::build(&organisation_that_promises(spokes));
    bencher.bench(|| fault_table(black_box(&network), &Faults::NONE, Deletions::Left));
}

#[divan::bench(args = [10, 100], sample_count = 3)]
fn organisation_faults_and_deletions_of_fifty_expectations(bencher: Bencher, spokes: u32) {
    let network = RoutedNetwork::build(&organisation_that_promises(spokes));
    bencher.bench(|| fault_table(black_box(&network), &Faults::NONE, Deletions::Tried));
}

#[divan::bench(args = SIZES)]
fn one_trace(bencher: Bencher, size: usize) {
    let network = RoutedNetwork::build(&sample::network(size));
    let flow = FlowSpec::new("i-0-2", "i-0-1");
    bencher.bench(|| trace(black_box(&network), black_box(&flow)));
}

#[divan::bench(args = SIZES)]
fn one_trace_to_the_internet(bencher: Bencher, size: usize) {
    let network = RoutedNetwork::build(&sample::network(size));
    let flow = FlowSpec::new("i-0-2", "internet");
    bencher.bench(|| trace(black_box(&network), black_box(&flow)));
}

/// Fifty expectations; of what can fail about twenty things: two zones, the instances of five VPCs and their routes.
fn promising(size: usize) -> Document {
    let mut document = sample::network(size);
    for index in 0..50 {
        let (vpc, from) = (index % 5, index / 5 % 2);
        let to = if index < 25 { "internet".to_owned() } else { format!("i-{}-0", (vpc + 1) % 5) };
        let packet = json!({"from": format!("i-{vpc}-{from}"), "to": to, "port": 400 + index});
        let check = json!({"packet": packet, "expect": {"verdict": "DELIVERED"}});
        document.expectations.insert(format!("exp-{index}"), Expectation { check, ..Expectation::default() });
    }
    document
}

#[divan::bench(args = [1_000, 10_000], sample_count = 10)]
fn faults_of_fifty_expectations(bencher: Bencher, size: usize) {
    let network = RoutedNetwork::build(&promising(size));
    bencher.bench(|| fault_table(black_box(&network), &Faults::NONE, Deletions::Left));
}

#[divan::bench(args = [1_000, 10_000], sample_count = 10)]
fn faults_and_deletions_of_fifty_expectations(bencher: Bencher, size: usize) {
    let network = RoutedNetwork::build(&promising(size));
    bencher.bench(|| fault_table(black_box(&network), &Faults::NONE, Deletions::Tried));
}
