//! A button is down: a click, if it comes up again where it is; a drag, if it moves; a menu, if a finger rests.

use netyard_scene::Point;

use super::{brushing, dragging};
use crate::editor::Editor;
use crate::effect::Effect;
use crate::event::{Button, Modifiers, PointerEvent, PointerKind, PointerPhase, SelectMode};
use crate::session::Key;
use crate::tool::{State, drag_threshold};

/// How long a finger rests before the menu opens, in milliseconds.
const LONG_PRESS: f64 = 500.0;
/// How soon two clicks follow each other to be a double click, in milliseconds.
const DOUBLE_CLICK: f64 = 450.0;
/// How far apart the two may be, in screen pixels.
const DOUBLE_CLICK_DISTANCE: f64 = 8.0;

/// A button is down.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pointing {
    /// The thing under the pointer with its containers, outermost first; empty on ground.
    pub(crate) chain: Vec<Key>,
    /// Where, in the drawing.
    pub(crate) point: Point,
    /// Where, on the screen.
    pub(crate) start: (f64, f64),
    /// When.
    pub(crate) time: f64,
    /// What points.
    pub(crate) kind: PointerKind,
    /// Keys held at the press.
    pub(crate) modifiers: Modifiers,
}

impl Pointing {
    /// A press on this chain.
    pub(crate) fn new(chain: Vec<Key>, point: Point, event: PointerEvent) -> Self {
        Self {
            chain,
            point,
            start: (event.x, event.y),
            time: event.time,
            kind: event.kind,
            modifiers: event.modifiers,
        }
    }
}

/// The last click, to tell a double click.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Click {
    time: f64,
    at: (f64, f64),
    key: Option<Key>,
}

/// What the next event makes of it.
pub(crate) fn on_pointer(editor: &mut Editor, state: Pointing, event: PointerEvent) -> State {
    match event.phase {
        PointerPhase::Move => {
            let far = (event.x - state.start.0).hypot(event.y - state.start.1);
            if far < drag_threshold(state.kind) {
                return State::Pointing(state);
            }
            begin_drag(editor, &state, event)
        }
        PointerPhase::Up if event.button == Button::Main => {
            click(editor, &state, event);
            State::Idle
        }
        PointerPhase::Cancel => State::Idle,
        _ => State::Pointing(state),
    }
}

/// A finger that rests opens the menu.
pub(crate) fn on_tick(editor: &mut Editor, state: Pointing, time: f64) -> State {
    if state.kind != PointerKind::Touch || time - state.time < LONG_PRESS {
        return State::Pointing(state);
    }
    let press = PointerEvent {
        phase: PointerPhase::Down,
        x: state.start.0,
        y: state.start.1,
        button: Button::Secondary,
        kind: state.kind,
        modifiers: state.modifiers,
        time,
    };
    super::idle::open_menu(editor, press, state.point);
    State::Idle
}

fn begin_drag(editor: &mut Editor, state: &Pointing, event: PointerEvent) -> State {
    let Some(taken) = state.chain.last().cloned() else {
        return brushing::begin(editor, state, event);
    };
    // What is dragged is the selection if the press was on it, else what was pressed: a container is moved by its own
    // header. Only of several things that are selected together each takes the others along, with what is inside.
    let selection = &editor.session.selection;
    let on_selection = selection.contains(taken.as_str())
        || selection.len() > 1 && state.chain.iter().any(|key| selection.contains(key.as_str()));
    if !on_selection {
        let mode = if state.modifiers.shift { SelectMode::Add } else { SelectMode::Replace };
        editor.select(vec![taken], mode);
    }
    dragging::begin(editor, state, event)
}

fn click(editor: &mut Editor, state: &Pointing, event: PointerEvent) {
    let taken = state.chain.last().cloned();
    let is_double = editor.last_click.as_ref().is_some_and(|last| {
        event.time - last.time <= DOUBLE_CLICK
            && (event.x - last.at.0).hypot(event.y - last.at.1) <= DOUBLE_CLICK_DISTANCE
            && last.key == taken
    });
    editor.last_click =
        (!is_double).then(|| Click { time: event.time, at: (event.x, event.y), key: taken.clone() });
    match taken {
        Some(key) if is_double && !event.modifiers.shift => {
            editor.select(vec![key.clone()], SelectMode::Replace);
            if editor.is_folded(key.as_str()) {
                editor.toggle_fold(&key);
                return;
            }
            if editor.can_rename(&key) {
                editor.emit(Effect::BeginRename(key));
            }
        }
        Some(key) if event.modifiers.shift => editor.select(vec![key], SelectMode::Toggle),
        Some(key) => editor.select(vec![key], SelectMode::Replace),
        None => click_ground(editor, state.point, event),
    }
    let text = editor.selection_text();
    editor.say(text);
}

/// A finger tapped on ground: a click.
pub(crate) fn tap(editor: &mut Editor, event: PointerEvent) {
    let point = editor.session.camera.to_drawing(event.x, event.y);
    click_ground(editor, point, event);
    let text = editor.selection_text();
    editor.say(text);
}

/// A click on ground takes an edge under it, else the outermost container, on the next click the one inside, with the
/// main modifier the innermost at once.
fn click_ground(editor: &mut Editor, point: Point, event: PointerEvent) {
    if let Some(key) = editor.line_at(point, event.kind) {
        let mode = if event.modifiers.shift { SelectMode::Toggle } else { SelectMode::Replace };
        editor.select(vec![key], mode);
        return;
    }
    let chain = editor.grounds_at(point);
    let selected = chain.iter().rposition(|key| editor.session.selection.contains(key.as_str()));
    let next = match selected {
        _ if event.modifiers.primary => chain.last(),
        Some(at) => chain.get(at + 1).or_else(|| chain.last()),
        None => chain.first(),
    };
    match next.cloned() {
        Some(key) if event.modifiers.shift => editor.select(vec![key], SelectMode::Toggle),
        Some(key) => editor.select(vec![key], SelectMode::Replace),
        None if event.modifiers.shift => {}
        None => editor.clear_selection(),
    }
}
