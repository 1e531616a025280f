//! Every ready drawing is well laid out, and the packets of its expectations find their way through it.

#![expect(clippy::expect_used, reason = "the helpers of a test fail as loudly as the test")]

mod support;

use std::path::PathBuf;

use netyard_core::expect::Check;
use netyard_core::model::ResourceId;
use netyard_core::routing::RoutedNetwork;
use netyard_core::simulate::{Hop, Leg, trace};
use netyard_scene::trace_path::{Direction, TracePath, trace_path};
use netyard_scene::{NodeKind, Scene};
use support::{Drawing, build, check_whole};

fn ready_drawings() -> Vec<(String, Drawing)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../assets/scenarios");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the ready drawings")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    assert!(files.len() >= 12, "the gallery has at least twelve drawings");
    let open = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).expect("text");
        netyard_core::schema::open(&text).expect("a document").document
    };
    let name = |path: &PathBuf| path.file_stem().expect("a name").to_string_lossy().into_owned();
    files.iter().map(|path| (name(path), Drawing { document: open(path) })).collect()
}

#[test]
fn parts_lie_in_their_containers_and_no_label_on_another() {
    for (name, drawing) in ready_drawings() {
        let scene = build(&drawing);
        check_whole(&scene, &name);
        let labels: Vec<_> =
            scene.nodes().iter().filter_map(|node| Some((&node.key, node.label_box()?))).collect();
        for (nth, (key, label)) in labels.iter().enumerate() {
            for (other_key, other) in labels.iter().skip(nth + 1) {
                assert!(!label.overlaps(other), "{name}: {key} lies on {other_key}");
            }
            for node in scene.nodes().iter().filter(|node| node.kind == NodeKind::Card) {
                assert!(
                    !label.overlaps(&node.rect),
                    "{name}: the name of {key} lies on the card {}",
                    node.key
                );
            }
        }
    }
}

#[test]
fn edges_keep_off_parts() {
    for (name, drawing) in ready_drawings() {
        let scene = build(&drawing);
        for edge in scene.edges() {
            for pair in edge.points.windows(2) {
                for node in scene.nodes().iter().filter(|node| !node.is_container()) {
                    let blocked = node.rect.is_crossed_by(pair[0], pair[1]);
                    assert!(!blocked, "{name}: {} crosses {}", edge.id, node.key);
                }
            }
        }
    }
}

fn components(hops: &[Hop]) -> Vec<ResourceId> {
    hops.iter().map(|hop| hop.component.clone()).collect()
}

fn check_line(name: &str, scene: &Scene, path: &TracePath, passes: &[ResourceId]) {
    let own: Vec<usize> = passes.iter().filter_map(|id| scene.shown_by(id.as_str())).collect();
    for line in [&path.line, &path.beyond] {
        for pair in line.windows(2) {
            assert!(pair[0].x == pair[1].x || pair[0].y == pair[1].y, "{name}: {pair:?} is not orthogonal");
            for (at, node) in scene.nodes().iter().enumerate() {
                let blocked =
                    !node.is_container() && !own.contains(&at) && node.rect.is_crossed_by(pair[0], pair[1]);
                assert!(!blocked, "{name}: the line crosses {}", node.key);
            }
        }
    }
    assert_eq!(path.line.last(), Some(&path.end), "{name}");
    for (nth, spot) in path.hops.iter().enumerate() {
        for other in &path.hops[nth + 1..] {
            assert!(spot.at.distance(other.at) >= 18, "{name}: {spot:?} lies on {other:?}");
        }
    }
}

#[test]
fn the_packets_of_the_expectations_find_their_way() {
    let mut drawn = 0;
    for (name, drawing) in ready_drawings() {
        let scene = build(&drawing);
        let network = RoutedNetwork::build(&drawing.document);
        for (id, expectation) in &drawing.document.expectations {
            let Check::Packet(flow, _) = Check::from_value(&expectation.check) else { continue };
            let Ok(trace) = trace(&network, &flow) else { continue };
            let name = format!("{name}, {id}");
            let is_stopped = trace.blockers.iter().any(|blocker| blocker.leg == Leg::Forward);
            let (forward, beyond) = (components(&trace.forward), components(&trace.beyond));
            if let Some(path) = trace_path(&scene, &forward, &beyond, is_stopped, Direction::Request) {
                check_line(&name, &scene, &path, &[forward.clone(), beyond].concat());
                drawn += 1;
            }
            let back = components(&trace.back);
            if let Some(path) = trace_path(&scene, &back, &[], false, Direction::Reply) {
                assert!(
                    path.line.windows(2).all(|pair| pair[0].x == pair[1].x || pair[0].y == pair[1].y),
                    "{name}"
                );
            }
        }
    }
    assert!(drawn > 20, "only {drawn} packets were drawn");
}
