//! What decides about names, by hand: made, connected, deleted.

use crate::support::TestEditor;
use netyard_core::model::ResourceType;
use netyard_editor::{PartId, Request};

/// Two VPCs, the first one with a subnet.
fn two_vpcs() -> TestEditor {
    let drawing = serde_json::json!({"type": "netyard", "version": 1, "resources": {
        "vpc-1": {"type": "vpc", "name": "shop", "region": "eu-west-1", "cidrBlocks": ["10.0.0.0/16"]},
        "vpc-2": {"type": "vpc", "name": "bank", "region": "eu-west-1", "cidrBlocks": ["10.1.0.0/16"]},
        "subnet-a": {"type": "subnet", "name": "app-a", "vpcId": "vpc-1", "availabilityZone": "eu-west-1a",
            "cidrBlock": "10.0.1.0/24"},
    }});
    TestEditor::on(netyard_core::schema::open(&drawing.to_string()).unwrap().document)
}

fn connect(test: &mut TestEditor, from: &str, to: &str) {
    let (from, to) = (test.id(from), test.id(to));
    test.forget().request(Request::Connect { from, to });
}

fn vpcs_of_zone(test: &TestEditor) -> Vec<String> {
    let zone = test.document().hosted_zone(test.id("zone-1.internal").as_str()).unwrap().clone();
    assert!(zone.config.private_zone);
    zone.vpcs.iter().filter_map(|vpc| vpc.vpc_id.as_ref().map(ToString::to_string)).collect()
}

#[test]
fn a_private_zone_answers_the_vpc_that_it_is_dropped_on_and_those_it_is_connected_with() {
    let mut test = two_vpcs();
    test.drop_in(PartId::PrivateHostedZone, "shop");
    assert_eq!(vpcs_of_zone(&test), ["vpc-1"]);
    connect(&mut test, "bank", "zone-1.internal");
    assert_eq!(test.toast().as_deref(), Some("zone-1.internal answers bank"));
    assert_eq!(vpcs_of_zone(&test), ["vpc-1", "vpc-2"]);
    connect(&mut test, "zone-1.internal", "bank");
    assert_eq!(test.refusal().as_deref(), Some("zone-1.internal answers bank already."));
    // One that goes takes its association along, and nothing else.
    let vpc = test.id("shop");
    test.request(Request::Delete { keys: vec![vpc], keep_content: false });
    assert_eq!(vpcs_of_zone(&test), ["vpc-2"]);
    test.keys("mod+z");
    assert_eq!(vpcs_of_zone(&test), ["vpc-1", "vpc-2"]);
}

#[test]
fn a_rule_counts_for_vpcs_and_forwards_by_an_outbound_endpoint_only() {
    let mut test = two_vpcs();
    test.drop_in(PartId::OutboundEndpoint, "app-a").drop_in(PartId::InboundEndpoint, "app-a");
    let endpoint = test.document().resolver_endpoint(test.id("outbound-1").as_str()).unwrap().clone();
    assert!(endpoint.is_outbound());
    assert_eq!(endpoint.host_vpc_id, Some(test.id("shop")));
    assert!(test.document().resolver_endpoint(test.id("inbound-1").as_str()).unwrap().is_inbound());
    assert_eq!(test.parent("outbound-1").as_deref(), Some("app-a"));
    test.drop_in(PartId::ResolverRule, "shop");
    let rule = |test: &TestEditor| {
        test.document().resolver_rule(test.id("resolver-rule-1").as_str()).unwrap().clone()
    };
    assert_eq!(rule(&test).vpc_ids, [test.id("shop")]);
    assert_eq!(rule(&test).resolver_endpoint_id, Some(test.id("outbound-1")), "the only one there is");
    connect(&mut test, "resolver-rule-1", "bank");
    assert_eq!(rule(&test).vpc_ids, [test.id("shop"), test.id("bank")]);
    connect(&mut test, "resolver-rule-1", "inbound-1");
    assert_eq!(
        test.refusal().as_deref(),
        Some("inbound-1 is no outbound resolver endpoint. A rule forwards by one of these only.")
    );
    let endpoint = test.id("outbound-1");
    test.request(Request::Delete { keys: vec![endpoint], keep_content: false });
    assert_eq!(rule(&test).resolver_endpoint_id, None);
}

#[test]
fn a_vpc_has_the_options_that_it_was_given_last() {
    let mut test = two_vpcs();
    test.drop_in(PartId::DhcpOptions, "shop").drop_in(PartId::DhcpOptions, "bank");
    let options = |test: &TestEditor| test.document().vpc("vpc-1").unwrap().dhcp_options_id.clone();
    assert_eq!(options(&test), Some(test.id("dhcp-options-1")));
    connect(&mut test, "dhcp-options-2", "shop");
    assert_eq!(options(&test), Some(test.id("dhcp-options-2")));
    let set = test.id("dhcp-options-2");
    test.request(Request::Delete { keys: vec![set], keep_content: false });
    assert_eq!(options(&test), None);
    let sets = test.document().resources.values();
    let sets = sets.filter(|resource| resource.resource_type() == Some(ResourceType::DhcpOptions));
    assert_eq!(sets.count(), 1);
}
