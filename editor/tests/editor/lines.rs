//! Lines as things: selected, read out, deleted.

use crate::support::TestEditor;
use netyard_editor::{Alternative, CommandId, Effect, PartId, Request};
use netyard_scene::Point;

/// Two subnets that share the main table, which sends everything to an internet gateway.
fn shared() -> TestEditor {
    let mut test = TestEditor::two_subnets();
    let vpc = test.rect("vpc-1");
    test.drop_part(PartId::InternetGateway, Point::new(vpc.center().x, vpc.y));
    let (from, to) = (test.id("subnet-a"), test.id("igw-vpc-1"));
    test.request(Request::Connect { from, to }).forget();
    test
}

fn line(test: &TestEditor, from: &str, to: &str) -> String {
    format!("{}>{}", test.id(from), test.id(to))
}

fn routes(test: &TestEditor, table: &str) -> usize {
    test.document().route_table(test.id(table).as_str()).unwrap().routes.len()
}

fn only_offer(test: &TestEditor) -> Alternative {
    let offers = test.effects.iter().rev().find_map(|effect| match effect {
        Effect::Toast(toast) => Some(toast.alternatives.clone()),
        _ => None,
    });
    let [offer] = offers.unwrap().try_into().unwrap();
    offer
}

/// A point in the middle of the longest piece of a line.
fn on_line(test: &TestEditor, id: &str) -> Point {
    let edge = test.editor.scene().edges().iter().find(|edge| edge.id == id).expect("the line is drawn");
    let longest = edge
        .points
        .windows(2)
        .max_by_key(|pair| (pair[0].x - pair[1].x).abs() + (pair[0].y - pair[1].y).abs());
    let pair = longest.unwrap();
    Point::new(i32::midpoint(pair[0].x, pair[1].x), i32::midpoint(pair[0].y, pair[1].y))
}

#[test]
fn a_click_on_a_line_takes_it_and_delete_takes_its_routes() {
    let mut test = shared();
    let line = line(&test, "subnet-a", "igw-vpc-1");
    let at = on_line(&test, &line);
    test.rest().click(at);
    assert_eq!(test.editor.session().selection.keys(), [netyard_editor::Key::new(&line)]);
    assert_eq!(test.said().as_deref(), Some("Line from subnet-a to igw-vpc-1: 0.0.0.0/0 in rtb-vpc-1"));
    let steps = test.editor.undo_depth();
    test.key("Delete");
    assert_eq!(routes(&test, "rtb-vpc-1"), 0);
    assert_eq!(test.editor.undo_depth(), steps + 1);
    assert_eq!(
        test.toast().as_deref(),
        Some("Deleted 0.0.0.0/0 → igw-vpc-1 of rtb-vpc-1. subnet-b uses it too")
    );
    assert!(test.editor.session().selection.is_empty());
    test.command(CommandId::Undo);
    assert_eq!(routes(&test, "rtb-vpc-1"), 1);
}

#[test]
fn only_the_subnet_of_the_line_can_lose_the_route() {
    let mut test = shared();
    let line = line(&test, "subnet-a", "igw-vpc-1");
    test.request(Request::Delete { keys: vec![line.as_str().into()], keep_content: false });
    let Alternative { label, changes } = only_offer(&test);
    assert_eq!(label, "Only for subnet-a");
    test.request(Request::Apply { label, changes });
    assert_eq!(routes(&test, "rtb-vpc-1"), 1, "subnet-b goes on as before");
    assert_eq!(routes(&test, "rtb-subnet-a"), 0);
    let own = test.document().route_table(test.id("rtb-subnet-a").as_str()).unwrap().clone();
    assert_eq!(own.subnet_ids, [test.id("subnet-a")]);
    assert!(!own.main);
}

#[test]
fn keys_walk_along_the_lines_of_a_subnet() {
    let mut test = shared();
    test.drop_in(PartId::NatGateway, "subnet-b").drop_in(PartId::RouteTable, "subnet-a");
    let (from, to) = (test.id("subnet-a"), test.id("nat-b"));
    test.request(Request::Connect { from, to });
    test.select(&["subnet-a"]).forget().key("e");
    let selected = test.editor.session().selection.only().unwrap().clone();
    assert_eq!(selected.as_str(), line(&test, "subnet-a", "nat-b"));
    assert!(test.said().unwrap().ends_with(", 1 of 1"));
    test.select(&["igw-vpc-1"]);
    assert!(!test.editor.is_enabled(CommandId::NextLine), "its line is its own");
}

#[test]
fn the_line_to_an_endpoint_takes_the_table_from_it() {
    let mut test = TestEditor::two_subnets();
    let vpc = test.rect("vpc-1");
    test.drop_part(PartId::S3Endpoint, Point::new(vpc.x, vpc.center().y));
    let line = line(&test, "subnet-a", "s3-endpoint");
    test.request(Request::Delete { keys: vec![line.as_str().into()], keep_content: false });
    let endpoint = test.document().vpc_endpoint(test.id("s3-endpoint").as_str()).unwrap().clone();
    assert!(endpoint.route_table_ids.is_empty());
    let offer = only_offer(&test);
    test.request(Request::Apply { label: offer.label, changes: offer.changes });
    let endpoint = test.document().vpc_endpoint(test.id("s3-endpoint").as_str()).unwrap().clone();
    assert_eq!(endpoint.route_table_ids, [test.id("rtb-vpc-1")]);
}

#[test]
fn a_line_that_goes_takes_its_selection_along() {
    let mut test = shared();
    let line = line(&test, "subnet-a", "igw-vpc-1");
    test.request(Request::Reveal(line.as_str().into()));
    assert_eq!(test.editor.session().selection.len(), 1);
    let gateway = test.id("igw-vpc-1");
    test.request(Request::Delete { keys: vec![gateway], keep_content: false });
    assert!(test.editor.session().selection.is_empty());
    // What never was a line is not selected.
    test.request(Request::Reveal("nothing>at-all".into()));
    assert!(test.editor.session().selection.is_empty());
}

#[test]
fn lines_are_not_copied_or_moved() {
    let mut test = shared();
    let line = line(&test, "subnet-a", "igw-vpc-1");
    test.request(Request::Reveal(line.as_str().into()));
    let before = test.document().clone();
    for keys in ["mod+c", "mod+d", "ArrowLeft", "F2", "mod+ArrowLeft", "Tab", "alt+ArrowUp"] {
        test.request(Request::Reveal(line.as_str().into())).keys(keys);
    }
    assert_eq!(test.document(), &before);
}

#[test]
fn only_what_people_name_is_renamed() {
    let mut test = shared();
    let line = line(&test, "subnet-a", "igw-vpc-1");
    let at = on_line(&test, &line);
    test.forget().click(at).key("Enter").key("F2");
    test.select(&["eu-west-1"]).key("Enter");
    let begun = |test: &TestEditor| {
        test.effects.iter().filter(|effect| matches!(effect, Effect::BeginRename(_))).count()
    };
    assert_eq!(begun(&test), 0, "lines and Regions have no name of their own");
    test.select(&["subnet-a"]).key("Enter");
    assert_eq!(begun(&test), 1);
}
