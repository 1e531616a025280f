//! What is drawn above the drawing while something is going on, as values.

use netyard_scene::{Point, Rect};

use crate::part::PartId;
use crate::session::Key;

/// What the canvas draws on top. Everything is in drawing units.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overlay {
    /// The rectangle of a marquee.
    pub marquee: Option<Rect>,
    /// What is being dragged: lifted with its content and its edges, the document is as before until the drop.
    pub moving: Option<Moving>,
    /// The new frame of a container whose size is being changed.
    pub resizing: Option<Resizing>,
    /// A part on its way from the parts list, or under the pointer with the place tool.
    pub ghost: Option<Ghost>,
    /// Where things would go if they were let go now.
    pub drop: Option<DropPreview>,
    /// Containers that would take what is dragged: a thin outline each.
    pub legal_targets: Vec<Key>,
    /// Lines to which the dragged thing has snapped.
    pub guides: Vec<Guide>,
    /// A connection being drawn.
    pub connecting: Option<Connecting>,
}

/// Things being dragged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moving {
    /// The things; what is inside of them moves along.
    pub keys: Vec<Key>,
    /// How far, across.
    pub dx: i32,
    /// How far, down.
    pub dy: i32,
    /// Whether copies are dragged and the things themselves stay.
    pub copies: bool,
}

/// A container whose size is being changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resizing {
    /// The container.
    pub key: Key,
    /// Its frame.
    pub rect: Rect,
}

/// A part that is not in the drawing yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ghost {
    /// The part.
    pub part: PartId,
    /// Where it would stand.
    pub rect: Rect,
}

/// Where things would go, and whether they may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DropPreview {
    /// The container under the pointer; `None` for the open drawing.
    pub target: Option<Key>,
    /// Where the pointer is.
    pub at: Point,
    /// What would happen, or why it cannot.
    pub verdict: DropVerdict,
}

/// What would become of a drop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DropVerdict {
    /// It is well: "into app-a as 10.20.10.12". Empty where nothing is worth saying.
    Valid {
        /// What the header of the target says.
        text: String,
    },
    /// It cannot be, with the reason for the pointer.
    Invalid {
        /// Who refuses, and what to do instead.
        reason: String,
    },
}

impl DropVerdict {
    /// Whether the drop would be carried out.
    pub fn is_valid(&self) -> bool {
        matches!(self, Self::Valid { .. })
    }
}

/// A line along which things stand in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guide {
    /// One end.
    pub from: Point,
    /// The other end.
    pub to: Point,
}

/// A connection being drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connecting {
    /// Where it begins.
    pub from: Key,
    /// Where the pointer is; for the keyboard, the middle of the chosen target.
    pub to: Point,
    /// The thing at the other end.
    pub target: Option<Key>,
    /// What the connection would mean, or why there can be none; `None` while there is no target.
    pub verdict: Option<DropVerdict>,
}

/// The form of the pointer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cursor {
    /// The arrow.
    #[default]
    Arrow,
    /// The open hand.
    Grab,
    /// The closed hand.
    Grabbing,
    /// Four arrows.
    Move,
    /// A thin cross.
    Crosshair,
    /// Here it must not be dropped.
    NotAllowed,
    /// Double arrow from the upper left to the lower right.
    ResizeFalling,
    /// Double arrow from the lower left to the upper right.
    ResizeRising,
}
