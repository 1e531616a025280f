//! Dragging the view: the hand tool, the space bar, the middle button, a finger on open ground.

use super::State;
use crate::editor::Editor;
use crate::event::{PointerEvent, PointerPhase};

/// The view is dragged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Panning {
    /// Where the pointer was last, on the screen.
    pub(crate) last: (f64, f64),
    /// Where it began, to tell a tap from a drag.
    pub(crate) start: (f64, f64),
    /// Whether a tap without a drag is a click: a finger on ground.
    pub(crate) taps: bool,
}

/// What the next event makes of it.
pub(crate) fn on_pointer(editor: &mut Editor, mut state: Panning, event: PointerEvent) -> State {
    match event.phase {
        PointerPhase::Move => {
            let (x, y) = state.last;
            let camera = editor.session.camera.scrolled(x - event.x, y - event.y);
            editor.move_camera(camera, false);
            state.last = (event.x, event.y);
            State::Panning(state)
        }
        PointerPhase::Up => {
            let far = (event.x - state.start.0).hypot(event.y - state.start.1);
            if state.taps && far < super::drag_threshold(event.kind) {
                super::select::pointing::tap(editor, event);
            }
            State::Idle
        }
        PointerPhase::Down | PointerPhase::Leave => State::Panning(state),
        PointerPhase::Cancel => State::Idle,
    }
}
