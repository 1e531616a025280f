//! The table of routes: local ones fixed, written ones editable, those of endpoints derived.

use super::new_row;
use super::route_choices::{destinations, targets};
use super::route_edit::{TableKind, kind_of, set_destination, set_target, write_row};
use super::route_row::{FixedRow, ProposedRow, WrittenRow};
use super::shown_routes::rows_of;
use crate::panel::desk::use_desk;
use crate::ui::{Button, Combobox, Each, IconButton, Section, When, focus_by_id, focus_instead};
use leptos::prelude::*;
use netyard_core::model::ResourceId;
use netyard_editor::admit::{admit_group_instead, admitted_group};
use serde_json::Map;

/// The id of the button that begins a new row.
const ADD_ID: &str = "add-route";

/// The routes of a table.
#[component]
pub(super) fn Routes(
    /// The id of the route table.
    table: String,
    /// What stands after its name in the heading.
    note: &'static str,
) -> impl IntoView {
    let desk = use_desk();
    let id = StoredValue::new(ResourceId::new(&table));
    let adding = RwSignal::new(false);
    let rows = Memo::new(move |_| id.with_value(|id| rows_of(&desk.network(), id)));
    let keys =
        Memo::new(move |_| rows.with(|rows| rows.iter().map(|row| row.key.clone()).collect::<Vec<_>>()));
    let decided = desk.decided(&table);
    let heading = {
        let table = table.clone();
        Signal::derive(move || match note {
            "" => String::new(),
            note => format!("{}, {note}", desk.name(&table)),
        })
    };
    let row_view = move |key: String| {
        let row = Signal::derive(move || rows.with(|rows| rows.iter().find(|row| row.key == key).cloned()));
        match row.get_untracked() {
            Some(found) if found.is_written => view! { <WrittenRow table=id row decided/> }.into_any(),
            _ => view! { <FixedRow row decided/> }.into_any(),
        }
    };
    let precedence = match kind_of(desk, &id.get_value()) {
        TableKind::Hub => {
            "The longest matching prefix wins, then a static route over one that is propagated."
        }
        TableKind::Site => {
            "The router knows its own networks and what it learns by BGP. The longest matching prefix wins."
        }
        TableKind::Vpc => "The longest matching prefix wins.",
    };
    view! {
        <Section title="Routes" note=heading act=move || view! {
            <IconButton sign="plus" class="small" id=ADD_ID label="Add a route" on_press=move |()| { adding.set(true); focus_by_id("new-route"); }/>
        }>
            <table class="rows">
                <thead><tr><th scope="col">"Destination"</th><th scope="col">"Target"</th><th><span class="visually-hidden">"State and acts"</span></th></tr></thead>
                <tbody>
                    <Each keys=keys row=row_view/>
                    <ProposedRow table=id decided/>
                    <When holds=move || adding.get()>
                        <NewRow table=id on_done=move |()| { adding.set(false); focus_instead(ADD_ID); }/>
                    </When>
                </tbody>
            </table>
            <ApplyProposed decided/>
            <p class="quiet-text">{precedence}</p>
        </Section>
    }
}

/// The button that applies the edit which the shown drop proposes.
#[component]
pub(super) fn ApplyProposed(
    /// The decision.
    decided: Memo<Option<crate::panel::decided::Decided>>,
) -> impl IntoView {
    let desk = use_desk();
    let fix = Memo::new(move |_| decided.get().and_then(|decided| decided.fix));
    let press = move |()| {
        if let Some(fix) = fix.get_untracked() {
            desk.apply(fix.title, fix.changes);
        }
    };
    let instead = Memo::new(move |_| {
        let header = decided.get()?.header;
        admit_group_instead(&desk.network(), &fix.get()?, &header)
    });
    let press_instead = move |()| {
        if let Some(fix) = instead.get_untracked() {
            desk.apply(fix.title, fix.changes);
        }
    };
    let instead_words = move || {
        let group = instead.get().and_then(|fix| admitted_group(&desk.network(), &fix));
        group.map(|group| format!("Admit {group} instead"))
    };
    view! {
        <When holds=move || fix.with(Option::is_some)>
            <div class="proposed-act">
                <Button on_press=press>{move || fix.get().map(|fix| fix.title)}</Button>
                <When holds=move || instead.with(Option::is_some)>
                    <Button on_press=press_instead>{instead_words}</Button>
                </When>
            </div>
        </When>
    }
}

/// A route that is being written.
#[component]
fn NewRow(
    /// The table.
    table: StoredValue<ResourceId>,
    /// The row was added, or given up.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let destination = RwSignal::new(String::new());
    let target = RwSignal::new(String::new());
    let write = Callback::new(move |()| {
        let (destination, target) = (destination.get_untracked(), target.get_untracked());
        if destination.is_empty() || target.is_empty() {
            return Ok(false);
        }
        let mut row = Map::new();
        set_destination(desk, &table.get_value(), &mut row, &destination)?;
        set_target(desk, &table.get_value(), &mut row, &target)?;
        write_row(desk, &table.get_value(), &desk.row_id("r"), row).map(|()| true)
    });
    let keep_target = Callback::new(move |text: String| {
        set_target(desk, &table.get_value(), &mut Map::new(), &text)?;
        target.set(text);
        Ok(())
    });
    let row = new_row::NewRow::new(
        format!("The new route of {}", table.with_value(|table| desk.name(table.as_str()))),
        write,
        on_done,
    );
    let [in_destination, in_target, _] = row.fields();
    let on_enter = row.enter(None);
    let at_end = row.enter(Some("The route is added once destination and target are known."));
    let name = move |of: RwSignal<String>| Signal::derive(move || desk.name(&of.get()));
    let keep = Callback::new(move |text: String| {
        set_destination(desk, &table.get_value(), &mut Map::new(), &text)?;
        destination.set(text);
        Ok(())
    });
    view! {
        <tr class="new-row" on:input=move |_| row.begin() on:focusout=move |event| row.leave(&event)>
            <td><Combobox id="new-route" label="Destination of the new route" shown=name(destination) placeholder="0.0.0.0/0" suggestions=destinations(desk, table) commit=keep error=in_destination on_enter/></td>
            <td><Combobox label="Target of the new route" shown=name(target) placeholder="target" suggestions=targets(desk, table) commit=keep_target error=in_target on_enter=at_end/></td>
            <td><IconButton sign="close" class="small" label="Give up the new route" on_press=move |()| row.give_up()/></td>
        </tr>
        {row.trouble()}
    }
}
