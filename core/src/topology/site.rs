//! Sites outside of AWS, their routers and hosts.

use super::Network;
use crate::model::reserved::INTERNET;
use crate::model::{Document, OnPremisesRoute, Resource, ResourceId, ResourceType, RowId};
use crate::net::{Address, CidrBlock, Family};
use ipnet::IpNet;
use std::net::IpAddr;

/// A site with its router.
#[derive(Clone, Debug)]
pub struct SiteNode {
    /// Its id.
    pub id: ResourceId,
    /// Its networks that can be read, IPv4 first.
    pub cidrs: Vec<IpNet>,
    /// The public address that its router uses on the internet.
    pub public_ip: Option<IpAddr>,
    /// The rows of its router, by row id.
    pub routes: Vec<SiteRoute>,
    /// The VPN connections of its customer gateways, by id.
    pub connections: Vec<ResourceId>,
    /// Its hosts, by id.
    pub hosts: Vec<ResourceId>,
}

/// A row of the router of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteRoute {
    /// The row.
    pub row: RowId,
    /// The destination.
    pub destination: IpNet,
    /// What it leads to.
    pub target: SiteTarget,
}

/// What a row of the router of a site leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SiteTarget {
    /// A VPN connection, by the id that the row names.
    Vpn(ResourceId),
    /// The site's own line to the internet.
    Internet,
    /// Another site, over a line of the two, by the id that the row names.
    Site(ResourceId),
    /// Nothing that is there.
    Nothing,
}

/// A host at a site.
#[derive(Clone, Debug)]
pub struct HostNode {
    /// Its id.
    pub id: ResourceId,
    /// The site, if it names one that exists.
    pub site: Option<ResourceId>,
    /// Its addresses.
    pub addresses: Vec<IpAddr>,
}

impl SiteNode {
    /// The network of the site that holds the address.
    pub fn network_of(&self, address: IpAddr) -> Option<&IpNet> {
        self.cidrs.iter().filter(|net| net.contains(&address)).max_by_key(|net| net.prefix_len())
    }
}

impl HostNode {
    /// Its first address of a family.
    pub fn first_address(&self, family: Family) -> Option<IpAddr> {
        self.addresses.iter().copied().find(|address| Family::of(*address) == family)
    }

    /// Whether the address is one of its own.
    pub fn owns(&self, address: IpAddr) -> bool {
        self.addresses.contains(&address)
    }
}

impl Network {
    /// Sites and their hosts; before the VPN connections that lead to them.
    pub(super) fn add_sites(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::OnPremisesSite(site) = resource.as_ref() else { continue };
            let blocks = site.cidr_blocks.iter().chain(&site.ipv6_cidr_blocks);
            let node = SiteNode {
                id: id.clone(),
                cidrs: blocks.filter_map(CidrBlock::net).collect(),
                public_ip: site.public_ip.as_ref().and_then(Address::ip),
                routes: site.routes.iter().filter_map(|(row, route)| self::route(row, route)).collect(),
                connections: Vec::new(),
                hosts: Vec::new(),
            };
            for (row, route) in &site.routes {
                let path = format!("/routes/{row}/vpnConnectionId");
                self.resolve(id, &path, route.vpn_connection_id.as_ref(), ResourceType::VpnConnection);
                let path = format!("/routes/{row}/onPremisesSiteId");
                self.resolve(id, &path, route.on_premises_site_id.as_ref(), ResourceType::OnPremisesSite);
            }
            let index = self.graph.add_node(id.clone());
            self.graph_nodes.insert(id.clone(), index);
            self.sites.insert(id.clone(), node);
        }
        for (id, resource) in &document.resources {
            let Resource::OnPremisesHost(host) = resource.as_ref() else { continue };
            let named = host.on_premises_site_id.as_ref();
            let site = self.resolve(id, "/onPremisesSiteId", named, ResourceType::OnPremisesSite);
            let addresses: Vec<IpAddr> = host.ip_addresses.iter().filter_map(Address::ip).collect();
            if let Some(site) = site.as_ref().and_then(|site| self.sites.get_mut(site)) {
                site.hosts.push(id.clone());
            }
            for address in &addresses {
                self.host_addresses.entry(*address).or_default().push(id.clone());
            }
            self.hosts.insert(id.clone(), HostNode { id: id.clone(), site, addresses });
        }
    }

    /// The host of a site that has the address.
    pub fn host_at(&self, site: &SiteNode, address: IpAddr) -> Option<&HostNode> {
        let owners = self.host_addresses.get(&address)?.iter().filter_map(|id| self.hosts.get(id));
        owners.filter(|host| host.site.as_ref() == Some(&site.id)).min_by(|one, other| one.id.cmp(&other.id))
    }
}

fn route(row: &RowId, route: &OnPremisesRoute) -> Option<SiteRoute> {
    let target = match (&route.vpn_connection_id, &route.gateway_id, &route.on_premises_site_id) {
        (Some(connection), _, _) => SiteTarget::Vpn(connection.clone()),
        (None, Some(gateway), _) if *gateway == INTERNET => SiteTarget::Internet,
        (None, None, Some(site)) => SiteTarget::Site(site.clone()),
        _ => SiteTarget::Nothing,
    };
    Some(SiteRoute { row: row.clone(), destination: route.destination_cidr()?.net()?, target })
}
