//! Reads `fixtures/paths/*.md`: a drawing, flows through it, and what becomes of them.
//!
//! A `json` block holds the drawing; a later one replaces it. A `flow` block is one flow:
//!
//! ```text
//! # what it shows
//! send: internet -> web tcp 443          also: udp 53, icmp, 47; source-ip, source-port, family, icmp-type, icmp-code
//! request: GET https://one.example.com/a  the request that it carries; `header: Name: value` adds a header
//! with: {"set": "eni-web", ...}          a change that is applied to a copy first; may stand several times
//! fault: zoneDown eu-west-1a             or: stopped i-web, tunnelDown vpn-1, bgpSessionDown vpn-1/t1, lineDown site-1/site-2, connectionTableFull i-web, unhealthy i-web
//! verdict: DROPPED NO_ROUTE_TO_DESTINATION at subnet-a on return
//! detail: NAT_SUBNET_NO_IGW_ROUTE
//! steps: Z-1/ALIAS, Z-1/NOERROR          who answers for the name, and what kind of answer it is
//! answers: 10.0.0.5                      what the name gives
//! forward: internet/forward, igw-1/translate
//! beyond: acl-1/networkAcl
//! return: -                              none
//! blockers: CODE at COMPONENT on LEG, ...
//! book: R-IGW-2, R-IGW-3                 numbers that the trace carries
//! not: R-IGW-9                           numbers that it does not
//! notes: AVAILABILITY_ZONE_CROSSED
//! branch: ports 32768-39999: DELIVERED   also: app-1 500: DELIVERED, with its share of a thousand
//! fix: Add route 0.0.0.0/0 to igw-1      title of the first blocker's edit
//! message: ...                           words of the first blocker
//! mtu: 1446 by vpn-1 on forward          the largest packet, who sets it, on which way
//! size: ...                              words of the largest packet
//! note: ...                              words of the last note
//! status: 503 by lb-1                    who answers the request, and how; - where no answer comes
//! location: https://a.example/           where a redirect leads
//! says: ...                              words of the answer
//! error: ...                             the flow cannot be asked for
//! ```
#![allow(dead_code, reason = "each test program uses a part of it")]

use netyard_core::change::{Change, apply};
use netyard_core::model::Document;
use netyard_core::simulate::{Faults, FlowSpec, Hop, Request, ResolutionStep, Trace};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// One flow of a fixture.
pub(crate) struct Case {
    pub(crate) file: String,
    pub(crate) title: String,
    pub(crate) document: Document,
    pub(crate) spec: FlowSpec,
    pub(crate) faults: Faults,
    /// The other lines, in order.
    pub(crate) lines: Vec<(String, String)>,
}

impl Case {
    pub(crate) fn line(&self, key: &str) -> Option<&str> {
        self.lines.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    pub(crate) fn all(&self, key: &str) -> Vec<&str> {
        self.lines.iter().filter(|(name, _)| name == key).map(|(_, value)| value.as_str()).collect()
    }

    pub(crate) fn list(&self, key: &str) -> Option<Vec<String>> {
        let text = self.line(key)?;
        Some(if text == "-" {
            Vec::new()
        } else {
            text.split(',').map(|part| part.trim().to_owned()).collect()
        })
    }

    pub(crate) fn place(&self) -> String {
        format!("{}: {}", self.file, self.title)
    }
}

/// All cases of all files, in the order of the names.
pub(crate) fn cases() -> Vec<Case> {
    cases_in("paths")
}

/// The same of another folder of fixtures.
pub(crate) fn cases_in(folder: &str) -> Vec<Case> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder);
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
        .iter()
        .flat_map(|path| {
            read(&path.file_stem().unwrap().to_string_lossy(), &std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

fn read(file: &str, text: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut drawing: Option<Document> = None;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(kind) = line.strip_prefix("```") else { continue };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        match kind {
            "json" => drawing = Some(document(file, &block.join("\n"))),
            "flow" => {
                cases.push(case(file, drawing.as_ref().expect("a drawing before the first flow"), &block));
            }
            other => panic!("{file}: a block is json or flow, not {other}"),
        }
    }
    assert!(!cases.is_empty(), "{file}: no flows");
    cases
}

pub(crate) fn document(file: &str, text: &str) -> Document {
    let mut value: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{file}: {error}"));
    let envelope: &mut Map<String, Value> = value.as_object_mut().unwrap();
    envelope.insert("type".to_owned(), "netyard".into());
    envelope.insert("version".to_owned(), 1.into());
    let opened =
        netyard_core::schema::open(&value.to_string()).unwrap_or_else(|error| panic!("{file}: {error}"));
    assert!(opened.unknown_fields.is_empty(), "{file}: unknown fields {:?}", opened.unknown_fields);
    opened.document
}

fn case(file: &str, drawing: &Document, block: &[&str]) -> Case {
    let title = block.first().and_then(|line| line.strip_prefix("# ")).expect("a title").to_owned();
    let mut case = Case {
        file: file.to_owned(),
        title,
        document: drawing.clone(),
        spec: FlowSpec::new("", ""),
        faults: Faults::default(),
        lines: Vec::new(),
    };
    for line in block.iter().skip(1) {
        let (key, value) = line.split_once(':').unwrap_or_else(|| panic!("{file}: {line}"));
        let value = value.trim();
        match key {
            "send" => case.spec = flow(value),
            "request" => case.spec.request = Some(Request::parse(value).unwrap()),
            "header" => {
                let (name, text) = value.split_once(": ").unwrap();
                let request = case.spec.request.as_mut().unwrap();
                request.headers.insert(name.to_owned(), text.to_owned());
            }
            "with" => {
                let change = Change::from_value(
                    &serde_json::from_str(value).unwrap_or_else(|error| panic!("{file}: {value}: {error}")),
                );
                let change = change.unwrap_or_else(|error| panic!("{file}: {value}: {error}"));
                apply(&mut case.document, &change).unwrap_or_else(|error| panic!("{file}: {value}: {error}"));
            }
            "fault" => match value.split_once(' ').unwrap() {
                ("zoneDown", zone) => _ = case.faults.zones_down.insert(zone.to_owned()),
                ("stopped", id) => _ = case.faults.stopped.insert(id.into()),
                ("unhealthy", id) => _ = case.faults.unhealthy.insert(id.into()),
                ("connectionTableFull", id) => _ = case.faults.tables_full.insert(id.into()),
                ("lineDown", line) => {
                    let (one, other) = line.split_once('/').unwrap();
                    case.faults.lines_down.insert((one.min(other).into(), one.max(other).into()));
                }
                ("bgpSessionDown", id) => _ = case.faults.bgp_sessions_down.insert(id.to_owned()),
                ("tunnelDown", id) => _ = case.faults.tunnels_down.insert(id.to_owned()),
                other => panic!("{file}: {other:?}"),
            },
            "verdict" | "detail" | "forward" | "beyond" | "return" | "blockers" | "book" | "not"
            | "notes" | "note" | "branch" | "fix" | "message" | "error" | "mtu" | "size" | "record"
            | "status" | "location" | "says" | "steps" | "answers" | "left out" | "remarks" | "unwatched" => {
                case.lines.push((key.to_owned(), value.to_owned()));
            }
            other => panic!("{file}: unknown line {other}"),
        }
    }
    case
}

/// `web -> internet udp 53 source-port 5000`.
pub(crate) fn flow(text: &str) -> FlowSpec {
    let (from, rest) = text.split_once(" -> ").unwrap();
    let mut words = rest.split(' ');
    let mut spec = FlowSpec::new(from, words.next().unwrap());
    let mut words = words.peekable();
    if let Some(protocol) = words.next() {
        spec.protocol = Some(netyard_core::net::Protocol::new(protocol));
    }
    if let Some(port) = words.peek().and_then(|word| word.parse().ok()) {
        spec.port = Some(port);
        words.next();
    }
    while let (Some(option), Some(value)) = (words.next(), words.next()) {
        match option {
            "source-ip" => spec.source_ip = Some(value.parse().unwrap()),
            "source-port" => spec.source_port = Some(value.parse().unwrap()),
            "family" => spec.family = netyard_core::net::Family::from_digit(value.parse().unwrap()),
            "icmp-type" => spec.icmp_type = Some(value.parse().unwrap()),
            "icmp-code" => spec.icmp_code = Some(value.parse().unwrap()),
            other => panic!("unknown option {other}"),
        }
    }
    spec
}

/// A hop as fixtures list it.
pub(crate) fn hop(hop: &Hop) -> String {
    format!("{}/{}", hop.component, hop.kind.word())
}

/// `DROPPED CODE at COMPONENT on LEG`.
pub(crate) fn verdict(trace: &Trace) -> String {
    let verdict = serde_json::to_value(trace.verdict).unwrap();
    let mut text = verdict.as_str().unwrap().to_owned();
    if let Some(code) = trace.code {
        text.push(' ');
        text.push_str(code);
    }
    if let Some(at) = &trace.at {
        text.push_str(" at ");
        text.push_str(at.as_str());
    }
    if let Some(leg) = trace.leg {
        text.push_str(" on ");
        text.push_str(serde_json::to_value(leg).unwrap().as_str().unwrap());
    }
    text
}

/// How the name was resolved; nothing where none was written.
pub(crate) fn steps(trace: &Trace) -> &[ResolutionStep] {
    trace.resolution.as_ref().map(|resolution| resolution.steps.as_slice()).unwrap_or_default()
}

/// Every number of the book that a trace and its branches carry.
pub(crate) fn book(trace: &Trace) -> BTreeSet<String> {
    let hops = [&trace.forward, &trace.beyond, &trace.back];
    let mut numbers: BTreeSet<String> = hops
        .into_iter()
        .flatten()
        .map(|hop| &hop.decided_by)
        .chain(trace.blockers.iter().map(|blocker| &blocker.decided_by))
        .flat_map(|decided_by| &decided_by.book)
        .chain(trace.mtu.iter().flat_map(|mtu| &mtu.book))
        .chain(trace.response.iter().flat_map(|response| &response.book))
        .chain(steps(trace).iter().flat_map(|step| &step.decided_by.book))
        .map(|number| (*number).to_owned())
        .collect();
    for branch in &trace.branches {
        numbers.extend(book(&branch.trace));
    }
    numbers
}

/// Every code that a trace and its branches carry, with details that are codes.
pub(crate) fn codes(trace: &Trace) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for blocker in &trace.blockers {
        found.extend([blocker.code.to_owned()].into_iter().chain(blocker.detail.map(str::to_owned)));
    }
    found.extend(trace.notes.iter().map(|note| note.code.to_owned()));
    for branch in &trace.branches {
        found.extend(codes(&branch.trace));
    }
    found
}
