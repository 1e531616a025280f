//! Branches: where the ports of a client part, or AWS takes one of several ways, each part is a whole trace, and the
//! traces are joined (R-FLOW-10).

use super::assemble::{self, Runs};
use super::checkpoint::Checkpoint;
use super::flow_plan::{Plan, Sender, Target};
use super::http::{self, Exchange};
use super::packet::{Identity, Packet, PortChooser};
use super::pipeline;
use super::place::{Arrival, Place};
use super::ports::Ports;
use super::settled::{Parts, Settled};
use super::walk::{Record, Walk};
use super::world::World;
use super::{Branch, Choice, Leg, Trace, Verdict, device, disconnected, mtu, one_sided, return_path, stage};
use crate::model::ResourceId;
use std::rc::Rc;

/// How often one way may part: the ports of the client, those of a NAT gateway, a zone for each hub there and back.
const DEEPEST: usize = 8;
/// How many branches a flow may have in all. Without it they multiply at every hub: twelve zones there and back are 144,
/// and 20,736 after a second one.
const MOST_BRANCHES: usize = 512;

/// A flow has more branches than are followed.
struct TooMany {
    /// Where it parts once too often.
    at: ResourceId,
}

/// How many branches may still be followed.
struct Budget(usize);

impl Budget {
    /// Takes the parts of a split, all or none: a flow of which some ways are left out could be any verdict.
    fn take(&mut self, parts: usize, depth: usize, at: &ResourceId) -> Result<(), TooMany> {
        let left = self.0.checked_sub(parts).filter(|_| depth < DEEPEST);
        self.0 = left.ok_or_else(|| TooMany { at: at.clone() })?;
        Ok(())
    }
}

/// Traces a flow, with all its branches. One with too many of them ends `UNKNOWN` where it parts once too often.
pub(super) fn trace(world: World<'_>, plan: &Plan<'_>) -> Trace {
    let settled = Settled::new(plan.client_ports);
    follow(world, plan, &settled, None, 0, &mut Budget(MOST_BRANCHES)).unwrap_or_else(|TooMany { at }| {
        let missing = format!(
            "The packet parts too often to follow every way: at most {MOST_BRANCHES} branches are followed, each of them parted at most {DEEPEST} times."
        );
        assemble::unclear(at, missing)
    })
}

/// Traces the health check of a load balancer, with all its branches: another load balancer answers it by itself.
pub(super) fn check_health(world: World<'_>, plan: &Plan<'_>) -> Trace {
    let settled = Settled::of_health_check(plan.client_ports);
    follow(world, plan, &settled, None, 0, &mut Budget(MOST_BRANCHES)).unwrap_or_else(|TooMany { at }| {
        assemble::unclear(at, "The check parts too often to follow every way.".to_owned())
    })
}

/// Whether what is settled lets a flow through, there and back.
pub(super) fn passes(world: World<'_>, plan: &Plan<'_>, settled: &Settled) -> bool {
    let (runs, _) = walk(world, plan, settled);
    let is_well =
        |record: &Record| record.blockers.is_empty() && record.unknown.is_none() && record.split.is_none();
    is_well(&runs.forward) && runs.back.as_ref().is_some_and(is_well)
}

/// Traces a flow as far as something is settled, from where it parted last if its walk was kept there.
fn follow<'a>(
    world: World<'a>,
    plan: &Plan<'a>,
    settled: &Settled,
    from: Option<&Rc<Checkpoint<'a>>>,
    depth: usize,
    budget: &mut Budget,
) -> Result<Trace, TooMany> {
    let (mut runs, checkpoint) = match from {
        Some(checkpoint) => resume(checkpoint, plan, settled),
        None => walk(world, plan, settled),
    };
    let Some(split) = runs.split() else {
        // Of a health check only its verdict is asked for.
        if settled.is_health_check {
            return Ok(assemble::trace(runs, None));
        }
        let response = http::of(world, plan, settled, &runs);
        one_sided::note(world, &mut runs);
        let mtu = mtu::measure(world, &mut runs);
        return Ok(Trace { response, ..assemble::trace(runs, mtu) });
    };
    let name = |id: &ResourceId| world.network.display_name(id.as_str()).to_owned();
    let parts = settled.parts(&split, name);
    budget.take(parts.len(), depth, &split.at)?;
    let mut branches = Vec::with_capacity(parts.len());
    for part in parts {
        let choice = Choice {
            at: split.at.clone(),
            picked: part.picked,
            reason: split.reason.clone(),
            share: part.share,
        };
        // What a client's port is changes the walk from its beginning.
        let from = checkpoint.as_ref().filter(|_| matches!(split.parts, Parts::Ways { .. }));
        let trace = follow(world, plan, &part.settled, from, depth + 1, budget)?;
        branches.push(Branch { choice, trace });
    }
    Ok(joined(branches))
}

/// What was written down, and where the request may be taken up again if it parted there.
type Walked<'a> = (Runs, Option<Rc<Checkpoint<'a>>>);

/// The request and, where it arrives or is taken to, the reply.
fn walk<'a>(world: World<'a>, plan: &Plan<'a>, settled: &Settled) -> Walked<'a> {
    let mut walk = Walk::new(world, Leg::Forward, settled.clone(), meant_for(world, plan));
    // Whoever reads what is carried reads the host of the request.
    let host = plan.request.as_ref().and_then(|request| request.host());
    walk.host_name = host.or_else(|| plan.host_name.clone());
    walk.http = plan.request.clone().map(Exchange::new);
    walk.service = plan.service.as_ref().map(|service| (service.service, service.region.clone()));
    if let Some(service) = plan.service.as_ref().filter(|service| service.placeholder) {
        assemble::note_placeholder(&mut walk, service);
    }
    if disconnected::check(&mut walk, plan) {
        return (Runs { forward: walk.finish(), back: None }, None);
    }
    if let Target::Interface(interface) = plan.to {
        walk.session.there = world.vpc(interface.vpc.as_ref());
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
                return (Runs { forward: walk.finish(), back: None }, None);
            }
            stage::originate::in_subnet(&mut walk, &packet, subnet);
            stage::link_local::run_in_subnet(&mut walk, &packet, subnet)
                .unwrap_or(Place::InSubnet { subnet, nat: None })
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
        Sender::Internet => {
            if let Some(function) = plan.function {
                device::function::send(&mut walk, &packet, function);
            }
            Place::OnInternet(None)
        }
    };
    go(walk, plan, packet, start)
}

/// The same from where a walk was kept, with more settled than then.
fn resume<'a>(checkpoint: &Rc<Checkpoint<'a>>, plan: &Plan<'a>, settled: &Settled) -> Walked<'a> {
    let (walk, packet, place) = Checkpoint::resume(checkpoint, settled);
    go(walk, plan, packet, place)
}

fn go<'a>(mut walk: Walk<'a>, plan: &Plan<'a>, mut packet: Packet<'a>, start: Place<'a>) -> Walked<'a> {
    let arrival = pipeline::run(&mut walk, plan, &mut packet, start);
    if let Some(arrival) = arrival {
        http::taken(&mut walk, arrival);
    }
    let is_refused = walk.is_refused();
    let Some(arrival) = arrival.filter(|_| !is_refused && !walk.is_over()) else {
        let checkpoint = walk.checkpoint.take();
        return (Runs { forward: walk.finish(), back: None }, checkpoint);
    };
    (reply(walk, plan, &packet, arrival), None)
}

fn reply<'a>(walk: Walk<'a>, plan: &Plan<'a>, packet: &Packet<'a>, arrival: Arrival<'a>) -> Runs {
    let (forward, mut back) = walk.back();
    return_path::run(&mut back, plan, packet, arrival);
    device::network_firewall::symmetry::check(&mut back);
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
    Packet {
        header,
        chooser: PortChooser::Client,
        identity,
        zone: None,
        hub_subnet: None,
        tunnel: None,
        hypothetical,
    }
}

/// What the destination is called, for messages.
fn meant_for(world: World<'_>, plan: &Plan<'_>) -> String {
    use super::flow_plan::Target;
    match (plan.to, &plan.service) {
        (Target::Interface(interface), _) => world.name(interface.component()).to_owned(),
        (Target::Host(host), _) => world.name(&host.id).to_owned(),
        (Target::NoPublicAddress { resource, .. } | Target::Directory(resource), _) => {
            world.name(resource).to_owned()
        }
        (Target::Address, Some(service)) => service.service.label().to_owned(),
        (Target::Address, None) => match &plan.host_name {
            Some(name) => format!("{name} ({})", plan.header.destination),
            None => plan.header.destination.to_string(),
        },
    }
}

/// `PARTIAL` needs one delivered and one failing branch; all failing is the verdict of the first; none failing but one
/// unknown is `UNKNOWN`.
pub(super) fn joined(mut branches: Vec<Branch>) -> Trace {
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
    let Some(branch) = branches.get_mut(leading) else { return assemble::nothing() };
    // Its own branches stay where they are: they are the larger part by far.
    let below = std::mem::take(&mut branch.trace.branches);
    let mut trace = branch.trace.clone();
    branch.trace.branches = below;
    if failing && delivers {
        trace.verdict = Verdict::Partial;
    }
    trace.branches = branches;
    trace
}
