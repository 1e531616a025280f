//! What the host is to do after an event. The editor itself touches nothing outside of it.

use netyard_core::change::Change;
use netyard_scene::Point;

use crate::destination::Destination;
use crate::session::Key;

/// One thing for the host to do, in the order given.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// The document is another one: derive findings and traces anew, and save after a pause.
    DocumentChanged {
        /// [`Editor::revision`](crate::Editor::revision) after the change.
        revision: u64,
        /// Whether verdicts can be other ones; not for moves, notes and the title.
        meaning: bool,
    },
    /// Text for the polite live region.
    Announce(String),
    /// Text for the clipboard.
    CopyText(String),
    /// The clipboard is to be read; its text comes back as [`Request::Paste`](crate::Request::Paste).
    ReadClipboard {
        /// Goes back with the text.
        in_place: bool,
    },
    /// A short message at the foot of the canvas.
    Toast(Toast),
    /// The inspector shows this thing, and a field of it is focused.
    OpenInspectorOn(Key),
    /// The name of this thing (the text of a note) is to be edited in place.
    BeginRename(Key),
    /// Something was refused: shown where it happened.
    ShowRefusal(RefusalNotice),
    /// The camera is elsewhere.
    CameraMoved {
        /// Whether it travels there (160 ms) or is there at once.
        animated: bool,
    },
    /// A dialog opens.
    OpenDialog(Dialog),
    /// A menu opens.
    OpenMenu {
        /// Across, in screen pixels.
        x: f64,
        /// Down, in screen pixels.
        y: f64,
        /// What it is about; `None` for the drawing.
        key: Option<Key>,
    },
    /// A person is to choose which of these containers the things are moved into; the answer comes back as
    /// [`Request::MoveInto`](crate::Request::MoveInto).
    ChooseContainer {
        /// The things.
        keys: Vec<Key>,
        /// The containers, at least one.
        destinations: Vec<Destination>,
    },
    /// The packet panel takes these ends.
    OpenPacketPanel {
        /// The sender, where known.
        from: Option<Key>,
        /// The destination, where known.
        to: Option<Key>,
    },
    /// The outline brings this row into view.
    ScrollIntoView(Key),
    /// Something that only the application can do.
    App(AppAct),
}

/// A short message that goes by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Toast {
    /// What it says.
    pub text: String,
    /// Whether it has a button Undo.
    pub undo: bool,
    /// Other buttons.
    pub alternatives: Vec<Alternative>,
}

/// A refusal with what can be done instead.
#[derive(Clone, Debug, PartialEq)]
pub struct RefusalNotice {
    /// Where it happened, in the drawing.
    pub at: Option<Point>,
    /// What it is about.
    pub key: Option<Key>,
    /// The JSON pointer of the field, for an edit in the inspector.
    pub path: Option<String>,
    /// Who refuses what, and what to do instead.
    pub message: String,
    /// AWS's error or our code, where there is one.
    pub code: Option<String>,
    /// The numbers of the rule book, where it is AWS that refuses.
    pub book: Vec<&'static str>,
    /// What can be done instead, by one button each.
    pub alternatives: Vec<Alternative>,
}

/// Something that can be done instead: a button whose press is [`Request::Apply`](crate::Request::Apply).
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// What the button says: "Make app-a again".
    pub label: String,
    /// What it does, as one step.
    pub changes: Vec<Change>,
}

/// The dialogs of the application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// Link and file.
    Share,
    /// Ready drawings.
    Gallery,
    /// The list of drawings on this device.
    Drawings,
    /// The sheet of keys.
    Shortcuts,
    /// The command palette.
    Palette,
    /// Search on the canvas.
    Search,
    /// Import of real networks.
    Import,
    /// The drawing in other forms.
    Export,
}

/// Acts that only the application can carry out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AppAct {
    /// Saves the drawing as a file.
    SaveFile,
    /// Puts a picture of the drawing into the clipboard, as PNG.
    CopyPng,
    /// Puts a picture of the drawing into the clipboard, as SVG.
    CopySvg,
    /// Saves a picture of the drawing as PNG.
    SavePng,
    /// Saves a picture of the drawing as SVG.
    SaveSvg,
    /// Opens a file.
    OpenFile,
    /// Begins an empty drawing.
    NewDrawing,
    /// System, light, dark.
    NextTheme,
    /// Minimap on or off.
    ToggleMinimap,
    /// The outline is shown and focused.
    ShowOutline,
    /// The parts list is shown and its search focused.
    FindPart,
    /// The focus goes to the inspector.
    FocusInspector,
    /// The focus goes to the canvas.
    FocusCanvas,
    /// The focus goes to the next region of the page.
    NextArea,
    /// The focus goes to the region before.
    PreviousArea,
    /// The packet runs or pauses.
    PlayPause,
    /// One hop on.
    StepForward,
    /// One hop back.
    StepBack,
    /// Back to the first hop.
    ResetRun,
}
