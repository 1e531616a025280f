use super::defaults::{available, disable, enable, is_available, is_disable, is_enable, is_vpc, vpc};
use super::record::Record;
use super::{Extra, ResourceId, RowId, Tags, VpnAdvertisement};
use std::collections::BTreeMap;

/// What a transit gateway is joined to (R-TGW). The tables with which it is associated, and to which it propagates, name it
/// themselves.
///
/// `resourceType` and `resourceId` say what is attached: a `vpc`, a `vpn` connection, another transit gateway (`peering`:
/// `transitGatewayId` asked, `resourceId` was asked, and one entry serves both sides), or for `connect` the attachment
/// that carries it.
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct TransitGatewayAttachment {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The transit gateway.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transit_gateway_id: Option<ResourceId>,
    /// `vpc`, `vpn`, `peering`, `connect`, `direct-connect-gateway`, `network-function` or `client-vpn`; a VPC where absent.
    #[serde(default = "vpc", skip_serializing_if = "is_vpc")]
    pub resource_type: String,
    /// What is attached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_id: Option<ResourceId>,
    /// The account that owns what is attached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_owner_id: Option<String>,
    /// The subnets in which a VPC attachment has its interfaces, one a zone (R-TGW-3).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subnet_ids: Vec<ResourceId>,
    /// Options; AWS's defaults where absent.
    #[serde(skip_serializing_if = "TransitGatewayAttachmentOptions::is_default")]
    pub options: TransitGatewayAttachmentOptions,
    /// What the appliances of its Connect peers announce by BGP, those that say nothing of their own, by row id; where absent
    /// nobody knows (R-TGW-43). Ours: AWS tells it of the tables of the gateway only, and not by which peer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advertisements: Option<BTreeMap<RowId, VpnAdvertisement>>,
    /// `initiating`, `initiatingRequest`, `pendingAcceptance`, `rollingBack`, `pending`, `available`, `modifying`,
    /// `deleting`, `deleted`, `failed`, `rejected`, `rejecting` or `failing`.
    #[serde(default = "available", skip_serializing_if = "is_available")]
    pub state: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The options of a VPC attachment, with the words of EC2: `enable` and `disable`.
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct TransitGatewayAttachmentOptions {
    /// Whether both directions of a flow use one zone; `disable` where absent (R-TGW-24, R-TGW-25).
    #[serde(default = "disable", skip_serializing_if = "is_disable")]
    pub appliance_mode_support: String,
    /// Whether names resolve across it; `enable` where absent.
    #[serde(default = "enable", skip_serializing_if = "is_enable")]
    pub dns_support: String,
    /// Whether the IPv6 blocks of the VPC are propagated; `disable` where absent. IPv6 passes either way.
    #[serde(default = "disable", skip_serializing_if = "is_disable")]
    pub ipv6_support: String,
    /// Whether groups of this VPC may be named across it; `enable` where absent (R-TGW-26).
    #[serde(default = "enable", skip_serializing_if = "is_enable")]
    pub security_group_referencing_support: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for TransitGatewayAttachment {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            transit_gateway_id: None,
            resource_type: vpc(),
            resource_id: None,
            resource_owner_id: None,
            subnet_ids: Vec::new(),
            options: TransitGatewayAttachmentOptions::default(),
            advertisements: None,
            state: available(),
            extra: Extra::new(),
        }
    }
}

impl Default for TransitGatewayAttachmentOptions {
    fn default() -> Self {
        Self {
            appliance_mode_support: disable(),
            dns_support: enable(),
            ipv6_support: disable(),
            security_group_referencing_support: enable(),
            extra: Extra::new(),
        }
    }
}

impl TransitGatewayAttachmentOptions {
    /// Whether nothing differs from what AWS sets; then it is not written.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

impl TransitGatewayAttachment {
    /// Whether a VPC is attached.
    pub fn is_vpc(&self) -> bool {
        self.resource_type == "vpc"
    }

    /// Whether another transit gateway is attached.
    pub fn is_peering(&self) -> bool {
        self.resource_type == "peering"
    }

    /// The VPC that is attached, if it is one.
    pub fn vpc_id(&self) -> Option<&ResourceId> {
        self.resource_id.as_ref().filter(|_| self.is_vpc())
    }

    /// The transit gateways that it is attached to: one, or both sides of a peering.
    pub fn transit_gateway_ids(&self) -> impl Iterator<Item = &ResourceId> {
        let peer = self.resource_id.as_ref().filter(|_| self.is_peering());
        self.transit_gateway_id.iter().chain(peer)
    }
}
