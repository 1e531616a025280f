use super::{Kind, Witness};
use crate::path_fixture::{Case, book, cases, codes};
use netyard_core::routing::RoutedNetwork;
use netyard_core::simulate::trace_with;
use std::collections::{BTreeMap, BTreeSet};

/// A case with the numbers that its trace carries.
type Run = (Case, BTreeSet<String>);

/// Every flow that can be asked for, with the numbers that its trace carries, and each code with the first file in which
/// a trace has it.
pub(super) struct Packets {
    runs: Vec<Run>,
    pub(super) codes: BTreeMap<String, String>,
}

/// Sends every packet.
pub(super) fn sent() -> Packets {
    let mut packets = Packets { runs: Vec::new(), codes: BTreeMap::new() };
    for case in cases() {
        let network = RoutedNetwork::build(&case.document);
        let Ok(trace) = trace_with(&network, &case.spec, &case.faults) else { continue };
        for code in codes(&trace) {
            packets.codes.entry(code).or_insert_with(|| case.file.clone());
        }
        packets.runs.push((case, book(&trace)));
    }
    packets
}

impl Packets {
    /// Each number that a fixture states and its trace carries, with a twin in the same file that states and lacks it.
    pub(super) fn witnesses(&self) -> Vec<(String, Witness)> {
        self.runs.iter().flat_map(|one| of(one, &self.runs)).collect()
    }
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
