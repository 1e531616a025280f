//! The packet pipeline: a flow in, a trace out (contract sections 3 and 4).

mod flow;
mod trace;
mod verdict;

pub use flow::FlowSpec;
pub use trace::{Blocker, Branch, Choice, DecidedBy, Hop, HopKind, Leg, Outcome, Trace, TraceNote};
pub use verdict::Verdict;
