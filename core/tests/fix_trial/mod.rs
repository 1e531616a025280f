//! Tries proposed edits on copies: what an edit must do, and what it must not.

mod accepted;

use accepted::{Purpose, is_accepted};
use netyard_core::change::{Fix, apply_all, refuse_all};
use netyard_core::expect::{self, Check, UnderError};
use netyard_core::model::{Document, ResourceId};
use netyard_core::routing::{Lookup, RoutedNetwork, Target};
use netyard_core::rules::{Finding, Severity};
use netyard_core::simulate::{Blocker, Faults, FlowSpec, Leg, Trace, Verdict, trace_with};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The code of a packet that goes round in a circle.
const LOOP: &str = "ROUTING_LOOP";

/// What one finding is about: its rule and its elements.
type Found = (String, Vec<String>);

/// What a drawing says: its findings that count, and which of its expectations hold.
pub(crate) struct Said {
    findings: BTreeMap<Found, String>,
    held: BTreeSet<String>,
    all: Vec<Finding>,
}

impl Said {
    pub(crate) fn of(network: &RoutedNetwork) -> Self {
        let report = expect::run_on(network);
        let key = |finding: &Finding| {
            let elements = finding.elements.iter().map(ToString::to_string).collect();
            ((finding.rule.to_owned(), elements), finding.message.text.clone())
        };
        let held = report.results.iter().filter(|result| result.passed == Some(true));
        Self {
            held: held.map(|result| result.id.clone()).collect(),
            findings: report
                .findings
                .iter()
                .filter(|finding| finding.severity != Severity::Hint)
                .map(key)
                .collect(),
            all: report.findings,
        }
    }

    /// Whether the check of the same target of the same group fails already: it takes the way of packets, and with one of
    /// two things mended the other one stops it.
    fn has_other_check(&self, (rule, elements): &Found) -> bool {
        let is_same = |(other, at): &Found| other == rule && at.get(..2) == elements.get(..2);
        rule == "health-check-unreachable" && self.findings.keys().any(is_same)
    }

    /// Whether this very finding is there.
    pub(crate) fn has(&self, finding: &Finding) -> bool {
        self.all.contains(finding)
    }
}

/// A drawing, and copies of it with an edit.
pub(crate) struct Drawing {
    document: Document,
    network: RoutedNetwork,
    said: Said,
    /// What the drawing said before something was taken out of it: an edit may bring that back.
    whole: Option<Rc<Said>>,
    /// The copies, by the edit: many packets are mended by the same one.
    after: BTreeMap<String, Result<(RoutedNetwork, Said), String>>,
}

/// A packet that is asked for.
pub(crate) struct Packet<'a> {
    pub(crate) spec: &'a FlowSpec,
    pub(crate) faults: &'a Faults,
    /// The way of the same packet before something was taken out of the drawing.
    pub(crate) whole: Option<&'a Trace>,
}

impl Drawing {
    pub(crate) fn new(document: Document) -> Self {
        let network = RoutedNetwork::build(&document);
        let said = Said::of(&network);
        Self { document, network, said, whole: None, after: BTreeMap::new() }
    }

    /// A drawing of which something was taken out.
    pub(crate) fn part_of(whole: Rc<Said>, document: Document) -> Self {
        Self { whole: Some(whole), ..Self::new(document) }
    }

    pub(crate) fn findings(&self) -> Vec<Finding> {
        self.said.all.clone()
    }

    /// Tries every edit that is proposed for a packet, each alone; gives how many, and writes down what is wrong.
    pub(crate) fn try_packet(&mut self, place: &str, packet: &Packet<'_>, faults: &mut Vec<String>) -> usize {
        let Ok(trace) = trace_with(&self.network, packet.spec, packet.faults) else { return 0 };
        let all = blockers(&trace);
        let mut tried = BTreeSet::new();
        for blocker in &all {
            let Some(fix) = blocker.fix.as_ref().filter(|fix| tried.insert((fix_key(fix), key(blocker))))
            else {
                continue;
            };
            let is_only = all.iter().all(|other| key(other) == key(blocker));
            let (code, at, leg) = key(blocker);
            let place = format!("{place}: {code} at {at} on {leg}: {}", fix.title);
            let purpose = if is_only { Purpose::OnlyBlocker } else { Purpose::Step };
            let mut wrong = self.apply(fix, false, purpose);
            if let Some(Ok((network, said))) = self.after.get(&fix_key(fix)) {
                let decider = |one: &Blocker| (one.decided_by.resource.clone(), one.decided_by.row.clone());
                let is_mended = |other: &Blocker| other.code == code && decider(other) == decider(blocker);
                wrong.extend(self.broken(network, said, fix, is_mended));
                match trace_with(network, packet.spec, packet.faults) {
                    Ok(after) => self.judge(&trace, blocker, &after, packet.whole, &mut wrong),
                    Err(error) => wrong.push(format!("the packet cannot be asked for any more: {error}")),
                }
            }
            faults.extend(wrong.into_iter().map(|wrong| format!("{place}: {wrong}")));
        }
        tried.len()
    }

    /// Tries the edit of a finding.
    pub(crate) fn try_finding(&mut self, place: &str, finding: &Finding, faults: &mut Vec<String>) -> usize {
        let Some(fix) = &finding.fix else { return 0 };
        let place = format!("{place}: {}: {}", finding.rule, fix.title);
        // What AWS would never have made is drawn right, and no act of anybody.
        let mut wrong = self.apply(fix, finding.severity == Severity::Error, Purpose::Finding);
        if let Some(Ok((network, said))) = self.after.get(&fix_key(fix)) {
            let is_meant = |id: &ResourceId| {
                finding.elements.contains(id) || fix.changes.iter().any(|change| change.subject() == Some(id))
            };
            let is_mended = |other: &Blocker| is_meant(&other.at) || is_meant(&other.decided_by.resource);
            wrong.extend(self.broken(network, said, fix, is_mended));
            let is_same = |other: &&Finding| {
                (other.rule, &other.elements, &other.message)
                    == (finding.rule, &finding.elements, &finding.message)
            };
            if let Some(left) = said.all.iter().find(is_same) {
                wrong.push(format!("the finding stays: {}", left.message.text));
            }
        }
        faults.extend(wrong.into_iter().map(|wrong| format!("{place}: {wrong}")));
        1
    }

    /// Makes a copy with the edit: AWS takes it, it can be carried out, and it brings nothing that a rule warns of.
    fn apply(&mut self, fix: &Fix, is_correction: bool, purpose: Purpose) -> Vec<String> {
        let document = &self.document;
        let made = self.after.entry(fix_key(fix)).or_insert_with(|| {
            let refused = refuse_all(document, &fix.changes).filter(|_| !is_correction);
            if let Some((refusal, _)) = refused {
                return Err(format!("is refused: {}", refusal.message.text));
            }
            let mut copy = document.clone();
            apply_all(&mut copy, &fix.changes).map_err(|error| format!("cannot be carried out: {error}"))?;
            let network = RoutedNetwork::build(&copy);
            let said = Said::of(&network);
            Ok((network, said))
        });
        let said = match made {
            Ok((_, said)) => said,
            Err(wrong) => return vec![wrong.clone()],
        };
        let known = |found: &Found| {
            let of_whole = self.whole.as_ref().is_some_and(|whole| whole.findings.contains_key(found));
            let was_said = self.said.findings.contains_key(found) || self.said.has_other_check(found);
            was_said || of_whole || is_accepted(&found.0, purpose)
        };
        let new = said.findings.iter().filter(|(found, _)| !known(found));
        new.map(|((rule, elements), text)| format!("new {rule} of {}: {text}", elements.join(", "))).collect()
    }

    /// The expectations that hold no more. One that says that a packet is lost may, where the edit is for that.
    fn broken(
        &self,
        network: &RoutedNetwork,
        after: &Said,
        fix: &Fix,
        is_mended: impl Fn(&Blocker) -> bool,
    ) -> Vec<String> {
        let mut broken = Vec::new();
        for id in self.said.held.difference(&after.held) {
            let expectation = &self.document.expectations[id];
            let under = |network| {
                let Check::Packet(flow, _) = Check::from_value(&expectation.check) else { return None };
                Some(expect::trace_under(network, &flow, &expectation.with, &Faults::NONE))
            };
            let is_fair = match Check::from_value(&expectation.check) {
                Check::Packet(_, expected) if expected.verdict == Verdict::Delivered => {
                    // Its conditions have no sense any more, or speak of a row that is another one now.
                    let is_changed = |item: &serde_json::Value| {
                        let named = item.get("set").or_else(|| item.get("remove"));
                        let subject = named.and_then(serde_json::Value::as_str);
                        fix.changes.iter().any(|change| {
                            subject.is_some() && change.subject().map(ResourceId::as_str) == subject
                        })
                    };
                    expectation.with.iter().any(is_changed)
                        || matches!(under(network), Some(Err(UnderError::Unready(_))))
                }
                Check::Packet(..) => {
                    let was = under(&self.network).and_then(Result::ok);
                    let is = under(network).and_then(Result::ok);
                    // Conditions that take something away speak of the drawing as it was.
                    !expectation.with.is_empty()
                        || is.is_none_or(|trace| trace.verdict != Verdict::Delivered)
                        || was.is_some_and(|trace| blockers(&trace).into_iter().any(&is_mended))
                }
                Check::Request(_, expected) => {
                    expected.status.is_none_or(|status| status >= 400) || !expectation.with.is_empty()
                }
                // Also one that says that a name gives nothing.
                Check::Dns(_, expected) => expected.code.is_some() || !expectation.with.is_empty(),
                Check::Finding(_, presence) => presence.present || !expectation.with.is_empty(),
                Check::NotChecked(_) | Check::Wrong(_) => true,
            };
            if !is_fair {
                broken.push(format!("no more: \"{}\"", expectation.title));
            }
        }
        broken
    }

    /// The blocker is gone, nothing else stops the packet instead, and it goes through the appliances that it went
    /// through.
    fn judge(
        &self,
        before: &Trace,
        blocker: &Blocker,
        after: &Trace,
        whole: Option<&Trace>,
        wrong: &mut Vec<String>,
    ) {
        let count = |trace: &Trace| blockers(trace).iter().filter(|other| key(other) == key(blocker)).count();
        if count(after) >= count(before) {
            let left: Vec<_> = blockers(after).iter().map(|blocker| &blocker.message.text).collect();
            wrong.push(format!("does not help: {left:?}"));
            return;
        }
        let places = |trace: &Trace| -> BTreeSet<String> {
            blockers(trace).iter().map(|blocker| blocker.at.to_string()).collect()
        };
        let kinds = |trace: &Trace| -> BTreeSet<Key> { blockers(trace).into_iter().map(key).collect() };
        let (were, are) = (places(before), places(after));
        // Another of the things that stopped it shows elsewhere then, and has its own edit.
        let is_next = |new: &Blocker| kinds(before).len() > 1 && new.fix.is_some();
        // A name that gave no address kept the packet from leaving: what stops it on its way shows only then.
        let answers = |trace: &Trace| trace.resolution.as_ref().is_some_and(|it| !it.answers.is_empty());
        let leaves_now = before.resolution.is_some() && !answers(before) && answers(after);
        // With another target healthy a name may lead to somebody else, who has a way of his own.
        let answered = |trace: &Trace| trace.resolution.as_ref().map(|it| it.answers.clone());
        let leads_elsewhere = before.resolution.is_some() && answered(before) != answered(after);
        for new in blockers(after) {
            if new.code == LOOP && !kinds(before).contains(&key(new)) {
                wrong.push(format!("makes a loop: {}", new.message.text));
            } else if !were.contains(new.at.as_str())
                && !is_next(new)
                && !leaves_now
                && !leads_elsewhere
                && (are.len() >= were.len() || kinds(before).len() == 1)
            {
                wrong.push(format!(
                    "is stopped elsewhere then: {} at {}: {}",
                    new.code, new.at, new.message.text
                ));
            }
        }
        // It gets in where it was stopped, and what stands behind that is not in the drawing.
        let is_unknown_there = after.verdict == Verdict::Unknown && after.at.as_ref() == Some(&blocker.at);
        let is_free = kinds(before).len() == 1 && kinds(after).is_empty();
        if is_free && after.verdict != Verdict::Delivered && !is_unknown_there {
            wrong.push(format!("{:?} then: {:?}", after.verdict, after.detail));
        }
        let Some(whole) = whole.filter(|_| after.verdict == Verdict::Delivered) else { return };
        for leg in [Leg::Forward, Leg::Return] {
            let now = passed(after, leg);
            let missed = passed(whole, leg).into_iter().filter(|id| !now.contains(id));
            for id in missed.filter(|id| self.is_appliance_for(id, whole, leg)) {
                wrong.push(format!("leads around {id} on {}", word(leg)));
            }
        }
    }

    /// Whether a route is left in the drawing that sends such packets to this host: somebody who looks can know of it. A
    /// reply that comes to the address of a translator was led there by no route, whatever the translator makes of it.
    fn is_appliance_for(&self, id: &str, whole: &Trace, leg: Leg) -> bool {
        let hops = if leg == Leg::Forward { &whole.forward } else { &whole.back };
        let arrived = hops.iter().find(|hop| hop.component == *id);
        arrived.map(|hop| hop.header_in.destination).is_some_and(|destination| {
            self.network.tables.values().any(|table| {
                let Lookup::Route { winner, .. } = table.look_up(destination) else { return false };
                let Target::NetworkInterface(interface) = &winner.target else { return false };
                let node = self.network.network.interfaces.get(interface);
                node.is_some_and(|node| node.component() == id)
            })
        })
    }
}

fn fix_key(fix: &Fix) -> String {
    format!("{:?}", fix.changes)
}

/// The hosts between the ends that a packet passes.
fn passed(trace: &Trace, leg: Leg) -> BTreeSet<String> {
    let ends = [&trace.forward, &trace.back].map(|hops| [hops.first(), hops.last()]);
    let is_end = |id: &ResourceId| ends.iter().flatten().flatten().any(|hop| hop.component == *id);
    let hops = if leg == Leg::Forward { &trace.forward } else { &trace.back };
    let between = hops.iter().filter(|hop| hop.interface.is_some() && !is_end(&hop.component));
    between.map(|hop| hop.component.to_string()).collect()
}

fn word(leg: Leg) -> &'static str {
    match leg {
        Leg::Forward => "forward",
        Leg::Return => "return",
    }
}

/// What makes two blockers the same.
type Key = (&'static str, String, &'static str);

fn key(blocker: &Blocker) -> Key {
    (blocker.code, blocker.at.to_string(), word(blocker.leg))
}

/// All blockers, those of branches too.
fn blockers(trace: &Trace) -> Vec<&Blocker> {
    if trace.branches.is_empty() {
        return trace.blockers.iter().collect();
    }
    trace.branches.iter().flat_map(|branch| blockers(&branch.trace)).collect()
}
