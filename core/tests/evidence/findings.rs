use super::{Kind, Witness};
use crate::fixture::{self, Case, Fixture};
use netyard_core::routing::RoutedNetwork;
use netyard_core::rules;
use std::collections::BTreeSet;

/// Each number that a finding of a rule's fixture carries, with a case of the file in which it finds nothing of it.
pub(super) fn witnesses() -> Vec<(String, Witness)> {
    fixture::all("rules").iter().flat_map(|(file, fixture)| of(file, fixture)).collect()
}

fn of(file: &str, fixture: &Fixture) -> Vec<(String, Witness)> {
    let carried = |case: &Case| -> BTreeSet<String> {
        let findings = rules::check_rule(&RoutedNetwork::build(&case.document()), file);
        findings.iter().flat_map(|finding| &finding.book).map(|number| (*number).to_owned()).collect()
    };
    let runs: Vec<_> = fixture.cases.iter().map(|case| (case, carried(case))).collect();
    let mut found = Vec::new();
    for (case, numbers) in runs.iter().filter(|(case, _)| !case.passes) {
        for number in numbers {
            let is_twin =
                |(other, numbers): &&(&Case, BTreeSet<String>)| other.passes && !numbers.contains(number);
            let Some((twin, _)) = runs.iter().find(is_twin) else { continue };
            let (place, shows, twin) = (file.to_owned(), case.title.clone(), twin.title.clone());
            found.push((number.clone(), Witness { kind: Kind::Finding, place, shows, twin }));
        }
    }
    found
}
