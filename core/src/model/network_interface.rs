use super::defaults::{is_false, is_true, yes};
use super::record::Record;
use super::{Extra, ResourceId, Tags};
use crate::net::Address;
use serde::{Deserialize, Serialize};

/// A network interface: addresses in one subnet, with security groups (R-ENI).
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct NetworkInterface {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The account that owns it; where absent, the one that owns what it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    /// The subnet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subnet_id: Option<ResourceId>,
    /// IPv4 addresses; the one marked `primary`, else the first, is the primary.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub private_ip_addresses: Vec<PrivateIpAddress>,
    /// IPv6 addresses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ipv6_addresses: Vec<Ipv6Address>,
    /// Security groups; none means the default group of the VPC.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub group_ids: Vec<ResourceId>,
    /// Whether it sends and receives its own addresses only (R-ENI-1).
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub source_dest_check: bool,
    /// The instance that it is attached to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attachment: Option<Attachment>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for NetworkInterface {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            owner_id: None,
            subnet_id: None,
            private_ip_addresses: Vec::new(),
            ipv6_addresses: Vec::new(),
            group_ids: Vec::new(),
            source_dest_check: true,
            attachment: None,
            extra: Extra::new(),
        }
    }
}

/// An IPv4 address of an interface.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct PrivateIpAddress {
    /// The address in the subnet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_ip_address: Option<Address>,
    /// Whether it is the primary one.
    #[serde(skip_serializing_if = "is_false")]
    pub primary: bool,
    /// The auto-assigned public address that stands for it; an Elastic IP is a resource of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_ip: Option<Address>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What a network interface is attached to.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct Attachment {
    /// The instance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance_id: Option<ResourceId>,
    /// Its place at the instance; 0 is the primary interface.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_index: Option<u32>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// An IPv6 address of an interface, written as AWS does: `{"ipv6Address": "2001:db8::1"}`. Plain text is read too.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", from = "WrittenIpv6Address")]
pub struct Ipv6Address {
    /// The address.
    pub ipv6_address: Address,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "an address as \"2001:db8::1\", or an object {…} with \"ipv6Address\",")]
enum WrittenIpv6Address {
    Text(Address),
    Object {
        #[serde(rename = "ipv6Address")]
        ipv6_address: Address,
        #[serde(flatten)]
        extra: Extra,
    },
}

impl From<WrittenIpv6Address> for Ipv6Address {
    fn from(written: WrittenIpv6Address) -> Self {
        match written {
            WrittenIpv6Address::Text(ipv6_address) => Self { ipv6_address, extra: Extra::new() },
            WrittenIpv6Address::Object { ipv6_address, extra } => Self { ipv6_address, extra },
        }
    }
}

impl NetworkInterface {
    /// The primary IPv4 entry: the one marked so, else the first.
    pub fn primary_address(&self) -> Option<&PrivateIpAddress> {
        self.private_ip_addresses
            .iter()
            .find(|entry| entry.primary)
            .or_else(|| self.private_ip_addresses.first())
    }

    /// The instance that the interface is attached to.
    pub fn instance_id(&self) -> Option<&ResourceId> {
        self.attachment.as_ref().and_then(|attachment| attachment.instance_id.as_ref())
    }

    /// The place at the instance; 0 where none is given.
    pub fn device_index(&self) -> u32 {
        self.attachment.as_ref().and_then(|attachment| attachment.device_index).unwrap_or(0)
    }
}
