//! The packet that is asked about: who sends what to whom. It follows the drawing; there is no button to run it.

use crate::panel::desk::{Desk, use_desk};
use crate::panel::words::{self, fact_of, glyph_of, name_of};
use crate::platform::{focus, svg};
use crate::store::DrawerTab;
use crate::ui::{Choice, Combobox, Field, IconButton, ResourceGlyph, Select, Suggestion, react};
use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use leptos::prelude::*;
use netyard_core::model::{Resource, reserved};
use netyard_core::net::{Family, Protocol};
use netyard_core::simulate::FlowSpec;
use netyard_editor::edge::ends_of_line;
use netyard_editor::{Effect as EditorEffect, Focus};
use wasm_bindgen::JsCast;

/// One end of the packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Who sends.
    From,
    /// Who is meant.
    To,
}

/// The packet as far as it is written, and which end waits for a click on the canvas.
#[derive(Clone, Copy)]
pub(super) struct PacketDesk {
    desk: Desk,
    /// The packet; an end that is not known yet is empty.
    pub(super) spec: RwSignal<FlowSpec>,
    picking: RwSignal<Option<End>>,
    /// What is wrong with the text of each field, by [`From`](End::From), [`To`](End::To) and [`PORT`] and so on.
    errors: [RwSignal<Option<String>>; 5],
    /// Counts up when the fields begin anew: what somebody had written into them was for another packet.
    turn: RwSignal<u32>,
}

/// The places of the other fields among the errors.
const PORT: usize = 2;
const ICMP: usize = 3;
const SOURCE_PORT: usize = 4;

/// The packet of this page.
pub(super) fn use_packet() -> PacketDesk {
    expect_context::<PacketDesk>()
}

impl PacketDesk {
    /// Makes the packet known to the drawer, and follows what others ask for.
    pub(super) fn provide(desk: Desk) {
        let packet = Self {
            desk,
            spec: RwSignal::new(FlowSpec::new("", "")),
            picking: RwSignal::new(None),
            errors: std::array::from_fn(|_| RwSignal::new(None)),
            turn: RwSignal::new(0),
        };
        provide_context(packet);
        react(move || {
            if let Some(asked) = desk.store.packet.get()
                && (packet.spec.with_untracked(|spec| *spec != asked) || !untrack(|| packet.is_readable()))
            {
                packet.begin(asked);
            }
        });
        // Another drawing: the ends meant things of the one before.
        react(move || {
            if desk.store.opened.get() > 0 {
                packet.picking.set(None);
                packet.begin(FlowSpec::new("", ""));
            }
        });
        // There is no verdict on a packet that cannot be read.
        react(move || {
            packet.is_readable();
            packet.ask();
        });
        let asked = move || {
            let interface = desk.store.interface;
            let is_shown = interface.drawer_open.get_untracked()
                && interface.drawer_tab.get_untracked() == DrawerTab::Trace;
            packet.picking.get_untracked().filter(|_| is_shown)
        };
        react(move || {
            let selected = desk.selection();
            if let (Some(end), [id]) = (asked(), selected.as_slice())
                && ends_of_line(id).is_none()
            {
                // What is no end of a packet is not taken; the next click may be one.
                match untrack(|| refused_end(desk, id)) {
                    Some(reason) => desk.say(reason + " Escape ends the choice."),
                    None => packet.put_end(end, id),
                }
            }
        });
        // Escape ends it before it means anything to the canvas.
        let Some(page) = svg::page() else { return };
        let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
        EventListener::new_with_options(&page, "keydown", options, move |event| {
            let is_escape =
                event.dyn_ref::<web_sys::KeyboardEvent>().is_some_and(|event| event.key() == "Escape");
            let at = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
            // Fields, menus and dialogs have their own use for it.
            let is_free = at.is_none_or(|at| !matches!(focus::of_element(&at), Focus::Text | Focus::Dialog));
            if is_escape && is_free && asked().is_some() {
                packet.picking.set(None);
                event.prevent_default();
                event.stop_propagation();
            }
        })
        .forget();
        desk.store.listen(move |effect| {
            if let EditorEffect::OpenPacketPanel { from, to } = effect {
                for (end, key) in [(End::From, from), (End::To, to)] {
                    if let Some(key) = key {
                        packet.put_end(end, key.as_str());
                    }
                }
                // Whoever asks for a packet says with the next clicks from where and to where.
                packet.picking.set(packet.first_open_end());
            }
        });
    }

    /// Changes the packet and shows it once both ends are known.
    pub(super) fn change(self, change: impl FnOnce(&mut FlowSpec)) {
        self.spec.update(change);
        self.desk.store.hop.set(None);
        self.ask();
    }

    /// Asks what becomes of the packet, once both ends are known and every field can be read.
    fn ask(self) {
        let spec = self.spec.get_untracked();
        let is_whole = !spec.from.is_empty() && !spec.to.is_empty() && untrack(|| self.is_readable());
        let asked = is_whole.then_some(spec);
        if self.desk.store.packet.with_untracked(|before| *before != asked) {
            self.desk.store.packet.set(asked);
        }
    }

    /// Whether every field can be read.
    pub(super) fn is_readable(self) -> bool {
        // Every one of them, so that all are followed.
        self.errors.iter().filter(|error| error.with(Option::is_some)).count() == 0
    }

    /// Begins with another packet, in fields that nobody has written into.
    fn begin(self, spec: FlowSpec) {
        self.spec.set(spec);
        self.errors.iter().for_each(|error| error.set(None));
        self.turn.update(|turn| *turn += 1);
    }

    /// Takes an end that was not written but pointed at.
    fn put_end(self, end: End, id: &str) {
        self.begin(self.spec.get_untracked());
        self.set_end(end, id);
    }

    fn set_end(self, end: End, id: &str) {
        self.change(|spec| match end {
            End::From => id.clone_into(&mut spec.from),
            End::To => id.clone_into(&mut spec.to),
        });
        if self.picking.get_untracked().is_some() {
            self.picking.set(self.first_open_end());
        }
    }

    /// The end that is not known yet.
    fn first_open_end(self) -> Option<End> {
        self.spec.with_untracked(|spec| match (spec.from.is_empty(), spec.to.is_empty()) {
            (true, _) => Some(End::From),
            (false, true) => Some(End::To),
            (false, false) => None,
        })
    }

    fn end(self, end: End) -> String {
        self.spec.with(|spec| match end {
            End::From => spec.from.clone(),
            End::To => spec.to.clone(),
        })
    }
}

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

/// Picks one end: from the list, as an address, or on the canvas.
#[component]
fn EndField(
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
        id => Some(desk.store.document.with(|document| glyph_of(document, &id))),
    };
    let commit = Callback::new(move |text: String| {
        let id = end_of(desk, &text)?;
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
fn refused_end(desk: Desk, id: &str) -> Option<String> {
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
fn end_of(desk: Desk, text: &str) -> Result<String, String> {
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
    let port = Signal::derive(move || packet.spec.with(|spec| spec.port.unwrap_or(443).to_string()));
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
