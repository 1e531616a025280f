//! Copying parts as text and making new parts of such text.

mod acts;
mod copy;
mod paste;

pub(crate) use copy::copy;
pub(crate) use paste::{Offset, Target, paste};

use std::collections::BTreeMap;

use netyard_core::model::Note;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What the clipboard holds: plain JSON, so that it goes from one drawing to another.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Clip {
    /// `netyard-parts`.
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// The version of this form.
    pub(crate) version: u32,
    /// What was selected, in that order.
    pub(crate) roots: Vec<String>,
    /// The resources by the ids that they had.
    pub(crate) resources: BTreeMap<String, Value>,
    /// Places inside their containers, for what lies inside a copied container.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) placement: BTreeMap<String, Value>,
    /// Frames of the roots in the drawing: left, top, width, height.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) frames: BTreeMap<String, (i32, i32, i32, i32)>,
    /// Notes.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) notes: BTreeMap<String, Note>,
}

/// The word by which the text is known.
pub(crate) const KIND: &str = "netyard-parts";
/// The version that this crate writes and reads.
pub(crate) const VERSION: u32 = 1;

/// Whether a text is a clip.
pub(crate) fn is_clip(text: &str) -> bool {
    paste::read(text).is_some()
}

/// Whether this thing is among what was copied.
pub(crate) fn has_root(text: &str, key: &str) -> bool {
    paste::read(text).is_some_and(|clip| clip.roots.iter().any(|root| root == key))
}
