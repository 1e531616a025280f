//! What belongs to this person at this moment and is never saved: selection, tool, view, focus.

use std::collections::BTreeSet;

use netyard_core::expect::Fault;
use netyard_core::model::ResourceId;

use crate::camera::Camera;
use crate::part::PartId;
use crate::selection::Selection;

/// What names a thing that is drawn: the id of a resource, a reserved id (`internet`), a zone inside a VPC
/// (`vpc-…/eu-west-1a`) or the id of a note. Cheap to clone.
pub type Key = ResourceId;

/// The tools of the canvas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tool {
    /// Selects, moves and resizes.
    #[default]
    Select,
    /// Moves the view.
    Hand,
    /// Connects two things.
    Connect,
    /// Writes a note.
    Note,
    /// Puts a part where the next click is.
    Place(PartId),
}

/// Where the keyboard is. The host tells; keys mean different things in different places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Focus {
    /// On the canvas.
    #[default]
    Canvas,
    /// In the outline.
    Outline,
    /// In the panel that steps through a packet.
    Simulation,
    /// In another panel or on a button.
    Panel,
    /// In a field that takes text.
    Text,
    /// In a dialog or menu.
    Dialog,
}

/// The state of one person's work on a drawing. Read it freely; only events change it.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent switches of the view, each with a command of its own"
)]
pub struct Session {
    /// What is selected.
    pub selection: Selection,
    /// What the pointer is over.
    pub hovered: Option<Key>,
    /// Where the keyboard cursor stands on the canvas.
    pub focused: Option<Key>,
    /// Where the keyboard is on the page.
    pub focus: Focus,
    /// The tool in hand.
    pub tool: Tool,
    /// Whether the tool stays in hand after one use.
    pub tool_locked: bool,
    /// The view.
    pub camera: Camera,
    /// The size of the canvas in screen pixels.
    pub viewport: (f64, f64),
    /// Whether the grid is shown.
    pub grid: bool,
    /// Whether things snap to the grid and to each other.
    pub snapping: bool,
    /// Whether the wheel zooms instead of scrolling.
    pub wheel_zooms: bool,
    /// Containers whose content is hidden.
    pub folded: BTreeSet<Key>,
    /// What is switched off to see what happens.
    pub off: BTreeSet<Fault>,
    /// What was copied last, for hosts that cannot read the clipboard of the system.
    pub clipboard: Option<String>,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            selection: Selection::default(),
            hovered: None,
            focused: None,
            focus: Focus::default(),
            tool: Tool::default(),
            tool_locked: false,
            camera: Camera::default(),
            viewport: (1024.0, 700.0),
            grid: true,
            snapping: true,
            wheel_zooms: false,
            folded: BTreeSet::new(),
            off: BTreeSet::new(),
            clipboard: None,
        }
    }
}
