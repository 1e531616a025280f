//! What carries out events, as a value: a host may load it after the first picture.

use crate::editor::Editor;
use crate::event::{Event, PointerPhase};

/// The part of the editor that changes drawings: tools, commands, acts.
///
/// [`Editor::new`] has it at once. A host that wants to show a drawing before all of its program is there begins with
/// [`Editor::without_hands`]: opening and looking work, and everything else waits, in its order, for
/// [`Editor::take_hands`].
#[derive(Clone, Copy, Debug)]
pub struct Hands {
    act: fn(&mut Editor, Event),
}

impl Hands {
    /// The hands. Whoever calls this has all of the editor in its program.
    #[must_use]
    pub fn new() -> Self {
        Self { act: Editor::act }
    }

    pub(crate) fn act(self, editor: &mut Editor, event: Event) {
        (self.act)(editor, event);
    }
}

impl Default for Hands {
    fn default() -> Self {
        Self::new()
    }
}

/// Events that came before the hands, in their order.
#[derive(Debug, Default)]
pub(crate) struct Waiting(Vec<Event>);

impl Waiting {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether somebody has pressed something on the drawing.
    pub(crate) fn holds_press(&self) -> bool {
        let is_press =
            |event: &Event| matches!(event, Event::Pointer(pointer) if pointer.phase == PointerPhase::Down);
        self.0.iter().any(is_press)
    }

    /// Keeps an event. Of a pointer's moves the last one counts, and time that passes moves nothing yet.
    pub(crate) fn push(&mut self, event: Event) {
        if matches!(event, Event::Tick { .. }) {
            return;
        }
        if is_move(&event) && self.0.last().is_some_and(is_move) {
            self.0.pop();
        }
        self.0.push(event);
    }

    pub(crate) fn take(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.0)
    }
}

fn is_move(event: &Event) -> bool {
    matches!(event, Event::Pointer(pointer) if pointer.phase == PointerPhase::Move)
}
