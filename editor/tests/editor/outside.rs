//! The internet, Amazon S3 and Amazon DynamoDB as parts: places for what exists without an entry.

use crate::support::TestEditor;
use netyard_editor::{Effect, PartId, Request};
use netyard_scene::Point;

#[test]
fn the_internet_is_put_where_it_is_dropped_once() {
    let mut test = TestEditor::two_subnets();
    test.drop_part(PartId::Internet, Point::new(600, 40));
    assert_eq!(test.refusal(), None);
    assert_eq!(test.selected(), ["internet"]);
    assert!(test.document().placement.contains_key("internet"));
    assert!(test.document().resources.values().all(|resource| resource.name() != Some("internet")));
    assert_eq!(test.parent("internet"), None);

    test.drop_part(PartId::Internet, Point::new(900, 40));
    assert_eq!(
        test.refusal().as_deref(),
        Some("The internet is in this drawing already: there is only one.")
    );
    test.command(netyard_editor::CommandId::Undo);
    assert!(test.editor.scene().node("internet").is_none(), "one step");
}

#[test]
fn asked_for_again_by_keys_the_internet_is_shown() {
    let mut test = TestEditor::two_subnets();
    let create = || Request::Create { part: PartId::Internet, inside: None };
    test.request(create()).select(&["vpc-1"]).forget().request(create());
    assert_eq!(test.refusal(), None);
    assert_eq!(test.selected(), ["internet"]);
}

#[test]
fn the_internet_lies_in_nothing() {
    let mut test = TestEditor::two_subnets();
    test.drop_in(PartId::Internet, "subnet-a");
    assert_eq!(
        test.refusal().as_deref(),
        Some("The internet lies outside of every Region. Drop it in the open.")
    );
    assert!(!test.document().placement.contains_key("internet"));
}

#[test]
fn a_service_stands_in_the_region_that_it_is_dropped_in() {
    let mut test = TestEditor::two_subnets();
    let region = test.rect("eu-west-1");
    let at = Point::new(region.right() - 4, region.bottom() - 4);
    test.drop_part(PartId::S3, at);
    assert_eq!(test.refusal(), None);
    assert_eq!(test.parent("s3:eu-west-1").as_deref(), Some("eu-west-1"));
    assert!(!test.rect("s3:eu-west-1").overlaps(&test.rect("vpc-1")));

    test.drop_in(PartId::DynamoDb, "vpc-1");
    assert_eq!(
        test.refusal().as_deref(),
        Some("Amazon DynamoDB stands in a Region, outside of its VPCs. Drop it beside vpc-1.")
    );
}

#[test]
fn a_service_in_an_empty_drawing_brings_its_region() {
    let mut test = TestEditor::empty();
    test.drop_part(PartId::DynamoDb, Point::new(300, 200));
    assert_eq!(test.parent("dynamodb:eu-west-1").as_deref(), Some("eu-west-1"));
    assert!(test.rect("dynamodb:eu-west-1").grown(20).contains(Point::new(300, 200)), "where it was dropped");
}

#[test]
fn they_are_made_by_keys_and_moved_and_deleted_like_anything() {
    let mut test = TestEditor::two_subnets();
    for part in [PartId::Internet, PartId::S3] {
        test.request(Request::Create { part, inside: None });
    }
    assert_eq!(test.refusal(), None);
    assert!(!test.rect("internet").overlaps(&test.rect("eu-west-1")));
    assert!(!test.rect("s3:eu-west-1").overlaps(&test.rect("vpc-1")));
    let before = test.rect("internet");
    test.select(&["internet"]).keys("shift+ArrowLeft");
    assert_eq!(test.rect("internet"), before.moved(-10, 0));
    test.key("Delete");
    assert!(test.editor.scene().node("internet").is_none());
}

#[test]
fn a_packet_goes_there_by_connecting() {
    let mut test = TestEditor::two_subnets();
    test.drop_in(PartId::Instance, "subnet-a");
    test.drop_part(PartId::Internet, Point::new(600, 40)).forget();
    let (from, to) = (test.id("web-1"), test.id("internet"));
    test.request(Request::Connect { from: from.clone(), to: to.clone() });
    assert!(test.effects.contains(&Effect::OpenPacketPanel { from: Some(from), to: Some(to) }));
}

#[test]
fn what_stands_outside_is_not_dragged_into_a_network() {
    let mut test = TestEditor::two_subnets();
    test.drop_part(PartId::Internet, Point::new(600, -300));
    let region = test.rect("eu-west-1");
    test.drop_part(PartId::S3, Point::new(region.right() - 4, region.bottom() - 4));
    let before = test.document().clone();
    let to = crate::support::ground_of(&test, "subnet-a");
    let refused = [
        ("internet", "The internet lies outside of every Region. Drop it in the open."),
        ("s3:eu-west-1", "Amazon S3 stands in a Region, outside of its VPCs. Drop it beside vpc-1."),
    ];
    for (name, message) in refused {
        test.forget().drag_to(name, to);
        assert_eq!(test.refusal().as_deref(), Some(message));
        assert_eq!(*test.document(), before, "{name}");
    }
    let at = test.middle("internet");
    test.forget().drag(at, at.moved(-100, -60));
    assert_eq!(test.refusal(), None);
    assert_ne!(*test.document(), before);
}

#[test]
fn they_are_called_by_their_names() {
    let mut test = TestEditor::two_subnets();
    test.drop_part(PartId::Internet, Point::new(600, -300));
    let vpc = test.rect("vpc-1");
    test.drop_part(PartId::InternetGateway, Point::new(vpc.center().x, vpc.y));
    test.drop_in(PartId::Instance, "subnet-a");
    let connect = |test: &mut TestEditor, from: &str, to: &str| {
        let (from, to) = (test.id(from), test.id(to));
        test.forget().request(Request::Connect { from, to });
    };
    connect(&mut test, "igw-vpc-1", "internet");
    assert_eq!(
        test.refusal().as_deref(),
        Some("AWS knows no connection between igw-vpc-1 (internet gateway) and the internet.")
    );
    connect(&mut test, "web-1", "internet");
    assert_eq!(test.said().as_deref(), Some("Packet from web-1 to the internet"));
}
