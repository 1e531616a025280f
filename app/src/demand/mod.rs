//! The parts of the program that the page can be drawn without: each comes when it is first needed, and stays.
//!
//! The release build cuts the WebAssembly file at the functions of [`cuts`] (`cargo xtask dist`; what only they reach
//! goes into a file of its own). A cut gives the functions of its part as values, so that calling them afterwards is
//! an ordinary call. A development build is one file, in which every part is there at once.

mod cuts;
mod part;
#[cfg(parts_on_demand)]
mod slack;
mod view;

pub(crate) use cuts::{
    Checks, Imports, Missing, Opening, Planned, Reading, Sight, Tools, Writing, Written, checks_here,
    imports_here, reading_here, sight_here,
};
pub(crate) use part::Part;
pub(crate) use view::{OfSight, OnDemand};

use crate::platform::page::is_embedded;
use crate::store::Interface;
use crate::ui::react;
use leptos::prelude::*;

/// A piece of the page.
pub(crate) type Piece = fn() -> AnyView;

/// The parts.
#[derive(Clone, Copy)]
pub(crate) struct Demand {
    /// What shows a drawing.
    pub sight: Part<Sight>,
    /// What changes a drawing, and writes it down.
    pub hands: Part<Tools>,
    /// Rules, packets and expectations.
    pub checks: Part<Checks>,
    /// What the inspector shows.
    pub inspector: Part<Piece>,
    /// What the drawer shows when it is open.
    pub drawer: Part<Piece>,
    /// Links.
    pub reading: Part<Reading>,
    /// Files that are no drawings.
    pub imports: Part<Imports>,
    /// What writes a drawing in other forms.
    pub exports: Part<Piece>,
    /// The page inside of another one.
    pub embed: Part<Piece>,
    /// The dialogs.
    pub dialogs: Part<Piece>,
}

impl Demand {
    /// The parts, none of them loaded.
    pub(crate) fn new() -> Self {
        Self {
            sight: Part::new(cuts::load_sight),
            hands: Part::new(cuts::load_hands),
            checks: Part::new(cuts::load_checks),
            inspector: Part::new(cuts::load_inspector),
            drawer: Part::new(cuts::load_drawer),
            reading: Part::new(cuts::load_reading),
            imports: Part::new(cuts::load_imports),
            exports: Part::new(cuts::load_exports),
            embed: Part::new(cuts::load_embed),
            dialogs: Part::new(cuts::load_dialogs),
        }
    }

    /// Whether what is pressed would have to wait for what shows and changes drawings. What can be pressed acts, so nothing but the
    /// drawing itself can be pressed meanwhile. That it could not be loaded is said ([`Demand::warn`]); the page can
    /// then be looked through.
    pub(crate) fn holds_still(self) -> Memo<bool> {
        Memo::new(move |_| {
            let (sight, hands) = (self.sight.is_awaited(), self.hands.is_awaited());
            sight || hands
        })
    }

    /// Without its sight the page would stay empty, without its rules it would be silent about everything, and without
    /// its hands it would be a picture: that they could not be loaded is said at once.
    pub(crate) fn warn(self, interface: Interface) {
        react(move || {
            if self.sight.failed() {
                let again = Callback::new(move |()| self.sight.again());
                interface.toast(
                    "The canvas could not be loaded, so nothing can be shown. Look whether there is a network, or reload the page.",
                    Some(("Try again".to_owned(), again)),
                );
            }
        });
        react(move || {
            if self.hands.failed() {
                let again = Callback::new(move |()| self.hands.again());
                interface.toast(
                    "The tools could not be loaded, so nothing can be changed. Look whether there is a network, or reload the page.",
                    Some(("Try again".to_owned(), again)),
                );
            }
        });
        react(move || {
            if self.checks.failed() {
                let again = Callback::new(move |()| self.checks.again());
                interface.toast(
                    "The rules could not be loaded, so nothing is checked. Look whether there is a network, or reload the page.",
                    Some(("Try again".to_owned(), again)),
                );
            }
        });
    }

    /// Loads what was not needed yet, once the page has come to rest: the first use then waits for nothing.
    pub(crate) fn load_at_rest(self) {
        const REST: std::time::Duration = std::time::Duration::from_millis(600);
        set_timeout(
            move || {
                self.checks.want();
                self.drawer.want();
                self.dialogs.want();
                self.reading.want();
                // Nobody edits, imports or exports inside of another page.
                if !is_embedded() {
                    self.inspector.want();
                    self.imports.want();
                    self.exports.want();
                }
            },
            REST,
        );
    }
}
