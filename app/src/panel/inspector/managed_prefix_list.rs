use super::read;
use super::rule_table::{RowAct, row_act};
use super::setting::{ChoiceSetting, Setting};
use super::shown::use_shown;
use crate::ui::{Button, ButtonKind, Each, Field, IconButton, Section, When};
use leptos::prelude::*;
use netyard_editor::field::read_cidr;
use serde_json::{Value, json};

/// A prefix list and its entries.
#[component]
pub(super) fn ManagedPrefixListInspector() -> impl IntoView {
    let shown = use_shown();
    let adding = RwSignal::new(false);
    let rows = Memo::new(move |_| match shown.value("/entries") {
        Some(Value::Object(rows)) => rows.keys().cloned().collect::<Vec<_>>(),
        _ => Vec::new(),
    });
    let add = Callback::new(move |text: String| {
        let block = read_cidr(&text)?;
        let path = format!("/entries/{}", shown.desk.row_id("p"));
        shown.set("the entries", &path, json!({"cidr": block.to_string()}))?;
        adding.set(false);
        Ok(())
    });
    view! {
        <div class="section settings">
            <ChoiceSetting label="Family" path="/addressFamily" default="IPv4" choices=&[("IPv4", "IPv4"), ("IPv6", "IPv6")]/>
            <Setting label="Most entries" path="/maxEntries" read=number placeholder="as many as there are"/>
            <Setting label="AWS name" path="/prefixListName" read=read::text placeholder="none"/>
        </div>
        <Section title="Entries">
            <Each keys=rows row=|row| view! { <Entry row/> }.into_any()/>
            <When
                holds=move || adding.get()
                otherwise=move || view! {
                    <Button kind=ButtonKind::Link sign="plus" on_press=move |()| adding.set(true)>"Add a block"</Button>
                }
            >
                <Field label="Block" hide_label=true value="" placeholder="192.0.2.0/24" commit=add/>
            </When>
        </Section>
    }
}

/// One entry.
#[component]
fn Entry(
    /// The id of the row.
    row: String,
) -> impl IntoView {
    let shown = use_shown();
    let path = StoredValue::new(format!("/entries/{row}"));
    let value = Signal::derive(move || shown.text(&format!("{}/cidr", path.get_value())));
    let commit = Callback::new(move |text: String| {
        let block = read_cidr(&text)?;
        shown.set("an entry", &format!("{}/cidr", path.get_value()), block.to_string())
    });
    let remove = move |()| shown.remove_or_say("an entry", &path.get_value());
    let on_key = move |event: web_sys::KeyboardEvent| {
        if let Some(RowAct::Remove) = row_act(&event) {
            remove(());
        }
    };
    view! {
        <div class="block-row" tabindex="-1" data-row="" on:keydown=on_key>
            <Field label="Block" hide_label=true value commit/>
            <IconButton sign="close" class="small" label="Remove the block" on_press=remove/>
        </div>
    }
}

fn number(text: &str) -> Result<Value, String> {
    match text.parse::<u32>() {
        Ok(number) if (1..=1000).contains(&number) => Ok(json!(number)),
        _ => Err(format!("\"{text}\" is no count of entries. A list holds 1 to 1,000.")),
    }
}
