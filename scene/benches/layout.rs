//! What it costs to place a drawing of which nothing has a place, as after an import. `cargo xtask bench` runs it and keeps
//! the figures.

use divan::{Bencher, black_box};
use netyard_core::model::Document;
use netyard_core::routing::RoutedNetwork;
use netyard_core::sample::{network, organisation_with_services};
use netyard_scene::{Scene, SceneInput};

fn main() {
    divan::main();
}

fn place(bencher: Bencher, mut document: Document) {
    document.placement.clear();
    let public = RoutedNetwork::build(&document).public_subnets();
    bencher.bench(|| Scene::build(black_box(&SceneInput::new(&document, &public))));
}

#[divan::bench(args = [10, 100, 1_000, 10_000])]
fn resources_of_a_network(bencher: Bencher, size: usize) {
    place(bencher, network(size));
}

#[divan::bench(args = [4, 16, 64])]
fn spokes_with_services(bencher: Bencher, spokes: u32) {
    place(bencher, organisation_with_services(spokes));
}
