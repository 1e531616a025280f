//! From the decisions of a trace to the passages of interfaces.
//!
//! A trace lists decisions; a record is about an interface. What leaves an interface is judged by its groups and, when it
//! leaves the subnet, by the ACL; what comes to one by the ACL and then the groups. So the ACL of a subnet belongs to
//! the interface that left before it, or to the one that would have taken the packet after it.

use super::record::{FlowAction, FlowDirection};
use super::tap::Tap;
use crate::model::ResourceId;
use crate::net::Header;
use crate::simulate::{Blocker, Hop, HopKind, Leg, Outcome, Trace};
use crate::topology::{InterfaceNode, Network};
use std::collections::BTreeSet;

/// One passage of an interface.
#[derive(Clone, Debug)]
pub(super) struct Crossing<'a> {
    pub(super) tap: Tap<'a>,
    pub(super) leg: Leg,
    pub(super) direction: FlowDirection,
    /// The packet as the interface sees it.
    pub(super) header: Header,
    pub(super) action: FlowAction,
    /// AWS's reason of a `REJECT`, where it gives one.
    pub(super) reason: Option<&'static str>,
    pub(super) decided_by: String,
}

/// What was seen on the way.
#[derive(Default)]
pub(super) struct Seen<'a> {
    pub(super) crossings: Vec<Crossing<'a>>,
    /// Interfaces whose source/destination check drops something.
    pub(super) checked: Vec<&'a ResourceId>,
    /// Regional NAT gateways on the way.
    pub(super) regional: Vec<&'a ResourceId>,
    /// Subnets that stand for an address without an interface.
    pub(super) without_interface: Vec<&'a ResourceId>,
    /// Components on the way that are down.
    pub(super) down: Vec<ResourceId>,
}

/// The codes of components that are not up, so that nothing passes their interfaces.
const DOWN: &[&str] = &["BAD_STATE", "AZ_DOWN", "BAD_STATE_ATTACHMENT"];
/// AWS's reason in the field `reject-reason`.
const PUBLIC_ACCESS: &str = "BPA";

/// Reads the request and, if it arrived, the reply.
pub(super) fn of_trace<'a>(network: &'a Network, trace: &'a Trace) -> Seen<'a> {
    let blockers = trace.blockers.iter();
    let down: BTreeSet<&ResourceId> = blockers
        .filter(|blocker| DOWN.contains(&blocker.code) && (blocker.leg == Leg::Forward || !trace.as_if))
        .filter(|blocker| is_down_itself(network, blocker))
        .map(|blocker| &blocker.at)
        .collect();
    let mut reader = Reader {
        network,
        trace,
        down,
        leg: Leg::Forward,
        seen: Seen::default(),
        leaving: None,
        entering: None,
        inside: None,
        hub: None,
    };
    reader.read(&trace.forward, Leg::Forward);
    if !trace.as_if {
        reader.read(&trace.back, Leg::Return);
    }
    let mut seen = reader.seen;
    seen.down = reader.down.into_iter().cloned().collect();
    seen
}

/// Whether what is blamed has no interface that anything passes. An appliance, or a transit gateway, that drops for want of
/// a BGP session has.
fn is_down_itself(network: &Network, blocker: &Blocker) -> bool {
    let by = &blocker.decided_by.resource;
    let is_bgp = network.connect_peers.contains_key(by)
        || network.instances.contains_key(&blocker.at)
            && network.transit_gateway_attachments.contains_key(by);
    !is_bgp
}

struct Reader<'a> {
    network: &'a Network,
    trace: &'a Trace,
    down: BTreeSet<&'a ResourceId>,
    leg: Leg,
    seen: Seen<'a>,
    /// What has left an interface, until the ACL of its subnet is asked.
    leaving: Option<Leaving<'a>>,
    /// The subnet whose ACL let the packet in.
    entering: Option<&'a ResourceId>,
    /// The host that has taken the packet and may send it on.
    inside: Option<&'a ResourceId>,
    /// The transit gateway that holds the packet.
    hub: Option<&'a ResourceId>,
}

struct Leaving<'a> {
    /// The place of the passage in the list; `None` of what has no interface.
    crossing: Option<usize>,
    subnet: Option<&'a ResourceId>,
    /// Whether the route table was asked, so that the next ACL of the subnet is asked for what leaves.
    is_routed: bool,
}

impl<'a> Reader<'a> {
    fn read(&mut self, hops: &'a [Hop], leg: Leg) {
        self.leg = leg;
        (self.leaving, self.entering, self.inside, self.hub) = (None, None, None, None);
        for (index, hop) in hops.iter().enumerate() {
            if let Some(hub) = self.hub_of(hop) {
                self.at_hub(hop, hub);
                continue;
            }
            match hop.kind {
                HopKind::SecurityGroup => self.at_groups(hop, index == 0),
                HopKind::Route if self.network.subnets.contains_key(&hop.component) => self.at_table(hop),
                HopKind::NetworkAcl => self.at_acl(hop),
                HopKind::SourceCheck => self.at_check(hop),
                _ => self.at_device(hop),
            }
        }
    }

    /// The transit gateway at which the hop is: itself, or that of the Connect peer whose tunnel ends there.
    fn hub_of(&self, hop: &'a Hop) -> Option<&'a ResourceId> {
        let network = self.network;
        let at_peer = || network.connect_peers.get(&hop.component)?.gateway.as_ref();
        network.transit_gateways.get(&hop.component).map(|hub| &hub.id).or_else(at_peer)
    }

    fn at_groups(&mut self, hop: &'a Hop, is_first: bool) {
        let Some(interface) = self.interface_of(hop) else { return };
        let header = &hop.header_in;
        let sends = is_first && (interface.owns(header.source) || !interface.owns(header.destination));
        let tap = Tap::of_interface(interface);
        if sends || self.inside == Some(&hop.component) {
            let crossing = self.push(tap, FlowDirection::Egress, header, hop);
            self.leaving = Some(Leaving { crossing, subnet: interface.subnet.as_ref(), is_routed: false });
            self.inside = None;
            return;
        }
        if let Some(subnet) = interface.subnet.as_ref() {
            self.leave_hub(subnet, hop);
        }
        self.push(tap, FlowDirection::Ingress, header, hop);
        (self.inside, self.leaving, self.entering) = (Some(&hop.component), None, None);
    }

    fn at_table(&mut self, hop: &'a Hop) {
        let subnet = &hop.component;
        self.leave_hub(subnet, hop);
        match &mut self.leaving {
            Some(leaving) if leaving.subnet == Some(subnet) => leaving.is_routed = true,
            _ => {
                self.leaving = Some(Leaving { crossing: None, subnet: Some(subnet), is_routed: true });
                self.seen.without_interface.push(subnet);
            }
        }
    }

    fn at_acl(&mut self, hop: &'a Hop) {
        let subnet = &hop.component;
        let is_outbound =
            self.leaving.as_ref().is_some_and(|leaving| leaving.is_routed && leaving.subnet == Some(subnet));
        let leaving = self.leaving.take();
        if is_outbound {
            if !admits(hop) {
                self.reject(leaving.and_then(|leaving| leaving.crossing), hop, None);
            }
            return;
        }
        self.entering = Some(subnet);
        if !admits(hop)
            && let Some(tap) = self.receiver(subnet)
        {
            self.push(tap, FlowDirection::Ingress, &hop.header_in, hop);
        }
    }

    /// The check of a receiver is asked after its groups, that of a sender before them: AWS says of neither that it is
    /// recorded.
    fn at_check(&mut self, hop: &'a Hop) {
        let Some(interface) = self.interface_of(hop) else { return };
        if self.inside == Some(&hop.component) {
            self.seen.crossings.pop();
        }
        self.seen.checked.push(&interface.id);
    }

    fn at_hub(&mut self, hop: &'a Hop, hub: &'a ResourceId) {
        self.leaving = None;
        if let Some(subnet) = self.entering.take()
            && let Some(tap) = Tap::of_hub(self.network, hub, subnet)
        {
            let at = self.push(tap, FlowDirection::Ingress, &hop.header_in, hop);
            self.accept(at);
        }
        self.hub = Some(hub);
    }

    /// A transit gateway sends the packet by its interface in this subnet.
    fn leave_hub(&mut self, subnet: &'a ResourceId, hop: &'a Hop) {
        let Some(hub) = self.hub.take() else { return };
        let Some(tap) = Tap::of_hub(self.network, hub, subnet) else { return };
        let crossing = self.push(tap, FlowDirection::Egress, &hop.header_in, hop);
        self.accept(crossing);
        self.leaving = Some(Leaving { crossing, subnet: Some(subnet), is_routed: false });
    }

    fn at_device(&mut self, hop: &'a Hop) {
        (self.leaving, self.entering, self.hub) = (None, None, None);
        if let Some(nat) = self.network.nat_gateways.get(&hop.component) {
            self.inside = None;
            if nat.regional.is_some() {
                self.seen.regional.push(&nat.id);
                return;
            }
            let at = self.push(Tap::of_nat(nat), FlowDirection::Ingress, &hop.header_in, hop);
            self.accept(at);
            if admits(hop) {
                let crossing = self.push(Tap::of_nat(nat), FlowDirection::Egress, &hop.header_out, hop);
                self.leaving = Some(Leaving { crossing, subnet: nat.subnet.as_ref(), is_routed: false });
            }
            return;
        }
        if self.interface_of(hop).is_some() {
            self.inside = Some(&hop.component);
            return;
        }
        self.inside = None;
        if self.is_public_access(hop) {
            self.blocked_from_outside(hop);
        }
    }

    /// VPC Block Public Access drops at the gateway, and AWS writes it down at the interface inside.
    fn blocked_from_outside(&mut self, hop: &'a Hop) {
        let leg = self.leg;
        let last = self.seen.crossings.iter().rposition(|crossing| crossing.leg == leg);
        if last.is_some() {
            return self.reject(last, hop, Some(PUBLIC_ACCESS));
        }
        let beyond = self.trace.beyond_on(leg);
        let inside = beyond.iter().find_map(|next| {
            Some((self.interface_of(next).map(Tap::of_interface).or_else(|| self.nat_of(next))?, next))
        });
        let Some((tap, next)) = inside else { return };
        let at = self.push(tap, FlowDirection::Ingress, &next.header_in, hop);
        self.reject(at, hop, Some(PUBLIC_ACCESS));
    }

    fn is_public_access(&self, hop: &Hop) -> bool {
        self.trace.blockers.iter().any(|blocker| {
            blocker.code == "VPC_BLOCK_PUBLIC_ACCESS_ENABLED"
                && blocker.leg == self.leg
                && blocker.at == hop.component
                && blocker.decided_by == hop.decided_by
        })
    }

    /// Who would have taken what the ACL of a subnet drops.
    fn receiver(&self, subnet: &ResourceId) -> Option<Tap<'a>> {
        let next = self.trace.beyond_on(self.leg).first()?;
        if let Some(interface) = self.interface_of(next) {
            return Some(Tap::of_interface(interface));
        }
        self.nat_of(next).or_else(|| Tap::of_hub(self.network, &next.component, subnet))
    }

    fn nat_of(&self, hop: &Hop) -> Option<Tap<'a>> {
        let nat = self.network.nat_gateways.get(&hop.component)?;
        nat.regional.is_none().then(|| Tap::of_nat(nat))
    }

    fn interface_of(&self, hop: &Hop) -> Option<&'a InterfaceNode> {
        self.network.interfaces.get(hop.interface.as_ref().unwrap_or(&hop.component))
    }

    /// Writes a passage down, unless the component is down; gives its place in the list.
    fn push(&mut self, tap: Tap<'a>, direction: FlowDirection, header: &Header, hop: &Hop) -> Option<usize> {
        if self.down.contains(tap.component) || self.down.contains(&hop.component) {
            return None;
        }
        self.seen.crossings.push(Crossing {
            tap,
            leg: self.leg,
            direction,
            header: header.clone(),
            action: if admits(hop) { FlowAction::Accept } else { FlowAction::Reject },
            reason: None,
            decided_by: hop.decided_by.text.clone(),
        });
        Some(self.seen.crossings.len() - 1)
    }

    fn reject(&mut self, at: Option<usize>, hop: &Hop, reason: Option<&'static str>) {
        if let Some(crossing) = at.and_then(|at| self.seen.crossings.get_mut(at)) {
            crossing.action = FlowAction::Reject;
            crossing.reason = reason;
            crossing.decided_by.clone_from(&hop.decided_by.text);
        }
    }

    /// Of a component without groups: what it drops itself, behind its interface, is accepted at the interface.
    fn accept(&mut self, at: Option<usize>) {
        if let Some(crossing) = at.and_then(|at| self.seen.crossings.get_mut(at)) {
            crossing.action = FlowAction::Accept;
            "it has no security groups, and no network ACL drops it".clone_into(&mut crossing.decided_by);
        }
    }
}

fn admits(hop: &Hop) -> bool {
    !matches!(hop.decided_by.outcome, Outcome::Deny | Outcome::NoMatch)
}
