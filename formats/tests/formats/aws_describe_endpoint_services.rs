//! Import of endpoint services, whom they allow, which endpoints they accept, and of endpoints of every type.

use super::aws_describe::{has, imported, resource};
use netyard_formats::import::Imported;
use serde_json::{Value, json};

const NAME: &str = "com.amazonaws.vpce.eu-west-1.vpce-svc-1";
const BALANCER: &str =
    "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/net/ledger/50dc6c495c0c9188";

fn balancer(more: &Value) -> Value {
    let mut balancer = json!({"LoadBalancerArn": BALANCER, "LoadBalancerName": "ledger", "Type": "network", "Scheme": "internal",
        "VpcId": "vpc-1", "State": {"Code": "active"}});
    balancer.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({"LoadBalancers": [balancer]})
}

fn configuration() -> Value {
    json!({"ServiceConfigurations": [{
        "ServiceType": [{"ServiceType": "Interface"}], "ServiceId": "vpce-svc-1", "ServiceName": NAME,
        "ServiceState": "Available", "AvailabilityZones": ["eu-west-1a"], "AcceptanceRequired": false,
        "NetworkLoadBalancerArns": [BALANCER], "PrivateDnsName": "ledger.example.com",
        "SupportedRegions": [{"Region": "us-east-1", "ServiceState": "Available"}],
        "Tags": [{"Key": "Name", "Value": "ledger"}]}]})
}

fn endpoint() -> Value {
    json!({"VpcEndpoints": [{"VpcEndpointId": "vpce-1", "VpcEndpointType": "Interface", "VpcId": "vpc-2", "ServiceName": NAME,
        "State": "available", "OwnerId": "444455556666"}]})
}

#[test]
fn a_service_stands_behind_its_load_balancer() {
    let principals = json!({"AllowedPrincipals": [
        {"PrincipalType": "Account", "Principal": "arn:aws:iam::444455556666:root", "ServiceId": "vpce-svc-1"}]});
    let Imported { document, report } = imported(&[
        ("a.json", balancer(&json!({"EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic": "off"}))),
        ("b.json", configuration()),
        ("c.json", principals),
        ("d.json", endpoint()),
    ]);
    assert_eq!(
        resource(&document, "vpce-svc-1"),
        json!({"type": "vpcEndpointService", "name": "ledger", "serviceName": NAME, "networkLoadBalancerArns": ["lb-50dc6c495c0c9188"],
               "acceptanceRequired": false, "allowedPrincipals": ["arn:aws:iam::444455556666:root"],
               "privateDnsName": "ledger.example.com", "supportedRegions": ["us-east-1"]})
    );
    let switch = "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic";
    assert_eq!(resource(&document, "lb-50dc6c495c0c9188")[switch], "off");
    assert!(!has(&report.approximated, "Endpoint service", ""));
}

#[test]
fn what_no_answer_tells_of_a_service_is_said() {
    let Imported { document, report } = imported(&[("b.json", configuration())]);
    let service = resource(&document, "vpce-svc-1");
    assert_eq!(service["unknown"], json!(["allowedPrincipals"]));
    assert_eq!(service["networkLoadBalancerArns"], Value::Null);
    assert_eq!(service["availabilityZones"], json!(["eu-west-1a"]));
    assert!(has(&report.approximated, "Endpoint service", "permissions"));
    assert!(has(&report.approximated, "Endpoint service", "describe-load-balancers"));
}

#[test]
fn an_answer_without_permissions_tells_that_nobody_is_allowed() {
    let Imported { document, .. } = imported(&[
        ("a.json", balancer(&json!({}))),
        ("b.json", configuration()),
        ("permissions-vpce-svc-1.json", json!({"AllowedPrincipals": []})),
    ]);
    assert_eq!(resource(&document, "vpce-svc-1")["unknown"], Value::Null);
    let stray = json!({"AllowedPrincipals": [{"Principal": "*", "ServiceId": "vpce-svc-9"}]});
    let Imported { report, .. } = imported(&[("b.json", configuration()), ("c.json", stray)]);
    assert!(has(&report.skipped, "Permission of an endpoint service", "its service"));
}

#[test]
fn a_connection_tells_whether_its_endpoint_is_accepted() {
    let connections = json!({"VpcEndpointConnections": [
        {"ServiceId": "vpce-svc-1", "VpcEndpointId": "vpce-1", "VpcEndpointOwner": "444455556666", "VpcEndpointState": "PendingAcceptance"},
        {"ServiceId": "vpce-svc-1", "VpcEndpointId": "vpce-9", "VpcEndpointState": "available"}]});
    let Imported { document, report } =
        imported(&[("b.json", configuration()), ("d.json", endpoint()), ("e.json", connections)]);
    assert_eq!(resource(&document, "vpce-1")["state"], "pendingAcceptance");
    assert!(has(&report.skipped, "Connection of an endpoint", "in no answer"));
}

#[test]
fn of_the_services_of_others_those_are_drawn_to_which_an_endpoint_leads() {
    let service = |id: &str, name: &str, owner: &str| {
        json!({"ServiceId": id, "ServiceName": name, "ServiceType": [{"ServiceType": "Interface"}], "Owner": owner,
               "AvailabilityZones": ["eu-west-1a", "eu-west-1b"], "AcceptanceRequired": true})
    };
    let details = json!({"ServiceNames": ["com.amazonaws.eu-west-1.sqs", NAME], "ServiceDetails": [
        service("vpce-svc-2", "com.amazonaws.eu-west-1.sqs", "amazon"),
        service("vpce-svc-1", NAME, "111122223333"),
        service("vpce-svc-3", "com.amazonaws.vpce.eu-west-1.vpce-svc-3", "111122223333")]});
    let Imported { document, report } = imported(&[("d.json", endpoint()), ("e.json", details)]);
    assert_eq!(
        resource(&document, "vpce-svc-1"),
        json!({"type": "vpcEndpointService", "serviceName": NAME, "availabilityZones": ["eu-west-1a", "eu-west-1b"],
               "unknown": ["allowedPrincipals"]})
    );
    assert!(document.resource("vpce-svc-2").is_none() && document.resource("vpce-svc-3").is_none());
    assert!(has(&report.skipped, "Endpoint service", "those of AWS"));
    assert!(has(&report.approximated, "Endpoint service", "load balancer"));
}

#[test]
fn endpoints_for_resources_networks_and_appliances_have_interfaces() {
    let endpoint = |id: &str, kind: &str, more: Value| {
        let mut endpoint = json!({"VpcEndpointId": id, "VpcEndpointType": kind, "VpcId": "vpc-1", "State": "available",
            "SubnetIds": ["subnet-1"], "NetworkInterfaceIds": [format!("eni-{id}")]});
        endpoint.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        endpoint
    };
    let arn = "arn:aws:vpc-lattice:eu-west-1:111122223333";
    let endpoints = json!({"VpcEndpoints": [
        endpoint("vpce-r", "Resource", json!({"ResourceConfigurationArn": format!("{arn}:resourceconfiguration/rcfg-1")})),
        endpoint("vpce-n", "ServiceNetwork", json!({"ServiceNetworkArn": format!("{arn}:servicenetwork/sn-1")})),
        endpoint("vpce-g", "GatewayLoadBalancer", json!({"ServiceName": NAME}))]});
    let Imported { document, report } = imported(&[("a.json", endpoints)]);
    assert_eq!(
        resource(&document, "vpce-r"),
        json!({"type": "vpcEndpoint", "vpcEndpointType": "Resource", "vpcId": "vpc-1",
               "resourceConfigurationArn": format!("{arn}:resourceconfiguration/rcfg-1")})
    );
    assert_eq!(resource(&document, "vpce-n")["serviceNetworkArn"], format!("{arn}:servicenetwork/sn-1"));
    for id in ["vpce-r", "vpce-n", "vpce-g"] {
        let interface = resource(&document, &format!("eni-{id}"));
        assert_eq!(interface["attachment"], json!({"instanceId": id, "deviceIndex": 0}));
        assert_eq!(interface["subnetId"], "subnet-1");
    }
    assert!(!has(&report.approximated, "VPC endpoint", "does not simulate"));
}
