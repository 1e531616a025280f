//! Connect attachments of transit gateways, and the peers in their tunnels.

use crate::declared::balancing::rows;
use crate::declared::maker::Maker;
use crate::declared::own::{Own, View};
use netyard_core::model::{
    ConnectPeerBgpConfiguration, ConnectPeerConfiguration, RowId, TransitGatewayAttachment,
    TransitGatewayConnectPeer,
};
use netyard_core::net::CidrBlock;
use std::collections::BTreeMap;

/// Reads `AWS::EC2::TransitGatewayConnect`, once the attachments are there over which it goes.
pub(crate) fn attachment(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    // GRE is the only protocol.
    if let Some(options) = view.object("Options") {
        options.text("Protocol");
    }
    let transport = view.id("TransportTransitGatewayAttachmentId");
    let below = transport.as_ref().and_then(|id| maker.document.transit_gateway_attachment(id.as_str()));
    let transit_gateway_id = below.and_then(|below| below.transit_gateway_id.clone());
    if transit_gateway_id.is_none() {
        maker.cannot_join(
            own,
            "TransportTransitGatewayAttachmentId",
            transport.as_ref(),
            "transitGatewayAttachment",
        );
        return;
    }
    let attachment = TransitGatewayAttachment {
        name: Some(own.name()),
        tags: own.tags(),
        transit_gateway_id,
        resource_type: "connect".to_owned(),
        resource_id: transport,
        ..TransitGatewayAttachment::default()
    };
    maker.insert(own, attachment);
}

/// The BGP sessions. Terraform tells one number for the appliance, which counts for both.
fn sessions(ends: &View<'_>) -> BTreeMap<RowId, ConnectPeerBgpConfiguration> {
    let told = ends.list("BgpConfigurations");
    let session = |part: &View<'_>| ConnectPeerBgpConfiguration {
        transit_gateway_asn: part.number("TransitGatewayAsn"),
        peer_asn: part.number("PeerAsn"),
        transit_gateway_address: part.address("TransitGatewayAddress"),
        peer_address: part.address("PeerAddress"),
        bgp_status: part.text("BgpStatus").unwrap_or_else(|| "up".to_owned()),
        ..ConnectPeerBgpConfiguration::default()
    };
    let mut all: Vec<ConnectPeerBgpConfiguration> = told.iter().map(session).collect();
    if let Some(asn) = ends.number("PeerAsn").filter(|_| all.is_empty()) {
        let one =
            ConnectPeerBgpConfiguration { peer_asn: Some(asn), ..ConnectPeerBgpConfiguration::default() };
        all = vec![one.clone(), one];
    }
    rows("b", all)
}

/// Reads `AWS::EC2::TransitGatewayConnectPeer`.
pub(crate) fn peer(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let attachment = view.id("TransitGatewayAttachmentId");
    let Some(ends) = view.object("ConnectPeerConfiguration").filter(|_| attachment.is_some()) else {
        maker.cannot_join(own, "TransitGatewayAttachmentId", attachment.as_ref(), "transitGatewayAttachment");
        return;
    };
    let peer = TransitGatewayConnectPeer {
        name: Some(own.name()),
        tags: own.tags(),
        transit_gateway_attachment_id: attachment,
        connect_peer_configuration: ConnectPeerConfiguration {
            transit_gateway_address: ends.address("TransitGatewayAddress"),
            peer_address: ends.address("PeerAddress"),
            inside_cidr_blocks: ends
                .texts("InsideCidrBlocks")
                .iter()
                .map(|text| CidrBlock::new(text))
                .collect(),
            bgp_configurations: sessions(&ends),
            ..ConnectPeerConfiguration::default()
        },
        ..TransitGatewayConnectPeer::default()
    };
    maker.insert(own, peer);
    if ends.is_any_unknown(&[
        "TransitGatewayAddress",
        "PeerAddress",
        "InsideCidrBlocks",
        "BgpConfigurations",
        "PeerAsn",
    ]) {
        maker.make_unknown(&own.id);
        maker.doubts.insert("transitGatewayAttachment");
        maker.note(own, "The template does not tell both of its ends and what they say of BGP: what it brings is not known.");
    }
}
