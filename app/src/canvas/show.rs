//! Keeps what is on the stage current: one effect for each thing that can change by itself.

use super::badges::badges;
use super::details::details;
use super::groups;
use super::keyboard;
use super::names::{Counted, Names};
use super::off::OffPainter;
use super::overlay::{Marked, OverlayPainter};
use super::trace::{PacketDot, Seen, TracePainter, expected_lines};
use super::view::View;
use crate::store::{Known, Store};
use crate::ui::react;
use leptos::prelude::*;
use netyard_core::expect::Fault;
use netyard_core::ordered::IntoOrdered;
use netyard_editor::overlay::Moving;
use netyard_editor::{Effect as EditorEffect, Overlay};
use netyard_scene::label::{LabelView, placed_labels};
use netyard_scene::{Edge, EdgeKind, Rect, Scene};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

/// How long the hand has to rest before the drawing is painted sharply.
const REST: Duration = Duration::from_millis(200);
/// A camera that travels has arrived by then.
const ARRIVED: Duration = Duration::from_millis(280);
/// So many nodes change their level of detail at once; the others follow a moment later.
const SLICE: usize = 200;
/// A drawing of so many nodes is drawn as a whole. Of a larger one only what is near the view.
const WHOLE: usize = 2_500;
/// So many nodes of a large drawing are drawn at once.
const IN_VIEW: usize = 1_500;

/// What the names were made of: what was counted, whether it was checked, and what was off.
type Named = (Rc<Counted>, bool, Arc<BTreeSet<Fault>>);

/// What the effects share.
struct Shown {
    store: Store,
    view: Rc<View>,
    offs: OffPainter,
    overlay: OverlayPainter,
    traces: TracePainter,
    dot: PacketDot,
    /// The scene that the painter shows, which is the one to look up its nodes in.
    scene: RefCell<Arc<Scene>>,
    /// Whether the next step of the camera travels.
    animated: Cell<bool>,
    /// What was counted last in the whole drawing.
    counted: RefCell<Rc<Counted>>,
    /// What the names on the canvas were made of last, and whether the drawing was checked.
    named: RefCell<Option<Named>>,
    /// What the shown trace takes up on the canvas: labels keep off it.
    taken: RefCell<Vec<Rect>>,
    /// The zoom for which badges, marks and labels were drawn.
    sized_for: Cell<f64>,
    /// Counts gestures: a rest that was planned before the last one is off.
    gesture: Cell<u32>,
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

/// Paints sharply once nothing has moved for a moment.
///
/// On a busy machine a timer may come before input that waits already; one more frame lets that input come first.
fn plan_rest(shown: &Rc<Shown>, quiet: Duration) {
    let gesture = shown.gesture.get();
    let shown = Rc::clone(shown);
    set_timeout(
        move || {
            if shown.gesture.get() != gesture {
                return;
            }
            request_animation_frame(move || {
                if shown.gesture.get() == gesture {
                    rest(&shown);
                }
            });
        },
        quiet,
    );
}

fn rest(shown: &Rc<Shown>) {
    if is_large(shown) {
        draw(shown);
    }
    let level = shown.view.level();
    shown.view.rest();
    redraw(shown);
    // From 100 % on everything scales with the drawing; a pan only brings other labels into view.
    let zoom = shown.view.shown().zoom;
    let before = shown.sized_for.replace(zoom);
    let is_same = (before - zoom).abs() < 1e-9;
    let scales = before.min(zoom) >= 1.0 && level == shown.view.level();
    if (is_same || scales) && !is_large(shown) {
        show_labels(shown);
    } else {
        show_sized(shown);
    }
    show_marked(shown);
}

/// Redraws what is seen at the present level of detail, slice by slice.
fn redraw(shown: &Rc<Shown>) {
    let scene = Arc::clone(&shown.scene.borrow());
    let seen = seen(shown, &scene);
    let network = shown.store.network.get_untracked();
    let detail = |node: &netyard_scene::Node| details(&network, node);
    let is_left = shown.view.painter.borrow_mut().redraw(&scene, &seen, SLICE, &detail);
    if is_left {
        let shown = Rc::clone(shown);
        set_timeout(move || redraw(&shown), Duration::from_millis(1));
    }
}

/// What is on the screen and a little around it.
fn seen(shown: &Shown, scene: &Scene) -> BTreeSet<usize> {
    let around = around(shown);
    let nodes = scene.nodes().iter().enumerate();
    nodes.filter(|(_, node)| node.rect.overlaps(&around)).map(|(at, _)| at).into_set()
}

fn around(shown: &Shown) -> Rect {
    let viewport = shown.store.ask(|editor| editor.session().viewport);
    let view = shown.view.shown().view(viewport);
    view.grown(view.w.max(view.h) / 3)
}

fn is_large(shown: &Shown) -> bool {
    shown.store.scene.with_untracked(|scene| scene.nodes().len() > WHOLE)
}

/// What is counted in the whole drawing: again only when drawing or findings are others.
fn counted(shown: &Shown) -> Rc<Counted> {
    let (scene, findings) = (shown.store.scene.get_untracked(), shown.store.findings.get_untracked());
    if !shown.counted.borrow().holds_for(&scene, &findings) {
        *shown.counted.borrow_mut() = Rc::new(Counted::of(scene, findings));
    }
    Rc::clone(&shown.counted.borrow())
}

/// Draws the drawing, or of a large one what is near the view.
fn draw(shown: &Shown) {
    let whole = shown.store.scene.get_untracked();
    let scene = if is_large(shown) {
        let focused = shown.store.session.focused.get_untracked();
        let focused = focused.and_then(|key| whole.index_of(key.as_str()));
        Arc::new(whole.within(&around(shown), IN_VIEW, focused))
    } else {
        Arc::clone(&whole)
    };
    let document = shown.store.document.get_untracked();
    let counted = counted(shown);
    let (is_checked, off) = (is_checked(shown.store), shown.store.session.off.get_untracked());
    let last = shown.named.replace(Some((Rc::clone(&counted), is_checked, Arc::clone(&off))));
    let is_known = last.is_some_and(|(before, checked, was_off)| {
        checked == is_checked && was_off == off && before.found == counted.found
    });
    let names = Names::new(&document, &counted, is_checked, &off);
    let name = |node: &netyard_scene::Node| whole.node(node.key.as_str()).map(|node| names.of(node));
    let mut painter = shown.view.painter.borrow_mut();
    painter.show(&scene, shown.view.look(), is_known, |node| name(node).unwrap_or_default());
    *shown.scene.borrow_mut() = scene;
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

/// Whether no finding means that there is none: not while the first answer of the rules is awaited.
fn is_checked(store: Store) -> bool {
    store.known.get_untracked() == Known::Now
        || !store.findings.with_untracked(|findings| findings.is_empty())
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
        let trace = dot.store.trace_shown();
        let scene = dot.store.scene.get();
        dot.dot.show(trace.as_deref(), dot.store.hop.get(), &scene);
    });
}

/// Draws again what keeps its size on the screen.
fn show_sized(shown: &Shown) {
    show_off(shown);
    show_badges(shown);
    show_trace(shown);
    show_labels(shown);
}

/// Follows what decides which expectations are drawn.
fn for_expectations(store: Store) {
    store.results.track();
    store.packet.track();
    store.interface.drawer_open.track();
    store.interface.drawer_tab.track();
}

fn show_trace(shown: &Shown) {
    let store = shown.store;
    let trace = store.trace.get_untracked();
    let scene = store.scene.get_untracked();
    let counted = counted(shown);
    let seen = Seen {
        scene: &scene,
        level: shown.view.level(),
        far: 1.0 / shown.view.shown().zoom.min(1.0),
        marked: &|key| counted.found.contains_key(key),
    };
    let (branch, hop) = (store.branch.get_untracked(), store.hop.get_untracked());
    let expected = expected_lines(store, &scene);
    let taken = shown.traces.show(trace.as_deref(), branch, hop, expected, &seen);
    *shown.taken.borrow_mut() = taken;
}

/// The texts of containers, clear of the shown packet's way.
fn show_labels(shown: &Shown) {
    let scene = Arc::clone(&shown.scene.borrow());
    let seen: Vec<usize> = seen(shown, &scene)
        .into_iter()
        .filter(|at| scene.nodes().get(*at).is_some_and(|node| node.kind.is_container()))
        .collect();
    let mut taken = shown.taken.borrow().clone();
    taken.extend(shown.view.painter.borrow().badges());
    let view = LabelView { zoom: shown.view.shown().zoom, level: shown.view.level(), taken: &taken };
    let labels = placed_labels(&scene, &seen, &view);
    shown.view.painter.borrow_mut().show_labels(&scene, labels);
}

fn show_badges(shown: &Shown) {
    let whole = shown.store.scene.get_untracked();
    let scene = Arc::clone(&shown.scene.borrow());
    let counted = counted(shown);
    let mut badges = badges(&counted.found, &whole, shown.view.level(), shown.view.shown().zoom);
    badges.retain(|key, _| scene.index_of(key.as_str()).is_some());
    shown.view.painter.borrow_mut().mark(&badges);
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

fn show_off(shown: &Shown) {
    let session = shown.store.session;
    let off = session.off.get_untracked();
    let far = 1.0 / shown.view.shown().zoom.min(1.0);
    // What is dragged leaves its place: it is covered again where it is put down.
    let covered =
        if session.overlay.with_untracked(|overlay| overlay.moving.is_some()) { Arc::default() } else { off };
    let is_line_off = |line: &str| shown.store.ask(|editor| editor.is_off(line));
    shown.offs.show(&shown.scene.borrow(), &covered, &is_line_off, shown.view.level(), far);
}

fn follow_overlay(shown: &Rc<Shown>) {
    let shown = Rc::clone(shown);
    react(move || {
        let overlay = shown.store.session.overlay.get();
        show_overlay(&shown, &overlay);
    });
}

fn show_overlay(shown: &Shown, overlay: &Overlay) {
    let scene = Arc::clone(&shown.scene.borrow());
    let mut painter = shown.view.painter.borrow_mut();
    match &overlay.moving {
        Some(Moving { keys, dx, dy, copies }) => {
            let moved = keys.iter().filter_map(|key| scene.index_of(key.as_str())).collect();
            painter.drag(&scene, &moved, *copies, *dx, *dy);
        }
        None => painter.put_down(),
    }
    shown.overlay.show_going_on(overlay, &scene);
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
        session.overlay.with(|overlay| overlay.moving.is_some());
        show_marked(&shown);
    });
}

fn show_marked(shown: &Shown) {
    let scene = Arc::clone(&shown.scene.borrow());
    let session = shown.store.session;
    let is_dragging = session.overlay.with_untracked(|overlay| overlay.moving.is_some());
    let selection = session.selection.get_untracked();
    // A thing that is drawn as a line stands out as that line, not as what it leads to.
    let is_line = |key: &netyard_editor::Key| {
        scene.index_of(key.as_str()).is_none() && scene.edges().iter().any(|edge| edge.id == key.as_str())
    };
    let drawn = selection.keys().iter().filter(|key| !is_line(key));
    let selected: Vec<usize> = drawn.filter_map(|key| scene.shown_by(key.as_str())).collect();
    let node_of = |key: Option<netyard_editor::Key>| {
        key.and_then(|key| scene.shown_by(key.as_str())).and_then(|at| scene.nodes().get(at))
    };
    let hovered = session.hovered.get_untracked();
    let hovered_line = hovered.clone().filter(is_line);
    let hovered = hovered.filter(|key| !is_line(key));
    let mut emphasised: BTreeSet<usize> = selected.iter().copied().into_set();
    emphasised.extend(hovered.as_ref().and_then(|key| scene.index_of(key.as_str())));
    shown.overlay.show_marked(&Marked {
        // What is dragged is ahead of its ring; the ring comes back where it is put down.
        selected: if is_dragging {
            Vec::new()
        } else {
            selected.iter().filter_map(|at| scene.nodes().get(*at)).collect()
        },
        hovered: node_of(hovered).filter(|_| !is_dragging),
        focused: node_of(session.focused.get_untracked()).filter(|_| !is_dragging && keyboard::is_visible()),
        level: shown.view.level(),
        pixel: 1.0 / shown.view.shown().zoom,
    });
    let outlines = if is_dragging {
        Vec::new()
    } else {
        let document = shown.store.document.get_untracked();
        groups::outlines(&document, &scene, selection.keys())
    };
    shown.overlay.show_groups(&outlines);
    if !is_dragging {
        // Lines at what is selected or hovered, and lines that are selected themselves.
        let stands_out: BTreeSet<usize> = scene
            .edges()
            .iter()
            .enumerate()
            .filter(|(_, edge)| {
                emphasised.contains(&edge.from)
                    || emphasised.contains(&edge.to)
                    || selection.contains(&edge.id)
                    || hovered_line.as_ref().is_some_and(|key| edge.id == key.as_str())
            })
            .map(|(at, _)| at)
            .collect();
        shown.view.painter.borrow_mut().emphasise(&scene, &stands_out);
        // What the tunnels of a VPN do is said all the time.
        let is_said = |edge: &Edge| edge.kind == EdgeKind::Vpn && shown.view.level().shows_cards();
        let said = scene.edges().iter().enumerate().filter(|(_, edge)| is_said(edge)).map(|(at, _)| at);
        let labelled: BTreeSet<usize> = stands_out.into_iter().chain(said).into_set();
        shown.overlay.show_labels(&scene, &labelled);
    }
}
