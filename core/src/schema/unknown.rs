//! Unknown fields inside the parts of a resource: rows, addresses, sides.

mod load_balancer;
mod network_firewall;

use crate::model::{DnsServer, Extra, Resource, ResourceRecordSet, RowId};
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
            dns_server(&mut paths, instance.dns_server.as_ref());
            let options = instance.metadata_options.as_ref();
            part(&mut paths, "metadataOptions", options.map(|options| &options.extra));
        }
        Resource::Task(task) => {
            rows(&mut paths, "listens", task.listens.iter().flatten(), |row| &row.extra);
            rows(&mut paths, "networkBindings", &task.network_bindings, |row| &row.extra);
        }
        Resource::EcsService(service) => {
            let network = service.network_configuration.as_ref();
            part(&mut paths, "networkConfiguration", network.map(|it| &it.extra));
            let place = "networkConfiguration.awsvpcConfiguration";
            part(&mut paths, place, service.awsvpc().map(|it| &it.extra));
            rows(&mut paths, "loadBalancers", &service.load_balancers, |row| &row.extra);
        }
        Resource::DbInstance(database) => {
            part(&mut paths, "dbSubnetGroup", database.db_subnet_group.as_ref().map(|it| &it.extra));
            part(&mut paths, "endpoint", database.endpoint.as_ref().map(|it| &it.extra));
        }
        Resource::CacheCluster(cache) => {
            part(&mut paths, "endpoint", cache.endpoint.as_ref().map(|it| &it.extra));
        }
        Resource::Function(function) => {
            part(&mut paths, "vpcConfig", function.vpc_config.as_ref().map(|it| &it.extra));
        }
        Resource::Firewall(_) | Resource::FirewallPolicy(_) | Resource::RuleGroup(_) => {
            network_firewall::in_parts(&mut paths, resource);
        }
        Resource::HealthCheck(check) => {
            let config = &check.health_check_config;
            part(&mut paths, "healthCheckConfig", Some(&config.extra));
            let alarm = config.alarm_identifier.as_ref().map(|it| &it.extra);
            part(&mut paths, "healthCheckConfig.alarmIdentifier", alarm);
        }
        Resource::HostedZone(zone) => {
            part(&mut paths, "config", Some(&zone.config.extra));
            for (index, vpc) in zone.vpcs.iter().enumerate() {
                part(&mut paths, &format!("vpcs[{index}]"), Some(&vpc.extra));
            }
            records(&mut paths, "resourceRecordSets", &zone.resource_record_sets);
        }
        Resource::WorkspaceDirectory(directory) => {
            rows(&mut paths, "userRules", &directory.user_rules, |row| &row.extra);
        }
        Resource::ResolverRule(rule) => rows(&mut paths, "targetIps", &rule.target_ips, |row| &row.extra),
        Resource::FirewallRuleGroup(group) => {
            rows(&mut paths, "firewallRules", &group.firewall_rules, |row| &row.extra);
            let associations = &group.firewall_rule_group_associations;
            rows(&mut paths, "firewallRuleGroupAssociations", associations, |row| &row.extra);
        }
        Resource::DhcpOptions(options) => {
            for (index, option) in options.dhcp_configurations.iter().enumerate() {
                let place = format!("dhcpConfigurations[{index}]");
                part(&mut paths, &place, Some(&option.extra));
                for (at, value) in option.values.iter().enumerate() {
                    part(&mut paths, &format!("{place}.values[{at}]"), Some(&value.extra));
                }
            }
        }
        Resource::VpcEndpoint(endpoint) => {
            part(&mut paths, "dnsOptions", endpoint.dns_options.as_ref().map(|it| &it.extra));
        }
        Resource::LoadBalancer(balancer) => load_balancer::in_parts(&mut paths, balancer),
        Resource::TargetGroup(group) => {
            rows(&mut paths, "targets", &group.targets, |row| &row.extra);
            part(&mut paths, "matcher", group.matcher.as_ref().map(|it| &it.extra));
            for (row, target) in &group.targets {
                let health = target.target_health.as_ref().map(|it| &it.extra);
                part(&mut paths, &format!("targets.{row}.targetHealth"), health);
            }
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
            dns_server(&mut paths, host.dns_server.as_ref());
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
        | Resource::MountTarget(_)
        | Resource::FileSystem(_)
        | Resource::TransferServer(_)
        | Resource::ResolverEndpoint(_)
        | Resource::CustomerGateway(_)
        | Resource::VpcBlockPublicAccessOptions(_)
        | Resource::VpcBlockPublicAccessExclusion(_)
        | Resource::FlowLog(_)
        | Resource::AutoScalingGroup(_)
        | Resource::VpcEndpointService(_)
        | Resource::Account(_)
        | Resource::ResourceShare(_)
        | Resource::Other(_) => {}
    }
    paths
}

fn dns_server(paths: &mut Vec<String>, server: Option<&DnsServer>) {
    let Some(server) = server else { return };
    part(paths, "dnsServer", Some(&server.extra));
    records(paths, "dnsServer.resourceRecordSets", &server.resource_record_sets);
    rows(paths, "dnsServer.forwarders", &server.forwarders, |row| &row.extra);
}

fn records(paths: &mut Vec<String>, field: &str, sets: &BTreeMap<RowId, ResourceRecordSet>) {
    for (row, set) in sets {
        let place = format!("{field}.{row}");
        part(paths, &place, Some(&set.extra));
        part(paths, &format!("{place}.aliasTarget"), set.alias_target.as_ref().map(|alias| &alias.extra));
        for (index, value) in set.resource_records.iter().enumerate() {
            part(paths, &format!("{place}.resourceRecords[{index}]"), Some(&value.extra));
        }
    }
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
