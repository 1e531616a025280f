use super::defaults::{active, is_active};
use super::record::Record;
use super::{Extra, ResourceId, Tags};
use crate::net::CidrBlock;

/// A VPC peering connection between two VPCs (R-PEER).
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct VpcPeeringConnection {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The side that asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requester_vpc_info: Option<PeeringVpcInfo>,
    /// The side that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepter_vpc_info: Option<PeeringVpcInfo>,
    /// Its status; active where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<PeeringStatus>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One side of a peering connection.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct PeeringVpcInfo {
    /// The VPC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<ResourceId>,
    /// The account that owns the VPC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    /// The Region of the VPC; without it the VPC tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The IPv4 block, for a VPC that the drawing does not hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cidr_block: Option<CidrBlock>,
    /// Options of this side, as `allowDnsResolutionFromRemoteVpc`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peering_options: Option<serde_json::Value>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The status of a peering connection.
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct PeeringStatus {
    /// `active`, `pending-acceptance`, `provisioning`, `expired`, `rejected`, `failed` or `deleted`.
    #[serde(default = "active", skip_serializing_if = "is_active")]
    pub code: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for PeeringStatus {
    fn default() -> Self {
        Self { code: active(), extra: Extra::new() }
    }
}

impl VpcPeeringConnection {
    /// The VPCs of the two sides, requester first.
    pub fn vpc_ids(&self) -> [Option<&ResourceId>; 2] {
        [&self.requester_vpc_info, &self.accepter_vpc_info]
            .map(|side| side.as_ref().and_then(|side| side.vpc_id.as_ref()))
    }

    /// The status code; `active` where none is written.
    pub fn status_code(&self) -> &str {
        self.status.as_ref().map_or("active", |status| status.code.as_str())
    }
}
