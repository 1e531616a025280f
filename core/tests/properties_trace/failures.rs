//! What can fail in a drawing, by what it may do to a packet.
//!
//! A zone that is down, an instance that is stopped or that tracks no more flows takes something away from a packet: no route
//! comes in place of another (R-RT-14: what leads to it is a blackhole, and nothing shorter is taken). A tunnel or a session
//! that is down, and whatever is deleted, also takes routes away, and then others win (R-RT-2, R-TGW-15, R-VGW-3).

use crate::taken_out;
use netyard_core::change::{Change, apply};
use netyard_core::model::{Document, Resource};
use netyard_core::simulate::{DecidedBy, Faults, Trace};

/// Failures that take no route away, each with its name.
pub(crate) fn standing_still(document: &Document) -> Vec<(String, Faults)> {
    let mut all = Vec::new();
    for (id, resource) in &document.resources {
        match resource.as_ref() {
            Resource::Instance(_) => {
                let stopped = Faults { stopped: [id.clone()].into(), ..Faults::NONE };
                let full = Faults { tables_full: [id.clone()].into(), ..Faults::NONE };
                all.extend([(format!("{id} stopped"), stopped), (format!("{id} full"), full)]);
            }
            Resource::Subnet(subnet) => {
                let Some(zone) = &subnet.availability_zone else { continue };
                let down = Faults { zones_down: [zone.clone()].into(), ..Faults::NONE };
                let name = format!("{zone} down");
                if !all.iter().any(|(known, _)| *known == name) {
                    all.push((name, down));
                }
            }
            _ => {}
        }
    }
    all
}

/// A failure that takes routes away.
pub(crate) struct Withdrawing {
    pub(crate) kind: &'static str,
    pub(crate) name: String,
    pub(crate) faults: Faults,
    change: Option<Change>,
}

impl Withdrawing {
    /// The drawing with it, where it is a change.
    pub(crate) fn changed(&self, document: &Document) -> Option<Document> {
        let mut copy = document.clone();
        apply(&mut copy, self.change.as_ref()?).ok()?;
        Some(copy)
    }

    /// Whether a trace speaks of what fails: of the row that decided, or of the connection.
    pub(crate) fn is_told_of(&self, trace: &Trace) -> bool {
        match self.name.split_once("/routes/") {
            Some((table, row)) => told(trace, table, row),
            None => serde_json::to_string(trace).unwrap().contains(&format!("\"{}\"", self.name)),
        }
    }
}

fn told(trace: &Trace, table: &str, row: &str) -> bool {
    let hops = trace.forward.iter().chain(&trace.beyond).chain(&trace.back).map(|hop| &hop.decided_by);
    let mut all = hops.chain(trace.blockers.iter().map(|blocker| &blocker.decided_by));
    let is_it = |decided: &DecidedBy| {
        decided.resource.as_str() == table && decided.row.as_ref().is_some_and(|one| *one == *row)
    };
    all.any(is_it) || trace.branches.iter().any(|branch| told(&branch.trace, table, row))
}

/// Failures that take routes away: tunnels, sessions, and every route by itself.
pub(crate) fn withdrawing(document: &Document) -> Vec<Withdrawing> {
    let mut all = Vec::new();
    for (id, resource) in &document.resources {
        if let Resource::VpnConnection(connection) = resource.as_ref() {
            let down = Faults { tunnels_down: [id.to_string()].into(), ..Faults::NONE };
            all.push(Withdrawing { kind: "tunnel", name: id.to_string(), faults: down, change: None });
            if !connection.options.static_routes_only {
                let down = Faults { bgp_sessions_down: [id.to_string()].into(), ..Faults::NONE };
                all.push(Withdrawing { kind: "session", name: id.to_string(), faults: down, change: None });
            }
        }
    }
    for change in taken_out::all(document) {
        let name = taken_out::words(&change);
        let is_hub = name.starts_with("tgw-rtb");
        let kind = match &change {
            Change::RemovePath { path, .. } if path.starts_with("/routes/") && is_hub => "hub route",
            Change::RemovePath { path, .. } if path.starts_with("/routes/") => "route",
            _ => continue,
        };
        all.push(Withdrawing { kind, name, faults: Faults::NONE, change: Some(change) });
    }
    all
}
