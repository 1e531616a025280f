use super::defaults::{inbound, ipv4_only, is_inbound, is_ipv4_only, is_operational, operational};
use super::record::Record;
use super::{Extra, ResourceId, Tags};

/// An endpoint of the Route 53 Resolver: by an inbound one other networks ask the resolver of a VPC, by an outbound one it
/// asks the servers of others. Its addresses and groups are those of its interfaces, which name it in
/// `attachment.instanceId` (R-DNS-10).
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct ResolverEndpoint {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The account that owns it; where absent, the one that owns what it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    /// `INBOUND`, `OUTBOUND` or `INBOUND_DELEGATION`.
    #[serde(default = "inbound", skip_serializing_if = "is_inbound")]
    pub direction: String,
    /// The VPC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host_vpc_id: Option<ResourceId>,
    /// Which addresses it has: `IPV4`, `IPV6` or `DUALSTACK`.
    #[serde(default = "ipv4_only", skip_serializing_if = "is_ipv4_only")]
    pub resolver_endpoint_type: String,
    /// `Do53`, `DoH` or `DoH-FIPS`; plain DNS where there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub protocols: Vec<String>,
    /// `CREATING`, `OPERATIONAL`, `UPDATING`, `AUTO_RECOVERING`, `ACTION_NEEDED` or `DELETING`.
    #[serde(default = "operational", skip_serializing_if = "is_operational")]
    pub status: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for ResolverEndpoint {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            owner_id: None,
            direction: inbound(),
            host_vpc_id: None,
            resolver_endpoint_type: ipv4_only(),
            protocols: Vec::new(),
            status: operational(),
            extra: Extra::new(),
        }
    }
}

impl ResolverEndpoint {
    /// Whether the resolver asks others by it.
    pub fn is_outbound(&self) -> bool {
        self.direction == "OUTBOUND"
    }

    /// Whether others ask the resolver of the VPC by it.
    pub fn is_inbound(&self) -> bool {
        self.direction == "INBOUND"
    }
}
