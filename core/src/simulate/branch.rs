//! Branches: where the ports of a client part, or AWS takes one of several ways, each part is a whole trace, and the
//! traces are joined (R-FLOW-10).

use super::assemble::{self, Runs};
use super::flow_plan::{Plan, Sender};
use super::packet::{Identity, Packet, PortChooser};
use super::pipeline;
use super::place::{Arrival, Place};
use super::ports::Ports;
use super::settled::{Settled, Split};
use super::walk::Walk;
use super::world::World;
use super::{Branch, Choice, Leg, Trace, Verdict, codes, disconnected, return_path, stage};

/// How deep parts may part again: the client's own ports, those of a NAT gateway, a zone for each hub on the way.
const DEEPEST: usize = 6;
/// How many parts one choice may have; an ACL has at most 40 entries a direction (R-NACL-9).
const MOST_PARTS: usize = 128;

/// Traces a flow as far as something is settled.
pub(super) fn trace(world: World<'_>, plan: &Plan<'_>, settled: &Settled, depth: usize) -> Trace {
    let runs = walk(world, plan, settled);
    match runs.split() {
        Some(split) if depth < DEEPEST => join(world, plan, settled, depth, &split),
        Some(split) => {
            assemble::unclear(split.at, "The flow parts too often to follow every way.".to_owned())
        }
        None => assemble::trace(runs),
    }
}

/// The request and, where it arrives or is taken to, the reply.
fn walk<'a>(world: World<'a>, plan: &Plan<'a>, settled: &Settled) -> Runs {
    let mut walk = Walk::new(world, Leg::Forward, settled.clone(), meant_for(world, plan));
    walk.service = plan.service.as_ref().map(|service| (service.service, service.region.clone()));
    if let Some(service) = plan.service.as_ref().filter(|service| service.placeholder) {
        assemble::note_placeholder(&mut walk, service);
    }
    if disconnected::check(&mut walk, plan) {
        return Runs { forward: walk.finish(), back: None };
    }
    let mut packet = packet(plan, &settled.ports);
    let start = match plan.from {
        Sender::Interface(interface) => {
            walk.session.sender = Some(interface);
            walk.session.home = world.vpc(interface.vpc.as_ref());
            Place::Leave(interface)
        }
        Sender::Subnet(subnet) => {
            packet.zone = subnet.zone.as_deref();
            walk.session.home = world.vpc(subnet.vpc.as_ref());
            walk.session.hypothetical_sender = Some(packet.header.source);
            if stage::own_host::refuse_loopback(&mut walk, &packet, subnet) {
                return Runs { forward: walk.finish(), back: None };
            }
            stage::originate::in_subnet(&mut walk, &packet, subnet);
            Place::InSubnet { subnet, nat: None }
        }
        Sender::Host(host) => {
            walk.session.host = Some(host);
            match host.site.as_ref().and_then(|site| world.network.sites.get(site)) {
                Some(_) if host.owns(packet.header.destination) => {
                    stage::deliver::to_host(&mut walk, &packet, host)
                }
                Some(site) => Place::AtSite { site, came_by: None },
                None => Place::Over,
            }
        }
        Sender::Site(site) => {
            walk.session.hypothetical_sender = Some(packet.header.source);
            Place::AtSite { site, came_by: None }
        }
        Sender::Internet => Place::OnInternet(None),
    };
    let arrival = pipeline::run(&mut walk, plan, &mut packet, start);
    let is_refused = walk.first_code() == Some(codes::NO_LISTENER);
    let Some(arrival) = arrival.filter(|_| !is_refused && !walk.is_over()) else {
        return Runs { forward: walk.finish(), back: None };
    };
    reply(walk, plan, &packet, arrival)
}

fn reply<'a>(walk: Walk<'a>, plan: &Plan<'a>, packet: &Packet<'a>, arrival: Arrival<'a>) -> Runs {
    let (forward, mut back) = walk.back();
    return_path::run(&mut back, plan, packet, arrival);
    Runs { forward, back: Some(back.finish()) }
}

fn packet<'a>(plan: &Plan<'a>, ports: &Ports) -> Packet<'a> {
    let mut header = plan.header.clone();
    if header.source_port.is_some() {
        header.source_port = Some(ports.shown(&PortChooser::Client));
    }
    let (identity, hypothetical) = match plan.from {
        Sender::Interface(interface) => (Identity::Of(interface), false),
        Sender::Subnet(_) => (Identity::None, true),
        Sender::Host(_) | Sender::Site(_) | Sender::Internet => (Identity::None, false),
    };
    Packet { header, chooser: PortChooser::Client, identity, zone: None, hub_subnet: None, hypothetical }
}

/// What the destination is called, for messages.
fn meant_for(world: World<'_>, plan: &Plan<'_>) -> String {
    use super::flow_plan::Target;
    match (plan.to, &plan.service) {
        (Target::Interface(interface), _) => world.name(interface.component()).to_owned(),
        (Target::Host(host), _) => world.name(&host.id).to_owned(),
        (Target::NoPublicAddress { resource, .. }, _) => world.name(resource).to_owned(),
        (Target::Address, Some(service)) => service.service.label().to_owned(),
        (Target::Address, None) => plan.header.destination.to_string(),
    }
}

fn join(world: World<'_>, plan: &Plan<'_>, settled: &Settled, depth: usize, split: &Split) -> Trace {
    let name = |id: &crate::model::ResourceId| world.network.document.display_name(id.as_str()).to_owned();
    let branch = |part: super::settled::Part| {
        let choice = Choice { at: split.at.clone(), picked: part.picked, reason: split.reason.clone() };
        Branch { choice, trace: trace(world, plan, &part.settled, depth + 1) }
    };
    joined(settled.parts(split, name).into_iter().take(MOST_PARTS).map(branch).collect())
}

/// `PARTIAL` needs one delivered and one failing branch; all failing is the verdict of the first; none failing but one
/// unknown is `UNKNOWN` (contract section 4).
fn joined(mut branches: Vec<Branch>) -> Trace {
    let is = |verdict: Verdict| move |branch: &Branch| branch.trace.verdict == verdict;
    let fails = |branch: &Branch| {
        matches!(branch.trace.verdict, Verdict::Dropped | Verdict::Rejected | Verdict::Partial)
    };
    let delivers =
        branches.iter().any(|branch| matches!(branch.trace.verdict, Verdict::Delivered | Verdict::Partial));
    let leading = branches
        .iter()
        .position(fails)
        .or_else(|| branches.iter().position(is(Verdict::Unknown)))
        .unwrap_or(0);
    let failing = branches.get(leading).is_some_and(fails);
    let mut trace = match branches.get_mut(leading) {
        Some(branch) => Trace { branches: Vec::new(), ..branch.trace.clone() },
        None => return assemble::nothing(),
    };
    if failing && delivers {
        trace.verdict = Verdict::Partial;
    }
    trace.branches = branches;
    trace
}
