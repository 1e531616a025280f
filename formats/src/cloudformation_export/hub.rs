//! Transit gateways and VPN connections.

use super::writer::{Writer, rows};
use super::yaml::{Object, Value, list};
use netyard_core::model::{
    Resource, ResourceId, TransitGateway, TransitGatewayAttachment, TransitGatewayAttachmentOptions,
    TransitGatewayOptions, TransitGatewayRouteTable, VpnConnection,
};
use std::collections::BTreeSet;

/// The tables of a transit gateway that are drawn as the ones that it uses by itself.
fn has_drawn_default(writer: &Writer<'_>, id: &ResourceId) -> bool {
    writer.document.resources.values().any(|resource| {
        matches!(resource.as_ref(), Resource::TransitGatewayRouteTable(table)
            if table.transit_gateway_id.as_ref() == Some(id)
                && (table.default_association_route_table || table.default_propagation_route_table))
    })
}

pub(super) fn gateway(writer: &mut Writer<'_>, id: &ResourceId, own: &TransitGateway) {
    let options = &own.options;
    let usual = TransitGatewayOptions::default();
    let drawn = has_drawn_default(writer, id);
    if drawn {
        let called = writer.called(id);
        writer.say(format!("{called}: a template cannot name the route table that AWS makes with it, so the template makes the drawn one, and each attachment is associated and propagates by resources of their own."));
    }
    let other = |value: &String, usual: &String| Some(value.clone()).filter(|value| value != usual);
    let automatic = |value: &String, usual: &String| {
        if drawn { Some("disable".to_owned()) } else { other(value, usual) }
    };
    let blocks = options.transit_gateway_cidr_blocks.iter().map(|block| block.to_string().into()).collect();
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let properties = Object::default()
        .with("AmazonSideAsn", options.amazon_side_asn)
        .with("TransitGatewayCidrBlocks", list(blocks))
        .with(
            "AutoAcceptSharedAttachments",
            other(&options.auto_accept_shared_attachments, &usual.auto_accept_shared_attachments),
        )
        .with(
            "DefaultRouteTableAssociation",
            automatic(&options.default_route_table_association, &usual.default_route_table_association),
        )
        .with(
            "DefaultRouteTablePropagation",
            automatic(&options.default_route_table_propagation, &usual.default_route_table_propagation),
        )
        .with("VpnEcmpSupport", other(&options.vpn_ecmp_support, &usual.vpn_ecmp_support))
        .with("DnsSupport", other(&options.dns_support, &usual.dns_support))
        .with(
            "SecurityGroupReferencingSupport",
            other(&options.security_group_referencing_support, &usual.security_group_referencing_support),
        )
        .with("MulticastSupport", other(&options.multicast_support, &usual.multicast_support))
        .with("Tags", tags);
    writer.make(id, properties, &[]);
}

pub(super) fn attachment(writer: &mut Writer<'_>, id: &ResourceId, own: &TransitGatewayAttachment) {
    let Some(name) = writer.name(id).map(str::to_owned) else { return };
    let hub = own.transit_gateway_id.as_ref().map(|hub| writer.to(hub));
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    if own.resource_type == "peering" {
        peering(writer, id, own, hub, tags);
        return;
    }
    let vpc = own.resource_id.as_ref().map(|vpc| writer.to(vpc));
    let subnets = writer.all(&own.subnet_ids);
    let properties = Object::default()
        .with("TransitGatewayId", hub)
        .with("VpcId", vpc)
        .with("SubnetIds", subnets.unwrap_or_else(|| Value::List(Vec::new())))
        .with("Options", options(&own.options))
        .with("Tags", tags);
    writer.make(id, properties, &[]);
    if let Some(hub) = &own.transit_gateway_id {
        writer.joined.insert((hub.clone(), own.resource_id.clone()), name);
    }
}

fn options(own: &TransitGatewayAttachmentOptions) -> Option<Object> {
    let usual = TransitGatewayAttachmentOptions::default();
    let other = |value: &String, usual: &String| Some(value.clone()).filter(|value| value != usual);
    let object = Object::default()
        .with("ApplianceModeSupport", other(&own.appliance_mode_support, &usual.appliance_mode_support))
        .with("DnsSupport", other(&own.dns_support, &usual.dns_support))
        .with("Ipv6Support", other(&own.ipv6_support, &usual.ipv6_support))
        .with(
            "SecurityGroupReferencingSupport",
            other(&own.security_group_referencing_support, &usual.security_group_referencing_support),
        );
    (!object.is_empty()).then_some(object)
}

fn peering(
    writer: &mut Writer<'_>,
    id: &ResourceId,
    own: &TransitGatewayAttachment,
    hub: Option<Value>,
    tags: Option<Value>,
) {
    let peer = own.resource_id.as_ref();
    let other = peer.and_then(|peer| match writer.document.resource(peer.as_str()) {
        Some(Resource::TransitGateway(other)) => Some(other.clone()),
        _ => None,
    });
    let name = writer.name(id).unwrap_or_default().to_owned();
    let called = writer.called(id);
    let region = other.as_ref().and_then(|other| other.region.clone());
    let region = region.map_or_else(
        || {
            let about = format!("The Region of the other side of {called}.");
            let object = Object::default().with("Type", "String").with("Description", about);
            writer.ask(&format!("region of {id}"), &format!("{name}PeerRegion"), object)
        },
        Value::from,
    );
    let owner = other.as_ref().and_then(|other| other.owner_id.clone());
    let owner = owner.and_then(|owner| account_number(writer, &owner));
    let owner = owner.map_or_else(|| Value::Ref("AWS::AccountId".to_owned()), Value::from);
    let peer = peer.map(|peer| writer.to(peer));
    writer.say(format!("{called}: the other side has to accept it; no template does that."));
    let properties = Object::default()
        .with("TransitGatewayId", hub)
        .with("PeerTransitGatewayId", peer)
        .with("PeerRegion", region)
        .with("PeerAccountId", owner)
        .with("Tags", tags);
    writer.make(id, properties, &[]);
}

/// The number of an account that is named by its number or by its id in the drawing.
pub(super) fn account_number(writer: &Writer<'_>, owner: &str) -> Option<String> {
    let is_number = owner.len() == 12 && owner.bytes().all(|digit| digit.is_ascii_digit());
    if is_number {
        return Some(owner.to_owned());
    }
    match writer.document.resource(owner) {
        Some(Resource::Account(account)) => account.account_id.clone(),
        _ => None,
    }
}

pub(super) fn table(writer: &mut Writer<'_>, id: &ResourceId, own: &TransitGatewayRouteTable) {
    let Some(name) = writer.name(id).map(str::to_owned) else { return };
    let hub = own.transit_gateway_id.as_ref().map(|hub| writer.to(hub));
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    writer.make(id, Object::default().with("TransitGatewayId", hub).with("Tags", tags), &[]);
    for (attachments, type_name, word) in [
        (&own.associations, "AWS::EC2::TransitGatewayRouteTableAssociation", "Association"),
        (&own.propagations, "AWS::EC2::TransitGatewayRouteTablePropagation", "Propagation"),
    ] {
        let mut all = attachments.clone();
        let is_automatic = if word == "Association" {
            own.default_association_route_table
        } else {
            own.default_propagation_route_table
        };
        if is_automatic {
            all.extend(automatic(writer, own, word));
        }
        for (index, attachment) in all.iter().enumerate() {
            let properties = Object::default()
                .with("TransitGatewayAttachmentId", writer.to(attachment))
                .with("TransitGatewayRouteTableId", writer.to(id));
            writer.join(&format!("{name}{word}{}", index + 1), type_name, properties, &[]);
        }
    }
    for (index, (_, route)) in rows(&own.routes).into_iter().enumerate() {
        if let Some(list) = &route.prefix_list_id {
            let called = writer.called(id);
            writer.say(format!("{called}: its row for the prefix list {list} is not in the template: CloudFormation has no such route."));
            continue;
        }
        let attachment = route.transit_gateway_attachment_id.as_ref().filter(|_| !route.blackhole);
        let attachment = attachment.map(|attachment| writer.to(attachment));
        let properties = Object::default()
            .with("TransitGatewayRouteTableId", writer.to(id))
            .with("DestinationCidrBlock", route.destination_cidr_block.as_ref().map(ToString::to_string))
            .with("TransitGatewayAttachmentId", attachment)
            .with("Blackhole", Some(true).filter(|_| route.blackhole));
        writer.join(&format!("{name}Route{}", index + 1), "AWS::EC2::TransitGatewayRoute", properties, &[]);
    }
}

/// The attachments that AWS joins with a table by itself: those that no table names.
fn automatic(writer: &Writer<'_>, own: &TransitGatewayRouteTable, word: &str) -> Vec<ResourceId> {
    let tables = writer.document.resources.values().filter_map(|resource| match resource.as_ref() {
        Resource::TransitGatewayRouteTable(table) => Some(table),
        _ => None,
    });
    let named: BTreeSet<&ResourceId> = tables
        .flat_map(|table| if word == "Association" { &table.associations } else { &table.propagations })
        .collect();
    let all = writer.document.resources.iter().filter(|(id, resource)| {
        matches!(resource.as_ref(), Resource::TransitGatewayAttachment(attachment)
            if attachment.transit_gateway_id == own.transit_gateway_id
                && (word == "Association" || attachment.resource_type != "peering"))
            && !named.contains(id)
    });
    all.map(|(id, _)| id.clone()).collect()
}

pub(super) fn vpn(writer: &mut Writer<'_>, id: &ResourceId, own: &VpnConnection) {
    let Some(name) = writer.name(id).map(str::to_owned) else { return };
    let gateway = own.vpn_gateway_id.as_ref().map(|gateway| writer.to(gateway));
    let hub = own.transit_gateway_id.as_ref().map(|hub| writer.to(hub));
    let customer = own.customer_gateway_id.as_ref().map(|gateway| writer.to(gateway));
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let options = &own.options;
    let called = writer.called(id);
    writer.say(format!("{called}: AWS picks the addresses and keys of its tunnels."));
    let properties = Object::default()
        .with("Type", "ipsec.1")
        .with("CustomerGatewayId", customer)
        .with("VpnGatewayId", gateway)
        .with("TransitGatewayId", hub)
        .with("VpnConcentratorId", own.vpn_concentrator_id.as_ref())
        .with("StaticRoutesOnly", Some(true).filter(|_| options.static_routes_only))
        .with("LocalIpv4NetworkCidr", options.local_ipv4_network_cidr.as_ref().map(ToString::to_string))
        .with("RemoteIpv4NetworkCidr", options.remote_ipv4_network_cidr.as_ref().map(ToString::to_string))
        .with("TunnelInsideIpVersion", options.tunnel_inside_ip_version.as_ref())
        .with("Tags", tags);
    writer.make(id, properties, &[]);
    for (index, (_, route)) in rows(&own.routes).into_iter().enumerate() {
        let properties = Object::default()
            .with("VpnConnectionId", writer.to(id))
            .with("DestinationCidrBlock", route.destination_cidr_block.as_ref().map(ToString::to_string));
        writer.join(&format!("{name}Route{}", index + 1), "AWS::EC2::VPNConnectionRoute", properties, &[]);
    }
}
