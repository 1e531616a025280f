//! One network interface, inside the inspector of its instance or in its own.

use super::action::{AddIpv6, Link};
use super::group_list::GroupList;
use super::line::Line;
use super::read;
use super::setting::{Setting, SwitchSetting};
use super::shown::{Shown, use_shown};
use crate::ui::{Button, ButtonKind, Field, Section, When};
use leptos::prelude::*;
use netyard_core::net::Family;
use netyard_editor::field::read_address;
use serde_json::{Value, json};

/// An interface of an instance.
#[component]
pub(super) fn InterfaceCard(
    /// Its id.
    id: String,
) -> impl IntoView {
    let shown = Shown::provide(&id);
    let title = Signal::derive(move || {
        let index = shown.value("/attachment/deviceIndex").and_then(|value| value.as_u64()).unwrap_or(0);
        if index == 0 { "Network interface".to_owned() } else { format!("Network interface {index}") }
    });
    view! {
        <Section title note=id.clone()>
            <div class="settings"><InterfaceFields/></div>
        </Section>
    }
}

/// The fields of the interface around.
#[component]
pub(super) fn InterfaceFields() -> impl IntoView {
    let shown = use_shown();
    let subnet = Memo::new(move |_| shown.text("/subnetId"));
    // AWS sets the interfaces of managed services up by itself.
    let is_managed = Memo::new(move |_| is_managed(shown));
    view! {
        <Line label="Subnet">
            {move || match subnet.get() {
                id if id.is_empty() => view! { <span class="quiet">"none"</span> }.into_any(),
                id => view! { <Link to=id/> }.into_any(),
            }}
        </Line>
        <Addresses/>
        <PublicAddress/>
        <GroupList/>
        <When holds=move || !is_managed.get()>
            <SwitchSetting label="Source/destination check" path="/sourceDestCheck" default=true/>
        </When>
    }
}

fn is_managed(shown: Shown) -> bool {
    let routed = shown.desk.network();
    routed.network.interfaces.get(&shown.id()).is_some_and(|interface| interface.service.is_some())
}

/// The private addresses, and the IPv6 ones.
#[component]
fn Addresses() -> impl IntoView {
    let shown = use_shown();
    let count = Memo::new(move |_| {
        shown.value("/privateIpAddresses").and_then(|list| list.as_array().map(Vec::len)).unwrap_or(0)
    });
    let value = Signal::derive(move || shown.text("/ipv6Addresses/0/ipv6Address"));
    let commit = Callback::new(move |text: String| {
        if text.is_empty() {
            return shown.remove("the IPv6 address", "/ipv6Addresses");
        }
        let address = read_address(Family::Ipv6, &text)?;
        shown.set("the IPv6 address", "/ipv6Addresses", json!([{"ipv6Address": address.to_string()}]))
    });
    view! {
        <When holds=move || count.get() == 0>
            <FirstAddress/>
        </When>
        <For each=move || 0..count.get() key=|index| *index let:index>
            <PrivateAddress index/>
        </For>
        <Field label="IPv6" value placeholder="none" commit/>
        <AddIpv6 path="/ipv6Addresses"/>
    }
}

/// The field for an interface without any address.
#[component]
fn FirstAddress() -> impl IntoView {
    let shown = use_shown();
    let commit = Callback::new(move |text: String| {
        let address = read_address(Family::Ipv4, &text)?;
        shown.set(
            "the address",
            "/privateIpAddresses",
            json!([{"privateIpAddress": address.to_string(), "primary": true}]),
        )
    });
    view! { <Field label="Address" value="" placeholder="none" commit/> }
}

/// One private address.
#[component]
fn PrivateAddress(
    /// Its place in the list.
    index: usize,
) -> impl IntoView {
    let shown = use_shown();
    let path = StoredValue::new(format!("/privateIpAddresses/{index}/privateIpAddress"));
    let value = Signal::derive(move || shown.text(&path.get_value()));
    let commit = Callback::new(move |text: String| {
        if text.is_empty() {
            return shown.remove("an address", &format!("/privateIpAddresses/{index}"));
        }
        shown.set("the address", &path.get_value(), read::ipv4_address(&text)?)
    });
    view! { <Field label=if index == 0 { "Address" } else { "Further address" } value commit/> }
}

/// The public address: of an Elastic IP, assigned by AWS, or none.
#[component]
fn PublicAddress() -> impl IntoView {
    let shown = use_shown();
    let found = Memo::new(move |_| {
        let routed = shown.desk.network();
        let interface = routed.network.interfaces.get(&shown.id())?;
        let entry = interface.addresses.iter().find(|entry| entry.public.is_some())?;
        Some((entry.public?.to_string(), entry.elastic_ip.as_ref().map(ToString::to_string)))
    });
    // The public address of a managed service comes and goes with a setting of its own; a task has it from its start.
    let may_have_one = Memo::new(move |_| {
        let routed = shown.desk.network();
        let service = routed.network.interfaces.get(&shown.id()).and_then(|node| node.service.clone());
        service.is_none_or(|id| routed.network.document.task(id.as_str()).is_some())
    });
    let assign = move |()| {
        let address = free_public_address(&shown.desk.document());
        shown.set_or_say("the public address", "/privateIpAddresses/0/publicIp", Value::String(address));
    };
    let take_away = move |()| shown.remove_or_say("the public address", "/privateIpAddresses/0/publicIp");
    move || match found.get() {
        Some((address, Some(elastic))) => view! {
            <Line label="Public IP">{address}" of "<Link to=elastic/></Line>
        }
        .into_any(),
        Some((address, None)) if !may_have_one.get() => view! {
            <Line label="Public IP">{address}</Line>
        }
        .into_any(),
        Some((address, None)) => view! {
            <Line label="Public IP">
                {address}
                <Button kind=ButtonKind::Link on_press=take_away>"Remove"</Button>
            </Line>
        }
        .into_any(),
        None if !may_have_one.get() => view! {
            <Line label="Public IP"><span class="quiet">"none"</span></Line>
        }
        .into_any(),
        None => view! {
            <Line label="Public IP">
                <span class="quiet">"none"</span>
                <Button kind=ButtonKind::Link on_press=assign>"Add one"</Button>
            </Line>
        }
        .into_any(),
    }
}

/// A public address of the documentation range that nothing in the drawing has.
pub(super) fn free_public_address(document: &netyard_core::model::Document) -> String {
    let text =
        document.resources.values().map(|resource| resource.to_value().to_string()).collect::<String>();
    (20..=254)
        .map(|last| format!("203.0.113.{last}"))
        .find(|address| !text.contains(address.as_str()))
        .unwrap_or_else(|| "203.0.113.254".to_owned())
}

/// A network interface that stands alone, or the one of an instance shown by itself.
#[component]
pub(super) fn Alone() -> impl IntoView {
    view! {
        <div class="section settings">
            <AttachedTo/>
            <InterfaceFields/>
            <Setting label="Description" path="/description" read=read::text placeholder="what it is for"/>
        </div>
    }
}

/// The instance that it is attached to.
#[component]
fn AttachedTo() -> impl IntoView {
    let shown = use_shown();
    let instance = Memo::new(move |_| shown.text("/attachment/instanceId"));
    view! {
        <Line label="Attached to">
            {move || match instance.get() {
                id if id.is_empty() => view! { <span class="quiet">"nothing"</span> }.into_any(),
                id => view! { <Link to=id/> }.into_any(),
            }}
        </Line>
    }
}
