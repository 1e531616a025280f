use super::action::Link;
use super::address_list::BlockList;
use super::customer_gateway::any_asn;
use super::line::Line;
use super::network_rows::NetworkRows;
use super::route_table::OwnerAt;
use super::setting::{ChoiceSetting, Setting};
use super::shown::use_shown;
use super::what_if::WhatIfParts;
use crate::ui::{Choice, Each, Field, Section, Select, When};
use leptos::prelude::*;
use netyard_core::net::Family;
use netyard_editor::field::{read_address, read_cidr_of};
use serde_json::{Value, json};

/// A Connect peer: the ends of its tunnel, its BGP sessions, what its appliance announces.
#[component]
pub(super) fn ConnectPeerInspector() -> impl IntoView {
    let shown = use_shown();
    let appliance = Memo::new(move |_| {
        let routed = shown.desk.network();
        let own = routed.network.connect_peers.get(&shown.id());
        own.and_then(|own| own.instance.as_ref()).map(ToString::to_string).unwrap_or_default()
    });
    let given = Signal::derive(move || {
        let routed = shown.desk.network();
        let own = routed.network.connect_peers.get(&shown.id());
        own.and_then(|own| own.hub_address).map(|end| end.to_string()).unwrap_or_default()
    });
    let is_given = move || {
        shown.text("/connectPeerConfiguration/transitGatewayAddress").is_empty()
            && !given.with(String::is_empty)
    };
    let is_silent = move || shown.value("/advertisements").is_none();
    view! {
        <div class="section settings">
            <Line label="Connect attachment"><OwnerAt path="/transitGatewayAttachmentId"/></Line>
            <When holds=move || !appliance.with(String::is_empty)>
                <Line label="Appliance">{move || view! { <Link to=appliance.get()/> }}</Line>
            </When>
            <Setting label="Its address" path="/connectPeerConfiguration/peerAddress" read=end_of_tunnel placeholder="10.0.1.10"/>
            <Setting label="Gateway's address" path="/connectPeerConfiguration/transitGatewayAddress" read=end_of_tunnel placeholder="the first free one"/>
            <When holds=is_given>
                <Line label="Given by AWS">{move || given.get()}</Line>
            </When>
            <BlockList label="Inside" more_label="Inside, further" path="/connectPeerConfiguration/insideCidrBlocks" read=inside add="Add a block" placeholder="169.254.6.0/29"/>
            <ChoiceSetting label="State" path="/state" default="available" choices=&[
                ("pending", "pending"), ("available", "available"), ("deleting", "deleting"), ("deleted", "deleted"),
            ]/>
        </div>
        <WhatIfParts id=shown.id().to_string()/>
        <Sessions/>
        <NetworkRows path="/advertisements" field="cidrBlock" letter="a" title="Announced" note="by the appliance, over BGP" name="prefix"/>
        <When holds=is_silent>
            <p class="section quiet-text">"Nothing is written here: what the Connect attachment says of all its appliances holds."</p>
        </When>
    }
}

/// An address of either family.
fn end_of_tunnel(text: &str) -> Result<Value, String> {
    let family = if text.contains(':') { Family::Ipv6 } else { Family::Ipv4 };
    read_address(family, text).map(|address| Value::String(address.to_string()))
}

/// A block of either family.
fn inside(text: &str) -> Result<Value, String> {
    let family = if text.contains(':') { Family::Ipv6 } else { Family::Ipv4 };
    read_cidr_of(family, text).map(|net| Value::String(net.to_string()))
}

/// The ids of the two sessions where the drawing does not tell of them.
const SESSIONS: [&str; 2] = ["b1", "b2"];
const PATH: &str = "/connectPeerConfiguration/bgpConfigurations";

/// The BGP sessions, each with the number of the appliance and its state.
#[component]
fn Sessions() -> impl IntoView {
    let shown = use_shown();
    let rows = Memo::new(move |_| match shown.value(PATH) {
        Some(Value::Object(rows)) if !rows.is_empty() => rows.keys().cloned().collect::<Vec<_>>(),
        _ => SESSIONS.map(str::to_owned).to_vec(),
    });
    let row = move |key: String| {
        let number =
            rows.with_untracked(|rows| rows.iter().position(|row| *row == key)).map_or(1, |at| at + 1);
        let key = StoredValue::new(key);
        let path = move |field: &str| format!("{PATH}/{}/{field}", key.get_value());
        let asn = Signal::derive(move || shown.text(&path("peerAsn")));
        let state = Signal::derive(move || {
            let told = shown.text(&path("bgpStatus"));
            if told.eq_ignore_ascii_case("down") { "down" } else { "up" }.to_owned()
        });
        let choices = Signal::stored(vec![Choice::new("up", "up"), Choice::new("down", "down")]);
        // Absent sessions are two that are up: the first edit writes both.
        let write = move |field: &str, to: Value| {
            if shown.value(PATH).is_some() {
                return shown.set("a session", &path(field), to);
            }
            let mut both = json!({"b1": {}, "b2": {}});
            if let Some(own) = both.get_mut(key.get_value()) {
                own[field] = to;
            }
            shown.set("a session", PATH, both)
        };
        let commit = Callback::new(move |text: String| {
            if text.is_empty() {
                return shown.remove("the number", &path("peerAsn"));
            }
            write("peerAsn", any_asn(&text)?)
        });
        let choose = move |to: String| {
            if let Err(reason) = write("bgpStatus", Value::String(to)) {
                shown.desk.say(reason);
            }
        };
        let is_down = move || state.get() == "down";
        view! {
            <tr class:row-down=is_down>
                <td><Field label=format!("ASN of the appliance, session {number}") hide_label=true value=asn placeholder="that of the gateway" commit/></td>
                <td><Select label=format!("State of BGP session {number}") value=state choices on_choose=choose/></td>
            </tr>
        }
        .into_any()
    };
    view! {
        <Section title="BGP sessions">
            <table class="rows">
                <thead><tr><th scope="col">"ASN of the appliance"</th><th scope="col">"State"</th></tr></thead>
                <tbody><Each keys=rows row/></tbody>
            </table>
            <p class="quiet-text">"One that is up is enough. Without a number of its own the appliance is in the gateway's own system, and only routes with a path are taken."</p>
        </Section>
    }
}
