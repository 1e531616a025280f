use super::checkpoint::Checkpoint;
use super::codes;
use super::device::load_balancer;
use super::http::Exchange;
use super::loop_guard::LoopGuard;
use super::packet::Packet;
use super::session::{HubCrossing, Session};
use super::settled::{Parts, Settled, Split};
use super::world::World;
use super::{Blocker, DecidedBy, Hop, HopKind, Leg, Outcome, TraceNote};
use crate::change::Fix;
use crate::message::Message;
use crate::model::{ResourceId, RowId};
use crate::net::Header;
use crate::topology::{InterfaceNode, TransitGatewayAttachmentNode, VpcNode, region_of_zone};
use std::net::IpAddr;
use std::rc::Rc;

/// One way of a flow, there or back, as it is written down hop by hop.
#[derive(Clone)]
pub(super) struct Walk<'a> {
    pub(super) world: World<'a>,
    pub(super) leg: Leg,
    pub(super) session: Session<'a>,
    pub(super) settled: Settled,
    pub(super) guard: LoopGuard,
    /// Instances that have sent the packet on, on this way.
    passed: Vec<(&'a ResourceId, IpAddr)>,
    /// The transit gateways that this way crossed.
    pub(super) hubs: Vec<HubCrossing<'a>>,
    /// What the flow is meant for, for messages.
    pub(super) meant_for: String,
    /// The host name that the packet was sent to, in lower case.
    pub(super) host_name: Option<String>,
    /// The request of HTTP that it carries, and what is answered.
    pub(super) http: Option<Exchange>,
    /// Amazon S3 or DynamoDB in a Region, if the flow is for one.
    pub(super) service: Option<(crate::model::reserved::GatewayService, String)>,
    hops: Vec<Hop>,
    /// How many hops belong to the walk up to its first drop; all while nothing dropped.
    dropped_after: Option<usize>,
    blockers: Vec<Blocker>,
    notes: Vec<TraceNote>,
    /// Whether an earlier walk of the same flow was stopped.
    stopped_before: bool,
    /// Where knowledge ends, and what is missing.
    unknown: Option<(ResourceId, String)>,
    /// Where the walk parts.
    split: Option<Split>,
    /// The walk as it stood before the last step, where that may part it.
    pub(super) checkpoint: Option<Rc<Checkpoint<'a>>>,
}

/// What a walk wrote down.
pub(super) struct Record {
    pub(super) hops: Vec<Hop>,
    pub(super) dropped_after: Option<usize>,
    pub(super) blockers: Vec<Blocker>,
    pub(super) notes: Vec<TraceNote>,
    pub(super) unknown: Option<(ResourceId, String)>,
    pub(super) split: Option<Split>,
    pub(super) http: Option<Exchange>,
}

/// Where a decision falls: what is drawn, and the interface if that is an instance.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    component: &'a ResourceId,
    interface: Option<&'a ResourceId>,
}

impl<'a> At<'a> {
    pub(super) fn component(component: &'a ResourceId) -> Self {
        Self { component, interface: None }
    }

    pub(super) fn interface(interface: &'a InterfaceNode) -> Self {
        let own = interface.holder().map(|_| &interface.id);
        Self { component: interface.component(), interface: own }
    }
}

/// What decided, before it is written down.
pub(super) struct Decision {
    pub(super) resource: ResourceId,
    pub(super) row: Option<RowId>,
    pub(super) outcome: Outcome,
    pub(super) book: Vec<&'static str>,
    pub(super) implicit: bool,
    pub(super) text: String,
}

impl Decision {
    pub(super) fn new(
        resource: &ResourceId,
        outcome: Outcome,
        book: impl Into<Vec<&'static str>>,
        text: String,
    ) -> Self {
        Self { resource: resource.clone(), row: None, outcome, book: book.into(), implicit: false, text }
    }

    pub(super) fn with_row(mut self, row: Option<&RowId>) -> Self {
        self.row = row.cloned();
        self
    }

    pub(super) fn implicit(mut self, implicit: bool) -> Self {
        self.implicit = implicit;
        self
    }
}

/// Why a decision stops the packet.
pub(super) struct Stop {
    pub(super) code: &'static str,
    pub(super) detail: Option<&'static str>,
    pub(super) message: Message,
    pub(super) fix: Option<Fix>,
}

impl Stop {
    pub(super) fn new(code: &'static str, message: Message) -> Self {
        Self { code, detail: None, message, fix: None }
    }

    pub(super) fn detail(mut self, detail: Option<&'static str>) -> Self {
        self.detail = detail;
        self
    }

    pub(super) fn fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix;
        self
    }
}

impl<'a> Walk<'a> {
    pub(super) fn new(world: World<'a>, leg: Leg, settled: Settled, meant_for: String) -> Self {
        Self {
            world,
            leg,
            session: Session::default(),
            settled,
            guard: LoopGuard::default(),
            passed: Vec::new(),
            hubs: Vec::new(),
            meant_for,
            host_name: None,
            http: None,
            service: None,
            hops: Vec::with_capacity(12),
            dropped_after: None,
            blockers: Vec::new(),
            notes: Vec::new(),
            stopped_before: false,
            unknown: None,
            split: None,
            checkpoint: None,
        }
    }

    /// The walk of the reply, which knows what the request left behind.
    pub(super) fn back(mut self) -> (Record, Self) {
        let mut back =
            Walk::new(self.world, Leg::Return, self.settled.clone(), std::mem::take(&mut self.meant_for));
        back.stopped_before = !self.blockers.is_empty();
        back.service = self.service.take();
        back.http = self.http.as_ref().map(|exchange| Exchange::new(exchange.request.clone()));
        back.session = std::mem::take(&mut self.session);
        (self.finish(), back)
    }

    pub(super) fn finish(self) -> Record {
        Record {
            hops: self.hops,
            dropped_after: self.dropped_after,
            blockers: self.blockers,
            notes: self.notes,
            unknown: self.unknown,
            split: self.split,
            http: self.http,
        }
    }

    /// Remembers that an instance sends the packet on, with the source that it has there.
    pub(super) fn pass_by(&mut self, instance: &'a ResourceId, source: IpAddr) {
        self.passed.push((instance, source));
    }

    /// Whether an instance has sent the packet on with this source. Behind a NAT gateway it is another packet.
    pub(super) fn has_passed(&self, instance: &ResourceId, source: IpAddr) -> bool {
        self.passed.contains(&(instance, source))
    }

    pub(super) fn is_return(&self) -> bool {
        self.leg == Leg::Return
    }

    /// What is written down of the way so far.
    pub(super) fn hops(&self) -> &[Hop] {
        &self.hops
    }

    pub(super) fn hop_count(&self) -> usize {
        self.hops.len()
    }

    /// Whether this is a request to Amazon S3 or DynamoDB.
    pub(super) fn is_for_gateway_service(&self) -> bool {
        self.service.is_some() && !self.is_return()
    }

    /// Whether a transit gateway brought the packet into this VPC from outside.
    pub(super) fn brought(&self, vpc: &VpcNode, header: &Header) -> bool {
        let into = self.hubs.last().and_then(|hub| hub.to.vpc());
        into == Some(&vpc.id) && !vpc.contains(header.source)
    }

    /// Whether an address to which this walk goes may be one of that VPC. Two VPCs may hold it, and one is meant.
    pub(super) fn may_be_in(&self, vpc: Option<&ResourceId>, address: IpAddr) -> bool {
        let meant = if self.is_return() { self.session.home } else { self.session.there };
        let meant = meant.filter(|meant| meant.contains(address));
        meant.is_none_or(|meant| vpc == Some(&meant.id))
    }

    /// The same of what is behind an attachment: of anything else than a VPC it is not known.
    pub(super) fn may_be_behind(&self, attachment: &TransitGatewayAttachmentNode, address: IpAddr) -> bool {
        attachment.vpc().is_none_or(|vpc| self.may_be_in(Some(vpc), address))
    }

    /// Where the walk is.
    pub(super) fn last_component(&self) -> Option<ResourceId> {
        self.hops.last().map(|hop| hop.component.clone())
    }

    /// Whether somebody refused the packet and told the sender so.
    pub(super) fn is_refused(&self) -> bool {
        self.blockers.first().is_some_and(Blocker::is_refusal)
    }

    /// The code of the last blocker.
    pub(super) fn last_code(&self) -> Option<&'static str> {
        self.blockers.last().map(|blocker| blocker.code)
    }

    pub(super) fn is_stopped(&self) -> bool {
        !self.blockers.is_empty()
    }

    /// Whether the flow has failed already, on this walk or on the one before.
    pub(super) fn is_lost(&self) -> bool {
        self.stopped_before || self.is_stopped()
    }

    /// Whether the walk cannot go on: knowledge ended, or the ports part.
    pub(super) fn is_over(&self) -> bool {
        self.unknown.is_some() || self.split.is_some()
    }

    /// Writes down a decision that lets the packet go on as it is.
    pub(super) fn pass(&mut self, at: At<'_>, kind: HopKind, header: &Header, decision: Decision) {
        self.pass_changed(at, kind, header, header, decision);
    }

    /// Writes down a decision that sends the packet on with another header; `before` is the header that came.
    pub(super) fn pass_changed(
        &mut self,
        at: At<'_>,
        kind: HopKind,
        before: &Header,
        after: &Header,
        decision: Decision,
    ) {
        self.hops.push(hop(at, kind, before, after, decision));
    }

    /// Writes down a decision that stops the packet. The walk goes on as if it had passed.
    pub(super) fn block(
        &mut self,
        at: At<'_>,
        kind: HopKind,
        header: &Header,
        mut decision: Decision,
        stop: Stop,
    ) {
        if self.is_return() {
            decision.book.push("R-FLOW-6");
        }
        if self.stopped_before || self.is_stopped() {
            decision.book.push("R-FLOW-7");
        }
        let hop = hop(at, kind, header, header, decision);
        let message = self.in_leg(stop.message);
        self.blockers.push(Blocker {
            code: stop.code,
            detail: stop.detail,
            at: at.component.clone(),
            leg: self.leg,
            message,
            decided_by: hop.decided_by.clone(),
            fix: stop.fix,
        });
        self.hops.push(hop);
        if self.dropped_after.is_none() {
            self.dropped_after = Some(self.hops.len());
        }
    }

    /// Adds a number of the book to the last hop.
    pub(super) fn add_to_last_book(&mut self, number: &'static str) {
        if let Some(hop) = self.hops.last_mut() {
            add_number(hop, &mut self.blockers, number);
        }
    }

    /// Gives the last blocker another code, if it has that one and the last hop is it.
    pub(super) fn call_last_block(&mut self, code: &'static str, by: &'static str) {
        let Some(hop) = self.hops.last() else { return };
        if let Some(blocker) = self.blockers.last_mut()
            && blocker.code == code
            && blocker.decided_by == hop.decided_by
        {
            blocker.code = by;
        }
    }

    /// A blocker that no component decided: the walk does not even start.
    pub(super) fn refuse(&mut self, at: &ResourceId, mut decision: Decision, stop: Stop) {
        if self.is_stopped() {
            decision.book.push("R-FLOW-7");
        }
        self.blockers.push(Blocker {
            code: stop.code,
            detail: stop.detail,
            at: at.clone(),
            leg: self.leg,
            message: stop.message,
            decided_by: decided_by(decision),
            fix: stop.fix,
        });
        self.dropped_after.get_or_insert(self.hops.len());
    }

    /// Says in a reply's message that the request arrived, or would have.
    fn in_leg(&self, mut message: Message) -> Message {
        if self.is_return() {
            message.args.insert("arrived", self.meant_for.clone());
            message.text = if self.stopped_before {
                format!("The reply would be lost too: {}", message.text)
            } else {
                format!("The request arrives at {}. The reply is lost: {}", self.meant_for, message.text)
            };
        }
        message
    }

    pub(super) fn unknown(&mut self, at: &ResourceId, missing: String) {
        self.unknown.get_or_insert((at.clone(), missing));
    }

    pub(super) fn split(&mut self, split: Split) {
        self.split.get_or_insert(split);
    }

    /// Which of several ways AWS takes: the one of this branch, the only one, or the first where the flow is lost already.
    /// `None` where the walk parts here, and where there is no way at all.
    pub(super) fn pick(
        &mut self,
        at: &ResourceId,
        choice: String,
        ways: Vec<String>,
        reason: String,
    ) -> Option<usize> {
        self.pick_by_share(at, choice, ways, Vec::new(), reason)
    }

    /// The same where it can be said how many of a thousand flows take each way.
    pub(super) fn pick_by_share(
        &mut self,
        at: &ResourceId,
        choice: String,
        ways: Vec<String>,
        shares: Vec<u32>,
        reason: String,
    ) -> Option<usize> {
        if ways.is_empty() {
            return None;
        }
        let ways = told_apart(ways);
        if let Some(way) = self.settled.way(&choice, &ways) {
            return Some(way);
        }
        if ways.len() == 1 || self.is_lost() {
            return Some(0);
        }
        self.split(Split { at: at.clone(), reason, parts: Parts::Ways { choice, ways, shares } });
        None
    }

    pub(super) fn note(&mut self, code: &'static str, at: Option<&ResourceId>, message: Message) {
        let note = TraceNote { code, at: at.cloned(), message };
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// Notes once that the packet goes from one zone to another (R-FLOW-12); says whether it does.
    pub(super) fn enter_zone(
        &mut self,
        packet: &mut Packet<'a>,
        at: &'a ResourceId,
        zone: Option<&'a str>,
    ) -> bool {
        let Some(zone) = zone else { return false };
        let before = packet.zone.replace(zone);
        let Some(before) = before.filter(|before| *before != zone) else { return false };
        // Between Regions other prices hold, and the zones say nothing.
        let is_far = region_of_zone(before) != region_of_zone(zone);
        if !self.is_return() && !is_far {
            let (from, to) = (before.to_owned(), zone.to_owned());
            let message = match load_balancer::unbilled_sender(self, &packet.header) {
                Some(balancer) => Message::new(
                    "note.zone-crossed-unbilled",
                    "The packet goes from {from} to {to}, which is not billed between a node of {balancer} and its target.",
                    [("from", from), ("to", to), ("balancer", self.world.name(balancer).to_owned())],
                ),
                None => Message::new(
                    "note.zone-crossed",
                    "The packet goes from {from} to {to}: traffic between zones is billed.",
                    [("from", from), ("to", to)],
                ),
            };
            self.note(codes::AVAILABILITY_ZONE_CROSSED, Some(at), message);
        }
        true
    }
}

/// Ways that are called alike get a number: what is settled remembers a way by its name.
pub(super) fn told_apart(ways: Vec<String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::with_capacity(ways.len());
    for way in ways {
        let alike = |count: usize| if count == 1 { way.clone() } else { format!("{way} ({count})") };
        let free = (1..=all.len() + 1).map(alike).find(|name| !all.contains(name));
        all.push(free.unwrap_or(way));
    }
    all
}

/// Adds a number to a hop, and to the blocker that this hop is: both tell of one decision.
fn add_number(hop: &mut Hop, blockers: &mut [Blocker], number: &'static str) {
    for blocker in blockers.iter_mut().filter(|blocker| blocker.decided_by == hop.decided_by) {
        blocker.decided_by.book.push(number);
    }
    hop.decided_by.book.push(number);
}

fn decided_by(decision: Decision) -> DecidedBy {
    decision.into()
}

impl From<Decision> for DecidedBy {
    fn from(decision: Decision) -> Self {
        Self {
            resource: decision.resource,
            row: decision.row,
            outcome: decision.outcome,
            book: decision.book,
            implicit: decision.implicit,
            text: decision.text,
        }
    }
}

fn hop(at: At<'_>, kind: HopKind, before: &Header, after: &Header, mut decision: Decision) -> Hop {
    if before != after {
        decision.book.push("R-FLOW-1");
    }
    Hop {
        component: at.component.clone(),
        interface: at.interface.cloned(),
        kind,
        header_in: before.clone(),
        header_out: after.clone(),
        decided_by: decided_by(decision),
    }
}
