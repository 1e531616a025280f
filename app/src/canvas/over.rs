//! What lies over the drawing: badges, the way of a packet, the texts of containers, what a gesture moves, and what is
//! marked.

use super::badges::badges;
use super::drawn::{counted, seen};
use super::groups;
use super::keyboard;
use super::overlay::Marked;
use super::show::Shown;
use super::trace::Seen;
use leptos::prelude::*;
use netyard_core::ordered::IntoOrdered;
use netyard_editor::Overlay;
use netyard_editor::overlay::Moving;
use netyard_scene::label::{LabelView, placed_labels};
use netyard_scene::{Edge, EdgeKind};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Draws again what keeps its size on the screen.
pub(super) fn show_sized(shown: &Shown) {
    show_off(shown);
    show_badges(shown);
    show_trace(shown);
    show_labels(shown);
}

/// Covers what is switched off.
pub(super) fn show_off(shown: &Shown) {
    let session = shown.store.session;
    let off = session.off.get_untracked();
    let far = 1.0 / shown.view.shown().zoom.min(1.0);
    // What is dragged leaves its place: it is covered again where it is put down.
    let covered =
        if session.overlay.with_untracked(|overlay| overlay.moving.is_some()) { Arc::default() } else { off };
    let is_line_off = |line: &str| shown.store.ask(|editor| editor.is_off(line));
    shown.offs.show(&shown.scene.borrow(), &covered, &is_line_off, shown.view.level(), far);
}

/// Shows the findings on what they are about.
pub(super) fn show_badges(shown: &Shown) {
    let whole = shown.store.scene.get_untracked();
    let scene = Arc::clone(&shown.scene.borrow());
    let counted = counted(shown);
    let mut badges = badges(&counted.found, &whole, shown.view.level(), shown.view.shown().zoom);
    badges.retain(|key, _| scene.index_of(key.as_str()).is_some());
    shown.view.painter.borrow_mut().mark(&badges);
}

/// Shows the way of the packet and the lines of expectations.
pub(super) fn show_trace(shown: &Shown) {
    let store = shown.store;
    let scene = store.scene.get_untracked();
    let counted = counted(shown);
    let seen = Seen {
        scene: &scene,
        level: shown.view.level(),
        far: 1.0 / shown.view.shown().zoom.min(1.0),
        marked: &|key| counted.found.contains_key(key),
    };
    let ways = store.demand.checks.now().map(|checks| checks.ways);
    let taken = ways.map_or_else(Vec::new, |ways| (ways.draw)(&shown.traces, store, &seen));
    *shown.taken.borrow_mut() = taken;
}

/// The texts of containers, clear of the shown packet's way.
pub(super) fn show_labels(shown: &Shown) {
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

/// Shows what a gesture is about to do.
pub(super) fn show_overlay(shown: &Shown, overlay: &Overlay) {
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

/// Shows what is selected, hovered and focused, and the lines that stand out with it.
pub(super) fn show_marked(shown: &Shown) {
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
            .into_set();
        shown.view.painter.borrow_mut().emphasise(&scene, &stands_out);
        // What the tunnels of a VPN do is said all the time.
        let is_said = |edge: &Edge| edge.kind == EdgeKind::Vpn && shown.view.level().shows_cards();
        let said = scene.edges().iter().enumerate().filter(|(_, edge)| is_said(edge)).map(|(at, _)| at);
        let labelled: BTreeSet<usize> = stands_out.into_iter().chain(said).into_set();
        shown.store.ask(|editor| shown.overlay.show_labels(&scene, &labelled, editor));
    }
}
