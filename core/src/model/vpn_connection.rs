use super::defaults::{available, is_available, is_false, is_up, up};
use super::record::Record;
use super::{Extra, ResourceId, RowId, Tags};
use crate::net::{Address, CidrBlock};
use std::collections::BTreeMap;

/// A Site-to-Site VPN connection between a customer gateway and a virtual private or transit gateway (R-VGW-9).
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct VpnConnection {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The account that owns it; where absent, the one that owns what it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    /// The virtual private gateway at AWS's end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpn_gateway_id: Option<ResourceId>,
    /// The transit gateway at AWS's end, instead of a virtual private gateway.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transit_gateway_id: Option<ResourceId>,
    /// The VPN Concentrator of the transit gateway that it ends at, by AWS's id: it joins many slow sites, and shares no
    /// paths (R-VGW-15). Absent: a connection of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpn_concentrator_id: Option<String>,
    /// The customer gateway at the other end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_gateway_id: Option<ResourceId>,
    /// How it is set up.
    #[serde(skip_serializing_if = "VpnConnectionOptions::is_default")]
    pub options: VpnConnectionOptions,
    /// Static routes by row id: what AWS sends into the tunnels of a connection without BGP (R-VGW-2, R-VGW-8).
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub routes: BTreeMap<RowId, VpnStaticRoute>,
    /// Its two tunnels by row id; absent means two that are up.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub vgw_telemetry: BTreeMap<RowId, VgwTelemetry>,
    /// What the customer gateway announces by BGP, by row id; absent means the networks of its site. Ours: AWS tells
    /// only how many prefixes it has accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advertisements: Option<BTreeMap<RowId, VpnAdvertisement>>,
    /// `pending`, `available`, `deleting` or `deleted`.
    #[serde(default = "available", skip_serializing_if = "is_available")]
    pub state: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for VpnConnection {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            owner_id: None,
            vpn_gateway_id: None,
            transit_gateway_id: None,
            vpn_concentrator_id: None,
            customer_gateway_id: None,
            options: VpnConnectionOptions::default(),
            routes: BTreeMap::new(),
            vgw_telemetry: BTreeMap::new(),
            advertisements: None,
            state: available(),
            extra: Extra::new(),
        }
    }
}

impl VpnConnection {
    /// Its tunnels by row id, and whether each is up. One that writes none has two, `t1` and `t2`, and both are up.
    pub fn tunnels(&self) -> Vec<(RowId, bool)> {
        if self.vgw_telemetry.is_empty() {
            return ["t1", "t2"].map(|tunnel| (RowId::new(tunnel), true)).to_vec();
        }
        self.vgw_telemetry.iter().map(|(row, tunnel)| (row.clone(), tunnel.is_up())).collect()
    }
}

/// The options of a VPN connection.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct VpnConnectionOptions {
    /// Whether routes are written by hand; else the two sides tell each other by BGP (R-VGW-8).
    #[serde(skip_serializing_if = "is_false")]
    pub static_routes_only: bool,
    /// What the customer's side may be, in IPv4; everything where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub local_ipv4_network_cidr: Option<CidrBlock>,
    /// What AWS's side may be, in IPv4; everything where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remote_ipv4_network_cidr: Option<CidrBlock>,
    /// `ipv4` or `ipv6`: what travels inside the tunnels; IPv4 where absent (R-VGW-10).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tunnel_inside_ip_version: Option<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl VpnConnectionOptions {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// A static route of a VPN connection.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct VpnStaticRoute {
    /// What is behind the customer gateway.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination_cidr_block: Option<CidrBlock>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A tunnel of a VPN connection, as AWS reports on it.
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct VgwTelemetry {
    /// AWS's public address of the tunnel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outside_ip_address: Option<Address>,
    /// `UP` or `DOWN`.
    #[serde(default = "up", skip_serializing_if = "is_up")]
    pub status: String,
    /// AWS's own words, as `IPSEC IS UP` where only the BGP session is down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_message: Option<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for VgwTelemetry {
    fn default() -> Self {
        Self { outside_ip_address: None, status: up(), status_message: None, extra: Extra::new() }
    }
}

impl VgwTelemetry {
    /// Whether packets pass.
    pub fn is_up(&self) -> bool {
        self.status.eq_ignore_ascii_case("up")
    }
}

/// A prefix that the customer gateway announces.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct VpnAdvertisement {
    /// The prefix.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cidr_block: Option<CidrBlock>,
    /// The autonomous systems on the way, the nearest first; the customer gateway's own alone where absent (R-VGW-3).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub as_path: Vec<u32>,
    /// The multi-exit discriminator: of two paths of one length the lower one wins (R-VGW-3).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub med: Option<u32>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}
