//! What covers the numbers of the rule book, found out by running the fixtures.
//!
//! A number is covered when a packet of `fixtures/paths` carries it and its fixture says so, while another packet of the
//! same file, whose fixture says that too, does not; when a finding of `fixtures/rules` carries it, and the near miss of
//! the file finds nothing; when AWS's answer to an act of `fixtures/changes` carries it, and the near miss is let through;
//! when a fact of `facts.rs` holds; or when it is listed, with AWS's page, as what no drawing shows.

mod acts;
mod facts;
mod findings;
mod packets;
mod page;
mod report;

pub(crate) use facts::FACTS;
pub(crate) use page::page;
pub(crate) use report::report;

use netyard_core::rules::EXCEPTIONS;
use netyard_core::rules::book::{Code, Numbered, Section};
use netyard_core::simulate::explain::topics;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What shows a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// The trace of a packet.
    Packet,
    /// A finding.
    Finding,
    /// An act that is refused.
    Act,
    /// A fact that holds.
    Fact,
    /// AWS's page says why no drawing shows it.
    Exception,
}

/// One thing that covers a number.
#[derive(Clone, Debug)]
pub(crate) struct Witness {
    pub(crate) kind: Kind,
    /// The fixture without its ending; the page of AWS for what no drawing shows.
    pub(crate) place: String,
    /// The case that shows the number.
    pub(crate) shows: String,
    /// The case that does not; empty where there is no such thing.
    pub(crate) twin: String,
}

/// For each number, the first witness of each kind, in the order of the files.
pub(crate) type Evidence = BTreeMap<String, BTreeMap<Kind, Witness>>;

/// The packets of all fixtures, sent once.
static PACKETS: LazyLock<packets::Packets> = LazyLock::new(packets::sent);

static EVIDENCE: LazyLock<Evidence> = LazyLock::new(|| {
    let mut evidence = Evidence::new();
    let facts = FACTS.iter().map(|fact| {
        let place = "facts".to_owned();
        let witness = Witness { kind: Kind::Fact, place, shows: fact.title.to_owned(), twin: String::new() };
        (fact.number.to_owned(), witness)
    });
    let exceptions = EXCEPTIONS.iter().map(|it| {
        let (place, shows) = (it.reference.to_owned(), it.reason.to_owned());
        (it.number.to_owned(), Witness { kind: Kind::Exception, place, shows, twin: String::new() })
    });
    let all = PACKETS.witnesses().into_iter().chain(findings::witnesses()).chain(acts::witnesses());
    for (number, witness) in all.chain(facts).chain(exceptions) {
        evidence.entry(number).or_default().entry(witness.kind).or_insert(witness);
    }
    evidence
});

/// Everything that covers something. The fixtures are run once.
pub(crate) fn evidence() -> &'static Evidence {
    &EVIDENCE
}

/// What covers a rule.
pub(crate) fn covering(rule: &Numbered) -> Vec<&'static Witness> {
    evidence().get(rule.number).into_iter().flat_map(BTreeMap::values).collect()
}

pub(crate) fn is_covered(rule: &Numbered) -> bool {
    !covering(rule).is_empty()
}

/// The file of the first packet that shows a code of AWS Reachability Analyzer. A code that stops nothing has no place in a
/// trace: it is shown by the number that the catalogue of packet decisions knows it by.
pub(crate) fn shown(rule: &Numbered, code: &Code) -> Option<&'static str> {
    if let Some(file) = PACKETS.codes.get(code.name) {
        return Some(file);
    }
    let mut entries = topics().iter().flat_map(|topic| topic.entries);
    entries.find(|entry| entry.aws.contains(&code.name) && entry.book.contains(&rule.number))?;
    evidence().get(rule.number)?.get(&Kind::Packet).map(|witness| witness.place.as_str())
}

/// How many rules of a section are covered.
pub(crate) fn covered(section: &Section) -> usize {
    section.rules.iter().filter(|rule| is_covered(rule)).count()
}
