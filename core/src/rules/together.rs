//! Several fixes as one step.

use super::{Finding, order, run};
use crate::change::{Change, apply_all};
use crate::model::{Document, ResourceId};
use crate::ordered::IntoOrdered;
use crate::routing::RoutedNetwork;
use std::collections::BTreeSet;

/// The changes of the fixes of several findings, to be applied as one step.
///
/// Each fix is worked out for the drawing as it is: two of them may write the same row, count the same list, or add the
/// same table. So they are applied in rounds. A round applies those that speak of nothing that another one of the round
/// changes; the others wait, and are asked for again on a copy with what was done so far. What needs no fix any more,
/// or has none, is left out. Takes one build of the network and one check of the waiting rules for each round, and has
/// as many rounds as fixes change the same thing, however many findings there are.
pub fn fixes_together(document: &Document, findings: &[Finding]) -> Vec<Change> {
    let mut copy = document.clone();
    let mut all = Vec::new();
    let mut waiting = round(&mut copy, &mut all, findings.iter());
    while !waiting.is_empty() {
        let rules: BTreeSet<&str> = waiting.iter().map(|finding| finding.rule).into_set();
        let left = run(&RoutedNetwork::build(&copy), &|rule| rules.contains(rule));
        let same = |finding: &Finding| left.binary_search_by(|other| order(other, finding)).ok();
        let again = waiting.iter().filter_map(|finding| left.get(same(finding)?));
        waiting = round(&mut copy, &mut all, again);
    }
    all
}

/// Applies the fixes that meet no earlier one of this round; gives the findings whose fixes do.
fn round<'f>(
    copy: &mut Document,
    all: &mut Vec<Change>,
    findings: impl Iterator<Item = &'f Finding>,
) -> Vec<Finding> {
    let mut touched: BTreeSet<ResourceId> = BTreeSet::new();
    let mut later = Vec::new();
    for finding in findings {
        let Some(fix) = &finding.fix else { continue };
        if fix.changes.iter().filter_map(Change::subject).any(|id| touched.contains(id)) {
            later.push(finding.clone());
        } else if apply_all(copy, &fix.changes).is_ok() {
            touched.extend(fix.changes.iter().filter_map(Change::subject).cloned());
            all.extend(fix.changes.iter().cloned());
        }
    }
    later
}
