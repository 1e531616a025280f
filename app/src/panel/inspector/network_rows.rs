use super::read;
use super::rule_table::{RowAct, row_act};
use super::shown::use_shown;
use crate::ui::{Button, ButtonKind, Each, Field, IconButton, Section, When};
use leptos::prelude::*;
use serde_json::{Value, json};

/// Rows of networks, each with a block of its own: static routes of a VPN connection, what is announced over a Connect
/// attachment.
#[component]
pub(super) fn NetworkRows(
    /// The JSON pointer of the rows.
    path: &'static str,
    /// The field of a row that holds its block.
    field: &'static str,
    /// The letter of the ids of rows.
    letter: &'static str,
    /// The heading.
    title: &'static str,
    /// The words beside it.
    note: &'static str,
    /// What one row is called, in a sentence: "static route".
    name: &'static str,
) -> impl IntoView {
    let shown = use_shown();
    let adding = RwSignal::new(false);
    let own_label = move || {
        let mut letters = name.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    let rows = Memo::new(move |_| match shown.value(path) {
        Some(Value::Object(rows)) => rows.keys().cloned().collect::<Vec<_>>(),
        _ => Vec::new(),
    });
    let add = Callback::new(move |text: String| {
        let block = read::ipv4_block(&text)?;
        let row = format!("{path}/{}", shown.desk.row_id(letter));
        shown.set(&format!("the {name}s"), &row, json!({field: block}))?;
        adding.set(false);
        Ok(())
    });
    let row = move |row: String| {
        let at = StoredValue::new(format!("{path}/{row}"));
        let value = Signal::derive(move || shown.text(&format!("{}/{field}", at.get_value())));
        let commit = Callback::new(move |text: String| {
            let to = format!("{}/{field}", at.get_value());
            shown.set(&format!("a {name}"), &to, read::ipv4_block(&text)?)
        });
        let remove = move |()| shown.remove_or_say(&format!("a {name}"), &at.get_value());
        let on_key = move |event: web_sys::KeyboardEvent| {
            if let Some(RowAct::Remove) = row_act(&event) {
                remove(());
            }
        };
        let label = own_label();
        view! {
            <div class="block-row" tabindex="-1" data-row="" on:keydown=on_key>
                <Field label hide_label=true value commit/>
                <IconButton sign="close" class="small" label=format!("Remove the {name}") on_press=remove/>
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
                    <Button kind=ButtonKind::Link sign="plus" on_press=move |()| adding.set(true)>{format!("Add a {name}")}</Button>
                }
            >
                <Field label=own_label() hide_label=true value="" placeholder="192.168.0.0/24" commit=add/>
            </When>
        </Section>
    }
}
