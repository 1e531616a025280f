use super::support::{AddressPool, BlockPool};
use crate::model::{Document, ElasticIp, NetworkAcl, Resource, ResourceId, RouteTable, SecurityGroup};
use crate::net::Family;
use crate::routing::{EffectiveTable, RoutedNetwork};
use crate::topology::{Network, SubnetNode, VpcNode};
use ipnet::IpNet;

/// What a rule looks at: the drawing, read only, with its topology and routes worked out once.
pub(in crate::rules) struct Context<'a> {
    /// Effective routes.
    pub(in crate::rules) routed: &'a RoutedNetwork,
    /// Topology.
    pub(in crate::rules) network: &'a Network,
    /// The document.
    pub(in crate::rules) document: &'a Document,
    /// Every Elastic IP address.
    pub(in crate::rules) elastic_ips: Vec<(&'a ResourceId, &'a ElasticIp)>,
    /// Public addresses that fixes may give, each once.
    pub(in crate::rules) addresses: AddressPool<'a>,
    /// Blocks and private addresses that fixes may give, each once.
    pub(in crate::rules) blocks: BlockPool<'a>,
    groups: Vec<(&'a ResourceId, &'a SecurityGroup)>,
    acls: Vec<(&'a ResourceId, &'a NetworkAcl)>,
}

impl<'a> Context<'a> {
    pub(in crate::rules) fn new(routed: &'a RoutedNetwork) -> Self {
        let document = &routed.network.document;
        let (mut elastic_ips, mut groups, mut acls) = (Vec::new(), Vec::new(), Vec::new());
        for (id, resource) in &document.resources {
            match resource.as_ref() {
                Resource::ElasticIp(elastic) => elastic_ips.push((id, elastic)),
                Resource::SecurityGroup(group) => groups.push((id, group)),
                Resource::NetworkAcl(acl) => acls.push((id, acl)),
                _ => {}
            }
        }
        let addresses = AddressPool::new(document);
        let blocks = BlockPool::new(&routed.network);
        Self { routed, network: &routed.network, document, elastic_ips, addresses, blocks, groups, acls }
    }

    /// How the user calls the thing with that id.
    pub(in crate::rules) fn name(&self, id: &ResourceId) -> String {
        self.document.display_name(id.as_str()).to_owned()
    }

    /// How the user calls an account: its name, else its id.
    pub(in crate::rules) fn account_name(&self, account: &str) -> String {
        self.document.display_name(account).to_owned()
    }

    /// How the user calls the owner of something of which the drawing may not say it.
    pub(in crate::rules) fn owner_name(&self, owner: Option<&str>) -> String {
        owner.map_or_else(|| "another account".to_owned(), |owner| self.account_name(owner))
    }

    /// How the user calls several things: "a, b and c".
    pub(in crate::rules) fn names<'i>(&self, ids: impl IntoIterator<Item = &'i ResourceId>) -> String {
        super::support::list(ids.into_iter().map(|id| self.name(id)))
    }

    pub(in crate::rules) fn vpcs(&self) -> impl Iterator<Item = &'a VpcNode> + use<'a> {
        self.network.vpcs.values()
    }

    pub(in crate::rules) fn vpc_of(&self, subnet: &SubnetNode) -> Option<&'a VpcNode> {
        self.network.vpcs.get(subnet.vpc.as_ref()?)
    }

    /// The subnets of a VPC.
    pub(in crate::rules) fn subnets_of<'v>(
        &self,
        vpc: &'v VpcNode,
    ) -> impl Iterator<Item = &'a SubnetNode> + use<'a, 'v> {
        let network = self.network;
        vpc.subnets.iter().filter_map(|id| network.subnets.get(id))
    }

    /// The drawn route tables that belong to a VPC.
    pub(in crate::rules) fn tables(
        &self,
    ) -> impl Iterator<Item = (&'a ResourceId, &'a RouteTable, &'a VpcNode, &'a EffectiveTable)> + use<'a>
    {
        let (routed, network) = (self.routed, self.network);
        routed.tables.iter().filter_map(move |(id, effective)| {
            let table = network.document.route_table(id.as_str())?;
            Some((id, table, network.vpcs.get(&effective.vpc)?, effective))
        })
    }

    /// Every security group.
    pub(in crate::rules) fn groups(&self) -> impl Iterator<Item = (&'a ResourceId, &'a SecurityGroup)> {
        self.groups.iter().copied()
    }

    /// Every network ACL.
    pub(in crate::rules) fn acls(&self) -> impl Iterator<Item = (&'a ResourceId, &'a NetworkAcl)> {
        self.acls.iter().copied()
    }

    /// The blocks of one family of the subnets of a VPC.
    pub(in crate::rules) fn subnet_blocks(
        &self,
        vpc: &VpcNode,
        family: Family,
    ) -> Vec<(IpNet, &'a ResourceId)> {
        let block = |subnet: &'a SubnetNode| match family {
            Family::Ipv4 => subnet.cidr,
            Family::Ipv6 => subnet.ipv6_cidr,
        };
        self.subnets_of(vpc).filter_map(|subnet| Some((block(subnet)?, &subnet.id))).collect()
    }
}
