//! Accounts as boxes: Account > Region > VPC, for what a drawn account owns; everything else stands outside.

#![expect(clippy::expect_used, reason = "the helpers of a test fail as loudly as the test")]

mod support;

use std::collections::BTreeSet;

use netyard_core::model::ResourceId;
use netyard_core::routing::RoutedNetwork;
use netyard_scene::label::{LabelView, placed_labels};
use netyard_scene::{LevelOfDetail, NodeKind, Rect, Scene, SceneInput};
use support::{Drawing, accounts, build, check_whole};

fn parent<'a>(scene: &'a Scene, key: &str) -> Option<&'a str> {
    let node = scene.node(key).unwrap_or_else(|| panic!("{key} is not drawn"));
    node.parent.map(|at| scene.nodes()[at].key.as_str())
}

fn rect(scene: &Scene, key: &str) -> Rect {
    scene.node(key).unwrap_or_else(|| panic!("{key} is not drawn")).rect
}

fn meta(scene: &Scene, key: &str) -> String {
    scene.node(key).map(|node| node.meta.clone()).unwrap_or_default()
}

fn folded(drawing: &Drawing, keys: &[&str]) -> Scene {
    let public = RoutedNetwork::build(&drawing.document).public_subnets();
    let folded: BTreeSet<ResourceId> = keys.iter().map(|key| ResourceId::new(key)).collect();
    Scene::build(&SceneInput { folded: &folded, ..SceneInput::new(&drawing.document, &public) })
}

#[test]
fn what_an_account_owns_stands_in_its_box_by_region() {
    let scene = build(&accounts());
    for (key, container) in [
        ("acct-net", None),
        ("acct-pay", None),
        ("acct-new", None),
        ("acct-net/eu-west-1", Some("acct-net")),
        ("acct-net/us-east-1", Some("acct-net")),
        ("acct-pay/eu-west-1", Some("acct-pay")),
        // Named by its account id, and by its id in the drawing.
        ("vpc-hub", Some("acct-net/eu-west-1")),
        ("vpc-far", Some("acct-net/us-east-1")),
        ("vpc-pay", Some("acct-pay/eu-west-1")),
        ("vpc-nowhere", Some("acct-pay")),
        // Shared with others, and its owner's.
        ("tgw-hub", Some("acct-net/eu-west-1")),
        ("subnet-app-a", Some("vpc-hub/eu-west-1a")),
        ("i-guest", Some("subnet-app-a")),
        ("fn-pay", Some("acct-pay/eu-west-1")),
        ("bpa-pay", Some("acct-pay/eu-west-1")),
        // Nobody's, and of an account that is not drawn.
        ("vpc-free", Some("eu-west-1")),
        ("fn-free", Some("eu-west-1")),
        ("vpc-else", Some("eu-central-1")),
        ("site-1", None),
        ("cgw-1", Some("site-1")),
        ("internet", None),
    ] {
        assert_eq!(parent(&scene, key), container, "{key}");
    }
    assert_eq!(scene.node("acct-new").map(|node| node.kind), Some(NodeKind::Account));
    assert!(scene.node("us-east-1").is_none(), "all that is there belongs to an account");
    check_whole(&scene, "accounts");
}

#[test]
fn an_account_says_its_id_and_guests_say_whose_they_are() {
    let scene = build(&accounts());
    assert_eq!(
        (scene.node("acct-net").expect("drawn").name.as_str(), meta(&scene, "acct-net").as_str()),
        ("network", "111122223333")
    );
    assert_eq!(meta(&scene, "acct-new"), "");
    assert_eq!(meta(&scene, "vpc-hub"), "10.0.0.0/16", "its box says whose it is");
    assert_eq!(meta(&scene, "tgw-hub"), "3 attachments");
    assert_eq!(meta(&scene, "i-guest"), "10.0.1.20, payments");
    assert_eq!(meta(&scene, "eni-guest"), "10.0.2.30, payments");
    assert_eq!(meta(&scene, "db-guest"), "10.0.2.40, payments");
    assert_eq!(meta(&scene, "i-own"), "10.0.1.10", "the owner of the VPC is no guest in it");
}

#[test]
fn without_accounts_a_drawing_is_what_it_was() {
    let mut drawing = accounts();
    for id in ["acct-net", "acct-pay", "acct-new"] {
        drawing.document.resources.remove(id);
    }
    let scene = build(&drawing);
    assert!(
        scene
            .nodes()
            .iter()
            .all(|node| node.kind != NodeKind::Account && !node.key.as_str().starts_with("acct-"))
    );
    assert_eq!(parent(&scene, "vpc-hub"), Some("eu-west-1"));
    assert_eq!(parent(&scene, "vpc-pay"), Some("eu-west-1"));
    assert_eq!(parent(&scene, "vpc-nowhere"), None);
    assert_eq!(parent(&scene, "s3:eu-west-1"), Some("eu-west-1"));
    assert_eq!(meta(&scene, "i-guest"), "10.0.1.20");
    check_whole(&scene, "without accounts");
}

#[test]
fn a_service_stands_with_the_one_account_that_leads_to_it_else_in_the_open() {
    let scene = build(&accounts());
    assert_eq!(parent(&scene, "s3:eu-west-1"), Some("acct-pay/eu-west-1"));
    assert_eq!(parent(&scene, "dynamodb:eu-west-1"), Some("eu-west-1"), "two accounts lead to it");
}

#[test]
fn a_link_stands_in_the_innermost_box_that_holds_both_vpcs() {
    let scene = build(&accounts());
    assert_eq!(parent(&scene, "pcx-in"), Some("acct-net"), "between two Regions of an account");
    assert_eq!(parent(&scene, "pcx-across"), None, "between two accounts");
    let tile = rect(&scene, "pcx-across");
    assert!(!tile.overlaps(&rect(&scene, "acct-net")) && !tile.overlaps(&rect(&scene, "acct-pay")));
}

#[test]
fn no_text_lies_on_another() {
    let scene = build(&accounts());
    let labels: Vec<_> =
        scene.nodes().iter().filter_map(|node| Some((&node.key, node.label_box()?))).collect();
    for (nth, (key, label)) in labels.iter().enumerate() {
        for (other_key, other) in labels.iter().skip(nth + 1) {
            assert!(!label.overlaps(other), "{key} lies on {other_key}");
        }
    }
}

#[test]
fn a_region_with_an_entry_stands_in_the_open_only_where_it_is_needed() {
    let mut drawing = Drawing::default();
    drawing.add("acct-1", r#"{"type":"account","name":"shop"}"#);
    drawing.add("eu-west-1", r#"{"type":"region","name":"Ireland"}"#);
    drawing.add(
        "vpc-1",
        r#"{"type":"vpc","region":"eu-west-1","ownerId":"acct-1","cidrBlocks":["10.0.0.0/16"]}"#,
    );
    let scene = build(&drawing);
    assert!(scene.node("eu-west-1").is_none());
    let inside = scene.node("acct-1/eu-west-1").expect("in the account");
    assert_eq!((inside.name.as_str(), inside.meta.as_str()), ("Ireland", "eu-west-1"));
    assert_eq!(scene.shown_by("eu-west-1"), scene.index_of("acct-1/eu-west-1"));
    // Somebody has put it there.
    drawing.place("eu-west-1", 900, 0);
    assert_eq!(parent(&build(&drawing), "eu-west-1"), None);
    // It is empty, and drawn all the same.
    drawing.document.placement.clear();
    drawing.document.resources.remove("vpc-1");
    let scene = build(&drawing);
    assert!(scene.node("eu-west-1").is_some() && scene.node("acct-1/eu-west-1").is_none());
}

#[test]
fn a_place_keeps_an_empty_region_in_an_account() {
    let mut drawing = Drawing::default();
    drawing.add("acct-1", r#"{"type":"account","name":"shop"}"#);
    drawing.place("acct-1/eu-north-1", 40, 20);
    drawing.place("vpc-gone/eu-north-1", 40, 20);
    let scene = build(&drawing);
    let region = scene.node("acct-1/eu-north-1").expect("drawn");
    assert_eq!((region.kind, region.name.as_str()), (NodeKind::Region, "eu-north-1"));
    let account = rect(&scene, "acct-1");
    // The padding of an account is 20, and 34 at the top.
    assert_eq!((region.rect.x - account.x, region.rect.y - account.y), (60, 54));
    assert!(scene.node("vpc-gone/eu-north-1").is_none() && scene.node("eu-north-1").is_none());
}

#[test]
fn a_folded_account_says_what_it_holds_and_stands_for_it() {
    let drawing = accounts();
    let scene = folded(&drawing, &["acct-net"]);
    let account = scene.node("acct-net").expect("drawn");
    // Besides: two gateways and an endpoint, a spare interface, a database and a peering connection.
    assert_eq!(account.inside, "2 VPCs, 4 subnets, 2 instances, 6 more");
    for hidden in [
        "vpc-hub",
        "vpc-far",
        "i-guest",
        "eni-i-guest",
        "tgw-hub",
        "igw-hub",
        "pcx-in",
        "tgw-attach-pay",
        "acct-net/eu-west-1",
    ] {
        assert_eq!(scene.shown_by(hidden), scene.index_of("acct-net"), "{hidden}");
    }
    assert!(scene.node("vpc-pay").is_some());
    let leads_to_it = |edge: &netyard_scene::Edge| {
        scene.nodes()[edge.to].key.as_str() == "acct-net"
            || scene.nodes()[edge.from].key.as_str() == "acct-net"
    };
    assert!(scene.edges().iter().any(leads_to_it), "lines end at what hides their ends");
    check_whole(&scene, "folded");
    // A container in it that is folded, too, changes nothing.
    assert_eq!(folded(&drawing, &["acct-net", "vpc-hub", "acct-net/eu-west-1"]).nodes(), scene.nodes());
    check_whole(&folded(&drawing, &["acct-net", "acct-pay", "acct-new"]), "all folded");
}

#[test]
fn from_far_away_a_folded_account_says_its_name_and_content_inside() {
    let scene = folded(&accounts(), &["acct-net"]);
    let at = scene.index_of("acct-net").expect("drawn");
    let label = |zoom: f64| {
        let view = LabelView { zoom, level: LevelOfDetail::at(zoom), taken: &[] };
        placed_labels(&scene, &[at], &view).into_iter().next().expect("a label")
    };
    let (near, far) = (label(1.0), label(0.4));
    assert_eq!((near.legend, near.name.as_str(), near.meta.as_str()), ("Account", "network", "111122223333"));
    assert!(near.frame.y < rect(&scene, "acct-net").y, "on the border");
    assert!(rect(&scene, "acct-net").contains_rect(&far.frame), "{far:?}");
    assert!(far.meta.starts_with("2 VPCs"), "{far:?}");
}

#[test]
fn a_relayout_keeps_every_box_where_it_is() {
    let drawing = accounts();
    let scene = build(&drawing);
    let public = RoutedNetwork::build(&drawing.document).public_subnets();
    let again = scene.rebuilt(&SceneInput::new(&drawing.document, &public));
    assert_eq!(again, scene);
    // A name that is as wide moves nothing, and an owner moves a VPC to the other account.
    let mut moved = drawing.clone();
    moved.add("vpc-free", r#"{"type":"vpc","name":"nobody's","region":"eu-west-1","ownerId":"acct-new","cidrBlocks":["10.3.0.0/16"]}"#);
    let before = SceneInput::new(&drawing.document, &public);
    let after = SceneInput::new(&moved.document, &public);
    let changed = scene.changed(&before, &after);
    assert_eq!(changed.nodes(), Scene::build(&after).nodes());
    assert_eq!(parent(&changed, "vpc-free"), Some("acct-new/eu-west-1"));
    check_whole(&changed, "moved");
}

#[test]
fn a_region_that_is_called_like_an_account_is_no_region() {
    let mut drawing = Drawing::default();
    drawing.add("acct-1", r#"{"type":"account"}"#);
    drawing.add("vpc-1", r#"{"type":"vpc","region":"acct-1","cidrBlocks":["10.0.0.0/16"]}"#);
    drawing.add("bpa-1", r#"{"type":"vpcBlockPublicAccessOptions","region":"acct-1","ownerId":"acct-1"}"#);
    let scene = build(&drawing);
    assert_eq!(scene.node("acct-1").map(|node| node.kind), Some(NodeKind::Account));
    assert_eq!((parent(&scene, "vpc-1"), parent(&scene, "bpa-1")), (None, Some("acct-1")));
    check_whole(&scene, "called like an account");
}
