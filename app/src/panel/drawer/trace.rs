//! The packet and its way: left the packet and its verdict, right the hops.

use super::branches::Branches;
use super::expectations::{conditions_words, keep};
use super::flow_logs::{FlowLogView, has_logs};
use super::hops::HopList;
use super::name_steps::NameSteps;
use super::packet::use_packet;
use super::packet_form::{FamilyField, PacketForm};
use super::player::use_player;
use super::verdict::VerdictBanner;
use crate::panel::desk::{Desk, use_desk};
use crate::platform::page::is_embedded;
use crate::store::Known;
use crate::ui::{Button, ButtonKind, IconButton, Tab, Tabs, When};
use leptos::prelude::*;
use netyard_core::simulate::{self, Trace, Verdict};
use std::sync::Arc;

/// Which way of a delivered packet the list shows.
#[derive(Clone, Copy)]
pub(super) struct WayShown(pub(super) RwSignal<&'static str>);

/// The tab.
#[component]
pub(super) fn TracePanel() -> impl IntoView {
    let desk = use_desk();
    let trace = Signal::derive(move || desk.trace());
    let shown = Signal::derive(move || desk.store.trace_shown());
    let way_shown = way_shown(desk);
    let has_tabs = Memo::new(move |_| {
        trace.get().is_some_and(|trace| trace.verdict == Verdict::Delivered || has_logs(desk))
    });
    let way_role = move || has_tabs.get().then_some("tabpanel");
    let way_label = move || has_tabs.get().then(|| format!("tab-{}", way_shown.get()));
    let is_recorded = move || way_shown.get() == RECORDS;
    view! {
        <div class="trace-panel" data-focus="simulation">
            <div class="trace-packet">
                <PacketForm/>
                <Conditions/>
                <VerdictBanner trace/>
                <Answer trace/>
                <Size trace/>
                <Problem/>
                <Controls trace/>
                <Notes trace/>
                <FamilyField/>
            </div>
            <div class="trace-hops" role=way_role id=move || format!("panel-{}", way_shown.get()) aria-labelledby=way_label>
                <NameSteps trace/>
                <Branches trace/>
                <When
                    holds=move || trace.get().is_some()
                    otherwise=move || view! { <p class="drawer-empty">{move || nothing_words(desk)}</p> }
                >
                    <When holds=is_recorded otherwise=move || view! { <HopList trace=shown/> }>
                        <FlowLogView trace=shown/>
                    </When>
                </When>
            </div>
        </div>
    }
}

/// Why no hop is listed.
fn nothing_words(desk: Desk) -> &'static str {
    if !use_packet().is_readable() {
        return "The packet cannot be read yet: the marked field says why.";
    }
    let is_asked = desk.store.packet.with(Option::is_some) && desk.trace_problem().is_none();
    match (is_asked, desk.store.known.get()) {
        (true, Known::Soon) => "Loading the rules…",
        (true, Known::Never) => "No packet can be sent: the rules could not be loaded.",
        _ => {
            "Choose who sends and who is meant: by name, or by clicks on the canvas. The way of the packet appears here, hop by hop."
        }
    }
}

/// What is supposed for this packet, and the way back to the drawing as it is.
#[component]
fn Conditions() -> impl IntoView {
    let desk = use_desk();
    let conditions = desk.store.conditions;
    let words = move || conditions.with(|items| conditions_words(desk, items));
    view! {
        <When holds=move || conditions.with(|items| !items.is_empty())>
            <div class="trace-conditions">
                <p><b>"Supposed: "</b>{words}</p>
                <Button on_press=move |()| conditions.set(Vec::new())>"As it is"</Button>
            </div>
        </When>
    }
}

/// Why there is no trace although both ends are given.
#[component]
fn Problem() -> impl IntoView {
    let desk = use_desk();
    view! {
        <When holds=move || desk.trace_problem().is_some()>
            <p class="trace-problem" role="status">{move || desk.trace_problem()}</p>
        </When>
    }
}

/// What is worth knowing about the way but stops nothing.
#[component]
fn Notes(
    /// The trace.
    trace: Signal<Option<Arc<Trace>>>,
) -> impl IntoView {
    let notes = move || {
        let trace = trace.get()?;
        let notes =
            trace.notes.iter().map(|note| view! { <li class="trace-note">{note.message.text.clone()}</li> });
        Some(notes.collect_view())
    };
    view! { <ul class="plain-list">{notes}</ul> }
}

/// Who answers the request that the packet carries, and how.
#[component]
fn Answer(
    /// The trace.
    trace: Signal<Option<Arc<Trace>>>,
) -> impl IntoView {
    let packet = use_packet();
    let words = move || {
        let trace = trace.get()?;
        packet.spec.with(|spec| spec.request.is_some()).then(|| match &trace.response {
            Some(response) => response.message.text.clone(),
            None => "No answer that is known comes back.".to_owned(),
        })
    };
    view! {
        <When holds=move || words().is_some()>
            <p class="trace-size trace-answer" role="status">{words}</p>
        </When>
    }
}

/// The largest packet that passes the way, and what sets it.
#[component]
fn Size(
    /// The trace.
    trace: Signal<Option<Arc<Trace>>>,
) -> impl IntoView {
    let words = move || Some(trace.get()?.mtu.as_ref()?.message.text.clone());
    view! {
        <When holds=move || words().is_some()>
            <p class="trace-size">{words}</p>
        </When>
    }
}

/// Play, step, apply all fixes, keep.
#[component]
fn Controls(
    /// The trace.
    trace: Signal<Option<Arc<Trace>>>,
) -> impl IntoView {
    let desk = use_desk();
    let player = use_player();
    let packet = use_packet();
    let nothing = Signal::derive(move || trace.get().is_none());
    let keep = move |()| {
        if let Some(trace) = trace.get_untracked() {
            keep(desk, &packet.spec.get_untracked(), &trace);
        }
    };
    let play = move || {
        let (sign, label) =
            if player.playing.get() { ("pause", "Pause") } else { ("play", "Play the packet (Shift+Space)") };
        view! { <IconButton sign label disabled=nothing on_press=move |()| player.play_or_pause()/> }
    };
    view! {
        <div class="trace-controls">
            <IconButton sign="step-back" label="One hop back" disabled=nothing on_press=move |()| player.step(-1)/>
            {play}
            <IconButton sign="step-forward" label="One hop on" disabled=nothing on_press=move |()| player.step(1)/>
            <span class="spring"></span>
            {(!is_embedded()).then(|| view! {
                <ApplyAll trace/>
                <Button disabled=nothing on_press=keep>"Keep as expectation"</Button>
            })}
        </div>
    }
}

/// One button for all fixes, when there are several.
#[component]
fn ApplyAll(
    /// The trace.
    trace: Signal<Option<Arc<Trace>>>,
) -> impl IntoView {
    let desk = use_desk();
    let fixes = Memo::new(move |_| {
        let trace = trace.get()?;
        let fixes: Vec<_> = trace.blockers.iter().filter_map(|blocker| blocker.fix.clone()).collect();
        (fixes.len() > 1).then_some(fixes)
    });
    let label = move || {
        let number = fixes.with(|fixes| fixes.as_ref().map_or(0, Vec::len));
        let has_branches = trace.with(|trace| trace.as_ref().is_some_and(|trace| !trace.branches.is_empty()));
        match number {
            // Each branch has blockers of its own.
            _ if has_branches => "Apply all fixes".to_owned(),
            2 => "Apply both fixes".to_owned(),
            _ => format!("Apply {number} fixes"),
        }
    };
    let press = move |()| {
        let Some(spec) = desk.store.packet.get_untracked() else { return };
        let changes = desk
            .store
            .document
            .with_untracked(|document| simulate::fixes_together(document, &spec, &desk.faults()));
        desk.apply(untrack(label), changes);
    };
    view! {
        <When holds=move || fixes.with(Option::is_some)>
            <Button kind=ButtonKind::Primary on_press=press>{label}</Button>
        </When>
    }
}

/// The key of the tab with what flow logs write.
const RECORDS: &str = "records";

/// What is shown of the packet: one way of one that arrives, both of another one, or what flow logs write of it.
fn way_shown(desk: Desk) -> Memo<&'static str> {
    let way = use_context::<WayShown>().map_or_else(|| RwSignal::new("request"), |way| way.0);
    Memo::new(move |_| {
        let is_delivered = desk.trace().is_some_and(|trace| trace.verdict == Verdict::Delivered);
        match way.get() {
            _ if desk.store.interface.records_shown.get() && has_logs(desk) => RECORDS,
            "reply" if is_delivered => "reply",
            _ => "request",
        }
    })
}

/// Request or reply, for a packet that arrives; a dropped one shows both in one table. In a drawing with flow logs also
/// what they write of it.
#[component]
pub(super) fn WayTabs() -> impl IntoView {
    let desk = use_desk();
    let way = use_context::<WayShown>().map_or_else(|| RwSignal::new("request"), |way| way.0);
    let selected = way_shown(desk);
    // Delivered or not, and with flow logs or not.
    let kind = Memo::new(move |_| {
        let trace = desk.trace()?;
        Some((trace.verdict == Verdict::Delivered, has_logs(desk)))
    });
    let request = Signal::derive(move || {
        let trace = desk.trace();
        match trace.as_ref().filter(|trace| trace.verdict != Verdict::Delivered) {
            Some(_) => "Way".to_owned(),
            None => format!("Request {}", trace.map_or(0, |trace| trace.forward.len())),
        }
    });
    let reply = Signal::derive(move || format!("Reply {}", desk.trace().map_or(0, |trace| trace.back.len())));
    let select = move |key: &'static str| {
        desk.store.interface.records_shown.set(key == RECORDS);
        if key != RECORDS {
            way.set(key);
        }
    };
    move || {
        let (is_delivered, has_logs) = kind.get()?;
        if !is_delivered && !has_logs {
            return None;
        }
        let mut tabs = vec![Tab { label: request, ..Tab::new("request", "") }];
        if is_delivered {
            tabs.push(Tab { label: reply, ..Tab::new("reply", "") });
        }
        if has_logs {
            tabs.push(Tab::new(RECORDS, "Flow logs"));
        }
        Some(view! {
            <Tabs label="Way" class="segments" tabs selected has_panel=false on_select=select/>
        })
    }
}
