use super::defaults::{ipv4, is_ipv4};
use super::record::Record;
use super::{Extra, RowId, Tags};
use crate::net::CidrBlock;
use std::collections::BTreeMap;

/// A managed prefix list: the customer's own, or AWS's list of a service.
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct ManagedPrefixList {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Its AWS name; `com.amazonaws.REGION.s3` for AWS's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefix_list_name: Option<String>,
    /// The owner; `AWS` for AWS's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    /// The Region; AWS's own lists carry it in their name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// `IPv4` or `IPv6`.
    #[serde(default = "ipv4", skip_serializing_if = "is_ipv4")]
    pub address_family: String,
    /// How many entries it may ever hold; what counts against quotas (R-SG-13).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_entries: Option<u32>,
    /// Entries by row id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub entries: BTreeMap<RowId, PrefixListEntry>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for ManagedPrefixList {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            prefix_list_name: None,
            owner_id: None,
            region: None,
            address_family: ipv4(),
            max_entries: None,
            entries: BTreeMap::new(),
            extra: Extra::new(),
        }
    }
}

/// An entry of a managed prefix list.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct PrefixListEntry {
    /// The block.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cidr: Option<CidrBlock>,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}
