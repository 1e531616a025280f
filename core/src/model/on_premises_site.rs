use super::record::Record;
use super::{Extra, ResourceId, RowId, Tags};
use crate::net::{Address, CidrBlock};
use std::collections::BTreeMap;

/// A site outside of AWS: its networks, and the one router that stands between them, the internet, other sites and the
/// VPN connections of the site's customer gateways. Not a resource of AWS.
///
/// The router knows its own networks, what it learns by BGP, and the rows of `routes` (R-VGW-14).
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct OnPremisesSite {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Its IPv4 networks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cidr_blocks: Vec<CidrBlock>,
    /// Its IPv6 networks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ipv6_cidr_blocks: Vec<CidrBlock>,
    /// The public address that its router puts in place of private ones on the internet; without it nobody answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_ip: Option<Address>,
    /// The routes that somebody wrote into its router, by row id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub routes: BTreeMap<RowId, OnPremisesRoute>,
    /// The DNS servers that its hosts ask.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dns_servers: Vec<Address>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A row of the router of a site.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct OnPremisesRoute {
    /// Destination, IPv4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination_cidr_block: Option<CidrBlock>,
    /// Destination, IPv6.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination_ipv6_cidr_block: Option<CidrBlock>,
    /// Target: a VPN connection of one of the site's customer gateways.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpn_connection_id: Option<ResourceId>,
    /// Target: the word `internet`, for the site's own line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gateway_id: Option<ResourceId>,
    /// Target: the router of another site, over a line of the two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_premises_site_id: Option<ResourceId>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl OnPremisesRoute {
    /// The destination as a CIDR block.
    pub fn destination_cidr(&self) -> Option<&CidrBlock> {
        self.destination_cidr_block.as_ref().or(self.destination_ipv6_cidr_block.as_ref())
    }
}
