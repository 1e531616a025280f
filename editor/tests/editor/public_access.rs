//! VPC Block Public Access by hand: one for each Region, exclusions on VPCs and subnets.

use crate::support::TestEditor;
use netyard_core::model::ResourceType;
use netyard_editor::{CommandId, PartId};
use netyard_scene::{NodeKind, Point};

#[test]
fn a_region_has_one_at_its_border() {
    let mut test = TestEditor::two_subnets();
    let vpc = test.rect("vpc-1");
    let beside = Point::new(vpc.center().x, vpc.y - 12);
    test.drop_part(PartId::BlockPublicAccess, beside);
    let id = test.id("bpa-eu-west-1");
    let own = test.document().vpc_block_public_access_options(id.as_str()).unwrap();
    assert_eq!(own.internet_gateway_block_mode, "block-bidirectional");
    assert!(matches!(test.editor.scene().node(id.as_str()).unwrap().kind, NodeKind::BorderTile { .. }));
    test.forget().drop_part(PartId::BlockPublicAccess, beside);
    assert_eq!(
        test.refusal().as_deref(),
        Some("eu-west-1 has bpa-eu-west-1 already: a Region has one Block Public Access.")
    );
    // It slides along the border of its Region.
    let from = test.middle("bpa-eu-west-1");
    test.drag(from, from.moved(-120, 0));
    assert_eq!(test.middle("bpa-eu-west-1").y, from.y);
    assert!(test.middle("bpa-eu-west-1").x < from.x);
}

#[test]
fn an_exclusion_spares_what_it_is_dropped_on_and_goes_with_it() {
    let mut test = TestEditor::two_subnets();
    let vpc = test.middle("vpc-1");
    test.drop_in(PartId::PublicAccessExclusion, "subnet-a");
    test.drop_part(PartId::PublicAccessExclusion, vpc);
    let spared = |name: &str| {
        let own = test.document().vpc_block_public_access_exclusion(test.id(name).as_str()).unwrap();
        (own.vpc_id.clone(), own.subnet_id.clone())
    };
    assert_eq!(spared("spare-subnet-a"), (None, Some(test.id("subnet-a"))));
    assert_eq!(spared("spare-vpc-1"), (Some(test.id("vpc-1")), None));
    test.forget().drop_in(PartId::PublicAccessExclusion, "subnet-a");
    assert_eq!(test.refusal().as_deref(), Some("subnet-a is spared already, by spare-subnet-a."));
    test.select(&["subnet-a"]).command(CommandId::Delete);
    assert_eq!(test.count(ResourceType::VpcBlockPublicAccessExclusion), 1);
    test.select(&["vpc-1"]).command(CommandId::Delete);
    assert_eq!(test.count(ResourceType::VpcBlockPublicAccessExclusion), 0);
}
