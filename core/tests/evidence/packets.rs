use super::{Kind, Witness};
use crate::path_fixture::{Case, book, cases};
use netyard_core::routing::RoutedNetwork;
use netyard_core::simulate::trace_with;
use std::collections::BTreeSet;

/// A case with the numbers that its trace carries.
type Run = (Case, BTreeSet<String>);

/// Each number that a fixture states and its trace carries, with a twin in the same file that states and lacks it.
pub(super) fn witnesses() -> Vec<(String, Witness)> {
    let runs: Vec<Run> = cases().into_iter().filter_map(run).collect();
    runs.iter().flat_map(|one| of(one, &runs)).collect()
}

/// A flow that cannot be asked for shows nothing.
fn run(case: Case) -> Option<Run> {
    let trace = trace_with(&RoutedNetwork::build(&case.document), &case.spec, &case.faults).ok()?;
    Some((case, book(&trace)))
}

fn of((case, carried): &Run, runs: &[Run]) -> Vec<(String, Witness)> {
    let stated = case.list("book").unwrap_or_default().into_iter();
    let proved = stated.filter(|number| carried.contains(number));
    let with_twin = proved.filter_map(|number| {
        let is_twin = |(other, carried): &&Run| {
            other.file == case.file
                && !carried.contains(&number)
                && other.list("not").is_some_and(|absent| absent.contains(&number))
        };
        let (twin, _) = runs.iter().find(is_twin)?;
        let (place, shows, twin) = (case.file.clone(), case.title.clone(), twin.title.clone());
        Some((number, Witness { kind: Kind::Packet, place, shows, twin }))
    });
    with_twin.collect()
}
