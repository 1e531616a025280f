//! A marquee: parts that it touches, containers that lie inside as a whole.

use netyard_scene::{Point, Rect};

use super::pointing::Pointing;
use crate::editor::Editor;
use crate::event::{PointerEvent, PointerPhase};
use crate::session::Key;
use crate::tool::State;
use crate::tool::place::EdgePan;

/// A marquee is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Brushing {
    /// Where it began, in the drawing.
    from: Point,
    /// Where the pointer is, on the screen.
    at: (f64, f64),
    /// What was selected before.
    pub(crate) before: Vec<Key>,
    /// Whether what was selected before stays selected.
    adds: bool,
    pan: EdgePan,
}

/// Begins a marquee.
pub(crate) fn begin(editor: &mut Editor, pressed: &Pointing, event: PointerEvent) -> State {
    let state = Brushing {
        from: pressed.point,
        at: (event.x, event.y),
        before: editor.session.selection.keys().to_vec(),
        adds: pressed.modifiers.shift,
        pan: EdgePan::default(),
    };
    brush(editor, &state);
    State::Brushing(state)
}

/// What the next event makes of it.
pub(crate) fn on_pointer(editor: &mut Editor, mut state: Brushing, event: PointerEvent) -> State {
    match event.phase {
        PointerPhase::Move => {
            state.at = (event.x, event.y);
            brush(editor, &state);
            State::Brushing(state)
        }
        PointerPhase::Up => {
            editor.overlay.marquee = None;
            let text = editor.selection_text();
            editor.say(text);
            State::Idle
        }
        PointerPhase::Down | PointerPhase::Leave | PointerPhase::Cancel => State::Brushing(state),
    }
}

/// At the edge the view moves along.
pub(crate) fn on_tick(editor: &mut Editor, mut state: Brushing, time: f64) -> State {
    if state.pan.tick(editor, state.at, time) {
        brush(editor, &state);
    }
    State::Brushing(state)
}

fn brush(editor: &mut Editor, state: &Brushing) {
    let to = editor.session.camera.to_drawing(state.at.0, state.at.1);
    let area = Rect::between(state.from, to);
    editor.overlay.marquee = Some(area);
    let inside = editor.geometry.inside(&area);
    let keys = editor.geometry.topmost(&inside);
    let before: &[Key] = if state.adds { &state.before } else { &[] };
    editor.session.selection.replace(before.iter().cloned().chain(keys));
    editor.session.focused = editor.session.selection.main().cloned();
}
