use super::blind_spot::BlindSpot;
use super::crossing::Seen;
use super::record::FlowAction;
use crate::message::{Message, say};
use crate::model::ResourceId;
use crate::simulate::{HopKind, Trace, Verdict};
use crate::topology::{FlowLogScope, Network};
use serde::Serialize;

/// Something that happens without a record, that a record does not say, or that is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FlowRemark {
    /// Where, if it is at one place.
    pub at: Option<ResourceId>,
    /// The blind spot of AWS that hides the whole packet, by its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spot: Option<&'static str>,
    /// In words.
    pub message: Message,
}

impl FlowRemark {
    fn new(at: &ResourceId, message: Message) -> Self {
        Self { at: Some(at.clone()), spot: None, message }
    }
}

/// What is to be said of the records of a trace.
pub(super) fn of_trace(
    network: &Network,
    trace: &Trace,
    seen: &Seen<'_>,
    spot: Option<&'static BlindSpot>,
) -> Vec<FlowRemark> {
    let mut remarks = Vec::new();
    if let Some(spot) = spot {
        remarks.push(blind(spot));
    } else {
        remarks.extend(own_host(network, trace));
        remarks.extend(on_the_way(network, seen));
        remarks.extend(ending(network, trace, seen));
    }
    remarks.extend(logs(network));
    remarks
}

fn blind(spot: &'static BlindSpot) -> FlowRemark {
    let message = Message::new(
        "flow-log.blind-spot",
        if spot.instead.is_empty() {
            "Flow logs never record {what}."
        } else {
            "Flow logs never record {what}. {instead}"
        },
        [("what", spot.what.to_owned()), ("instead", spot.instead.to_owned())],
    );
    FlowRemark { at: None, spot: Some(spot.id), message }
}

fn own_host(network: &Network, trace: &Trace) -> Option<FlowRemark> {
    let [only] = trace.forward.as_slice() else { return None };
    let is_host = only.interface.is_some() || network.interfaces.contains_key(&only.component);
    (only.kind == HopKind::Deliver && is_host).then(|| {
        let name = name(network, &only.component);
        let message = say!(
            "flow-log.own-host",
            "{name} sends to itself: the packet comes to no interface, so that nothing is recorded.",
            name = name
        );
        FlowRemark::new(&only.component, message)
    })
}

fn on_the_way(network: &Network, seen: &Seen<'_>) -> Vec<FlowRemark> {
    let not_drawn = seen.crossings.iter().filter(|crossing| crossing.tap.interface.is_none());
    let not_drawn = not_drawn.map(|crossing| {
        remark(network, crossing.tap.component, |name| {
            say!(
                "flow-log.not-drawn",
                "AWS makes an interface for {name}, which the drawing does not hold: what is not known of it is shown as -.",
                name = name
            )
        })
    });
    let regional = seen.regional.iter().map(|id| {
        remark(network, id, |name| {
            say!(
                "flow-log.regional-nat",
                "{name} is a regional NAT gateway. It stands in no subnet, so that no log of a subnet or interface watches it; what a log of the VPC writes of it is not shown.",
                name = name
            )
        })
    });
    let without_interface = seen.without_interface.iter().map(|id| {
        remark(network, id, |name| {
            say!(
                "flow-log.no-interface",
                "The sender is an address in {name} that no interface has, so that nothing is recorded at it.",
                name = name
            )
        })
    });
    let checked = seen.checked.iter().map(|id| {
        remark(network, id, |name| {
            say!(
                "flow-log.source-check",
                "The source/destination check of {name} drops it. AWS does not say that this is recorded, so that no record is shown.",
                name = name
            )
        })
    });
    let down = seen.down.iter().map(|id| {
        remark(network, id, |name| {
            say!("flow-log.down", "{name} is down: nothing is recorded at it.", name = name)
        })
    });
    let mut remarks: Vec<FlowRemark> = Vec::new();
    for remark in not_drawn.chain(regional).chain(without_interface).chain(checked).chain(down) {
        if !remarks.contains(&remark) {
            remarks.push(remark);
        }
    }
    remarks
}

/// What is said of one component by its name.
fn remark(network: &Network, id: &ResourceId, say: impl FnOnce(&str) -> Message) -> FlowRemark {
    FlowRemark::new(id, say(&name(network, id)))
}

/// How the packet ends, where no record says so.
fn ending(network: &Network, trace: &Trace, seen: &Seen<'_>) -> Option<FlowRemark> {
    let at = trace.at.as_ref()?;
    let place = name(network, at);
    match trace.verdict {
        Verdict::Unknown => {
            let message = say!(
                "flow-log.unknown",
                "What becomes of it at {place} is not known, and neither are the records from there on.",
                place = place
            );
            Some(FlowRemark::new(at, message))
        }
        Verdict::Rejected => {
            let message = say!(
                "flow-log.refusal",
                "{place} refuses it after its interface accepted it. The refusal goes back as a packet of its own, whose records are not shown.",
                place = place
            );
            Some(FlowRemark::new(at, message))
        }
        Verdict::Dropped | Verdict::Partial => {
            let is_told = seen.crossings.iter().any(|crossing| crossing.action == FlowAction::Reject)
                || !seen.checked.is_empty()
                || seen.down.contains(at);
            if is_told {
                return None;
            }
            let code = trace.code.unwrap_or_default();
            let message = if seen.crossings.is_empty() {
                say!(
                    "flow-log.before-any-interface",
                    "{place} drops it ({code}) before it comes to an interface, so that nothing is recorded.",
                    place = place,
                    code = code
                )
            } else {
                say!(
                    "flow-log.lost-elsewhere",
                    "{place} drops it ({code}), and no record says so: a flow log tells what security groups and network ACLs decide, not what routes and gateways do.",
                    place = place,
                    code = code
                )
            };
            Some(FlowRemark::new(at, message))
        }
        Verdict::Delivered => None,
    }
}

/// Flow logs whose records are not worked out.
fn logs(network: &Network) -> Vec<FlowRemark> {
    let hubs =
        network.flow_logs.values().filter(|log| matches!(log.scope, Some(FlowLogScope::TransitGateway(_))));
    hubs.map(|log| {
        let message = say!(
            "flow-log.transit-gateway",
            "{name} watches a transit gateway. Its records have a format of their own and are not shown.",
            name = name(network, &log.id)
        );
        FlowRemark::new(&log.id, message)
    })
    .collect()
}

fn name(network: &Network, id: &ResourceId) -> String {
    network.document.display_name(id.as_str()).to_owned()
}
