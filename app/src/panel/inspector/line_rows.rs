//! Rows that are a line of text each: rules of a firewall or a load balancer, groups of rules in a policy, blocks.

use super::rule_table::{RowAct, row_act};
use super::shown::use_shown;
use crate::ui::{Button, ButtonKind, Each, Field, IconButton, Section, When, focus_by_id, focus_instead};
use leptos::prelude::*;
use netyard_editor::field::Row;
use serde_json::Value;

/// What rows are called.
#[derive(Clone)]
pub(super) struct RowWords {
    /// One of them, in the history: "an entry".
    pub(super) one: String,
    /// All of them, in the history: "the entries".
    pub(super) all: String,
    /// The accessible name of a field.
    pub(super) label: String,
    /// What the button says that adds one.
    pub(super) add: String,
    /// What the button says that removes one.
    pub(super) remove: String,
}

/// Rows that are a line of text each.
#[component]
pub(super) fn LineRows(
    /// The JSON pointer of the rows.
    #[prop(into)]
    path: String,
    /// The letter of the ids of rows.
    letter: &'static str,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// The words beside it.
    #[prop(optional, into)]
    note: Signal<String>,
    /// What the rows are called.
    words: RowWords,
    /// A row as a line.
    #[prop(into)]
    show: Callback<Value, String>,
    /// Reads a line.
    #[prop(into)]
    read: Callback<String, Result<Row, String>>,
    /// Reads a line that is written anew, with the row as it was: what the line does not tell of it stays.
    #[prop(optional, into)]
    edit: Option<Callback<(Value, String), Result<Row, String>>>,
    /// What an empty field says.
    placeholder: &'static str,
) -> impl IntoView {
    let shown = use_shown();
    let words = StoredValue::new(words);
    let word = move |of: fn(&RowWords) -> &String| words.with_value(|words| of(words).clone());
    let adding = RwSignal::new(false);
    let new_id = StoredValue::new(format!("new{}", path.replace('/', "-")));
    let add_id = StoredValue::new(format!("add{}", path.replace('/', "-")));
    // What is written or taken out is gone with its field: whoever types on shall not command the canvas.
    let keep_focus = move || focus_instead(add_id.get_value());
    let path = StoredValue::new(path);
    let rows = Memo::new(move |_| match path.with_value(|path| shown.value(path)) {
        Some(Value::Object(rows)) => rows.keys().cloned().collect::<Vec<_>>(),
        _ => Vec::new(),
    });
    // What a line does not tell of a row stays as it is.
    let merged = move |row: &str, text: String| {
        let mut value = shown.value(row).and_then(|value| value.as_object().cloned()).unwrap_or_default();
        value.extend(match edit.filter(|_| !value.is_empty()) {
            Some(edit) => edit.run((Value::Object(value.clone()), text))?,
            None => read.run(text)?,
        });
        value.retain(|_, value| !value.is_null());
        Ok::<Value, String>(Value::Object(value))
    };
    let add = Callback::new(move |text: String| {
        let row = path.with_value(|path| format!("{path}/{}", shown.desk.row_id(letter)));
        shown.set(&word(|words| &words.all), &row, merged(&row, text)?)?;
        adding.set(false);
        keep_focus();
        Ok(())
    });
    let row = move |row: String| {
        let at = StoredValue::new(path.with_value(|path| format!("{path}/{row}")));
        let value = Signal::derive(move || {
            shown.value(&at.get_value()).map(|value| show.run(value)).unwrap_or_default()
        });
        let commit = Callback::new(move |text: String| {
            let to = at.get_value();
            shown.set(&word(|words| &words.one), &to, merged(&to, text)?)
        });
        let remove = move |()| {
            shown.remove_or_say(&word(|words| &words.one), &at.get_value());
            keep_focus();
        };
        let on_key = move |event: web_sys::KeyboardEvent| {
            if let Some(RowAct::Remove) = row_act(&event) {
                remove(());
            }
        };
        view! {
            <div class="block-row" tabindex="-1" data-row="" on:keydown=on_key>
                <Field label=word(|words| &words.label) hide_label=true value commit/>
                <IconButton sign="close" class="small" label=word(|words| &words.remove) on_press=remove/>
            </div>
        }
        .into_any()
    };
    view! {
        <Section title note>
            <Each keys=rows row/>
            <When
                holds=move || adding.get()
                otherwise=move || view! {
                    <Button kind=ButtonKind::Link sign="plus" id=add_id.get_value() on_press=move |()| { adding.set(true); new_id.with_value(|id| focus_by_id(id)); }>{word(|words| &words.add)}</Button>
                }
            >
                <Field label=word(|words| &words.label) hide_label=true id=new_id.get_value() value="" placeholder commit=add/>
            </When>
        </Section>
    }
}
