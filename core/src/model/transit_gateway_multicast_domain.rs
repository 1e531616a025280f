use super::defaults::{available, disable, is_available, is_disable, is_false};
use super::record::Record;
use super::{Extra, ResourceId, RowId, Tags};
use crate::net::Address;
use std::collections::BTreeMap;

/// A multicast domain of a transit gateway: the subnets that it joins, and who sends to and gets which group (R-TGW-39).
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct TransitGatewayMulticastDomain {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The transit gateway.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transit_gateway_id: Option<ResourceId>,
    /// Options; AWS's defaults where absent.
    #[serde(skip_serializing_if = "MulticastDomainOptions::is_default")]
    pub options: MulticastDomainOptions,
    /// The subnets that are associated with it, by the attachments of their VPCs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subnet_ids: Vec<ResourceId>,
    /// Members and sources of groups by row id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub groups: BTreeMap<RowId, MulticastGroup>,
    /// `pending`, `available`, `deleting` or `deleted`.
    #[serde(default = "available", skip_serializing_if = "is_available")]
    pub state: String,
    /// Parts of which an importer saw nothing (`subnetIds`, `groups`); a trace that needs one ends `UNKNOWN`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The options of a multicast domain, with the words of EC2: `enable` and `disable`.
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct MulticastDomainOptions {
    /// Whether hosts join groups by themselves; `disable` where absent.
    #[serde(default = "disable", skip_serializing_if = "is_disable")]
    pub igmpv2_support: String,
    /// Whether only listed sources may send; `disable` where absent.
    #[serde(default = "disable", skip_serializing_if = "is_disable")]
    pub static_sources_support: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// An interface and a group.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct MulticastGroup {
    /// The address of the group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_ip_address: Option<Address>,
    /// The interface.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub network_interface_id: Option<ResourceId>,
    /// Whether it gets what is sent to the group.
    #[serde(skip_serializing_if = "is_false")]
    pub group_member: bool,
    /// Whether it may send to the group.
    #[serde(skip_serializing_if = "is_false")]
    pub group_source: bool,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for TransitGatewayMulticastDomain {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            transit_gateway_id: None,
            options: MulticastDomainOptions::default(),
            subnet_ids: Vec::new(),
            groups: BTreeMap::new(),
            state: available(),
            unknown: Vec::new(),
            extra: Extra::new(),
        }
    }
}

impl Default for MulticastDomainOptions {
    fn default() -> Self {
        Self { igmpv2_support: disable(), static_sources_support: disable(), extra: Extra::new() }
    }
}

impl MulticastDomainOptions {
    /// Whether nothing differs from what AWS sets; then it is not written.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}
