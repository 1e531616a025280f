use super::block_rows::BlockRows;
use super::line_rows::RowWords;
use super::read;
use super::setting::Setting;
use leptos::prelude::*;
use serde_json::{Value, json};

/// A pool of the IP Address Manager: its blocks, what it gives out, and what it gave out.
#[component]
pub(super) fn IpamPoolInspector() -> impl IntoView {
    let words = RowWords {
        one: "an allocation".to_owned(),
        all: "the allocations".to_owned(),
        label: "Block".to_owned(),
        add: "Add an allocation".to_owned(),
        remove: "Remove the allocation".to_owned(),
    };
    view! {
        <div class="section settings">
            <Setting label="Region" path="/locale" read=read::region placeholder="none"/>
            <Setting label="Block" path="/cidrs/0" read=read::block placeholder="10.0.0.0/8"/>
            <Setting label="Widest" path="/allocationMinNetmaskLength" read=length placeholder="any"/>
            <Setting label="Narrowest" path="/allocationMaxNetmaskLength" read=length placeholder="any"/>
        </div>
        <BlockRows path="/allocations" field="cidr" letter="a" title="Allocations" words read=read::block placeholder="10.0.0.0/16"/>
    }
}

fn length(text: &str) -> Result<Value, String> {
    match text.trim_start_matches('/').parse::<u8>() {
        Ok(length) if length <= 128 => Ok(json!(length)),
        _ => Err(format!("\"{text}\" is no length of a prefix. Write a number such as 24.")),
    }
}
