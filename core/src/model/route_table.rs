use super::defaults::is_false;
use super::record::Record;
use super::{Extra, ResourceId, RowId, Tags};
use crate::net::CidrBlock;
use std::collections::BTreeMap;

/// A route table. The local routes are not written: every CIDR of the VPC has one (R-RT-5).
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct RouteTable {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The account that owns it; where absent, the one that owns what it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    /// The VPC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<ResourceId>,
    /// Whether it is the main table, used by subnets without a table of their own (R-RT-15).
    #[serde(skip_serializing_if = "is_false")]
    pub main: bool,
    /// Subnets that are associated with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subnet_ids: Vec<ResourceId>,
    /// The gateway whose incoming traffic it steers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gateway_id: Option<ResourceId>,
    /// Virtual private gateways that may propagate routes into it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub propagating_vgws: Vec<ResourceId>,
    /// Routes by row id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub routes: BTreeMap<RowId, Route>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A row of a route table: one destination, one target. A row may hold too few or too many of either; rules say so.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct Route {
    /// Destination, IPv4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination_cidr_block: Option<CidrBlock>,
    /// Destination, IPv6.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination_ipv6_cidr_block: Option<CidrBlock>,
    /// Destination, prefix list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination_prefix_list_id: Option<ResourceId>,
    /// Target: internet gateway, virtual private gateway, or the word `local`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gateway_id: Option<ResourceId>,
    /// Target: NAT gateway.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nat_gateway_id: Option<ResourceId>,
    /// Target: network interface.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub network_interface_id: Option<ResourceId>,
    /// Target: instance, by its only interface (R-RT-31).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance_id: Option<ResourceId>,
    /// Target: VPC peering connection.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_peering_connection_id: Option<ResourceId>,
    /// Target: egress-only internet gateway.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub egress_only_internet_gateway_id: Option<ResourceId>,
    /// Target: transit gateway.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transit_gateway_id: Option<ResourceId>,
    /// Target: VPC endpoint.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_endpoint_id: Option<ResourceId>,
    /// Target: local gateway.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub local_gateway_id: Option<ResourceId>,
    /// Target: carrier gateway.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier_gateway_id: Option<ResourceId>,
    /// Target: core network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub core_network_arn: Option<ResourceId>,
    /// How the row came into the table, if not by hand: `EnableVgwRoutePropagation` (R-RT-2), `Advertisement` (R-RT-36).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Route {
    /// Whether a gateway brought the row into the table, not a person: it gives way to every other one (R-RT-2), and to
    /// the local routes (R-RT-3).
    pub fn is_propagated(&self) -> bool {
        self.is_announced() || self.origin.as_deref() == Some("EnableVgwRoutePropagation")
    }

    /// Whether a route server announced the row: it counts as one that a gateway propagates (R-RT-36).
    pub fn is_announced(&self) -> bool {
        self.origin.as_deref() == Some("Advertisement")
    }

    /// The targets that the row names, with the field that names each, in schema order. A sound row has exactly one.
    pub fn targets(&self) -> impl Iterator<Item = (&'static str, &ResourceId)> {
        [
            ("gatewayId", &self.gateway_id),
            ("natGatewayId", &self.nat_gateway_id),
            ("networkInterfaceId", &self.network_interface_id),
            ("instanceId", &self.instance_id),
            ("vpcPeeringConnectionId", &self.vpc_peering_connection_id),
            ("egressOnlyInternetGatewayId", &self.egress_only_internet_gateway_id),
            ("transitGatewayId", &self.transit_gateway_id),
            ("vpcEndpointId", &self.vpc_endpoint_id),
            ("localGatewayId", &self.local_gateway_id),
            ("carrierGatewayId", &self.carrier_gateway_id),
            ("coreNetworkArn", &self.core_network_arn),
        ]
        .into_iter()
        .filter_map(|(field, id)| id.as_ref().map(|id| (field, id)))
    }

    /// The first target that the row names.
    pub fn target(&self) -> Option<&ResourceId> {
        self.targets().next().map(|(_, id)| id)
    }

    /// The destination as a CIDR block, IPv4 or IPv6; `None` for a prefix list or a row without one.
    pub fn destination_cidr(&self) -> Option<&CidrBlock> {
        self.destination_cidr_block.as_ref().or(self.destination_ipv6_cidr_block.as_ref())
    }

    /// The destination as people write it: the CIDR block or the id of the prefix list; empty where there is none.
    pub fn destination_text(&self) -> String {
        match (self.destination_cidr(), &self.destination_prefix_list_id) {
            (Some(cidr), _) => cidr.to_string(),
            (None, Some(list)) => list.to_string(),
            (None, None) => String::new(),
        }
    }
}
