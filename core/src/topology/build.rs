//! From document to network, kind by kind.

use super::by_id::ById;
use super::node::{
    EndpointNode, GroupSource, InstanceNode, InterfaceAddress, InterfaceNode, NatNode, PeeringNode,
    PeeringSide, PrefixListNode, Source, SubnetNode, VpcNode,
};
use super::{AddressOwner, Network, Problem, ProblemKind, PublicAddress};
use crate::model::reserved::{self, GatewayService};
use crate::model::{Document, NetworkInterface, Resource, ResourceId, ResourceType};
use crate::ordered::{IntoOrdered, Order};
use ipnet::IpNet;
use petgraph::graph::UnGraph;
use std::collections::BTreeMap;
use std::net::IpAddr;

impl Network {
    /// Indexes a document. Takes time in line with its size.
    pub fn build(document: &Document) -> Self {
        let mut network = Self {
            document: document.clone(),
            problems: Vec::new(),
            vpcs: ById::new(),
            subnets: ById::new(),
            interfaces: ById::new(),
            instances: ById::new(),
            nat_gateways: ById::new(),
            peerings: ById::new(),
            endpoints: ById::new(),
            prefix_lists: ById::new(),
            public_addresses: BTreeMap::new(),
            idle_elastic_ips: BTreeMap::new(),
            private_addresses: BTreeMap::new(),
            names: BTreeMap::new(),
            graph: UnGraph::default(),
            graph_nodes: ById::new(),
        };
        let document = document.clone();
        network.add_names(&document);
        network.add_vpcs(&document);
        network.add_subnets(&document);
        network.add_what_vpcs_hold(&document);
        network.associate_tables(&document);
        network.associate_acls(&document);
        network.add_instances(&document);
        network.add_interfaces(&document);
        network.add_nat_gateways(&document);
        network.add_elastic_ips(&document);
        network.index_addresses();
        network.index_idle_elastic_ips(&document);
        network.add_peerings(&document);
        network.add_endpoints(&document);
        network.add_prefix_lists(&document);
        network.check_references(&document);
        network.problems.order();
        network
    }

    /// Gives the id back if it names a resource of that type, and notes a problem if not.
    pub(super) fn resolve(
        &mut self,
        from: &ResourceId,
        path: &str,
        to: Option<&ResourceId>,
        expected: ResourceType,
    ) -> Option<ResourceId> {
        let to = to?;
        let kind = match self.document.resource(to.as_str()) {
            Some(resource) if resource.resource_type() == Some(expected) => return Some(to.clone()),
            Some(_) => ProblemKind::WrongType(expected.type_name()),
            None => ProblemKind::Dangling,
        };
        self.problems.push(Problem { from: from.clone(), path: path.to_owned(), to: to.clone(), kind });
        None
    }

    fn add_names(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            if let Some(name) = resource.name() {
                self.names.entry(name.to_owned()).or_default().push(id.clone());
            }
        }
    }

    fn add_vpcs(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::Vpc(vpc) = resource.as_ref() else { continue };
            let unknown: std::collections::BTreeSet<String> = vpc.unknown.iter().cloned().into_set();
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
                    .filter_map(crate::net::CidrBlock::net)
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
                endpoints: Vec::new(),
                unknown,
            };
            let index = self.graph.add_node(id.clone());
            self.graph_nodes.insert(id.clone(), index);
            self.vpcs.insert(id.clone(), node);
        }
    }

    fn add_subnets(&mut self, document: &Document) {
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
                cidr: subnet.cidr_block.as_ref().and_then(crate::net::CidrBlock::net),
                ipv6_cidr: subnet.ipv6_cidr_block.as_ref().and_then(crate::net::CidrBlock::net),
                route_table: Source::Implicit,
                network_acl: Source::Implicit,
                interfaces: Vec::new(),
                nat_gateways: Vec::new(),
            };
            self.subnets.insert(id.clone(), node);
        }
    }

    fn add_what_vpcs_hold(&mut self, document: &Document) {
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

    fn add_instances(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::Instance(instance) = resource.as_ref() else { continue };
            let node =
                InstanceNode { id: id.clone(), interfaces: Vec::new(), running: instance.state == "running" };
            self.instances.insert(id.clone(), node);
        }
    }

    fn add_interfaces(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::NetworkInterface(interface) = resource.as_ref() else { continue };
            let subnet = self.resolve(id, "/subnetId", interface.subnet_id.as_ref(), ResourceType::Subnet);
            let instance =
                self.resolve(id, "/attachment/instanceId", interface.instance_id(), ResourceType::Instance);
            let vpc = subnet
                .as_ref()
                .and_then(|subnet| self.subnets.get(subnet))
                .and_then(|subnet| subnet.vpc.clone());
            let (groups, group_source) = self.groups_of(id, interface, vpc.as_ref());
            if let Some(subnet) = subnet.as_ref().and_then(|subnet| self.subnets.get_mut(subnet)) {
                subnet.interfaces.push(id.clone());
            }
            if let Some(instance) = instance.as_ref().and_then(|instance| self.instances.get_mut(instance)) {
                instance.interfaces.push(id.clone());
            }
            let node = InterfaceNode {
                id: id.clone(),
                subnet,
                vpc,
                addresses: addresses_of(interface),
                ipv6: interface.ipv6_addresses.iter().filter_map(|entry| entry.ipv6_address.ip()).collect(),
                groups,
                group_source,
                source_dest_check: interface.source_dest_check,
                instance,
                device_index: interface.device_index(),
                is_attached: interface.attachment.is_some(),
            };
            self.interfaces.insert(id.clone(), node);
        }
        let interfaces = &self.interfaces;
        for instance in self.instances.values_mut() {
            instance
                .interfaces
                .order_by_key(|id| (interfaces.get(id).map_or(0, |node| node.device_index), id.clone()));
        }
    }

    fn groups_of(
        &mut self,
        id: &ResourceId,
        interface: &NetworkInterface,
        vpc: Option<&ResourceId>,
    ) -> (Vec<ResourceId>, GroupSource) {
        if !interface.group_ids.is_empty() {
            let mut groups = Vec::new();
            for (index, group) in interface.group_ids.iter().enumerate() {
                let path = format!("/groupIds/{index}");
                groups.extend(self.resolve(id, &path, Some(group), ResourceType::SecurityGroup));
            }
            // None of them is there: what they would admit is not known.
            let source = if groups.is_empty() { GroupSource::Unknown } else { GroupSource::Named };
            return (groups, source);
        }
        match vpc.and_then(|vpc| self.vpcs.get(vpc)).map(|vpc| &vpc.default_security_group) {
            Some(Source::Default(group) | Source::Explicit(group)) => {
                (vec![group.clone()], GroupSource::DefaultGroup)
            }
            Some(Source::Unknown) => (Vec::new(), GroupSource::Unknown),
            Some(Source::Implicit) | None => (Vec::new(), GroupSource::Implicit),
        }
    }

    fn add_nat_gateways(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::NatGateway(nat) = resource.as_ref() else { continue };
            let subnet = self.resolve(id, "/subnetId", nat.subnet_id.as_ref(), ResourceType::Subnet);
            let vpc = subnet
                .as_ref()
                .and_then(|subnet| self.subnets.get(subnet))
                .and_then(|subnet| subnet.vpc.clone());
            if let Some(subnet) = subnet.as_ref().and_then(|subnet| self.subnets.get_mut(subnet)) {
                subnet.nat_gateways.push(id.clone());
            }
            let written = nat.private_ip.as_ref().and_then(crate::net::Address::ip);
            let private_ip = written.or_else(|| self.free_address(subnet.as_ref()?));
            let node = NatNode {
                id: id.clone(),
                subnet,
                vpc,
                private_ip,
                public_ip: None,
                elastic_ip: None,
                is_public: nat.connectivity_type != "private",
                state: nat.state.clone(),
            };
            self.nat_gateways.insert(id.clone(), node);
        }
    }

    /// The first address of a subnet that AWS may give out (R-SUB-5) and nothing in the drawing has.
    fn free_address(&self, subnet: &ResourceId) -> Option<IpAddr> {
        let node = self.subnets.get(subnet)?;
        let Some(IpNet::V4(cidr)) = node.cidr else { return None };
        let taken = |address: IpAddr| {
            node.interfaces
                .iter()
                .filter_map(|id| self.interfaces.get(id))
                .any(|interface| interface.owns(address))
                || self
                    .nat_gateways
                    .values()
                    .any(|nat| nat.private_ip == Some(address) && nat.subnet.as_ref() == Some(subnet))
        };
        cidr.hosts().skip(3).take(4096).map(IpAddr::V4).find(|address| !taken(*address))
    }

    fn add_elastic_ips(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::ElasticIp(elastic) = resource.as_ref() else { continue };
            let interface = self.resolve(
                id,
                "/networkInterfaceId",
                elastic.network_interface_id.as_ref(),
                ResourceType::NetworkInterface,
            );
            let nat =
                self.resolve(id, "/natGatewayId", elastic.nat_gateway_id.as_ref(), ResourceType::NatGateway);
            let public = elastic.public_ip.as_ref().and_then(crate::net::Address::ip);
            if let Some(node) = interface.and_then(|interface| self.interfaces.get_mut(&interface)) {
                let wanted = elastic.private_ip_address.as_ref().and_then(crate::net::Address::ip);
                let entry = node
                    .addresses
                    .iter_mut()
                    .find(|entry| wanted.is_none_or(|wanted| entry.private == wanted));
                if let Some(entry) = entry.filter(|entry| entry.elastic_ip.is_none()) {
                    entry.public = public.or(entry.public);
                    entry.elastic_ip = Some(id.clone());
                }
            }
            if let Some(node) = nat.and_then(|nat| self.nat_gateways.get_mut(&nat))
                && node.elastic_ip.is_none()
            {
                node.public_ip = public;
                node.elastic_ip = Some(id.clone());
            }
        }
    }

    /// NAT gateways first: an import brings their interfaces too, and the address is the gateway's.
    fn index_addresses(&mut self) {
        for (id, node) in &self.nat_gateways {
            if let Some(public) = node.public_ip {
                let owner = AddressOwner::NatGateway(id.clone());
                self.public_addresses
                    .entry(public)
                    .or_insert(PublicAddress { owner, private: node.private_ip });
            }
            if let (Some(vpc), Some(private)) = (&node.vpc, node.private_ip) {
                let owners = self.private_addresses.entry(vpc.clone()).or_default();
                owners.entry(private).or_insert_with(|| AddressOwner::NatGateway(id.clone()));
            }
        }
        for (id, node) in &self.interfaces {
            for entry in &node.addresses {
                if let Some(public) = entry.public {
                    let owner = AddressOwner::Interface(id.clone());
                    self.public_addresses
                        .entry(public)
                        .or_insert(PublicAddress { owner, private: Some(entry.private) });
                }
            }
            let Some(vpc) = &node.vpc else { continue };
            let owners = self.private_addresses.entry(vpc.clone()).or_default();
            for address in node.addresses.iter().map(|entry| entry.private).chain(node.ipv6.iter().copied()) {
                owners.entry(address).or_insert_with(|| AddressOwner::Interface(id.clone()));
            }
        }
    }

    /// Elastic IPs that stand for nobody: an address of theirs is not one of the internet's.
    fn index_idle_elastic_ips(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::ElasticIp(elastic) = resource.as_ref() else { continue };
            let address = elastic.public_ip.as_ref().and_then(crate::net::Address::ip);
            if let Some(address) = address.filter(|address| !self.public_addresses.contains_key(address)) {
                self.idle_elastic_ips.entry(address).or_insert_with(|| id.clone());
            }
        }
    }

    fn add_peerings(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::VpcPeeringConnection(peering) = resource.as_ref() else { continue };
            let infos = [
                ("/requesterVpcInfo/vpcId", &peering.requester_vpc_info),
                ("/accepterVpcInfo/vpcId", &peering.accepter_vpc_info),
            ];
            let sides = infos.map(|(path, info)| {
                let info = info.as_ref();
                let vpc =
                    self.resolve(id, path, info.and_then(|info| info.vpc_id.as_ref()), ResourceType::Vpc);
                let node = vpc.as_ref().and_then(|vpc| self.vpcs.get(vpc));
                let written =
                    || info.and_then(|info| info.cidr_block.as_ref()).and_then(crate::net::CidrBlock::net);
                PeeringSide {
                    region: node
                        .and_then(|node| node.region.clone())
                        .or_else(|| info.and_then(|info| info.region.clone())),
                    cidrs: node.map_or_else(|| written().into_iter().collect(), |node| node.cidrs.clone()),
                    vpc,
                }
            });
            for side in &sides {
                if let Some(vpc) = side.vpc.as_ref().and_then(|vpc| self.vpcs.get_mut(vpc))
                    && !vpc.peerings.contains(id)
                {
                    vpc.peerings.push(id.clone());
                }
            }
            let ends = sides
                .each_ref()
                .map(|side| side.vpc.as_ref().and_then(|vpc| self.graph_nodes.get(vpc)).copied());
            if let [Some(one), Some(other)] = ends {
                self.graph.add_edge(one, other, id.clone());
            }
            let status = peering_status(peering.status_code(), &sides);
            let node = PeeringNode { id: id.clone(), sides, status };
            self.peerings.insert(id.clone(), node);
        }
    }

    fn add_endpoints(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::VpcEndpoint(endpoint) = resource.as_ref() else { continue };
            let vpc = self.resolve(id, "/vpcId", endpoint.vpc_id.as_ref(), ResourceType::Vpc);
            if let Some(vpc) = vpc.as_ref().and_then(|vpc| self.vpcs.get_mut(vpc)) {
                vpc.endpoints.push(id.clone());
            }
            let mut route_tables = Vec::new();
            for (index, table) in endpoint.route_table_ids.iter().enumerate() {
                let path = format!("/routeTableIds/{index}");
                route_tables.extend(self.resolve(id, &path, Some(table), ResourceType::RouteTable));
            }
            let node = EndpointNode {
                id: id.clone(),
                vpc,
                is_gateway: endpoint.is_gateway(),
                service: endpoint.service_name.as_deref().and_then(service_of_name),
                route_tables,
                state: endpoint.state.clone(),
            };
            self.endpoints.insert(id.clone(), node);
        }
    }

    fn add_prefix_lists(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::ManagedPrefixList(list) = resource.as_ref() else { continue };
            let entries: Vec<IpNet> = list
                .entries
                .values()
                .filter_map(|entry| entry.cidr.as_ref().and_then(crate::net::CidrBlock::net))
                .collect();
            let max_entries =
                list.max_entries.and_then(|max| usize::try_from(max).ok()).unwrap_or(entries.len());
            let service = list.prefix_list_name.as_deref().and_then(service_of_name);
            self.prefix_lists
                .insert(id.clone(), PrefixListNode { id: id.clone(), entries, service, max_entries });
        }
    }

    /// References that nothing above resolves: targets of routes, groups and prefix lists of rules.
    ///
    /// A dangling target of a route is no problem: it is a blackhole (contract section 1).
    fn check_references(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            if let Resource::RouteTable(table) = resource.as_ref() {
                for (row, route) in &table.routes {
                    let Some(list) = &route.destination_prefix_list_id else { continue };
                    self.check_prefix_list(id, &format!("/routes/{row}/destinationPrefixListId"), list);
                }
            }
            let Resource::SecurityGroup(group) = resource.as_ref() else { continue };
            let inbound = group.ip_permissions.iter().map(|row| ("ipPermissions", row));
            let outbound =
                group.ip_permissions_egress.iter().flatten().map(|row| ("ipPermissionsEgress", row));
            for (field, (row, rule)) in inbound.chain(outbound) {
                if let Some(group) = &rule.group_id {
                    let path = format!("/{field}/{row}/groupId");
                    self.resolve(id, &path, Some(group), ResourceType::SecurityGroup);
                }
                if let Some(list) = &rule.prefix_list_id {
                    self.check_prefix_list(id, &format!("/{field}/{row}/prefixListId"), list);
                }
            }
        }
    }
}

impl Network {
    /// AWS's own lists need not be drawn.
    fn check_prefix_list(&mut self, from: &ResourceId, path: &str, list: &ResourceId) {
        if self.prefix_list(list.as_str()).is_none() {
            self.resolve(from, path, Some(list), ResourceType::ManagedPrefixList);
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

/// The status as AWS has it: a connection between VPCs that overlap fails, whatever the drawing says (R-PEER-1).
fn peering_status(written: &str, [requester, accepter]: &[PeeringSide; 2]) -> String {
    let overlap = requester
        .cidrs
        .iter()
        .any(|one| accepter.cidrs.iter().any(|other| crate::net::cidrs_overlap(one, other)));
    if overlap && written == "active" { "failed".to_owned() } else { written.to_owned() }
}

fn addresses_of(interface: &NetworkInterface) -> Vec<InterfaceAddress> {
    let primary = interface.primary_address();
    let others = interface.private_ip_addresses.iter().filter(|entry| Some(*entry) != primary);
    primary
        .into_iter()
        .chain(others)
        .filter_map(|entry| {
            let private = entry.private_ip_address.as_ref()?.ip()?;
            Some(InterfaceAddress {
                private,
                public: entry.public_ip.as_ref().and_then(crate::net::Address::ip),
                elastic_ip: None,
            })
        })
        .collect()
}

/// Reads `com.amazonaws.eu-west-1.s3`.
fn service_of_name(name: &str) -> Option<(GatewayService, String)> {
    let (region, word) = name.strip_prefix("com.amazonaws.")?.rsplit_once('.')?;
    let (service, none) = reserved::service_of(word)?;
    none.is_none().then(|| (service, region.to_owned()))
}
