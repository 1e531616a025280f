use super::defaults::{available, is_available};
use super::record::Record;
use super::{Extra, Tags, TransitGatewayOptions};

/// A transit gateway: the hub of one Region (R-TGW-1). What is attached to it names it
/// ([`TransitGatewayAttachment`](super::TransitGatewayAttachment)); which routes decide stands in its tables
/// ([`TransitGatewayRouteTable`](super::TransitGatewayRouteTable)).
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct TransitGateway {
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
    /// What it was told to do by itself; AWS's defaults where absent.
    #[serde(skip_serializing_if = "TransitGatewayOptions::is_default")]
    pub options: TransitGatewayOptions,
    /// `pending`, `available`, `modifying`, `deleting` or `deleted`.
    #[serde(default = "available", skip_serializing_if = "is_available")]
    pub state: String,
    /// Kinds of resource of which an importer saw nothing (`transitGatewayAttachment`, `transitGatewayRouteTable`); a
    /// trace that needs one ends `UNKNOWN`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for TransitGateway {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            region: None,
            owner_id: None,
            options: TransitGatewayOptions::default(),
            state: available(),
            unknown: Vec::new(),
            extra: Extra::new(),
        }
    }
}
