//! The packet pipeline: a flow in, a trace out.
//!
//! | file | what |
//! |---|---|
//! | `dns/` | a host name becomes addresses, as the sender would ask for it |
//! | `ends/` | what a person writes becomes a sender, a destination and a header |
//! | `pipeline.rs` | the order of the stages, as the AWS packet walk has it |
//! | `stage/` | one gate of that walk each: groups, routes, ACLs |
//! | `device/` | what one component does with a packet; its `mod.rs` tells which one it is |
//! | `http/` | the request that a packet carries, and who answers it how |
//! | `filter/` | what a list of rules says |
//! | `walk.rs` | writes hops, blockers and notes down |
//! | `session.rs` | what components remember of the request, for the reply |
//! | `return_path.rs` | the reply |
//! | `branch.rs`, `assemble.rs` | branches, and the trace itself |
//! | `one_sided.rs` | a middlebox that sees one direction only |
//! | `mtu/` | how large a packet may be on the way, and where a larger one is lost |
//! | `fix/` | proposed edits that take a blocker away |
//! | `together.rs` | several of these edits as one step |
//! | `explain/` | what the codes and numbers of a trace mean; not in the page |

mod assemble;
mod branch;
mod bridge;
mod checkpoint;
mod codes;
mod describe;
mod device;
mod disconnected;
mod dns;
mod ends;
#[cfg(feature = "pages")]
pub mod explain;
mod faults;
mod filter;
mod fix;
mod flow;
mod flow_plan;
mod http;
mod loop_guard;
mod mtu;
mod one_sided;
mod packet;
mod pipeline;
mod place;
pub mod policy;
mod ports;
mod return_path;
mod session;
mod settled;
mod stage;
mod state;
mod together;
mod trace;
mod unclear;
mod verdict;
mod walk;
mod world;

pub use device::load_balancer::failing::{FailingCheck, failing_checks};
pub use device::load_balancer::fit::goes_with as listener_forwards_to;
pub use dns::{
    NameAnswer, PrivateTarget, Question, Resolution, ResolutionStep, Status, StepAnswer, private_targets,
    resolve_name,
};
pub use ends::EndError;
pub use faults::Faults;
pub use flow::FlowSpec;
pub use http::{Request, Response};
pub use together::fixes_together;
pub use trace::{
    Blocker, Branch, Choice, DecidedBy, Hop, HopKind, Leg, Outcome, PathMtu, Trace, TraceNote, Way,
};
pub use verdict::Verdict;

use crate::routing::RoutedNetwork;
use ends::Planned;
use world::World;

/// Sends a packet and follows it there and back. Fails where an end names nothing or more than one thing.
///
/// Takes time in line with the length of the way, not with the size of the drawing.
pub fn trace(network: &RoutedNetwork, spec: &FlowSpec) -> Result<Trace, EndError> {
    trace_with(network, spec, &Faults::NONE)
}

/// The same under faults: zones that are down, instances that are stopped.
pub fn trace_with(network: &RoutedNetwork, spec: &FlowSpec, faults: &Faults) -> Result<Trace, EndError> {
    let health = device::load_balancer::health::Known::default();
    follow(World::new(network, faults, &health), spec)
}

/// A name is asked for first. Each interface of a managed service with several is a way of its own; else there is one way.
fn follow(world: World<'_>, spec: &FlowSpec) -> Result<Trace, EndError> {
    let Some(choice) = ends::choice(world, spec) else {
        if let Some(name) = ends::host_name(world, &spec.to) {
            return dns::follow(world, spec, &name);
        }
        return Ok(match ends::plan(world, spec, None)? {
            Planned::Ready(plan) => branch::trace(world, &plan),
            Planned::OnBridge(plan) => bridge::trace(world, &plan),
            Planned::Unclear(at, missing) => assemble::unclear(at, missing),
        });
    };
    if let [(_, only)] = choice.ways.as_slice() {
        return follow(world, only);
    }
    let mut branches = Vec::with_capacity(choice.ways.len());
    for (picked, spec) in choice.ways {
        let trace = follow(world, &spec)?;
        let choice =
            Choice { at: choice.at.clone(), picked, reason: choice.reason.to_owned(), share: choice.share };
        branches.push(Branch { choice, trace });
    }
    Ok(branch::joined(branches))
}
