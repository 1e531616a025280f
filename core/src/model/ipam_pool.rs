use super::record::Record;
use super::{Extra, ResourceId, RowId, Tags};
use crate::net::CidrBlock;
use std::collections::BTreeMap;

/// A pool of the IP Address Manager: blocks, and what was given out of them (R-IP-6).
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct IpamPool {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The Region for which it gives out blocks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// The pool that it has its own blocks from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_ipam_pool_id: Option<ResourceId>,
    /// Its blocks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cidrs: Vec<CidrBlock>,
    /// The length of the widest prefix that it gives out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allocation_min_netmask_length: Option<u8>,
    /// The length of the narrowest prefix that it gives out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allocation_max_netmask_length: Option<u8>,
    /// The length of the prefix that it gives out to whoever asks for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allocation_default_netmask_length: Option<u8>,
    /// What it gave out, by row id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub allocations: BTreeMap<RowId, IpamPoolAllocation>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A block that a pool gave out.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct IpamPoolAllocation {
    /// The block.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cidr: Option<CidrBlock>,
    /// Whose it is: a VPC, a pool, or none where it is only kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_id: Option<ResourceId>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}
