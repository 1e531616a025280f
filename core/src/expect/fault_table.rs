use super::Fault;
use super::check::{Check, ExpectedTrace};
use super::deleted::Deleted;
use super::failure::{Failing, Failures, Rank};
use super::request::ExpectedResponse;
use super::run::{Variants, faults_with, ordered};
use super::trial::deletion;
use crate::model::ResourceId;
use crate::ordered::Order;
use crate::routing::RoutedNetwork;
use crate::simulate::{Faults, FlowSpec, Leg, Trace, Verdict, trace_with};
use crate::topology::Network;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What each single failure would do to each packet that the drawing promises something of.
///
/// A cell says what the expectation would say with that failure at the end of its `with`. Rows are
/// the expectations about packets: those that do not hold as it is, then those that fall most often, then in their
/// order. Columns are the failures that touch at least one of these packets: those by which most fall come first, then
/// zones, instances, tunnels, BGP sessions, attachments and routes, each by id.
///
/// What can fail: each Availability Zone, each instance, VPN connection, tunnel and BGP session on the way of one of the packets, and where [`Deletions::Tried`]
/// each attachment, peering and route on it, deleted as AWS lets anybody do. What a packet comes by is known from its
/// trace, branches and return included, so that nothing else is tried. An expectation that is not about a packet, or that
/// cannot be checked, is no row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FaultTable {
    /// The columns.
    pub failures: Vec<Fault>,
    /// The rows.
    pub rows: Vec<FaultRow>,
}

/// An expectation and what becomes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct FaultRow {
    /// The id of the expectation.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whether it holds without any further failure.
    pub passed: bool,
    /// One cell for each failure, in the order of [`FaultTable::failures`].
    pub cells: Vec<FaultCell>,
}

/// What one failure does to one expectation.
#[derive(Clone, Debug, PartialEq)]
pub struct FaultCell {
    /// Whether the way of the packet is another one with this failure, in any respect.
    pub touched: bool,
    /// Whether the expectation holds.
    pub passed: bool,
    /// What becomes of the packet; `None` if it cannot be sent at all.
    pub verdict: Option<Verdict>,
    /// The code of the first blocker.
    pub code: Option<&'static str>,
    /// Its component.
    pub at: Option<ResourceId>,
    /// On which way it stands.
    pub leg: Option<Leg>,
}

/// Whether a table tries deletions. Each takes a network of its own: that of a row only one table worked out anew, any
/// other one all of it. A fault takes none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deletions {
    /// Attachments, peerings and routes are deleted too, one at a time.
    Tried,
    /// Only what fails without a change is tried.
    Left,
}

impl FaultRow {
    /// Whether it holds as it is, and no more with the failure of that column.
    pub fn falls(&self, column: usize) -> bool {
        self.passed && self.cells.get(column).is_some_and(|cell| !cell.passed)
    }

    /// By how many failures it falls.
    pub fn falls_count(&self) -> usize {
        (0..self.cells.len()).filter(|column| self.falls(*column)).count()
    }
}

/// A packet that an expectation sends.
struct Packet<'a> {
    id: &'a str,
    title: &'a str,
    /// The drawing with the changes of the expectation, and which of them these are.
    network: &'a RoutedNetwork,
    variant: String,
    faults: Faults,
    flow: FlowSpec,
    expected: Expected,
    before: Trace,
    failures: Failures,
}

/// What is expected of it.
enum Expected {
    /// The trace.
    Trace(ExpectedTrace),
    /// The answer to the request that it carries.
    Response(ExpectedResponse),
}

impl Expected {
    fn matches(&self, trace: &Trace, network: &Network) -> bool {
        match self {
            Self::Trace(expected) => expected.matches(trace, network),
            Self::Response(expected) => expected.matches(trace, network),
        }
    }
}

/// Works the table out, on top of what has failed `already`.
///
/// Never fails. Takes one trace for each packet and failure that can touch it, and one build of the network for each
/// attachment and peering that is deleted.
pub fn fault_table(network: &RoutedNetwork, already: &Faults, deletions: Deletions) -> FaultTable {
    let document = &network.network.document;
    let mut variants = Variants::new(document);
    let expectations = ordered(document);
    for (_, expectation) in expectations.iter().filter(|(_, expectation)| !expectation.with.is_empty()) {
        // One that cannot be prepared is no row.
        let _ = variants.of(&expectation.with);
    }
    let mut failing = BTreeMap::new();
    let mut packets = Vec::new();
    for (id, expectation) in expectations {
        let (flow, expected) = match Check::from_value(&expectation.check) {
            Check::Packet(flow, expected) => (flow, Expected::Trace(expected)),
            Check::Request(flow, expected) => (flow, Expected::Response(expected)),
            _ => continue,
        };
        let (network, faults) = if expectation.with.is_empty() {
            (network, [].as_slice())
        } else {
            let Some(prepared) = variants.prepared(&expectation.with) else { continue };
            prepared
        };
        let faults = faults_with(already, faults);
        let Ok(before) = trace_with(network, &flow, &faults) else { continue };
        let variant = Variants::key(&expectation.with);
        let failing = failing.entry(variant.clone()).or_insert_with(|| Failing::new(network));
        let failures = failing.of_trace(&before, deletions == Deletions::Tried);
        let title = expectation.title.as_str();
        packets.push(Packet { id, title, network, variant, faults, flow, expected, before, failures });
    }
    table(&packets)
}

fn table(packets: &[Packet<'_>]) -> FaultTable {
    let mut all: BTreeMap<&(Rank, String), &Fault> = BTreeMap::new();
    for packet in packets {
        all.extend(&packet.failures);
    }
    // Column by column, so that of all the networks with a deletion only one is there at a time.
    let mut deleted: BTreeMap<&str, Deleted<'_>> = BTreeMap::new();
    let mut columns: Vec<(Fault, Vec<FaultCell>)> = Vec::new();
    for (key, failure) in all {
        let cells = column(packets, key, failure, &mut deleted);
        if cells.iter().any(|cell| cell.touched) {
            columns.push((failure.clone(), cells));
        }
    }
    columns.order_by_key(|(_, cells)| {
        let holds = packets.iter().map(Packet::holds);
        Reverse(holds.zip(cells).filter(|(holds, cell)| *holds && !cell.passed).count())
    });
    let mut rows: Vec<FaultRow> = packets.iter().map(Packet::row).collect();
    let mut failures = Vec::new();
    for (failure, cells) in columns {
        failures.push(failure);
        for (row, cell) in rows.iter_mut().zip(cells) {
            row.cells.push(cell);
        }
    }
    rows.order_by_key(|row| (row.passed, Reverse(row.falls_count())));
    FaultTable { failures, rows }
}

/// What one failure does to every packet.
fn column<'a>(
    packets: &'a [Packet<'a>],
    key: &(Rank, String),
    failure: &Fault,
    deleted: &mut BTreeMap<&'a str, Deleted<'a>>,
) -> Vec<FaultCell> {
    let mut cells: Vec<FaultCell> = packets.iter().map(Packet::untouched).collect();
    let concerned = || packets.iter().enumerate().filter(|(_, packet)| packet.failures.contains_key(key));
    let Fault::Deleted(of) = failure else {
        for (at, packet) in concerned() {
            if let Some(cell) = cells.get_mut(at) {
                let faults = faults_with(&packet.faults, [failure]);
                *cell = packet.cell(packet.network, &faults);
            }
        }
        return cells;
    };
    // The packets of one variant of the drawing look at one network.
    let mut variants: BTreeMap<&str, Vec<(usize, &Packet<'_>)>> = BTreeMap::new();
    for (at, packet) in concerned() {
        variants.entry(packet.variant.as_str()).or_default().push((at, packet));
    }
    for (variant, concerned) in variants {
        let Some((_, first)) = concerned.first() else { continue };
        let deleted = deleted.entry(variant).or_insert_with(|| Deleted::new(first.network));
        let Some(change) = deletion(&first.network.network.document, of) else { continue };
        deleted.show(&change, |network| {
            for (at, packet) in &concerned {
                if let Some(cell) = cells.get_mut(*at) {
                    *cell = packet.cell(network, &packet.faults);
                }
            }
        });
    }
    cells
}

impl Packet<'_> {
    fn holds(&self) -> bool {
        self.expected.matches(&self.before, &self.network.network)
    }

    fn row(&self) -> FaultRow {
        FaultRow {
            id: self.id.to_owned(),
            title: self.title.to_owned(),
            passed: self.holds(),
            cells: Vec::new(),
        }
    }

    fn untouched(&self) -> FaultCell {
        self.said(&self.before, self.network, false)
    }

    fn cell(&self, network: &RoutedNetwork, faults: &Faults) -> FaultCell {
        match trace_with(network, &self.flow, faults) {
            Ok(trace) => self.said(&trace, network, trace != self.before),
            Err(_) => {
                FaultCell { touched: true, passed: false, verdict: None, code: None, at: None, leg: None }
            }
        }
    }

    fn said(&self, trace: &Trace, network: &RoutedNetwork, touched: bool) -> FaultCell {
        FaultCell {
            touched,
            passed: self.expected.matches(trace, &network.network),
            verdict: Some(trace.verdict),
            code: trace.code,
            at: trace.at.clone(),
            leg: trace.leg,
        }
    }
}
