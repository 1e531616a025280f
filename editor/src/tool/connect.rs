//! Connecting two things: a line drawn with the pointer, or a target chosen with keys.

use netyard_scene::Point;

use super::State;
use crate::commit::Edit;
use crate::connect::{self, Connected};
use crate::draft::Draft;
use crate::editor::Editor;
use crate::effect::{Effect, Toast};
use crate::event::{Button, KeyEvent, PointerEvent, PointerPhase};
use crate::facts;
use crate::navigate::Direction;
use crate::overlay::{self, DropVerdict};
use crate::session::{Key, Tool};

/// A line is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Connecting {
    from: Key,
    start: (f64, f64),
    /// Whether the button is down; without, the next press chooses the target.
    held: bool,
}

/// A target is chosen with keys.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Choosing {
    from: Key,
    /// What the thing can be connected with, in reading order.
    candidates: Vec<Key>,
    /// Which one is chosen.
    at: usize,
    /// Letters typed so far, and when the last came.
    typed: String,
    typed_at: f64,
}

/// How soon letters follow each other to be one word, in milliseconds.
const TYPE_AHEAD: f64 = 900.0;

/// A press with the connect tool takes the first end.
pub(crate) fn begin(editor: &mut Editor, point: Point, event: PointerEvent) -> State {
    let Some(from) = end_at(editor, point, event) else { return State::Idle };
    // What is said of a thing would stay open over the drawing until the pointer moves again.
    editor.session.hovered = None;
    show(editor, &from, point, None);
    State::Connecting(Connecting { from, start: (event.x, event.y), held: true })
}

/// What a point is the end of: a part or header, else the subnet or VPC whose ground it is.
fn end_at(editor: &Editor, point: Point, event: PointerEvent) -> Option<Key> {
    editor.taken_at(point, event.kind).or_else(|| editor.ground_at(point))
}

/// What the next event makes of it.
pub(crate) fn on_pointer(editor: &mut Editor, mut state: Connecting, event: PointerEvent) -> State {
    let point = editor.session.camera.to_drawing(event.x, event.y);
    let target = end_at(editor, point, event).filter(|target| *target != state.from);
    match event.phase {
        PointerPhase::Move => {
            show(editor, &state.from, point, target);
            State::Connecting(state)
        }
        PointerPhase::Up if event.button == Button::Main && state.held => {
            let far = (event.x - state.start.0).hypot(event.y - state.start.1);
            if target.is_none() && far < super::drag_threshold(event.kind) {
                // A click took the first end; the next click takes the second.
                state.held = false;
                return State::Connecting(state);
            }
            finish(editor, &state.from, target, point)
        }
        PointerPhase::Down if event.button == Button::Main && !state.held => {
            finish(editor, &state.from, target, point)
        }
        PointerPhase::Down if event.button == Button::Secondary => {
            editor.cancel_gesture();
            State::Idle
        }
        _ => State::Connecting(state),
    }
}

fn finish(editor: &mut Editor, from: &Key, target: Option<Key>, at: Point) -> State {
    editor.overlay.connecting = None;
    if let Some(target) = target {
        editor.connect(from, &target, Some(at));
        editor.put_tool_away();
    }
    State::Idle
}

/// Shows the line and what it would mean.
fn show(editor: &mut Editor, from: &Key, to: Point, target: Option<Key>) {
    if let Some(shown) = &mut editor.overlay.connecting
        && shown.from == *from
        && shown.target == target
    {
        shown.to = to;
        return;
    }
    let verdict = target.as_ref().map(|target| editor.connection_verdict(from, target));
    editor.overlay.connecting = Some(overlay::Connecting { from: from.clone(), to, target, verdict });
}

impl Editor {
    /// What connecting two things would mean, tried on a copy.
    pub(crate) fn connection_verdict(&mut self, from: &Key, to: &Key) -> DropVerdict {
        let mut ids = self.ids.clone();
        let mut draft = Draft::new(&self.document, &mut ids);
        match connect::connect(&mut draft, from, to) {
            Ok(connected) => DropVerdict::Valid { text: connected.text },
            Err(refused) => DropVerdict::Invalid { reason: refused.message },
        }
    }

    /// Connects two things.
    pub(crate) fn connect(&mut self, from: &Key, to: &Key, at: Option<Point>) {
        let mut draft = Draft::new(&self.document, &mut self.ids);
        match connect::connect(&mut draft, from, to) {
            Ok(connected) => {
                let changes = draft.finish();
                let label = format!(
                    "Connect {} with {}",
                    facts::called(&self.document, from.as_str()),
                    facts::called(&self.document, to.as_str())
                );
                let selected = connected.made.clone().unwrap_or_else(|| from.clone());
                let is_step = self.commit(Edit::new(label, changes).selecting(vec![selected]));
                self.say(connected.text.clone());
                if let Some((from, to)) = connected.packet.clone() {
                    self.emit(Effect::OpenPacketPanel { from: Some(from), to: Some(to) });
                }
                if is_step {
                    let Connected { text, alternatives, .. } = connected;
                    self.emit(Effect::Toast(Toast { text, undo: true, alternatives }));
                }
            }
            Err(refused) => self.refuse_offering(at, refused.message, refused.alternatives),
        }
    }

    /// The key for connecting: with one thing selected its target is chosen next, else the tool is taken up.
    pub(crate) fn begin_connecting_from_selection(&mut self) {
        let Some(from) = self.session.selection.only().cloned() else {
            self.take_tool(Tool::Connect);
            return;
        };
        let candidates: Vec<Key> = self
            .reading_order()
            .into_iter()
            .filter(|key| connect::has_meaning(&self.document, from.as_str(), key.as_str()))
            .collect();
        if candidates.is_empty() {
            self.take_tool(Tool::Connect);
            return;
        }
        self.cancel_gesture();
        self.session.tool = Tool::Connect;
        let at = self.nearest_of(&from, &candidates);
        let choosing = Choosing { from, candidates, at, typed: String::new(), typed_at: 0.0 };
        self.show_choice(&choosing, true);
        self.state = State::Choosing(choosing);
    }

    fn nearest_of(&self, from: &Key, candidates: &[Key]) -> usize {
        let middle = |key: &Key| self.geometry.shown_by(key.as_str()).map(|node| node.rect.center());
        let Some(start) = middle(from) else { return 0 };
        let distance = |key: &Key| middle(key).map_or(i32::MAX, |point| start.distance(point));
        (0..candidates.len()).min_by_key(|at| candidates.get(*at).map_or(i32::MAX, distance)).unwrap_or(0)
    }

    fn show_choice(&mut self, choosing: &Choosing, first: bool) {
        let Some(target) = choosing.candidates.get(choosing.at).cloned() else { return };
        let to = self.geometry.shown_by(target.as_str()).map(|node| node.rect.center()).unwrap_or_default();
        let verdict = Some(self.connection_verdict(&choosing.from, &target));
        self.overlay.connecting = Some(overlay::Connecting {
            from: choosing.from.clone(),
            to,
            target: Some(target.clone()),
            verdict,
        });
        self.bring_into_view(target.as_str());
        let name = self.description(&target);
        let count = choosing.candidates.len();
        let lead = if first {
            format!("Connect {} with: ", self.document.display_name(choosing.from.as_str()))
        } else {
            String::new()
        };
        self.say(format!("{lead}{name}, {} of {count}", choosing.at + 1));
    }

    /// Keys while a target is chosen. Says whether the key was used.
    pub(crate) fn choosing_key(&mut self, event: &KeyEvent) -> bool {
        let State::Choosing(state) = &self.state else { return false };
        let mut state = state.clone();
        if event.modifiers.primary || event.modifiers.alt {
            return false;
        }
        let step = |state: &mut Choosing, by: isize| {
            let count = state.candidates.len().cast_signed();
            state.at = (state.at.cast_signed() + by).rem_euclid(count.max(1)).unsigned_abs();
        };
        match event.key.as_str() {
            "Enter" => {
                self.state = State::Idle;
                self.overlay.connecting = None;
                if let Some(target) = state.candidates.get(state.at).cloned() {
                    let at = self.geometry.shown_by(target.as_str()).map(|node| node.rect.center());
                    self.connect(&state.from, &target, at);
                }
                self.put_tool_away();
                return true;
            }
            "Escape" => {
                self.cancel_gesture();
                self.session.tool = Tool::Select;
                self.say("Not connected");
                return true;
            }
            "Tab" => step(&mut state, if event.modifiers.shift { -1 } else { 1 }),
            "ArrowLeft" => self.choose_towards(&mut state, Direction::Left),
            "ArrowRight" => self.choose_towards(&mut state, Direction::Right),
            "ArrowUp" => self.choose_towards(&mut state, Direction::Up),
            "ArrowDown" => self.choose_towards(&mut state, Direction::Down),
            "Home" => state.at = 0,
            "End" => state.at = state.candidates.len().saturating_sub(1),
            typed if typed.chars().count() == 1 => self.type_ahead(&mut state, typed, event.time),
            _ => return false,
        }
        self.show_choice(&state, false);
        self.state = State::Choosing(state);
        true
    }

    fn choose_towards(&self, state: &mut Choosing, direction: Direction) {
        let Some(current) = state.candidates.get(state.at) else { return };
        if let Some(next) = self.nearest_in(current, direction, state.candidates.iter().cloned())
            && let Some(at) = state.candidates.iter().position(|key| *key == next)
        {
            state.at = at;
        }
    }

    fn type_ahead(&self, state: &mut Choosing, typed: &str, time: f64) {
        if time - state.typed_at > TYPE_AHEAD {
            state.typed.clear();
        }
        state.typed.push_str(&typed.to_lowercase());
        state.typed_at = time;
        let begins = |key: &Key| {
            let node = self.geometry.shown_by(key.as_str());
            node.is_some_and(|node| node.name.to_lowercase().starts_with(&state.typed))
        };
        if let Some(at) = state.candidates.iter().position(begins) {
            state.at = at;
        }
    }
}
