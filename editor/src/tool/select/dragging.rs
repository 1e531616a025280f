//! Things are dragged. The document stays as it is until the drop, which is one step; the overlay shows what would
//! become of it.

use netyard_scene::{Point, Rect};

use super::pointing::Pointing;
use crate::clipboard;
use crate::commit::Edit;
use crate::containment::{admits, home_of_resource, landing, vpc_near};
use crate::draft::Draft;
use crate::editor::Editor;
use crate::event::{Modifiers, PointerEvent, PointerPhase};
use crate::overlay::{DropPreview, DropVerdict, Moving};
use crate::relocate::{Move, NotMoved, ground_of, leaves_its_vpc, relocate};
use crate::session::Key;
use crate::snap;
use crate::tool::State;
use crate::tool::place::EdgePan;

/// Things are dragged.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Dragging {
    /// What is dragged, without what lies inside of it.
    keys: Vec<Key>,
    /// The frame round it before.
    frame: Rect,
    /// Where it was taken, in the drawing.
    grabbed: Point,
    /// Where the pointer is, on the screen.
    at: (f64, f64),
    /// Keys held.
    modifiers: Modifiers,
    /// How far it goes.
    by: (i32, i32),
    /// Frames to snap to.
    neighbours: Vec<Rect>,
    /// What the verdict was worked out for: it stays while only the place changes.
    judged: Option<(Option<Key>, bool, bool, bool)>,
    pan: EdgePan,
}

/// Takes what is selected.
pub(crate) fn begin(editor: &mut Editor, pressed: &Pointing, event: PointerEvent) -> State {
    let keys = editor.geometry.topmost(editor.session.selection.keys());
    let Some(frame) = editor.geometry.bounds_of(&keys) else { return State::Idle };
    let parent =
        keys.first().and_then(|key| editor.geometry.parent(key.as_str())).map(|node| node.key.clone());
    let neighbours = editor
        .geometry
        .children(parent.as_ref().map(Key::as_str))
        .filter(|node| !keys.contains(&node.key))
        .map(|node| node.rect)
        .collect();
    let state = Dragging {
        keys,
        frame,
        grabbed: pressed.point,
        at: (event.x, event.y),
        modifiers: event.modifiers,
        by: (0, 0),
        neighbours,
        judged: None,
        pan: EdgePan::default(),
    };
    editor.overlay.legal_targets = legal_targets(editor, &state.keys);
    editor.session.hovered = None;
    follow(editor, state)
}

/// What the next event makes of it.
pub(crate) fn on_pointer(editor: &mut Editor, mut state: Dragging, event: PointerEvent) -> State {
    match event.phase {
        PointerPhase::Move => {
            state.at = (event.x, event.y);
            state.modifiers = event.modifiers;
            follow(editor, state)
        }
        PointerPhase::Up => {
            state.at = (event.x, event.y);
            state.modifiers = event.modifiers;
            let State::Dragging(state) = follow(editor, state) else { return State::Idle };
            editor.overlay = crate::overlay::Overlay::default();
            drop(editor, &state);
            State::Idle
        }
        PointerPhase::Down | PointerPhase::Leave | PointerPhase::Cancel => State::Dragging(state),
    }
}

/// At the edge the view moves along.
pub(crate) fn on_tick(editor: &mut Editor, mut state: Dragging, time: f64) -> State {
    if state.pan.tick(editor, state.at, time) {
        return follow(editor, state);
    }
    State::Dragging(state)
}

/// Shift, Alt or the main modifier went down or up while the pointer rests.
pub(crate) fn on_modifiers(editor: &mut Editor, mut state: Dragging, modifiers: Modifiers) -> State {
    state.modifiers = modifiers;
    follow(editor, state)
}

fn follow(editor: &mut Editor, mut state: Dragging) -> State {
    let now = editor.session.camera.to_drawing(state.at.0, state.at.1);
    let (mut dx, mut dy) = (now.x - state.grabbed.x, now.y - state.grabbed.y);
    if state.modifiers.shift {
        if dx.abs() >= dy.abs() {
            dy = 0;
        } else {
            dx = 0;
        }
    }
    editor.overlay.guides.clear();
    let target = target_at(editor, &state, now);
    if editor.session.snapping {
        let origin = target
            .as_ref()
            .and_then(|key| editor.geometry.node(key.as_str()))
            .map(|node| node.origin)
            .unwrap_or_default();
        let snapped =
            snap::snap(state.frame.moved(dx, dy), &state.neighbours, origin, editor.session.camera.zoom);
        // Locked to one axis, the other one stays.
        let (free_x, free_y) = (!state.modifiers.shift || dx != 0, !state.modifiers.shift || dy != 0);
        dx += if free_x { snapped.dx } else { 0 };
        dy += if free_y { snapped.dy } else { 0 };
        editor.overlay.guides = snapped.guides;
    }
    state.by = (dx, dy);
    editor.overlay.moving = Some(Moving { keys: state.keys.clone(), dx, dy, copies: state.modifiers.alt });
    // For a gateway it also counts how far from its VPC it is.
    let leaves =
        state.keys.iter().any(|key| leaves_its_vpc(&editor.document, &editor.geometry, key, state.by));
    let question = (target.clone(), state.modifiers.primary, state.modifiers.alt, leaves);
    if state.judged.as_ref() != Some(&question) {
        let verdict = judge(editor, &state, target.as_ref());
        editor.overlay.drop = Some(DropPreview { target: target.clone(), at: now, verdict });
        state.judged = Some(question);
    } else if let Some(drop) = &mut editor.overlay.drop {
        drop.at = now;
    }
    State::Dragging(state)
}

/// The container under the pointer; with the main modifier held, none: everything stays in its own.
fn target_at(editor: &Editor, state: &Dragging, point: Point) -> Option<Key> {
    if state.modifiers.primary {
        return None;
    }
    let container = editor.geometry.container_at(point, &state.keys);
    let [key] = state.keys.as_slice() else { return container.map(|node| node.key.clone()) };
    let home = editor.document.resource(key.as_str()).and_then(home_of_resource);
    let Some(home) = home else { return container.map(|node| node.key.clone()) };
    vpc_near(&editor.geometry, home, container, point)
        .or_else(|| container.map(|node| landing(&editor.geometry, home, node)))
}

/// What would become of a drop, tried on a copy.
fn judge(editor: &mut Editor, state: &Dragging, target: Option<&Key>) -> DropVerdict {
    if state.modifiers.primary {
        return DropVerdict::Valid { text: String::new() };
    }
    let mut ids = editor.ids.clone();
    let mut draft = Draft::new(&editor.document, &mut ids);
    let outcome = if state.modifiers.alt {
        let Some(clip) = editor.clip_of(&state.keys) else {
            return DropVerdict::Valid { text: String::new() };
        };
        let target = clipboard::Target {
            into: target.cloned(),
            offset: clipboard::Offset::By(state.by.0, state.by.1),
        };
        clipboard::paste(&mut draft, &editor.geometry, &clip, &target).map(|_| String::new())
    } else {
        relocate(&mut draft, &editor.geometry, &asked(state, target)).map_err(|refused| refused.message)
    };
    match outcome {
        Ok(text) => DropVerdict::Valid { text },
        Err(reason) => DropVerdict::Invalid { reason },
    }
}

fn asked<'a>(state: &'a Dragging, target: Option<&'a Key>) -> Move<'a> {
    Move { keys: &state.keys, dx: state.by.0, dy: state.by.1, target, reparents: !state.modifiers.primary }
}

fn drop(editor: &mut Editor, state: &Dragging) {
    if state.by == (0, 0) {
        return;
    }
    let at = editor.session.camera.to_drawing(state.at.0, state.at.1);
    let target = target_at(editor, state, at);
    if state.modifiers.alt {
        let offset = clipboard::Offset::By(state.by.0, state.by.1);
        editor.duplicate_to(&state.keys, &clipboard::Target { into: target, offset });
        return;
    }
    let names = editor.names_of(&state.keys);
    let mut draft = Draft::new(&editor.document, &mut editor.ids);
    match relocate(&mut draft, &editor.geometry, &asked(state, target.as_ref())) {
        Ok(text) => {
            let changes = draft.finish();
            editor.commit(Edit::new(format!("Move {names}"), changes));
            editor.say(if text.is_empty() { format!("{names} moved") } else { format!("{names} {text}") });
        }
        Err(NotMoved { message, alternatives }) => editor.refuse_offering(Some(at), message, alternatives),
    }
}

/// The containers that would take everything that is dragged.
fn legal_targets(editor: &Editor, keys: &[Key]) -> Vec<Key> {
    let homes: Vec<_> =
        keys.iter().filter_map(|key| home_of_resource(editor.document.resource(key.as_str())?)).collect();
    if homes.is_empty() {
        return Vec::new();
    }
    editor
        .geometry
        .nodes()
        .iter()
        .filter(|node| node.is_container())
        .filter(|node| !keys.iter().any(|key| editor.geometry.is_within(node.key.as_str(), key.as_str())))
        .filter(|node| homes.iter().all(|home| admits(*home, ground_of(&editor.geometry, Some(&node.key)))))
        .map(|node| node.key.clone())
        .collect()
}
