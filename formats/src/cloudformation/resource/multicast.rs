//! Multicast domains of transit gateways: their subnets, and who gets and sends what.

use crate::declared::maker::Maker;
use crate::declared::own::Own;
use netyard_core::model::{
    MulticastDomainOptions, MulticastGroup, Resource, ResourceId, RowId, TransitGatewayMulticastDomain,
};

const DOMAIN: &str = "TransitGatewayMulticastDomainId";

/// Reads `AWS::EC2::TransitGatewayMulticastDomain`.
pub(crate) fn domain(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let usual = MulticastDomainOptions::default();
    let options = view.object("Options").map(|options| {
        // Whoever shares a subnet is of another account.
        options.text("AutoAcceptSharedAssociations");
        MulticastDomainOptions {
            igmpv2_support: options.text("Igmpv2Support").unwrap_or_else(|| usual.igmpv2_support.clone()),
            static_sources_support: options
                .text("StaticSourcesSupport")
                .unwrap_or_else(|| usual.static_sources_support.clone()),
            ..MulticastDomainOptions::default()
        }
    });
    let domain = TransitGatewayMulticastDomain {
        name: Some(own.name()),
        tags: own.tags(),
        transit_gateway_id: view.id("TransitGatewayId"),
        options: options.unwrap_or_default(),
        ..TransitGatewayMulticastDomain::default()
    };
    maker.insert(own, domain);
    if view.is_unknown("Options") {
        does_not_know(maker, own, Some(&own.id), "groups");
    }
}

/// A part of a domain that nobody knows; of all domains where nobody knows which one is meant.
fn does_not_know(maker: &mut Maker<'_>, own: &Own, domain: Option<&ResourceId>, part: &str) {
    let all = maker.document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::TransitGatewayMulticastDomain(_) if domain.is_none_or(|domain| domain == id) => {
            Some(id.clone())
        }
        _ => None,
    });
    for id in all.collect::<Vec<_>>() {
        change(maker, &id, |domain| {
            if !domain.unknown.iter().any(|known| known == part) {
                domain.unknown.push(part.to_owned());
            }
        });
    }
    let why = format!(
        "The template does not tell it whole: the {part} of its multicast domain count as not known."
    );
    maker.note(own, &why);
}

fn change(
    maker: &mut Maker<'_>,
    id: &ResourceId,
    change: impl FnOnce(&mut TransitGatewayMulticastDomain),
) -> bool {
    maker.change(
        id,
        |resource| {
            if let Resource::TransitGatewayMulticastDomain(it) = resource { Some(it) } else { None }
        },
        change,
    )
}

/// Adds something to the domain that a resource names.
fn join(
    maker: &mut Maker<'_>,
    own: &Own,
    part: &str,
    add: Option<impl FnOnce(&mut TransitGatewayMulticastDomain)>,
) {
    let named = own.view().id(DOMAIN);
    let known = named.clone().filter(|id| {
        matches!(maker.document.resource(id.as_str()), Some(Resource::TransitGatewayMulticastDomain(_)))
    });
    match (known, add.filter(|_| own.perhaps.is_none())) {
        (Some(id), Some(add)) => {
            change(maker, &id, add);
            maker.read(own);
        }
        (Some(id), None) => does_not_know(maker, own, Some(&id), part),
        (None, _) => {
            let why = "The multicast domain that it names is not in the drawing.";
            maker.skip(own, why);
            if named.is_none() {
                does_not_know(maker, own, None, part);
            }
        }
    }
}

/// Reads `AWS::EC2::TransitGatewayMulticastDomainAssociation`.
pub(crate) fn association(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    view.id("TransitGatewayAttachmentId");
    let subnet = view.id("SubnetId");
    let add =
        subnet.map(|subnet| |domain: &mut TransitGatewayMulticastDomain| domain.subnet_ids.push(subnet));
    join(maker, own, "subnetIds", add);
}

/// Reads `AWS::EC2::TransitGatewayMulticastGroupMember`.
pub(crate) fn member(maker: &mut Maker<'_>, own: &Own) {
    group(maker, own, true);
}

/// Reads `AWS::EC2::TransitGatewayMulticastGroupSource`.
pub(crate) fn source(maker: &mut Maker<'_>, own: &Own) {
    group(maker, own, false);
}

fn group(maker: &mut Maker<'_>, own: &Own, is_member: bool) {
    let view = own.view();
    let (address, interface) = (view.address("GroupIpAddress"), view.id("NetworkInterfaceId"));
    let group = address.zip(interface).map(|(address, interface)| MulticastGroup {
        group_ip_address: Some(address),
        network_interface_id: Some(interface),
        group_member: is_member,
        group_source: !is_member,
        ..MulticastGroup::default()
    });
    let add = group.map(|group| {
        move |domain: &mut TransitGatewayMulticastDomain| {
            // Who sends to a group and gets what is sent to it stands there once.
            let same = domain.groups.values_mut().find(|row| {
                row.group_ip_address == group.group_ip_address
                    && row.network_interface_id == group.network_interface_id
            });
            if let Some(row) = same {
                row.group_member |= group.group_member;
                row.group_source |= group.group_source;
                return;
            }
            domain.groups.insert(RowId::new(&format!("m{}", domain.groups.len() + 1)), group);
        }
    });
    join(maker, own, "groups", add);
}
