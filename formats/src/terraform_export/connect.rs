//! Connect attachments of transit gateways and their peers, peerings, and multicast domains.

use super::hcl::{Arguments, Value};
use super::network::text;
use super::writer::{Writer, tags};
use netyard_core::model::{
    MulticastDomainOptions, MulticastGroup, Resource, ResourceId, TransitGatewayAttachment,
    TransitGatewayConnectPeer, TransitGatewayMulticastDomain,
};
use std::collections::BTreeMap;

/// The type of an attachment that comes with nothing else; nothing where the drawing does not tell what it needs.
pub(super) fn type_of(writer: &Writer<'_>, own: &TransitGatewayAttachment) -> Option<&'static str> {
    let is_told = own.transit_gateway_id.is_some() && own.resource_id.is_some();
    match own.resource_type.as_str() {
        "vpc" => Some("aws_ec2_transit_gateway_vpc_attachment"),
        "connect" if is_told => Some("aws_ec2_transit_gateway_connect"),
        "peering" if is_told && peer_region(writer, own).is_some() => {
            Some("aws_ec2_transit_gateway_peering_attachment")
        }
        _ => None,
    }
}

fn peer_region(writer: &Writer<'_>, own: &TransitGatewayAttachment) -> Option<String> {
    match writer.document.resource(own.resource_id.as_ref()?.as_str())? {
        Resource::TransitGateway(other) => other.region.clone(),
        _ => None,
    }
}

pub(super) fn attachment(
    writer: &mut Writer<'_>,
    id: &ResourceId,
    resource: &Resource,
    own: &TransitGatewayAttachment,
) {
    let arguments = Arguments::default().maybe("transit_gateway_id", own.transit_gateway_id.as_ref());
    if own.resource_type == "connect" {
        let arguments = arguments.maybe("transport_attachment_id", own.resource_id.as_ref());
        let arguments = super::hub::apart(writer, id, own, arguments);
        writer.add(id, "aws_ec2_transit_gateway_connect", tags(arguments, resource));
        return;
    }
    let called = writer.called(id);
    writer.left_out.push(format!("{called}: the other side has to accept it, which this configuration does not; AWS takes routes to it only after that."));
    let arguments = arguments
        .maybe("peer_transit_gateway_id", own.resource_id.as_ref())
        .maybe("peer_region", peer_region(writer, own))
        .maybe("peer_account_id", peer_account(writer, own));
    writer.add(id, "aws_ec2_transit_gateway_peering_attachment", tags(arguments, resource));
}

/// The account of the other side, where it is another one.
fn peer_account(writer: &Writer<'_>, own: &TransitGatewayAttachment) -> Option<String> {
    let owner = |id: &ResourceId| match writer.document.resource(id.as_str())? {
        Resource::TransitGateway(it) => it.owner_id.clone(),
        _ => None,
    };
    let (mine, other) =
        (own.transit_gateway_id.as_ref().and_then(owner), own.resource_id.as_ref().and_then(owner)?);
    if mine.as_ref() == Some(&other) {
        return None;
    }
    match writer.document.resource(&other) {
        Some(Resource::Account(account)) => account.account_id.clone(),
        _ => Some(other),
    }
}

/// Whether the drawing tells what AWS wants of a peer.
pub(super) fn is_whole(own: &TransitGatewayConnectPeer) -> bool {
    let ends = &own.connect_peer_configuration;
    own.transit_gateway_attachment_id.is_some()
        && ends.peer_address.is_some()
        && !ends.inside_cidr_blocks.is_empty()
}

pub(super) fn peer(
    writer: &mut Writer<'_>,
    id: &ResourceId,
    resource: &Resource,
    own: &TransitGatewayConnectPeer,
) {
    let ends = &own.connect_peer_configuration;
    let arguments = Arguments::default()
        .maybe("transit_gateway_attachment_id", own.transit_gateway_attachment_id.as_ref())
        .maybe("peer_address", ends.peer_address.as_ref().map(ToString::to_string))
        .maybe("transit_gateway_address", ends.transit_gateway_address.as_ref().map(ToString::to_string))
        .maybe("bgp_asn", own.peer_asn().map(|asn| asn.to_string()))
        .list("inside_cidr_blocks", ends.inside_cidr_blocks.iter().map(text));
    writer.add(id, "aws_ec2_transit_gateway_connect_peer", tags(arguments, resource));
}

/// The attachment by which a subnet belongs to a transit gateway.
fn attachment_of<'a>(
    writer: &Writer<'a>,
    hub: Option<&ResourceId>,
    subnet: &ResourceId,
) -> Option<&'a ResourceId> {
    let document = writer.document;
    let vpc = document.subnet(subnet.as_str())?.vpc_id.as_ref()?;
    let found = document.resources.iter().find(|(id, resource)| {
        matches!(resource.as_ref(), Resource::TransitGatewayAttachment(it)
            if it.is_vpc() && it.transit_gateway_id.as_ref() == hub && it.resource_id.as_ref() == Some(vpc))
            && writer.references.contains_key(*id)
    });
    found.map(|(id, _)| id)
}

pub(super) fn domain(
    writer: &mut Writer<'_>,
    id: &ResourceId,
    resource: &Resource,
    own: &TransitGatewayMulticastDomain,
) {
    const ASSOCIATION: &str = "aws_ec2_transit_gateway_multicast_domain_association";
    let usual = MulticastDomainOptions::default();
    let other = |value: &String, usual: &String| Some(value.clone()).filter(|value| value != usual);
    let arguments = Arguments::default()
        .maybe("transit_gateway_id", own.transit_gateway_id.as_ref())
        .maybe("igmpv2_support", other(&own.options.igmpv2_support, &usual.igmpv2_support))
        .maybe(
            "static_sources_support",
            other(&own.options.static_sources_support, &usual.static_sources_support),
        );
    writer.add(id, "aws_ec2_transit_gateway_multicast_domain", tags(arguments, resource));
    let mut joined: BTreeMap<&ResourceId, String> = BTreeMap::new();
    for subnet in &own.subnet_ids {
        let Some(attachment) = attachment_of(writer, own.transit_gateway_id.as_ref(), subnet) else {
            let (called, subnet) = (writer.called(id), writer.called(subnet));
            writer.left_out.push(format!("{called}: {subnet} is not associated: nothing that is written attaches its VPC to the transit gateway."));
            continue;
        };
        let arguments = Arguments::default()
            .with("transit_gateway_multicast_domain_id", id)
            .with("transit_gateway_attachment_id", attachment)
            .with("subnet_id", subnet);
        let end = format!("_{}", writer.name_of(subnet));
        joined.insert(subnet, writer.part(id, &end, ASSOCIATION, arguments));
    }
    for (index, group) in own.groups.values().enumerate() {
        let interface = group.network_interface_id.as_ref();
        let interface = interface.and_then(|id| writer.document.network_interface(id.as_str()));
        let subnet = interface.and_then(|interface| interface.subnet_id.as_ref());
        // AWS takes an interface only once its subnet is associated.
        let through = subnet.and_then(|subnet| joined.get(subnet)).map_or_else(
            || Value::from(id),
            |name| {
                let expression = format!("{ASSOCIATION}.{name}.transit_gateway_multicast_domain_id");
                Value::Expression(expression, Box::new(Value::from(id)))
            },
        );
        registered(writer, id, index + 1, group, &through);
    }
}

fn registered(
    writer: &mut Writer<'_>,
    id: &ResourceId,
    number: usize,
    own: &MulticastGroup,
    through: &Value,
) {
    let kinds = [
        (own.group_member, "aws_ec2_transit_gateway_multicast_group_member", "member"),
        (own.group_source, "aws_ec2_transit_gateway_multicast_group_source", "source"),
    ];
    for (_, type_name, word) in kinds.into_iter().filter(|(is_one, ..)| *is_one) {
        let (Some(address), Some(interface)) = (&own.group_ip_address, &own.network_interface_id) else {
            continue;
        };
        let arguments = Arguments::default()
            .with("transit_gateway_multicast_domain_id", through.clone())
            .with("group_ip_address", address.to_string())
            .with("network_interface_id", interface);
        writer.part(id, &format!("_{word}_{number}"), type_name, arguments);
    }
}
