//! What the rules found: filtered, searched, fixed, accepted.

use super::counts;
use super::finding_row::FindingRow;
use crate::panel::desk::use_desk;
use crate::panel::words::{count, fact_of, name_of};
use crate::store::Known;
use crate::ui::{Button, ButtonKind, Choice, MarkIcon, SearchField, Select, When};
use leptos::prelude::*;
use netyard_core::model::Document;
use netyard_core::ordered::Order;
use netyard_core::routing::RoutedNetwork;
use netyard_core::rules::{self, Finding, Severity};
use std::collections::BTreeSet;

/// At most so many rows are drawn; the search narrows the rest.
const SHOWN: usize = 300;

/// What the rows of the list share.
#[derive(Clone, Copy)]
pub(super) struct FindingsState {
    /// Keys of the rows that are ticked.
    pub(super) ticked: RwSignal<BTreeSet<String>>,
}

/// What tells a finding apart while the drawing changes.
pub(super) fn key_of(finding: &Finding) -> String {
    let elements: Vec<&str> = finding.elements.iter().map(netyard_core::model::ResourceId::as_str).collect();
    format!("{} {} {}", finding.rule, elements.join(" "), finding.message.text)
}

/// The tab.
#[component]
pub(super) fn Findings() -> impl IntoView {
    let desk = use_desk();
    let query = RwSignal::new(String::new());
    let hidden = RwSignal::new(BTreeSet::<Severity>::new());
    let by_part = RwSignal::new(false);
    let state = FindingsState { ticked: RwSignal::new(BTreeSet::new()) };
    provide_context(state);
    let found = Memo::new(move |_| {
        let routed = desk.network();
        let document = &routed.network.document;
        let query = query.get().trim().to_lowercase();
        let hidden = hidden.get();
        let mut found: Vec<(String, Finding)> = desk
            .findings()
            .iter()
            .filter(|finding| !hidden.contains(&finding.severity) && matches(finding, &query, &routed))
            .map(|finding| (first_name(finding, document), finding.clone()))
            .collect();
        let by_part = by_part.get();
        found.order_by(|(name, finding), (other_name, other)| {
            let by_severity = finding.severity.cmp(&other.severity);
            let by_name = name.cmp(other_name);
            let order = if by_part { by_name.then(by_severity) } else { by_severity.then(by_name) };
            counts(other).cmp(&counts(finding)).then(order)
        });
        found.into_iter().map(|(_, finding)| finding).collect::<Vec<_>>()
    });
    let nothing = move || found.with(Vec::is_empty);
    let rows = move || found.with(|found| found.iter().take(SHOWN).cloned().collect::<Vec<_>>());
    view! {
        <div class="findings">
            <div class="findings-bar">
                <Chip severity=Severity::Error label="Errors" hidden/>
                <Chip severity=Severity::Warning label="Warnings" hidden/>
                <Chip severity=Severity::Hint label="Hints" hidden/>
                <div class="findings-search"><SearchField id="findings-search" label="Name, CIDR or code" query/></div>
                <Order by_part/>
                <ApplyTicked found/>
            </div>
            <When holds=move || !nothing() otherwise=move || view! { <NoFindings is_filtered=Signal::derive(move || !query.with(String::is_empty) || !hidden.with(BTreeSet::is_empty))/> }>
                <div class="table-scroll">
                    <table class="grid findings-table">
                        <thead><tr>
                            <th><span class="visually-hidden">"Tick to apply"</span></th>
                            <th scope="col"><span class="visually-hidden">"Severity"</span></th>
                            <th scope="col">"Message"</th>
                            <th scope="col">"Part"</th>
                            <th scope="col">"Code"</th>
                            <th scope="col">"Fix"</th>
                        </tr></thead>
                        <tbody>
                            <For each=rows key=|finding| (key_of(finding), finding.accepted) let:finding>
                                <FindingRow finding/>
                            </For>
                        </tbody>
                    </table>
                    <When holds=move || found.with(|found| found.len() > SHOWN)>
                        <p class="quiet-text">{move || format!("{} more. Search to narrow them.", found.with(Vec::len).saturating_sub(SHOWN))}</p>
                    </When>
                </div>
            </When>
        </div>
    }
}

fn first_name(finding: &Finding, document: &Document) -> String {
    finding.elements.first().map(|id| name_of(document, id.as_str())).unwrap_or_default()
}

/// Whether a finding is searched for: by its words, its code, or the id, name or block of a part that it is about.
fn matches(finding: &Finding, query: &str, routed: &RoutedNetwork) -> bool {
    let document = &routed.network.document;
    query.is_empty()
        || finding.message.text.to_lowercase().contains(query)
        || finding.rule.contains(query)
        || finding.code.is_some_and(|code| code.to_lowercase().contains(query))
        || finding.elements.iter().any(|id| {
            id.as_str().to_lowercase().contains(query)
                || name_of(document, id.as_str()).to_lowercase().contains(query)
                || fact_of(routed, id.as_str()).contains(query)
        })
}

/// Shows or hides one severity, with its count.
#[component]
fn Chip(
    /// The severity.
    severity: Severity,
    /// Its word.
    label: &'static str,
    /// What is hidden.
    hidden: RwSignal<BTreeSet<Severity>>,
) -> impl IntoView {
    let desk = use_desk();
    let number = move || {
        desk.findings().iter().filter(|finding| counts(finding) && finding.severity == severity).count()
    };
    let is_shown = move || !hidden.with(|hidden| hidden.contains(&severity));
    let toggle = move |_| {
        hidden.update(|hidden| {
            if !hidden.remove(&severity) {
                hidden.insert(severity);
            }
        });
    };
    let mark = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    };
    view! {
        <button type="button" class="chip" aria-pressed=move || if is_shown() { "true" } else { "false" } on:click=toggle>
            <MarkIcon id=mark size=14/>
            {label}
            <span class="chip-count">{number}</span>
        </button>
    }
}

/// By severity or by part.
#[component]
fn Order(
    /// Whether the list is by part.
    by_part: RwSignal<bool>,
) -> impl IntoView {
    let value = Signal::derive(move || if by_part.get() { "part".to_owned() } else { "severity".to_owned() });
    let choices =
        Signal::stored(vec![Choice::new("severity", "By severity"), Choice::new("part", "By part")]);
    view! { <Select label="Order of the list" class="findings-order" value choices on_choose=move |to: String| by_part.set(to == "part")/> }
}

/// Applies the fixes of the ticked rows as one undo step.
#[component]
fn ApplyTicked(
    /// The rows.
    found: Memo<Vec<Finding>>,
) -> impl IntoView {
    let desk = use_desk();
    let state = expect_context::<FindingsState>();
    let ticked = Memo::new(move |_| {
        let keys = state.ticked.get();
        found.with(|found| {
            found
                .iter()
                .filter(|finding| finding.fix.is_some() && keys.contains(&key_of(finding)))
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let apply = move |()| {
        let ticked = ticked.get_untracked();
        let label = format!("Apply {}", count(ticked.len(), "fix"));
        let changes = desk.store.document.with_untracked(|document| rules::fixes_together(document, &ticked));
        state.ticked.set(BTreeSet::new());
        desk.apply(label, changes);
    };
    view! {
        <When holds=move || ticked.with(|ticked| ticked.len() > 1)>
            <Button kind=ButtonKind::Primary on_press=apply>{move || format!("Apply {}", count(ticked.with(Vec::len), "fix"))}</Button>
        </When>
    }
}

/// Nothing was found, or nothing that the filter lets through.
#[component]
fn NoFindings(
    /// Whether a filter is on.
    is_filtered: Signal<bool>,
) -> impl IntoView {
    let desk = use_desk();
    let is_empty = move || desk.store.document.with(|document| document.resources.is_empty());
    let text = move || match (is_filtered.get(), is_empty()) {
        (true, _) => "No finding matches the filter.",
        (false, true) => {
            "Nothing is drawn yet. What AWS would refuse, and what cannot work, appears here while you draw."
        }
        // Nothing is promised of what nobody has looked at.
        (false, false) => match desk.store.known.get() {
            Known::Now => "No findings. AWS would take this drawing as it is.",
            Known::Soon => "Checking…",
            Known::Never => "Not checked: the rules could not be loaded.",
        },
    };
    let is_well = move || !is_filtered.get() && !is_empty() && desk.store.known.get() == Known::Now;
    view! {
        <p class="drawer-empty">
            {move || is_well().then(|| view! { <MarkIcon id="delivered"/> })}
            <span>{text}</span>
        </p>
    }
}
