use super::defaults::{is_ready, ready};
use super::record::Record;
use super::{Extra, ResourceId, RowId, Tags};
use std::collections::BTreeMap;

/// A firewall of AWS Network Firewall. It stands behind Gateway Load Balancer endpoints, one in each zone, and sees what
/// routes lead to these (R-NFW-1).
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct Firewall {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The VPC of its endpoints.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<ResourceId>,
    /// What decides about packets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub firewall_policy_id: Option<ResourceId>,
    /// Its subnets by row id, each with the endpoint in it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub subnet_mappings: BTreeMap<RowId, FirewallSubnetMapping>,
    /// `READY`, `PROVISIONING` or `DELETING`.
    #[serde(default = "ready", skip_serializing_if = "is_ready")]
    pub status: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for Firewall {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            vpc_id: None,
            firewall_policy_id: None,
            subnet_mappings: BTreeMap::new(),
            status: ready(),
            extra: Extra::new(),
        }
    }
}

/// A subnet of a firewall. AWS keeps the endpoint beside it, by the zone.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct FirewallSubnetMapping {
    /// The subnet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subnet_id: Option<ResourceId>,
    /// The endpoint that AWS made there, of type `GatewayLoadBalancer`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint_id: Option<ResourceId>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}
