use super::defaults::{disable, enable, is_disable, is_enable};
use super::record::Record;
use super::{Extra, ResourceId};
use crate::net::CidrBlock;

/// The options of a transit gateway, with the words of EC2: `enable` and `disable`.
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct TransitGatewayOptions {
    /// The AS number of the Amazon side; 64512 where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amazon_side_asn: Option<i64>,
    /// Blocks of its own, for Connect and Client VPN attachments.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub transit_gateway_cidr_blocks: Vec<CidrBlock>,
    /// Whether attachments of other accounts are accepted by themselves; `disable` where absent (R-TGW-42).
    #[serde(default = "disable", skip_serializing_if = "is_disable")]
    pub auto_accept_shared_attachments: String,
    /// Whether a new attachment is associated with the default table; `enable` where absent (R-TGW-23).
    #[serde(default = "enable", skip_serializing_if = "is_enable")]
    pub default_route_table_association: String,
    /// The table with which new attachments are associated. Without it: the table that says so itself, else one that AWS
    /// makes and that is not drawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub association_default_route_table_id: Option<ResourceId>,
    /// Whether a new attachment propagates to the default table; `enable` where absent (R-TGW-23).
    #[serde(default = "enable", skip_serializing_if = "is_enable")]
    pub default_route_table_propagation: String,
    /// The table to which new attachments propagate. Without it: as for the association.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub propagation_default_route_table_id: Option<ResourceId>,
    /// Whether equal routes over several VPN connections share the traffic; `enable` where absent (R-TGW-32).
    #[serde(default = "enable", skip_serializing_if = "is_enable")]
    pub vpn_ecmp_support: String,
    /// Whether names resolve to private addresses across it; `enable` where absent.
    #[serde(default = "enable", skip_serializing_if = "is_enable")]
    pub dns_support: String,
    /// Whether inbound rules may name groups of other attached VPCs; `disable` where absent (R-TGW-26).
    #[serde(default = "disable", skip_serializing_if = "is_disable")]
    pub security_group_referencing_support: String,
    /// Whether it carries multicast; `disable` where absent (R-TGW-39).
    #[serde(default = "disable", skip_serializing_if = "is_disable")]
    pub multicast_support: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for TransitGatewayOptions {
    fn default() -> Self {
        Self {
            amazon_side_asn: None,
            transit_gateway_cidr_blocks: Vec::new(),
            auto_accept_shared_attachments: disable(),
            default_route_table_association: enable(),
            association_default_route_table_id: None,
            default_route_table_propagation: enable(),
            propagation_default_route_table_id: None,
            vpn_ecmp_support: enable(),
            dns_support: enable(),
            security_group_referencing_support: disable(),
            multicast_support: disable(),
            extra: Extra::new(),
        }
    }
}

impl TransitGatewayOptions {
    /// Whether nothing differs from what AWS sets; then it is not written.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}
