use super::defaults::{available, is_available};
use super::record::Record;
use super::{Extra, ResourceId, Tags};
use crate::net::Address;

/// A customer gateway: what AWS knows of the device at the other end of a VPN connection (R-VGW-13).
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct CustomerGateway {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The account that owns it; where absent, the one that owns what it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    /// The public address of the device, or of the NAT device in front of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_address: Option<Address>,
    /// The certificate of the device, where it has no static address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate_arn: Option<String>,
    /// The autonomous system number of the device; 65000 where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bgp_asn: Option<u32>,
    /// The site whose router the device is. Ours: AWS knows nothing of what is behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_premises_site_id: Option<ResourceId>,
    /// `pending`, `available`, `deleting` or `deleted`.
    #[serde(default = "available", skip_serializing_if = "is_available")]
    pub state: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for CustomerGateway {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            owner_id: None,
            ip_address: None,
            certificate_arn: None,
            bgp_asn: None,
            on_premises_site_id: None,
            state: available(),
            extra: Extra::new(),
        }
    }
}

impl CustomerGateway {
    /// Its autonomous system number, AWS's own default where none is written.
    pub fn asn(&self) -> u32 {
        self.bgp_asn.unwrap_or(65000)
    }
}
