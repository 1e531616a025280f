//! Makes a difference small enough to read: what can be taken out of the drawing without losing it is taken out.

use super::both;
use super::evaluate::Flow;
use netyard_core::change::{Change, apply};
use netyard_core::model::{Document, ResourceId};
use netyard_core::routing::RoutedNetwork;
use serde_json::Value;
use std::fmt::Write;

/// The smallest drawing, the flow, and both answers, as text.
pub(crate) fn shown(document: &Document, flow: &Flow) -> String {
    let small = smallest(document, flow);
    let (one, two) = both(&small, flow);
    let source_port = flow.source_port.map(|port| format!(" source-port {port}")).unwrap_or_default();
    let family = if flow.is_ipv4 { 4 } else { 6 };
    let mut text = format!(
        "send: {} -> {} {} {}{source_port} family {family}\nfirst:  {one}\nsecond: {two}\n",
        flow.from, flow.to, flow.protocol, flow.port
    );
    for (id, resource) in &small.resources {
        writeln!(text, "  \"{id}\": {}", resource.to_value()).unwrap();
    }
    if let Ok(trace) = netyard_core::simulate::trace(&RoutedNetwork::build(&small), &super::spec(flow)) {
        let hops = trace.forward.iter().map(|hop| format!("{}/{}", hop.component, hop.kind.word()));
        writeln!(text, "  forward: {}", hops.collect::<Vec<_>>().join(", ")).unwrap();
        let hops = trace.back.iter().map(|hop| format!("{}/{}", hop.component, hop.kind.word()));
        writeln!(text, "  return: {}", hops.collect::<Vec<_>>().join(", ")).unwrap();
        for blocker in &trace.blockers {
            writeln!(text, "  {}", blocker.message.text).unwrap();
        }
    }
    text
}

/// Takes out resources and rows, one after the other, as long as the same kind of difference stays.
fn smallest(document: &Document, flow: &Flow) -> Document {
    let mut small = document.clone();
    let wanted = {
        let (one, two) = both(document, flow);
        (super::kind(&one), super::kind(&two))
    };
    loop {
        let before = small.clone();
        for change in reductions(&small) {
            let mut less = small.clone();
            match &change {
                Change::Remove { id } => drop(less.resources.remove(id)),
                change => {
                    if apply(&mut less, change).is_err() {
                        continue;
                    }
                }
            }
            let (one, two) = both(&less, flow);
            if !one.agrees(&two) && (super::kind(&one), super::kind(&two)) == wanted {
                small = less;
            }
        }
        if small == before {
            return small;
        }
    }
}

fn reductions(document: &Document) -> Vec<Change> {
    let ids: Vec<ResourceId> = document.resources.keys().cloned().collect();
    let mut changes: Vec<Change> = ids.iter().map(|id| Change::Remove { id: id.clone() }).collect();
    for id in ids {
        let Some(Value::Object(fields)) =
            document.resource(id.as_str()).map(netyard_core::model::Resource::to_value)
        else {
            continue;
        };
        for (field, value) in fields {
            if field == "type" {
                continue;
            }
            match value {
                Value::Object(rows) => changes.extend(
                    rows.keys()
                        .map(|row| Change::RemovePath { id: id.clone(), path: format!("/{field}/{row}") }),
                ),
                _ => changes.push(Change::RemovePath { id: id.clone(), path: format!("/{field}") }),
            }
        }
    }
    changes
}
