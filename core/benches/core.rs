//! What the core costs, by the size of the drawing. `cargo xtask bench` runs it and keeps the figures.
#![expect(clippy::unwrap_used, reason = "a benchmark that measures nothing stops by a panic")]

use divan::{Bencher, black_box};
use netyard_core::expect::{Deletions, fault_table};
use netyard_core::model::{Document, Expectation};
use netyard_core::routing::RoutedNetwork;
use netyard_core::sample::SpokeBalancer;
use netyard_core::simulate::{Faults, FlowSpec, Verdict, resolve_name, trace};
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

#[divan::bench(args = SPOKES)]
fn services_topology_and_routes(bencher: Bencher, spokes: u32) {
    let document = sample::organisation_with_services(spokes);
    bencher.bench(|| RoutedNetwork::build(black_box(&document)));
}

#[divan::bench(args = [10, 100], sample_count = 10)]
fn services_all_rules(bencher: Bencher, spokes: u32) {
    let network = RoutedNetwork::build(&sample::organisation_with_services(spokes));
    bencher.bench(|| rules::check(black_box(&network)));
}

/// A host of the second spoke asks a load balancer there by its id, which is any of its two nodes: every way is followed.
fn to_balancer(which: SpokeBalancer, port: u16) -> FlowSpec {
    let (from, to) = (sample::spoke_host_id(1, 0), sample::spoke_balancer_id(1, which));
    FlowSpec { port: Some(port), ..FlowSpec::new(from.as_str(), to.as_str()) }
}

/// Two nodes and ten targets.
#[divan::bench(args = SPOKES)]
fn services_trace_through_an_application_load_balancer(bencher: Bencher, spokes: u32) {
    let network = RoutedNetwork::build(&sample::organisation_with_services(spokes));
    let flow = to_balancer(SpokeBalancer::Application, 80);
    bencher.bench(|| trace(black_box(&network), black_box(&flow)));
}

/// Two nodes and ten targets.
#[divan::bench(args = SPOKES)]
fn services_trace_through_a_network_load_balancer(bencher: Bencher, spokes: u32) {
    let network = RoutedNetwork::build(&sample::organisation_with_services(spokes));
    let flow = to_balancer(SpokeBalancer::Network, 443);
    bencher.bench(|| trace(black_box(&network), black_box(&flow)));
}

/// A Network Load Balancer in front of an Application Load Balancer: two nodes of each and ten targets, forty ways.
#[divan::bench(args = SPOKES)]
fn services_trace_through_two_load_balancers(bencher: Bencher, spokes: u32) {
    let network = RoutedNetwork::build(&sample::organisation_with_services(spokes));
    let flow = to_balancer(SpokeBalancer::Network, 80);
    bencher.bench(|| trace(black_box(&network), black_box(&flow)));
}

/// The private name of an endpoint, which the resolver of the VPC gives.
#[divan::bench(args = SPOKES)]
fn services_resolve_a_name(bencher: Bencher, spokes: u32) {
    let network = RoutedNetwork::build(&sample::organisation_with_services(spokes));
    let from = sample::spoke_host_id(1, 0);
    let name = "sqs.us-east-1.amazonaws.com";
    assert_eq!(
        resolve_name(&network, from.as_str(), name, "A", &Faults::NONE).unwrap().resolution.answers.len(),
        2
    );
    bencher.bench(|| resolve_name(black_box(&network), from.as_str(), black_box(name), "A", &Faults::NONE));
}

/// The same endpoint by its id and by its name: what the name costs more.
#[divan::bench(args = [("id", 10), ("id", 100), ("name", 10), ("name", 100)])]
fn services_trace_to_an_endpoint_by(bencher: Bencher, (by, spokes): (&str, u32)) {
    let network = RoutedNetwork::build(&sample::organisation_with_services(spokes));
    let to = if by == "id" { "vpce-0001-sqs" } else { "sqs.us-east-1.amazonaws.com" };
    let flow = FlowSpec::new(sample::spoke_host_id(1, 0).as_str(), to);
    assert_eq!(trace(&network, &flow).unwrap().verdict, Verdict::Delivered);
    bencher.bench(|| trace(black_box(&network), black_box(&flow)));
}

/// One look into the table of a subnet, for comparison.
#[divan::bench(args = SPOKES)]
fn services_look_up_a_route(bencher: Bencher, spokes: u32) {
    let network = RoutedNetwork::build(&sample::organisation_with_services(spokes));
    let subnet = network.network.subnets.get("subnet-0001-0").unwrap();
    let table = network.table_of(subnet).unwrap();
    let address = "10.128.0.10".parse().unwrap();
    bencher.bench(|| black_box(table).look_up(black_box(address)));
}
