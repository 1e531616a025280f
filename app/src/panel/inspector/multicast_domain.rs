use super::action::Link;
use super::line::Line;
use super::link_list::LinkList;
use super::route_table::OwnerAt;
use super::rule_table::{RowAct, row_act};
use super::setting::EnableSetting;
use super::shown::use_shown;
use crate::ui::{Checkbox, Choice, Each, Field, IconButton, Section, Select, When};
use leptos::prelude::*;
use netyard_core::change::Change;
use netyard_core::model::{Document, Resource};
use serde_json::{Value, json};
use std::net::IpAddr;

/// A multicast domain of a transit gateway: the subnets that it joins, and who gets which group.
#[component]
pub(super) fn MulticastDomainInspector() -> impl IntoView {
    view! {
        <div class="section settings">
            <Line label="Transit gateway"><OwnerAt path="/transitGatewayId"/></Line>
            <EnableSetting label="Hosts join groups by themselves (IGMPv2)" path="/options/igmpv2Support"/>
            <EnableSetting label="Only listed sources may send" path="/options/staticSourcesSupport"/>
        </div>
        <Subnets/>
        <Groups/>
    }
}

/// The subnets that it joins, with one more to choose.
#[component]
fn Subnets() -> impl IntoView {
    let shown = use_shown();
    let ids = Memo::new(move |_| shown.list("/subnetIds"));
    let set = move |(subnet, is_in): (String, bool)| {
        let mut list: Vec<String> = ids.get_untracked().into_iter().filter(|id| *id != subnet).collect();
        if is_in {
            list.push(subnet.clone());
        }
        let id = shown.id();
        let change = if list.is_empty() {
            Change::RemovePath { id, path: "/subnetIds".to_owned() }
        } else {
            Change::set(&id, "/subnetIds", json!(list))
        };
        let name = shown.desk.name(&subnet);
        let label =
            if is_in { format!("Associate {name}") } else { format!("End the association of {name}") };
        if let Err(reason) = shown.desk.edit(label, vec![change]) {
            shown.desk.say(reason);
        }
    };
    let more = Signal::derive(move || {
        let document = shown.desk.document();
        let taken = ids.get();
        let all = subnets_of(&document, &shown.text("/transitGatewayId")).into_iter();
        all.filter(|id| !taken.contains(id))
            .map(|id| {
                let name = document.display_name(&id).to_owned();
                (id, name)
            })
            .collect()
    });
    let none = "None yet: it carries nothing.";
    view! { <LinkList title="Subnets" ids none add="Associate a subnet" more set/> }
}

/// Who gets which group, and who sends to it.
#[component]
fn Groups() -> impl IntoView {
    let shown = use_shown();
    let rows = Memo::new(move |_| match shown.value("/groups") {
        Some(Value::Object(rows)) => rows.keys().cloned().collect::<Vec<_>>(),
        _ => Vec::new(),
    });
    let choices = Signal::derive(move || {
        let document = shown.desk.document();
        let mut choices = vec![Choice::new("", "Add an interface")];
        for subnet in shown.list("/subnetIds") {
            for (id, resource) in &document.resources {
                let Resource::NetworkInterface(interface) = resource.as_ref() else { continue };
                if interface.subnet_id.as_ref().is_some_and(|own| own.as_str() == subnet) {
                    let owner = interface.instance_id().unwrap_or(id);
                    choices.push(Choice::new(id.to_string(), document.display_name(owner.as_str())));
                }
            }
        }
        choices
    });
    let add = move |interface: String| {
        let path = format!("/groups/{}", shown.desk.row_id("m"));
        let row =
            json!({"groupIpAddress": "239.0.0.1", "networkInterfaceId": interface, "groupMember": true});
        if let Err(reason) = shown.set("a member", &path, row) {
            shown.desk.say(reason);
        }
    };
    view! {
        <Section title="Groups">
            <Each keys=rows row=|row| view! { <Group row/> }.into_any()/>
            <When
                holds=move || choices.with(|choices| choices.len() > 1)
                otherwise=|| view! { <p class="quiet-text">"Members are interfaces in its subnets."</p> }
            >
                <Select label="Add an interface" value="" choices on_choose=move |id: String| if !id.is_empty() { add(id) }/>
            </When>
        </Section>
    }
}

/// One interface and a group.
#[component]
fn Group(
    /// The id of the row.
    row: String,
) -> impl IntoView {
    let shown = use_shown();
    let path = StoredValue::new(format!("/groups/{row}"));
    let at = move |field: &str| format!("{}/{field}", path.get_value());
    let value = Signal::derive(move || shown.text(&at("groupIpAddress")));
    let interface = untrack(|| shown.text(&at("networkInterfaceId")));
    let commit = Callback::new(move |text: String| {
        let address = group_address(&text)?;
        shown.set("the address of a group", &at("groupIpAddress"), address)
    });
    let remove = move |()| shown.remove_or_say("a member", &path.get_value());
    let on_key = move |event: web_sys::KeyboardEvent| {
        if let Some(RowAct::Remove) = row_act(&event) {
            remove(());
        }
    };
    view! {
        <div class="block-row" tabindex="-1" data-row="" on:keydown=on_key>
            <Field label="Group" hide_label=true value commit/>
            <Link to=interface/>
            <IconButton sign="close" class="small" label="Remove it from the group" on_press=remove/>
        </div>
        <Mark label="Gets what is sent to it" path=at("groupMember")/>
        <Mark label="May send to it" path=at("groupSource")/>
    }
}

/// Whether an interface is a member, or a source.
#[component]
fn Mark(
    /// The words beside the box.
    label: &'static str,
    /// The JSON pointer of the field.
    path: String,
) -> impl IntoView {
    let shown = use_shown();
    let path = StoredValue::new(path);
    let checked = Signal::derive(move || {
        shown.value(&path.get_value()).and_then(|value| value.as_bool()).unwrap_or(false)
    });
    let change = move |on: bool| shown.set_or_say(&format!("\"{label}\""), &path.get_value(), on);
    view! { <Checkbox label=label.to_owned() checked on_change=change/> }
}

/// The subnets of the VPCs that are attached to a gateway.
fn subnets_of(document: &Document, gateway: &str) -> Vec<String> {
    let is_attached = |vpc: &str| {
        document.resources.values().any(|resource| {
            matches!(resource.as_ref(), Resource::TransitGatewayAttachment(own)
                if own.vpc_id().is_some_and(|id| id.as_str() == vpc)
                    && own.transit_gateway_id.as_ref().is_some_and(|id| id.as_str() == gateway))
        })
    };
    let subnets = document.resources.iter().filter(|(_, resource)| {
        matches!(resource.as_ref(), Resource::Subnet(subnet)
            if subnet.vpc_id.as_ref().is_some_and(|vpc| is_attached(vpc.as_str())))
    });
    subnets.map(|(id, _)| id.to_string()).collect()
}

/// The address of a group.
fn group_address(text: &str) -> Result<Value, String> {
    match text.trim().parse::<IpAddr>() {
        Ok(address) if address.is_multicast() => Ok(json!(address.to_string())),
        _ => Err(format!("\"{text}\" is no group. Groups are addresses in 224.0.0.0/4 or ff00::/8.")),
    }
}
