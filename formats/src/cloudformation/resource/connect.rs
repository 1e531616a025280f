//! Connect attachments of transit gateways, and the peers in their tunnels.

use crate::declared::maker::Maker;
use crate::declared::own::Own;
use netyard_core::model::{ConnectPeerConfiguration, TransitGatewayAttachment, TransitGatewayConnectPeer};
use netyard_core::net::CidrBlock;

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
            ..ConnectPeerConfiguration::default()
        },
        ..TransitGatewayConnectPeer::default()
    };
    maker.insert(own, peer);
    if ends.is_any_unknown(&["TransitGatewayAddress", "PeerAddress", "InsideCidrBlocks"]) {
        maker.make_unknown(&own.id);
        maker.doubts.insert("transitGatewayAttachment");
        maker.note(own, "The template does not tell both of its ends: what it brings is not known.");
    }
}
