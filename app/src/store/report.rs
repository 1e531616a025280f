//! What the drawing says of itself as a whole: its findings, and how its expectations came out.

use super::checker::{Answer, Checker, is_large};
use crate::demand::{Checks, Part};
use leptos::prelude::*;
use netyard_core::expect::{ExpectationResult, Fault, Report};
use netyard_core::routing::RoutedNetwork;
use netyard_core::rules::Finding;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Whether what is said of the drawing holds for the drawing as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// It does.
    Now,
    /// It is that of the drawing before the last change, or nothing yet: an answer is on its way.
    Soon,
    /// The rules could not be loaded: nothing is checked.
    Never,
}

/// How current findings and results are.
pub(super) fn known_of(
    network: Signal<Arc<RoutedNetwork>>,
    checker: Checker,
    checks: Part<Checks>,
) -> Memo<Known> {
    Memo::new(move |_| {
        if network.with(|network| is_large(network)) && checker.works.get() {
            return if checker.checking.get() { Known::Soon } else { Known::Now };
        }
        match (checks.get(), checks.failed()) {
            (Some(_), _) => Known::Now,
            (None, false) => Known::Soon,
            (None, true) => Known::Never,
        }
    })
}

/// Findings and results, worked out together once for each change, also of what is off; of a large drawing what the
/// worker said last.
pub(super) fn report_of(
    network: Signal<Arc<RoutedNetwork>>,
    off: RwSignal<Arc<BTreeSet<Fault>>>,
    checker: Checker,
    checks: Part<Checks>,
) -> Memo<Answer> {
    let answer = move |_: Option<&Answer>| {
        if network.with(|network| is_large(network)) && checker.works.get() {
            return checker.answer.get();
        }
        // Until the rules are there nothing is known, and the page says that it is checking.
        let Some(checks) = checks.get() else { return Answer::default() };
        let off = off.get();
        let Report { findings, results } = network.with(|network| (checks.report)(network, &off));
        (Arc::new(findings), Arc::new(results))
    };
    // Each half is compared on its own.
    Memo::new_with_compare(answer, |_, _| true)
}

/// The findings alone. A change of the drawing that leaves them as they are wakes nobody.
pub(super) fn findings_of(report: Memo<Answer>, checks: Part<Checks>) -> Memo<Arc<Vec<Finding>>> {
    Memo::new_owning(move |before: Option<Arc<Vec<Finding>>>| {
        let now = report.with(|(findings, _)| Arc::clone(findings));
        // Before the rules are there nothing was found.
        let alike = checks.now().map(|checks| checks.alike);
        let is_same = before.is_some_and(|before| {
            Arc::ptr_eq(&before, &now) || alike.is_some_and(|alike| alike(&before, &now))
        });
        (now, !is_same)
    })
}

/// The results alone.
pub(super) fn results_of(report: Memo<Answer>) -> Memo<Arc<Vec<ExpectationResult>>> {
    Memo::new(move |_| report.with(|(_, results)| Arc::clone(results)))
}
