//! The tools as state machines: what is going on now is one variant, and each variant says what an event makes of it.

pub(crate) mod connect;
pub(crate) mod hand;
pub(crate) mod note;
pub(crate) mod place;
pub(crate) mod select;

use crate::editor::Editor;
use crate::event::{PointerEvent, PointerKind, PointerPhase};
use crate::overlay::{Cursor, Overlay};
use crate::session::Tool;

/// What is going on.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum State {
    /// Nothing.
    #[default]
    Idle,
    /// A button is down and has not moved far enough to mean a drag.
    Pointing(select::pointing::Pointing),
    /// Things are dragged.
    Dragging(select::dragging::Dragging),
    /// A marquee is drawn.
    Brushing(select::brushing::Brushing),
    /// A corner of a container is dragged.
    Resizing(select::resizing::Resizing),
    /// The view is dragged.
    Panning(hand::Panning),
    /// A connection is drawn with the pointer.
    Connecting(connect::Connecting),
    /// The target of a connection is chosen with keys.
    Choosing(connect::Choosing),
    /// A part is on its way from the parts list.
    Placing(place::Placing),
}

/// How far a pointer moves before it drags, in screen pixels.
pub(crate) fn drag_threshold(kind: PointerKind) -> f64 {
    match kind {
        PointerKind::Mouse | PointerKind::Pen => 4.0,
        PointerKind::Touch => 6.0,
    }
}

/// How near to a thin thing a press must be, in screen pixels.
pub(crate) fn hit_margin(kind: PointerKind) -> f64 {
    match kind {
        PointerKind::Mouse | PointerKind::Pen => 8.0,
        PointerKind::Touch => 20.0,
    }
}

impl Editor {
    /// Hands a pointer to what is going on.
    pub(crate) fn pointer(&mut self, event: PointerEvent) {
        self.now = event.time;
        if event.phase == PointerPhase::Cancel {
            self.cancel_gesture();
            return;
        }
        let state = std::mem::take(&mut self.state);
        self.state = match state {
            State::Idle | State::Choosing(_) => select::idle::on_pointer(self, event),
            State::Pointing(state) => select::pointing::on_pointer(self, state, event),
            State::Dragging(state) => select::dragging::on_pointer(self, state, event),
            State::Brushing(state) => select::brushing::on_pointer(self, state, event),
            State::Resizing(state) => select::resizing::on_pointer(self, state, event),
            State::Panning(state) => hand::on_pointer(self, state, event),
            State::Connecting(state) => connect::on_pointer(self, state, event),
            // The parts list owns the pointer: its own events follow.
            State::Placing(state) => State::Placing(state),
        };
    }

    /// Time passes: long presses open menus, and things at the edge move the view.
    pub(crate) fn tick(&mut self, time: f64) {
        self.now = time;
        let state = std::mem::take(&mut self.state);
        self.state = match state {
            State::Pointing(state) => select::pointing::on_tick(self, state, time),
            State::Dragging(state) => select::dragging::on_tick(self, state, time),
            State::Brushing(state) => select::brushing::on_tick(self, state, time),
            other => other,
        };
    }

    /// Whether time matters to what is going on.
    pub(crate) fn state_wants_ticks(&self) -> bool {
        match &self.state {
            State::Pointing(state) => state.kind == PointerKind::Touch,
            State::Dragging(_) | State::Brushing(_) => true,
            _ => false,
        }
    }

    /// Gives up what is going on; the drawing is as before. Says whether there was anything.
    pub(crate) fn cancel_gesture(&mut self) -> bool {
        let state = std::mem::take(&mut self.state);
        if let State::Brushing(state) = &state {
            self.session.selection.replace(state.before.iter().cloned());
        }
        let was_busy = !matches!(state, State::Idle | State::Pointing(_));
        self.overlay = Overlay::default();
        was_busy
    }

    /// Takes up a tool.
    pub(crate) fn take_tool(&mut self, tool: Tool) {
        self.cancel_gesture();
        if self.session.tool != tool {
            self.session.tool = tool;
            self.say(match tool {
                Tool::Select => "Select".to_owned(),
                Tool::Hand => "Hand: drag moves the view".to_owned(),
                Tool::Connect => "Connect: from one part to another".to_owned(),
                Tool::Note => "Note: click where it is to stand".to_owned(),
                Tool::Place(part) => format!("{}: click where it is to stand", part.part().label),
            });
        }
    }

    /// After one use a tool gives way to Select, unless it is locked.
    pub(crate) fn put_tool_away(&mut self) {
        if !self.session.tool_locked {
            self.session.tool = Tool::Select;
        }
    }

    pub(crate) fn toggle_tool_lock(&mut self) {
        self.session.tool_locked = !self.session.tool_locked;
        self.say(if self.session.tool_locked {
            "The tool stays in hand"
        } else {
            "The tool is put away after one use"
        });
    }

    pub(crate) fn cursor_now(&self) -> Cursor {
        let invalid = self.overlay.drop.as_ref().is_some_and(|drop| !drop.verdict.is_valid());
        match &self.state {
            State::Panning(_) => Cursor::Grabbing,
            State::Dragging(_) | State::Placing(_) if invalid => Cursor::NotAllowed,
            State::Dragging(_) => Cursor::Move,
            State::Resizing(state) => state.cursor(),
            State::Connecting(_) | State::Choosing(_) => Cursor::Crosshair,
            State::Idle if self.space_held => Cursor::Grab,
            State::Idle => match self.session.tool {
                Tool::Hand => Cursor::Grab,
                Tool::Place(_) if invalid => Cursor::NotAllowed,
                Tool::Connect | Tool::Note | Tool::Place(_) => Cursor::Crosshair,
                Tool::Select => self.hovered_handle.map_or(Cursor::Arrow, select::resizing::Corner::cursor),
            },
            _ => Cursor::Arrow,
        }
    }
}
