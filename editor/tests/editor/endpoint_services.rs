//! Endpoint services and endpoints of every type by hand: made, connected, moved.

use crate::support::{TestEditor, ground_of};
use netyard_core::model::{VpcEndpoint, VpcEndpointService};
use netyard_editor::{PartId, Request};
use serde_json::{Value, json};

/// A consumer with three subnets in two zones, and a provider with a balancer of each kind.
fn two_sides() -> TestEditor {
    let subnet = |name: &str, vpc: &str, zone: &str, cidr: &str| json!({"type": "subnet", "name": name, "vpcId": vpc, "availabilityZone": zone, "cidrBlock": cidr});
    let balancer = |name: &str, kind: &str| json!({"type": "loadBalancer", "name": name, "loadBalancerType": kind, "scheme": "internal", "vpcId": "vpc-p"});
    let interface = |subnet: &str, address: &str, holder: &str, index: u8| {
        json!({"type": "networkInterface", "subnetId": subnet, "privateIpAddresses": [{"privateIpAddress": address}],
               "attachment": {"instanceId": holder, "deviceIndex": index}})
    };
    let drawing = json!({"type": "netyard", "version": 1, "resources": {
        "vpc-c": {"type": "vpc", "name": "consumer", "region": "eu-west-1", "cidrBlocks": ["10.0.0.0/16"]},
        "subnet-a": subnet("a", "vpc-c", "eu-west-1a", "10.0.1.0/24"),
        "subnet-b": subnet("b", "vpc-c", "eu-west-1b", "10.0.2.0/24"),
        "subnet-x": subnet("x", "vpc-c", "eu-west-1b", "10.0.3.0/24"),
        "vpce-1": {"type": "vpcEndpoint", "name": "keys", "vpcEndpointType": "Interface", "vpcId": "vpc-c",
                   "serviceName": "com.amazonaws.eu-west-1.kms", "privateDnsEnabled": true},
        "eni-1": interface("subnet-a", "10.0.1.10", "vpce-1", 0),
        "eni-2": interface("subnet-b", "10.0.2.10", "vpce-1", 1),
        "vpc-p": {"type": "vpc", "name": "provider", "region": "eu-west-1", "cidrBlocks": ["10.9.0.0/16"]},
        "subnet-p": subnet("p", "vpc-p", "eu-west-1a", "10.9.1.0/24"),
        "lb-n": balancer("front", "network"), "eni-n": interface("subnet-p", "10.9.1.10", "lb-n", 0),
        "lb-g": balancer("gate", "gateway"), "eni-g": interface("subnet-p", "10.9.1.11", "lb-g", 0),
        "lb-a": balancer("site", "application"), "eni-a": interface("subnet-p", "10.9.1.12", "lb-a", 0),
    }});
    TestEditor::on(netyard_core::schema::open(&drawing.to_string()).unwrap().document)
}

fn connect(test: &mut TestEditor, from: &str, to: &str) {
    let (from, to) = (test.id(from), test.id(to));
    test.forget().request(Request::Connect { from, to });
}

fn assert_refused(test: &TestEditor, words: &str) {
    let refusal = test.refusal().unwrap_or_default();
    assert!(refusal.contains(words), "{refusal}");
}

fn service(test: &TestEditor) -> VpcEndpointService {
    test.document().vpc_endpoint_service(test.id("endpoint-service-1").as_str()).unwrap().clone()
}

fn endpoint(test: &TestEditor, name: &str) -> VpcEndpoint {
    test.document().vpc_endpoint(test.id(name).as_str()).unwrap().clone()
}

#[test]
fn a_service_stands_behind_a_load_balancer_of_its_vpc() {
    let mut test = two_sides();
    test.drop_in(PartId::EndpointService, "provider");
    let made = service(&test);
    // By id the Gateway Load Balancer comes first.
    assert_eq!(made.service_type, "GatewayLoadBalancer");
    assert_eq!(made.gateway_load_balancer_arns, [test.id("gate")]);
    assert_eq!(test.parent("endpoint-service-1").as_deref(), Some("provider"));
    test.drop_in(PartId::EndpointService, "provider");
    let second = test.document().vpc_endpoint_service(test.id("endpoint-service-2").as_str()).unwrap();
    assert_eq!(second.network_load_balancer_arns, [test.id("front")]);
}

#[test]
fn a_vpc_without_a_free_load_balancer_offers_nothing() {
    let mut test = two_sides();
    test.drop_in(PartId::EndpointService, "consumer");
    assert_refused(&test, "consumer has none without a service of its own");
}

#[test]
fn an_endpoint_leads_to_the_service_and_waits() {
    let mut test = two_sides();
    test.drop_in(PartId::EndpointService, "provider").drop_in(PartId::EndpointService, "provider");
    connect(&mut test, "keys", "endpoint-service-2");
    let leading = endpoint(&test, "keys");
    let id = test.id("endpoint-service-2");
    assert_eq!(leading.service_name.as_deref(), Some(format!("com.amazonaws.vpce.eu-west-1.{id}").as_str()));
    assert_eq!(leading.state, "pendingAcceptance");
    assert!(!leading.private_dns_enabled);
    // An interface endpoint leads to no Gateway Load Balancer.
    connect(&mut test, "keys", "endpoint-service-1");
    assert_refused(&test, "a Gateway Load Balancer endpoint");
    assert_eq!(endpoint(&test, "keys").service_name, leading.service_name);
}

#[test]
fn only_network_and_gateway_load_balancers_stand_in_front() {
    let mut test = two_sides();
    test.drop_in(PartId::EndpointService, "provider");
    connect(&mut test, "endpoint-service-1", "site");
    assert_refused(&test, "neither a Network nor a Gateway Load Balancer");
    connect(&mut test, "front", "endpoint-service-1");
    assert_refused(&test, "of the other kind");
    connect(&mut test, "gate", "endpoint-service-1");
    assert_refused(&test, "stands in front of endpoint-service-1 already");
}

#[test]
fn endpoints_of_every_type_have_an_interface() {
    let mut test = two_sides();
    test.drop_in(PartId::EndpointService, "provider");
    for (part, name, kind) in [
        (PartId::GatewayLoadBalancerEndpoint, "gwlb-endpoint-1", "GatewayLoadBalancer"),
        (PartId::ResourceEndpoint, "resource-endpoint-1", "Resource"),
        (PartId::ServiceNetworkEndpoint, "service-network-endpoint-1", "ServiceNetwork"),
    ] {
        test.drop_in(part, "x");
        let made = endpoint(&test, name);
        assert_eq!(made.vpc_endpoint_type, kind);
        assert_eq!(made.vpc_id, Some(test.id("consumer")));
        assert_eq!(test.parent(name).as_deref(), Some("x"));
    }
    // It leads to the only service of its kind, which has to accept it.
    let inspecting = endpoint(&test, "gwlb-endpoint-1");
    assert!(inspecting.service_name.is_some());
    assert_eq!(inspecting.state, "pendingAcceptance");
    connect(&mut test, "gwlb-endpoint-1", "a");
    assert_refused(&test, "has one subnet");
}

#[test]
fn an_endpoint_in_two_zones_is_not_moved_into_one() {
    let mut test = two_sides();
    let before: Value = test.document().resource("eni-1").unwrap().to_value();
    let to = ground_of(&test, "x");
    test.forget().drag_to("keys", to);
    assert_refused(&test, "one subnet in a zone");
    let to = ground_of(&test, "p");
    test.forget().drag_to("keys", to);
    assert_refused(&test, "stands in one VPC");
    assert_eq!(test.document().resource("eni-1").unwrap().to_value(), before);
}
