//! Nothing is going on: a press begins something, a move hovers.

use netyard_scene::Point;

use super::{pointing::Pointing, resizing};
use crate::editor::Editor;
use crate::effect::Effect;
use crate::event::{Button, PointerEvent, PointerKind, PointerPhase, SelectMode};
use crate::session::{Focus, Tool};
use crate::tool::hand::Panning;
use crate::tool::{State, connect, hit_margin, note, place};

/// What an event begins.
pub(crate) fn on_pointer(editor: &mut Editor, event: PointerEvent) -> State {
    match event.phase {
        PointerPhase::Down => press(editor, event),
        PointerPhase::Move => {
            hover(editor, event);
            State::Idle
        }
        PointerPhase::Leave => {
            editor.session.hovered = None;
            editor.hovered_handle = None;
            editor.overlay.ghost = None;
            editor.overlay.drop = None;
            State::Idle
        }
        PointerPhase::Up | PointerPhase::Cancel => State::Idle,
    }
}

fn hover(editor: &mut Editor, event: PointerEvent) {
    let point = editor.session.camera.to_drawing(event.x, event.y);
    if let Tool::Place(part) = editor.session.tool {
        place::preview(editor, part, point, event.modifiers);
        return;
    }
    editor.hovered_handle = resizing::handle_at(editor, event);
    editor.session.hovered = editor.taken_at(point, event.kind);
}

fn press(editor: &mut Editor, event: PointerEvent) -> State {
    editor.overlay = crate::overlay::Overlay::default();
    editor.session.focus = Focus::Canvas;
    let point = editor.session.camera.to_drawing(event.x, event.y);
    let pan = |taps| State::Panning(Panning { last: (event.x, event.y), start: (event.x, event.y), taps });
    match event.button {
        Button::Middle => return pan(false),
        Button::Secondary => {
            open_menu(editor, event, point);
            return State::Idle;
        }
        Button::Main => {}
    }
    if editor.space_held {
        return pan(false);
    }
    match editor.session.tool {
        Tool::Hand => pan(false),
        Tool::Connect => connect::begin(editor, point, event),
        Tool::Note => {
            note::put(editor, point);
            State::Idle
        }
        Tool::Place(part) => {
            place::put(editor, part, point, event.modifiers);
            State::Idle
        }
        Tool::Select => {
            if let Some(corner) = resizing::handle_at(editor, event) {
                return resizing::begin(editor, corner, point);
            }
            let margin = editor.margin(event.kind);
            let chain = editor.geometry.chain_at(point, margin);
            if chain.is_empty() && event.kind == PointerKind::Touch {
                return pan(true);
            }
            State::Pointing(Pointing::new(chain, point, event))
        }
    }
}

/// The right button selects what is under it and opens the menu there.
pub(crate) fn open_menu(editor: &mut Editor, event: PointerEvent, point: Point) {
    let key = editor
        .taken_at(point, event.kind)
        .or_else(|| editor.line_at(point, event.kind))
        .or_else(|| editor.ground_at(point));
    match &key {
        Some(key) if !editor.session.selection.contains(key.as_str()) => {
            editor.select(vec![key.clone()], SelectMode::Replace);
        }
        Some(_) => {}
        None => editor.clear_selection(),
    }
    editor.emit(Effect::OpenMenu { x: event.x, y: event.y, key });
}

impl Editor {
    /// The margin of hits in drawing units.
    pub(crate) fn margin(&self, kind: PointerKind) -> i32 {
        crate::camera::whole(hit_margin(kind) / self.session.camera.zoom)
    }

    /// The thing that a press at a point takes.
    pub(crate) fn taken_at(&self, point: Point, kind: PointerKind) -> Option<crate::session::Key> {
        self.geometry.chain_at(point, self.margin(kind)).pop()
    }

    /// The container on whose ground a point lies; Regions and zones are taken by their names only.
    pub(crate) fn ground_at(&self, point: Point) -> Option<crate::session::Key> {
        self.grounds_at(point).pop()
    }

    /// The VPC and subnet on whose ground a point lies, outermost first.
    pub(crate) fn grounds_at(&self, point: Point) -> Vec<crate::session::Key> {
        use netyard_scene::NodeKind;
        let Some(inner) = self.geometry.container_at(point, &[]) else { return Vec::new() };
        let mut chain = self.geometry.ancestors(inner.key.as_str());
        chain.push(inner);
        chain
            .into_iter()
            .filter(|node| matches!(node.kind, NodeKind::Vpc | NodeKind::Subnet { .. }))
            .map(|node| node.key.clone())
            .collect()
    }
}
