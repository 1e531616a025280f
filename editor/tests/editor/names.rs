//! What decides about names, by hand: made, connected, deleted.

use crate::support::{TestEditor, ground_of};
use netyard_core::model::{Resource, ResourceId, ResourceType};
use netyard_editor::{CommandId, PartId, Request, SelectMode, Tool};
use netyard_scene::{EdgeKind, Point};

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

/// Deletes the line between two things as a person does: selects it and presses the key.
fn delete_line(test: &mut TestEditor, from: &str, to: &str) {
    let key = ResourceId::new(&format!("{}>{}", test.id(from), test.id(to)));
    test.request(Request::Select { keys: vec![key.clone()], mode: SelectMode::Replace });
    assert!(test.editor.session().selection.contains(key.as_str()), "{key} is a line");
    test.forget().key("Delete");
}

/// Whether the canvas draws a line between the two.
fn is_joined(test: &TestEditor, from: &str, to: &str) -> bool {
    let id = format!("{}>{}", test.id(from), test.id(to));
    test.editor.scene().edges().iter().any(|edge| edge.id == id && edge.kind == EdgeKind::Association)
}

const KEEPS: &str = "zone-1.internal keeps shop: AWS does not take the last VPC of a private zone away. Associate another one first, or delete the zone.";

#[test]
fn all_four_are_drawn_below_their_vpc_with_a_line_that_ends_the_association() {
    let mut test = two_vpcs();
    for part in
        [PartId::PrivateHostedZone, PartId::ResolverRule, PartId::DnsFirewallRuleGroup, PartId::DhcpOptions]
    {
        test.drop_in(part, "shop");
    }
    let names = ["zone-1.internal", "resolver-rule-1", "dns-firewall-1", "dhcp-options-1"];
    for name in names {
        assert!(is_joined(&test, name, "shop"), "{name}");
        assert!(test.rect(name).y > test.rect("shop").bottom(), "{name}");
        assert_eq!(test.parent(name).as_deref(), Some("eu-west-1"), "{name}");
    }
    // A private zone keeps its last VPC (R-VAL-36).
    delete_line(&mut test, "zone-1.internal", "shop");
    assert_eq!(test.refusal().as_deref(), Some(KEEPS));
    assert!(is_joined(&test, "zone-1.internal", "shop"));
    connect(&mut test, "zone-1.internal", "bank");
    let said = [
        "zone-1.internal answers shop no longer",
        "resolver-rule-1 counts for shop no longer",
        "dns-firewall-1 filters names for shop no longer",
        "shop has the options of AWS instead of dhcp-options-1",
    ];
    for (name, said) in names.into_iter().zip(said) {
        let before = test.document().clone();
        delete_line(&mut test, name, "shop");
        assert_eq!(test.said().as_deref(), Some(said));
        assert!(!is_joined(&test, name, "shop") && test.has(name), "{name}");
        let stands_in = (name == "zone-1.internal").then_some("eu-west-1");
        assert_eq!(test.parent(name).as_deref(), stands_in, "what counts for no VPC stands beside: {name}");
        test.keys("mod+z");
        assert!(is_joined(&test, name, "shop"), "{name}");
        assert_eq!(*test.document(), before, "{name}");
        test.keys("mod+shift+z");
        assert!(!is_joined(&test, name, "shop"), "{name}");
        test.keys("mod+z");
    }
}

#[test]
fn lines_are_drawn_both_ways_with_the_tool() {
    let mut test = two_vpcs();
    for part in
        [PartId::PrivateHostedZone, PartId::ResolverRule, PartId::DnsFirewallRuleGroup, PartId::DhcpOptions]
    {
        test.drop_in(part, "shop");
    }
    for (nth, name) in
        ["zone-1.internal", "resolver-rule-1", "dns-firewall-1", "dhcp-options-1"].into_iter().enumerate()
    {
        let (card, vpc) = (test.middle(name), ground_of(&test, "bank"));
        let (from, to) = if nth % 2 == 0 { (card, vpc) } else { (vpc, card) };
        test.request(Request::TakeTool(Tool::Connect)).drag(from, to);
        test.request(Request::TakeTool(Tool::Select));
        assert!(is_joined(&test, name, "bank"), "{name}: {:?} {:?}", test.refusal(), test.said());
    }
    assert!(is_joined(&test, "dhcp-options-1", "shop"), "a set serves several VPCs");
}

#[test]
fn a_group_comes_behind_those_that_filter_already() {
    let mut test = two_vpcs();
    test.drop_in(PartId::DnsFirewallRuleGroup, "shop").drop_in(PartId::DnsFirewallRuleGroup, "shop");
    let place = |test: &TestEditor, name: &str| -> Vec<Option<u32>> {
        let id = test.id(name);
        let Some(Resource::FirewallRuleGroup(group)) = test.document().resource(id.as_str()) else {
            return Vec::new();
        };
        group.firewall_rule_group_associations.values().map(|row| row.priority).collect()
    };
    assert_eq!(place(&test, "dns-firewall-1"), [Some(101)]);
    assert_eq!(place(&test, "dns-firewall-2"), [Some(102)]);
    connect(&mut test, "bank", "dns-firewall-2");
    assert_eq!(place(&test, "dns-firewall-2"), [Some(102), Some(101)]);
    connect(&mut test, "dns-firewall-2", "bank");
    assert_eq!(test.refusal().as_deref(), Some("dns-firewall-2 filters names for bank already."));
    let vpc = test.id("bank");
    test.request(Request::Delete { keys: vec![vpc], keep_content: false });
    assert_eq!(place(&test, "dns-firewall-2"), [Some(102)]);
}

#[test]
fn a_rule_has_a_line_to_its_endpoint_and_loses_it_with_the_line() {
    let mut test = two_vpcs();
    test.drop_in(PartId::OutboundEndpoint, "app-a").drop_in(PartId::ResolverRule, "shop");
    assert!(is_joined(&test, "resolver-rule-1", "outbound-1"));
    delete_line(&mut test, "resolver-rule-1", "outbound-1");
    assert_eq!(test.said().as_deref(), Some("resolver-rule-1 forwards by outbound-1 no longer"));
    assert!(is_joined(&test, "resolver-rule-1", "shop"), "the other line stays");
    connect(&mut test, "outbound-1", "resolver-rule-1");
    assert!(is_joined(&test, "resolver-rule-1", "outbound-1"));
}

#[test]
fn let_go_on_a_vpc_a_card_counts_for_it_and_in_the_open_it_stands_where_it_was_put() {
    let mut test = two_vpcs();
    test.drop_in(PartId::PrivateHostedZone, "shop");
    let zone = test.rect("zone-1.internal");
    let onto = ground_of(&test, "bank");
    let places = test.document().placement.clone();
    test.drag_to("zone-1.internal", onto);
    assert_eq!(vpcs_of_zone(&test), ["vpc-1", "vpc-2"]);
    assert_eq!(test.document().placement, places, "nothing was moved by hand");
    assert!(is_joined(&test, "zone-1.internal", "bank"));
    // Moved by hand it keeps its place, with its neighbours where they were.
    let bank = test.rect("bank");
    let to = test.middle("zone-1.internal").moved(0, 120);
    test.drag_to("zone-1.internal", to);
    assert!(test.rect("zone-1.internal").y > zone.y);
    assert_eq!(test.rect("bank"), bank);
    assert_eq!(test.parent("zone-1.internal").as_deref(), Some("eu-west-1"));
    // Without a VPC it stands beside the Region, not at a place that was measured in it.
    test.drop_in(PartId::ResolverRule, "bank");
    let to = test.middle("resolver-rule-1").moved(0, 120);
    test.drag_to("resolver-rule-1", to);
    let rule = test.id("resolver-rule-1");
    assert!(test.document().placement.contains_key(rule.as_str()));
    delete_line(&mut test, "resolver-rule-1", "bank");
    assert_eq!(test.parent("resolver-rule-1"), None);
    assert!(!test.document().placement.contains_key(rule.as_str()));
    assert!(test.rect("resolver-rule-1").x > test.rect("eu-west-1").right());
    test.keys("mod+z");
    assert!(test.document().placement.contains_key(rule.as_str()));
    // One that is dropped in the open stands there.
    let spot = Point::new(zone.x, test.rect("eu-west-1").bottom() + 200);
    test.drop_part(PartId::PublicHostedZone, spot);
    assert!(test.rect("zone-1.example").contains(spot), "{:?}", test.rect("zone-1.example"));
    let onto = ground_of(&test, "bank");
    test.forget().drag_to("zone-1.example", onto);
    assert_eq!(
        test.refusal().as_deref(),
        Some(
            "zone-1.example is a public zone: it answers everybody. Only a private zone is associated with VPCs."
        )
    );
}

#[test]
fn the_keyboard_reaches_the_card_its_line_and_its_deletion() {
    let mut test = two_vpcs();
    test.drop_in(PartId::PrivateHostedZone, "shop");
    test.select(&["zone-1.internal"]).forget();
    test.command(CommandId::NextLine);
    let said = test.said();
    assert_eq!(said.as_deref(), Some("Line from zone-1.internal to shop: the zone answers the VPC, 1 of 1"),);
    test.key("Delete");
    assert_eq!(test.refusal().as_deref(), Some(KEEPS));
    connect(&mut test, "zone-1.internal", "bank");
    test.select(&["zone-1.internal"]).command(CommandId::NextLine).command(CommandId::NextLine);
    test.key("Delete");
    assert_eq!(vpcs_of_zone(&test).len(), 1);
    test.select(&["zone-1.internal"]).key("Delete");
    assert!(!test.has("zone-1.internal"));
    test.keys("mod+z");
    assert!(test.has("zone-1.internal"));
}

#[test]
fn a_vpc_goes_with_its_associations_and_the_cards_stay() {
    let mut test = two_vpcs();
    for part in
        [PartId::PrivateHostedZone, PartId::ResolverRule, PartId::DnsFirewallRuleGroup, PartId::DhcpOptions]
    {
        test.drop_in(part, "shop");
    }
    let before = test.document().clone();
    // Whatever was moved, everything beside it has a place: that is measured in the Region.
    let to = test.middle("dhcp-options-1").moved(10, 90);
    test.drag_to("dhcp-options-1", to);
    let vpc = test.id("shop");
    test.forget().request(Request::Delete { keys: vec![vpc], keep_content: false });
    assert!(!test.has("shop"), "{:?}", test.refusal());
    for name in ["zone-1.internal", "resolver-rule-1", "dns-firewall-1", "dhcp-options-1"] {
        assert!(test.has(name), "{name}");
        assert_eq!(test.parent(name), None, "{name}");
        assert!(!test.document().placement.contains_key(test.id(name).as_str()), "{name}");
    }
    test.keys("mod+z").keys("mod+z");
    assert_eq!(*test.document(), before);
}

#[test]
fn a_health_check_belongs_to_no_network_and_can_be_supposed_to_fail() {
    let mut test = two_vpcs();
    test.drop_in(PartId::HealthCheck, "shop");
    let id = test.id("health-check-1");
    let check = test.document().health_check(id.as_str()).unwrap();
    assert_eq!(check.health_check_config.r#type.as_deref(), Some("HTTPS"));
    let fault = netyard_core::expect::Fault::Unhealthy(id.as_str().into());
    assert_eq!(test.editor.failures_of(id.as_str()), [fault]);
    // It is drawn beside the Region, and no VPC takes it.
    assert_eq!(test.parent("health-check-1"), None);
    assert!(test.rect("health-check-1").bottom() <= test.rect("eu-west-1").y);
    let onto = ground_of(&test, "bank");
    test.forget().drag_to("health-check-1", onto);
    assert_eq!(
        test.refusal().as_deref(),
        Some("health-check-1 checks from the internet and counts for no VPC. Name it in a record.")
    );
}
