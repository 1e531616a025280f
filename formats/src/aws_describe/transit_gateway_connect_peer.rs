use super::importer::Importer;
use super::item::{Item, address, number};
use super::transit_gateway::is_deleted;
use netyard_core::model::{
    ConnectPeerBgpConfiguration, ConnectPeerConfiguration, RowId, TransitGatewayConnectPeer,
};
use netyard_core::net::CidrBlock;
use netyard_core::ordered::IntoOrdered;
use serde_json::Value;

const LABEL: &str = "Connect peer";

/// Reads `TransitGatewayConnectPeers`. The BGP sessions are up or down as they were when somebody asked.
pub(super) fn read(importer: &mut Importer) {
    for item in importer.take("TransitGatewayConnectPeers") {
        let Some(id) = importer.id(&item, "TransitGatewayConnectPeerId", LABEL) else { continue };
        if is_deleted(importer, &item, LABEL) {
            continue;
        }
        let ends = item.object("ConnectPeerConfiguration");
        let peer = TransitGatewayConnectPeer {
            name: item.name(),
            tags: item.tags(),
            transit_gateway_attachment_id: item.id("TransitGatewayAttachmentId"),
            connect_peer_configuration: ends.map(|ends| self::ends(&ends)).unwrap_or_default(),
            state: item.text("State").unwrap_or("available").to_owned(),
            ..TransitGatewayConnectPeer::default()
        };
        importer.insert(&item, id, peer);
    }
}

fn ends(ends: &Item) -> ConnectPeerConfiguration {
    let blocks = ends.value.get("InsideCidrBlocks").and_then(Value::as_array);
    let blocks = blocks.into_iter().flatten().filter_map(Value::as_str);
    let sessions = ends.list("BgpConfigurations");
    let sessions = sessions.iter().enumerate();
    ConnectPeerConfiguration {
        transit_gateway_address: address(&ends.value, "TransitGatewayAddress"),
        peer_address: address(&ends.value, "PeerAddress"),
        inside_cidr_blocks: blocks.map(CidrBlock::new).collect(),
        protocol: ends.text("Protocol").unwrap_or("gre").to_owned(),
        bgp_configurations: sessions
            .map(|(index, entry)| (RowId::new(&format!("b{}", index + 1)), session(entry)))
            .into_map(),
        ..ConnectPeerConfiguration::default()
    }
}

fn session(session: &Item) -> ConnectPeerBgpConfiguration {
    ConnectPeerBgpConfiguration {
        transit_gateway_asn: number(&session.value, "TransitGatewayAsn"),
        peer_asn: number(&session.value, "PeerAsn"),
        transit_gateway_address: address(&session.value, "TransitGatewayAddress"),
        peer_address: address(&session.value, "PeerAddress"),
        bgp_status: session.text("BgpStatus").unwrap_or("up").to_owned(),
        ..ConnectPeerBgpConfiguration::default()
    }
}
