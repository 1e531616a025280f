use super::defaults::{available, gre, is_available, is_gre, is_session_up, session_up};
use super::record::Record;
use super::{Extra, ResourceId, RowId, Tags, VpnAdvertisement};
use crate::net::{Address, CidrBlock};
use std::collections::BTreeMap;

/// A Connect peer: the GRE tunnel of a Connect attachment between a transit gateway and an appliance, and the two BGP
/// sessions in it (R-TGW-43).
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct TransitGatewayConnectPeer {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The Connect attachment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transit_gateway_attachment_id: Option<ResourceId>,
    /// The ends of the tunnel, and its BGP sessions.
    #[serde(skip_serializing_if = "ConnectPeerConfiguration::is_default")]
    pub connect_peer_configuration: ConnectPeerConfiguration,
    /// What the appliance announces by BGP, by row id; absent means what the Connect attachment says of all its peers. Ours:
    /// AWS tells it of the tables of the gateway only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advertisements: Option<BTreeMap<RowId, VpnAdvertisement>>,
    /// `pending`, `available`, `deleting` or `deleted`.
    #[serde(default = "available", skip_serializing_if = "is_available")]
    pub state: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The ends of the tunnel of a Connect peer, and its BGP sessions.
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct ConnectPeerConfiguration {
    /// The address of the gateway's end, from a block of the transit gateway; AWS takes the first free one where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transit_gateway_address: Option<Address>,
    /// The address of the appliance's end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peer_address: Option<Address>,
    /// The blocks of the addresses that BGP uses inside the tunnel: a /29 of 169.254.0.0/16, and perhaps a /125 of fd00::/8.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inside_cidr_blocks: Vec<CidrBlock>,
    /// The protocol of the tunnel: `gre`.
    #[serde(default = "gre", skip_serializing_if = "is_gre")]
    pub protocol: String,
    /// The BGP sessions, by row id; absent means two that are up.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub bgp_configurations: BTreeMap<RowId, ConnectPeerBgpConfiguration>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A BGP session of a Connect peer.
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct ConnectPeerBgpConfiguration {
    /// The autonomous system number of the gateway.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transit_gateway_asn: Option<i64>,
    /// The autonomous system number of the appliance; that of the gateway where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peer_asn: Option<i64>,
    /// The gateway's address inside the tunnel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transit_gateway_address: Option<Address>,
    /// The appliance's address inside the tunnel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peer_address: Option<Address>,
    /// `up` or `down`.
    #[serde(default = "session_up", skip_serializing_if = "is_session_up")]
    pub bgp_status: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for TransitGatewayConnectPeer {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            transit_gateway_attachment_id: None,
            connect_peer_configuration: ConnectPeerConfiguration::default(),
            advertisements: None,
            state: available(),
            extra: Extra::new(),
        }
    }
}

impl Default for ConnectPeerConfiguration {
    fn default() -> Self {
        Self {
            transit_gateway_address: None,
            peer_address: None,
            inside_cidr_blocks: Vec::new(),
            protocol: gre(),
            bgp_configurations: BTreeMap::new(),
            extra: Extra::new(),
        }
    }
}

impl Default for ConnectPeerBgpConfiguration {
    fn default() -> Self {
        Self {
            transit_gateway_asn: None,
            peer_asn: None,
            transit_gateway_address: None,
            peer_address: None,
            bgp_status: session_up(),
            extra: Extra::new(),
        }
    }
}

impl ConnectPeerConfiguration {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

impl ConnectPeerBgpConfiguration {
    /// Whether the two sides tell each other routes.
    pub fn is_up(&self) -> bool {
        self.bgp_status.eq_ignore_ascii_case("up")
    }
}

impl TransitGatewayConnectPeer {
    /// Its BGP sessions by row id, and whether each is up. One that writes none has two, `b1` and `b2`, and both are up.
    pub fn sessions(&self) -> Vec<(RowId, bool)> {
        let written = &self.connect_peer_configuration.bgp_configurations;
        if written.is_empty() {
            return ["b1", "b2"].map(|session| (RowId::new(session), true)).to_vec();
        }
        written.iter().map(|(row, session)| (row.clone(), session.is_up())).collect()
    }

    /// The autonomous system number of the appliance, where it is written.
    pub fn peer_asn(&self) -> Option<i64> {
        self.connect_peer_configuration.bgp_configurations.values().find_map(|session| session.peer_asn)
    }
}
