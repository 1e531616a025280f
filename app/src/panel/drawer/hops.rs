//! The hop list: number, place, what decided, the header after.

use super::trace::WayShown;
use super::tried::tried;
use crate::panel::decided::{HopRow, hop_rows};
use crate::panel::desk::{Desk, use_desk};
use crate::platform::page::is_embedded;
use crate::ui::{Button, MarkIcon, react};
use leptos::prelude::*;
use netyard_core::change::Fix;
use netyard_core::net::Header;
use netyard_core::simulate::{Hop, HopKind, Outcome, Trace, Verdict};
use netyard_editor::admit::{admit_group_instead, admitted_group};
use std::sync::Arc;

/// The list.
#[component]
pub(super) fn HopList(
    /// The trace.
    trace: Signal<Option<Arc<Trace>>>,
) -> impl IntoView {
    let desk = use_desk();
    let way = use_context::<WayShown>().map_or_else(|| RwSignal::new("request"), |way| way.0);
    // The way that the hop which is looked at belongs to is the one that is shown, and its row is in view.
    react(move || {
        let Some(hop) = desk.store.hop.get() else { return };
        let is_reply = trace.with_untracked(|trace| {
            let rows = trace.as_ref().map(|trace| hop_rows(trace)).unwrap_or_default();
            rows.get(hop).map(|row| row.is_reply)
        });
        if let Some(is_reply) = is_reply {
            way.set(if is_reply { "reply" } else { "request" });
        }
        request_animation_frame(|| bring_into_view(".hop-table .row-selected"));
    });
    // What stops the packet is in view, until a hop is looked at.
    let stops_at = Memo::new(move |_| {
        let row = trace.with(|trace| hop_rows(trace.as_ref()?).iter().position(|row| row.blocker == Some(0)));
        (desk.store.packet.get(), row)
    });
    react(move || {
        let is_narrow = desk.store.interface.narrow.get_untracked();
        if stops_at.with(|(_, row)| row.is_none()) || is_narrow || desk.store.hop.get_untracked().is_some() {
            return;
        }
        request_animation_frame(|| {
            bring_into_view(".hop-table .hop-dropped + .hop-fix");
            bring_into_view(".hop-table .hop-dropped");
        });
    });
    let rows = move || {
        let Some(trace) = trace.get() else { return Vec::new() };
        let is_split = trace.verdict == Verdict::Delivered;
        let wants_reply = way.get() == "reply";
        let mut reply_began = false;
        hop_rows(&trace)
            .into_iter()
            .enumerate()
            .filter(|(_, row)| !is_split || row.is_reply == wants_reply)
            .map(|(index, row)| {
                let begins = row.is_reply && !is_split && !std::mem::replace(&mut reply_began, true);
                let heading = begins.then(|| if trace.as_if { "Reply, as if the request had passed" } else { "Reply" });
                view! {
                    {heading.map(|text| view! { <tr class="hop-heading"><td></td><td colspan="4">{text}</td></tr> })}
                    <OneHop row index trace=Arc::clone(&trace)/>
                }
            })
            .collect::<Vec<_>>()
    };
    // What stops a packet before it leaves is no hop, and says so all the same.
    let refused = move || {
        let trace = trace.get()?;
        let rows = hop_rows(&trace);
        let unseen = |at: usize| !rows.iter().any(|row| row.blocker == Some(at));
        let blockers = trace.blockers.iter().enumerate().filter(|(at, _)| unseen(*at));
        Some(blockers.map(|(_, blocker)| view! { <Refused blocker=blocker.clone()/> }).collect_view())
    };
    view! {
        <div class="table-scroll">
            <table class="grid hop-table">
                <thead><tr>
                    <th scope="col">"#"</th>
                    <th scope="col">"At"</th>
                    <th scope="col">"What decided"</th>
                    <th scope="col">"Source after"</th>
                    <th scope="col">"Destination after"</th>
                </tr></thead>
                <tbody>{refused}{rows}</tbody>
            </table>
        </div>
    }
}

/// Scrolls as little as possible so that the first row of this kind is seen.
fn bring_into_view(selector: &str) {
    if let Some(row) = document().query_selector(selector).ok().flatten() {
        let nearest = web_sys::ScrollIntoViewOptions::new();
        nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
        row.scroll_into_view_with_scroll_into_view_options(&nearest);
    }
}

/// One hop; a drop has its mark in place of the number and its code across the headers.
#[component]
fn OneHop(
    /// The row.
    row: HopRow,
    /// Its place in the whole list.
    index: usize,
    /// The trace.
    trace: Arc<Trace>,
) -> impl IntoView {
    let desk = use_desk();
    let is_shown = move || desk.store.hop.get() == Some(index);
    let blocker = row.blocker.and_then(|at| trace.blockers.get(at).cloned());
    let is_first = row.blocker == Some(0);
    let class = match (&blocker, row.is_beyond) {
        (Some(_), _) => "hop hop-dropped",
        (None, true) => "hop hop-beyond",
        (None, false) => "hop",
    };
    let target = target_of(&row.hop).to_owned();
    let look = move |_| {
        desk.store.hop.set(Some(index));
        desk.reveal(&target);
    };
    let number = match &blocker {
        Some(_) if trace.verdict == Verdict::Rejected => {
            view! { <MarkIcon id="rejected" alone=true/> }.into_any()
        }
        Some(_) => {
            view! { <MarkIcon id=if is_first { "dropped" } else { "further" } alone=true/> }.into_any()
        }
        None => row.number.into_any(),
    };
    let headers = match &blocker {
        Some(blocker) => {
            view! { <td colspan="2"><code class="drop-code">{blocker.code}</code></td> }.into_any()
        }
        None => headers(&row.hop).into_any(),
    };
    let header = row.hop.header_in.clone();
    let fix = blocker.map(|blocker| view! { <FixRow blocker header/> });
    let component = row.hop.component.clone();
    let name = move || desk.name(component.as_str());
    view! {
        <tr class=class class:row-selected=is_shown on:click=look>
            <td class="hop-cell">{number}</td>
            <td class="hop-at"><button type="button" class="row-button" aria-current=move || is_shown().then_some("step")>{name}</button></td>
            <td class="hop-decided"><Decision hop=row.hop.clone()/></td>
            {headers}
        </tr>
        {fix}
    }
}

/// A packet that is stopped before any hop: where, by what, and what to do.
#[component]
fn Refused(
    /// What stops it.
    blocker: netyard_core::simulate::Blocker,
) -> impl IntoView {
    let desk = use_desk();
    let at = StoredValue::new(blocker.at.to_string());
    let look = move |_| desk.reveal(&at.get_value());
    view! {
        <tr class="hop hop-dropped" on:click=look>
            <td class="hop-cell"><MarkIcon id="dropped" alone=true/></td>
            <td class="hop-at"><button type="button" class="row-button">{move || at.with_value(|at| desk.name(at))}</button></td>
            <td class="hop-decided">{blocker.decided_by.text.clone()}</td>
            <td colspan="2"><code class="drop-code">{blocker.code}</code></td>
        </tr>
        <tr class="hop-fix"><td></td><td colspan="4"><p>{blocker.message.text.clone()}</p></td></tr>
    }
}

/// A group's rules stand in the group; every other decision is shown at the component.
fn target_of(hop: &Hop) -> &str {
    match hop.kind {
        HopKind::SecurityGroup => hop.decided_by.resource.as_str(),
        _ => hop.component.as_str(),
    }
}

/// The decider in bold, its reason after it.
#[component]
fn Decision(
    /// The hop.
    hop: Hop,
) -> impl IntoView {
    let desk = use_desk();
    let (name, rest) = decision_words(desk, &hop);
    let is_loss = matches!(hop.decided_by.outcome, Outcome::Deny | Outcome::NoMatch);
    view! { <b>{name}</b>" "<span class:loss=is_loss class="quiet">{rest}</span> }
}

/// The name of the decider, and the text without it.
fn decision_words(desk: Desk, hop: &Hop) -> (String, String) {
    let name = desk.name(hop.decided_by.resource.as_str());
    let text = hop.decided_by.text.trim();
    match text.strip_prefix(name.as_str()) {
        Some(rest) => (name, rest.trim_start_matches([':', ' ']).to_owned()),
        None => (name, text.to_owned()),
    }
}

/// Source and destination after the hop; what changed here stands out.
fn headers(hop: &Hop) -> impl IntoView {
    let end = |address: std::net::IpAddr, port: Option<u16>| match port {
        Some(port) if address.is_ipv6() => format!("[{address}]:{port}"),
        Some(port) => format!("{address}:{port}"),
        None => address.to_string(),
    };
    let ends = |header: &Header| {
        (end(header.source, header.source_port), end(header.destination, header.destination_port))
    };
    let (before, after) = (ends(&hop.header_in), ends(&hop.header_out));
    let source_changed = before.0 != after.0;
    let destination_changed = before.1 != after.1;
    view! {
        <td class="hop-header" class:changed=source_changed>{after.0}</td>
        <td class="hop-header" class:changed=destination_changed>{after.1}</td>
    }
}

/// Under a drop: what to do, and the edit that does it with its result tried on a copy.
#[component]
fn FixRow(
    /// The blocker.
    blocker: netyard_core::simulate::Blocker,
    /// The packet as it came there.
    header: Header,
) -> impl IntoView {
    let desk = use_desk();
    let message = blocker.message.text.clone();
    let fix = blocker.fix.filter(|_| !is_embedded()).map(|fix| {
        let tried = tried(desk, &fix.changes);
        let instead = admit_group_instead(&desk.network(), &fix, &header).and_then(|fix| Some((format!("Admit {} instead", admitted_group(&desk.network(), &fix)?), fix)));
        let title = fix.title.clone();
        let button = move |title: String, fix: Fix| {
            view! { <Button on_press=move |()| desk.apply(fix.title.clone(), fix.changes.clone())>{title}</Button> }
        };
        view! {
            {button(title, fix)}
            {instead.map(|(title, fix)| button(title, fix))}
            <span class="quiet-text">{tried}</span>
        }
    });
    view! {
        <tr class="hop-fix">
            <td></td>
            <td colspan="4">
                <p>{message}</p>
                <div class="hop-fix-acts">{fix}</div>
            </td>
        </tr>
    }
}
