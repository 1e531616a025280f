use super::read;
use super::rule_table::{RowAct, row_act};
use super::setting::Setting;
use super::shown::use_shown;
use crate::ui::{Button, ButtonKind, Each, Field, IconButton, Section, When};
use leptos::prelude::*;
use netyard_editor::field::read_cidr;
use serde_json::{Value, json};

/// A pool of the IP Address Manager: its blocks, what it gives out, and what it gave out.
#[component]
pub(super) fn IpamPoolInspector() -> impl IntoView {
    let shown = use_shown();
    let adding = RwSignal::new(false);
    let rows = Memo::new(move |_| match shown.value("/allocations") {
        Some(Value::Object(rows)) => rows.keys().cloned().collect::<Vec<_>>(),
        _ => Vec::new(),
    });
    let add = Callback::new(move |text: String| {
        let block = read_cidr(&text)?;
        let path = format!("/allocations/{}", shown.desk.row_id("a"));
        shown.set("an allocation", &path, json!({"cidr": block.to_string()}))?;
        adding.set(false);
        Ok(())
    });
    view! {
        <div class="section settings">
            <Setting label="Region" path="/locale" read=read::region placeholder="none"/>
            <Setting label="Block" path="/cidrs/0" read=block placeholder="10.0.0.0/8"/>
            <Setting label="Widest" path="/allocationMinNetmaskLength" read=length placeholder="any"/>
            <Setting label="Narrowest" path="/allocationMaxNetmaskLength" read=length placeholder="any"/>
        </div>
        <Section title="Allocations">
            <Each keys=rows row=|row| view! { <Allocation row/> }.into_any()/>
            <When
                holds=move || adding.get()
                otherwise=move || view! {
                    <Button kind=ButtonKind::Link sign="plus" on_press=move |()| adding.set(true)>"Add an allocation"</Button>
                }
            >
                <Field label="Block" hide_label=true value="" placeholder="10.0.0.0/16" commit=add/>
            </When>
        </Section>
    }
}

/// One block that it gave out.
#[component]
fn Allocation(
    /// The id of the row.
    row: String,
) -> impl IntoView {
    let shown = use_shown();
    let path = StoredValue::new(format!("/allocations/{row}"));
    let value = Signal::derive(move || shown.text(&format!("{}/cidr", path.get_value())));
    let commit = Callback::new(move |text: String| {
        let block = read_cidr(&text)?;
        shown.set("an allocation", &format!("{}/cidr", path.get_value()), block.to_string())
    });
    let remove = move |()| shown.remove_or_say("an allocation", &path.get_value());
    let on_key = move |event: web_sys::KeyboardEvent| {
        if let Some(RowAct::Remove) = row_act(&event) {
            remove(());
        }
    };
    view! {
        <div class="block-row" tabindex="-1" data-row="" on:keydown=on_key>
            <Field label="Block" hide_label=true value commit/>
            <IconButton sign="close" class="small" label="Remove the allocation" on_press=remove/>
        </div>
    }
}

fn block(text: &str) -> Result<Value, String> {
    read_cidr(text).map(|block| Value::String(block.to_string()))
}

fn length(text: &str) -> Result<Value, String> {
    match text.trim_start_matches('/').parse::<u8>() {
        Ok(length) if length <= 128 => Ok(json!(length)),
        _ => Err(format!("\"{text}\" is no length of a prefix. Write a number such as 24.")),
    }
}
