//! The line between two sites: drawn by hand and by keys, taken away, switched off.

use crate::support::TestEditor;
use netyard_core::change::Change;
use netyard_core::expect::Fault;
use netyard_core::model::ResourceType;
use netyard_editor::{Alternative, CommandId, Effect, PartId, Request};
use netyard_scene::Point;
use serde_json::json;

/// Two sites above each other, 192.168.0.0/24 and 192.168.1.0/24.
fn drawing() -> TestEditor {
    let mut test = TestEditor::two_subnets();
    test.drop_part(PartId::OnPremisesSite, Point::new(-600, 160));
    test.drop_part(PartId::OnPremisesSite, Point::new(-600, 600));
    test.forget();
    test
}

fn connect(test: &mut TestEditor, from: &str, to: &str) {
    let (from, to) = (test.id(from), test.id(to));
    test.forget().request(Request::Connect { from, to });
}

fn set(test: &mut TestEditor, name: &str, path: &str, to: serde_json::Value) {
    let changes = vec![Change::set(&test.id(name), path, to)];
    test.request(Request::Apply { label: "set".to_owned(), changes });
}

/// The rows of the router of a site: destination, and the id of the site or connection it leads to.
fn rows(test: &TestEditor, name: &str) -> Vec<(String, String)> {
    let site = test.document().on_premises_site(test.id(name).as_str()).expect("a site").clone();
    let row = |route: &netyard_core::model::OnPremisesRoute| {
        let target = route.on_premises_site_id.as_ref().or(route.vpn_connection_id.as_ref());
        let target = target.map(|id| test.document().display_name(id.as_str()).to_owned());
        (route.destination_cidr().unwrap().to_string(), target.unwrap_or_default())
    };
    site.routes.values().map(row).collect()
}

fn to(destination: &str, site: &str) -> (String, String) {
    (destination.to_owned(), site.to_owned())
}

/// What the last refusal offers.
fn offers(test: &TestEditor) -> Vec<Alternative> {
    let mut offered = test.effects.iter().filter_map(|effect| match effect {
        Effect::ShowRefusal(refusal) => Some(refusal.alternatives.clone()),
        _ => None,
    });
    offered.next_back().unwrap_or_default()
}

fn line(test: &TestEditor) -> String {
    let (one, other) = (test.id("site-1"), test.id("site-2"));
    let ids = [format!("{one}>{other}"), format!("{other}>{one}")];
    let edges = test.editor.scene().edges();
    edges.iter().find(|edge| ids.contains(&edge.id)).map(|edge| edge.id.clone()).expect("a line")
}

#[test]
fn a_line_writes_the_rows_of_both_routers_in_one_step() {
    let mut test = drawing();
    let before = test.document().clone();
    connect(&mut test, "site-1", "site-2");
    assert_eq!(
        test.toast().as_deref(),
        Some(
            "site-1 and site-2 have a line: over it site-1 sends 192.168.1.0/24, site-2 sends 192.168.0.0/24."
        )
    );
    assert_eq!(rows(&test, "site-1"), [to("192.168.1.0/24", "site-2")]);
    assert_eq!(rows(&test, "site-2"), [to("192.168.0.0/24", "site-1")]);
    line(&test);
    connect(&mut test, "site-2", "site-1");
    assert_eq!(
        test.refusal().as_deref(),
        Some("site-2 and site-1 have a line already: each sends over it what is for the other.")
    );
    test.command(CommandId::Undo);
    assert_eq!(*test.document(), before);
}

#[test]
fn it_is_dragged_from_one_site_to_the_other() {
    let mut test = drawing();
    test.request(Request::TakeTool(netyard_editor::Tool::Connect));
    let (from, to) = (test.middle("site-1"), test.middle("site-2"));
    test.rest().press(from).move_to(to);
    let line = test.editor.overlay().connecting.clone().expect("a line");
    assert_eq!(line.target, Some(test.id("site-2")));
    assert!(line.verdict.unwrap().is_valid());
    test.release();
    assert_eq!(rows(&test, "site-1").len(), 1);
    assert_eq!(rows(&test, "site-2").len(), 1);
}

#[test]
fn networks_of_both_families_are_joined_and_what_is_missing_is_added() {
    let mut test = drawing();
    connect(&mut test, "site-1", "site-2");
    set(&mut test, "site-2", "/ipv6CidrBlocks", json!(["2001:db8:2::/48"]));
    connect(&mut test, "site-1", "site-2");
    assert_eq!(
        test.toast().as_deref(),
        Some("site-1 and site-2 have a line: over it site-1 sends 2001:db8:2::/48.")
    );
    assert!(rows(&test, "site-1").contains(&to("2001:db8:2::/48", "site-2")));
    assert_eq!(rows(&test, "site-2").len(), 1);
}

#[test]
fn what_no_line_can_join_is_refused_in_words() {
    let mut test = drawing();
    set(&mut test, "site-2", "/cidrBlocks", json!(["192.168.0.0/24"]));
    connect(&mut test, "site-1", "site-2");
    assert_eq!(
        test.refusal().as_deref(),
        Some(
            "site-1 and site-2 both have 192.168.0.0/24: what is for it never leaves either. Give one of them another network first."
        )
    );
    set(&mut test, "site-2", "/cidrBlocks", json!([]));
    connect(&mut test, "site-1", "site-2");
    assert_eq!(
        test.refusal().as_deref(),
        Some("site-2 has no network to which site-1 could send anything. Give it one first.")
    );
    assert!(rows(&test, "site-1").is_empty());
}

#[test]
fn a_row_for_the_same_network_is_not_written_over_unasked() {
    let mut test = drawing();
    test.drop_in(PartId::VpnGateway, "vpc-1");
    connect(&mut test, "site-1", "vgw-vpc-1");
    let vpn = test.id("vpn-1");
    set(
        &mut test,
        "site-1",
        "/routes/r1",
        json!({"destinationCidrBlock": "192.168.1.0/24", "vpnConnectionId": vpn.as_str()}),
    );
    connect(&mut test, "site-1", "site-2");
    assert_eq!(
        test.refusal().as_deref(),
        Some(
            "site-1 sends 192.168.1.0/24 to vpn-1 already, and a router holds one route for each destination."
        )
    );
    assert_eq!(rows(&test, "site-1"), [to("192.168.1.0/24", "vpn-1")]);
    assert!(rows(&test, "site-2").is_empty());
    let Alternative { label, changes } = offers(&test).remove(0);
    assert_eq!(label, "Send it over the line instead");
    test.request(Request::Apply { label, changes });
    assert_eq!(rows(&test, "site-1"), [to("192.168.1.0/24", "site-2")]);
    assert_eq!(rows(&test, "site-2"), [to("192.168.0.0/24", "site-1")]);
}

#[test]
fn the_line_is_a_thing_that_is_selected_and_deleted() {
    let mut test = drawing();
    connect(&mut test, "site-1", "site-2");
    let line = line(&test);
    test.select(&["site-1"]).forget().key("e");
    assert_eq!(test.editor.session().selection.only().map(|key| key.as_str().to_owned()), Some(line.clone()));
    assert!(test.said().unwrap().starts_with("Line between site-"), "{:?}", test.said());
    test.forget().command(CommandId::Delete);
    assert!(test.toast().unwrap().starts_with("Deleted the line between site-"), "{:?}", test.toast());
    assert!(rows(&test, "site-1").is_empty() && rows(&test, "site-2").is_empty());
    assert_eq!(test.count(ResourceType::OnPremisesSite), 2);
    test.command(CommandId::Undo);
    assert_eq!(rows(&test, "site-2").len(), 1);
    // A press on it takes it.
    let edge = test.editor.scene().edges().iter().find(|edge| edge.id == line).unwrap().middle();
    test.select(&[]).click(edge);
    assert_eq!(test.editor.session().selection.only().map(|key| key.as_str().to_owned()), Some(line));
}

#[test]
fn the_line_is_switched_off_as_one() {
    let mut test = drawing();
    connect(&mut test, "site-1", "site-2");
    let line = line(&test);
    let fault = Fault::line_down(test.id("site-2").as_str(), test.id("site-1").as_str());
    assert_eq!(test.editor.failures_of(&line), std::slice::from_ref(&fault));
    test.select(&["site-1"]).key("e").forget().command(CommandId::SwitchOff);
    assert!(test.editor.is_off(&line));
    assert!(test.said().unwrap().contains("the line between site-"), "{:?}", test.said());
    // It is gone, so nothing of it is off.
    test.command(CommandId::Delete);
    assert!(test.editor.session().off.is_empty());
}
