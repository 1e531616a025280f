//! Connect attachments and their peers, and multicast domains.

use super::writer::{Writer, rows};
use super::yaml::{Object, Value};
use netyard_core::model::{
    MulticastDomainOptions, ResourceId, TransitGatewayAttachment, TransitGatewayConnectPeer,
    TransitGatewayMulticastDomain,
};

pub(super) fn connect(writer: &mut Writer<'_>, id: &ResourceId, own: &TransitGatewayAttachment) {
    let Some(transport) = &own.resource_id else {
        writer.leave(id, "the drawing does not tell the attachment over which it goes.");
        writer.logical.remove(id);
        return;
    };
    let transport = writer.to(transport);
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let properties = Object::default()
        .with("TransportTransitGatewayAttachmentId", transport)
        .with("Options", Object::default().with("Protocol", "gre"))
        .with("Tags", tags);
    writer.make(id, properties, &[]);
}

pub(super) fn peer(writer: &mut Writer<'_>, id: &ResourceId, own: &TransitGatewayConnectPeer) {
    let ends = &own.connect_peer_configuration;
    let (Some(attachment), Some(address)) = (&own.transit_gateway_attachment_id, &ends.peer_address) else {
        writer.leave(id, "the drawing does not tell its attachment, or the address of the appliance.");
        writer.logical.remove(id);
        return;
    };
    if !ends.bgp_configurations.is_empty() {
        let called = writer.called(id);
        writer.say(format!(
            "{called}: CloudFormation takes neither AS numbers nor states of its BGP sessions. They stand under Metadata, so that an import draws them again."
        ));
    }
    let blocks = ends.inside_cidr_blocks.iter().map(|block| block.to_string().into()).collect();
    let attachment = writer.to(attachment);
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let written = Object::default()
        .with("PeerAddress", address.to_string())
        .with("TransitGatewayAddress", ends.transit_gateway_address.as_ref().map(ToString::to_string))
        .with("InsideCidrBlocks", Value::List(blocks));
    let properties = Object::default()
        .with("TransitGatewayAttachmentId", attachment)
        .with("ConnectPeerConfiguration", written)
        .with("Tags", tags);
    writer.make(id, properties, &[]);
}

pub(super) fn domain(writer: &mut Writer<'_>, id: &ResourceId, own: &TransitGatewayMulticastDomain) {
    let Some(name) = writer.name(id).map(str::to_owned) else { return };
    let usual = MulticastDomainOptions::default();
    let other = |value: &String, usual: &String| Some(value.clone()).filter(|value| value != usual);
    let options = Object::default()
        .with("Igmpv2Support", other(&own.options.igmpv2_support, &usual.igmpv2_support))
        .with(
            "StaticSourcesSupport",
            other(&own.options.static_sources_support, &usual.static_sources_support),
        );
    let hub = own.transit_gateway_id.as_ref().map(|hub| writer.to(hub));
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let properties = Object::default()
        .with("TransitGatewayId", hub)
        .with("Options", Some(options).filter(|options| !options.is_empty()))
        .with("Tags", tags);
    writer.make(id, properties, &[]);
    for (index, subnet) in own.subnet_ids.iter().enumerate() {
        let vpc = writer.document.subnet(subnet.as_str()).and_then(|subnet| subnet.vpc_id.clone());
        let joined = own.transit_gateway_id.clone().and_then(|hub| writer.joined.get(&(hub, vpc)).cloned());
        let Some(joined) = joined else {
            let (called, subnet) = (writer.called(id), writer.called(subnet));
            writer.say(format!("{called}: {subnet} is not associated in the template: nothing there attaches its VPC to the transit gateway."));
            continue;
        };
        let properties = Object::default()
            .with("TransitGatewayMulticastDomainId", writer.to(id))
            .with("TransitGatewayAttachmentId", Value::Ref(joined))
            .with("SubnetId", writer.to(subnet));
        let wish = format!("{name}Subnet{}", index + 1);
        writer.join(&wish, "AWS::EC2::TransitGatewayMulticastDomainAssociation", properties, &[]);
    }
    for (index, (_, group)) in rows(&own.groups).into_iter().enumerate() {
        let (Some(address), Some(interface)) = (&group.group_ip_address, &group.network_interface_id) else {
            continue;
        };
        let kinds = [
            (group.group_member, "AWS::EC2::TransitGatewayMulticastGroupMember", "Member"),
            (group.group_source, "AWS::EC2::TransitGatewayMulticastGroupSource", "Source"),
        ];
        for (_, type_name, word) in kinds.into_iter().filter(|(is_one, ..)| *is_one) {
            let properties = Object::default()
                .with("TransitGatewayMulticastDomainId", writer.to(id))
                .with("GroupIpAddress", address.to_string())
                .with("NetworkInterfaceId", writer.to(interface));
            writer.join(&format!("{name}{word}{}", index + 1), type_name, properties, &[]);
        }
    }
}
