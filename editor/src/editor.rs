//! The editor itself: state, the one door, and what others may read.

use std::sync::Arc;

use netyard_core::model::{Document, IdGenerator};
use netyard_core::routing::RoutedNetwork;
use netyard_scene::hit::HitIndex;
use netyard_scene::{Link, Scene};

use crate::command::{self, CommandId};
use crate::effect::Effect;
use crate::event::{Event, KeyEvent};
use crate::eyes::Eyes;
use crate::fold::NextFolds;
use crate::geometry::{Ahead, Geometry, GeometryInSteps};
use crate::hands::{Hands, Waiting};
use crate::history::History;
use crate::overlay::{Cursor, Overlay};
use crate::session::{Focus, Key, Session};
use crate::tool::State;
use crate::tool::select::pointing::Click;
use crate::tool::select::resizing::Corner;

/// The state machine. Read what you like; only [`Editor::update`] changes anything.
#[derive(Debug)]
pub struct Editor {
    pub(crate) document: Arc<Document>,
    pub(crate) revision: u64,
    pub(crate) session: Session,
    pub(crate) geometry: Geometry,
    pub(crate) history: History,
    pub(crate) ids: IdGenerator,
    pub(crate) overlay: Overlay,
    pub(crate) effects: Vec<Effect>,
    pub(crate) last_announcement: Option<String>,
    pub(crate) state: State,
    pub(crate) space_held: bool,
    pub(crate) hovered_handle: Option<Corner>,
    pub(crate) last_click: Option<Click>,
    /// What is known of the drawing that is opened next.
    prepared: Option<Box<dyn Ahead>>,
    /// What of that drawing is folded.
    next_folds: NextFolds,
    /// Lines besides those that the document implies.
    links: Arc<[Link]>,
    /// The time of the last event that carried one.
    pub(crate) now: f64,
    /// Why nothing may be changed, if so.
    pub(crate) locked: Option<String>,
    /// Whether a view of the whole drawing stays one in a canvas of another size.
    pub(crate) stays_fitted: bool,
    eyes: Option<Eyes>,
    hands: Option<Hands>,
    waiting: Waiting,
}

impl Editor {
    /// An editor on a drawing. The same seed and events give the same ids.
    pub fn new(document: Document, seed: u64) -> Self {
        let mut editor = Self::without_hands(document, seed);
        editor.hands = Some(Hands::new());
        editor
    }

    /// The same, for a host whose program is not all there yet: drawings are opened and looked at, and what else
    /// happens waits for [`Editor::take_hands`].
    pub fn without_hands(document: Document, seed: u64) -> Self {
        let mut editor = Self::blank(seed);
        editor.eyes = Some(Eyes::new());
        editor.document = Arc::new(document);
        editor.geometry = Geometry::of(&editor.document);
        editor
    }

    /// An editor on an empty drawing, for a host that has next to nothing of its program yet: what opens a drawing waits
    /// for [`Editor::take_eyes`], what changes one for [`Editor::take_hands`], too.
    pub fn blank(seed: u64) -> Self {
        Self {
            document: Arc::default(),
            revision: 0,
            session: Session::default(),
            geometry: Geometry::default(),
            history: History::default(),
            ids: IdGenerator::new(seed),
            overlay: Overlay::default(),
            effects: Vec::new(),
            last_announcement: None,
            state: State::Idle,
            space_held: false,
            hovered_handle: None,
            last_click: None,
            prepared: None,
            next_folds: NextFolds::Nothing,
            links: Arc::new([]),
            now: 0.0,
            locked: None,
            stays_fitted: false,
            eyes: None,
            hands: None,
            waiting: Waiting::default(),
        }
    }

    /// Whether [`Editor::take_eyes`] has nothing more to bring.
    pub fn has_eyes(&self) -> bool {
        self.eyes.is_some()
    }

    /// The eyes are there: drawings can be opened. Gives what the host is to do.
    pub fn take_eyes(&mut self, eyes: Eyes) -> Vec<Effect> {
        self.eyes = Some(eyes);
        self.go_on()
    }

    /// The hands are there: what has waited for them happens now, in its order. Gives what the host is to do.
    pub fn take_hands(&mut self, hands: Hands) -> Vec<Effect> {
        self.hands = Some(hands);
        self.go_on()
    }

    /// Does what has waited, as far as it need not wait any longer.
    fn go_on(&mut self) -> Vec<Effect> {
        for event in self.waiting.take() {
            if self.waiting.is_empty() {
                self.in_turn(event);
            } else {
                self.waiting.push(event);
            }
        }
        std::mem::take(&mut self.effects)
    }

    /// Takes one event and gives what the host is to do, in order.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        match event {
            event @ (Event::Prepare(_) | Event::PrepareMore) => {
                if let Some(eyes) = self.eyes {
                    eyes.see(self, event);
                }
            }
            Event::Resize { width, height } => match self.eyes.filter(|_| self.stays_fitted) {
                // How large everything is, only the eyes know.
                Some(eyes) => eyes.see(self, event),
                None => self.session.viewport = (width.max(1.0), height.max(1.0)),
            },
            Event::StayFitted(stays) => self.stays_fitted = stays,
            // The wheel goes at once, but not away from under a press.
            event @ (Event::Wheel(_) | Event::Pinch(_)) if !self.waiting.holds_press() => self.in_turn(event),
            event if self.waiting.is_empty() => self.in_turn(event),
            event => self.waiting.push(event),
        }
        std::mem::take(&mut self.effects)
    }

    /// What looks at a drawing happens at once; what opens one needs the eyes, and what may change it the hands, too.
    fn in_turn(&mut self, event: Event) {
        match (event, self.eyes, self.hands) {
            (Event::FoldNext(folds), ..) => self.next_folds = folds,
            (Event::Lock(reason), ..) => self.locked = reason,
            (Event::Focus(focus), ..) => self.focus_on(focus),
            (Event::Wheel(event), ..) => self.wheel(event),
            (Event::Pinch(event), ..) => self.pinch(event),
            (event @ Event::Open(_), Some(eyes), _) => eyes.see(self, event),
            (event, Some(_), Some(hands)) => hands.act(self, event),
            (event, ..) => self.waiting.push(event),
        }
    }

    /// What the eyes do.
    pub(crate) fn see(&mut self, event: Event) {
        match event {
            Event::Open(document) => self.open(*document),
            Event::Resize { width, height } => self.resize((width.max(1.0), height.max(1.0))),
            Event::Prepare(next) => {
                self.prepared = next.map(|next| -> Box<dyn Ahead> {
                    let (document, folds) = *next;
                    let folded = folds.of(&document);
                    Box::new(GeometryInSteps::begin(&Arc::new(document), &folded, &self.links))
                });
            }
            Event::PrepareMore => {
                if let Some(prepared) = &mut self.prepared {
                    prepared.go_on();
                }
            }
            _ => {}
        }
    }

    /// What the hands do.
    pub(crate) fn act(&mut self, event: Event) {
        // Two clicks with a key or a command between them are two clicks, however fast.
        if matches!(event, Event::Key(_) | Event::Command(_)) {
            self.last_click = None;
        }
        match event {
            Event::Pointer(event) => self.pointer(event),
            Event::Part(event) => self.part(event),
            Event::Key(event) => self.key(&event),
            Event::Command(id) => command::run(self, id),
            Event::Request(request) => self.request(request),
            Event::Tick { time } => self.tick(time),
            Event::Open(_)
            | Event::Prepare(_)
            | Event::PrepareMore
            | Event::FoldNext(_)
            | Event::Lock(_)
            | Event::StayFitted(_)
            | Event::Resize { .. }
            | Event::Wheel(_)
            | Event::Pinch(_)
            | Event::Focus(_) => {}
        }
    }

    /// Whether there is more to prepare for the drawing that is opened next.
    pub fn prepares_more(&self) -> bool {
        self.prepared.as_ref().is_some_and(|prepared| !prepared.is_whole())
    }

    /// The drawing. Cheap to keep: clone the `Arc`.
    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }

    /// The laid-out drawing: what the canvas paints and hit tests go by. Another `Arc` after every change.
    pub fn scene(&self) -> &Arc<Scene> {
        self.geometry.scene()
    }

    /// The index for hit tests on [`Editor::scene`].
    pub fn hit_index(&self) -> &HitIndex {
        self.geometry.hits()
    }

    /// The network with its effective routes, built once for each change that can alter a verdict.
    pub fn network(&self) -> &Arc<RoutedNetwork> {
        self.geometry.network()
    }

    /// Draws these lines besides those that the document implies, from the next change on.
    pub fn show_links(&mut self, links: Vec<Link>) {
        self.links = links.into();
    }

    /// A number that grows with every change of the document.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Selection, tool, view, focus.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// What is drawn on top of the drawing.
    pub fn overlay(&self) -> &Overlay {
        &self.overlay
    }

    /// The form of the pointer.
    pub fn cursor(&self) -> Cursor {
        self.cursor_now()
    }

    /// Whether a command can be used now.
    pub fn is_enabled(&self, id: CommandId) -> bool {
        command::find(id).is_some_and(|command| (command.enabled)(self))
    }

    /// Whether the editor has a use for this key: the host then keeps the browser from using it.
    pub fn wants_key(&self, event: &KeyEvent) -> bool {
        self.uses_key(event)
    }

    /// Whether the host is to send [`Event::Tick`] on every frame: a button is held or a thing is at the edge.
    pub fn wants_ticks(&self) -> bool {
        self.state_wants_ticks()
    }

    /// What the next undo takes back: "Move web-1".
    pub fn undo_label(&self) -> Option<&str> {
        self.history.last_done().map(|step| step.label.as_str())
    }

    /// What the next redo does.
    pub fn redo_label(&self) -> Option<&str> {
        self.history.last_undone().map(|step| step.label.as_str())
    }

    /// How many steps can be taken back.
    pub fn undo_depth(&self) -> usize {
        self.history.len()
    }

    pub(crate) fn emit(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Says something to screen readers.
    pub(crate) fn say(&mut self, text: impl Into<String>) {
        let text = text.into();
        self.last_announcement = Some(text.clone());
        self.emit(Effect::Announce(text));
    }

    fn open(&mut self, document: Document) {
        self.cancel_gesture();
        self.locked = None;
        self.document = Arc::new(document);
        self.history = History::default();
        self.session.selection.clear();
        self.session.hovered = None;
        self.session.focused = None;
        let next_folds = std::mem::take(&mut self.next_folds);
        let arrives = next_folds == NextFolds::IfLarge;
        self.session.folded = next_folds.of(&self.document);
        self.session.off.clear();
        let prepared = self.prepared.take();
        let network = prepared.as_ref().and_then(|prepared| prepared.network_of(&self.document));
        let geometry = prepared
            .and_then(|prepared| prepared.geometry_of(&self.document, &self.session.folded, &self.links));
        // Nothing of the drawing before it has a say in how this one is drawn.
        self.follow_change(geometry.unwrap_or_else(|| self.geometry_of(None, network)), true);
        self.fit_at_once();
        if arrives && !self.session.folded.is_empty() {
            self.tell_what_is_folded();
        }
    }

    /// Lays out anew and tells the host.
    pub(crate) fn after_change(&mut self, meaning: bool) {
        let network = (!meaning).then(|| Arc::clone(self.geometry.network()));
        self.follow_change(self.geometry_of(Some(&self.geometry), network), meaning);
    }

    fn follow_change(&mut self, geometry: Geometry, meaning: bool) {
        self.revision += 1;
        // Where what had the keyboard is gone, it goes on in the container round it.
        let focused = self.session.focused.take();
        let mut around: Vec<Key> = focused
            .iter()
            .flat_map(|key| self.geometry.ancestors(key.as_str()))
            .map(|node| node.key.clone())
            .collect();
        around.extend(focused);
        self.geometry = geometry;
        let mut selection = std::mem::take(&mut self.session.selection);
        selection.retain(|key| self.exists(key));
        self.session.selection = selection;
        self.session.hovered = self.session.hovered.take().filter(|key| self.exists(key));
        self.forget_what_is_gone();
        self.forget_folds_of_what_is_gone();
        self.session.focused = around.into_iter().rev().find(|key| self.exists(key));
        self.emit(Effect::DocumentChanged { revision: self.revision, meaning });
    }

    /// The document laid out, after what was laid out before; its network where it is known.
    fn geometry_of(&self, before: Option<&Geometry>, network: Option<Arc<RoutedNetwork>>) -> Geometry {
        let network = network.unwrap_or_else(|| Arc::new(RoutedNetwork::build(&self.document)));
        Geometry::after(before, &self.document, network, &self.session.folded, &self.links)
    }

    /// Lays the drawing out again: another container is folded.
    pub(crate) fn lay_out_as_it_is(&mut self) {
        let network = Arc::clone(self.geometry.network());
        self.geometry = self.geometry_of(Some(&self.geometry), Some(network));
    }

    fn focus_on(&mut self, focus: Focus) {
        self.session.focus = focus;
        if focus != Focus::Canvas {
            self.space_held = false;
        }
    }

    pub(crate) fn repeat_announcement(&mut self) {
        if let Some(text) = self.last_announcement.clone() {
            self.emit(Effect::Announce(text));
        }
    }
}
