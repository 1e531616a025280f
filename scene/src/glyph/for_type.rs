//! The one table from the types of a document to glyphs.

use netyard_core::model::{LoadBalancerKind, Resource};

use super::{Glyph, RESOURCE_GLYPHS, glyph};

/// Document type and glyph id, sorted by type.
///
/// `internet`, `s3` and `dynamodb` are the reserved ids that exist without an entry; `interfaceEndpoint` is a
/// `vpcEndpoint` with interfaces; load balancers have one for each of their types.
pub const GLYPH_OF_TYPE: &[(&str, &str)] = &[
    ("account", "acct"),
    ("applicationLoadBalancer", "alb"),
    ("autoScalingGroup", "asg"),
    ("availabilityZone", "az"),
    ("byoipCidr", "byoip"),
    ("cacheCluster", "cache"),
    ("classicLoadBalancer", "clb"),
    ("customerGateway", "cgw"),
    ("dbInstance", "rds"),
    ("dhcpOptions", "dopt"),
    ("dynamodb", "ddb"),
    ("ecsService", "ecs"),
    ("egressOnlyInternetGateway", "eigw"),
    ("elasticIp", "eip"),
    ("fileSystem", "fs"),
    ("firewall", "nfw"),
    ("firewallPolicy", "nfwp"),
    ("firewallRuleGroup", "dnsfw"),
    ("flowLog", "flog"),
    ("function", "fn"),
    ("gatewayLoadBalancer", "gwlb"),
    ("gatewayLoadBalancerEndpoint", "vpcegw"),
    ("healthCheck", "r53hc"),
    ("hostedZone", "zone"),
    ("instance", "ec2"),
    ("interfaceEndpoint", "vpcei"),
    ("internet", "net"),
    ("internetGateway", "igw"),
    ("ipamPool", "ipam"),
    ("loadBalancer", "alb"),
    ("managedPrefixList", "pl"),
    ("mountTarget", "efs"),
    ("natGateway", "nat"),
    ("networkAcl", "nacl"),
    ("networkInterface", "eni"),
    ("networkLoadBalancer", "nlb"),
    ("note", "note"),
    ("onPremisesHost", "srv"),
    ("onPremisesSite", "site"),
    ("region", "region"),
    ("resolverEndpoint", "rslvr"),
    ("resolverRule", "rslvrr"),
    ("resourceShare", "share"),
    ("routeTable", "rtb"),
    ("ruleGroup", "nfwrg"),
    ("s3", "s3"),
    ("securityGroup", "sg"),
    ("subnet", "subnet"),
    ("targetGroup", "tg"),
    ("task", "task"),
    ("transferServer", "xfer"),
    ("transitGateway", "tgw"),
    ("transitGatewayAttachment", "tgwa"),
    ("transitGatewayConnectPeer", "tgwcp"),
    ("transitGatewayMulticastDomain", "tgwmc"),
    ("transitGatewayRouteTable", "tgwrtb"),
    ("vpc", "vpc"),
    ("vpcBlockPublicAccessExclusion", "bpax"),
    ("vpcBlockPublicAccessOptions", "bpa"),
    ("vpcEndpoint", "vpceg"),
    ("vpcEndpointService", "vpces"),
    ("vpcPeeringConnection", "pcx"),
    ("vpnConnection", "vpn"),
    ("vpnGateway", "vgw"),
    ("workspaceDirectory", "wks"),
];

/// The glyph of a document type; a type that is not known has the glyph of an unknown resource.
pub fn glyph_of_type(document_type: &str) -> &'static Glyph {
    let id = GLYPH_OF_TYPE
        .binary_search_by_key(&document_type, |(name, _)| name)
        .ok()
        .and_then(|index| GLYPH_OF_TYPE.get(index))
        .map_or("other", |(_, id)| id);
    glyph(id).unwrap_or(&RESOURCE_GLYPHS[0])
}

/// The word by which the glyph of a resource is found: that of its type, but for load balancers and interface endpoints.
pub fn glyph_word(resource: &Resource) -> &str {
    match resource {
        Resource::LoadBalancer(balancer) => match balancer.kind() {
            Some(LoadBalancerKind::Network) => "networkLoadBalancer",
            Some(LoadBalancerKind::Gateway) => "gatewayLoadBalancer",
            Some(LoadBalancerKind::Classic) => "classicLoadBalancer",
            Some(LoadBalancerKind::Application) | None => "applicationLoadBalancer",
        },
        other if other.is_interface_endpoint() => "interfaceEndpoint",
        other if other.is_gateway_load_balancer_endpoint() => "gatewayLoadBalancerEndpoint",
        other => other.type_name(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_glyph_exists() {
        assert!(GLYPH_OF_TYPE.is_sorted_by(|a, b| a.0 < b.0));
        for (document_type, id) in GLYPH_OF_TYPE {
            assert!(glyph(id).is_some(), "{document_type} names the glyph {id}, which does not exist");
            assert_eq!(glyph_of_type(document_type).id, *id);
        }
    }

    #[test]
    fn every_type_of_the_document_has_a_glyph_of_its_own() {
        for resource_type in netyard_core::model::ResourceType::ALL {
            assert_ne!(glyph_of_type(resource_type.type_name()).id, "other", "{resource_type:?}");
        }
    }

    #[test]
    fn an_unknown_type_has_the_glyph_of_an_unknown_resource() {
        assert_eq!(glyph_of_type("localGateway").id, "other");
        assert_eq!(glyph_of_type("").id, "other");
    }
}
