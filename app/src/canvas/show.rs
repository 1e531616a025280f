//! Keeps what is on the stage current: one effect for each thing that can change by itself.

use super::drawn::{counted, draw, is_checked, is_large, plan_rest, redraw, rest};
use super::keyboard;
use super::names::Counted;
use super::off::OffPainter;
use super::over::{show_badges, show_labels, show_marked, show_off, show_overlay, show_trace};
use super::overlay::OverlayPainter;
use super::trace::{PacketDot, TracePainter};
use super::view::View;
use crate::store::Store;
use crate::ui::react;
use leptos::prelude::*;
use netyard_core::expect::Fault;
use netyard_editor::Effect as EditorEffect;
use netyard_scene::{Rect, Scene};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

/// How long the hand has to rest before the drawing is painted sharply.
const REST: Duration = Duration::from_millis(200);
/// A camera that travels has arrived by then.
const ARRIVED: Duration = Duration::from_millis(280);

/// What the names were made of: what was counted, whether it was checked, and what was off.
type Named = (Rc<Counted>, bool, Arc<BTreeSet<Fault>>);

/// What the effects share.
pub(super) struct Shown {
    pub(super) store: Store,
    pub(super) view: Rc<View>,
    pub(super) offs: OffPainter,
    pub(super) overlay: OverlayPainter,
    pub(super) traces: TracePainter,
    pub(super) dot: PacketDot,
    /// The scene that the painter shows, which is the one to look up its nodes in.
    pub(super) scene: RefCell<Arc<Scene>>,
    /// Whether the next step of the camera travels.
    pub(super) animated: Cell<bool>,
    /// What was counted last in the whole drawing.
    pub(super) counted: RefCell<Rc<Counted>>,
    /// What the names on the canvas were made of last, and whether the drawing was checked.
    pub(super) named: RefCell<Option<Named>>,
    /// What the shown trace takes up on the canvas: labels keep off it.
    pub(super) taken: RefCell<Vec<Rect>>,
    /// The zoom for which badges, marks and labels were drawn.
    pub(super) sized_for: Cell<f64>,
    /// Counts gestures: a rest that was planned before the last one is off.
    pub(super) gesture: Cell<u32>,
}

/// Draws the store's drawing into the view, now and from now on.
pub(super) fn keep_current(store: Store, view: &Rc<View>) {
    // In the order from back to front: the dot passes beneath the numbers, badges lie on top of rings.
    let Some(offs) = OffPainter::new(&view.over) else { return };
    let Some(dot) = PacketDot::new(&view.over) else { return };
    let Some(overlay) = OverlayPainter::new(&view.over) else { return };
    view.painter.borrow().put_badges_into(&view.over);
    let Some(traces) = TracePainter::new(view.painter.borrow().traces(), &overlay.traces) else { return };
    let shown = Rc::new(Shown {
        store,
        view: Rc::clone(view),
        offs,
        overlay,
        traces,
        dot,
        scene: RefCell::default(),
        counted: RefCell::default(),
        named: RefCell::default(),
        taken: RefCell::default(),
        sized_for: Cell::new(1.0),
        animated: Cell::new(false),
        gesture: Cell::new(0),
    });
    hear_of_travel(store, &shown);
    follow_camera(&shown);
    follow_scene(&shown);
    follow_findings(&shown);
    follow_overlay(&shown);
    follow_off(&shown);
    follow_trace(&shown);
    follow_marked(&shown);
    follow_focus(&shown);
    keyboard::follow_focus(store, view);
}

/// The editor says whether the camera travels before the camera is another one.
fn hear_of_travel(store: Store, shown: &Rc<Shown>) {
    let travels = StoredValue::new_local(Rc::clone(shown));
    store.listen(move |effect| {
        if let EditorEffect::CameraMoved { animated } = effect {
            travels.with_value(|shown| shown.animated.set(*animated));
        }
    });
}

fn follow_camera(shown: &Rc<Shown>) {
    let grid = Rc::clone(shown);
    react(move || grid.view.show_grid(grid.store.session.grid.get()));
    let shown = Rc::clone(shown);
    react(move || {
        let camera = shown.store.session.camera.get();
        let is_first = shown.gesture.get() == 0;
        let animated = shown.animated.take();
        shown.view.follow(camera, animated);
        shown.gesture.set(shown.gesture.get().wrapping_add(1));
        if is_first {
            rest(&shown);
        } else {
            plan_rest(&shown, if animated { ARRIVED } else { REST });
        }
    });
}

fn follow_scene(shown: &Rc<Shown>) {
    let shown = Rc::clone(shown);
    react(move || {
        shown.store.scene.track();
        shown.view.settle();
        draw(&shown);
        redraw(&shown);
        show_off(&shown);
        show_badges(&shown);
        show_labels(&shown);
        show_overlay(&shown, &shown.store.session.overlay.get_untracked());
        show_marked(&shown);
    });
}

/// Findings change with the drawing, and by themselves when one is accepted.
fn follow_findings(shown: &Rc<Shown>) {
    let shown = Rc::clone(shown);
    let checked = Cell::new(false);
    react(move || {
        shown.store.findings.track();
        shown.store.known.track();
        let now = is_checked(shown.store);
        let before = Rc::clone(&shown.counted.borrow());
        // Names tell the findings, which may come a moment after the drawing.
        if checked.replace(now) != now || !Rc::ptr_eq(&before, &counted(&shown)) {
            draw(&shown);
        }
        show_badges(&shown);
    });
}

/// The way of the shown packet, and the hop that is looked at.
fn follow_trace(shown: &Rc<Shown>) {
    let way = Rc::clone(shown);
    react(move || {
        let store = way.store;
        store.trace.track();
        store.hop.track();
        store.branch.track();
        store.scene.track();
        for_expectations(store);
        let is_traced = store.trace.with(Option::is_some);
        let _ = way.view.stage.class_list().toggle_with_force("traced", is_traced);
        show_trace(&way);
        show_labels(&way);
    });
    let dot = Rc::clone(shown);
    react(move || {
        let (trace, scene) = (dot.store.trace_shown(), dot.store.scene.get());
        let ways = dot.store.demand.checks.now().map(|checks| checks.ways);
        let at = trace.zip(dot.store.hop.get()).zip(ways);
        dot.dot.show(at.and_then(|((trace, hop), ways)| (ways.place)(&trace, hop, &scene)));
    });
}

/// Follows what decides which expectations are drawn.
fn for_expectations(store: Store) {
    store.results.track();
    store.packet.track();
    store.interface.drawer_open.track();
    store.interface.drawer_tab.track();
}

/// What is switched off is drawn so, and its name says it.
fn follow_off(shown: &Rc<Shown>) {
    let off = Rc::clone(shown);
    let before = RefCell::new(None);
    react(move || {
        let now = off.store.session.off.get();
        // Names are those of the scene, which says them by itself; here they change alone.
        if before.replace(Some(Arc::clone(&now))).is_some_and(|before| before != now) {
            draw(&off);
        }
        off.store.session.overlay.with(|overlay| overlay.moving.is_some());
        show_off(&off);
    });
}

fn follow_overlay(shown: &Rc<Shown>) {
    let shown = Rc::clone(shown);
    react(move || {
        let overlay = shown.store.session.overlay.get();
        show_overlay(&shown, &overlay);
    });
}

/// What gets the focus has to be there, also in a large drawing.
fn follow_focus(shown: &Rc<Shown>) {
    let shown = Rc::clone(shown);
    react(move || {
        let focused = shown.store.session.focused.get();
        let is_there = focused.is_none_or(|key| shown.scene.borrow().index_of(key.as_str()).is_some());
        if !is_there && is_large(&shown) {
            draw(&shown);
        }
    });
}

fn follow_marked(shown: &Rc<Shown>) {
    let shown = Rc::clone(shown);
    react(move || {
        let session = shown.store.session;
        session.selection.track();
        session.hovered.track();
        session.focused.track();
        session.off.track();
        session.overlay.with(|overlay| overlay.moving.is_some());
        show_marked(&shown);
    });
}
