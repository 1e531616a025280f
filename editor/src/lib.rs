//! The editor as a pure state machine: events go in, effects come out, nothing else happens.
//!
//! [`Editor::update`] is the only door. There is no browser here, no clock (times come in events) and no randomness
//! (the host seeds the ids), so that tests drive it like a user.
//!
//! Three things are kept apart: the **document** (saved and undone), the **session** (selection, tool, view: never
//! saved) and what is **derived** (the laid-out scene; findings and traces are the application's).
//!
//! | module | what it holds |
//! |---|---|
//! | [`event`], [`effect`] | what comes in and what goes out |
//! | [`session`], [`selection`], [`camera`] | the state of one person's work |
//! | [`overlay`] | marquee, drop preview, guides: what is drawn on top, as values |
//! | [`command`] | the table of commands that menus, keys, palette and shortcut sheet share |
//! | [`part`] | the parts list |
//! | [`admit`] | a closed group opened for a group instead of an address |
//! | [`balancer`] | what a change of a load balancer means for its nodes |
//! | [`conditions`] | what an expectation changes before its packet is sent, in words |
//! | [`edge`] | lines that can be selected: the routes of a subnet to one target |
//! | [`site_line`] | lines that join two sites |
//! | [`target_line`] | lines behind load balancers |
//! | [`name_line`] | lines of zones, rules and options to their VPCs |
//! | [`field`] | what people type into fields: traffic, blocks, peers |
//! | [`address_plan`] | what is used and free of a block |
//! | [`explain`] | why a row did not match a packet, in a few words |
#![warn(missing_docs)]
#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

mod acts;
mod alternatives;
mod arrange;
mod camera_moves;
mod clipboard;
mod commit;
mod connect;
mod containment;
mod create;
mod delete;
mod describe;
mod destination;
mod draft;
mod editor;
mod eyes;
mod facts;
mod fault_words;
mod fold;
mod frame;
mod geometry;
mod hands;
mod history;
mod ipv6;
mod keyboard;
mod line_label;
mod navigate;
mod neighbour;
mod relocate;
mod requests;
mod snap;
mod tool;
mod what_if;

pub mod address_plan;
pub mod admit;
pub mod balancer;
pub mod camera;
pub mod command;
pub mod conditions;
pub mod edge;
pub mod effect;
pub mod event;
pub mod explain;
pub mod field;
pub mod name_line;
pub mod overlay;
pub mod part;
pub mod selection;
pub mod session;
pub mod site_line;
pub mod target_line;

pub use camera::Camera;
pub use command::{Command, CommandId};
pub use destination::Destination;
pub use editor::Editor;
pub use effect::{Alternative, AppAct, Dialog, Effect, RefusalNotice, Toast};
pub use event::{
    Button, Event, KeyEvent, Modifiers, PartEvent, PinchEvent, PointerEvent, PointerKind, PointerPhase,
    Request, SelectMode, WheelEvent,
};
pub use eyes::Eyes;
pub use fault_words::fault_words;
pub use fold::{ARRIVES_FOLDED_ABOVE, NextFolds};
pub use hands::Hands;
pub use overlay::{Cursor, DropVerdict, Overlay};
pub use part::{PARTS, Part, PartGroup, PartId};
pub use selection::Selection;
pub use session::{Focus, Key, Session, Tool};
pub use snap::GRID;
