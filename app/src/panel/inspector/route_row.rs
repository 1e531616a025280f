//! One row of the table of routes.

use super::route_choices::{destinations, targets};
use super::route_edit::{set_destination, set_target, write_row};
use super::rule_table::{Pill, RowAct, row_act, row_class};
use crate::panel::decided::Decided;
use crate::panel::desk::use_desk;
use crate::ui::{Combobox, IconButton, When};
use leptos::prelude::*;
use netyard_core::change::Change;
use netyard_core::model::ResourceId;
use netyard_core::net::CidrBlock;
use netyard_core::simulate::Outcome;
use serde_json::{Map, Value};

/// A route as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RouteRow {
    /// The id of the row, or for a fixed one what tells it apart.
    pub(super) key: String,
    /// The destination.
    pub(super) destination: String,
    /// The name of the target.
    pub(super) target: String,
    /// Whether somebody wrote it.
    pub(super) is_written: bool,
    /// Why packets that match it are lost.
    pub(super) blackhole: Option<&'static str>,
    /// The destination as a block.
    pub(super) block: Option<CidrBlock>,
    /// Where it comes from, where that is worth saying.
    pub(super) note: &'static str,
    /// Blocks of other rows inside this one: they win where they hold the address.
    pub(super) narrower: Vec<CidrBlock>,
}

impl RouteRow {
    /// A row that nobody wrote.
    pub(super) fn fixed(destination: String, target: String) -> Self {
        Self {
            key: format!("fixed {destination} {target}"),
            block: Some(CidrBlock::new(&destination)),
            destination,
            target,
            is_written: false,
            blackhole: None,
            note: "",
            narrower: Vec::new(),
        }
    }

    /// Whether this row decided.
    fn is_decider(&self, decided: &Decided) -> bool {
        if let Some(row) = &decided.row {
            return *row == self.key;
        }
        let holds = self.block.as_ref().is_some_and(|block| block.contains(decided.header.destination));
        let is_narrowest = !self.narrower.iter().any(|block| block.contains(decided.header.destination));
        !self.is_written && holds && is_narrowest && decided.outcome == Outcome::Route
    }

    /// Why the row did not take the packet that is looked at, for a drop.
    fn why_not(&self, decided: &Decided) -> Option<&'static str> {
        if !decided.dropped || self.is_decider(decided) {
            return None;
        }
        let holds = self.block.as_ref()?.contains(decided.header.destination);
        Some(if holds { "shorter prefix" } else { "no match" })
    }
}

/// A row that cannot be edited here: a local route, or that of an endpoint.
#[component]
pub(super) fn FixedRow(
    /// The row.
    row: Signal<Option<RouteRow>>,
    /// The decision that is looked at.
    decided: Memo<Option<Decided>>,
) -> impl IntoView {
    let marks = move || row.get().zip(decided.get());
    let is_decider = move || marks().is_some_and(|(row, decided)| row.is_decider(&decided));
    view! {
        <tr class=move || row_class(is_decider(), decided.get().as_ref())>
            <td class="fixed-cell">{move || row.get().map(|row| row.destination)}</td>
            <td class="fixed-cell">{move || row.get().map(|row| row.target)}</td>
            <td class="row-end">
                <When holds=is_decider><Pill decided/></When>
                <WhyOrNote row decided/>
            </td>
        </tr>
    }
}

/// Why the row did not take the packet that is looked at, else where it comes from.
#[component]
fn WhyOrNote(
    /// The row.
    row: Signal<Option<RouteRow>>,
    /// The decision that is looked at.
    decided: Memo<Option<Decided>>,
) -> impl IntoView {
    let why = move || row.get().zip(decided.get()).and_then(|(row, decided)| row.why_not(&decided));
    let note = move || row.get().map(|row| row.note).filter(|_| why().is_none());
    view! {
        <span class="why-not">{why}</span>
        <span class="row-note">{note}</span>
    }
}

/// A row that somebody wrote.
#[component]
pub(super) fn WrittenRow(
    /// The table.
    table: StoredValue<ResourceId>,
    /// The row.
    row: Signal<Option<RouteRow>>,
    /// The decision that is looked at.
    decided: Memo<Option<Decided>>,
) -> impl IntoView {
    let desk = use_desk();
    let key = StoredValue::new(row.get_untracked().map(|row| row.key).unwrap_or_default());
    let json = move || -> Map<String, Value> {
        let found = desk.store.document.with_untracked(|document| {
            let table = document.resource(table.get_value().as_str())?.to_value();
            table.pointer(&format!("/routes/{}", key.get_value()))?.as_object().cloned()
        });
        found.unwrap_or_default()
    };
    let write_destination = Callback::new(move |text: String| {
        let mut row = json();
        set_destination(desk, &table.get_value(), &mut row, &text)?;
        write_row(desk, &table.get_value(), &key.get_value(), row)
    });
    let write_target = Callback::new(move |text: String| {
        let mut row = json();
        set_target(desk, &table.get_value(), &mut row, &text)?;
        write_row(desk, &table.get_value(), &key.get_value(), row)
    });
    let remove = move |()| {
        let path = format!("/routes/{}", key.get_value());
        let label = format!("Remove a route of {}", desk.name(table.get_value().as_str()));
        if let Err(reason) = desk.edit(label, vec![Change::RemovePath { id: table.get_value(), path }]) {
            desk.say(reason);
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if let Some(RowAct::Remove) = row_act(&event) {
            remove(());
        }
    };
    let marks = move || row.get().zip(decided.get());
    let is_decider = move || marks().is_some_and(|(row, decided)| row.is_decider(&decided));
    let destination = Signal::derive(move || row.get().map(|row| row.destination).unwrap_or_default());
    let target = Signal::derive(move || row.get().map(|row| row.target).unwrap_or_default());
    let blackhole = move || row.get().and_then(|row| row.blackhole);
    view! {
        <tr tabindex="-1" data-row="" on:keydown=on_key class=move || row_class(is_decider(), decided.get().as_ref())>
            <td><Combobox label="Destination" shown=destination suggestions=destinations(desk, table) commit=write_destination/></td>
            <td>
                <Combobox label=Signal::derive(move || format!("Target for {}", destination.get())) shown=target suggestions=targets(desk, table) commit=write_target/>
                <span class="row-trouble">{blackhole}</span>
            </td>
            <td class="row-end">
                <When holds=is_decider><Pill decided/></When>
                <WhyOrNote row decided/>
                <IconButton sign="close" class="small row-act" label=Signal::derive(move || format!("Remove the route to {}", destination.get())) on_press=remove/>
            </td>
        </tr>
    }
}

/// The row that the shown drop proposes, in place.
#[component]
pub(super) fn ProposedRow(
    /// The table.
    table: StoredValue<ResourceId>,
    /// The decision that is looked at.
    decided: Memo<Option<Decided>>,
) -> impl IntoView {
    let desk = use_desk();
    let proposed = move || {
        decided
            .get()
            .map(|decided| table.with_value(|table| decided.proposed(table.as_str())))
            .unwrap_or_default()
    };
    let text = |row: &Value, fields: &[&str]| -> String {
        fields.iter().find_map(|field| row.get(field)?.as_str().map(str::to_owned)).unwrap_or_default()
    };
    move || {
        proposed()
            .into_iter()
            .map(|row| {
                let destination = text(
                    &row,
                    &["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"],
                );
                let target = row.as_object().and_then(|row| {
                    row.iter()
                        .find(|(field, _)| !field.starts_with("destination"))
                        .and_then(|(_, id)| id.as_str())
                });
                let target = target.map(|id| desk.name(id)).unwrap_or_default();
                view! {
                    <tr class="row-proposed">
                        <td class="fixed-cell"><b>"+ "</b>{destination}</td>
                        <td class="fixed-cell">{target}</td>
                        <td class="row-end">"would match"</td>
                    </tr>
                }
            })
            .collect_view()
    }
}
