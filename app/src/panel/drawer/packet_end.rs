//! An end of the packet: what may be one, and the field that it is picked in.

use super::packet::{End, use_packet};
use crate::panel::desk::{Desk, use_desk};
use crate::panel::words::{self, fact_of, glyph_of, name_of};
use crate::ui::{Combobox, IconButton, ResourceGlyph, Suggestion};
use leptos::prelude::*;
use netyard_core::model::{Resource, reserved};
use netyard_core::net::{is_host_name, too_long};

/// Picks one end: from the list, as an address, or on the canvas.
#[component]
pub(super) fn EndField(
    /// Which end.
    end: End,
    /// The label.
    label: &'static str,
) -> impl IntoView {
    let desk = use_desk();
    let packet = use_packet();
    let shown = Signal::derive(move || match packet.end(end) {
        id if id.is_empty() => String::new(),
        id => desk.name(&id),
    });
    let meta = Signal::derive(move || match packet.end(end) {
        id if id.is_empty() => String::new(),
        id => fact_of(&desk.network(), &id),
    });
    let glyph = move || match packet.end(end) {
        id if id.is_empty() || id.parse::<std::net::IpAddr>().is_ok() => None,
        id if desk.document().resource(&id).is_none() && is_host_name(&id) => None,
        id => Some(desk.store.document.with(|document| glyph_of(document, &id))),
    };
    let commit = Callback::new(move |text: String| {
        let id = end_of(desk, end, &text)?;
        packet.set_end(end, &id);
        Ok(())
    });
    let is_picking = move || packet.picking.get() == Some(end);
    let pick = move |()| {
        packet.picking.update(|picking| *picking = if *picking == Some(end) { None } else { Some(end) });
    };
    let id = if end == End::From { "packet-from" } else { "packet-to" };
    view! {
        <div class="end-field">
            <span class="end-label" aria-hidden="true">{label}</span>
            <div class="end-input" class:with-glyph=move || glyph().is_some()>
                <span class="end-glyph">{move || glyph().map(|glyph| view! { <ResourceGlyph glyph size=16/> })}</span>
                <Combobox
                    label
                    id
                    shown
                    meta
                    placeholder=Signal::derive(move || if is_picking() { "click it on the canvas".to_owned() } else { "name or address".to_owned() })
                    suggestions=ends(desk)
                    commit
                    error=packet.errors[end as usize]
                />
            </div>
            <IconButton
                sign="pointer"
                class="small"
                label=format!("Pick \"{label}\" on the canvas")
                pressed=Signal::derive(is_picking)
                on_press=pick
            />
        </div>
    }
}

/// Why a thing of the drawing is no end of a packet, with its name; none if it is one.
pub(super) fn refused_end(desk: Desk, id: &str) -> Option<String> {
    let document = desk.document();
    let is_end = match document.resource(id) {
        Some(resource) => {
            matches!(
                resource,
                Resource::Instance(_)
                    | Resource::NetworkInterface(_)
                    | Resource::NatGateway(_)
                    | Resource::Subnet(_)
                    | Resource::OnPremisesHost(_)
            ) || resource.is_managed_service()
        }
        None => reserved::is_reserved(id),
    };
    (!is_end).then(|| {
        let name = name_of(&document, id);
        let kind = words::kind_of(&document, id);
        format!("{name} ({kind}) sends and receives nothing.")
    })
}

/// What a person wrote, as an end of a flow.
fn end_of(desk: Desk, end: End, text: &str) -> Result<String, String> {
    if text.is_empty() {
        return Ok(String::new());
    }
    if desk.document().resource(text).is_some() {
        return match refused_end(desk, text) {
            Some(reason) => Err(reason
                + " Choose an instance, an on-premises host, a network interface, a NAT gateway or a subnet."),
            None => Ok(text.to_owned()),
        };
    }
    if text.parse::<std::net::IpAddr>().is_ok() || reserved::service_of(text).is_some() {
        return Ok(text.to_owned());
    }
    if text.eq_ignore_ascii_case(reserved::INTERNET) {
        return Ok(reserved::INTERNET.to_owned());
    }
    let named: Vec<String> = ends_of(desk)
        .into_iter()
        .filter(|one| one.text.eq_ignore_ascii_case(text))
        .map(|one| one.value)
        .collect();
    match named.as_slice() {
        [id] => Ok(id.clone()),
        [] if end == End::To && is_host_name(text) => Ok(text.to_owned()),
        [] if end == End::To && text.contains('.') && too_long(text).is_some() => {
            Err(too_long(text).unwrap_or_default())
        }
        [] => Err(format!("Nothing here that sends or receives is called \"{text}\". An address works too.")),
        _ => Err(format!("\"{text}\" names more than one thing. Choose one from the list.")),
    }
}

fn ends(desk: Desk) -> Signal<Vec<Suggestion>> {
    Signal::derive(move || ends_of(desk))
}

fn ends_of(desk: Desk) -> Vec<Suggestion> {
    let routed = desk.network();
    let document = &routed.network.document;
    let one = |id: &str| Suggestion {
        value: id.to_owned(),
        text: name_of(document, id),
        meta: fact_of(&routed, id),
        glyph: Some(words::glyph_of(document, id)),
        refused: None,
    };
    let mut all: Vec<Suggestion> = Vec::new();
    let mut rest: Vec<Suggestion> = Vec::new();
    for (id, resource) in &document.resources {
        match resource.as_ref() {
            Resource::Instance(_) | Resource::OnPremisesHost(_) => all.push(one(id.as_str())),
            service if service.is_managed_service() => all.push(one(id.as_str())),
            Resource::NetworkInterface(interface) if interface.instance_id().is_none() => {
                all.push(one(id.as_str()));
            }
            Resource::NatGateway(_) | Resource::Subnet(_) => rest.push(one(id.as_str())),
            _ => {}
        }
    }
    all.push(one(reserved::INTERNET));
    all.push(Suggestion { text: "Amazon S3".to_owned(), ..one(reserved::S3) });
    all.push(Suggestion { text: "Amazon DynamoDB".to_owned(), ..one(reserved::DYNAMODB) });
    all.append(&mut rest);
    all
}
