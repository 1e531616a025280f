//! What each single failure would do to each expectation about a packet, the worst first.

use crate::panel::desk::{Desk, use_desk};
use crate::panel::words::count;
use crate::ui::{MarkIcon, When};
use leptos::prelude::*;
use netyard_core::expect::{
    Deletions, Fault, FaultCell, FaultRow, FaultTable, fault_table, faults_of, without_deleted,
};
use netyard_editor::{Request, fault_words};

/// At most so many columns and rows are drawn.
const COLUMNS: usize = 40;
const ROWS: usize = 200;
/// Up to so many parts deletions are tried too: each takes a network of its own, and the table follows the drawing.
const SMALL: usize = 600;

/// The table.
#[component]
pub(super) fn Failures() -> impl IntoView {
    let desk = use_desk();
    let table = Memo::new(move |_| {
        let (network, off) = (desk.network(), desk.store.session.off.get());
        let deletions = if is_small(desk) { Deletions::Tried } else { Deletions::Left };
        let less = without_deleted(&network, off.iter());
        fault_table(less.as_ref().unwrap_or(&network), &faults_of(off.iter()), deletions)
    });
    let shows = move || table.with(|table| !table.failures.is_empty());
    view! {
        <When holds=shows otherwise=move || view! { <p class="drawer-empty">{nothing_words(&table.get())}</p> }>
            <p class="fault-note">{move || table.with(|table| note(desk, table))}</p>
            // It scrolls: the keyboard gets in and uses the arrows.
            <div class="table-scroll" role="region" aria-label="If one thing fails" tabindex="0">
                {move || table.with(|table| grid(desk, table))}
            </div>
        </When>
    }
}

fn is_small(desk: Desk) -> bool {
    desk.store.document.with(|document| document.resources.len() <= SMALL)
}

/// Why there is no table.
fn nothing_words(table: &FaultTable) -> &'static str {
    if table.rows.is_empty() {
        return "No expectation sends a packet. Send one and keep it: then each single failure is tried on it.";
    }
    "No single failure touches the packets of these expectations."
}

/// What the table is about, and what it leaves out.
fn note(desk: Desk, table: &FaultTable) -> String {
    let falling = table.rows.iter().filter(|row| row.falls_count() > 0).count();
    let mut words = format!(
        "{} would make {falling} of {} fall.",
        count(table.failures.len(), "single failure"),
        count(table.rows.len(), "expectation")
    );
    if !desk.store.session.off.with(|off| off.is_empty()) {
        words.push_str(" This is on top of what is switched off.");
    }
    if !is_small(desk) {
        words = format!("{words} Deleted routes are tried up to {SMALL} parts.");
    }
    if table.failures.len() > COLUMNS || table.rows.len() > ROWS {
        words =
            format!("{words} At most {COLUMNS} failures and {ROWS} expectations are shown, the worst first.");
    }
    words
}

fn grid(desk: Desk, table: &FaultTable) -> impl IntoView + use<> {
    let heads = table.failures.iter().take(COLUMNS).map(|failure| head(desk, failure)).collect_view();
    let rows = table.rows.iter().take(ROWS).map(row).collect_view();
    view! {
        <table class="grid fault-table">
            <thead><tr><th scope="col">"Expectation"</th><th scope="col">"Now"</th>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// A failure, as a button that switches it off.
fn head(desk: Desk, failure: &Fault) -> impl IntoView + use<> {
    let words = fault_words(&desk.document(), failure);
    let fault = failure.clone();
    let press = move |_| desk.request(Request::WhatIf { fault: fault.clone(), off: true });
    let tip = format!("{words}: switch it off (what if)");
    view! {
        <th scope="col">
            <button type="button" class="row-button fault-switch" title=tip on:click=press>{words}</button>
        </th>
    }
}

fn row(row: &FaultRow) -> impl IntoView + use<> {
    let now = if row.passed { ("delivered", "holds") } else { ("dropped", "fails") };
    let cells = row.cells.iter().take(COLUMNS).map(|one| cell(row, one)).collect_view();
    view! {
        <tr>
            <th scope="row">{row.title.clone()}</th>
            <td><MarkIcon id=now.0/>{now.1}</td>
            {cells}
        </tr>
    }
}

fn cell(row: &FaultRow, cell: &FaultCell) -> impl IntoView + use<> {
    if !cell.touched {
        return view! { <td class="quiet">"·"<span class="visually-hidden">"not touched"</span></td> }
            .into_any();
    }
    let (mark, words) = match (cell.passed, row.passed) {
        (true, _) => ("delivered", "holds"),
        (false, true) => ("dropped", "falls"),
        (false, false) => ("dropped", "fails"),
    };
    let code = cell.code.filter(|_| !cell.passed).map(|code| view! { <code class="code-text">{code}</code> });
    let class = if !cell.passed && row.passed { "fault-falls" } else { "" };
    view! { <td class=class><MarkIcon id=mark/>{words}{code}</td> }.into_any()
}
