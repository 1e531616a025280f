//! Entries of a network ACL are put in another order by dragging their grip or with Alt and an arrow: the number of the
//! entry changes.

use super::shown::Shown;
use crate::platform::svg;
use crate::ui::{Sign, focus_by_id};
use leptos::prelude::*;
use netyard_core::change::Change;
use netyard_core::model::NetworkAclEntry;
use netyard_editor::field::moved_entry;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

/// Moves the rows of one table.
#[derive(Clone, Copy)]
pub(super) struct Mover {
    shown: Shown,
    entries: Memo<Vec<(String, NetworkAclEntry)>>,
    /// The row that is dragged.
    dragged: RwSignal<Option<String>>,
    /// The row in whose place it would be.
    over: RwSignal<Option<String>>,
}

impl Mover {
    /// A mover of these entries, sorted by number.
    pub(super) fn new(shown: Shown, entries: Memo<Vec<(String, NetworkAclEntry)>>) -> Self {
        Self { shown, entries, dragged: RwSignal::new(None), over: RwSignal::new(None) }
    }

    /// The id of the element of a row.
    pub(super) fn row_id(row: &str) -> String {
        format!("entry-{row}")
    }

    /// Whether a dragged row would come into the place of this one.
    pub(super) fn is_over(self, row: &str) -> bool {
        self.over.with(|over| over.as_deref() == Some(row))
    }

    /// Moves a row up (-1) or down (1).
    pub(super) fn step(self, row: &str, by: isize) {
        let at = self.place_of(row).and_then(|at| at.checked_add_signed(by));
        if let Some(to) = at {
            self.put(row, to);
        }
    }

    fn place_of(self, row: &str) -> Option<usize> {
        self.entries.with_untracked(|entries| {
            let mut numbered = entries.iter().filter(|(_, entry)| entry.rule_number.is_some());
            numbered.position(|(own, _)| own == row)
        })
    }

    fn put(self, row: &str, to: usize) {
        let numbers: Vec<(String, i64)> = self.entries.with_untracked(|entries| {
            entries.iter().filter_map(|(row, entry)| Some((row.clone(), entry.rule_number?))).collect()
        });
        let id = self.shown.id();
        let changes: Vec<Change> = moved_entry(&numbers, row, to)
            .into_iter()
            .map(|(row, number)| Change::set(&id, &format!("/entries/{row}/ruleNumber"), number))
            .collect();
        if changes.is_empty() {
            return;
        }
        match self.shown.desk.edit(format!("Move an entry of {}", self.shown.name()), changes) {
            // The row is elsewhere now, and the focus goes with it.
            Ok(()) => focus_by_id(&Self::row_id(row)),
            Err(reason) => self.shown.desk.say(reason),
        }
    }

    fn drag(self, event: &PointerEvent) {
        if self.dragged.with_untracked(Option::is_none) {
            return;
        }
        let (x, y) = (event.client_x(), event.client_y());
        #[expect(clippy::cast_precision_loss, reason = "pixels of a screen")]
        let under = svg::page().and_then(|page| page.element_from_point(x as f32, y as f32));
        let row = under.and_then(|element| element.closest("[data-row]").ok().flatten());
        let row = row.and_then(|row| row.get_attribute("data-row"));
        // Only rows of this table take it.
        self.over.set(row.filter(|row| self.place_of(row).is_some()));
    }

    fn drop(self) {
        let (dragged, over) = (self.dragged.get_untracked(), self.over.get_untracked());
        self.give_up();
        if let (Some(row), Some(to)) = (dragged, over.and_then(|over| self.place_of(&over))) {
            self.put(&row, to);
        }
    }

    fn give_up(self) {
        self.dragged.set(None);
        self.over.set(None);
    }
}

/// What a row is dragged by. For keys there is Alt with an arrow.
#[component]
pub(super) fn Grip(
    /// The row.
    row: StoredValue<String>,
    /// What moves it.
    mover: Mover,
) -> impl IntoView {
    let begin = move |event: PointerEvent| {
        event.prevent_default();
        let grip = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(grip) = grip.and_then(|grip| grip.closest(".row-grip").ok().flatten()) {
            let _ = grip.set_pointer_capture(event.pointer_id());
        }
        mover.dragged.set(Some(row.get_value()));
    };
    view! {
        <span
            class="row-grip"
            aria-hidden="true"
            title="Drag, or Alt with an arrow"
            on:pointerdown=begin
            on:pointermove=move |event| mover.drag(&event)
            on:pointerup=move |_| mover.drop()
            on:pointercancel=move |_| mover.give_up()
        ><Sign id="grip" size=12/></span>
    }
}
