//! What the core costs, by the size of the drawing. `cargo xtask bench` runs it and keeps the figures.

use divan::{Bencher, black_box};
use netyard_core::routing::RoutedNetwork;
use netyard_core::simulate::{FlowSpec, trace};
use netyard_core::{rules, sample, schema};

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
