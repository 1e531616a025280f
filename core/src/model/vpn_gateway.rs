use super::defaults::{available, is_available};
use super::record::Record;
use super::{Extra, ResourceId, Tags};

/// A virtual private gateway; attached where it names a VPC (R-VGW-1).
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct VpnGateway {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The account that owns it; where absent, the one that owns what it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    /// The VPC that it is attached to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<ResourceId>,
    /// Its autonomous system number; 64512 where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amazon_side_asn: Option<u32>,
    /// `pending`, `available`, `deleting` or `deleted`.
    #[serde(default = "available", skip_serializing_if = "is_available")]
    pub state: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for VpnGateway {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            owner_id: None,
            vpc_id: None,
            amazon_side_asn: None,
            state: available(),
            extra: Extra::new(),
        }
    }
}
