use super::defaults::{
    available, gateway, ipv4_addresses, is_available, is_false, is_gateway, is_ipv4_addresses,
};
use super::record::Record;
use super::{Extra, ResourceId, Tags};
use serde_json::Value;

/// A VPC endpoint. Gateway endpoints hold their route tables; the routes are derived, never rows (R-GWE-2). The addresses
/// and groups of an interface endpoint are those of its interfaces, one in each subnet, which name it in
/// `attachment.instanceId` (R-IFE-1); so does the one interface of a Gateway Load Balancer endpoint (R-GWLB-2).
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct VpcEndpoint {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The account that owns it; where absent, the one that owns what it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    /// `Gateway`, `Interface`, `GatewayLoadBalancer`, `Resource` or `ServiceNetwork`.
    #[serde(default = "gateway", skip_serializing_if = "is_gateway")]
    pub vpc_endpoint_type: String,
    /// The VPC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<ResourceId>,
    /// The service, as `com.amazonaws.eu-west-1.s3`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_name: Option<String>,
    /// The Region of the service, where it is another one than that of the VPC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_region: Option<String>,
    /// The resource configuration that an endpoint of type `Resource` leads to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_configuration_arn: Option<String>,
    /// The service network that an endpoint of type `ServiceNetwork` leads to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_network_arn: Option<String>,
    /// Route tables that hold the route of a gateway endpoint.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub route_table_ids: Vec<ResourceId>,
    /// Whether the name of the service leads to an interface endpoint inside the VPC (R-IFE-4).
    #[serde(skip_serializing_if = "is_false")]
    pub private_dns_enabled: bool,
    /// Which addresses an interface endpoint has: `ipv4`, `dualstack` or `ipv6`.
    #[serde(default = "ipv4_addresses", skip_serializing_if = "is_ipv4_addresses")]
    pub ip_address_type: String,
    /// What its names lead to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dns_options: Option<EndpointDnsOptions>,
    /// The policy, as AWS gives it: a text of JSON. It decides about requests, not about packets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy_document: Option<Value>,
    /// Whether a service of AWS made it and manages it.
    #[serde(skip_serializing_if = "is_false")]
    pub requester_managed: bool,
    /// `pendingAcceptance`, `pending`, `available`, `deleting`, `deleted`, `rejected`, `failed`, `expired` or `partial`.
    #[serde(default = "available", skip_serializing_if = "is_available")]
    pub state: String,
    /// Parts of which an importer saw nothing (`policyDocument`); a trace that needs one ends `UNKNOWN`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for VpcEndpoint {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            owner_id: None,
            vpc_endpoint_type: gateway(),
            vpc_id: None,
            service_name: None,
            service_region: None,
            resource_configuration_arn: None,
            service_network_arn: None,
            route_table_ids: Vec::new(),
            private_dns_enabled: false,
            ip_address_type: ipv4_addresses(),
            dns_options: None,
            policy_document: None,
            requester_managed: false,
            state: available(),
            unknown: Vec::new(),
            extra: Extra::new(),
        }
    }
}

/// What the names of an endpoint lead to.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct EndpointDnsOptions {
    /// Which records the names have: `ipv4`, `dualstack`, `ipv6` or `service-defined`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dns_record_ip_type: Option<String>,
    /// Whether only those who ask an inbound endpoint of the resolver are led to it, and the hosts of the VPC to its
    /// gateway endpoint (R-IFE-10).
    #[serde(skip_serializing_if = "is_false")]
    pub private_dns_only_for_inbound_resolver_endpoint: bool,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl VpcEndpoint {
    /// What `unknown` names where nobody knows the policy.
    pub const POLICY: &str = "policyDocument";

    /// Whether an importer saw nothing of this part.
    pub fn does_not_know(&self, part: &str) -> bool {
        self.unknown.iter().any(|unknown| unknown == part)
    }

    /// Whether it is a gateway endpoint.
    pub fn is_gateway(&self) -> bool {
        self.vpc_endpoint_type == "Gateway"
    }

    /// Whether it is an interface endpoint.
    pub fn is_interface(&self) -> bool {
        self.vpc_endpoint_type == "Interface"
    }

    /// Whether it leads to a resource or to a service network of VPC Lattice (R-IFE-14).
    pub fn is_of_lattice(&self) -> bool {
        matches!(self.vpc_endpoint_type.as_str(), "Resource" | "ServiceNetwork")
    }

    /// Whether hosts send to addresses of its own: interface endpoints, and those for resources and service networks.
    pub fn has_addresses(&self) -> bool {
        self.is_interface() || self.is_of_lattice()
    }

    /// Whether it is a Gateway Load Balancer endpoint.
    pub fn is_gateway_load_balancer(&self) -> bool {
        self.vpc_endpoint_type == "GatewayLoadBalancer"
    }

    /// Whether its service is one of AWS's own, not one that somebody offers behind a load balancer.
    pub fn is_of_aws(&self) -> bool {
        let name = self.service_name.as_deref().unwrap_or_default();
        let is_offered = name.starts_with("com.amazonaws.vpce.");
        !is_offered && (name.starts_with("com.amazonaws.") || name.starts_with("aws."))
    }

    /// The service and its Region as host names write them: `ec2.eu-west-1` for `com.amazonaws.eu-west-1.ec2`,
    /// `dkr.ecr.eu-west-1` for one in two words, and for one that somebody offers `vpce-svc-1.eu-west-1`.
    pub fn service_host(&self) -> Option<String> {
        let name = self.service_name.as_deref()?.strip_prefix("com.amazonaws.")?;
        let (region, service) = name.strip_prefix("vpce.").unwrap_or(name).split_once('.')?;
        let words: Vec<&str> = service.rsplit('.').collect();
        Some(match service {
            // Two services whose names in PrivateLink are not those of their hosts.
            "kinesis-streams" => format!("kinesis.{region}"),
            "kinesis-firehose" => format!("firehose.{region}"),
            _ => format!("{}.{region}", words.join(".")),
        })
    }

    /// Whether its private names are for those only who ask an inbound endpoint of the resolver.
    pub fn is_private_inbound_only(&self) -> bool {
        let options = self.dns_options.as_ref();
        options.is_some_and(|options| options.private_dns_only_for_inbound_resolver_endpoint)
    }
}
