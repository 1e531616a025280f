//! Transit gateways and VPNs.

use super::common::{block, free_row, name, region, tags};
use crate::declared::maker::Maker;
use crate::declared::own::Own;
use crate::terraform::reference::attachment_of;
use netyard_core::model::{
    CustomerGateway, Resource, ResourceId, RowId, TransitGateway, TransitGatewayAttachment,
    TransitGatewayAttachmentOptions, TransitGatewayOptions, TransitGatewayRoute, TransitGatewayRouteTable,
    VpnConnection, VpnConnectionOptions, VpnGateway, VpnStaticRoute,
};
use netyard_core::net::CidrBlock;

const TABLE: &str = "transitGatewayRouteTable";
const ATTACHMENT: &str = "transitGatewayAttachment";
/// The number that AWS gives where nobody names one.
const USUAL_ASN: i64 = 64512;

/// Reads `aws_ec2_transit_gateway`.
pub(super) fn gateway(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let usual = TransitGatewayOptions::default();
    let word = |key: &str, usual: String| view.text(key).unwrap_or(usual);
    let blocks = view.texts("transit_gateway_cidr_blocks");
    // The table that AWS makes with it is no resource of Terraform.
    view.id("association_default_route_table_id");
    view.id("propagation_default_route_table_id");
    let gateway = TransitGateway {
        name: Some(name(own)),
        tags: tags(own),
        owner_id: view.text("owner_id"),
        region: region(own),
        options: TransitGatewayOptions {
            amazon_side_asn: view.number("amazon_side_asn").filter(|asn| *asn != USUAL_ASN),
            transit_gateway_cidr_blocks: blocks.iter().map(|block| CidrBlock::new(block)).collect(),
            auto_accept_shared_attachments: word(
                "auto_accept_shared_attachments",
                usual.auto_accept_shared_attachments,
            ),
            default_route_table_association: word(
                "default_route_table_association",
                usual.default_route_table_association,
            ),
            default_route_table_propagation: word(
                "default_route_table_propagation",
                usual.default_route_table_propagation,
            ),
            vpn_ecmp_support: word("vpn_ecmp_support", usual.vpn_ecmp_support),
            dns_support: word("dns_support", usual.dns_support),
            security_group_referencing_support: word(
                "security_group_referencing_support",
                usual.security_group_referencing_support,
            ),
            multicast_support: word("multicast_support", usual.multicast_support),
            ..TransitGatewayOptions::default()
        },
        ..TransitGateway::default()
    };
    maker.insert(own, gateway);
}

/// Reads `aws_ec2_transit_gateway_vpc_attachment`.
pub(super) fn vpc_attachment(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let usual = TransitGatewayAttachmentOptions::default();
    let word = |key: &str, usual: String| view.text(key).unwrap_or(usual);
    let attachment = TransitGatewayAttachment {
        name: Some(name(own)),
        tags: tags(own),
        transit_gateway_id: view.id("transit_gateway_id"),
        resource_id: view.id("vpc_id"),
        resource_owner_id: view.text("vpc_owner_id"),
        subnet_ids: view.ids("subnet_ids"),
        options: TransitGatewayAttachmentOptions {
            appliance_mode_support: word("appliance_mode_support", usual.appliance_mode_support),
            dns_support: word("dns_support", usual.dns_support),
            ipv6_support: word("ipv6_support", usual.ipv6_support),
            security_group_referencing_support: word(
                "security_group_referencing_support",
                usual.security_group_referencing_support,
            ),
            ..TransitGatewayAttachmentOptions::default()
        },
        ..TransitGatewayAttachment::default()
    };
    if ["transit_gateway_id", "vpc_id", "subnet_ids"].iter().any(|key| view.is_unknown(key)) {
        maker.note(own, "Nothing tells all of its gateway, VPC and subnets: what passes it ends UNKNOWN.");
        maker.doubts.insert(ATTACHMENT);
    }
    maker.insert(own, attachment);
}

/// Reads whether an attachment joins the default table of its gateway, once all associations are there.
pub(super) fn default_tables(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let flags = [
        ("transit_gateway_default_route_table_association", "association"),
        ("transit_gateway_default_route_table_propagation", "propagation"),
    ];
    let gateway = view.id("transit_gateway_id").and_then(|id| maker.document.resource(id.as_str()).cloned());
    for (key, what) in flags {
        if view.flag(key).unwrap_or(true) {
            continue;
        }
        let options = match &gateway {
            Some(Resource::TransitGateway(it)) => it.options.clone(),
            _ => TransitGatewayOptions::default(),
        };
        let usual = if what == "association" {
            options.default_route_table_association
        } else {
            options.default_route_table_propagation
        };
        let is_joined = maker.document.resources.values().any(|resource| {
            matches!(resource.as_ref(), Resource::TransitGatewayRouteTable(it) if it.associations.contains(&own.id))
        });
        // What is associated elsewhere reads the default table of its gateway no more.
        if usual == "enable" && !is_joined {
            maker.note(own, &format!("It has no {what} with the default table of its gateway, which Netyard does not draw: what passes it ends UNKNOWN."));
            maker.doubts.insert(TABLE);
        }
    }
}

/// Reads `aws_ec2_transit_gateway_peering_attachment`.
pub(super) fn peering(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    view.text("peer_region");
    view.text("peer_account_id");
    let attachment = TransitGatewayAttachment {
        name: Some(name(own)),
        tags: tags(own),
        transit_gateway_id: view.id("transit_gateway_id"),
        resource_type: "peering".to_owned(),
        resource_id: view.id("peer_transit_gateway_id"),
        ..TransitGatewayAttachment::default()
    };
    let state = view.text("state");
    maker.insert(own, attachment);
    if state.as_deref() != Some("available") {
        maker.note(own, "The other side has to accept it; it is drawn as accepted.");
    }
}

/// Reads what accepts an attachment.
pub(super) fn accepter(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let id = view.id("transit_gateway_attachment_id");
    match id {
        Some(id) if maker.document.resource(id.as_str()).is_some() => maker.read(own),
        other => maker.cannot_join(own, "transit_gateway_attachment_id", other.as_ref(), ATTACHMENT),
    }
}

/// Reads `aws_ec2_transit_gateway_route_table`.
pub(super) fn table(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let table = TransitGatewayRouteTable {
        name: Some(name(own)),
        tags: tags(own),
        transit_gateway_id: view.id("transit_gateway_id"),
        default_association_route_table: view.flag("default_association_route_table").unwrap_or(false),
        default_propagation_route_table: view.flag("default_propagation_route_table").unwrap_or(false),
        ..TransitGatewayRouteTable::default()
    };
    maker.insert(own, table);
}

fn change_table(maker: &mut Maker<'_>, own: &Own, change: impl FnOnce(&mut TransitGatewayRouteTable)) {
    let table: Option<ResourceId> = own.view().id("transit_gateway_route_table_id");
    let joined = table.as_ref().is_some_and(|table| {
        maker.change(
            table,
            |resource| if let Resource::TransitGatewayRouteTable(it) = resource { Some(it) } else { None },
            change,
        )
    });
    if joined {
        maker.read(own);
    } else {
        maker.cannot_join(own, "transit_gateway_route_table_id", table.as_ref(), TABLE);
    }
}

/// What is not known of a table: packets that need it end as unknown.
fn murky(maker: &mut Maker<'_>, own: &Own, part: &str) {
    let part = part.to_owned();
    maker.note(own, &format!("Nothing tells it whole; the {part} of its table count as not known."));
    change_table(maker, own, |table| {
        if !table.unknown.contains(&part) {
            table.unknown.push(part);
        }
    });
}

/// Reads `aws_ec2_transit_gateway_route_table_association` and `…_propagation`.
pub(super) fn association(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    for key in ["resource_id", "resource_type"] {
        view.text(key);
    }
    view.flag("replace_existing_association");
    let is_association = own.type_name == "aws_ec2_transit_gateway_route_table_association";
    match view.id("transit_gateway_attachment_id") {
        Some(attachment) if is_association => {
            change_table(maker, own, |table| table.associations.push(attachment));
        }
        Some(attachment) => change_table(maker, own, |table| table.propagations.push(attachment)),
        None if is_association => maker.cannot_join(own, "transit_gateway_attachment_id", None, TABLE),
        None => murky(maker, own, "propagations"),
    }
}

/// Reads `aws_ec2_transit_gateway_route` and `aws_ec2_transit_gateway_prefix_list_reference`.
pub(super) fn route(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    view.id("prefix_list_owner_id");
    let route = TransitGatewayRoute {
        destination_cidr_block: view.cidr("destination_cidr_block"),
        prefix_list_id: view.id("prefix_list_id"),
        transit_gateway_attachment_id: view.id("transit_gateway_attachment_id"),
        blackhole: view.flag("blackhole").unwrap_or(false),
        ..TransitGatewayRoute::default()
    };
    let has_destination = route.destination_cidr_block.is_some() || route.prefix_list_id.is_some();
    if !has_destination || !route.blackhole && route.transit_gateway_attachment_id.is_none() {
        murky(maker, own, "routes");
        return;
    }
    change_table(maker, own, |table| {
        table.routes.insert(RowId::new(&format!("r{}", table.routes.len() + 1)), route);
    });
}

/// Reads `aws_customer_gateway`. What is behind one is no part of Terraform.
pub(super) fn customer_gateway(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    view.text("type");
    view.text("device_name");
    let gateway = CustomerGateway {
        name: Some(name(own)),
        tags: tags(own),
        ip_address: view.address("ip_address"),
        certificate_arn: view.text("certificate_arn"),
        bgp_asn: view.small("bgp_asn").or_else(|| view.small("bgp_asn_extended")),
        ..CustomerGateway::default()
    };
    maker.insert(own, gateway);
    maker.note(own, "What is behind it is no part of Terraform. Draw the site and its router; until then a trace that comes there ends UNKNOWN.");
}

/// Reads `aws_vpn_gateway`.
pub(super) fn vpn_gateway(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let is_open = view.is_unknown("vpc_id");
    let gateway = VpnGateway {
        name: Some(name(own)),
        tags: tags(own),
        vpc_id: view.id("vpc_id"),
        amazon_side_asn: view.small("amazon_side_asn").filter(|asn| i64::from(*asn) != USUAL_ASN),
        ..VpnGateway::default()
    };
    maker.insert(own, gateway);
    if is_open {
        maker.note(own, "Nothing tells its VPC: a packet that comes there ends UNKNOWN.");
        maker.make_unknown(&own.id);
    }
}

/// Reads `aws_vpn_connection`.
pub(super) fn connection(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    view.text("type");
    let attachment = view.id("transit_gateway_attachment_id");
    let narrow = |key: &str| view.cidr(key).filter(|block| *block != CidrBlock::new("0.0.0.0/0"));
    let connection = VpnConnection {
        name: Some(name(own)),
        tags: tags(own),
        vpn_gateway_id: view.id("vpn_gateway_id"),
        transit_gateway_id: view.id("transit_gateway_id"),
        vpn_concentrator_id: view.text("vpn_concentrator_id"),
        customer_gateway_id: view.id("customer_gateway_id"),
        options: VpnConnectionOptions {
            static_routes_only: view.flag("static_routes_only").unwrap_or(false),
            local_ipv4_network_cidr: narrow("local_ipv4_network_cidr"),
            remote_ipv4_network_cidr: narrow("remote_ipv4_network_cidr"),
            tunnel_inside_ip_version: view
                .text("tunnel_inside_ip_version")
                .filter(|version| version != "ipv4"),
            ..VpnConnectionOptions::default()
        },
        ..VpnConnection::default()
    };
    let gateway = connection.transit_gateway_id.clone();
    let is_drawn = attachment.as_ref().is_some_and(|id| maker.document.resource(id.as_str()).is_some());
    maker.insert(own, connection);
    if let Some(gateway) = gateway.filter(|_| !is_drawn) {
        // AWS attaches it by itself.
        let made = TransitGatewayAttachment {
            transit_gateway_id: Some(gateway),
            resource_type: "vpn".to_owned(),
            resource_id: Some(own.id.clone()),
            ..TransitGatewayAttachment::default()
        };
        let id = attachment.map_or_else(|| attachment_of(own.id.as_str()), |id| id.to_string());
        maker.insert_beside(own, &id, made);
    }
    if view.lacks_parts("routes") {
        maker.doubts.insert("vpnConnection");
    }
    for part in view.list("routes") {
        let block = part.cidr("destination_cidr_block");
        part.text("source");
        part.text("state");
        add_route(maker, &own.id.clone(), block);
    }
    // What the tunnels say of themselves is no part of the drawing.
    let _ = block(&view, "vgw_telemetry");
}

fn add_route(maker: &mut Maker<'_>, connection: &ResourceId, block: Option<CidrBlock>) -> bool {
    maker.change(
        connection,
        |resource| if let Resource::VpnConnection(it) = resource { Some(it) } else { None },
        |connection| {
            if !connection.routes.values().any(|row| row.destination_cidr_block == block) {
                let id = free_row("r", &connection.routes);
                let route = VpnStaticRoute { destination_cidr_block: block, ..VpnStaticRoute::default() };
                connection.routes.insert(id, route);
            }
        },
    )
}

/// Reads which tables a transit gateway gives new attachments.
pub(super) fn default_table(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    for key in ["transit_gateway_id", "transit_gateway_route_table_id", "original_default_route_table_id"] {
        view.id(key);
    }
    maker.read(own);
    maker.note(own, "Attachments keep the table that they had before: which ones join the new table is not told, and what passes the gateway may end UNKNOWN.");
    maker.doubts.insert(TABLE);
}

/// Takes away a route that a plan takes away from a connection.
pub(super) fn connection_route_gone(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let block = view.cidr("destination_cidr_block");
    let Some(connection) = view.id("vpn_connection_id") else { return };
    maker.change(
        &connection,
        |resource| if let Resource::VpnConnection(it) = resource { Some(it) } else { None },
        |connection| connection.routes.retain(|_, row| row.destination_cidr_block != block),
    );
}

/// Reads `aws_vpn_connection_route`.
pub(super) fn connection_route(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let (connection, block) = (view.id("vpn_connection_id"), view.cidr("destination_cidr_block"));
    if block.is_none() {
        maker.cannot_join(own, "destination_cidr_block", None, "vpnConnection");
        return;
    }
    if connection.as_ref().is_some_and(|connection| add_route(maker, connection, block)) {
        maker.read(own);
    } else {
        maker.cannot_join(own, "vpn_connection_id", connection.as_ref(), "vpnConnection");
    }
}
