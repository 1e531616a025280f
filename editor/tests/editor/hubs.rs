//! Transit gateways by hand and by keys: made, attached, routed, deleted; each as one step.

use crate::support::TestEditor;
use netyard_core::model::{ResourceId, ResourceType, TransitGatewayAttachment, TransitGatewayRouteTable};
use netyard_editor::{Alternative, CommandId, Effect, PartId, Request};
use netyard_scene::Point;

/// Two VPCs with two subnets each, and a transit gateway in their Region.
fn drawing() -> TestEditor {
    let mut test = TestEditor::two_subnets();
    let right = test.rect("vpc-1").right();
    test.drop_part(PartId::Vpc, Point::new(right + 200, 140));
    let vpc = test.rect("vpc-2");
    test.drop_part(PartId::Subnet, Point::new(vpc.x + 60, vpc.y + 80));
    let below = test.rect("vpc-1").bottom() + 90;
    test.drop_part(PartId::TransitGateway, Point::new(500, below));
    test.forget();
    test
}

fn connect(test: &mut TestEditor, from: &str, to: &str) {
    let (from, to) = (test.id(from), test.id(to));
    test.forget().request(Request::Connect { from, to });
}

/// What the toast offers.
fn offers(test: &TestEditor) -> Vec<Alternative> {
    let mut toasts = test.effects.iter().filter_map(|effect| match effect {
        Effect::Toast(toast) => Some(toast.alternatives.clone()),
        _ => None,
    });
    toasts.next_back().unwrap_or_default()
}

fn attachment(test: &TestEditor, name: &str) -> TransitGatewayAttachment {
    test.document().transit_gateway_attachment(test.id(name).as_str()).expect("an attachment").clone()
}

fn table(test: &TestEditor, name: &str) -> TransitGatewayRouteTable {
    test.document().transit_gateway_route_table(test.id(name).as_str()).expect("a table").clone()
}

fn routes(test: &TestEditor, name: &str) -> Vec<(String, String)> {
    let table = test.document().route_table(test.id(name).as_str()).expect("a table").clone();
    let name = |id: &ResourceId| test.document().display_name(id.as_str()).to_owned();
    table.routes.values().map(|route| (route.destination_text(), name(route.target().unwrap()))).collect()
}

#[test]
fn it_comes_with_the_table_that_aws_makes() {
    let test = drawing();
    let gateway = test.document().transit_gateway(test.id("tgw-1").as_str()).unwrap();
    assert_eq!(gateway.region.as_deref(), Some("eu-west-1"));
    assert_eq!(test.parent("tgw-1").as_deref(), Some("eu-west-1"));
    let table = table(&test, "rtb-tgw-1");
    assert_eq!(table.transit_gateway_id, Some(test.id("tgw-1")));
    assert!(table.default_association_route_table && table.default_propagation_route_table);
}

#[test]
fn it_stands_outside_of_vpcs() {
    let mut test = TestEditor::two_subnets();
    let middle = test.middle("subnet-a");
    test.drop_part(PartId::TransitGateway, middle);
    assert_eq!(
        test.refusal().as_deref(),
        Some("A transit gateway stands in a Region, outside of its VPCs. Drop it beside vpc-1.")
    );
    assert_eq!(test.count(ResourceType::TransitGateway), 0);
}

#[test]
fn a_vpc_is_attached_in_one_subnet_of_each_zone() {
    let mut test = drawing();
    connect(&mut test, "vpc-1", "tgw-1");
    let own = attachment(&test, "tgw-1-vpc-1");
    assert_eq!(own.resource_id, Some(test.id("vpc-1")));
    assert_eq!(own.subnet_ids, [test.id("subnet-a"), test.id("subnet-b")]);
    assert_eq!(
        test.toast().as_deref(),
        Some(
            "vpc-1 is attached to tgw-1 in subnet-a and subnet-b, associated with rtb-tgw-1 and propagated to it."
        )
    );
    let table = table(&test, "rtb-tgw-1");
    assert_eq!(table.associations, [test.id("tgw-1-vpc-1")]);
    assert_eq!(table.propagations, [test.id("tgw-1-vpc-1")]);
    assert_eq!(test.selected(), ["tgw-1-vpc-1"]);
    // One step back.
    test.command(CommandId::Undo);
    assert_eq!(test.count(ResourceType::TransitGatewayAttachment), 0);
    assert!(self::table(&test, "rtb-tgw-1").associations.is_empty());
}

#[test]
fn without_defaults_nothing_is_associated() {
    let mut test = drawing();
    let gateway = test.id("tgw-1");
    let off = |path: &str| netyard_core::change::Change::set(&gateway, path, "disable");
    let changes =
        vec![off("/options/defaultRouteTableAssociation"), off("/options/defaultRouteTablePropagation")];
    test.request(Request::Apply { label: "Switch the defaults off".to_owned(), changes });
    connect(&mut test, "vpc-1", "tgw-1");
    let table = table(&test, "rtb-tgw-1");
    assert!(table.associations.is_empty() && table.propagations.is_empty());
    assert_eq!(test.toast().as_deref(), Some("vpc-1 is attached to tgw-1 in subnet-a and subnet-b."));
}

#[test]
fn a_second_attachment_and_an_empty_vpc_are_refused() {
    let mut test = drawing();
    connect(&mut test, "vpc-1", "tgw-1");
    connect(&mut test, "tgw-1", "vpc-1");
    assert_eq!(
        test.refusal().as_deref(),
        Some(
            "vpc-1 is attached to tgw-1 already, by tgw-1-vpc-1. Connect a subnet to it to give the subnet a route."
        )
    );
    let (right, y) = (test.rect("vpc-2").right(), test.rect("vpc-2").y);
    test.drop_part(PartId::Vpc, Point::new(right + 200, y + 10));
    connect(&mut test, "vpc-3", "tgw-1");
    assert_eq!(
        test.refusal().as_deref(),
        Some("An attachment needs a subnet of vpc-3 with an IPv4 range and a zone. Draw one first.")
    );
}

#[test]
fn by_keys_the_gateway_is_chosen() {
    let mut test = drawing();
    test.select(&["vpc-1"]).forget().key("c");
    test.key("t").key("g").key("w");
    assert_eq!(test.editor.overlay().connecting.as_ref().unwrap().target, Some(test.id("tgw-1")));
    test.key("Enter");
    assert_eq!(test.count(ResourceType::TransitGatewayAttachment), 1);
}

#[test]
fn both_ways_are_routed_at_once() {
    let mut test = drawing();
    connect(&mut test, "vpc-1", "tgw-1");
    assert!(offers(&test).is_empty(), "there is nobody to talk to yet");
    connect(&mut test, "vpc-2", "tgw-1");
    let both = offers(&test).remove(0);
    assert_eq!(both.label, "Add the routes both ways");
    test.request(Request::Apply { label: both.label, changes: both.changes });
    assert_eq!(routes(&test, "rtb-vpc-1"), [("10.1.0.0/16".to_owned(), "tgw-1".to_owned())]);
    assert_eq!(routes(&test, "rtb-vpc-2"), [("10.0.0.0/16".to_owned(), "tgw-1".to_owned())]);
}

#[test]
fn a_subnet_gets_routes_to_what_else_is_attached() {
    let mut test = drawing();
    connect(&mut test, "subnet-a", "tgw-1");
    assert_eq!(
        test.refusal().as_deref(),
        Some(
            "vpc-1 is not attached to tgw-1. A route can only name a transit gateway to which its VPC is attached."
        )
    );
    let attach = test.alternatives().remove(0);
    assert_eq!(attach.label, "Attach vpc-1 to tgw-1");
    test.request(Request::Apply { label: attach.label, changes: attach.changes });
    assert_eq!(test.count(ResourceType::TransitGatewayAttachment), 1);
    connect(&mut test, "subnet-a", "tgw-1");
    assert_eq!(
        test.refusal().as_deref(),
        Some("tgw-1 leads nowhere yet. Attach something else to it first.")
    );
    connect(&mut test, "vpc-2", "tgw-1");
    connect(&mut test, "subnet-a", "tgw-1");
    assert_eq!(routes(&test, "rtb-vpc-1"), [("10.1.0.0/16".to_owned(), "tgw-1".to_owned())]);
}

#[test]
fn two_transit_gateways_become_peers_without_propagation() {
    let mut test = drawing();
    let below = test.rect("tgw-1").bottom() + 80;
    test.drop_part(PartId::TransitGateway, Point::new(500, below));
    connect(&mut test, "tgw-1", "tgw-2");
    let own = attachment(&test, "tgw-1-tgw-2");
    assert!(own.is_peering());
    for name in ["rtb-tgw-1", "rtb-tgw-2"] {
        let table = table(&test, name);
        assert_eq!(table.associations, [test.id("tgw-1-tgw-2")], "{name}");
        assert!(table.propagations.is_empty(), "{name}");
    }
    connect(&mut test, "tgw-2", "tgw-1");
    assert_eq!(
        test.refusal().as_deref(),
        Some("tgw-2 and tgw-1 are peers already, by tgw-1-tgw-2: AWS allows one connection.")
    );
}

#[test]
fn a_line_takes_a_press_for_its_attachment() {
    let mut test = drawing();
    connect(&mut test, "vpc-1", "tgw-1");
    let id = test.id("tgw-1-vpc-1");
    let edge = test.editor.scene().edges().iter().find(|edge| edge.id == id.as_str()).unwrap().clone();
    test.key("Escape");
    test.rest().click(edge.middle());
    assert_eq!(test.selected(), ["tgw-1-vpc-1"]);
}

#[test]
fn keys_go_along_the_lines_of_a_gateway() {
    let mut test = drawing();
    connect(&mut test, "vpc-1", "tgw-1");
    connect(&mut test, "vpc-2", "tgw-1");
    test.select(&["tgw-1"]).command(CommandId::NextLine);
    let first = test.selected();
    test.command(CommandId::NextLine);
    let mut both = [first, test.selected()].concat();
    both.sort();
    assert_eq!(both, ["tgw-1-vpc-1", "tgw-1-vpc-2"]);
    assert!(test.said().unwrap().contains("transit gateway attachment"), "{:?}", test.said());
}

#[test]
fn deleting_an_attachment_leaves_blackholes_and_one_step() {
    let mut test = drawing();
    connect(&mut test, "vpc-1", "tgw-1");
    connect(&mut test, "vpc-2", "tgw-1");
    let before = test.document().clone();
    let doomed = test.id("tgw-1-vpc-2");
    let gateway_table = test.id("rtb-tgw-1");
    let route = serde_json::json!({
        "destinationCidrBlock": "10.1.0.0/16", "transitGatewayAttachmentId": doomed.as_str()
    });
    let change = netyard_core::change::Change::set(&gateway_table, "/routes/r1", route);
    test.request(Request::Apply { label: "Add a static route".to_owned(), changes: vec![change] });
    test.select(&["tgw-1-vpc-2"]).forget().command(CommandId::Delete);
    assert_eq!(test.toast().as_deref(), Some("Deleted tgw-1-vpc-2. 1 route to it is left as a blackhole"));
    let table = table(&test, "rtb-tgw-1");
    assert_eq!(table.associations, [test.id("tgw-1-vpc-1")]);
    assert_eq!(table.propagations, [test.id("tgw-1-vpc-1")]);
    assert_eq!(table.routes.len(), 1, "a static route stays");
    test.command(CommandId::Undo).command(CommandId::Undo);
    assert_eq!(*test.document(), before);
}

#[test]
fn deleting_a_gateway_takes_attachments_and_tables_along() {
    let mut test = drawing();
    connect(&mut test, "vpc-1", "tgw-1");
    connect(&mut test, "vpc-2", "tgw-1");
    connect(&mut test, "subnet-a", "tgw-1");
    test.select(&["tgw-1"]).forget().command(CommandId::Delete);
    assert_eq!(test.toast().as_deref(), Some("Deleted tgw-1. 1 route to it is left as a blackhole"));
    assert_eq!(test.count(ResourceType::TransitGatewayAttachment), 0);
    assert_eq!(test.count(ResourceType::TransitGatewayRouteTable), 0);
    assert_eq!(test.count(ResourceType::Vpc), 2);
}

#[test]
fn deleting_its_last_subnet_ends_an_attachment() {
    let mut test = drawing();
    connect(&mut test, "vpc-1", "tgw-1");
    test.select(&["subnet-a"]).command(CommandId::Delete);
    assert_eq!(attachment(&test, "tgw-1-vpc-1").subnet_ids, [test.id("subnet-b")]);
    test.select(&["subnet-b"]).command(CommandId::Delete);
    assert_eq!(test.count(ResourceType::TransitGatewayAttachment), 0);
}

#[test]
fn a_vpc_goes_with_its_attachment() {
    let mut test = drawing();
    connect(&mut test, "vpc-1", "tgw-1");
    connect(&mut test, "vpc-2", "tgw-1");
    test.select(&["vpc-2"]).command(CommandId::Delete);
    assert_eq!(test.count(ResourceType::TransitGatewayAttachment), 1);
    assert_eq!(table(&test, "rtb-tgw-1").associations, [test.id("tgw-1-vpc-1")]);
}

#[test]
fn it_is_moved_in_its_region_and_not_into_a_vpc() {
    let mut test = drawing();
    let (from, subnet) = (test.middle("tgw-1"), test.middle("subnet-a"));
    test.drag(from, from.moved(60, 20));
    assert_eq!(test.middle("tgw-1"), from.moved(60, 20));
    let from = test.middle("tgw-1");
    test.forget().drag(from, subnet);
    assert_eq!(
        test.refusal().as_deref(),
        Some("A transit gateway stands in a Region, outside of its VPCs. Drop it beside vpc-1.")
    );
    assert_eq!(test.middle("tgw-1"), from);
}

#[test]
fn a_further_table_belongs_to_the_gateway_that_it_is_dropped_on() {
    let mut test = drawing();
    let (hub, subnet) = (test.middle("tgw-1"), test.middle("subnet-a"));
    test.drop_part(PartId::TransitGatewayRouteTable, hub);
    let table = table(&test, "rtb-tgw-1-2");
    assert_eq!(table.transit_gateway_id, Some(test.id("tgw-1")));
    assert!(!table.default_association_route_table && !table.default_propagation_route_table);
    test.forget().drop_part(PartId::TransitGatewayRouteTable, subnet);
    assert_eq!(
        test.refusal().as_deref(),
        Some("A transit gateway route table belongs to a transit gateway. Drop it on tgw-1.")
    );
    // Without a pointer: for the gateway that is selected.
    test.select(&["tgw-1"]);
    test.request(Request::Create { part: PartId::TransitGatewayRouteTable, inside: None });
    assert_eq!(test.count(ResourceType::TransitGatewayRouteTable), 3);
}

#[test]
fn a_copy_of_a_table_or_a_line_takes_nothing_away() {
    let mut test = drawing();
    connect(&mut test, "vpc-1", "tgw-1");
    test.select(&["rtb-tgw-1"]).command(CommandId::Duplicate);
    let copy = table(&test, "rtb-tgw-2");
    assert!(copy.associations.is_empty() && copy.propagations.is_empty());
    assert!(!copy.default_association_route_table && !copy.default_propagation_route_table);
    test.select(&["tgw-1-vpc-1"]).command(CommandId::Duplicate);
    assert_eq!(test.count(ResourceType::TransitGatewayAttachment), 1, "AWS allows one for each VPC");
}
