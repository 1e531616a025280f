//! What can happen to the editor: everything comes in as a value of [`Event`].

use netyard_core::change::Change;
use netyard_core::expect::Fault;
use netyard_core::model::Document;
use netyard_scene::Rect;

use crate::command::CommandId;
use crate::fold::NextFolds;
use crate::part::PartId;
use crate::session::{Focus, Key, Tool};

/// One thing that happened. Times are milliseconds of the host's clock and only ever compared with each other.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// Another drawing is opened: from a file, a link, the gallery or storage. The history starts anew.
    Open(Box<Document>),
    /// This drawing is opened next, with this of it folded: the first part of the work of [`Event::Open`] is done now, and
    /// nothing is shown yet. For large drawings, so that a host can answer in between. `None`: it is not opened after all.
    Prepare(Option<Box<(Document, NextFolds)>>),
    /// The next part of that work, as long as [`Editor::prepares_more`](crate::Editor::prepares_more).
    PrepareMore,
    /// What of the drawing that is opened next is folded. It holds for one [`Event::Open`].
    FoldNext(NextFolds),
    /// From now on the drawing is for reading only, and why, as people are told; or no longer. Opening another
    /// drawing ends it.
    Lock(Option<String>),
    /// Whether from now on a view of the whole drawing stays one when the canvas gets another size.
    StayFitted(bool),
    /// The canvas has another size, in screen pixels.
    Resize {
        /// Width.
        width: f64,
        /// Height.
        height: f64,
    },
    /// A mouse, pen or finger on the canvas.
    Pointer(PointerEvent),
    /// The wheel was turned, or two fingers scrolled.
    Wheel(WheelEvent),
    /// Two fingers pinch.
    Pinch(PinchEvent),
    /// A key, wherever the focus is.
    Key(KeyEvent),
    /// A part is dragged from the parts list.
    Part(PartEvent),
    /// The focus went elsewhere.
    Focus(Focus),
    /// A command of the registry, from a menu, a button or the palette.
    Command(CommandId),
    /// An act with arguments, from a panel.
    Request(Request),
    /// Time passes while a button is held or a thing is dragged (see [`Editor::wants_ticks`](crate::Editor::wants_ticks)).
    Tick {
        /// Now.
        time: f64,
    },
}

/// Acts with arguments, as panels, menus and the outline ask for them.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// A person edits fields: AWS is asked first, and a refusal is shown instead of the edit.
    Edit {
        /// What is done, for the history: "Change the range of app-a".
        label: String,
        /// The changes, in order.
        changes: Vec<Change>,
    },
    /// A fix, an import or an alternative of a refusal: carried out without asking, as one step.
    Apply {
        /// What is done, for the history.
        label: String,
        /// The changes, in order.
        changes: Vec<Change>,
    },
    /// Something is selected in a panel.
    Select {
        /// What.
        keys: Vec<Key>,
        /// How it joins what is selected already.
        mode: SelectMode,
    },
    /// Selects one thing and brings it into view.
    Reveal(Key),
    /// Moves the view as little as possible so that a place of the drawing is seen, clear of its edge.
    Show(Rect),
    /// The pointer is over a row that stands for this thing, or over none.
    Hover(Option<Key>),
    /// Another tool is taken up.
    TakeTool(Tool),
    /// A thing gets another name; an empty one takes the name away.
    Rename {
        /// The thing.
        key: Key,
        /// Its name.
        name: String,
    },
    /// A note gets another text; an empty one removes the note.
    WriteNote {
        /// The note.
        key: Key,
        /// Its text.
        text: String,
    },
    /// A part is added without a pointer: from the palette, the outline or by keyboard.
    Create {
        /// What.
        part: PartId,
        /// Where; without it the selection tells.
        inside: Option<Key>,
    },
    /// Things are moved into a container without a pointer.
    MoveInto {
        /// The things.
        keys: Vec<Key>,
        /// The container; `None` for the open drawing.
        container: Option<Key>,
    },
    /// Two things are connected without a pointer.
    Connect {
        /// The first.
        from: Key,
        /// The second.
        to: Key,
    },
    /// Things are removed, whatever is selected.
    Delete {
        /// The things.
        keys: Vec<Key>,
        /// Whether what is inside a container stays.
        keep_content: bool,
    },
    /// Text was pasted; parts that were copied from a drawing become new parts.
    Paste {
        /// The text of the clipboard.
        text: String,
        /// Whether the parts keep the place they were copied from.
        in_place: bool,
    },
    /// The drawing gets another title.
    SetTitle(String),
    /// A container hides its content, or shows it again. Never saved.
    ToggleFold(Key),
    /// Containers hide their content, or show it again. Never saved.
    Fold {
        /// The containers.
        keys: Vec<Key>,
        /// Whether they hide it.
        folds: bool,
    },
    /// The view shows this point of the drawing in its middle (the minimap).
    CenterOn {
        /// Across.
        x: f64,
        /// Down.
        y: f64,
    },
    /// Something is switched off to see what happens, or on again. The drawing stays as it is.
    WhatIf {
        /// What fails.
        fault: Fault,
        /// Whether it is off from now on.
        off: bool,
    },
    /// The wheel zooms instead of scrolling, or no longer.
    WheelZooms(bool),
}

/// How a selection from a panel joins the one that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SelectMode {
    /// It takes its place.
    Replace,
    /// It is added.
    Add,
    /// What is selected is taken out, the rest is added.
    Toggle,
}

/// Keys held during an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modifiers {
    /// The main modifier: Ctrl, on macOS Cmd. The host knows which.
    pub primary: bool,
    /// Shift.
    pub shift: bool,
    /// Alt, on macOS Option.
    pub alt: bool,
}

/// A button of a pointer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Button {
    /// The left button, a finger or the tip of a pen.
    #[default]
    Main,
    /// The wheel as a button.
    Middle,
    /// The right button.
    Secondary,
}

/// What points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PointerKind {
    /// A mouse.
    #[default]
    Mouse,
    /// A pen.
    Pen,
    /// A finger.
    Touch,
}

/// What a pointer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointerPhase {
    /// A button goes down.
    Down,
    /// The pointer moves, with or without a button.
    Move,
    /// The button goes up.
    Up,
    /// The system took the pointer away: what was begun is not done.
    Cancel,
    /// The pointer left the canvas with no button held.
    Leave,
}

/// A pointer on the canvas. `x` and `y` are screen pixels from the upper left corner of the canvas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PointerEvent {
    /// What it does.
    pub phase: PointerPhase,
    /// Across.
    pub x: f64,
    /// Down.
    pub y: f64,
    /// The button that went down or up.
    pub button: Button,
    /// What points.
    pub kind: PointerKind,
    /// Keys held.
    pub modifiers: Modifiers,
    /// When.
    pub time: f64,
}

/// The wheel, in screen pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WheelEvent {
    /// Where the pointer is, across.
    pub x: f64,
    /// Where the pointer is, down.
    pub y: f64,
    /// How far sideways.
    pub dx: f64,
    /// How far down.
    pub dy: f64,
    /// Keys held; the primary one zooms.
    pub modifiers: Modifiers,
}

/// A pinch of two fingers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PinchEvent {
    /// The middle between the fingers, across.
    pub x: f64,
    /// The middle between the fingers, down.
    pub y: f64,
    /// How far the middle moved sideways since the last event.
    pub dx: f64,
    /// How far the middle moved down since the last event.
    pub dy: f64,
    /// Distance of the fingers now, divided by that at the last event.
    pub scale: f64,
}

/// A key.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyEvent {
    /// Whether it goes down (also when it repeats) or up.
    pub down: bool,
    /// What it types: the `key` of the browser (`a`, `?`, `ArrowLeft`).
    pub key: String,
    /// Where it lies: the `code` of the browser (`KeyA`, `Digit1`).
    pub code: String,
    /// Keys held.
    pub modifiers: Modifiers,
    /// When.
    pub time: f64,
}

/// A part dragged from the parts list over the canvas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PartEvent {
    /// The drag begins.
    Start {
        /// The part.
        part: PartId,
    },
    /// The pointer moves over the canvas.
    Move {
        /// Across, in screen pixels.
        x: f64,
        /// Down, in screen pixels.
        y: f64,
        /// Keys held.
        modifiers: Modifiers,
        /// When.
        time: f64,
    },
    /// The part is let go over the canvas, where the last move was.
    Drop,
    /// The pointer left the canvas; it may come back.
    Leave,
    /// The drag ended elsewhere or by Escape.
    Cancel,
}
