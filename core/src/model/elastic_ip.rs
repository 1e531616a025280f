use super::record::Record;
use super::{Extra, ResourceId, Tags};
use crate::net::Address;

/// An Elastic IP address: on an interface and one of its private addresses, on a NAT gateway, or idle.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct ElasticIp {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The account that owns it; where absent, the one that owns what it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    /// The public address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_ip: Option<Address>,
    /// The network border group, usually the Region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub network_border_group: Option<String>,
    /// The interface that it is associated with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub network_interface_id: Option<ResourceId>,
    /// The private address that it stands for; without it the primary one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_ip_address: Option<Address>,
    /// The NAT gateway that it is associated with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nat_gateway_id: Option<ResourceId>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}
