use serde::{Deserialize, Serialize};

/// Where a thing is drawn. It never changes what the thing means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    untagged,
    expecting = "a box as {\"x\": 10, \"y\": 20} in whole numbers, or a place on a border as {\"side\": \"top\", \"at\": 500},"
)]
pub enum Placement {
    /// A box, relative to the inside corner of what the thing is part of.
    Box {
        /// Left edge in drawing units.
        x: i32,
        /// Top edge in drawing units.
        y: i32,
        /// Width, where it is not the automatic one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        w: Option<i32>,
        /// Height, where it is not the automatic one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        h: Option<i32>,
    },
    /// A place on the border of the container.
    Border {
        /// The side.
        side: Side,
        /// How far along the side, in thousandths from its left or upper end.
        at: i32,
    },
}

impl Placement {
    /// The names of its fields; what else a document has there is unknown.
    pub(crate) fn fields(&self) -> &'static [&'static str] {
        match self {
            Self::Box { .. } => &["x", "y", "w", "h"],
            Self::Border { .. } => &["side", "at"],
        }
    }
}

/// A side of a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The upper side.
    Top,
    /// The right side.
    Right,
    /// The lower side.
    Bottom,
    /// The left side.
    Left,
}
