//! The way of the packet that is asked about, as memos.

use crate::demand::{Checks, Part};
use leptos::prelude::*;
use netyard_core::expect::Fault;
use netyard_core::routing::RoutedNetwork;
use netyard_core::simulate::{FlowSpec, Trace};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The way of a packet through the drawing, or why there is none although both ends are given.
pub(super) type Asked = Option<Result<Arc<Trace>, String>>;

/// What becomes of the packet that is asked about, under the conditions that it is asked under.
pub(super) fn asked(
    network: Signal<Arc<RoutedNetwork>>,
    packet: RwSignal<Option<FlowSpec>>,
    conditions: RwSignal<Vec<Value>>,
    off: RwSignal<Arc<BTreeSet<Fault>>>,
    checks: Part<Checks>,
) -> Memo<Asked> {
    Memo::new(move |_| {
        let spec = packet.get()?;
        let checks = checks.get()?;
        let off = off.get();
        let trace = network
            .with(|network| conditions.with(|conditions| (checks.trace)(network, &spec, conditions, &off)));
        Some(trace.map(Arc::new))
    })
}

/// The way alone. A change of the drawing that leaves the way as it is wakes nobody.
pub(super) fn trace_of(asked: Memo<Asked>) -> Memo<Option<Arc<Trace>>> {
    Memo::new(move |_| asked.with(|asked| asked.as_ref()?.as_ref().ok().cloned()))
}

/// The reason alone.
pub(super) fn problem_of(asked: Memo<Asked>) -> Memo<Option<String>> {
    Memo::new(move |_| asked.with(|asked| asked.as_ref()?.as_ref().err().cloned()))
}
