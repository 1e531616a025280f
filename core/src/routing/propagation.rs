//! Routes that a virtual private gateway propagates into the tables that let it (R-RT-35).
//!
//! <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html>. AWS takes a route out of the table while every
//! tunnel behind it is down: a walk then takes the next best one (`EffectiveTable::look_up_without`), and where there is
//! none the gateway is blamed (R-VGW-9).

use super::{EffectiveRoute, Origin, Target};
use crate::model::{ResourceId, RouteTable};
use crate::ordered::IntoOrdered;
use crate::topology::{Network, VpcNode};
use ipnet::IpNet;
use std::collections::BTreeSet;

/// What a virtual private gateway knows to be behind its VPN connections: each prefix once, in order.
pub(crate) fn learned(network: &Network, gateway: &str) -> BTreeSet<IpNet> {
    let connections = network.vpn_gateways.get(gateway).into_iter().flat_map(|node| &node.connections);
    let connections = connections.filter_map(|id| network.vpn_connections.get(id));
    connections.flat_map(|connection| connection.prefixes.iter().map(|prefix| prefix.net)).into_set()
}

/// The routes that the gateways of the VPC add to a table, those apart that stand in it already as an importer saw them.
///
/// Inside the VPC the local route wins, however narrow the other one is (R-RT-3).
pub(super) fn routes(
    network: &Network,
    vpc: &VpcNode,
    table: &RouteTable,
    written: &[EffectiveRoute],
) -> Vec<EffectiveRoute> {
    let mut routes = Vec::new();
    for id in vpc.vpn_gateways.iter().filter(|id| table.propagating_vgws.contains(id)) {
        let target = Target::VpnGateway(id.clone());
        for net in learned(network, id.as_str()) {
            let is_inside = vpc.cidrs.iter().any(|cidr| cidr.contains(&net));
            let is_written = written.iter().any(|route| {
                route.origin == Origin::Propagated && route.destination == net && route.target == target
            });
            if !is_inside && !is_written {
                routes.push(propagated(net, id));
            }
        }
    }
    routes
}

fn propagated(destination: IpNet, gateway: &ResourceId) -> EffectiveRoute {
    EffectiveRoute {
        destination,
        prefix_list: None,
        target: Target::VpnGateway(gateway.clone()),
        origin: Origin::Propagated,
        row: None,
        placeholder: false,
    }
}
