use super::defaults::{available, gateway, is_available, is_gateway};
use super::{Extra, ResourceId, Tags};
use serde::{Deserialize, Serialize};

/// A VPC endpoint. Gateway endpoints hold their route tables; the routes are derived, never rows (R-GWE-2).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    /// `Gateway`, `Interface` or `GatewayLoadBalancer`.
    #[serde(default = "gateway", skip_serializing_if = "is_gateway")]
    pub vpc_endpoint_type: String,
    /// The VPC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<ResourceId>,
    /// The service, as `com.amazonaws.eu-west-1.s3`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_name: Option<String>,
    /// Route tables that hold its route.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub route_table_ids: Vec<ResourceId>,
    /// `pendingAcceptance`, `pending`, `available`, `deleting`, `deleted`, `rejected`, `failed` or `expired`.
    #[serde(default = "available", skip_serializing_if = "is_available")]
    pub state: String,
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
            route_table_ids: Vec::new(),
            state: available(),
            extra: Extra::new(),
        }
    }
}

impl VpcEndpoint {
    /// Whether it is a gateway endpoint.
    pub fn is_gateway(&self) -> bool {
        self.vpc_endpoint_type == "Gateway"
    }
}
