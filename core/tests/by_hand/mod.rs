//! Drawings made by hand, with the flows that somebody asked of them: the ready ones and those of the path fixtures.

use crate::path_fixture;
use netyard_core::expect::{Check, With, faults_of};
use netyard_core::model::Document;
use netyard_core::simulate::{Faults, FlowSpec};
use std::path::PathBuf;

/// A drawing with the flows that somebody asked of it.
pub(crate) struct Asked {
    pub(crate) name: String,
    pub(crate) document: Document,
    pub(crate) flows: Vec<FlowSpec>,
}

impl Asked {
    /// A number of its own, whatever stands before it: other drawings change nothing about what is tried on this one.
    pub(crate) fn seed(&self) -> u64 {
        let text = format!("{} {:?} {}", self.name, self.flows, self.document.resources.len());
        text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        })
    }
}

/// The ready drawings, each with the packets of its expectations that nothing fails for.
pub(crate) fn ready_drawings() -> Vec<Asked> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../assets/scenarios");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    let mut all: Vec<Asked> = Vec::new();
    for path in files {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let document = netyard_core::schema::open(&std::fs::read_to_string(&path).unwrap()).unwrap().document;
        for expectation in document.expectations.values() {
            let Check::Packet(spec, _) = Check::from_value(&expectation.check) else { continue };
            let Ok((copy, faults)) = With::prepare(&document, &expectation.with) else { continue };
            if faults_of(&faults) == Faults::NONE {
                add(&mut all, &name, copy, spec);
            }
        }
    }
    all
}

/// The drawings of the path fixtures, each with the flows that nothing fails for.
pub(crate) fn path_fixtures() -> Vec<Asked> {
    let mut all = Vec::new();
    for case in path_fixture::cases() {
        if case.faults == Faults::NONE {
            add(&mut all, &case.file, case.document, case.spec);
        }
    }
    all
}

/// Flows that follow one another often go through one drawing.
fn add(all: &mut Vec<Asked>, name: &str, document: Document, spec: FlowSpec) {
    match all.iter_mut().find(|one| one.name == name && one.document == document) {
        Some(one) => one.flows.push(spec),
        None => all.push(Asked { name: name.to_owned(), document, flows: vec![spec] }),
    }
}
