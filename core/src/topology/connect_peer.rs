//! Connect peers: the tunnels of Connect attachments, and the appliances at their other ends (R-TGW-43).

use super::vpn::{announced, is_circle};
use super::{AddressOwner, AttachmentKind, Network, VpnPrefix};
use crate::model::{Document, Resource, ResourceId, ResourceType, RowId, TransitGatewayConnectPeer};
use crate::net::{Address, CidrBlock};
use ipnet::IpNet;
use std::net::IpAddr;

/// A Connect peer.
#[derive(Clone, Debug)]
pub struct ConnectPeerNode {
    /// Its id.
    pub id: ResourceId,
    /// The Connect attachment.
    pub attachment: Option<ResourceId>,
    /// The transit gateway.
    pub gateway: Option<ResourceId>,
    /// The attachment of a VPC of the same transit gateway that carries the tunnel; `None` where another thing does, or
    /// nothing.
    pub transport: Option<ResourceId>,
    /// The address of the gateway's end: the one that is written, else the first free one of the gateway's blocks.
    pub hub_address: Option<IpAddr>,
    /// Whether that is an address of a block of the gateway, of the family of the other end: else there is no tunnel.
    pub has_end: bool,
    /// The address of the appliance's end.
    pub peer_address: Option<IpAddr>,
    /// The interface of the VPC behind the transport that has the address of the appliance's end.
    pub interface: Option<ResourceId>,
    /// The instance of that interface.
    pub instance: Option<ResourceId>,
    /// The autonomous system number of the appliance.
    pub asn: u32,
    /// Its BGP sessions by row id, and whether each is up.
    pub sessions: Vec<(RowId, bool)>,
    /// What the appliance announces and the gateway takes; `None` where nobody tells.
    pub announced: Option<Vec<VpnPrefix>>,
    /// Its state.
    pub state: String,
}

impl ConnectPeerNode {
    /// Whether the tunnel is there: whether BGP tells anything over it is another question.
    pub fn is_available(&self) -> bool {
        self.state == "available"
    }

    /// Whether it is there and a BGP session is up, as the drawing says: one of the two is enough.
    pub fn is_up(&self) -> bool {
        self.is_available() && self.sessions.iter().any(|(_, is_up)| *is_up)
    }

    /// Whether AWS has taken it away, or is about to.
    pub fn is_gone(&self) -> bool {
        matches!(self.state.as_str(), "deleting" | "deleted")
    }

    /// The narrowest prefix that the appliance announces for the address.
    pub fn prefix_of(&self, address: IpAddr) -> Option<&VpnPrefix> {
        let prefixes = self.announced.iter().flatten();
        let holding = prefixes.filter(|prefix| prefix.net.contains(&address));
        holding.max_by_key(|prefix| prefix.net.prefix_len())
    }
}

impl Network {
    /// Connect peers; after attachments and interfaces.
    pub(super) fn add_connect_peers(&mut self, document: &Document) {
        let mut nodes = Vec::new();
        for (id, resource) in &document.resources {
            let Resource::TransitGatewayConnectPeer(peer) = resource.as_ref() else { continue };
            let named = peer.transit_gateway_attachment_id.as_ref();
            let path = "/transitGatewayAttachmentId";
            let attachment = self.resolve(id, path, named, ResourceType::TransitGatewayAttachment);
            nodes.push(self.connect_peer(id, peer, attachment));
        }
        give_free_addresses(document, &mut nodes);
        for node in &mut nodes {
            node.has_end = has_end(document, node);
        }
        for node in nodes {
            let attachment = node.attachment.as_ref().filter(|_| !node.is_gone());
            if let Some(own) = attachment.and_then(|id| self.transit_gateway_attachments.get_mut(id)) {
                own.peers.push(node.id.clone());
            }
            if let Some(instance) = node.instance.as_ref().filter(|_| !node.is_gone()) {
                match self.connect_peers_of.get_mut(instance) {
                    Some(peers) => peers.push(node.id.clone()),
                    None => self.connect_peers_of.insert(instance.clone(), vec![node.id.clone()]),
                }
            }
            self.connect_peers.insert(node.id.clone(), node);
        }
    }

    fn connect_peer(
        &self,
        id: &ResourceId,
        peer: &TransitGatewayConnectPeer,
        attachment: Option<ResourceId>,
    ) -> ConnectPeerNode {
        let own = attachment.as_ref().and_then(|id| self.transit_gateway_attachments.get(id));
        let own = own.filter(|own| own.kind == AttachmentKind::Connect);
        let gateway = own.and_then(|own| own.gateway.as_ref());
        let carrier = own.and_then(|own| self.transit_gateway_attachments.get(own.resource.as_ref()?));
        let transport = carrier.filter(|carrier| {
            gateway.is_some_and(|gateway| carrier.is_at(gateway.as_str())) && carrier.vpc().is_some()
        });
        let ends = &peer.connect_peer_configuration;
        let peer_address = ends.peer_address.as_ref().and_then(Address::ip);
        let vpc = transport.and_then(|transport| transport.vpc());
        let owner = vpc.zip(peer_address).and_then(|(vpc, address)| self.owner_in_vpc(vpc.as_str(), address));
        let interface = owner.and_then(|owner| match owner {
            AddressOwner::Interface(interface) => self.interfaces.get(interface),
            AddressOwner::NatGateway(_) => None,
        });
        let hub_asn = gateway.and_then(|id| self.transit_gateways.get(id)).map_or(0, |hub| hub.asn);
        let peer_asn = peer.peer_asn().unwrap_or(hub_asn);
        let asn = u32::try_from(peer_asn).unwrap_or_default();
        let is_internal = peer_asn == hub_asn;
        let told = peer.advertisements.as_ref().map(announced);
        let told = told.or_else(|| own.and_then(|own| own.announced.clone()));
        ConnectPeerNode {
            id: id.clone(),
            gateway: gateway.cloned(),
            transport: transport.map(|transport| transport.id.clone()),
            hub_address: ends.transit_gateway_address.as_ref().and_then(Address::ip),
            has_end: false,
            peer_address,
            interface: interface.map(|interface| interface.id.clone()),
            instance: interface.and_then(|interface| interface.instance.clone()),
            asn,
            sessions: peer.sessions(),
            announced: told.map(|told| {
                let mut told = taken(told, asn, is_internal);
                told.retain(|prefix| !is_circle(&prefix.as_path, hub_asn, is_internal));
                told
            }),
            state: peer.state.clone(),
            attachment,
        }
    }
}

/// AWS gives a peer that asks for no address the first free one of the blocks of its gateway, of the family of the
/// other end.
fn give_free_addresses(document: &Document, nodes: &mut [ConnectPeerNode]) {
    for at in 0..nodes.len() {
        let taken: Vec<IpAddr> = nodes.iter().filter_map(|node| node.hub_address).collect();
        let Some(node) = nodes.get_mut(at).filter(|node| node.hub_address.is_none()) else { continue };
        let gateway = node.gateway.as_ref().and_then(|id| document.transit_gateway(id.as_str()));
        let Some((gateway, peer)) = gateway.zip(node.peer_address) else { continue };
        let blocks = gateway.options.transit_gateway_cidr_blocks.iter().filter_map(CidrBlock::net);
        let mut hosts = blocks.filter(|block| block.addr().is_ipv4() == peer.is_ipv4()).flat_map(first);
        node.hub_address = hosts.find(|host| !taken.contains(host));
    }
}

/// Whether the gateway's end of a tunnel lies in one of the blocks of the gateway. What says nothing of the other end is
/// not known.
fn has_end(document: &Document, node: &ConnectPeerNode) -> bool {
    let Some(peer) = node.peer_address else { return true };
    let gateway = node.gateway.as_ref().and_then(|id| document.transit_gateway(id.as_str()));
    let blocks = gateway.into_iter().flat_map(|gateway| &gateway.options.transit_gateway_cidr_blocks);
    let end = node.hub_address.filter(|end| end.is_ipv4() == peer.is_ipv4());
    end.is_some_and(|end| blocks.filter_map(CidrBlock::net).any(|block| block.contains(&end)))
}

/// The first addresses of a block after its base: more than a gateway has peers is never asked for.
fn first(block: IpNet) -> impl Iterator<Item = IpAddr> {
    block.hosts().take(5000).filter(move |host| *host != block.network())
}

/// What the gateway takes of what an appliance announces: its own number stands in front of a path that is not written,
/// and inside one autonomous system nothing is taken that comes from nowhere else.
fn taken(told: Vec<VpnPrefix>, asn: u32, is_internal: bool) -> Vec<VpnPrefix> {
    let mut prefixes = told;
    if is_internal {
        prefixes.retain(|prefix| !prefix.as_path.is_empty());
    }
    for prefix in prefixes.iter_mut().filter(|prefix| prefix.as_path.is_empty()) {
        prefix.as_path.push(asn);
    }
    prefixes
}
