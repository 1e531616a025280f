//! AWS Network Firewall: what stands behind its endpoints (section 19 of the rule book).
//!
//! <https://docs.aws.amazon.com/network-firewall/latest/developerguide/what-is-aws-network-firewall.html>. A packet meets the
//! stateless rules first, one by one; what these forward, the stateful ones judge as a flow. Rules in the words of Suricata,
//! the content of TLS and what a client sends on unusual ports are not judged: where they could decide, the verdict is
//! `UNKNOWN` (R-NFW-10).

mod domain_list;
mod matching;
mod mend;
mod says;
mod stateful;
mod stateless;
pub(in crate::simulate) mod symmetry;
mod words;

use crate::model::{FirewallPolicy, ResourceId, RuleGroup};
use crate::simulate::packet::Packet;
use crate::simulate::state::{self, Part};
use crate::simulate::walk::{At, Decision, Walk};
use crate::simulate::world::World;
use crate::simulate::{HopKind, Outcome};
use crate::topology::{FirewallNode, ManagedServiceNode};
use matching::Read;
use stateful::Engine;
use symmetry::{Known, Passed};

/// A packet at an endpoint of a firewall.
pub(super) struct Inspection<'a> {
    firewall: &'a FirewallNode,
    /// The endpoint, or the attachment by which a transit gateway sends to it.
    endpoint: &'a ResourceId,
    policy: (&'a ResourceId, &'a FirewallPolicy),
}

/// The group of rules with that id, if the drawing holds it.
fn rule_group<'a>(world: World<'a>, id: &ResourceId) -> Option<(&'a ResourceId, &'a RuleGroup)> {
    let (id, _) = world.network.document.resources.get_key_value(id)?;
    Some((id, world.network.document.rule_group(id.as_str())?))
}

/// Judges a packet that a route sent to an endpoint of a firewall. Says whether it goes on, be it as if.
pub(super) fn inspect<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    endpoint: &'a ManagedServiceNode,
    firewall: &'a FirewallNode,
) -> bool {
    hand_over(walk, packet, endpoint, firewall);
    judge(walk, packet, (firewall, &endpoint.id))
}

/// Judges a packet that a transit gateway sends to a firewall that is attached to it (R-NFW-9).
pub(super) fn inspect_at_hub<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    attachment: &'a ResourceId,
    firewall: &'a FirewallNode,
) -> bool {
    let before = walk.hop_count();
    let goes_on = judge(walk, packet, (firewall, attachment));
    if walk.hop_count() > before {
        walk.add_to_last_book("R-NFW-9");
    }
    packet.identity = packet.identity.passed_by(&firewall.id);
    goes_on
}

/// Asks the rules of a firewall at one of its endpoints, or at its attachment.
fn judge<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, place: symmetry::Place<'a>) -> bool {
    let (world, (firewall, endpoint)) = (walk.world, place);
    if !state::check(walk, packet, Part::Firewall(firewall), HopKind::Forward) {
        symmetry::remember(walk, packet, place, true, Passed::Yes);
        return true;
    }
    let policy = firewall.policy.as_ref();
    let written = policy.and_then(|id| world.network.document.firewall_policy(id.as_str()));
    let Some(policy) = policy.zip(written) else {
        walk.unknown(
            &firewall.id,
            format!("The policy of {} is not in the drawing.", world.name(&firewall.id)),
        );
        return false;
    };
    let inspection = Inspection { firewall, endpoint, policy };
    let read = Read::of(walk, packet);
    let judged = match stateless::judge(world, policy, &read) {
        Ok(judged) => judged,
        Err(why) => {
            inspection.unsupported(walk, packet, &why);
            return false;
        }
    };
    match judged.action {
        stateless::Action::Drop => {
            // As if it had passed, its reply is known.
            symmetry::remember(walk, packet, place, true, Passed::Yes);
            inspection.stateless_drop(walk, packet, &judged);
        }
        stateless::Action::Pass => inspection.stateless_pass(walk, packet, &judged),
        stateless::Action::Forward => return inspection.judge_flow(walk, packet),
    }
    true
}

/// The endpoint hands the packet to the firewall: only what routes bring here is seen (R-NFW-1).
fn hand_over<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    endpoint: &'a ManagedServiceNode,
    firewall: &'a FirewallNode,
) {
    let world = walk.world;
    let mut book = vec!["R-NFW-1"];
    book.extend(is_own_zone(walk, packet, endpoint, firewall).then_some("R-NFW-3"));
    book.extend((!walk.session.translations.is_empty()).then_some("R-NFW-4"));
    let hub = walk.hubs.last().filter(|hub| hub.to.vpc() == firewall.vpc.as_ref());
    book.extend(hub.filter(|hub| hub.to.appliance_mode).map(|_| "R-NFW-5"));
    let text = format!("{} hands it to {}", world.name(&endpoint.id), world.name(&firewall.id));
    let decision = Decision::new(&endpoint.id, Outcome::Route, book, text);
    walk.pass(At::component(&endpoint.id), HopKind::Forward, &packet.header, decision);
}

/// Whether an internet gateway let the packet in, and its endpoint is in the zone of whom it is for (R-NFW-3).
fn is_own_zone<'a>(
    walk: &Walk<'a>,
    packet: &Packet<'a>,
    endpoint: &ManagedServiceNode,
    firewall: &FirewallNode,
) -> bool {
    let world = walk.world;
    if walk.is_return() || walk.session.came_in_by_gateway.is_none() {
        return false;
    }
    let vpc = world.vpc(firewall.vpc.as_ref());
    let zone = vpc
        .and_then(|vpc| world.network.subnet_of_address(vpc, packet.header.destination))
        .and_then(|subnet| subnet.zone.as_deref());
    let mut nodes = endpoint.interfaces.iter().filter_map(|id| world.network.interfaces.get(id));
    let own = nodes.find_map(|node| world.subnet(node.subnet.as_ref())?.zone.as_deref());
    own.is_some() && own == zone
}

impl<'a> Inspection<'a> {
    fn at(&self) -> symmetry::Place<'a> {
        (self.firewall, self.endpoint)
    }

    /// The stateless engine lets the packet by.
    fn stateless_pass(&self, walk: &mut Walk<'a>, packet: &Packet<'a>, judged: &stateless::Judged<'a>) {
        let is_half = walk.is_return() && matches!(symmetry::known(walk, packet, self.at()), Known::Here(_));
        if !walk.is_return() {
            symmetry::remember(walk, packet, self.at(), false, Passed::Yes);
        }
        self.stateless_passed(walk, packet, judged, is_half);
    }

    /// The stateful engine judges a new flow, or knows the one that a reply belongs to. Says whether the packet goes on.
    fn judge_flow(&self, walk: &mut Walk<'a>, packet: &Packet<'a>) -> bool {
        let world = walk.world;
        let blocks = world.vpc(self.firewall.vpc.as_ref()).map(|vpc| vpc.cidrs.as_slice());
        let engine = Engine::of(world, self.policy, blocks);
        let read = Read::of(walk, packet);
        if !walk.is_return() {
            let name = walk.host_name.clone();
            let judged = engine.judge(&read, name.as_deref());
            let passed = match (&judged.outcome, judged.may_pass.clone()) {
                (stateful::Outcome::Decided(_), _) => Passed::Yes,
                (_, Some((group, why))) => Passed::Perhaps(group, why),
                (_, None) => Passed::No,
            };
            symmetry::remember(walk, packet, self.at(), true, passed);
            return self.conclude(walk, packet, &judged);
        }
        let known = symmetry::known(walk, packet, self.at());
        if symmetry::is_lost(self, packet, &known) {
            symmetry::refuse(walk, packet, self, &known);
            return true;
        }
        let judged = match known {
            Known::Here(Passed::Yes) => {
                self.known_flow(walk, packet);
                return true;
            }
            Known::Here(Passed::No) => engine.judge_reply(&read),
            Known::Here(Passed::Perhaps(group, why)) => engine.judge_reply(&read).unless(group, why),
            Known::OnlyStateless | Known::Elsewhere | Known::Nowhere => engine.judge(&read, None),
        };
        if matches!(judged.outcome, stateful::Outcome::Open) {
            self.known_flow(walk, packet);
            return true;
        }
        self.conclude(walk, packet, &judged)
    }
}
