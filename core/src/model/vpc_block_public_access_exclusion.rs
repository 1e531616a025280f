use super::defaults::{create_complete, is_create_complete};
use super::record::Record;
use super::{Extra, ResourceId, Tags};

/// A VPC, or one subnet, that VPC Block Public Access spares (R-BPA-3). It names one of the two.
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct VpcBlockPublicAccessExclusion {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The VPC that is spared, with all its subnets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<ResourceId>,
    /// The subnet that is spared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subnet_id: Option<ResourceId>,
    /// `allow-bidirectional` or `allow-egress`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub internet_gateway_exclusion_mode: Option<String>,
    /// The state, as `create-complete`: one that is not made yet, has failed or is gone spares nobody.
    #[serde(default = "create_complete", skip_serializing_if = "is_create_complete")]
    pub state: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for VpcBlockPublicAccessExclusion {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            vpc_id: None,
            subnet_id: None,
            internet_gateway_exclusion_mode: None,
            state: create_complete(),
            extra: Extra::new(),
        }
    }
}
