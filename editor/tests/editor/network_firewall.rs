//! A firewall by hand: made with its first endpoint, connected, deleted.

use crate::support::TestEditor;
use netyard_core::expect::Fault;
use netyard_core::model::{Firewall, Resource, ResourceType};
use netyard_editor::{CommandId, PartId, Request, SelectMode};

/// Three subnets, two of them in one zone.
fn three_subnets() -> TestEditor {
    let subnet = |name: &str, zone: &str, third: u8| {
        serde_json::json!({"type": "subnet", "name": name, "vpcId": "vpc-1", "availabilityZone": zone,
            "cidrBlock": format!("10.0.{third}.0/24")})
    };
    let drawing = serde_json::json!({"type": "netyard", "version": 1, "resources": {
        "vpc-1": {"type": "vpc", "name": "shop", "region": "eu-west-1", "cidrBlocks": ["10.0.0.0/16"]},
        "subnet-a": subnet("inspect-a", "eu-west-1a", 1),
        "subnet-x": subnet("more-a", "eu-west-1a", 2),
        "subnet-b": subnet("inspect-b", "eu-west-1b", 3),
    }});
    TestEditor::on(netyard_core::schema::open(&drawing.to_string()).unwrap().document)
}

fn connect(test: &mut TestEditor, from: &str, to: &str) {
    let (from, to) = (test.id(from), test.id(to));
    test.forget().request(Request::Connect { from, to });
}

fn firewall(test: &TestEditor) -> Firewall {
    test.document().firewall(test.id("firewall-1").as_str()).unwrap().clone()
}

fn count(test: &TestEditor, kind: ResourceType) -> usize {
    let all = test.document().resources.values();
    all.filter(|resource| resource.resource_type() == Some(kind)).count()
}

#[test]
fn a_firewall_comes_with_an_endpoint_a_policy_and_a_group() {
    let mut test = three_subnets();
    test.drop_in(PartId::NetworkFirewall, "inspect-a");
    let made = firewall(&test);
    assert_eq!(made.vpc_id, Some(test.id("shop")));
    assert_eq!(test.parent("firewall-1").as_deref(), Some("shop"));
    let mapping = made.subnet_mappings.values().next().unwrap();
    assert_eq!(mapping.subnet_id, Some(test.id("inspect-a")));
    let endpoint = mapping.endpoint_id.as_ref().unwrap();
    let endpoint = test.document().vpc_endpoint(endpoint.as_str()).unwrap();
    assert!(endpoint.is_gateway_load_balancer());
    let policy = test.document().firewall_policy(made.firewall_policy_id.unwrap().as_str()).unwrap();
    assert_eq!(policy.stateless_default_actions, ["aws:forward_to_sfe"]);
    let group = policy.stateful_rule_group_references.values().next().unwrap().rule_group_id.clone().unwrap();
    assert!(test.document().rule_group(group.as_str()).is_some());
    // One step back takes all of it.
    test.keys("mod+z");
    assert_eq!(count(&test, ResourceType::Firewall), 0);
    assert_eq!(count(&test, ResourceType::VpcEndpoint), 0);
}

#[test]
fn a_line_to_a_subnet_of_another_zone_gives_it_an_endpoint_more() {
    let mut test = three_subnets();
    test.drop_in(PartId::NetworkFirewall, "inspect-a");
    connect(&mut test, "firewall-1", "more-a");
    assert_eq!(
        test.refusal().as_deref(),
        Some(
            "firewall-1 has an endpoint in eu-west-1a already, in inspect-a: AWS takes one subnet in a zone. Lead routes there."
        )
    );
    connect(&mut test, "inspect-b", "firewall-1");
    assert_eq!(test.toast().as_deref(), Some("firewall-1 has an endpoint in inspect-b"));
    assert_eq!(firewall(&test).subnet_mappings.len(), 2);
    assert_eq!(count(&test, ResourceType::VpcEndpoint), 2);
}

#[test]
fn its_endpoints_go_with_it_and_it_forgets_those_that_go() {
    let mut test = three_subnets();
    test.drop_in(PartId::NetworkFirewall, "inspect-a");
    connect(&mut test, "firewall-1", "inspect-b");
    test.click_on("firewall-endpoint-2").key("Delete");
    assert_eq!(firewall(&test).subnet_mappings.len(), 1);
    test.click_on("firewall-1").key("Delete");
    assert_eq!(count(&test, ResourceType::Firewall), 0);
    assert_eq!(count(&test, ResourceType::VpcEndpoint), 0);
    let is_interface = |resource: &Resource| matches!(resource, Resource::NetworkInterface(_));
    assert!(!test.document().resources.values().any(|resource| is_interface(resource)));
}

#[test]
fn a_copy_has_endpoints_of_its_own_or_none() {
    let mut test = three_subnets();
    test.drop_in(PartId::NetworkFirewall, "inspect-a");
    test.select(&["firewall-1"]).keys("mod+d");
    let copy = test.document().firewall(test.id("firewall-2").as_str()).unwrap();
    assert!(copy.subnet_mappings.is_empty(), "an endpoint leads to one firewall");
    assert_eq!(copy.vpc_id, Some(test.id("shop")));
    assert_eq!(firewall(&test).subnet_mappings.len(), 1);
}

#[test]
fn it_stands_in_a_subnet_of_a_vpc() {
    let mut test = three_subnets();
    let before = test.document().resources.len();
    test.drop_in(PartId::NetworkFirewall, "shop");
    assert_eq!(test.document().resources.len(), before);
}

/// An endpoint of a firewall is deleted, and the firewall is; its interface and its policy are no things that fail.
#[test]
fn an_endpoint_and_the_firewall_itself_can_be_switched_off() {
    let mut test = three_subnets();
    test.drop_in(PartId::NetworkFirewall, "inspect-a");
    let made = firewall(&test);
    let endpoint = made.subnet_mappings.values().find_map(|row| row.endpoint_id.clone()).unwrap();
    let off = |test: &mut TestEditor, key: &str| {
        test.request(Request::Select { keys: vec![key.into()], mode: SelectMode::Replace });
        test.command(CommandId::SwitchOff);
        let off: Vec<Fault> = test.editor.session().off.iter().cloned().collect();
        test.command(CommandId::AllOn);
        off
    };
    let own = test.id("firewall-1");
    assert_eq!(off(&mut test, endpoint.as_str()), [Fault::Deleted(endpoint.to_string())]);
    assert_eq!(off(&mut test, own.as_str()), [Fault::Deleted(own.to_string())]);
    assert!(test.editor.failures_of(made.firewall_policy_id.unwrap().as_str()).is_empty());
}
