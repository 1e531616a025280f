//! What the flow logs of the drawing would write of the packet, and what they would not.

use crate::panel::desk::{Desk, use_desk};
use crate::panel::words::{count, glyph_of};
use crate::platform::clipboard;
use crate::ui::{Button, ButtonKind, MarkIcon, ResourceGlyph, When};
use leptos::prelude::*;
use leptos::task::spawn_local;
use netyard_core::flow_log::{BLIND_SPOTS, FlowAction, FlowRecord, FlowRecords, LogRecords};
use netyard_core::model::Resource;
use netyard_core::simulate::{Leg, Trace};
use std::sync::Arc;

/// Whether the drawing has a flow log.
pub(super) fn has_logs(desk: Desk) -> bool {
    desk.store.document.with(|document| {
        document.resources.values().any(|resource| matches!(resource.as_ref(), Resource::FlowLog(_)))
    })
}

/// The records of the shown way of the packet, log by log.
#[component]
pub(super) fn FlowLogView(
    /// The trace, or the chosen branch of it.
    trace: Signal<Option<Arc<Trace>>>,
) -> impl IntoView {
    let desk = use_desk();
    let records = Memo::new(move |_| {
        let (trace, checks) = (trace.get()?, desk.store.demand.checks.get()?);
        let conditions = desk.store.conditions.get();
        desk.store.network.with(|network| Some((checks.records)(network, &conditions, &trace)))
    });
    let logs = move || {
        let records = records.get()?;
        Some(records.logs.into_iter().map(|log| view! { <OneLog log/> }).collect_view())
    };
    view! {
        <div class="flow-logs">
            {logs}
            {move || records.get().map(|records| view! { <NotRecorded records/> })}
            <BlindSpots/>
        </div>
    }
}

/// One log with its records.
#[component]
fn OneLog(
    /// The log.
    log: LogRecords,
) -> impl IntoView {
    let desk = use_desk();
    let id = log.flow_log.to_string();
    let glyph = desk.store.document.with_untracked(|document| glyph_of(document, &id));
    let name = desk.name(&id);
    let watched = desk.document().flow_log(&id).and_then(|log| log.resource_id.clone());
    let watched = watched.map(|watched| format!("watches {}", name_of_watched(desk, watched.as_str())));
    let text = log.text();
    let copied = RwSignal::new(false);
    let copy = move |()| {
        let text = text.clone();
        spawn_local(async move {
            if clipboard::write(&text).await {
                copied.set(true);
            } else {
                desk.say("The browser does not give access to the clipboard.");
            }
        });
    };
    let select = {
        let id = id.clone();
        move |_| desk.reveal(&id)
    };
    let is_empty = log.records.is_empty();
    let none = match log.left_out {
        0 => "No record.".to_owned(),
        left_out => format!("No record: the log leaves out {}.", count(left_out, "record")),
    };
    let more = (!is_empty && log.left_out > 0).then(|| {
        format!("Because of its traffic type the log leaves out {}.", count(log.left_out, "record"))
    });
    let fields = log.fields.iter().map(|field| view! { <th scope="col">{field.clone()}</th> }).collect_view();
    let label = format!("Records of {name}");
    let title = name.clone();
    let rows = log.records.into_iter().map(|record| view! { <OneRecord record/> }).collect_view();
    view! {
        <section class="flow-log" aria-label=title>
            <header class="flow-log-head">
                <ResourceGlyph glyph/>
                <button type="button" class="text-link" on:click=select>{name}</button>
                <span class="quiet-text">{watched}</span>
                <span class="spring"></span>
                <Button kind=ButtonKind::Link sign="copy" disabled=is_empty on_press=copy>
                    {move || if copied.get() { "Copied" } else { "Copy" }}
                </Button>
            </header>
            <When holds=move || is_empty>
                <p class="quiet-text">{none.clone()}</p>
            </When>
            <div class="flow-table-frame" hidden=is_empty>
                <table class="grid flow-table" aria-label=label>
                    <thead><tr><th scope="col">"At"</th>{fields}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="quiet-text">{more}</p>
        </section>
    }
}

/// An interface is called by its instance.
fn name_of_watched(desk: Desk, id: &str) -> String {
    let document = desk.document();
    match document.network_interface(id).and_then(|interface| interface.instance_id()) {
        Some(instance) => format!("the interface {id} of {}", desk.name(instance.as_str())),
        None => desk.name(id),
    }
}

/// One record: where, and the line as AWS writes it.
#[component]
fn OneRecord(
    /// The record.
    record: FlowRecord,
) -> impl IntoView {
    let desk = use_desk();
    let id = StoredValue::new(record.component.to_string());
    let name = id.with_value(|id| desk.name(id));
    let way = match record.leg {
        Leg::Forward => "request",
        Leg::Return => "reply",
    };
    // What becomes of it stands in front too: the column of the record is the last but one, out of view on most pages.
    let (class, action) = match record.action {
        FlowAction::Accept => ("flow-accept", "accepted"),
        FlowAction::Reject => ("flow-reject", "rejected"),
    };
    let tip = format!("{} {way}: {}", record.direction.word(), record.decided_by);
    let values =
        record.values.into_iter().map(|value| view! { <td class="flow-value">{value}</td> }).collect_view();
    view! {
        <tr
            class=class
            title=tip
            on:mouseenter=move |_| id.with_value(|id| desk.hover(Some(id)))
            on:mouseleave=move |_| desk.hover(None)
        >
            <th scope="row">
                <button type="button" class="row-button" on:click=move |_| id.with_value(|id| desk.reveal(id))>{name}</button>
                <span class="quiet">{format!(" {way}, {action}")}</span>
            </th>
            {values}
        </tr>
    }
}

/// What happens on the way without a record, and what a record does not say.
#[component]
fn NotRecorded(
    /// What was worked out.
    records: FlowRecords,
) -> impl IntoView {
    let desk = use_desk();
    let unwatched = (!records.unwatched.is_empty()).then(|| {
        let names: Vec<String> = records.unwatched.iter().map(|id| desk.name(id.as_str())).collect();
        view! { <li>{format!("No flow log watches {}.", listed(&names))}</li> }
    });
    let remarks = records.remarks.into_iter().map(|remark| {
        let mark = remark.spot.map(|_| view! { <MarkIcon id="unknown" size=14/> });
        view! { <li>{mark}{remark.message.text}</li> }
    });
    view! { <ul class="plain-list flow-remarks" aria-label="What the records do not tell">{remarks.collect_view()}{unwatched}</ul> }
}

/// "a", "a and b", "a, b and c".
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}

/// The traffic that no flow log of AWS ever holds.
#[component]
fn BlindSpots() -> impl IntoView {
    let spots = BLIND_SPOTS.iter().map(|spot| {
        let instead = (!spot.instead.is_empty()).then(|| format!(". {}", spot.instead.trim_end_matches('.')));
        view! { <li>{spot.what}{instead}</li> }
    });
    view! {
        <details class="flow-blind">
            <summary>"What flow logs never record"</summary>
            <ul>{spots.collect_view()}</ul>
            <p>
                "A record tells what security groups and network ACLs decide at one interface, not whether the packet arrives. "
                "A - stands where AWS has a number that a drawn packet has not: how many packets and bytes there were, and when. "
                "The account is - too where the drawing does not say whose it is, and so is the id of an interface that AWS makes for itself. "
                "The port 49152 stands for whichever one the sender picks."
            </p>
        </details>
    }
}
