use super::defaults::{available, is_available, is_public, is_zonal, public, zonal};
use super::record::Record;
use super::{Extra, ResourceId, RowId, Tags};
use crate::net::Address;
use std::collections::BTreeMap;

/// A NAT gateway: a zonal one stands in a subnet (R-NAT), a regional one serves a whole VPC (R-RNAT-1).
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct NatGateway {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The account that owns it; where absent, the one that owns what it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    /// The subnet that it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subnet_id: Option<ResourceId>,
    /// The VPC; without it the subnet tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<ResourceId>,
    /// `public` or `private`.
    #[serde(default = "public", skip_serializing_if = "is_public")]
    pub connectivity_type: String,
    /// Its own private address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_ip: Option<Address>,
    /// `zonal` or `regional`.
    #[serde(default = "zonal", skip_serializing_if = "is_zonal")]
    pub availability_mode: String,
    /// Of a regional one: `enabled` where AWS adds zones by itself, `disabled` in manual mode. Where absent, naming zones
    /// means manual mode.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auto_provision_zones: Option<String>,
    /// Of a regional one: its addresses in each zone, by row id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub availability_zone_addresses: BTreeMap<RowId, AvailabilityZoneAddress>,
    /// Of a regional one: its own route table. Where absent, the one that AWS makes: local, and a default route to the
    /// internet gateway (R-RNAT-2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub route_table_id: Option<ResourceId>,
    /// `pending`, `failed`, `available`, `deleting` or `deleted`.
    #[serde(default = "available", skip_serializing_if = "is_available")]
    pub state: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The addresses of a regional NAT gateway in one zone.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct AvailabilityZoneAddress {
    /// The zone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability_zone: Option<String>,
    /// Its Elastic IP addresses there; the first is the one that packets are seen by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allocation_ids: Vec<ResourceId>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl NatGateway {
    /// Whether it serves a whole VPC.
    pub fn is_regional(&self) -> bool {
        self.availability_mode == "regional"
    }

    /// Whether AWS adds zones to a regional one by itself.
    pub fn is_automatic(&self) -> bool {
        match self.auto_provision_zones.as_deref() {
            Some(written) => written != "disabled",
            None => self.availability_zone_addresses.is_empty(),
        }
    }
}

impl Default for NatGateway {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            owner_id: None,
            subnet_id: None,
            vpc_id: None,
            connectivity_type: public(),
            private_ip: None,
            availability_mode: zonal(),
            auto_provision_zones: None,
            availability_zone_addresses: BTreeMap::new(),
            route_table_id: None,
            state: available(),
            extra: Extra::new(),
        }
    }
}
