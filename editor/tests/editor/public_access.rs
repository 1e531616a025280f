//! What serves or stops a whole network by hand: VPC Block Public Access with its exclusions, regional NAT gateways.

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

#[test]
fn a_regional_nat_gateway_serves_its_vpc_and_stays_there() {
    let mut test = TestEditor::two_subnets();
    let ground = test.rect("vpc-1");
    test.drop_part(PartId::RegionalNatGateway, Point::new(ground.center().x, ground.y + 40));
    let id = test.id("nat-vpc-1");
    let own = test.document().nat_gateway(id.as_str()).unwrap().clone();
    assert!(own.is_regional() && own.is_automatic());
    assert_eq!((own.vpc_id, own.subnet_id), (Some(test.id("vpc-1")), None));
    assert_eq!(test.count(ResourceType::ElasticIp), 0, "AWS gives it addresses by itself");
    test.forget().drop_in(PartId::RegionalNatGateway, "subnet-a");
    assert_eq!(
        test.refusal().as_deref(),
        Some("A regional NAT gateway lies in a VPC, not in a subnet. Drop it in vpc-1.")
    );
    // Its routes are made like those of another one; dropped on a subnet it stays what it is.
    let (from, to) = (test.id("subnet-a"), id.clone());
    test.request(netyard_editor::Request::Connect { from, to });
    let table = test.document().route_table(test.id("rtb-vpc-1").as_str()).unwrap();
    assert!(table.routes.values().any(|route| route.nat_gateway_id.as_ref() == Some(&id)));
    let (from, to) = (test.middle("nat-vpc-1"), test.rect("subnet-a").center());
    test.drag(from, to);
    assert_eq!(test.document().nat_gateway(id.as_str()).unwrap().subnet_id, None);
    test.select(&["vpc-1"]).command(CommandId::Delete);
    assert_eq!(test.count(ResourceType::NatGateway), 0);
}
