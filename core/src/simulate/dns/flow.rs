//! A flow to a name: one trace for each address that the name gives, with the resolution in front.

use super::lookup::{Drawing, Lookup, Lost, Reply, Service};
use super::{Resolution, ResolutionStep};
use crate::model::ResourceId;
use crate::net::Family;
use crate::ordered::IntoOrdered;
use crate::routing::RoutedNetwork;
use crate::simulate::device::load_balancer::health::Known;
use crate::simulate::ends::{self, Asked, Asker, EndError, Given, Planned};
use crate::simulate::world::World;
use crate::simulate::{
    Blocker, Branch, Choice, Faults, FlowSpec, Leg, Trace, TraceNote, Verdict, assemble, branch, bridge,
};
use crate::topology::domain_of;
use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

/// What a name gives to somebody who asks.
#[derive(Clone, Debug, PartialEq)]
pub struct NameAnswer {
    /// The way of the question, and the answers.
    pub resolution: Resolution,
    /// What keeps answers from coming; none where some came, or nobody knows.
    pub blockers: Vec<Blocker>,
    /// What is worth knowing but stops nothing.
    pub notes: Vec<TraceNote>,
    /// Where knowledge ends, and what is missing.
    pub unknown: Option<(ResourceId, String)>,
}

/// What came of a question.
struct Answered {
    answer: NameAnswer,
    told: Told,
}

/// What the way of a question told about its answers.
struct Told {
    service: Option<Service>,
    /// What gives one of several addresses, and the records among them that give nothing.
    drawn_at: Option<(ResourceId, Drawing)>,
    lost: Vec<Lost>,
    /// The interfaces behind addresses.
    behind: BTreeMap<String, ResourceId>,
}

/// Asks for the records of a name as this sender would.
///
/// # Errors
/// Where `from` names nothing, or nobody who could ask.
pub fn resolve_name(
    network: &RoutedNetwork,
    from: &str,
    name: &str,
    record_type: &str,
    faults: &Faults,
) -> Result<NameAnswer, EndError> {
    let health = Known::default();
    let world = World::new(network, faults, &health);
    let spec = FlowSpec::new(from, name);
    let record_type = record_type.to_uppercase();
    Ok(match ends::asker(world, &spec)? {
        Asked::Ready(asker) => ask(world, &spec, &asker, &domain_of(name), &record_type).answer,
        Asked::Unclear(at, missing) => NameAnswer {
            resolution: Resolution {
                name: domain_of(name),
                record_type,
                steps: Vec::new(),
                answers: Vec::new(),
                shares: BTreeMap::new(),
                at_once: None,
            },
            blockers: Vec::new(),
            notes: Vec::new(),
            unknown: Some((at, missing)),
        },
    })
}

fn ask<'a>(world: World<'a>, spec: &FlowSpec, asker: &Asker<'a>, name: &str, record_type: &str) -> Answered {
    let mut lookup = Lookup::new(world, record_type, asker.vpc());
    lookup.zone_of_asker = asker.zone;
    let reply = lookup.client(asker, spec, name);
    let Lookup { steps, notes, service, shares, at_once, drawn_at, lost, behind, .. } = lookup;
    let (mut answers, mut blockers, mut unknown) = (Vec::new(), Vec::new(), None);
    match reply {
        Reply::Values(values) => answers = values,
        Reply::Failed(failure) => blockers = failure.blockers,
        Reply::Unknown(at, missing) => unknown = Some((at, missing)),
    }
    let resolution = Resolution {
        name: name.to_owned(),
        record_type: record_type.to_owned(),
        steps,
        answers,
        shares,
        at_once,
    };
    let told = Told { service, drawn_at, lost, behind };
    Answered { answer: NameAnswer { resolution, blockers, notes, unknown }, told }
}

/// Traces a flow to a host name.
pub(in crate::simulate) fn follow(world: World<'_>, spec: &FlowSpec, name: &str) -> Result<Trace, EndError> {
    let asker = match ends::asker(world, spec)? {
        Asked::Ready(asker) => asker,
        Asked::Unclear(at, missing) => return Ok(assemble::unclear(at, missing)),
    };
    let Answered { answer, told } = addresses(world, spec, &asker, name);
    let NameAnswer { resolution, blockers, notes, unknown } = answer;
    let mut trace = if let Some((at, missing)) = unknown {
        assemble::unclear(at, missing)
    } else if blockers.is_empty() {
        send(world, spec, &resolution, told, name)?
    } else {
        stopped(blockers)
    };
    say(&mut trace, &resolution, &notes);
    Ok(trace)
}

/// IPv4 addresses if the sender has one, else IPv6 ones; the other ones where the name has none of the first.
fn addresses<'a>(world: World<'a>, spec: &FlowSpec, asker: &Asker<'a>, name: &str) -> Answered {
    let wanted = |family: Family| spec.family.is_none_or(|only| only == family) && asker.has(family);
    let narrow = wanted(Family::Ipv4).then(|| ask(world, spec, asker, name, "A"));
    match narrow {
        Some(answered) if !is_no_data(&answered) || !wanted(Family::Ipv6) => answered,
        Some(answered) => {
            let wide = ask(world, spec, asker, name, "AAAA");
            if is_no_data(&wide) { answered } else { wide }
        }
        None => ask(world, spec, asker, name, "AAAA"),
    }
}

fn is_no_data(answered: &Answered) -> bool {
    let first = answered.answer.blockers.first();
    first.is_some_and(|blocker| blocker.code == crate::simulate::codes::DNS_NO_DATA)
}

/// A branch for each address: a client may take any of them (R-FLOW-10).
fn send(
    world: World<'_>,
    spec: &FlowSpec,
    resolution: &Resolution,
    Told { service, drawn_at, lost, behind }: Told,
    name: &str,
) -> Result<Trace, EndError> {
    let to = |given: Given| -> Result<Trace, EndError> {
        Ok(match ends::plan(world, spec, Some((given, name)))? {
            Planned::Ready(plan) => branch::trace(world, &plan),
            Planned::OnBridge(plan) => bridge::trace(world, &plan),
            Planned::Unclear(at, missing) => assemble::unclear(at, missing),
        })
    };
    match service {
        Some(Service::Gateway(service, region)) => return to(Given::Service(service, region)),
        Some(Service::Other) => return to(Given::Internet),
        None => {}
    }
    let addresses: BTreeSet<IpAddr> =
        resolution.answers.iter().filter_map(|text| text.parse().ok()).into_set();
    let at =
        resolution.steps.last().map_or_else(|| ResourceId::new(&spec.from), |step| step.component.clone());
    let given = |address: IpAddr| Given::Address(address, behind.get(&address.to_string()).cloned());
    let mut addresses = addresses.into_iter();
    let Some(first) = addresses.next() else {
        return Ok(assemble::unclear(at, format!("{name} gives no address that can be read.")));
    };
    if addresses.len() == 0 && lost.is_empty() {
        return to(given(first));
    }
    let reason = match &drawn_at {
        Some((_, Drawing::Weights)) => {
            format!("{name} has records with weights, and each who asks is given one of them")
        }
        Some((_, Drawing::Choice(why))) => (*why).to_owned(),
        None => "the name has several addresses, and the sender may take any of them".to_owned(),
    };
    let at = drawn_at.map_or(at, |(at, _)| at);
    let choice =
        |picked: String, share: Option<u32>| Choice { at: at.clone(), picked, reason: reason.clone(), share };
    let mut branches = Vec::new();
    for address in std::iter::once(first).chain(addresses) {
        let picked = address.to_string();
        let share = resolution.shares.get(&picked).copied();
        branches.push(Branch { choice: choice(picked, share), trace: to(given(address))? });
    }
    for Lost { name, share, blockers } in lost {
        branches.push(Branch { choice: choice(name, share), trace: stopped(blockers) });
    }
    Ok(branch::joined(branches))
}

/// No address comes: the packet never leaves.
fn stopped(blockers: Vec<Blocker>) -> Trace {
    let mut trace = assemble::nothing();
    if let Some(first) = blockers.first() {
        trace.verdict = Verdict::Dropped;
        trace.code = Some(first.code);
        trace.detail = first.detail.map(str::to_owned);
        trace.at = Some(first.at.clone());
        trace.leg = Some(Leg::Forward);
    }
    trace.blockers = blockers;
    trace
}

/// Puts the resolution in front of a trace and its branches.
fn say(trace: &mut Trace, resolution: &Resolution, notes: &[TraceNote]) {
    trace.resolution = Some(resolution.clone());
    trace.notes.splice(0..0, notes.iter().cloned());
    for branch in &mut trace.branches {
        say(&mut branch.trace, resolution, notes);
    }
}

/// What a step says, for tests and reports.
impl ResolutionStep {
    /// `zone-1/NOERROR`: who answers, and what kind of answer it is.
    pub fn word(&self) -> String {
        format!("{}/{}", self.component, self.answer.status.word())
    }
}
