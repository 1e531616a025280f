//! IPv6 by one command, and copies of what has it.

use crate::support::TestEditor;
use netyard_editor::{Alternative, CommandId, Effect, PartId, Request};
use netyard_scene::Point;

fn with_gateway() -> TestEditor {
    let mut test = TestEditor::two_subnets();
    let vpc = test.rect("vpc-1");
    test.drop_part(PartId::InternetGateway, Point::new(vpc.center().x, vpc.y));
    test.drop_in(PartId::Instance, "subnet-a").drop_in(PartId::RouteTable, "subnet-a");
    let (from, to) = (test.id("subnet-a"), test.id("igw-vpc-1"));
    test.request(Request::Connect { from, to }).forget();
    test
}

fn block(test: &TestEditor, subnet: &str) -> String {
    let id = test.id(subnet);
    let subnet = test.document().subnet(id.as_str()).unwrap();
    subnet.ipv6_cidr_block.as_ref().map(ToString::to_string).unwrap_or_default()
}

fn vpc_block(test: &TestEditor, vpc: &str) -> Vec<String> {
    let id = test.id(vpc);
    test.document().vpc(id.as_str()).unwrap().ipv6_cidr_blocks.iter().map(ToString::to_string).collect()
}

fn address(test: &TestEditor, name: &str) -> Vec<String> {
    let id = test.id(name);
    test.interface_of(&id).ipv6_addresses.iter().map(|entry| entry.ipv6_address.to_string()).collect()
}

fn offered(test: &TestEditor) -> Vec<Alternative> {
    let toast = test.effects.iter().rev().find_map(|effect| match effect {
        Effect::Toast(toast) => Some(toast.alternatives.clone()),
        _ => None,
    });
    toast.unwrap_or_default()
}

#[test]
fn an_instance_gets_it_with_all_that_is_above() {
    let mut test = with_gateway();
    let steps = test.editor.undo_depth();
    test.select(&["web-1"]).command(CommandId::AddIpv6);
    assert_eq!(vpc_block(&test, "vpc-1"), ["2001:db8:1::/56"]);
    assert_eq!(block(&test, "subnet-a"), "2001:db8:1::/64");
    assert_eq!(block(&test, "subnet-b"), "");
    assert_eq!(address(&test, "web-1"), ["2001:db8:1::a"]);
    assert_eq!(test.editor.undo_depth(), steps + 1);
    assert!(!test.editor.is_enabled(CommandId::AddIpv6), "it has it");
    test.command(CommandId::Undo);
    assert!(vpc_block(&test, "vpc-1").is_empty());
}

#[test]
fn a_public_subnet_is_offered_the_same_way_out() {
    let mut test = with_gateway();
    test.select(&["subnet-a"]).key("6");
    assert_eq!(test.toast().as_deref(), Some("subnet-a has 2001:db8:1::/64 of vpc-1, which is new too."));
    let offered = offered(&test);
    let labels: Vec<_> = offered.iter().map(|one| one.label.as_str()).collect();
    assert_eq!(labels, ["Send ::/0 to igw-vpc-1", "Give its interface an address"]);
    for one in offered {
        test.request(Request::Apply { label: one.label, changes: one.changes });
    }
    assert_eq!(address(&test, "web-1"), ["2001:db8:1::a"]);
    let table = test.document().route_table(test.id("rtb-subnet-a").as_str()).unwrap().clone();
    let to: Vec<String> = table.routes.values().map(netyard_core::model::Route::destination_text).collect();
    assert!(to.contains(&"::/0".to_owned()), "{to:?}");
}

#[test]
fn a_private_subnet_is_offered_an_egress_only_gateway() {
    let mut test = TestEditor::two_subnets();
    test.drop_in(PartId::NatGateway, "subnet-a").drop_in(PartId::RouteTable, "subnet-b");
    let (from, to) = (test.id("subnet-b"), test.id("nat-a"));
    test.request(Request::Connect { from, to }).forget();
    test.select(&["subnet-b"]).command(CommandId::AddIpv6);
    let offered = offered(&test);
    assert_eq!(offered[0].label, "Add an egress-only internet gateway for subnet-b");
    let Alternative { label, changes } = offered[0].clone();
    test.request(Request::Apply { label, changes });
    let table = test.document().route_table(test.id("rtb-subnet-b").as_str()).unwrap().clone();
    let gateway = test.id("eigw-vpc-1");
    assert!(
        table.routes.values().any(|route| route.egress_only_internet_gateway_id.as_ref() == Some(&gateway))
    );
}

#[test]
fn new_subnets_of_a_vpc_with_ipv6_have_it_and_so_do_their_instances() {
    let mut test = TestEditor::two_subnets();
    test.select(&["vpc-1"]).command(CommandId::AddIpv6);
    let vpc = test.rect("vpc-1");
    test.drop_part(PartId::Subnet, Point::new(vpc.right() - 4, vpc.bottom() - 8));
    let name = test.selected()[0].clone();
    assert_eq!(block(&test, &name), "2001:db8:1::/64");
    test.drop_in(PartId::Instance, &name);
    let instance = test.selected()[0].clone();
    assert_eq!(address(&test, &instance), ["2001:db8:1::a"]);
    // A network without IPv6 stays without.
    let mut plain = TestEditor::two_subnets();
    plain.drop_in(PartId::Instance, "subnet-a");
    assert!(address(&plain, "web-1").is_empty());
}

#[test]
fn several_are_one_step_with_a_block_each() {
    let mut test = TestEditor::two_subnets();
    let steps = test.editor.undo_depth();
    test.select(&["subnet-a", "subnet-b"]).command(CommandId::AddIpv6);
    assert_eq!(
        (block(&test, "subnet-a"), block(&test, "subnet-b")),
        ("2001:db8:1::/64".to_owned(), "2001:db8:1:1::/64".to_owned())
    );
    assert_eq!(test.editor.undo_depth(), steps + 1);
}

#[test]
fn what_is_in_no_subnet_is_told_so() {
    let mut test = TestEditor::two_subnets();
    test.hold(netyard_editor::Modifiers { primary: true, ..Default::default() });
    test.drop_part(PartId::Instance, Point::new(1500, 900)).hold_nothing().forget();
    let name = test.selected()[0].clone();
    test.command(CommandId::AddIpv6);
    assert_eq!(
        test.refusal(),
        Some(format!("{name} is in no subnet, so it gets no address. Move it into one."))
    );
    assert!(vpc_block(&test, "vpc-1").is_empty(), "nothing was done in part");
}

#[test]
fn a_copy_in_the_subnet_has_an_address_of_its_own() {
    let mut test = with_gateway();
    test.select(&["web-1"]).command(CommandId::AddIpv6).keys("mod+d");
    assert_eq!(address(&test, "web-2"), ["2001:db8:1::b"]);
}

#[test]
fn a_copied_subnet_has_the_next_block_and_its_content_addresses_of_it() {
    let mut test = with_gateway();
    test.select(&["web-1"]).command(CommandId::AddIpv6).select(&["subnet-a"]).keys("mod+d");
    assert_eq!(block(&test, "subnet-a-2"), "2001:db8:1:1::/64");
    assert_eq!(address(&test, "web-2"), ["2001:db8:1:1::a"]);
}

#[test]
fn a_copied_vpc_has_a_range_of_its_own_in_which_everything_keeps_its_place() {
    let mut test = with_gateway();
    test.select(&["subnet-a"]).command(CommandId::AddIpv6);
    test.select(&["web-1"]).command(CommandId::AddIpv6).select(&["vpc-1"]).keys("mod+d");
    assert_eq!(vpc_block(&test, "vpc-2"), ["2001:db8:1:100::/56"]);
    assert_eq!(block(&test, "subnet-a-2"), "2001:db8:1:100::/64");
    assert_eq!(address(&test, "web-2"), ["2001:db8:1:100::a"]);
    assert_eq!(address(&test, "web-1"), ["2001:db8:1::a"], "the original stays");
}

#[test]
fn in_a_vpc_without_ipv6_a_copy_has_none() {
    let mut test = with_gateway();
    test.select(&["web-1"]).command(CommandId::AddIpv6);
    test.drop_part(PartId::Vpc, Point::new(1500, 100));
    let vpc = test.selected()[0].clone();
    let text = {
        test.select(&["subnet-a"]).forget().keys("mod+c");
        test.effects
            .iter()
            .find_map(|effect| match effect {
                Effect::CopyText(text) => Some(text.clone()),
                _ => None,
            })
            .unwrap()
    };
    test.select(&[&vpc]).request(Request::Paste { text, in_place: false });
    assert_eq!(test.refusal(), None);
    assert_eq!(block(&test, "subnet-a-2"), "");
    assert!(address(&test, "web-2").is_empty());
}

#[test]
fn further_ranges_of_a_copied_vpc_are_free_ones_too() {
    let mut test = TestEditor::two_subnets();
    let vpc = test.id("vpc-1");
    let changes = vec![netyard_core::change::Change::set(&vpc, "/cidrBlocks/1", "10.200.0.0/20")];
    test.request(Request::Edit { label: "Add a range".to_owned(), changes });
    test.select(&["vpc-1"]).keys("mod+d");
    let copy = test.document().vpc(test.id("vpc-2").as_str()).unwrap().clone();
    let blocks: Vec<String> = copy.cidr_blocks.iter().map(ToString::to_string).collect();
    assert_eq!(blocks, ["10.1.0.0/16", "10.2.0.0/20"]);
}
