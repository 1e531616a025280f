use super::defaults::is_false;
use super::record::Record;
use super::{Extra, ResourceId, Tags};
use crate::net::CidrBlock;

/// A subnet: one zone, one IPv4 block, perhaps one IPv6 block (R-SUB).
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct Subnet {
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
    /// The zone, as `eu-west-1a`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability_zone: Option<String>,
    /// The zone id that is the same in every account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability_zone_id: Option<String>,
    /// The Outpost that it is on, if it is (R-RT-30).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outpost_arn: Option<String>,
    /// The IPv4 block.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cidr_block: Option<CidrBlock>,
    /// The IPv6 block.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ipv6_cidr_block: Option<CidrBlock>,
    /// Whether new interfaces get a public IPv4 address.
    #[serde(skip_serializing_if = "is_false")]
    pub map_public_ip_on_launch: bool,
    /// Whether new interfaces get an IPv6 address.
    #[serde(skip_serializing_if = "is_false")]
    pub assign_ipv6_address_on_creation: bool,
    /// Whether the resolver gives hosts here addresses of NAT64 for names that have IPv4 addresses only (R-NAT-17).
    #[serde(skip_serializing_if = "is_false")]
    pub enable_dns64: bool,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}
