use crate::model::{Resource, ResourceId};
use crate::net::{CidrBlock, Family};
use crate::rules::context::Context;

/// Shows every CIDR block that the drawing writes: whose, where (the parts of a JSON pointer), the text, and the family that the field is for.
pub(in crate::rules) fn every_cidr(
    context: &Context<'_>,
    mut show: impl FnMut(&ResourceId, &[&str], &CidrBlock, Option<Family>),
) {
    for (id, resource) in &context.document.resources {
        each_of(resource, &mut |parts, block, family| show(id, parts, block, family));
    }
}

/// Takes the parts of the pointer, the block, and the family that the field is for.
type Show<'a> = dyn FnMut(&[&str], &CidrBlock, Option<Family>) + 'a;

fn each_of(resource: &Resource, show: &mut Show<'_>) {
    let (v4, v6) = (Some(Family::Ipv4), Some(Family::Ipv6));
    match resource {
        Resource::Vpc(vpc) => {
            for (index, block) in vpc.cidr_blocks.iter().enumerate() {
                show(&["cidrBlocks", &index.to_string()], block, v4);
            }
            for (index, block) in vpc.ipv6_cidr_blocks.iter().enumerate() {
                show(&["ipv6CidrBlocks", &index.to_string()], block, v6);
            }
        }
        Resource::Subnet(subnet) => {
            subnet.cidr_block.iter().for_each(|block| show(&["cidrBlock"], block, v4));
            subnet.ipv6_cidr_block.iter().for_each(|block| show(&["ipv6CidrBlock"], block, v6));
        }
        Resource::RouteTable(table) => {
            for (row, route) in &table.routes {
                let at = |field| ["routes", row.as_str(), field];
                route
                    .destination_cidr_block
                    .iter()
                    .for_each(|block| show(&at("destinationCidrBlock"), block, v4));
                let wide = route.destination_ipv6_cidr_block.iter();
                wide.for_each(|block| show(&at("destinationIpv6CidrBlock"), block, v6));
            }
        }
        Resource::SecurityGroup(group) => {
            let inbound = group.ip_permissions.iter().map(|row| ("ipPermissions", row));
            let outbound = group.ip_permissions_egress.iter().flatten();
            for (list, (row, rule)) in inbound.chain(outbound.map(|row| ("ipPermissionsEgress", row))) {
                rule.cidr_ip.iter().for_each(|block| show(&[list, row.as_str(), "cidrIp"], block, v4));
                rule.cidr_ipv6.iter().for_each(|block| show(&[list, row.as_str(), "cidrIpv6"], block, v6));
            }
        }
        Resource::NetworkAcl(acl) => {
            for (row, entry) in acl.entries.iter().flatten() {
                let at = |field| ["entries", row.as_str(), field];
                entry.cidr_block.iter().for_each(|block| show(&at("cidrBlock"), block, v4));
                entry.ipv6_cidr_block.iter().for_each(|block| show(&at("ipv6CidrBlock"), block, v6));
            }
        }
        Resource::ManagedPrefixList(list) => {
            for (row, entry) in &list.entries {
                entry.cidr.iter().for_each(|block| show(&["entries", row.as_str(), "cidr"], block, None));
            }
        }
        Resource::VpcPeeringConnection(peering) => {
            let sides = [
                ("requesterVpcInfo", &peering.requester_vpc_info),
                ("accepterVpcInfo", &peering.accepter_vpc_info),
            ];
            for (side, info) in sides {
                let block = info.as_ref().and_then(|info| info.cidr_block.as_ref());
                if let Some(block) = block {
                    show(&[side, "cidrBlock"], block, v4);
                }
            }
        }
        Resource::ByoipCidr(range) => {
            range.cidr.iter().for_each(|block| show(&["cidr"], block, None));
        }
        Resource::IpamPool(pool) => {
            for (index, block) in pool.cidrs.iter().enumerate() {
                show(&["cidrs", &index.to_string()], block, None);
            }
            for (row, allocation) in &pool.allocations {
                let block = allocation.cidr.iter();
                block.for_each(|block| show(&["allocations", row.as_str(), "cidr"], block, None));
            }
        }
        Resource::TransitGateway(gateway) => {
            for (index, block) in gateway.options.transit_gateway_cidr_blocks.iter().enumerate() {
                show(&["options", "transitGatewayCidrBlocks", &index.to_string()], block, None);
            }
        }
        Resource::TransitGatewayRouteTable(table) => {
            for (row, route) in &table.routes {
                let at = ["routes", row.as_str(), "destinationCidrBlock"];
                route.destination_cidr_block.iter().for_each(|block| show(&at, block, None));
            }
        }
        Resource::TransitGatewayConnectPeer(peer) => {
            for (index, block) in peer.connect_peer_configuration.inside_cidr_blocks.iter().enumerate() {
                let at = ["connectPeerConfiguration", "insideCidrBlocks", &index.to_string()];
                show(&at, block, None);
            }
            for (row, announced) in peer.advertisements.iter().flatten() {
                let block = announced.cidr_block.iter();
                block.for_each(|block| show(&["advertisements", row.as_str(), "cidrBlock"], block, None));
            }
        }
        Resource::VpnConnection(connection) => {
            let options = &connection.options;
            let sides = [
                ("localIpv4NetworkCidr", &options.local_ipv4_network_cidr),
                ("remoteIpv4NetworkCidr", &options.remote_ipv4_network_cidr),
            ];
            for (field, block) in sides {
                if let Some(block) = block {
                    show(&["options", field], block, v4);
                }
            }
            for (row, route) in &connection.routes {
                let block = route.destination_cidr_block.iter();
                block.for_each(|block| show(&["routes", row.as_str(), "destinationCidrBlock"], block, v4));
            }
            for (row, announced) in connection.advertisements.iter().flatten() {
                let block = announced.cidr_block.iter();
                block.for_each(|block| show(&["advertisements", row.as_str(), "cidrBlock"], block, None));
            }
        }
        Resource::OnPremisesSite(site) => {
            for (index, block) in site.cidr_blocks.iter().enumerate() {
                show(&["cidrBlocks", &index.to_string()], block, v4);
            }
            for (index, block) in site.ipv6_cidr_blocks.iter().enumerate() {
                show(&["ipv6CidrBlocks", &index.to_string()], block, v6);
            }
            for (row, route) in &site.routes {
                let at = |field| ["routes", row.as_str(), field];
                let narrow = route.destination_cidr_block.iter();
                narrow.for_each(|block| show(&at("destinationCidrBlock"), block, v4));
                let wide = route.destination_ipv6_cidr_block.iter();
                wide.for_each(|block| show(&at("destinationIpv6CidrBlock"), block, v6));
            }
        }
        Resource::RuleGroup(group) => {
            for (row, rule) in &group.stateless_rules {
                for (list, blocks) in [("sources", &rule.sources), ("destinations", &rule.destinations)] {
                    for (index, block) in blocks.iter().enumerate() {
                        show(&["statelessRules", row.as_str(), list, &index.to_string()], block, None);
                    }
                }
            }
        }
        Resource::WorkspaceDirectory(directory) => {
            for (row, rule) in &directory.user_rules {
                rule.ip_rule.iter().for_each(|block| show(&["userRules", row.as_str(), "ipRule"], block, v4));
            }
        }
        Resource::Region(_)
        | Resource::AvailabilityZone(_)
        | Resource::InternetGateway(_)
        | Resource::EgressOnlyInternetGateway(_)
        | Resource::NatGateway(_)
        | Resource::ElasticIp(_)
        | Resource::NetworkInterface(_)
        | Resource::Instance(_)
        | Resource::DbInstance(_)
        | Resource::CacheCluster(_)
        | Resource::MountTarget(_)
        | Resource::FileSystem(_)
        | Resource::Task(_)
        | Resource::EcsService(_)
        | Resource::Function(_)
        | Resource::TransferServer(_)
        | Resource::HealthCheck(_)
        | Resource::HostedZone(_)
        | Resource::ResolverEndpoint(_)
        | Resource::ResolverRule(_)
        | Resource::FirewallRuleGroup(_)
        | Resource::DhcpOptions(_)
        | Resource::LoadBalancer(_)
        | Resource::TargetGroup(_)
        | Resource::VpcEndpointService(_)
        | Resource::AutoScalingGroup(_)
        | Resource::VpcEndpoint(_)
        | Resource::TransitGatewayAttachment(_)
        | Resource::TransitGatewayMulticastDomain(_)
        | Resource::VpnGateway(_)
        | Resource::CustomerGateway(_)
        | Resource::OnPremisesHost(_)
        | Resource::VpcBlockPublicAccessOptions(_)
        | Resource::VpcBlockPublicAccessExclusion(_)
        | Resource::Firewall(_)
        | Resource::FirewallPolicy(_)
        | Resource::FlowLog(_)
        | Resource::Account(_)
        | Resource::ResourceShare(_)
        | Resource::Other(_) => {}
    }
}
