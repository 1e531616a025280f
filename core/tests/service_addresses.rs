//! The addresses of AWS's own services inside a VPC: those of IPv6 answer only where there is IPv6.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

use netyard_core::routing::RoutedNetwork;
use netyard_core::schema::open;
use netyard_core::simulate::{FlowSpec, Verdict, trace};

fn network(ipv6: &str) -> RoutedNetwork {
    let text = format!(
        r#"{{"type": "netyard", "version": 1, "resources": {{
  "vpc-1": {{"type": "vpc", "region": "eu-west-1", "cidrBlocks": ["10.0.0.0/16"], "ipv6CidrBlocks": ["2001:db8:1::/56"]}},
  "subnet-1": {{"type": "subnet", "vpcId": "vpc-1", "availabilityZone": "eu-west-1a", "cidrBlock": "10.0.0.0/24"{ipv6}}},
  "i-1": {{"type": "instance"}},
  "eni-1": {{"type": "networkInterface", "subnetId": "subnet-1", "privateIpAddresses": [{{"privateIpAddress": "10.0.0.10"}}], "attachment": {{"instanceId": "i-1"}}}}
}}}}"#
    );
    RoutedNetwork::build(&open(&text).unwrap().document)
}

#[test]
fn an_ipv6_address_of_a_service_is_asked_only_from_a_subnet_with_ipv6() {
    let both = network(r#", "ipv6CidrBlock": "2001:db8:1::/64""#);
    for address in ["fd00:ec2::253", "fd00:ec2::254", "169.254.169.254"] {
        assert_eq!(
            trace(&both, &FlowSpec::new("i-1", address)).unwrap().verdict,
            Verdict::Delivered,
            "{address}"
        );
    }
    let ipv4 = network("");
    for address in ["fd00:ec2::253", "fd00:ec2::254"] {
        assert!(trace(&ipv4, &FlowSpec::new("i-1", address)).is_err(), "{address}");
    }
    assert_eq!(trace(&ipv4, &FlowSpec::new("i-1", "169.254.169.254")).unwrap().verdict, Verdict::Delivered);
}
