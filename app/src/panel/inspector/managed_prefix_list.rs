use super::block_rows::BlockRows;
use super::line_rows::RowWords;
use super::read;
use super::setting::{ChoiceSetting, Setting};
use leptos::prelude::*;
use serde_json::{Value, json};

/// A prefix list and its entries.
#[component]
pub(super) fn ManagedPrefixListInspector() -> impl IntoView {
    let words = RowWords {
        one: "an entry".to_owned(),
        all: "the entries".to_owned(),
        label: "Block".to_owned(),
        add: "Add a block".to_owned(),
        remove: "Remove the block".to_owned(),
    };
    view! {
        <div class="section settings">
            <ChoiceSetting label="Family" path="/addressFamily" default="IPv4" choices=&[("IPv4", "IPv4"), ("IPv6", "IPv6")]/>
            <Setting label="Most entries" path="/maxEntries" read=number placeholder="as many as there are"/>
            <Setting label="AWS name" path="/prefixListName" read=read::text placeholder="none"/>
        </div>
        <BlockRows path="/entries" field="cidr" letter="p" title="Entries" words read=read::block placeholder="192.0.2.0/24"/>
    }
}

fn number(text: &str) -> Result<Value, String> {
    match text.parse::<u32>() {
        Ok(number) if (1..=1000).contains(&number) => Ok(json!(number)),
        _ => Err(format!("\"{text}\" is no count of entries. A list holds 1 to 1,000.")),
    }
}
