//! Transit gateways and VPNs.

use super::hcl::{Arguments, Value};
use super::network::text;
use super::writer::{Writer, tags};
use netyard_core::model::{
    CustomerGateway, Resource, ResourceId, TransitGateway, TransitGatewayAttachment,
    TransitGatewayRouteTable, VpnConnection,
};

/// Whether a table is drawn that the transit gateway uses by itself.
fn has_drawn_default(writer: &Writer<'_>, id: &ResourceId) -> bool {
    writer.document.resources.values().any(|resource| {
        matches!(resource.as_ref(), Resource::TransitGatewayRouteTable(table)
            if table.transit_gateway_id.as_ref() == Some(id)
                && (table.default_association_route_table || table.default_propagation_route_table))
    })
}

pub(super) fn gateway(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &TransitGateway) {
    let options = &own.options;
    let usual = netyard_core::model::TransitGatewayOptions::default();
    let other = |value: &String, usual: &String| Some(value.clone()).filter(|value| value != usual);
    // AWS would associate each attachment with a table of its own making, and refuse the drawn one after that.
    let is_drawn = has_drawn_default(writer, id);
    if is_drawn {
        let called = writer.called(id);
        writer.left_out.push(format!("{called}: the configuration makes the table that is drawn as its default one, and each attachment is associated and propagates by resources of their own."));
    }
    let by_itself = |value: &str| if is_drawn { "disable".to_owned() } else { value.to_owned() };
    let arguments = Arguments::default()
        .maybe("amazon_side_asn", options.amazon_side_asn)
        .list("transit_gateway_cidr_blocks", options.transit_gateway_cidr_blocks.iter().map(text))
        .maybe(
            "auto_accept_shared_attachments",
            other(&options.auto_accept_shared_attachments, &usual.auto_accept_shared_attachments),
        )
        .with("default_route_table_association", by_itself(&options.default_route_table_association))
        .with("default_route_table_propagation", by_itself(&options.default_route_table_propagation))
        .maybe("dns_support", other(&options.dns_support, &usual.dns_support))
        .maybe("multicast_support", other(&options.multicast_support, &usual.multicast_support))
        .maybe("vpn_ecmp_support", other(&options.vpn_ecmp_support, &usual.vpn_ecmp_support))
        .maybe(
            "security_group_referencing_support",
            other(&options.security_group_referencing_support, &usual.security_group_referencing_support),
        );
    writer.add(id, "aws_ec2_transit_gateway", tags(arguments, resource));
}

/// What a drawn table is associated with, AWS must not associate with the table of its own making before.
pub(super) fn apart(
    writer: &Writer<'_>,
    id: &ResourceId,
    own: &TransitGatewayAttachment,
    arguments: Arguments,
) -> Arguments {
    let hub = own.transit_gateway_id.as_ref();
    let by_itself = hub.and_then(|hub| writer.document.resource(hub.as_str())).is_some_and(|hub| {
        matches!(hub, Resource::TransitGateway(it) if it.options.default_route_table_association == "enable")
    });
    let is_joined = writer.document.resources.values().any(|resource| {
        matches!(resource.as_ref(), Resource::TransitGatewayRouteTable(table) if table.associations.contains(id))
    });
    let is_apart = by_itself && is_joined && !hub.is_some_and(|hub| has_drawn_default(writer, hub));
    arguments.maybe("transit_gateway_default_route_table_association", is_apart.then_some(false))
}

pub(super) fn attachment(
    writer: &mut Writer<'_>,
    id: &ResourceId,
    resource: &Resource,
    own: &TransitGatewayAttachment,
) {
    let usual = netyard_core::model::TransitGatewayAttachmentOptions::default();
    let other = |value: &String, usual: &String| Some(value.clone()).filter(|value| value != usual);
    let arguments = Arguments::default()
        .maybe("transit_gateway_id", own.transit_gateway_id.as_ref())
        .maybe("vpc_id", own.resource_id.as_ref())
        .list("subnet_ids", &own.subnet_ids)
        .maybe(
            "appliance_mode_support",
            other(&own.options.appliance_mode_support, &usual.appliance_mode_support),
        )
        .maybe("dns_support", other(&own.options.dns_support, &usual.dns_support))
        .maybe("ipv6_support", other(&own.options.ipv6_support, &usual.ipv6_support))
        .maybe(
            "security_group_referencing_support",
            other(&own.options.security_group_referencing_support, &usual.security_group_referencing_support),
        );
    let arguments = apart(writer, id, own, arguments);
    writer.add(id, "aws_ec2_transit_gateway_vpc_attachment", tags(arguments, resource));
}

pub(super) fn table(
    writer: &mut Writer<'_>,
    id: &ResourceId,
    resource: &Resource,
    own: &TransitGatewayRouteTable,
) {
    let arguments = Arguments::default().maybe("transit_gateway_id", own.transit_gateway_id.as_ref());
    writer.add(id, "aws_ec2_transit_gateway_route_table", tags(arguments, resource));
    let joins = [
        ("aws_ec2_transit_gateway_route_table_association", &own.associations),
        ("aws_ec2_transit_gateway_route_table_propagation", &own.propagations),
    ];
    for (type_name, attachments) in joins {
        for attachment in attachments {
            let arguments = Arguments::default()
                .with("transit_gateway_route_table_id", id)
                .with("transit_gateway_attachment_id", attachment);
            let end = format!("_{}", writer.name_of(attachment));
            writer.part(id, &end, type_name, arguments);
        }
    }
    for (index, route) in own.routes.values().enumerate() {
        let end = format!("_{}", index + 1);
        let arguments = Arguments::default()
            .with("transit_gateway_route_table_id", id)
            .maybe("transit_gateway_attachment_id", route.transit_gateway_attachment_id.as_ref())
            .maybe("blackhole", route.blackhole.then_some(true));
        if let Some(list) = &route.prefix_list_id {
            let arguments = arguments.with("prefix_list_id", list);
            writer.part(id, &end, "aws_ec2_transit_gateway_prefix_list_reference", arguments);
        } else {
            let arguments =
                arguments.maybe("destination_cidr_block", route.destination_cidr_block.as_ref().map(text));
            writer.part(id, &end, "aws_ec2_transit_gateway_route", arguments);
        }
    }
}

pub(super) fn customer_gateway(
    writer: &mut Writer<'_>,
    id: &ResourceId,
    resource: &Resource,
    own: &CustomerGateway,
) {
    let arguments = Arguments::default()
        .with("type", "ipsec.1")
        .maybe("ip_address", own.ip_address.as_ref().map(ToString::to_string))
        // What AWS takes where nobody says one.
        .with(
            "bgp_asn",
            own.bgp_asn.map_or_else(|| Value::beside("65000"), |asn| Value::Text(asn.to_string())),
        )
        .maybe("certificate_arn", own.certificate_arn.clone());
    writer.add(id, "aws_customer_gateway", tags(arguments, resource));
}

/// The attachment that a VPN connection makes is called by the connection.
pub(super) fn of_connection(writer: &mut Writer<'_>, id: &ResourceId, own: &TransitGatewayAttachment) {
    let Some(connection) = own.resource_id.as_ref().filter(|id| writer.references.contains_key(*id)) else {
        return;
    };
    let name = writer.name_of(connection);
    let expression = format!("aws_vpn_connection.{name}.transit_gateway_attachment_id");
    writer.references.insert(id.clone(), expression);
}

pub(super) fn connection(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &VpnConnection) {
    let options = &own.options;
    let attachment = writer.document.resources.iter().find(|(_, resource)| {
        matches!(resource.as_ref(), Resource::TransitGatewayAttachment(it) if it.resource_type == "vpn" && it.resource_id.as_ref() == Some(id))
    });
    let arguments = Arguments::default()
        .with("type", "ipsec.1")
        .told("transit_gateway_attachment_id", attachment.map(|(id, _)| id))
        .maybe("customer_gateway_id", own.customer_gateway_id.as_ref())
        .maybe("vpn_gateway_id", own.vpn_gateway_id.as_ref())
        .maybe("transit_gateway_id", own.transit_gateway_id.as_ref())
        .maybe("static_routes_only", options.static_routes_only.then_some(true))
        .maybe("local_ipv4_network_cidr", options.local_ipv4_network_cidr.as_ref().map(text))
        .maybe("remote_ipv4_network_cidr", options.remote_ipv4_network_cidr.as_ref().map(text))
        .maybe("tunnel_inside_ip_version", options.tunnel_inside_ip_version.clone());
    writer.add(id, "aws_vpn_connection", tags(arguments, resource));
    for (index, route) in own.routes.values().enumerate() {
        let arguments = Arguments::default()
            .with("vpn_connection_id", id)
            .maybe("destination_cidr_block", route.destination_cidr_block.as_ref().map(text));
        writer.part(id, &format!("_{}", index + 1), "aws_vpn_connection_route", arguments);
    }
}
