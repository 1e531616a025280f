//! What the drawing says of itself as a whole: its findings, and how its expectations came out.

use leptos::prelude::*;
use netyard_core::expect::{self, ExpectationResult, Report};
use netyard_core::routing::RoutedNetwork;
use netyard_core::rules::Finding;
use std::sync::Arc;

/// Findings and results, worked out together once for each change.
pub(super) fn report_of(network: Signal<Arc<RoutedNetwork>>) -> Memo<Arc<Report>> {
    Memo::new(move |_| Arc::new(network.with(|network| expect::run_on(network))))
}

/// The findings alone. A change of the drawing that leaves them as they are wakes nobody.
pub(super) fn findings_of(report: Memo<Arc<Report>>) -> Memo<Arc<Vec<Finding>>> {
    Memo::new(move |_| Arc::new(report.with(|report| report.findings.clone())))
}

/// The results alone.
pub(super) fn results_of(report: Memo<Arc<Report>>) -> Memo<Arc<Vec<ExpectationResult>>> {
    Memo::new(move |_| Arc::new(report.with(|report| report.results.clone())))
}
