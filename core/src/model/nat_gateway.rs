use super::defaults::{available, is_available, is_public, public};
use super::{Extra, ResourceId, Tags};
use crate::net::Address;
use serde::{Deserialize, Serialize};

/// A zonal NAT gateway (R-NAT).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct NatGateway {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
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
    /// `pending`, `failed`, `available`, `deleting` or `deleted`.
    #[serde(default = "available", skip_serializing_if = "is_available")]
    pub state: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for NatGateway {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            subnet_id: None,
            vpc_id: None,
            connectivity_type: public(),
            private_ip: None,
            state: available(),
            extra: Extra::new(),
        }
    }
}
