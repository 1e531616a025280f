//! The form of the packet: its two ends, the protocol and the ports.

use super::packet::{End, ICMP, PORT, PacketDesk, REQUEST, SOURCE_PORT, use_packet};
use super::packet_end::EndField;
use crate::ui::{Choice, Field, IconButton, Select};
use leptos::prelude::*;
use netyard_core::net::{Family, Protocol};
use netyard_core::simulate::Request;

/// The form.
#[component]
pub(super) fn PacketForm() -> impl IntoView {
    let packet = use_packet();
    let swap = move |()| packet.change(|spec| std::mem::swap(&mut spec.from, &mut spec.to));
    anew(packet, move || {
        view! {
            <div class="packet-form">
                <EndField end=End::From label="From"/>
                <EndField end=End::To label="To"/>
                <div class="packet-row">
                    <IconButton sign="swap" class="small" label="Swap the two ends" on_press=swap/>
                    <ProtocolField/>
                    <PortField/>
                </div>
                <RequestField/>
            </div>
        }
        .into_any()
    })
}

/// Fields that are made anew with every packet that begins.
fn anew(packet: PacketDesk, fields: impl Fn() -> AnyView + Send + Sync + 'static) -> impl IntoView {
    move || {
        packet.turn.track();
        untrack(&fields)
    }
}

/// TCP, UDP, ICMP.
#[component]
fn ProtocolField() -> impl IntoView {
    let packet = use_packet();
    let value = Signal::derive(move || {
        packet.spec.with(|spec| spec.protocol.as_ref().map_or_else(|| "tcp".to_owned(), ToString::to_string))
    });
    let choices = Signal::stored(vec![
        Choice::new("tcp", "TCP"),
        Choice::new("udp", "UDP"),
        Choice::new("icmp", "ICMP"),
        Choice::new("icmpv6", "ICMPv6"),
        Choice::new("47", "GRE (47)"),
        Choice::new("50", "ESP (50)"),
    ]);
    let choose = move |text: String| {
        packet.change(|spec| {
            let protocol = Protocol::new(&text);
            if !protocol.has_ports() {
                spec.port = None;
                spec.source_port = None;
            }
            spec.icmp_type = None;
            spec.icmp_code = None;
            if protocol != Protocol::Tcp {
                spec.request = None;
            }
            spec.protocol = Some(protocol);
        });
    };
    view! { <Select label="Protocol" class="packet-protocol" value choices on_choose=choose/> }
}

/// The port, or the ICMP type.
#[component]
fn PortField() -> impl IntoView {
    let packet = use_packet();
    let protocol =
        Memo::new(move |_| packet.spec.with(|spec| spec.protocol.clone().unwrap_or(Protocol::Tcp)));
    let port = Signal::derive(move || packet.spec.with(|spec| spec.port_or_default().to_string()));
    let icmp = Signal::derive(move || {
        packet.spec.with(|spec| spec.icmp_type.map_or_else(String::new, |kind| kind.to_string()))
    });
    let commit_port = Callback::new(move |text: String| match text.parse::<u16>() {
        Ok(port) => {
            packet.change(|spec| spec.port = Some(port));
            Ok(())
        }
        Err(_) => Err(format!("\"{text}\" is no port. Ports go from 0 to 65535.")),
    });
    let commit_icmp = Callback::new(move |text: String| {
        let kind = if text.is_empty() { Ok(None) } else { text.parse::<u8>().map(Some) };
        let Ok(kind) = kind else {
            return Err(format!("\"{text}\" is no ICMP type. They go from 0 to 255."));
        };
        packet.change(|spec| spec.icmp_type = kind);
        Ok(())
    });
    move || {
        // A field that comes in place of another has nothing wrong in it.
        packet.errors[PORT].set(None);
        packet.errors[ICMP].set(None);
        if protocol.get().has_ports() {
            view! { <Field label="Port" hide_label=true value=port commit=commit_port error=packet.errors[PORT]/> }.into_any()
        } else if protocol.get().is_icmp() {
            view! { <Field label="ICMP type" hide_label=true value=icmp placeholder="echo request" commit=commit_icmp error=packet.errors[ICMP]/> }.into_any()
        } else {
            ().into_any()
        }
    }
}

/// The request that a TCP packet carries, in one line.
#[component]
fn RequestField() -> impl IntoView {
    let packet = use_packet();
    let is_tcp = Memo::new(move |_| {
        packet.spec.with(|spec| spec.protocol.as_ref().is_none_or(|own| *own == Protocol::Tcp))
    });
    let value = Signal::derive(move || {
        packet.spec.with(|spec| spec.request.as_ref().map(ToString::to_string).unwrap_or_default())
    });
    let commit = Callback::new(move |text: String| {
        let request = if text.trim().is_empty() { Ok(None) } else { Request::parse(&text).map(Some) };
        let request = request?;
        packet.change(|spec| {
            // Headers have no field; those of an expectation stay while only the line changes.
            let headers = spec.request.take().map(|before| before.headers).unwrap_or_default();
            spec.request = request.map(|request| Request { headers, ..request });
        });
        Ok(())
    });
    move || {
        packet.errors[REQUEST].set(None);
        is_tcp.get().then(|| {
            view! { <Field label="HTTP request" hide_label=true value placeholder="HTTP request, as GET /users/7" commit error=packet.errors[REQUEST]/> }
        })
    }
}

/// IPv4, IPv6, or what both ends have; and the source port, for those who want to know.
#[component]
pub(super) fn FamilyField() -> impl IntoView {
    let packet = use_packet();
    let value = Signal::derive(move || match packet.spec.with(|spec| spec.family) {
        None => "any".to_owned(),
        Some(family) => family.digit().to_string(),
    });
    let choices = Signal::stored(vec![
        Choice::new("any", "IPv4, else IPv6"),
        Choice::new("4", "IPv4"),
        Choice::new("6", "IPv6"),
    ]);
    let choose = move |text: String| {
        packet.change(|spec| spec.family = text.parse::<u8>().ok().and_then(Family::from_digit));
    };
    let source_port = Signal::derive(move || {
        packet.spec.with(|spec| spec.source_port.map(|port| port.to_string()).unwrap_or_default())
    });
    let commit = Callback::new(move |text: String| {
        let port = if text.is_empty() { Ok(None) } else { text.parse::<u16>().map(Some) };
        let Ok(port) = port else { return Err(format!("\"{text}\" is no port. Ports go from 0 to 65535.")) };
        packet.change(|spec| spec.source_port = port);
        Ok(())
    });
    view! {
        <details class="packet-more">
            <summary>"Family and source port"</summary>
            {anew(packet, move || view! {
                <div class="packet-row">
                    <Select label="Address family" value choices on_choose=choose/>
                    <Field label="Source port" hide_label=true value=source_port placeholder="source port" commit error=packet.errors[SOURCE_PORT]/>
                </div>
            }.into_any())}
        </details>
    }
}
