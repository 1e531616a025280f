//! Connect peers by hand: an instance is connected with a transit gateway, and what it needs is made with it.

use crate::support::TestEditor;
use netyard_core::expect::Fault;
use netyard_core::model::{ResourceType, TransitGatewayConnectPeer};
use netyard_editor::{Alternative, CommandId, Effect, PartId, Request, fault_words};
use netyard_scene::Point;

/// A VPC with two subnets and an instance, and a transit gateway in its Region.
fn drawing() -> TestEditor {
    let mut test = TestEditor::two_subnets();
    let middle = test.middle("subnet-a");
    test.drop_part(PartId::Instance, middle);
    let below = test.rect("vpc-1").bottom() + 90;
    test.drop_part(PartId::TransitGateway, Point::new(500, below));
    test.forget();
    test
}

fn connect(test: &mut TestEditor, from: &str, to: &str) {
    let (from, to) = (test.id(from), test.id(to));
    test.forget().request(Request::Connect { from, to });
}

fn peer(test: &TestEditor, name: &str) -> TransitGatewayConnectPeer {
    test.document().transit_gateway_connect_peer(test.id(name).as_str()).expect("a Connect peer").clone()
}

/// What the toast offers.
fn offers(test: &TestEditor) -> Vec<Alternative> {
    let mut toasts = test.effects.iter().filter_map(|effect| match effect {
        Effect::Toast(toast) => Some(toast.alternatives.clone()),
        _ => None,
    });
    toasts.next_back().unwrap_or_default()
}

#[test]
fn everything_that_it_needs_is_made_in_one_step() {
    let mut test = drawing();
    connect(&mut test, "tgw-1", "web-1");
    assert_eq!(
        test.toast().as_deref(),
        Some(
            "gre-1 joins web-1 and tgw-1 by a GRE tunnel over tgw-1-vpc-1, with two BGP sessions. Write down what web-1 announces."
        )
    );
    let hub = test.document().transit_gateway(test.id("tgw-1").as_str()).unwrap().clone();
    assert_eq!(
        hub.options.transit_gateway_cidr_blocks.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["10.255.0.0/24"]
    );
    let own = test.document().transit_gateway_attachment(test.id("tgw-1-web-1").as_str()).unwrap().clone();
    assert_eq!((own.resource_type.as_str(), own.resource_id), ("connect", Some(test.id("tgw-1-vpc-1"))));
    let table = test.document().transit_gateway_route_table(test.id("rtb-tgw-1").as_str()).unwrap().clone();
    assert!(table.associations.contains(&test.id("tgw-1-web-1")), "AWS's defaults hold for it");
    assert!(table.propagations.contains(&test.id("tgw-1-web-1")));
    let peer = peer(&test, "gre-1");
    assert_eq!(peer.transit_gateway_attachment_id, Some(test.id("tgw-1-web-1")));
    let ends = peer.connect_peer_configuration;
    assert_eq!(ends.transit_gateway_address.map(|end| end.to_string()).as_deref(), Some("10.255.0.1"));
    assert_eq!(
        ends.inside_cidr_blocks.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["169.254.6.0/29"]
    );
    assert_eq!(ends.bgp_configurations.len(), 2);
    test.command(CommandId::Undo);
    assert_eq!(test.count(ResourceType::TransitGatewayConnectPeer), 0);
    assert_eq!(test.count(ResourceType::TransitGatewayAttachment), 0, "one step");
}

#[test]
fn the_way_back_and_forwarding_are_offered() {
    let mut test = drawing();
    connect(&mut test, "web-1", "tgw-1");
    let offered = offers(&test);
    assert_eq!(offered.len(), 1);
    assert_eq!(offered[0].label, "Route 10.255.0.0/24 to tgw-1, and let it forward");
    test.request(Request::Apply { label: offered[0].label.clone(), changes: offered[0].changes.clone() });
    let findings = netyard_core::rules::check_rule(test.editor.network(), "tgw-connect-peer-no-way-back");
    assert!(findings.is_empty(), "{findings:?}");
}

#[test]
fn an_appliance_has_one_by_hand_and_a_second_appliance_joins_the_attachment() {
    let mut test = drawing();
    connect(&mut test, "web-1", "tgw-1");
    connect(&mut test, "web-1", "tgw-1");
    assert_eq!(
        test.refusal().as_deref(),
        Some("web-1 has a Connect peer at tgw-1 already, gre-1. It has two BGP sessions.")
    );
    let middle = test.middle("subnet-b");
    test.drop_part(PartId::Instance, middle);
    connect(&mut test, "web-2", "tgw-1");
    let other = peer(&test, "gre-2");
    assert_eq!(other.transit_gateway_attachment_id, Some(test.id("tgw-1-web-1")));
    let ends = &other.connect_peer_configuration;
    assert_eq!(ends.transit_gateway_address.as_ref().map(ToString::to_string).as_deref(), Some("10.255.0.2"));
    assert_eq!(
        ends.inside_cidr_blocks.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["169.254.6.8/29"]
    );
    assert_eq!(other.peer_asn(), peer(&test, "gre-1").peer_asn(), "equal paths share the traffic");
}

#[test]
fn it_goes_with_its_appliance_and_with_what_carries_it() {
    for gone in ["web-1", "tgw-1-vpc-1", "tgw-1-web-1", "tgw-1", "vpc-1"] {
        let mut test = drawing();
        connect(&mut test, "web-1", "tgw-1");
        test.select(&[gone]);
        test.command(CommandId::Delete);
        assert_eq!(test.count(ResourceType::TransitGatewayConnectPeer), 0, "{gone}");
    }
}

#[test]
fn it_and_each_of_its_sessions_can_be_switched_off() {
    let mut test = drawing();
    connect(&mut test, "web-1", "tgw-1");
    let id = test.id("gre-1");
    assert_eq!(test.editor.failures_of(id.as_str()), [Fault::BgpSessionDown(id.to_string())]);
    let within: Vec<String> =
        test.editor.failures_within(id.as_str()).into_iter().map(|(_, words)| words).collect();
    assert_eq!(within, ["BGP session 1 is down", "BGP session 2 is down"]);
    let second = Fault::BgpSessionDown(format!("{id}/b2"));
    assert_eq!(fault_words(test.document(), &second), "BGP session 2 of gre-1 down");
}

/// What the line of a thing says now.
fn label(test: &TestEditor, id: &str) -> String {
    let edge = test.editor.scene().edges().iter().find(|edge| edge.id == id).unwrap();
    test.editor.label_of(edge).into_owned()
}

#[test]
fn its_line_counts_what_is_up_and_not_switched_off() {
    let mut test = drawing();
    connect(&mut test, "web-1", "tgw-1");
    let id = test.id("gre-1").to_string();
    assert_eq!(label(&test, &id), "2 of 2 up");
    let second = Fault::BgpSessionDown(format!("{id}/b2"));
    let both = Fault::BgpSessionDown(id.clone());
    let appliance = Fault::Stopped(test.id("web-1"));
    for (fault, says) in [(second, "1 of 2 up"), (both, "0 of 2 up"), (appliance, "0 of 2 up")] {
        test.request(Request::WhatIf { fault: fault.clone(), off: true });
        assert_eq!(label(&test, &id), says, "{fault:?}");
        test.request(Request::WhatIf { fault, off: false });
        assert_eq!(label(&test, &id), "2 of 2 up");
    }
}
