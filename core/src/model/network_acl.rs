use super::defaults::is_false;
use super::record::Record;
use super::{Extra, ResourceId, RowId, Tags};
use crate::net::{CidrBlock, Protocol};
use std::collections::BTreeMap;

/// A network ACL: numbered allow and deny entries, stateless (R-NACL).
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct NetworkAcl {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The account that owns it; where absent, the one that owns what it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    /// The VPC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<ResourceId>,
    /// Whether it is the one that AWS made with the VPC, used by subnets without one of their own.
    #[serde(skip_serializing_if = "is_false")]
    pub is_default: bool,
    /// Subnets that are associated with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subnet_ids: Vec<ResourceId>,
    /// Entries; absent means AWS's default: the default ACL admits all, a new one nothing (R-NACL-4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entries: Option<BTreeMap<RowId, NetworkAclEntry>>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// An entry of a network ACL. The last one, `*`, is never written: it denies what nothing matched.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct NetworkAclEntry {
    /// Whether it filters what leaves the subnet.
    #[serde(skip_serializing_if = "is_false")]
    pub egress: bool,
    /// Its number; the lowest match decides (R-NACL-1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule_number: Option<i64>,
    /// The protocol; `all` where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protocol: Option<Protocol>,
    /// The lowest port.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_port: Option<i32>,
    /// The highest port.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_port: Option<i32>,
    /// The ICMP type; -1 or absent is any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icmp_type: Option<i32>,
    /// The ICMP code; -1 or absent is any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icmp_code: Option<i32>,
    /// Source or destination, IPv4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cidr_block: Option<CidrBlock>,
    /// Source or destination, IPv6.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ipv6_cidr_block: Option<CidrBlock>,
    /// `allow` or `deny`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule_action: Option<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl NetworkAclEntry {
    /// Whether the entry admits what it matches. Anything but `allow` denies.
    pub fn allows(&self) -> bool {
        self.rule_action.as_deref() == Some("allow")
    }
}
