use super::defaults::is_false;
use super::record::Record;
use super::{Extra, ResourceId, RowId, Tags};
use crate::net::CidrBlock;
use std::collections::BTreeMap;

/// A route table of a transit gateway. Which attachments use it, and which bring their routes into it, stands here; what
/// they bring is worked out and never a row (R-TGW-20).
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct TransitGatewayRouteTable {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The transit gateway.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transit_gateway_id: Option<ResourceId>,
    /// Whether AWS associates new attachments with it. What is associated stands in `associations` all the same.
    #[serde(skip_serializing_if = "is_false")]
    pub default_association_route_table: bool,
    /// Whether AWS makes new attachments propagate to it. What does stands in `propagations` all the same.
    #[serde(skip_serializing_if = "is_false")]
    pub default_propagation_route_table: bool,
    /// The attachments that it decides for, by their ids (R-TGW-13).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub associations: Vec<ResourceId>,
    /// The attachments that bring their routes into it, by their ids (R-TGW-20).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub propagations: Vec<ResourceId>,
    /// Static routes by row id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub routes: BTreeMap<RowId, TransitGatewayRoute>,
    /// Parts of which an importer saw nothing (`routes`, `propagations`); a trace that needs one ends `UNKNOWN`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A static route of a transit gateway: one destination, one attachment, or none for a blackhole.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct TransitGatewayRoute {
    /// Destination, IPv4 or IPv6.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination_cidr_block: Option<CidrBlock>,
    /// Destination, prefix list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefix_list_id: Option<ResourceId>,
    /// Target: the attachment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transit_gateway_attachment_id: Option<ResourceId>,
    /// Whether it drops what matches (R-TGW-18).
    #[serde(skip_serializing_if = "is_false")]
    pub blackhole: bool,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl TransitGatewayRoute {
    /// The destination as people write it: the CIDR block or the id of the prefix list; empty where there is none.
    pub fn destination_text(&self) -> String {
        match (&self.destination_cidr_block, &self.prefix_list_id) {
            (Some(cidr), _) => cidr.to_string(),
            (None, Some(list)) => list.to_string(),
            (None, None) => String::new(),
        }
    }
}
