use super::importer::Importer;
use super::item::{Item, address, cidr};
use super::vpn_gateway::is_deleted;
use netyard_core::model::{RowId, VgwTelemetry, VpnConnection, VpnConnectionOptions, VpnStaticRoute};
use netyard_core::net::CidrBlock;
use netyard_core::ordered::IntoOrdered;

/// Reads `VpnConnections`. The tunnels are up or down as they were when somebody asked.
pub(super) fn read(importer: &mut Importer) {
    const LABEL: &str = "VPN connection";
    for item in importer.take("VpnConnections") {
        let Some(id) = importer.id(&item, "VpnConnectionId", LABEL) else { continue };
        if is_deleted(importer, &item, LABEL) {
            continue;
        }
        let routes = item.list("Routes").into_iter();
        let routes = routes.filter(|route| !matches!(route.text("State"), Some("deleted" | "deleting")));
        let routes = routes.map(|route| VpnStaticRoute {
            destination_cidr_block: cidr(&route.value, "DestinationCidrBlock"),
            ..VpnStaticRoute::default()
        });
        let connection = VpnConnection {
            name: item.name(),
            tags: item.tags(),
            vpn_gateway_id: item.id("VpnGatewayId"),
            transit_gateway_id: item.id("TransitGatewayId"),
            vpn_concentrator_id: item.text("VpnConcentratorId").map(str::to_owned),
            customer_gateway_id: item.id("CustomerGatewayId"),
            options: item.object("Options").map(|options| self::options(&options)).unwrap_or_default(),
            routes: rows("r", routes.collect()),
            vgw_telemetry: rows("t", item.list("VgwTelemetry").iter().map(tunnel).collect()),
            state: item.text("State").unwrap_or("available").to_owned(),
            ..VpnConnection::default()
        };
        importer.insert(&item, id, connection);
    }
}

fn options(options: &Item) -> VpnConnectionOptions {
    let narrow = |key: &str| cidr(&options.value, key).filter(|block| *block != CidrBlock::new("0.0.0.0/0"));
    VpnConnectionOptions {
        static_routes_only: options.flag("StaticRoutesOnly"),
        local_ipv4_network_cidr: narrow("LocalIpv4NetworkCidr"),
        remote_ipv4_network_cidr: narrow("RemoteIpv4NetworkCidr"),
        tunnel_inside_ip_version: options
            .text("TunnelInsideIpVersion")
            .filter(|version| *version != "ipv4")
            .map(str::to_owned),
        ..VpnConnectionOptions::default()
    }
}

fn tunnel(tunnel: &Item) -> VgwTelemetry {
    VgwTelemetry {
        outside_ip_address: address(&tunnel.value, "OutsideIpAddress"),
        status: tunnel.text("Status").unwrap_or("UP").to_owned(),
        status_message: tunnel.text("StatusMessage").map(str::to_owned),
        ..VgwTelemetry::default()
    }
}

fn rows<T>(letter: &str, rows: Vec<T>) -> std::collections::BTreeMap<RowId, T> {
    let rows = rows.into_iter().enumerate();
    rows.map(|(index, row)| (RowId::new(&format!("{letter}{}", index + 1)), row)).into_map()
}
