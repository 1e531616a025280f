//! What flow logs write of a packet: a block of lines for each log, then what they do not tell.

use super::table::one_line;
use super::words;
use netyard_core::flow_log::{FlowRecords, LogRecords, flow_records};
use netyard_core::model::{Document, ResourceId};
use netyard_core::simulate::Trace;
use netyard_core::topology::Network;
use serde::Serialize;

/// A trace with its records, and the records of each of its branches in their order.
#[derive(Serialize)]
pub(crate) struct Recorded<'a> {
    #[serde(flatten)]
    trace: &'a Trace,
    #[serde(rename = "flowLogs")]
    flow_logs: FlowRecords,
    #[serde(rename = "flowLogsOfBranches", skip_serializing_if = "Vec::is_empty")]
    of_branches: Vec<FlowRecords>,
}

/// The trace as JSON has it, with `flowLogs` beside the rest.
pub(crate) fn with_records<'a>(network: &Network, trace: &'a Trace) -> Recorded<'a> {
    Recorded {
        trace,
        flow_logs: flow_records(network, trace),
        of_branches: trace.branches.iter().map(|branch| flow_records(network, &branch.trace)).collect(),
    }
}

/// The records as text; of a packet that goes several ways, those of each.
pub(crate) fn render(network: &Network, trace: &Trace) -> String {
    let document = &network.document;
    if trace.branches.is_empty() {
        return section(document, "Flow logs", &flow_records(network, trace));
    }
    let branches = trace.branches.iter().map(|branch| {
        let heading = format!("Flow logs, {}", branch.choice.picked);
        section(document, &heading, &flow_records(network, &branch.trace))
    });
    branches.collect()
}

fn section(document: &Document, heading: &str, records: &FlowRecords) -> String {
    let mut text = format!("\n{}\n", one_line(heading));
    for log in &records.logs {
        text += &of_log(document, log);
    }
    if records.logs.is_empty() {
        text += "  The drawing has no flow log.\n";
    }
    for remark in &records.remarks {
        text += &["  ", &one_line(&remark.message.text), "\n"].concat();
    }
    if !records.unwatched.is_empty() {
        text += &["  No flow log watches ", &names(document, &records.unwatched), ".\n"].concat();
    }
    text
}

fn of_log(document: &Document, log: &LogRecords) -> String {
    let mut text = format!("  {}\n", one_line(words::name(document, &log.flow_log)));
    if log.records.is_empty() {
        text += "    no record\n";
    } else {
        for line in log.text().lines() {
            text += &["    ", &one_line(line), "\n"].concat();
        }
    }
    if log.left_out > 0 {
        text += &["    left out because of the traffic type: ", &log.left_out.to_string(), "\n"].concat();
    }
    text
}

fn names(document: &Document, ids: &[ResourceId]) -> String {
    let names: Vec<&str> = ids.iter().map(|id| words::name(document, id)).collect();
    one_line(&names.join(", "))
}
