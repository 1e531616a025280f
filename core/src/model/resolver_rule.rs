use super::defaults::{complete, forward, is_complete, is_forward};
use super::record::Record;
use super::{Extra, ResourceId, RowId, Tags};
use crate::net::Address;
use std::collections::BTreeMap;

/// A rule of the Route 53 Resolver: whom the resolver of its VPCs asks about names below one domain (R-DNS-12).
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct ResolverRule {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The account that owns it; where absent, the one that owns what it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    /// The domain; `.` for every name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain_name: Option<String>,
    /// `FORWARD`, `SYSTEM`, `RECURSIVE` or `DELEGATE`.
    #[serde(default = "forward", skip_serializing_if = "is_forward")]
    pub rule_type: String,
    /// For `DELEGATE`: the domain of the name servers to which a private zone hands names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delegation_record: Option<String>,
    /// The servers that are asked, by row id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub target_ips: BTreeMap<RowId, TargetAddress>,
    /// The outbound endpoint by which they are asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolver_endpoint_id: Option<ResourceId>,
    /// The VPCs that it is associated with.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub vpc_ids: Vec<ResourceId>,
    /// `COMPLETE`, `DELETING`, `UPDATING` or `FAILED`.
    #[serde(default = "complete", skip_serializing_if = "is_complete")]
    pub status: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for ResolverRule {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            owner_id: None,
            domain_name: None,
            rule_type: forward(),
            delegation_record: None,
            target_ips: BTreeMap::new(),
            resolver_endpoint_id: None,
            vpc_ids: Vec::new(),
            status: complete(),
            extra: Extra::new(),
        }
    }
}

/// A server that a rule names.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct TargetAddress {
    /// Its IPv4 address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip: Option<Address>,
    /// Its IPv6 address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ipv6: Option<Address>,
    /// Its port; 53 where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// `Do53`, `DoH` or `DoH-FIPS`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protocol: Option<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl TargetAddress {
    /// The address, of either family.
    pub fn address(&self) -> Option<std::net::IpAddr> {
        self.ip.as_ref().or(self.ipv6.as_ref()).and_then(Address::ip)
    }
}
