//! Several fixes as one step.

use super::{Finding, check_rule};
use crate::change::{Change, apply_all};
use crate::model::{Document, ResourceId};
use crate::routing::RoutedNetwork;
use std::collections::BTreeSet;

/// The changes of the fixes of several findings, to be applied as one step.
///
/// Fixes are worked out one by one, each for the drawing as it is: two of them may write the same row, count the same
/// list, or add the same table. So a fix that speaks of something that an earlier one changes is asked for again, on a
/// copy with what was done so far; what needs no fix any more, or has none, is left out. Takes one check of a rule for
/// each such fix.
pub fn fixes_together(document: &Document, findings: &[Finding]) -> Vec<Change> {
    let mut copy = document.clone();
    let mut touched: BTreeSet<ResourceId> = BTreeSet::new();
    let mut all = Vec::new();
    for finding in findings {
        let Some(fix) = &finding.fix else { continue };
        let meets = |change: &Change| change.subject().is_some_and(|id| touched.contains(id));
        let changes = if fix.changes.iter().any(meets) {
            asked_again(&copy, finding).unwrap_or_default()
        } else {
            fix.changes.clone()
        };
        if apply_all(&mut copy, &changes).is_ok() {
            touched.extend(changes.iter().filter_map(Change::subject).cloned());
            all.extend(changes);
        }
    }
    all
}

/// The fix of the same finding in the drawing as it has become.
fn asked_again(document: &Document, finding: &Finding) -> Option<Vec<Change>> {
    let left = check_rule(&RoutedNetwork::build(document), finding.rule);
    let same = left
        .into_iter()
        .find(|other| other.elements == finding.elements && other.message.text == finding.message.text)?;
    same.fix.map(|fix| fix.changes)
}
