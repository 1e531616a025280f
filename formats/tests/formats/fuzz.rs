//! Random bytes against everything that reads what strangers wrote. Runs briefly; `NETYARD_LONG=1` runs it for longer.

use crate::support::hundred_resources;
use crate::support::mutate::Mutator;
use netyard_formats::fuzz;
use netyard_formats::link::encode;
use netyard_formats::private::Private;
use std::time::{Duration, Instant};

/// How long one input may take. Generous: it finds what grows without bound, not what is slow.
const HANGS: Duration = Duration::from_secs(20);

fn rounds() -> usize {
    if std::env::var_os("NETYARD_LONG").is_some() { 200_000 } else { 1_500 }
}

fn run(seed: u64, seeds: Vec<Vec<u8>>, target: fn(&[u8]) -> Result<(), String>) {
    run_for(rounds(), seed, seeds, target);
}

fn run_for(rounds: usize, seed: u64, seeds: Vec<Vec<u8>>, target: fn(&[u8]) -> Result<(), String>) {
    for input in &seeds {
        target(input).unwrap();
    }
    let mut mutator = Mutator::new(seed, seeds);
    for round in 0..rounds {
        let input = mutator.next_input();
        let start = Instant::now();
        if let Err(problem) = target(&input) {
            panic!("seed {seed}, round {round}: {problem}\n{}", String::from_utf8_lossy(&input));
        }
        // A machine that is busy elsewhere is no hang: an input that really takes long does so again.
        if start.elapsed() >= HANGS {
            let again = Instant::now();
            let _ = target(&input);
            assert!(again.elapsed() < HANGS, "seed {seed}, round {round} took {:?}", again.elapsed());
        }
    }
}

fn drawings() -> Vec<&'static str> {
    vec![
        include_str!("../../fixtures/links/everything.json"),
        include_str!("../../fixtures/links/empty.json"),
    ]
}

fn links() -> Vec<String> {
    let hundred = encode(&hundred_resources(), Private::default()).unwrap();
    let golden =
        [include_str!("../../fixtures/links/everything.txt"), include_str!("../../fixtures/links/empty.txt")];
    golden.into_iter().map(str::to_owned).chain([hundred]).collect()
}

#[test]
fn any_bytes_as_a_drawing() {
    run(1, drawings().into_iter().map(|text| text.as_bytes().to_vec()).collect(), fuzz::document);
}

#[test]
fn any_bytes_as_a_link() {
    run(2, links().into_iter().map(String::into_bytes).collect(), fuzz::link);
}

#[test]
fn any_bytes_as_the_inside_of_a_link() {
    run(3, links().iter().map(|link| fuzz::seed_of_packed(link)).collect(), fuzz::packed);
}

#[test]
fn any_bytes_as_describe_output() {
    run(4, vec![include_bytes!("../../fixtures/aws-describe/account.json").to_vec()], fuzz::describe_output);
}

#[test]
fn any_bytes_as_a_template() {
    let seeds = [
        include_bytes!("../../fixtures/cloudformation/network.yaml").to_vec(),
        include_bytes!("../../fixtures/cloudformation/network.json").to_vec(),
    ];
    run(5, seeds.to_vec(), fuzz::template);
}

#[test]
fn any_bytes_as_what_terraform_prints() {
    let seeds = [
        include_str!("../../fixtures/terraform/plan.json"),
        include_str!("../../fixtures/terraform/state.json"),
    ];
    run(7, seeds.into_iter().map(|text| text.as_bytes().to_vec()).collect(), fuzz::terraform);
}

/// A drawing with a resource of every type, which takes longer than others.
const TYPES: &str = include_str!("../../fixtures/links/all-types.json");

#[test]
fn any_two_drawings_as_one() {
    let [everything, empty] = drawings().try_into().unwrap();
    let pairs = [(TYPES, everything), (everything, empty), (everything, everything), (TYPES, TYPES)];
    let seeds = pairs.map(|(open, imported)| format!("{open}\n---\n{imported}").into_bytes());
    run_for(rounds() / 5, 6, seeds.to_vec(), fuzz::merge);
}

#[test]
fn any_drawing_without_private_data() {
    let seeds = drawings().into_iter().chain([TYPES]).map(|text| text.as_bytes().to_vec());
    run_for(rounds() / 5, 8, seeds.collect(), fuzz::private);
}

#[test]
fn any_bytes_as_a_configuration() {
    run(8, vec![include_bytes!("../../fixtures/terraform/network.tf").to_vec()], fuzz::configuration);
}
