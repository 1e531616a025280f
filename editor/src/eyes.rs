//! What sees what a drawing means, as a value: a host may load it after the page around the drawing.

use crate::editor::Editor;
use crate::event::Event;

/// The part of the editor that opens drawings: it works out what one means and lays it out.
///
/// [`Editor::new`] has it at once. A host that wants to show its page before all of its program is there begins with
/// [`Editor::blank`]: what opens a drawing, and what changes one, waits, in its order, for [`Editor::take_eyes`].
#[derive(Clone, Copy, Debug)]
pub struct Eyes {
    see: fn(&mut Editor, Event),
}

impl Eyes {
    /// The eyes. Whoever calls this has network and layout in its program.
    #[must_use]
    pub fn new() -> Self {
        Self { see: Editor::see }
    }

    pub(crate) fn see(self, editor: &mut Editor, event: Event) {
        (self.see)(editor, event);
    }
}

impl Default for Eyes {
    fn default() -> Self {
        Self::new()
    }
}
