use crate::declared::maker::Maker;
use crate::declared::own::Own;
use netyard_core::model::{
    CustomerGateway, Resource, RowId, VpnConnection, VpnConnectionOptions, VpnGateway, VpnStaticRoute,
};
use netyard_core::net::CidrBlock;

/// Reads `AWS::EC2::CustomerGateway`. What is behind one is no part of any template.
pub(super) fn customer_gateway(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    view.text("Type");
    let gateway = CustomerGateway {
        name: Some(own.name()),
        tags: own.tags(),
        ip_address: view.address("IpAddress"),
        certificate_arn: view.text("CertificateArn"),
        bgp_asn: view.small("BgpAsn").or_else(|| view.small("BgpAsnExtended")),
        ..CustomerGateway::default()
    };
    maker.insert(own, gateway);
    let why = "What is behind it is no part of a template. Draw the site and its router; until then a trace that comes there ends UNKNOWN.";
    maker.note(own, why);
}

/// Reads `AWS::EC2::VPNGateway`.
pub(super) fn gateway(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    view.text("Type");
    let gateway = VpnGateway {
        name: Some(own.name()),
        tags: own.tags(),
        amazon_side_asn: view.small("AmazonSideAsn"),
        ..VpnGateway::default()
    };
    maker.insert(own, gateway);
}

/// Reads `AWS::EC2::VPNConnection`.
pub(super) fn connection(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    view.text("Type");
    let narrow = |key: &str| view.cidr(key).filter(|block| *block != CidrBlock::new("0.0.0.0/0"));
    let connection = VpnConnection {
        name: Some(own.name()),
        tags: own.tags(),
        vpn_gateway_id: view.id("VpnGatewayId"),
        transit_gateway_id: view.id("TransitGatewayId"),
        vpn_concentrator_id: view.text("VpnConcentratorId"),
        customer_gateway_id: view.id("CustomerGatewayId"),
        options: VpnConnectionOptions {
            static_routes_only: view.flag("StaticRoutesOnly").unwrap_or(false),
            local_ipv4_network_cidr: narrow("LocalIpv4NetworkCidr"),
            remote_ipv4_network_cidr: narrow("RemoteIpv4NetworkCidr"),
            tunnel_inside_ip_version: view.text("TunnelInsideIpVersion").filter(|version| version != "ipv4"),
            ..VpnConnectionOptions::default()
        },
        ..VpnConnection::default()
    };
    maker.insert(own, connection);
}

/// Reads `AWS::EC2::VPNConnectionRoute`.
pub(super) fn route(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let (connection, block) = (view.id("VpnConnectionId"), view.cidr("DestinationCidrBlock"));
    if block.is_none() || own.perhaps.is_some() {
        maker.cannot_join(own, "DestinationCidrBlock", None, "vpnConnection");
        return;
    }
    let joined = connection.as_ref().is_some_and(|connection| {
        maker.change(
            connection,
            |resource| if let Resource::VpnConnection(it) = resource { Some(it) } else { None },
            |connection| {
                let id = RowId::new(&format!("r{}", connection.routes.len() + 1));
                let route = VpnStaticRoute { destination_cidr_block: block, ..VpnStaticRoute::default() };
                connection.routes.insert(id, route);
            },
        )
    });
    if joined {
        maker.read(own);
    } else {
        maker.cannot_join(own, "VpnConnectionId", connection.as_ref(), "vpnConnection");
    }
}
