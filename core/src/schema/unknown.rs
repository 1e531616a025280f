//! Unknown fields inside the parts of a resource: rows, addresses, sides.

mod network_firewall;

use crate::model::{Extra, Resource, RowId};
use std::collections::BTreeMap;

/// Their paths below the resource, as `routes.r1.later`.
pub(super) fn in_parts(resource: &Resource) -> Vec<String> {
    let mut paths = Vec::new();
    match resource {
        Resource::RouteTable(table) => rows(&mut paths, "routes", &table.routes, |row| &row.extra),
        Resource::SecurityGroup(group) => {
            rows(&mut paths, "ipPermissions", &group.ip_permissions, |row| &row.extra);
            let rules = group.ip_permissions_egress.iter().flatten();
            rows(&mut paths, "ipPermissionsEgress", rules, |row| &row.extra);
            let further = &group.security_group_vpc_associations;
            rows(&mut paths, "securityGroupVpcAssociations", further, |row| &row.extra);
        }
        Resource::NetworkAcl(acl) => {
            rows(&mut paths, "entries", acl.entries.iter().flatten(), |row| &row.extra);
        }
        Resource::Instance(instance) => {
            rows(&mut paths, "listens", instance.listens.iter().flatten(), |row| &row.extra);
        }
        Resource::Task(task) => {
            rows(&mut paths, "listens", task.listens.iter().flatten(), |row| &row.extra);
        }
        Resource::DbInstance(database) => {
            part(&mut paths, "dbSubnetGroup", database.db_subnet_group.as_ref().map(|it| &it.extra));
        }
        Resource::Function(function) => {
            part(&mut paths, "vpcConfig", function.vpc_config.as_ref().map(|it| &it.extra));
        }
        Resource::Firewall(_) | Resource::FirewallPolicy(_) | Resource::RuleGroup(_) => {
            network_firewall::in_parts(&mut paths, resource);
        }
        Resource::VpcEndpoint(endpoint) => {
            part(&mut paths, "dnsOptions", endpoint.dns_options.as_ref().map(|it| &it.extra));
        }
        Resource::NatGateway(nat) => {
            let zones = &nat.availability_zone_addresses;
            rows(&mut paths, "availabilityZoneAddresses", zones, |row| &row.extra);
        }
        Resource::IpamPool(pool) => rows(&mut paths, "allocations", &pool.allocations, |row| &row.extra),
        Resource::ManagedPrefixList(list) => rows(&mut paths, "entries", &list.entries, |row| &row.extra),
        Resource::NetworkInterface(interface) => {
            for (index, entry) in interface.private_ip_addresses.iter().enumerate() {
                part(&mut paths, &format!("privateIpAddresses[{index}]"), Some(&entry.extra));
            }
            for (index, entry) in interface.ipv6_addresses.iter().enumerate() {
                part(&mut paths, &format!("ipv6Addresses[{index}]"), Some(&entry.extra));
            }
            part(&mut paths, "attachment", interface.attachment.as_ref().map(|it| &it.extra));
        }
        Resource::VpcPeeringConnection(peering) => {
            let sides = [
                ("requesterVpcInfo", &peering.requester_vpc_info),
                ("accepterVpcInfo", &peering.accepter_vpc_info),
            ];
            for (key, side) in sides {
                part(&mut paths, key, side.as_ref().map(|it| &it.extra));
            }
            part(&mut paths, "status", peering.status.as_ref().map(|it| &it.extra));
        }
        Resource::TransitGateway(gateway) => {
            part(&mut paths, "options", Some(&gateway.options.extra));
        }
        Resource::TransitGatewayAttachment(attachment) => {
            part(&mut paths, "options", Some(&attachment.options.extra));
        }
        Resource::TransitGatewayConnectPeer(peer) => {
            let ends = &peer.connect_peer_configuration;
            part(&mut paths, "connectPeerConfiguration", Some(&ends.extra));
            let sessions = &ends.bgp_configurations;
            rows(&mut paths, "connectPeerConfiguration.bgpConfigurations", sessions, |row| &row.extra);
            rows(&mut paths, "advertisements", peer.advertisements.iter().flatten(), |row| &row.extra);
        }
        Resource::TransitGatewayRouteTable(table) => {
            rows(&mut paths, "routes", &table.routes, |row| &row.extra);
        }
        Resource::TransitGatewayMulticastDomain(domain) => {
            part(&mut paths, "options", Some(&domain.options.extra));
            rows(&mut paths, "groups", &domain.groups, |row| &row.extra);
        }
        Resource::VpnConnection(connection) => {
            part(&mut paths, "options", Some(&connection.options.extra));
            rows(&mut paths, "routes", &connection.routes, |row| &row.extra);
            rows(&mut paths, "vgwTelemetry", &connection.vgw_telemetry, |row| &row.extra);
            let announced = connection.advertisements.iter().flatten();
            rows(&mut paths, "advertisements", announced, |row| &row.extra);
        }
        Resource::OnPremisesSite(site) => rows(&mut paths, "routes", &site.routes, |row| &row.extra),
        Resource::OnPremisesHost(host) => {
            rows(&mut paths, "listens", host.listens.iter().flatten(), |row| &row.extra);
        }
        Resource::Region(_)
        | Resource::AvailabilityZone(_)
        | Resource::Vpc(_)
        | Resource::Subnet(_)
        | Resource::InternetGateway(_)
        | Resource::EgressOnlyInternetGateway(_)
        | Resource::ElasticIp(_)
        | Resource::ByoipCidr(_)
        | Resource::VpnGateway(_)
        | Resource::CacheCluster(_)
        | Resource::MountTarget(_)
        | Resource::CustomerGateway(_)
        | Resource::VpcBlockPublicAccessOptions(_)
        | Resource::VpcBlockPublicAccessExclusion(_)
        | Resource::FlowLog(_)
        | Resource::Account(_)
        | Resource::ResourceShare(_)
        | Resource::Other(_) => {}
    }
    paths
}

fn rows<'a, T: 'a>(
    paths: &mut Vec<String>,
    field: &str,
    rows: impl IntoIterator<Item = (&'a RowId, &'a T)>,
    extra: fn(&T) -> &Extra,
) {
    for (row, content) in rows {
        part(paths, &format!("{field}.{row}"), Some(extra(content)));
    }
}

fn part(paths: &mut Vec<String>, place: &str, extra: Option<&Extra>) {
    paths.extend(extra.into_iter().flat_map(BTreeMap::keys).map(|key| format!("{place}.{key}")));
}
