use super::rule_table::{RowAct, row_act};
use super::shown::use_shown;
use crate::ui::{Button, ButtonKind, Each, Field, IconButton, Section, When, focus_by_id};
use leptos::prelude::*;
use serde_json::{Value, json};

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

/// Rows that are a block each: entries of a prefix list, allocations of a pool, static routes.
#[component]
pub(super) fn BlockRows(
    /// The JSON pointer of the rows.
    path: &'static str,
    /// The field of a row that holds its block.
    field: &'static str,
    /// The letter of the ids of rows.
    letter: &'static str,
    /// The heading.
    title: &'static str,
    /// The words beside it.
    #[prop(optional)]
    note: &'static str,
    /// What the rows are called.
    words: RowWords,
    /// Reads a block.
    read: fn(&str) -> Result<Value, String>,
    /// What an empty field says.
    placeholder: &'static str,
) -> impl IntoView {
    let shown = use_shown();
    let words = StoredValue::new(words);
    let word = move |of: fn(&RowWords) -> &String| words.with_value(|words| of(words).clone());
    let adding = RwSignal::new(false);
    let new_id = StoredValue::new(format!("new{}", path.replace('/', "-")));
    let rows = Memo::new(move |_| match shown.value(path) {
        Some(Value::Object(rows)) => rows.keys().cloned().collect::<Vec<_>>(),
        _ => Vec::new(),
    });
    let add = Callback::new(move |text: String| {
        let block = read(&text)?;
        let row = format!("{path}/{}", shown.desk.row_id(letter));
        shown.set(&word(|words| &words.all), &row, json!({field: block}))?;
        adding.set(false);
        Ok(())
    });
    let row = move |row: String| {
        let at = StoredValue::new(format!("{path}/{row}"));
        let value = Signal::derive(move || shown.text(&format!("{}/{field}", at.get_value())));
        let commit = Callback::new(move |text: String| {
            let to = format!("{}/{field}", at.get_value());
            shown.set(&word(|words| &words.one), &to, read(&text)?)
        });
        let remove = move |()| shown.remove_or_say(&word(|words| &words.one), &at.get_value());
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
        <Section title=title note=note>
            <Each keys=rows row/>
            <When
                holds=move || adding.get()
                otherwise=move || view! {
                    <Button kind=ButtonKind::Link sign="plus" on_press=move |()| { adding.set(true); new_id.with_value(|id| focus_by_id(id)); }>{word(|words| &words.add)}</Button>
                }
            >
                <Field label=word(|words| &words.label) hide_label=true id=new_id.get_value() value="" placeholder commit=add/>
            </When>
        </Section>
    }
}
