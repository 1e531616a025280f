//! Virtual private gateways and the VPN connections that end at one: what each connection says it leads to.

use super::hub::USUAL_ASN;
use super::{AttachmentKind, Network, TransitGatewayAttachmentNode};
use crate::model::{
    CustomerGateway, Document, Resource, ResourceId, ResourceType, RowId, VpnAdvertisement, VpnConnection,
};
use crate::net::{CidrBlock, Family};
use ipnet::IpNet;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::net::IpAddr;

/// What AWS takes for the discriminator of a prefix that comes without one (R-TGW-16).
const USUAL_MED: u32 = 100;

/// A virtual private gateway.
#[derive(Clone, Debug)]
pub struct VpnGatewayNode {
    /// Its id.
    pub id: ResourceId,
    /// The VPC that it is attached to.
    pub vpc: Option<ResourceId>,
    /// The VPN connections that end at it, by id.
    pub connections: Vec<ResourceId>,
    /// Its state.
    pub state: String,
}

/// A VPN connection.
#[derive(Clone, Debug)]
pub struct VpnConnectionNode {
    /// Its id.
    pub id: ResourceId,
    /// The virtual private gateway at AWS's end.
    pub vpn_gateway: Option<ResourceId>,
    /// The transit gateway at AWS's end.
    pub transit_gateway: Option<ResourceId>,
    /// The attachment by which it ends there: the one that is up, else the first. `None` where none was read.
    pub attachment: Option<ResourceId>,
    /// The VPN Concentrator of the transit gateway that it ends at, if it does (R-VGW-15).
    pub concentrator: Option<String>,
    /// The customer gateway at the other end.
    pub customer_gateway: Option<ResourceId>,
    /// The autonomous system number of the customer gateway.
    pub asn: u32,
    /// The site behind the customer gateway.
    pub site: Option<ResourceId>,
    /// Whether its routes are written by hand; else BGP tells them (R-VGW-8).
    pub is_static: bool,
    /// What travels inside its tunnels (R-VGW-10).
    pub inside: Family,
    /// What may be at the site's end of a packet, in IPv4; everything where absent.
    pub site_range: Option<IpNet>,
    /// What may be at AWS's end of a packet, in IPv4; everything where absent.
    pub aws_range: Option<IpNet>,
    /// What AWS knows to be behind it: static routes, or what the customer gateway announces (R-VGW-2).
    pub prefixes: Vec<VpnPrefix>,
    /// What the customer gateway announces in vain: the number of AWS's end is on the way, and BGP drops that as a circle.
    pub refused: Vec<VpnPrefix>,
    /// Whether these are all: of a connection with BGP and without a site, nobody knows what it announces.
    pub knows_prefixes: bool,
    /// Its tunnels by row id, and whether each is up.
    pub tunnels: Vec<(RowId, bool)>,
    /// Whether its state is `available`.
    pub is_available: bool,
}

/// A prefix behind a VPN connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VpnPrefix {
    /// The prefix.
    pub net: IpNet,
    /// The row of the connection that says so; `None` for a network of the site.
    pub row: Option<RowId>,
    /// The autonomous systems on the way; empty for a static route.
    pub as_path: Vec<u32>,
    /// The multi-exit discriminator.
    pub med: u32,
}

impl VpnConnectionNode {
    /// Whether it is available and a tunnel is up, as the drawing says.
    pub fn has_tunnel(&self) -> bool {
        self.is_available && self.tunnels.iter().any(|(_, is_up)| *is_up)
    }

    /// The narrowest prefix behind it that holds the address; of several for one block the best told (R-VGW-3).
    pub fn prefix_of(&self, address: IpAddr) -> Option<&VpnPrefix> {
        let holding = self.prefixes.iter().filter(|prefix| prefix.net.contains(&address));
        holding.min_by_key(|prefix| (Reverse(prefix.net.prefix_len()), prefix.as_path.len(), prefix.med))
    }
}

impl Network {
    /// Virtual private gateways; before the connections that end at them.
    pub(super) fn add_vpn_gateways(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::VpnGateway(gateway) = resource.as_ref() else { continue };
            let vpc = self.resolve(id, "/vpcId", gateway.vpc_id.as_ref(), ResourceType::Vpc);
            if let Some(vpc) = vpc.as_ref().and_then(|vpc| self.vpcs.get_mut(vpc)) {
                vpc.vpn_gateways.push(id.clone());
            }
            let node =
                VpnGatewayNode { id: id.clone(), vpc, connections: Vec::new(), state: gateway.state.clone() };
            self.vpn_gateways.insert(id.clone(), node);
        }
    }

    /// VPN connections, with the site of the customer gateway; after the sites.
    pub(super) fn add_vpn_connections(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            if let Resource::CustomerGateway(gateway) = resource.as_ref() {
                let site = gateway.on_premises_site_id.as_ref();
                self.resolve(id, "/onPremisesSiteId", site, ResourceType::OnPremisesSite);
            }
            let Resource::VpnConnection(connection) = resource.as_ref() else { continue };
            let named = connection.vpn_gateway_id.as_ref();
            let vpn_gateway = self.resolve(id, "/vpnGatewayId", named, ResourceType::VpnGateway);
            let named = connection.transit_gateway_id.as_ref();
            let transit_gateway = self.resolve(id, "/transitGatewayId", named, ResourceType::TransitGateway);
            let named = connection.customer_gateway_id.as_ref();
            let customer_gateway =
                self.resolve(id, "/customerGatewayId", named, ResourceType::CustomerGateway);
            let customer = customer_gateway.as_ref().and_then(|id| document.customer_gateway(id.as_str()));
            let site = customer.and_then(|gateway| gateway.on_premises_site_id.clone());
            let site = site.filter(|site| self.sites.contains_key(site));
            if let Some(gateway) = vpn_gateway.as_ref().and_then(|id| self.vpn_gateways.get_mut(id)) {
                gateway.connections.push(id.clone());
            }
            if let Some(site) = site.as_ref().and_then(|site| self.sites.get_mut(site)) {
                site.connections.push(id.clone());
            }
            let asn = customer.map_or_else(|| CustomerGateway::default().asn(), CustomerGateway::asn);
            let networks = site.as_ref().and_then(|site| self.sites.get(site)).map(|site| &site.cidrs);
            let attachment =
                transit_gateway.as_ref().and_then(|gateway| self.attachment_of_connection(gateway, id));
            let told = prefixes(connection, asn, networks.map_or(&[], Vec::as_slice));
            let aws = asn_of_aws(document, vpn_gateway.as_ref(), transit_gateway.as_ref());
            let is_refused = |prefix: &VpnPrefix| {
                aws.is_some_and(|aws| is_circle(&prefix.as_path, aws, i64::from(asn) == aws))
            };
            let (refused, prefixes) = told.into_iter().partition(is_refused);
            let node = VpnConnectionNode {
                id: id.clone(),
                vpn_gateway,
                transit_gateway,
                attachment,
                concentrator: connection.vpn_concentrator_id.clone(),
                customer_gateway,
                asn,
                is_static: connection.options.static_routes_only,
                inside: inside(connection),
                site_range: ipv4(connection.options.local_ipv4_network_cidr.as_ref()),
                aws_range: ipv4(connection.options.remote_ipv4_network_cidr.as_ref()),
                prefixes,
                refused,
                knows_prefixes: connection.options.static_routes_only
                    || connection.advertisements.is_some()
                    || site.is_some(),
                tunnels: connection.tunnels(),
                is_available: connection.state == "available",
                site,
            };
            self.join_site(&node);
            self.vpn_connections.insert(id.clone(), node);
        }
    }

    /// The block behind an attachment that holds the address: of a VPC one of its own, of a VPN connection what it leads
    /// to, else a network of its site; of a Connect attachment what an
    /// appliance announces.
    pub fn block_behind(&self, attachment: &TransitGatewayAttachmentNode, address: IpAddr) -> Option<IpNet> {
        if let Some(vpc) = attachment.vpc().and_then(|vpc| self.vpcs.get(vpc)) {
            return vpc.cidrs.iter().find(|cidr| cidr.contains(&address)).copied();
        }
        if attachment.kind == AttachmentKind::Connect {
            let peers = attachment.peers.iter().filter_map(|id| self.connect_peers.get(id));
            return peers.filter_map(|peer| peer.prefix_of(address)).map(|prefix| prefix.net).next();
        }
        let connection = self.vpn_connections.get(attachment.connection()?)?;
        let site = || self.sites.get(connection.site.as_ref()?)?.network_of(address).copied();
        let is_carried = Family::of(address) == connection.inside;
        let refused = || connection.refused.iter().find(|prefix| prefix.net.contains(&address));
        let told = connection.prefix_of(address).or_else(refused).map(|prefix| prefix.net);
        told.or_else(site).filter(|_| is_carried)
    }

    fn attachment_of_connection(&self, gateway: &ResourceId, connection: &ResourceId) -> Option<ResourceId> {
        let nodes = || {
            let nodes = self.transit_gateway_attachments.values();
            nodes.filter(|node| node.connection() == Some(connection) && node.is_at(gateway.as_str()))
        };
        let node = nodes().find(|node| node.is_up()).or_else(|| nodes().next())?;
        Some(node.id.clone())
    }

    /// A site joins the VPCs and transit gateways that its VPN connections lead to, in the graph of what is joined at all.
    fn join_site(&mut self, connection: &VpnConnectionNode) {
        let gateway = connection.vpn_gateway.as_ref().and_then(|id| self.vpn_gateways.get(id));
        let end = gateway.and_then(|gateway| gateway.vpc.as_ref()).or(connection.transit_gateway.as_ref());
        let (Some(end), Some(site)) = (end, &connection.site) else { return };
        let ends = [end, site].map(|end| self.graph_nodes.get(end).copied());
        if let [Some(end), Some(site)] = ends {
            self.graph.add_edge(end, site, connection.id.clone());
        }
    }
}

fn ipv4(block: Option<&CidrBlock>) -> Option<IpNet> {
    block.and_then(CidrBlock::net).filter(|net| net.addr().is_ipv4())
}

fn inside(connection: &VpnConnection) -> Family {
    match connection.options.tunnel_inside_ip_version.as_deref() {
        Some("ipv6") => Family::Ipv6,
        _ => Family::Ipv4,
    }
}

/// The autonomous system number of the gateway at AWS's end.
fn asn_of_aws(
    document: &Document,
    vpn_gateway: Option<&ResourceId>,
    transit_gateway: Option<&ResourceId>,
) -> Option<i64> {
    let of_hub = || {
        let hub = document.transit_gateway(transit_gateway?.as_str())?;
        Some(hub.options.amazon_side_asn.unwrap_or(USUAL_ASN))
    };
    let own = vpn_gateway.and_then(|id| document.vpn_gateway(id.as_str()));
    own.map(|own| own.amazon_side_asn.map_or(USUAL_ASN, i64::from)).or_else(of_hub)
}

/// Whether the number of the gateway is on the way of what is announced to it: BGP drops that as a circle. Inside one
/// autonomous system the first number is that of the speaker, which BGP itself does not write.
pub(super) fn is_circle(as_path: &[u32], gateway: i64, is_internal: bool) -> bool {
    as_path.iter().skip(usize::from(is_internal)).any(|number| i64::from(*number) == gateway)
}

fn prefixes(connection: &VpnConnection, asn: u32, networks: &[IpNet]) -> Vec<VpnPrefix> {
    let of = |net: IpNet, row: Option<&RowId>, as_path: Vec<u32>, med: Option<u32>| VpnPrefix {
        net,
        row: row.cloned(),
        as_path,
        med: med.unwrap_or(USUAL_MED),
    };
    if connection.options.static_routes_only {
        let rows = connection.routes.iter();
        let rows = rows.filter_map(|(row, route)| Some((row, route.destination_cidr_block.as_ref()?.net()?)));
        return rows.map(|(row, net)| of(net, Some(row), Vec::new(), None)).collect();
    }
    let inside = inside(connection);
    let Some(rows) = &connection.advertisements else {
        let networks = networks.iter().filter(|net| Family::of(net.addr()) == inside);
        return networks.map(|net| of(*net, None, vec![asn], None)).collect();
    };
    let mut announced = announced(rows);
    for prefix in announced.iter_mut().filter(|prefix| prefix.as_path.is_empty()) {
        prefix.as_path.push(asn);
    }
    announced
}

/// What rows say of announced prefixes; the path is empty where it is not written.
pub(super) fn announced(rows: &BTreeMap<RowId, VpnAdvertisement>) -> Vec<VpnPrefix> {
    let announced = rows.iter().filter_map(|(row, announced)| {
        Some(VpnPrefix {
            net: announced.cidr_block.as_ref().and_then(CidrBlock::net)?,
            row: Some(row.clone()),
            as_path: announced.as_path.clone(),
            med: announced.med.unwrap_or(USUAL_MED),
        })
    });
    announced.collect()
}
