//! A note, to be written at once.

use netyard_core::model::Note;

use super::{Made, Site};
use crate::draft::Draft;

/// What a note says until somebody writes in it.
const NEW_TEXT: &str = "Note";

pub(super) fn create(draft: &mut Draft<'_>, site: &Site) -> Made {
    let corner = site.corner.unwrap_or_default();
    let key = draft.add_note(Note { text: NEW_TEXT.to_owned(), x: corner.x, y: corner.y, ..Note::default() });
    Made::new(key, "Note")
}
