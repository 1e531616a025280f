//! The packet that is asked about: who sends what to whom. It follows the drawing; there is no button to run it.

use super::packet_end::refused_end;
use crate::panel::desk::Desk;
use crate::platform::{focus, svg};
use crate::store::DrawerTab;
use crate::ui::react;
use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use leptos::prelude::*;
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
    pub(super) picking: RwSignal<Option<End>>,
    /// What is wrong with the text of each field, by [`From`](End::From), [`To`](End::To) and [`PORT`] and so on.
    pub(super) errors: [RwSignal<Option<String>>; 6],
    /// Counts up when the fields begin anew: what somebody had written into them was for another packet.
    pub(super) turn: RwSignal<u32>,
}

/// The places of the other fields among the errors.
pub(super) const PORT: usize = 2;
pub(super) const ICMP: usize = 3;
pub(super) const SOURCE_PORT: usize = 4;
pub(super) const REQUEST: usize = 5;

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

    /// Takes an end that was written.
    pub(super) fn set_end(self, end: End, id: &str) {
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

    /// The end as it is written.
    pub(super) fn end(self, end: End) -> String {
        self.spec.with(|spec| match end {
            End::From => spec.from.clone(),
            End::To => spec.to.clone(),
        })
    }
}
