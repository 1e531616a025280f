use super::defaults::{is_off, off};
use super::record::Record;
use super::{Extra, Tags};

/// What VPC Block Public Access stops at the internet gateways of a Region, for a whole account (R-BPA-1, R-BPA-2).
///
/// AWS has one of these for each account and Region, without an id of its own.
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct VpcBlockPublicAccessOptions {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The account that owns it; where absent, the one that owns what it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    /// The Region whose VPCs it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// `off`, `block-bidirectional` or `block-ingress`.
    #[serde(default = "off", skip_serializing_if = "is_off")]
    pub internet_gateway_block_mode: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for VpcBlockPublicAccessOptions {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            owner_id: None,
            region: None,
            internet_gateway_block_mode: off(),
            extra: Extra::new(),
        }
    }
}
