use super::Extra;
use super::record::Record;

/// A text note on the canvas. Plain text, never markup.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct Note {
    /// What it says; lines are parted by line feeds.
    pub text: String,
    /// Left edge in drawing units.
    pub x: i32,
    /// Top edge in drawing units.
    pub y: i32,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}
