//! VPCs, their subnets, and what else belongs to a VPC.

use super::Network;
use super::node::{Source, SubnetNode, VpcNode};
use crate::model::{Document, Resource, ResourceId, ResourceType};
use crate::net::CidrBlock;
use crate::ordered::IntoOrdered;
use std::collections::BTreeSet;

impl Network {
    pub(super) fn add_vpcs(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::Vpc(vpc) = resource.as_ref() else { continue };
            let unknown: BTreeSet<String> = vpc.unknown.iter().cloned().into_set();
            let default = |kind: ResourceType| {
                if unknown.contains(kind.type_name()) { Source::Unknown } else { Source::Implicit }
            };
            let node = VpcNode {
                id: id.clone(),
                region: vpc.region.clone(),
                cidrs: vpc
                    .cidr_blocks
                    .iter()
                    .chain(&vpc.ipv6_cidr_blocks)
                    .filter_map(CidrBlock::net)
                    .collect(),
                subnets: Vec::new(),
                route_tables: Vec::new(),
                main_route_table: default(ResourceType::RouteTable),
                network_acls: Vec::new(),
                default_network_acl: default(ResourceType::NetworkAcl),
                security_groups: Vec::new(),
                default_security_group: default(ResourceType::SecurityGroup),
                internet_gateways: Vec::new(),
                egress_only_internet_gateways: Vec::new(),
                peerings: Vec::new(),
                transit_gateway_attachments: Vec::new(),
                endpoints: Vec::new(),
                vpn_gateways: Vec::new(),
                unknown,
            };
            let index = self.graph.add_node(id.clone());
            self.graph_nodes.insert(id.clone(), index);
            self.vpcs.insert(id.clone(), node);
        }
    }

    pub(super) fn add_subnets(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::Subnet(subnet) = resource.as_ref() else { continue };
            let vpc = self.resolve(id, "/vpcId", subnet.vpc_id.as_ref(), ResourceType::Vpc);
            if let Some(vpc) = vpc.as_ref().and_then(|vpc| self.vpcs.get_mut(vpc)) {
                vpc.subnets.push(id.clone());
            }
            let node = SubnetNode {
                id: id.clone(),
                vpc,
                zone: subnet.availability_zone.clone(),
                cidr: subnet.cidr_block.as_ref().and_then(CidrBlock::net),
                ipv6_cidr: subnet.ipv6_cidr_block.as_ref().and_then(CidrBlock::net),
                route_table: Source::Implicit,
                network_acl: Source::Implicit,
                interfaces: Vec::new(),
                nat_gateways: Vec::new(),
            };
            self.subnets.insert(id.clone(), node);
        }
    }

    pub(super) fn add_what_vpcs_hold(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let named = match resource.as_ref() {
                Resource::RouteTable(table) => &table.vpc_id,
                Resource::NetworkAcl(acl) => &acl.vpc_id,
                Resource::SecurityGroup(group) => &group.vpc_id,
                Resource::InternetGateway(gateway) => &gateway.vpc_id,
                Resource::EgressOnlyInternetGateway(gateway) => &gateway.vpc_id,
                _ => continue,
            };
            let Some(vpc) = self.resolve(id, "/vpcId", named.as_ref(), ResourceType::Vpc) else { continue };
            let Some(vpc) = self.vpcs.get_mut(&vpc) else { continue };
            let id = id.clone();
            match resource.as_ref() {
                Resource::RouteTable(table) => {
                    if table.main && vpc.main_route_table.id().is_none() {
                        vpc.main_route_table = Source::Default(id.clone());
                    }
                    vpc.route_tables.push(id);
                }
                Resource::NetworkAcl(acl) => {
                    if acl.is_default && vpc.default_network_acl.id().is_none() {
                        vpc.default_network_acl = Source::Default(id.clone());
                    }
                    vpc.network_acls.push(id);
                }
                Resource::SecurityGroup(group) => {
                    if group.is_default() && vpc.default_security_group.id().is_none() {
                        vpc.default_security_group = Source::Default(id.clone());
                    }
                    vpc.security_groups.push(id);
                }
                Resource::InternetGateway(_) => vpc.internet_gateways.push(id),
                Resource::EgressOnlyInternetGateway(_) => vpc.egress_only_internet_gateways.push(id),
                _ => {}
            }
        }
    }

    /// Whether both VPCs are drawn, and are not the same.
    pub fn is_of_another_vpc(&self, one: Option<&ResourceId>, other: Option<&ResourceId>) -> bool {
        let drawn = |vpc: &&ResourceId| self.vpcs.contains_key(*vpc);
        match (one.filter(drawn), other.filter(drawn)) {
            (Some(one), Some(other)) => one != other,
            _ => false,
        }
    }
}
