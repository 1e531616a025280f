use super::run::faults_with;
use super::{Unready, With};
use crate::flow_log::{FlowRecords, flow_records};
use crate::routing::RoutedNetwork;
use crate::simulate::{EndError, Faults, FlowSpec, Trace, trace_with};
use crate::topology::Network;
use serde_json::Value;
use std::fmt;

/// Why nothing can be said of a packet under conditions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnderError {
    /// The conditions cannot be applied to this drawing.
    Unready(Unready),
    /// An end of the packet is none, under these conditions.
    End(EndError),
}

impl fmt::Display for UnderError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unready(reason) => reason.fmt(formatter),
            Self::End(reason) => reason.fmt(formatter),
        }
    }
}

/// What becomes of a packet under the items of an expectation's `with`, which are applied to a copy, on top of what
/// has failed `already`.
///
/// Without items it is the trace of the drawing. With items no blocker carries a fix: an edit that helps the copy may be
/// none for the drawing itself.
///
/// # Errors
/// Where an item cannot be read or applied, or where an end of the packet names nothing or several things.
pub fn trace_under(
    network: &RoutedNetwork,
    flow: &FlowSpec,
    items: &[Value],
    already: &Faults,
) -> Result<Trace, UnderError> {
    if items.is_empty() {
        return trace_with(network, flow, already).map_err(UnderError::End);
    }
    let (copy, faults) = With::prepare(&network.network.document, items).map_err(UnderError::Unready)?;
    let faults = faults_with(already, &faults);
    trace_with(&RoutedNetwork::build(&copy), flow, &faults).map_err(UnderError::End).map(without_fixes)
}

/// The same trace, for a drawing that its fixes do not fit.
pub(super) fn without_fixes(mut trace: Trace) -> Trace {
    forget_fixes(&mut trace);
    trace
}

/// What the flow logs of a drawing write of a trace that was made with these items applied to a copy of it.
pub fn flow_records_under(network: &RoutedNetwork, items: &[Value], trace: &Trace) -> FlowRecords {
    match With::prepare(&network.network.document, items) {
        Ok((copy, _)) if !items.is_empty() => flow_records(&Network::build(&copy), trace),
        _ => flow_records(&network.network, trace),
    }
}

fn forget_fixes(trace: &mut Trace) {
    for blocker in &mut trace.blockers {
        blocker.fix = None;
    }
    for branch in &mut trace.branches {
        forget_fixes(&mut branch.trace);
    }
}
