use super::blind_spot;
use super::crossing::{self, Crossing};
use super::format::RecordFormat;
use super::record::{FlowAction, FlowRecord};
use super::remark::{self, FlowRemark};
use crate::model::ResourceId;
use crate::simulate::Trace;
use crate::topology::{FlowLogNode, FlowLogScope, Network};
use serde::Serialize;

/// What the flow logs of a drawing write of one packet, there and back.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FlowRecords {
    /// Every flow log of the drawing, by id.
    pub logs: Vec<LogRecords>,
    /// What happens on the way without a record, what a record does not say, and what is not known.
    pub remarks: Vec<FlowRemark>,
    /// What has interfaces on the way that no flow log watches, in the order of the way.
    pub unwatched: Vec<ResourceId>,
}

/// What one flow log writes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LogRecords {
    /// The flow log.
    pub flow_log: ResourceId,
    /// The names of the fields.
    pub fields: Vec<String>,
    /// The records, in the order of the way.
    pub records: Vec<FlowRecord>,
    /// How many more there would be if the log took `ALL` traffic.
    pub left_out: usize,
}

impl LogRecords {
    /// The records as a file: the names of the fields, then a line for each.
    pub fn text(&self) -> String {
        let mut text = self.fields.join(" ");
        for record in &self.records {
            text.push('\n');
            text.push_str(&record.line());
        }
        text.push('\n');
        text
    }
}

/// Works out what the flow logs of a drawing write of a trace. Of a trace with branches these are the records of the
/// way that it shows itself; each branch is a trace of its own.
///
/// A request that is lost has no reply, so that the reply that a trace walks as if is not recorded. Time is in line
/// with the number of logs and the length of the way.
pub fn flow_records(network: &Network, trace: &Trace) -> FlowRecords {
    let mut seen = crossing::of_trace(network, trace);
    let spot = blind_spot::of_packet(network, trace, &seen.crossings);
    if spot.is_some() {
        seen.crossings.clear();
    }
    let nodes = network.flow_logs.values();
    let logs: Vec<LogRecords> = nodes.clone().map(|node| log(network, node, &seen.crossings)).collect();
    let is_watched = |crossing: &Crossing<'_>| nodes.clone().any(|node| watches(node, crossing));
    let mut unwatched: Vec<ResourceId> = Vec::new();
    for crossing in seen.crossings.iter().filter(|crossing| !is_watched(crossing)) {
        if !unwatched.contains(crossing.tap.component) {
            unwatched.push(crossing.tap.component.clone());
        }
    }
    FlowRecords { logs, remarks: remark::of_trace(network, trace, &seen, spot), unwatched }
}

fn log(network: &Network, node: &FlowLogNode, crossings: &[Crossing<'_>]) -> LogRecords {
    let written = network.document.flow_log(node.id.as_str());
    let format = RecordFormat::new(written.and_then(|log| log.log_format.as_deref()));
    let wanted = match written.map(|log| log.traffic_type.as_str()) {
        Some("ACCEPT") => Some(FlowAction::Accept),
        Some("REJECT") => Some(FlowAction::Reject),
        _ => None,
    };
    let (taken, left_out): (Vec<_>, Vec<_>) = crossings
        .iter()
        .filter(|crossing| watches(node, crossing))
        .partition(|crossing| wanted.is_none_or(|wanted| wanted == crossing.action));
    LogRecords {
        flow_log: node.id.clone(),
        records: taken.into_iter().map(|crossing| FlowRecord::new(network, &format, crossing)).collect(),
        fields: format.fields().to_vec(),
        left_out: left_out.len(),
    }
}

fn watches(node: &FlowLogNode, crossing: &Crossing<'_>) -> bool {
    match &node.scope {
        Some(FlowLogScope::Vpc(id)) => crossing.tap.vpc == Some(id),
        Some(FlowLogScope::Subnet(id)) => crossing.tap.subnet == Some(id),
        Some(FlowLogScope::Interface(id)) => crossing.tap.interface == Some(id),
        Some(FlowLogScope::TransitGateway(_)) | None => false,
    }
}
