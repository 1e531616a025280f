//! The line of a packet through the main example.

#![expect(clippy::expect_used, reason = "a test fails loudly")]

mod support;

use netyard_core::model::ResourceId;
use netyard_scene::trace_path::{Direction, trace_path};
use netyard_scene::{Point, Rect, Scene};
use support::{build, shop};

/// From web-1 over the NAT gateway of its zone to the internet.
const OUT: [&str; 9] = [
    "i-web1",
    "subnet-appa",
    "subnet-appa",
    "subnet-publica",
    "nat-a",
    "subnet-publica",
    "subnet-publica",
    "igw-shop",
    "internet",
];

fn ids(names: &[&str]) -> Vec<ResourceId> {
    names.iter().map(|name| ResourceId::new(name)).collect()
}

fn rect(scene: &Scene, key: &str) -> Rect {
    scene.node(key).unwrap_or_else(|| panic!("{key} is not drawn")).rect
}

fn is_on_border(rect: &Rect, point: Point) -> bool {
    let on_side =
        point.x == rect.x || point.x == rect.right() || point.y == rect.y || point.y == rect.bottom();
    rect.contains(point) && on_side
}

#[test]
fn a_delivered_request_runs_from_card_to_card() {
    let scene = build(&shop());
    let path = trace_path(&scene, &ids(&OUT), &[], false, Direction::Request).expect("a line");
    assert!(is_on_border(&rect(&scene, "i-web1"), path.line[0]));
    assert!(is_on_border(&rect(&scene, "internet"), path.end));
    assert_eq!(path.line.last(), Some(&path.end));
    assert!(path.beyond.is_empty());
    for pair in path.line.windows(2) {
        assert!(pair[0].x == pair[1].x || pair[0].y == pair[1].y, "{pair:?} is not orthogonal");
    }
    let passed: Vec<_> = path.passed.iter().map(|at| scene.nodes()[*at].key.as_str()).collect();
    assert_eq!(passed, ["i-web1", "nat-a", "igw-shop", "internet"]);
}

#[test]
fn numbers_ride_where_the_packet_leaves_and_never_repeat() {
    let scene = build(&shop());
    let path = trace_path(&scene, &ids(&OUT), &[], false, Direction::Request).expect("a line");
    // Hop 1 leaves web-1; the route and the ACL of app-a share a pill; the last hop has the mark.
    assert_eq!(path.hops[0].words(), "1");
    assert!(is_on_border(&rect(&scene, "i-web1"), path.hops[0].at));
    let mut next = 1;
    for run in path.hops.iter().flat_map(|spot| &spot.runs) {
        assert_eq!(run.first, next);
        assert!(run.last >= run.first);
        next = run.last + 1;
    }
    assert_eq!(next, OUT.len(), "every hop but the last has a place");
    for (nth, spot) in path.hops.iter().enumerate() {
        for other in &path.hops[nth + 1..] {
            assert!(spot.at.distance(other.at) >= 18, "{spot:?} lies on {other:?}");
        }
    }
}

#[test]
fn a_drop_at_a_card_ends_on_its_border() {
    let scene = build(&shop());
    let hops = ids(&["i-report1", "subnet-reports", "pcx-bi", "subnet-dataa", "i-db1"]);
    let path = trace_path(&scene, &hops, &[], true, Direction::Request).expect("a line");
    assert!(is_on_border(&rect(&scene, "i-db1"), path.end));
    assert!(path.passed.iter().all(|at| scene.nodes()[*at].key != "i-db1"), "what dropped it is not passed");
    assert!(path.hops.iter().flat_map(|spot| &spot.runs).all(|run| run.last < 5));
    for spot in &path.hops {
        assert!(spot.at.distance(path.end) >= 20, "{spot:?} lies under the mark");
    }
}

#[test]
fn a_drop_at_a_subnet_ends_on_its_border_and_the_rest_is_dotted() {
    let scene = build(&shop());
    let hops = ids(&["i-web1", "subnet-appa"]);
    let beyond = ids(&["nat-a", "subnet-publica", "igw-shop", "internet"]);
    let path = trace_path(&scene, &hops, &beyond, true, Direction::Request).expect("a line");
    assert!(is_on_border(&rect(&scene, "subnet-appa"), path.end), "{:?}", path.end);
    assert_eq!(path.beyond.first(), Some(&path.end));
    assert!(path.beyond.last().is_some_and(|end| is_on_border(&rect(&scene, "internet"), *end)));
}

#[test]
fn a_drop_without_a_way_onward_still_reaches_the_border() {
    let scene = build(&shop());
    let path =
        trace_path(&scene, &ids(&["i-web1", "subnet-appa"]), &[], true, Direction::Request).expect("a line");
    let subnet = rect(&scene, "subnet-appa");
    assert!(is_on_border(&subnet, path.end));
    assert!(path.line.len() >= 2 && path.line[0] != path.end);
}

#[test]
fn the_way_out_of_a_subnet_keeps_off_its_cards() {
    let scene = build(&shop());
    let path =
        trace_path(&scene, &ids(&["i-jobs1", "subnet-appa"]), &[], true, Direction::Request).expect("a line");
    // web-1 stands above jobs-1, so the line leaves to the right.
    let (card, subnet) = (rect(&scene, "i-jobs1"), rect(&scene, "subnet-appa"));
    assert_eq!(
        path.line,
        [Point::new(card.right(), card.center().y), Point::new(subnet.right(), card.center().y)]
    );
}

#[test]
fn a_drop_at_the_sender_is_a_point_on_its_card() {
    let scene = build(&shop());
    let path = trace_path(&scene, &ids(&["i-web1"]), &[], true, Direction::Request).expect("a point");
    assert!(is_on_border(&rect(&scene, "i-web1"), path.end));
    assert!(path.hops.is_empty());
}

#[test]
fn the_reply_runs_beside_the_request() {
    let scene = build(&shop());
    let request = trace_path(&scene, &ids(&OUT), &[], false, Direction::Request).expect("a line");
    let mut back = OUT;
    back.reverse();
    let reply = trace_path(&scene, &ids(&back), &[], false, Direction::Reply).expect("a line");
    assert!(rect(&scene, "i-web1").contains(reply.end));
    assert!(rect(&scene, "internet").contains(reply.line[0]));
    assert_eq!(reply.end.distance(request.line[0]), 14);
}

#[test]
fn an_interface_stands_for_its_instance_and_unknown_components_are_skipped() {
    let scene = build(&shop());
    let hops = ids(&["eni-web1", "no-such-thing", "nat-a"]);
    let path = trace_path(&scene, &hops, &[], false, Direction::Request).expect("a line");
    assert!(is_on_border(&rect(&scene, "i-web1"), path.line[0]));
    assert!(is_on_border(&rect(&scene, "nat-a"), path.end));
    assert_eq!(trace_path(&scene, &ids(&["no-such-thing"]), &[], true, Direction::Request), None);
    assert_eq!(trace_path(&scene, &[], &[], false, Direction::Request), None);
}
