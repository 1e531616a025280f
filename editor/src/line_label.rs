//! What a line says of its tunnels and sessions while some of them are switched off.

use std::borrow::Cow;

use netyard_core::expect::Fault;
use netyard_core::topology::ConnectPeerNode;
use netyard_scene::{Edge, EdgeKind};

use crate::editor::Editor;

impl Editor {
    /// The label of a line as things are: of a VPN connection and a Connect peer it counts what is up, and what somebody
    /// switched off is not. A tunnel without its BGP session is down, as AWS takes it.
    pub fn label_of<'e>(&self, edge: &'e Edge) -> Cow<'e, str> {
        let drawn = Cow::Borrowed(edge.label.as_str());
        if edge.kind != EdgeKind::Vpn || self.session.off.is_empty() {
            return drawn;
        }
        let (network, id) = (&self.network().network, edge.id.as_str());
        let peer = network.connect_peers.get(id);
        let tunnels = network.vpn_connections.get(id).map(|connection| &connection.tunnels);
        let parts = tunnels.or_else(|| peer.map(|peer| &peer.sessions));
        let (Some(parts), Some((_, rest))) = (parts, edge.label.split_once(" up")) else { return drawn };
        let is_dark = peer.is_some_and(|peer| self.is_appliance_off(peer));
        let is_up = |of: &str| {
            ![Fault::TunnelDown(of.to_owned()), Fault::BgpSessionDown(of.to_owned())]
                .iter()
                .any(|fault| self.session.off.contains(fault))
        };
        let up = parts
            .iter()
            .filter(|(row, was_up)| *was_up && !is_dark && is_up(id) && is_up(&format!("{id}/{row}")));
        Cow::Owned(format!("{} of {} up{rest}", up.count(), parts.len()))
    }

    /// Whether nobody speaks BGP at the other end of a Connect peer, because its appliance or its zone is switched off.
    fn is_appliance_off(&self, peer: &ConnectPeerNode) -> bool {
        let (network, off) = (&self.network().network, &self.session.off);
        let interface = peer.interface.as_ref().and_then(|id| network.interfaces.get(id));
        let subnet = interface.and_then(|own| network.subnets.get(own.subnet.as_ref()?));
        let zone = subnet.and_then(|subnet| subnet.zone.clone());
        peer.instance.clone().is_some_and(|instance| off.contains(&Fault::Stopped(instance)))
            || zone.is_some_and(|zone| off.contains(&Fault::ZoneDown(zone)))
    }
}
