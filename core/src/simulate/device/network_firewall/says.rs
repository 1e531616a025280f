//! What a firewall says of a packet.

use super::stateful::{Action, By, Judged, Outcome as Verdict, Reason};
use super::{Inspection, stateless};
use crate::change::Fix;
use crate::message::Message;
use crate::model::ResourceId;
use crate::simulate::describe::what;
use crate::simulate::packet::Packet;
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::{HopKind, Outcome, codes};

impl<'a> Inspection<'a> {
    fn pass(&self, walk: &mut Walk<'a>, packet: &Packet<'a>, decision: Decision) {
        walk.pass(At::component(&self.firewall.id), HopKind::Forward, &packet.header, decision);
    }

    fn block(
        &self,
        walk: &mut Walk<'a>,
        packet: &Packet<'a>,
        decision: Decision,
        (message, fix): (Message, Option<Fix>),
    ) {
        let stop = Stop::new(codes::FIREWALL_RULES_RESTRICTION, message).fix(fix);
        walk.block(At::component(&self.firewall.id), HopKind::Forward, &packet.header, decision, stop);
    }

    /// Rules that nobody here can judge may decide: there is no verdict (R-NFW-10).
    pub(super) fn unsupported(&self, walk: &mut Walk<'a>, packet: &Packet<'a>, why: &str) {
        let name = walk.world.name(&self.firewall.id);
        let text = format!("whether {name} lets it pass is not known: {why}");
        let decision = Decision::new(&self.firewall.id, Outcome::NoMatch, ["R-NFW-10"], text);
        self.pass(walk, packet, decision);
        let message = Message::new(
            "note.firewall-unsupported",
            "{firewall} has rules that are not judged here, and they may decide: {why}.",
            [("firewall", name.to_owned()), ("why", why.to_owned())],
        );
        walk.note(codes::FIREWALL_UNSUPPORTED_RULE_OPTIONS, Some(&self.firewall.id), message);
        walk.unknown(&self.firewall.id, format!("Whether {name} lets it pass is not known: {why}."));
    }

    pub(super) fn stateless_drop(
        &self,
        walk: &mut Walk<'a>,
        packet: &Packet<'a>,
        judged: &stateless::Judged<'a>,
    ) {
        let world = walk.world;
        let (firewall, by) = (world.name(&self.firewall.id), world.name(judged.by));
        let (key, template, text) = if judged.row.is_some() {
            (
                "firewall.stateless",
                "{firewall} dropped it: a stateless rule of {by} drops {what} from {source} to {destination}. Change that rule, or pass it by one with a lower priority.",
                format!("a rule of {by} drops it"),
            )
        } else {
            (
                "firewall.stateless-default",
                "{firewall} dropped it: no stateless rule matches {what} from {source} to {destination}, and {by} drops what none matches. Add a rule, or forward it to the stateful rules.",
                format!("no stateless rule matches, and {by} drops what none matches"),
            )
        };
        let message = Self::message(key, template, packet, firewall, by);
        let decision = Decision::new(judged.by, Outcome::Deny, ["R-NFW-6"], text).with_row(judged.row);
        let fix = self.mend_stateless(walk, packet, judged);
        self.block(walk, packet, decision, (message, fix));
    }

    fn message(
        key: &'static str,
        template: &'static str,
        packet: &Packet<'a>,
        firewall: &str,
        by: &str,
    ) -> Message {
        Message::new(
            key,
            template,
            [
                ("firewall", firewall.to_owned()),
                ("by", by.to_owned()),
                ("what", what(&packet.header)),
                ("source", packet.header.source.to_string()),
                ("destination", packet.header.destination.to_string()),
            ],
        )
    }

    pub(super) fn stateless_passed(
        &self,
        walk: &mut Walk<'a>,
        packet: &Packet<'a>,
        judged: &stateless::Judged<'a>,
        is_half: bool,
    ) {
        let world = walk.world;
        let (firewall, by) = (world.name(&self.firewall.id), world.name(judged.by));
        let text = match judged.row {
            Some(_) => format!("a stateless rule of {by} passes it"),
            None => format!("no stateless rule matches, and {by} passes what none matches"),
        };
        let mut book = vec!["R-NFW-6"];
        book.extend(is_half.then_some("R-NFW-7"));
        let decision = Decision::new(judged.by, Outcome::Allow, book, text).with_row(judged.row);
        self.pass(walk, packet, decision);
        if is_half {
            let message = Message::new(
                "note.firewall-half-flow",
                "{firewall} sees the request by its stateful rules, and a stateless rule passes the reply around them: what they remember of the flow is one half. Pass both directions, or forward both.",
                [("firewall", firewall.to_owned())],
            );
            walk.note(codes::FIREWALL_ASYMMETRIC, Some(&self.firewall.id), message);
        }
    }

    /// The stateful engine knows the flow of a reply (R-NFW-2).
    pub(super) fn known_flow(&self, walk: &mut Walk<'a>, packet: &Packet<'a>) {
        let text = format!("{} knows the flow", walk.world.name(&self.firewall.id));
        let decision = Decision::new(&self.firewall.id, Outcome::State, ["R-NFW-2"], text);
        self.pass(walk, packet, decision);
    }

    /// Writes down what the stateful engine decided. Says whether the packet goes on.
    pub(super) fn conclude(&self, walk: &mut Walk<'a>, packet: &Packet<'a>, judged: &Judged<'a>) -> bool {
        let world = walk.world;
        let alerts = alerts(walk, &judged.alerts);
        match &judged.outcome {
            Verdict::Unknown(group, why) => {
                self.unsupported(
                    walk,
                    packet,
                    &format!("{}: {why}", walk.world.network.display_name(group.as_str())),
                );
                false
            }
            Verdict::Open => {
                let policy = world.name(self.policy.0);
                let text = format!("no stateful rule of {policy} stops it{alerts}");
                let decision = Decision::new(self.policy.0, Outcome::Allow, ["R-NFW-6"], text);
                self.pass(walk, packet, decision);
                true
            }
            Verdict::Decided(by) if by.action == Action::Pass => {
                let text = format!("a stateful rule of {} passes it{alerts}", world.name(by.id));
                let decision = Decision::new(by.id, Outcome::Allow, ["R-NFW-6"], text).with_row(by.row);
                self.pass(walk, packet, decision);
                true
            }
            Verdict::Decided(by) => self.stop(walk, packet, by, &alerts),
        }
    }

    /// A rule stops the flow. What is rejected ends here: the sender is told.
    fn stop(&self, walk: &mut Walk<'a>, packet: &Packet<'a>, by: &By<'a>, alerts: &str) -> bool {
        let world = walk.world;
        let (firewall, group) = (world.name(&self.firewall.id), world.name(by.id));
        let is_reject = by.action == Action::Reject;
        let name = walk.host_name.clone().unwrap_or_default();
        let (key, template) = match (by.reason, is_reject) {
            (Reason::Header, false) => (
                "firewall.rule",
                "{firewall} dropped it: a stateful rule of {by} drops {what} from {source} to {destination}. Change that rule, or pass it by one that is asked before.",
            ),
            (Reason::Header, true) => (
                "firewall.reject",
                "{firewall} refused it: a stateful rule of {by} rejects {what} from {source} to {destination}. Change that rule, or pass it by one that is asked before.",
            ),
            (Reason::Listed, _) => (
                "firewall.listed",
                "{firewall} dropped it: {name} is on the list of {by}, which denies it. Take it from the list.",
            ),
            (Reason::NotListed, _) => (
                "firewall.not-listed",
                "{firewall} dropped it: {by} lets only the names on its list pass, and {name} is none of them. Add it to the list.",
            ),
            (Reason::Default, _) => (
                "firewall.default",
                "{firewall} dropped it: no stateful rule matches {what} from {source} to {destination}, and {by} drops what none matches. Add a rule that passes it.",
            ),
        };
        let mut message = Self::message(key, template, packet, firewall, group);
        if matches!(by.reason, Reason::Listed | Reason::NotListed) {
            message = Message::new(
                key,
                template,
                [("firewall", firewall.to_owned()), ("by", group.to_owned()), ("name", name)],
            );
        }
        let text = match by.reason {
            Reason::Default => {
                format!("no stateful rule matches, and {group} drops what none matches{alerts}")
            }
            _ if is_reject => format!("a stateful rule of {group} rejects it{alerts}"),
            _ => format!("a stateful rule of {group} drops it{alerts}"),
        };
        let decision = Decision::new(by.id, Outcome::Deny, ["R-NFW-6"], text).with_row(by.row);
        let fix = self.mend_stateful(walk, packet, by);
        let stop = Stop::new(codes::FIREWALL_RULES_RESTRICTION, message)
            .fix(fix)
            .detail((is_reject && !walk.is_return()).then_some(codes::FIREWALL_REJECT));
        walk.block(At::component(&self.firewall.id), HopKind::Forward, &packet.header, decision, stop);
        !is_reject
    }
}

/// Who reports the flow, for the end of a sentence.
fn alerts(walk: &Walk<'_>, groups: &[&ResourceId]) -> String {
    let document = &walk.world.network.document;
    let names: Vec<&str> = groups.iter().map(|id| document.display_name(id.as_str())).collect();
    if names.is_empty() { String::new() } else { format!(", and {} reports it", names.join(" and ")) }
}
