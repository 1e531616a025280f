//! A row that is being written: it is added as a whole, as it stands in its fields, or not at all.

use crate::panel::desk::use_desk;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// What a field of the row says about its text.
pub(super) type FieldError = RwSignal<Option<String>>;

/// A row that is being written. Enter adds it, and so does leaving it, once nothing in it is missing or wrong.
#[derive(Clone, Copy)]
pub(super) struct NewRow {
    fields: [FieldError; 3],
    trouble: RwSignal<Option<String>>,
    write: Callback<(), Result<bool, String>>,
    on_done: Callback<()>,
    is_open: StoredValue<bool>,
}

impl NewRow {
    /// A row, called `what` in words; `write` adds it, says what AWS would refuse, or gives false while something is
    /// missing. `on_done` takes it away, whether it was added or given up.
    pub(super) fn new(
        what: String,
        write: Callback<(), Result<bool, String>>,
        on_done: Callback<()>,
    ) -> Self {
        let error = || RwSignal::new(None);
        // Nobody has written anything yet.
        let is_open = StoredValue::new(false);
        let interface = use_desk().store.interface;
        on_cleanup(move || {
            if is_open.try_get_value() == Some(true) {
                interface.toast(format!("{what} was not added: it was not whole."), None);
            }
        });
        Self { fields: [error(), error(), error()], trouble: error(), write, on_done, is_open }
    }

    /// Somebody writes.
    pub(super) fn begin(self) {
        self.is_open.set_value(true);
    }

    /// The row is given up.
    pub(super) fn give_up(self) {
        self.is_open.set_value(false);
        self.on_done.run(());
    }

    /// What is wrong with the texts of its fields, from the left.
    pub(super) fn fields(self) -> [FieldError; 3] {
        self.fields
    }

    /// Enter was pressed in a field. In the last one, what is still missing is said.
    pub(super) fn enter(self, missing: Option<&'static str>) -> Callback<()> {
        Callback::new(move |()| {
            if self.finish() == Some(false) {
                self.trouble.set(missing.map(str::to_owned));
            }
        })
    }

    /// The keyboard leaves one of its fields.
    pub(super) fn leave(self, event: &web_sys::FocusEvent) {
        let to = event.related_target().and_then(|to| to.dyn_into::<web_sys::Node>().ok());
        let row = event.current_target().and_then(|row| row.dyn_into::<web_sys::Node>().ok());
        if !row.is_some_and(|row| row.contains(to.as_ref())) {
            self.finish();
        }
    }

    /// What is wrong with the row as a whole, in a line below it.
    pub(super) fn trouble(self) -> impl IntoView {
        move || {
            self.trouble.get().map(|reason| {
                view! { <tr class="row-error"><td colspan="4"><p class="field-error" role="alert">{reason}</p></td></tr> }
            })
        }
    }

    fn is_readable(self) -> bool {
        // The fields of a row that was just added are gone.
        self.fields.iter().all(|error| error.try_get_untracked() == Some(None))
    }

    /// Adds the row, if all of it can be read. Gives false if only something is missing.
    fn finish(self) -> Option<bool> {
        self.trouble.try_set(None);
        if !self.is_readable() {
            return None;
        }
        match self.write.run(()) {
            Ok(true) => self.give_up(),
            Ok(false) => return Some(false),
            Err(reason) => self.trouble.set(Some(reason)),
        }
        None
    }
}
