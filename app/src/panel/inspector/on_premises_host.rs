use super::address_list::BlockList;
use super::dns::ServerOfNames;
use super::instance::Listeners;
use super::line::Line;
use super::route_table::OwnerAt;
use super::setting::ChoiceSetting;
use leptos::prelude::*;
use netyard_core::net::Address;
use serde_json::Value;

/// A host at a site: its addresses, and what answers.
#[component]
pub(super) fn OnPremisesHostInspector() -> impl IntoView {
    view! {
        <div class="section settings">
            <Line label="Site"><OwnerAt path="/onPremisesSiteId"/></Line>
            <BlockList label="Address" more_label="Further address" path="/ipAddresses" read=address add="Add an address" placeholder="192.168.0.10"/>
            <ChoiceSetting label="Platform" path="/platform" default="linux" choices=&[("linux", "Linux"), ("windows", "Windows")]/>
        </div>
        <Listeners/>
        <ServerOfNames/>
    }
}

/// An address of either family.
pub(super) fn address(text: &str) -> Result<Value, String> {
    match Address::new(text).ip() {
        Some(address) => Ok(Value::String(address.to_string())),
        None => Err(format!("\"{text}\" is no address. Write one as in 192.168.0.10.")),
    }
}
