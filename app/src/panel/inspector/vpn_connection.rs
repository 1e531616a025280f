use super::action::Link;
use super::line::Line;
use super::network_rows::NetworkRows;
use super::read;
use super::route_table::OwnerAt;
use super::setting::{ChoiceSetting, Setting, SwitchSetting};
use super::shown::use_shown;
use super::what_if::WhatIfParts;
use crate::ui::{Choice, Each, Field, Section, Select, When};
use leptos::prelude::*;
use serde_json::{Value, json};

/// A VPN connection: its ends, how routes get across, its tunnels.
#[component]
pub(super) fn VpnConnectionInspector() -> impl IntoView {
    let shown = use_shown();
    let is_static =
        move || shown.value("/options/staticRoutesOnly").and_then(|value| value.as_bool()).unwrap_or(false);
    let is_at_hub = move || !shown.text("/transitGatewayId").is_empty();
    // An attachment that nobody drew has the id of the connection, and is nothing to go to.
    let attachment = Memo::new(move |_| {
        let routed = shown.desk.network();
        let own = routed.network.vpn_connections.get(&shown.id()).and_then(|node| node.attachment.clone());
        own.filter(|id| *id != shown.id()).map(|id| id.to_string()).unwrap_or_default()
    });
    view! {
        <div class="section settings">
            <Line label="From"><OwnerAt path="/customerGatewayId"/></Line>
            <Line label="To">
                <When holds=is_at_hub otherwise=|| view! { <OwnerAt path="/vpnGatewayId"/> }>
                    <OwnerAt path="/transitGatewayId"/>
                </When>
            </Line>
            <When holds=move || !attachment.with(String::is_empty)>
                <Line label="Attachment">{move || view! { <Link to=attachment.get()/> }}</Line>
            </When>
            <Setting label="Concentrator" path="/vpnConcentratorId" read=read::text placeholder="none"/>
            <SwitchSetting label="Static routes only, no BGP" path="/options/staticRoutesOnly"/>
            <Setting label="Site's side" path="/options/localIpv4NetworkCidr" read=read::ipv4_block placeholder="0.0.0.0/0"/>
            <Setting label="AWS's side" path="/options/remoteIpv4NetworkCidr" read=read::ipv4_block placeholder="0.0.0.0/0"/>
            <ChoiceSetting label="Carries" path="/options/tunnelInsideIpVersion" default="ipv4" choices=&[("ipv4", "IPv4"), ("ipv6", "IPv6")]/>
            <ChoiceSetting label="State" path="/state" default="available" choices=&[
                ("pending", "pending"), ("available", "available"), ("deleting", "deleting"), ("deleted", "deleted"),
            ]/>
        </div>
        <WhatIfParts id=shown.id().to_string()/>
        <Tunnels/>
        <When
            holds=is_static
            otherwise=|| view! { <p class="section quiet-text">"The customer gateway announces the networks of its site by BGP, and learns those of AWS."</p> }
        >
            <When holds=is_at_hub otherwise=|| view! { <NetworkRows path="/routes" field="destinationCidrBlock" letter="r" title="Static routes" note="networks behind the customer gateway" name="static route"/> }>
                <p class="section quiet-text">"Nothing is announced: write static routes to this attachment into the tables of the transit gateway, and routes into the router of the site."</p>
            </When>
        </When>
    }
}

/// The ids of the two tunnels where the drawing does not tell of them.
const TUNNELS: [&str; 2] = ["t1", "t2"];

/// The tunnels, each with its address and state.
#[component]
fn Tunnels() -> impl IntoView {
    let shown = use_shown();
    let rows = Memo::new(move |_| match shown.value("/vgwTelemetry") {
        Some(Value::Object(rows)) if !rows.is_empty() => rows.keys().cloned().collect::<Vec<_>>(),
        _ => TUNNELS.map(str::to_owned).to_vec(),
    });
    let row = move |key: String| {
        let number =
            rows.with_untracked(|rows| rows.iter().position(|row| *row == key)).map_or(1, |at| at + 1);
        let path = StoredValue::new(format!("/vgwTelemetry/{key}"));
        let address = Signal::derive(move || shown.text(&format!("{}/outsideIpAddress", path.get_value())));
        let state = Signal::derive(move || {
            let told = shown.text(&format!("{}/status", path.get_value()));
            if told.eq_ignore_ascii_case("down") { "DOWN" } else { "UP" }.to_owned()
        });
        let choices = Signal::stored(vec![Choice::new("UP", "up"), Choice::new("DOWN", "down")]);
        // Absent tunnels are two that are up: the first edit writes both.
        let write = move |field: &str, to: Value| {
            if shown.value("/vgwTelemetry").is_some() {
                return shown.set("a tunnel", &format!("{}/{field}", path.get_value()), to);
            }
            let mut both = json!({"t1": {}, "t2": {}});
            if let Some(own) = both.pointer_mut(&path.get_value().replace("/vgwTelemetry", "")) {
                own[field] = to;
            }
            shown.set("a tunnel", "/vgwTelemetry", both)
        };
        let commit = Callback::new(move |text: String| {
            if text.is_empty() {
                return shown.remove("the address", &format!("{}/outsideIpAddress", path.get_value()));
            }
            write("outsideIpAddress", read::ipv4_address(&text)?)
        });
        let choose = move |to: String| {
            if let Err(reason) = write("status", Value::String(to)) {
                shown.desk.say(reason);
            }
        };
        let is_down = move || state.get() == "DOWN";
        view! {
            <tr class:row-down=is_down>
                <td><Field label=format!("Address of tunnel {number}") hide_label=true value=address placeholder="given by AWS" commit/></td>
                <td><Select label=format!("State of tunnel {number}") value=state choices on_choose=choose/></td>
            </tr>
        }
        .into_any()
    };
    view! {
        <Section title="Tunnels">
            <table class="rows">
                <thead><tr><th scope="col">"Outside address"</th><th scope="col">"State"</th></tr></thead>
                <tbody><Each keys=rows row/></tbody>
            </table>
            <p class="quiet-text">"One that is up is enough; two keep the connection when one fails."</p>
        </Section>
    }
}
