//! What is drawn of the scene: all of it, or of a large one what is near the view; and painting it sharply when the hand
//! rests.

use super::details::details;
use super::names::{Counted, Names};
use super::over::{show_labels, show_marked, show_sized};
use super::show::Shown;
use crate::store::{Known, Store};
use leptos::prelude::*;
use netyard_core::ordered::IntoOrdered;
use netyard_scene::{Rect, Scene};
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

/// So many nodes change their level of detail at once; the others follow a moment later.
const SLICE: usize = 200;
/// A drawing of so many nodes is drawn as a whole. Of a larger one only what is near the view.
const WHOLE: usize = 2_500;
/// So many nodes of a large drawing are drawn at once.
const IN_VIEW: usize = 1_500;

/// Paints sharply once nothing has moved for a moment.
///
/// On a busy machine a timer may come before input that waits already; one more frame lets that input come first.
pub(super) fn plan_rest(shown: &Rc<Shown>, quiet: Duration) {
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

/// Paints the drawing for the zoom at which the hand rests.
pub(super) fn rest(shown: &Rc<Shown>) {
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
pub(super) fn redraw(shown: &Rc<Shown>) {
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
pub(super) fn seen(shown: &Shown, scene: &Scene) -> BTreeSet<usize> {
    let around = around(shown);
    let nodes = scene.nodes().iter().enumerate();
    nodes.filter(|(_, node)| node.rect.overlaps(&around)).map(|(at, _)| at).into_set()
}

fn around(shown: &Shown) -> Rect {
    let viewport = shown.store.ask(|editor| editor.session().viewport);
    let view = shown.view.shown().view(viewport);
    view.grown(view.w.max(view.h) / 3)
}

/// Whether only what is near the view is drawn.
pub(super) fn is_large(shown: &Shown) -> bool {
    shown.store.scene.with_untracked(|scene| scene.nodes().len() > WHOLE)
}

/// What is counted in the whole drawing: again only when drawing or findings are others.
pub(super) fn counted(shown: &Shown) -> Rc<Counted> {
    let (scene, findings) = (shown.store.scene.get_untracked(), shown.store.findings.get_untracked());
    if !shown.counted.borrow().holds_for(&scene, &findings) {
        *shown.counted.borrow_mut() = Rc::new(Counted::of(scene, findings));
    }
    Rc::clone(&shown.counted.borrow())
}

/// Draws the drawing, or of a large one what is near the view.
pub(super) fn draw(shown: &Shown) {
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

/// Whether no finding means that there is none: not while the first answer of the rules is awaited.
pub(super) fn is_checked(store: Store) -> bool {
    store.known.get_untracked() == Known::Now
        || !store.findings.with_untracked(|findings| findings.is_empty())
}
