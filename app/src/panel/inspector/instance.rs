use super::dns::ServerOfNames;
use super::flow_log::WatchedBy;
use super::interface_card::InterfaceCard;
use super::setting::ChoiceSetting;
use super::shown::use_shown;
use super::what_if::WhatIfParts;
use crate::ui::{Button, ButtonKind, Each, Field, IconButton, Section, When};
use leptos::prelude::*;
use netyard_editor::field::Traffic;
use serde_json::{Value, json};

/// An instance: its state, its interfaces, what listens.
#[component]
pub(super) fn InstanceInspector() -> impl IntoView {
    let shown = use_shown();
    let interfaces = Memo::new(move |_| {
        let routed = shown.desk.network();
        let node = routed.network.instances.get(&shown.id());
        node.map(|node| node.interfaces.iter().map(ToString::to_string).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    view! {
        <div class="section settings">
            <ChoiceSetting label="State" path="/state" default="running" choices=&[("running", "running"), ("stopped", "stopped")]/>
            <ChoiceSetting label="Platform" path="/platform" default="linux" choices=&[("linux", "Linux"), ("windows", "Windows")]/>
            <ChoiceSetting label="Metadata tokens" path="/metadataOptions/httpTokens" default="" choices=&[
                ("", "not known"), ("required", "required (IMDSv2)"), ("optional", "optional (IMDSv1 too)"),
            ]/>
        </div>
        <Each keys=interfaces row=|id| view! { <InterfaceCard id/> }.into_any()/>
        <When holds=move || interfaces.with(Vec::is_empty)>
            <Section title="Interfaces">
                <p class="quiet-text">"It has no interface, so nothing reaches it. Add a network interface to a subnet and attach it."</p>
            </Section>
        </When>
        <Listeners/>
        <ServerOfNames/>
        <WhatIfParts id=shown.id().to_string()/>
        <WatchedBy/>
    }
}

/// The ports on which an instance or host answers.
#[component]
pub(super) fn Listeners() -> impl IntoView {
    let shown = use_shown();
    let adding = RwSignal::new(false);
    let rows = Memo::new(move |_| match shown.value("/listens") {
        Some(Value::Object(rows)) => Some(rows.keys().cloned().collect::<Vec<_>>()),
        _ => None,
    });
    let any_port = move || rows.with(Option::is_none);
    let limit = move |()| shown.set_or_say("the listeners", "/listens", json!({}));
    let open_all = move |()| shown.remove_or_say("the listeners", "/listens");
    let add = Callback::new(move |text: String| {
        let listener = listener_of(&text)?;
        shown.set("the listeners", &format!("/listens/{}", shown.desk.row_id("l")), listener)?;
        adding.set(false);
        Ok(())
    });
    view! {
        <Section title="Listens on">
            <When holds=any_port>
                <p class="quiet-text">"Any port answers."</p>
                <Button kind=ButtonKind::Link on_press=limit>"State the ports"</Button>
            </When>
            <Each keys=Signal::derive(move || rows.get().unwrap_or_default()) row=|row| view! { <Listener row/> }.into_any()/>
            <When holds=move || adding.get()>
                <Field label="Port" hide_label=true value="" placeholder="tcp 443" commit=add/>
            </When>
            <When holds=move || !any_port()>
                <div class="field-act">
                    <Button kind=ButtonKind::Link sign="plus" on_press=move |()| adding.set(true)>"Add a port"</Button>
                    <Button kind=ButtonKind::Link on_press=open_all>"Any port answers"</Button>
                </div>
            </When>
        </Section>
    }
}

/// One range of ports.
#[component]
fn Listener(
    /// The id of the row.
    row: String,
) -> impl IntoView {
    let shown = use_shown();
    let path = StoredValue::new(format!("/listens/{row}"));
    let value = Signal::derive(move || {
        shown.value(&path.get_value()).map(|value| listener_text(&value)).unwrap_or_default()
    });
    let commit =
        Callback::new(move |text: String| shown.set("a listener", &path.get_value(), listener_of(&text)?));
    view! {
        <div class="block-row">
            <Field label="Port" hide_label=true value commit/>
            <IconButton sign="close" class="small" label="Remove the port" on_press=move |()| shown.remove_or_say("a listener", &path.get_value())/>
        </div>
    }
}

fn listener_text(value: &Value) -> String {
    let protocol = value.get("protocol").and_then(Value::as_str).unwrap_or("tcp");
    let number = |key: &str| value.get(key).and_then(Value::as_i64);
    match (number("fromPort"), number("toPort")) {
        (Some(from), Some(to)) if from != to => format!("{protocol} {from}-{to}"),
        (Some(from), _) => format!("{protocol} {from}"),
        (None, _) => format!("{protocol} all"),
    }
}

fn listener_of(text: &str) -> Result<Value, String> {
    let traffic = Traffic::read(text)?;
    if !traffic.protocol.has_ports() {
        return Err("Only tcp and udp have ports to listen on. Write \"tcp 443\".".to_owned());
    }
    let mut listener = json!({"fromPort": traffic.from, "toPort": traffic.to});
    if traffic.from == traffic.to
        && let Some(object) = listener.as_object_mut()
    {
        object.remove("toPort");
    }
    if traffic.protocol != netyard_core::net::Protocol::Tcp {
        listener["protocol"] = json!(traffic.protocol);
    }
    Ok(listener)
}
