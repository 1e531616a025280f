//! What lies under the pointer in the main example.

#![expect(clippy::expect_used, reason = "a test fails loudly")]

mod support;

use std::collections::BTreeSet;

use netyard_scene::hit::{Hit, HitIndex};
use netyard_scene::{Point, Rect, Scene};
use support::{build, generated, shop};

fn at(scene: &Scene, key: &str) -> usize {
    scene.index_of(key).unwrap_or_else(|| panic!("{key} is not drawn"))
}

#[test]
fn a_card_comes_before_what_it_lies_in() {
    let scene = build(&shop());
    let index = HitIndex::of(&scene);
    let middle = scene.nodes()[at(&scene, "i-web1")].rect.center();
    assert_eq!(index.at(&scene, middle, 8, false), Some(Hit::Part(at(&scene, "i-web1"))));
    let stack: Vec<_> =
        index.stack_at(&scene, middle).iter().map(|at| scene.nodes()[*at].key.to_string()).collect();
    assert_eq!(stack, ["i-web1", "subnet-appa", "vpc-shop/eu-west-1a", "vpc-shop", "eu-west-1"]);
}

#[test]
fn headers_and_names_on_borders_are_handles() {
    let scene = build(&shop());
    let index = HitIndex::of(&scene);
    let subnet = scene.nodes()[at(&scene, "subnet-appa")].rect;
    let header = Point::new(subnet.x + 20, subnet.y + 12);
    assert_eq!(index.at(&scene, header, 8, false), Some(Hit::Header(at(&scene, "subnet-appa"))));
    let zone = scene.nodes()[at(&scene, "vpc-shop/eu-west-1a")].rect;
    let legend = Point::new(zone.x + 30, zone.y - 4);
    assert_eq!(index.at(&scene, legend, 8, false), Some(Hit::Header(at(&scene, "vpc-shop/eu-west-1a"))));
}

#[test]
fn an_edge_is_taken_within_its_margin_only() {
    let scene = build(&shop());
    let index = HitIndex::of(&scene);
    let edge = scene.edges().iter().position(|edge| edge.id == "subnet-appa>nat-a").expect("an edge");
    let middle = scene.edges()[edge].middle();
    assert_eq!(index.edge_at(&scene, middle.moved(7, 0), 8, false), Some(edge));
    assert_eq!(index.edge_at(&scene, middle.moved(40, 0), 8, false), None);
    let hidden = scene.edges().iter().position(|edge| edge.id == "subnet-appa>pcx-bi").expect("an edge");
    let spot = scene.edges()[hidden].middle();
    assert_ne!(index.edge_at(&scene, spot, 0, false), Some(hidden));
}

#[test]
fn a_dragged_thing_lands_in_the_innermost_container_that_is_not_part_of_it() {
    let scene = build(&shop());
    let index = HitIndex::of(&scene);
    let middle = scene.nodes()[at(&scene, "i-web1")].rect.center();
    assert_eq!(index.container_at(&scene, middle, &[]), Some(at(&scene, "subnet-appa")));
    let dragged = [at(&scene, "subnet-appa")];
    assert_eq!(index.container_at(&scene, middle, &dragged), Some(at(&scene, "vpc-shop/eu-west-1a")));
    assert_eq!(index.container_at(&scene, Point::new(-5000, -5000), &[]), None);
}

#[test]
fn a_marquee_takes_what_lies_inside_or_what_it_touches() {
    let scene = build(&shop());
    let index = HitIndex::of(&scene);
    let subnet = scene.nodes()[at(&scene, "subnet-appa")].rect;
    let inside: BTreeSet<_> = index.inside(&scene, &subnet).into_iter().collect();
    let expected = ["subnet-appa", "i-web1", "i-jobs1"].map(|key| at(&scene, key));
    assert_eq!(inside, BTreeSet::from(expected));
    let corner = Rect::new(subnet.x + 12, subnet.y + 30, 10, 10);
    let touched = index.touching(&scene, &corner);
    assert!(touched.contains(&at(&scene, "i-web1")) && touched.contains(&at(&scene, "vpc-shop")));
    assert!(!touched.contains(&at(&scene, "i-jobs1")));
}

#[test]
fn a_search_in_a_box_equals_a_walk_over_all_nodes() {
    let scene = build(&generated(3, 2, 3, 5));
    let index = HitIndex::of(&scene);
    for (x, y, w, h) in [(0, 0, 300, 200), (150, 90, 900, 20), (-50, -50, 4000, 4000), (700, 300, 1, 1)] {
        let area = Rect::new(x, y, w, h);
        let all = scene.nodes().iter().enumerate().filter(|(_, node)| area.contains_rect(&node.rect));
        assert_eq!(index.inside(&scene, &area), all.map(|(at, _)| at).collect::<Vec<_>>());
    }
}

#[test]
fn a_drag_moves_what_lies_inside_and_tears_the_other_edges() {
    let scene = build(&shop());
    let moved = BTreeSet::from([at(&scene, "subnet-appa")]);
    let preview = scene.moved(&moved, 10, -20);
    let keys: BTreeSet<_> = preview.nodes.iter().map(|(at, _)| scene.nodes()[*at].key.as_str()).collect();
    assert_eq!(keys, BTreeSet::from(["subnet-appa", "i-web1", "i-jobs1"]));
    for (at, rect) in &preview.nodes {
        assert_eq!(*rect, scene.nodes()[*at].rect.moved(10, -20));
    }
    let torn: BTreeSet<_> = preview.torn_edges.iter().map(|at| scene.edges()[*at].id.as_str()).collect();
    assert_eq!(torn, BTreeSet::from(["subnet-appa>nat-a", "subnet-appa>pcx-bi", "subnet-appa>vpce-s3"]));
    assert!(preview.carried_edges.is_empty());
    let whole = scene.moved(&BTreeSet::from([at(&scene, "vpc-shop")]), 5, 5);
    assert!(whole.carried_edges.iter().any(|at| scene.edges()[*at].id == "subnet-appa>nat-a"));
}

fn rebuilt(before: &Scene, drawing: &support::Drawing) -> Scene {
    let public = netyard_core::routing::RoutedNetwork::build(&drawing.document).public_subnets();
    before.rebuilt(&netyard_scene::SceneInput::new(&drawing.document, &public))
}

#[test]
fn a_change_that_moves_nothing_gives_the_same_scene() {
    let drawing = shop();
    let before = build(&drawing);
    assert_eq!(rebuilt(&before, &drawing), before);
    assert_eq!(rebuilt(&Scene::default(), &drawing), before);
}

#[test]
fn what_moves_takes_its_lines_along_and_leaves_the_others() {
    let mut drawing = shop();
    drawing.place("vpc-shop", 0, 0);
    drawing.place("vpc-bi", 674, 0);
    let before = build(&drawing);
    drawing.place("vpc-bi", 674, 500);
    let after = rebuilt(&before, &drawing);
    assert_eq!(after.nodes(), build(&drawing).nodes());
    let way = |scene: &Scene, id: &str| {
        scene.edges().iter().find(|edge| edge.id == id).map(|edge| edge.points.clone()).unwrap_or_default()
    };
    for id in ["subnet-appa>nat-a", "subnet-publica>igw-shop", "igw-shop>internet"] {
        assert_eq!(way(&after, id), way(&before, id), "{id} jumped");
    }
    assert_ne!(way(&after, "pcx-bi>vpc-bi"), way(&before, "pcx-bi>vpc-bi"));
    drawing.place("vpc-shop", -300, 40);
    let moved = rebuilt(&after, &drawing);
    let expected: Vec<_> =
        way(&after, "subnet-appa>nat-a").iter().map(|point| point.moved(-300, 40)).collect();
    assert_eq!(way(&moved, "subnet-appa>nat-a"), expected);
}

#[test]
fn a_line_looks_for_its_way_anew_when_something_gets_in_it() {
    let mut drawing = shop();
    let before = build(&drawing);
    drawing.document.resources.remove("rtb-public");
    let after = rebuilt(&before, &drawing);
    assert!(after.edges().iter().all(|edge| edge.id != "subnet-publica>igw-shop"));
    drawing.instance("i-new", "new", "subnet-publica", "10.20.0.30");
    let fuller = rebuilt(&after, &drawing);
    for edge in fuller.edges() {
        for pair in edge.points.windows(2) {
            let blocked = fuller
                .nodes()
                .iter()
                .any(|node| !node.is_container() && node.rect.is_crossed_by(pair[0], pair[1]));
            assert!(!blocked, "{} crosses a part", edge.id);
        }
        for (end, at) in [(edge.points.first(), edge.from), (edge.points.last(), edge.to)] {
            assert!(
                end.is_some_and(|end| fuller.nodes()[at].rect.contains(*end)),
                "{} hangs in the air",
                edge.id
            );
        }
    }
}
