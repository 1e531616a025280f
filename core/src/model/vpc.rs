use super::defaults::{default_tenancy, is_default_tenancy, is_false, is_true, yes};
use super::record::Record;
use super::{Extra, ResourceId, Tags};
use crate::net::CidrBlock;

/// A virtual private cloud: one Region, one or more IPv4 blocks, perhaps IPv6 blocks (R-VPC).
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct Vpc {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The Region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The account that owns it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    /// IPv4 blocks in the order of their association; the first is the primary.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cidr_blocks: Vec<CidrBlock>,
    /// IPv6 blocks in the order of their association.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ipv6_cidr_blocks: Vec<CidrBlock>,
    /// Whether the Amazon resolver answers.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub enable_dns_support: bool,
    /// DNS hostnames: whether instances with a public address get a public DNS name.
    #[serde(skip_serializing_if = "is_false")]
    pub enable_dns_hostnames: bool,
    /// The DHCP option set; without one its hosts ask the Amazon resolver.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dhcp_options_id: Option<ResourceId>,
    /// Whether AWS made it as the default VPC of the Region (R-IGW-12).
    #[serde(skip_serializing_if = "is_false")]
    pub is_default: bool,
    /// `default`, or `dedicated`: on hardware of its own, where AWS runs no functions (R-LAM-3).
    #[serde(default = "default_tenancy", skip_serializing_if = "is_default_tenancy")]
    pub instance_tenancy: String,
    /// Kinds of resource of which an importer saw nothing (`routeTable`); a trace that needs one ends `UNKNOWN`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for Vpc {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            region: None,
            owner_id: None,
            cidr_blocks: Vec::new(),
            ipv6_cidr_blocks: Vec::new(),
            enable_dns_support: true,
            enable_dns_hostnames: false,
            dhcp_options_id: None,
            is_default: false,
            instance_tenancy: default_tenancy(),
            unknown: Vec::new(),
            extra: Extra::new(),
        }
    }
}
