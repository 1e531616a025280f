use super::{Lookup, RoutedNetwork, Target};
use crate::topology::{ConnectPeerNode, InterfaceNode};

/// Why the two ends of a Connect peer do not tell each other routes: BGP speaks inside the tunnel, so that whatever ends
/// the tunnel ends it too (R-TGW-43, R-FLOW-11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeerFault {
    /// The peer is not available.
    State,
    /// The gateway's end lies in none of the gateway's blocks, so that there is no tunnel.
    NoEnd,
    /// No BGP session is up.
    Sessions,
    /// Nothing that runs has the address of the appliance's end.
    Appliance,
    /// The subnet of the appliance has no route to the gateway's end by that gateway.
    NoWayBack,
    /// The attachment that carries the tunnel has no subnet in the zone of the appliance (R-TGW-5).
    Zone,
}

impl RoutedNetwork {
    /// What keeps BGP from speaking over a Connect peer, as the drawing has it; the first thing, where there are several.
    /// `None` where nothing does, or where the drawing does not hold what would.
    ///
    /// Its attachments are not asked. Network ACLs and security groups are left to the packets.
    pub fn peer_fault(&self, peer: &ConnectPeerNode) -> Option<PeerFault> {
        if !peer.is_available() {
            return Some(PeerFault::State);
        }
        if !peer.has_end {
            return Some(PeerFault::NoEnd);
        }
        if !peer.is_up() {
            return Some(PeerFault::Sessions);
        }
        let network = &self.network;
        let transport = network.transit_gateway_attachments.get(peer.transport.as_ref()?)?;
        let Some(interface) = peer.interface.as_ref().and_then(|id| network.interfaces.get(id)) else {
            let vpc = network.vpcs.get(transport.vpc()?)?;
            let is_unread =
                ["networkInterface", "instance", "subnet"].iter().any(|kind| vpc.does_not_know(kind));
            return (!is_unread && peer.peer_address.is_some()).then_some(PeerFault::Appliance);
        };
        if !network.is_running(interface) {
            return Some(PeerFault::Appliance);
        }
        self.way_back(peer, interface)
    }

    /// What the appliance sends leaves by the table of its subnet, as everything does.
    fn way_back(&self, peer: &ConnectPeerNode, interface: &InterfaceNode) -> Option<PeerFault> {
        let network = &self.network;
        let subnet = network.subnets.get(interface.subnet.as_ref()?)?;
        let table = self.table_of(subnet)?;
        let (end, gateway) = (peer.hub_address?, peer.gateway.as_ref()?);
        let winner = match table.look_up(end) {
            Lookup::Route { winner, .. } => Some(winner),
            Lookup::Reserved(_) | Lookup::None => None,
        };
        if table.unknown_rival(winner).is_some() {
            return None;
        }
        match winner.map(|route| &route.target) {
            Some(Target::TransitGateway(hub)) if hub == gateway => {
                let transport = network.transit_gateway_attachments.get(peer.transport.as_ref()?)?;
                (!network.serves_zone(transport, subnet)).then_some(PeerFault::Zone)
            }
            // What is in between may lead on.
            Some(
                Target::NetworkInterface(_) | Target::GatewayLoadBalancerEndpoint(_) | Target::Unknown(_),
            ) => None,
            _ => Some(PeerFault::NoWayBack),
        }
    }
}
