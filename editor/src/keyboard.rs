//! Keys: what is going on comes first, then the table of commands.

use crate::command;
use crate::editor::Editor;
use crate::event::KeyEvent;
use crate::session::Focus;
use crate::tool::{State, select};

/// How far Space with an arrow moves the view, in screen pixels.
const SPACE_STEP: f64 = 60.0;

impl Editor {
    pub(crate) fn key(&mut self, event: &KeyEvent) {
        self.now = event.time;
        self.hear_modifiers(event);
        if event.key == " " && self.session.focus == Focus::Canvas && !event.modifiers.shift {
            self.space_held = event.down;
            return;
        }
        if !event.down {
            return;
        }
        if self.space_held && self.space_arrow(event) {
            return;
        }
        if self.session.focus == Focus::Canvas && self.choosing_key(event) {
            return;
        }
        if let Some(id) = command::for_key(self, event).map(|command| command.id) {
            command::run(self, id);
        }
    }

    /// Whether the editor has a use for a key.
    pub(crate) fn uses_key(&self, event: &KeyEvent) -> bool {
        let on_canvas = self.session.focus == Focus::Canvas;
        let plain = !event.modifiers.primary && !event.modifiers.alt;
        (on_canvas && event.key == " ")
            || (on_canvas && plain && matches!(self.state, State::Choosing(_)) && event.key != "Shift")
            || command::for_key(self, event).is_some()
    }

    /// Space and an arrow move the view.
    fn space_arrow(&mut self, event: &KeyEvent) -> bool {
        let (dx, dy) = match event.key.as_str() {
            "ArrowLeft" => (-SPACE_STEP, 0.0),
            "ArrowRight" => (SPACE_STEP, 0.0),
            "ArrowUp" => (0.0, -SPACE_STEP),
            "ArrowDown" => (0.0, SPACE_STEP),
            _ => return false,
        };
        let camera = self.session.camera.scrolled(dx, dy);
        self.move_camera(camera, false);
        true
    }

    /// In a drag, Shift, Alt and the main modifier mean something at once, without a move.
    fn hear_modifiers(&mut self, event: &KeyEvent) {
        if matches!(event.key.as_str(), "Shift" | "Alt" | "Control" | "Meta") {
            let state = std::mem::take(&mut self.state);
            self.state = match state {
                State::Dragging(state) => select::dragging::on_modifiers(self, state, event.modifiers),
                other => other,
            };
        }
    }
}
