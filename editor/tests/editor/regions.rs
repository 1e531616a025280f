//! VPCs and another Region: copies are made there, and what exists is made again there.

use crate::support::TestEditor;
use netyard_core::change::Change;
use netyard_editor::{Alternative, CommandId, Effect, Modifiers, PartId, Request};
use netyard_scene::Point;

/// A VPC with two subnets, an instance and an S3 endpoint in eu-west-1, and us-east-1 with nothing in it.
fn two_regions() -> TestEditor {
    let mut test = TestEditor::two_subnets();
    test.drop_in(PartId::Instance, "subnet-a");
    let vpc = test.rect("vpc-1");
    test.drop_part(PartId::S3Endpoint, Point::new(vpc.x, vpc.center().y));
    test.drop_part(PartId::Region, Point::new(1400, 120)).forget();
    assert_eq!(test.selected(), ["us-east-1"]);
    test
}

fn zones(test: &TestEditor) -> Vec<String> {
    let subnets = test.document().resources.values().filter_map(|resource| match resource.as_ref() {
        netyard_core::model::Resource::Subnet(subnet) => subnet.availability_zone.clone(),
        _ => None,
    });
    let mut zones: Vec<String> = subnets.collect();
    zones.sort();
    zones
}

fn copied(test: &TestEditor) -> String {
    let texts = test.effects.iter().rev().find_map(|effect| match effect {
        Effect::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    texts.expect("copied text")
}

#[test]
fn a_vpc_pasted_into_another_region_has_its_zones_and_services() {
    let mut test = two_regions();
    test.select(&["vpc-1"]).keys("mod+c");
    let text = copied(&test);
    test.select(&["us-east-1"]).request(Request::Paste { text, in_place: false });
    assert_eq!(test.refusal(), None);
    assert_eq!(zones(&test), ["eu-west-1a", "eu-west-1b", "us-east-1a", "us-east-1b"]);
    assert_eq!(test.parent("vpc-2").as_deref(), Some("us-east-1"));
    let endpoint = test.document().vpc_endpoint(test.id("s3-endpoint-2").as_str()).unwrap().clone();
    assert_eq!(endpoint.service_name.as_deref(), Some("com.amazonaws.us-east-1.s3"));
    assert!(
        test.document()
            .placement
            .keys()
            .all(|key| !key.ends_with("/eu-west-1a") || !key.starts_with(test.id("vpc-2").as_str()))
    );
}

#[test]
fn a_subnet_pasted_into_a_vpc_of_another_region_stands_in_a_zone_of_it() {
    let mut test = two_regions();
    let region = test.rect("us-east-1");
    test.drop_part(PartId::Vpc, region.center());
    let vpc = test.selected()[0].clone();
    test.select(&["subnet-b"]).keys("mod+c");
    let text = copied(&test);
    test.select(&[&vpc]).request(Request::Paste { text, in_place: false });
    assert_eq!(zones(&test), ["eu-west-1a", "eu-west-1b", "us-east-1b"]);
}

#[test]
fn a_vpc_dragged_to_another_region_is_refused_and_can_be_made_again_there() {
    let mut test = two_regions();
    let target = test.rect("us-east-1").center();
    test.drag_to("vpc-1", target);
    assert_eq!(
        test.refusal().as_deref(),
        Some(
            "vpc-1 stands in eu-west-1: AWS cannot move a VPC to another Region. Make it again there, or copy it."
        )
    );
    assert_eq!(test.parent("vpc-1").as_deref(), Some("eu-west-1"));
    let [Alternative { label, changes }] = test.alternatives().try_into().unwrap();
    assert_eq!(label, "Make vpc-1 again in us-east-1");
    let steps = test.editor.undo_depth();
    test.request(Request::Apply { label, changes });
    assert_eq!(test.editor.undo_depth(), steps + 1);
    assert_eq!(zones(&test), ["us-east-1a", "us-east-1b"]);
    assert_eq!(test.parent("vpc-1").as_deref(), Some("us-east-1"));
    assert_eq!(test.address("web-1"), "10.0.0.10", "ranges and addresses stay");
    let endpoint = test.document().vpc_endpoint(test.id("s3-endpoint").as_str()).unwrap().clone();
    assert_eq!(endpoint.service_name.as_deref(), Some("com.amazonaws.us-east-1.s3"));
    test.command(CommandId::Undo);
    assert_eq!(zones(&test), ["eu-west-1a", "eu-west-1b"]);
}

#[test]
fn a_copy_is_dragged_there_with_alt() {
    let mut test = two_regions();
    test.hold(Modifiers { alt: true, ..Modifiers::default() });
    let target = test.rect("us-east-1").center();
    test.drag_to("vpc-1", target).hold_nothing();
    assert_eq!(test.refusal(), None);
    assert_eq!(test.parent("vpc-1").as_deref(), Some("eu-west-1"));
    assert_eq!(test.parent("vpc-2").as_deref(), Some("us-east-1"));
    assert_eq!(zones(&test), ["eu-west-1a", "eu-west-1b", "us-east-1a", "us-east-1b"]);
}

#[test]
fn another_region_in_the_inspector_brings_the_zones_along() {
    let mut test = two_regions();
    let vpc = test.id("vpc-1");
    let steps = test.editor.undo_depth();
    let changes = vec![Change::set(&vpc, "/region", "us-west-2")];
    test.request(Request::Edit { label: "Change the region".to_owned(), changes });
    assert_eq!(test.refusal(), None);
    assert_eq!(zones(&test), ["us-west-2a", "us-west-2b"]);
    assert_eq!(test.editor.undo_depth(), steps + 1);
}
