//! Virtual private gateways, from section 11 of the rule book.

use super::facts::Facts;
use super::opinion::Reason;
use super::sites::Connection;
use super::walk::{Fate, Packet, Walk, stop};
use ipnet::IpNet;
use netyard_core::model::VpnGateway;

fn gateway<'a>(facts: &Facts<'a>, id: &str) -> Option<&'a VpnGateway> {
    facts.document.vpn_gateway(id)
}

/// Whether a route of the VPC may lead to the gateway: it is attached to it, and not deleted.
pub(crate) fn is_attached(facts: &Facts, id: &str, vpc: &str) -> bool {
    gateway(facts, id).is_some_and(|one| {
        one.vpc_id.as_ref().is_some_and(|of| of.as_str() == vpc) && !one.state.starts_with("delet")
    })
}

/// Whether it is there and works.
pub(crate) fn is_up(facts: &Facts, id: &str) -> bool {
    gateway(facts, id).is_some_and(|one| one.state == "available")
}

/// What a gateway knows: the block, whether it was written down, the connection, and whether a tunnel is up.
fn known<'a>(facts: &'a Facts, id: &str) -> Vec<(IpNet, bool, &'a Connection)> {
    let of = facts.connections.iter().filter(|one| one.vpn_gateway.as_deref() == Some(id));
    of.flat_map(|one| one.brings.iter().map(move |block| (*block, one.is_static, one))).collect()
}

/// What the gateway propagates into a table of its VPC, and whether it is in use (R-RT-35). Inside the blocks of the VPC
/// the local route wins whatever is propagated (R-RT-3).
pub(crate) fn propagated(facts: &Facts, id: &str, vpc: &str) -> Vec<(IpNet, bool)> {
    let vpc_id = gateway(facts, id).and_then(|one| one.vpc_id.as_ref());
    if vpc_id.is_none_or(|of| of.as_str() != vpc) {
        return Vec::new();
    }
    let own = facts.blocks(vpc);
    known(facts, id)
        .into_iter()
        .filter(|(block, ..)| block.addr().is_ipv4() && !own.iter().any(|own| own.contains(block)))
        .map(|(block, _, one)| (block, one.has_tunnel && is_up(facts, id)))
        .collect()
}

/// What the gateway tells a site by BGP: its VPC, and what other sites with BGP announce under numbers of their own (R-VGW-6).
pub(crate) fn announces(facts: &Facts, id: &str, to: &Connection) -> Vec<IpNet> {
    let vpc = gateway(facts, id).and_then(|one| one.vpc_id.clone());
    let mut blocks = vpc.map(|vpc| facts.blocks(vpc.as_str())).unwrap_or_default();
    blocks.retain(|block| block.addr().is_ipv4());
    let others = known(facts, id).into_iter().filter(|(_, is_static, one)| !is_static && one.asn != to.asn);
    blocks.extend(others.map(|(block, ..)| block));
    blocks
}

impl<'a> Walk<'a> {
    /// Out of a VPC by its gateway, into the tunnels of the best connection (R-VGW-2, R-VGW-3, R-VGW-4).
    pub(crate) fn vpn_gateway(&mut self, id: &str, vpc: &str, packet: Packet) -> Fate {
        self.step(id)?;
        let facts = self.facts;
        if packet.to.is_ipv6() {
            return stop(Reason::CannotRoute, id);
        }
        if !is_up(facts, id) {
            return stop(Reason::State, id);
        }
        let is_nat = facts.nats.iter().any(|nat| nat.vpc == vpc && nat.address == packet.from);
        if !is_nat && facts.owner(vpc, packet.from).is_none() {
            return stop(Reason::VpnSource, id);
        }
        let mut all = known(facts, id);
        all.retain(|(block, ..)| block.contains(&packet.to));
        all.sort_by_key(|(block, is_static, one)| {
            (!one.has_tunnel, u8::MAX - block.prefix_len(), !is_static)
        });
        match all.first() {
            Some((.., one)) => self.reach_site(id, one, packet),
            None => stop(Reason::VpnPrefix, id),
        }
    }

    /// From a site into the VPC, or to another site of the gateway; nothing else is for it (R-VGW-5).
    pub(crate) fn take_from_site(&mut self, id: &str, by: &'a Connection, packet: Packet) -> Fate {
        self.step(id)?;
        let facts = self.facts;
        if packet.to.is_ipv6() {
            return stop(Reason::CannotRoute, id);
        }
        if !is_up(facts, id) {
            return stop(Reason::State, id);
        }
        let vpc = gateway(facts, id).and_then(|one| one.vpc_id.as_ref());
        if let Some(vpc) = vpc.filter(|vpc| facts.is_in_vpc(vpc.as_str(), packet.to)) {
            return self.enter_by(id, vpc.as_str(), packet, false);
        }
        let mut others = known(facts, id);
        others.retain(|(block, _, one)| one.id != by.id && block.contains(&packet.to));
        let is_elsewhere = !others.is_empty();
        others.retain(|(_, is_static, one)| !is_static && !by.is_static && one.asn != by.asn);
        others.sort_by_key(|(block, _, one)| (!one.has_tunnel, u8::MAX - block.prefix_len()));
        match others.first() {
            Some((.., one)) => self.reach_site(id, one, packet),
            None if vpc.is_none() && !is_elsewhere => stop(Reason::NotAttached, id),
            None => stop(Reason::VpnDestination, id),
        }
    }
}
