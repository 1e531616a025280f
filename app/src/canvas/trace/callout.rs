//! The callout at a drop: who stopped the packet, the best fix, and the way to the rule.

use super::way::Ways;
use crate::dispatch::dispatch;
use crate::platform::page::is_embedded;
use crate::store::{Store, use_store};
use crate::ui::{Button, ButtonKind, IconButton, MarkIcon, react};
use leptos::prelude::*;
use netyard_core::simulate::{Blocker, Leg, Trace, Verdict};
use netyard_editor::{Event, Key, Request};
use netyard_scene::{NodeKind, Point, Rect, Scene};
use std::sync::Arc;

/// How wide the callout may be: beside a narrow drawing there is more room for a slim one.
const WIDTHS: [f64; 2] = [420.0, 304.0];
/// It stays this far inside the canvas.
const MARGIN: f64 = 12.0;
/// About how wide a letter is, and how high a line.
const LETTER: f64 = 7.2;
const LINE: f64 = 18.0;
/// Room for what stands at the foot of the canvas.
const FOOT: f64 = 56.0;
/// Room round the place where the packet stops, in units of the drawing.
const ROOM: i32 = 36;

/// The callout, while the shown packet is stopped.
#[component]
pub(super) fn Callout() -> impl IntoView {
    let store = use_store();
    let closed_for = RwSignal::new(None::<Arc<Trace>>);
    let stopped = Memo::new_with_compare(
        move |_| store.trace.get().filter(|trace| !trace.blockers.is_empty()),
        |old: Option<&Option<Arc<Trace>>>, new| match (old, new) {
            (Some(Some(old)), Some(Some(new))) => !Arc::ptr_eq(old, new),
            (Some(None), Some(None)) => false,
            _ => true,
        },
    );
    keep_in_view(store, stopped);
    let shown = move || {
        stopped.get().filter(|trace| closed_for.get().is_none_or(|closed| closed.blockers != trace.blockers))
    };
    let close = move |()| closed_for.set(stopped.get_untracked());
    move || shown().map(|trace| view! { <Stopped trace on_close=close/> })
}

/// Brings the place where the packet stops into view: when another packet is asked about, and when the drawer takes
/// room from the canvas. Whoever looks elsewhere after that may, and an edit moves nothing.
fn keep_in_view(store: Store, stopped: Memo<Option<Arc<Trace>>>) {
    let last = StoredValue::new(None);
    react(move || {
        let now = Some((store.packet.get(), store.interface.drawer_open.get()));
        let Some(trace) = stopped.get() else { return };
        if last.get_value() == now {
            return;
        }
        last.set_value(now);
        // The canvas has its new size after the next frame.
        request_animation_frame(move || {
            request_animation_frame(move || {
                if let Some(place) = store.scene.with_untracked(|scene| place_of(&trace, scene)) {
                    dispatch(store, Event::Request(Request::Show(place)));
                }
            });
        });
    });
}

/// Where the packet stops, with the part that stops it and room for the mark.
fn place_of(trace: &Trace, scene: &Arc<Scene>) -> Option<Rect> {
    let end = end_of(trace, &Ways::of(trace, scene), scene)?;
    let at = trace.at.as_ref().and_then(|at| scene.shown_by(at.as_str()));
    let part = at.and_then(|at| scene.nodes().get(at)).filter(|node| !node.kind.is_container());
    let place = Rect::between(end, end).grown(ROOM);
    Some(part.map_or(place, |part| place.union(&part.rect.grown(ROOM))))
}

fn end_of(trace: &Trace, ways: &Ways, scene: &Scene) -> Option<Point> {
    let is_reply = trace.blockers.first().is_some_and(|blocker| blocker.leg == Leg::Return);
    let stopped =
        if is_reply { ways.reply.as_ref().or(ways.request.as_ref()) } else { ways.request.as_ref() };
    // A packet that is stopped before it leaves has no way: it stops at the part that says so.
    stopped.map(|way| way.path.end).or_else(|| {
        let part = scene.nodes().get(scene.shown_by(trace.at.as_ref()?.as_str())?)?;
        Some(Point::new(part.rect.center().x, part.rect.bottom()))
    })
}

#[component]
fn Stopped(
    /// The trace, which has a blocker.
    trace: Arc<Trace>,
    /// Closes the callout.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let store = use_store();
    let blocker = trace.blockers.first().cloned()?;
    let more = trace.blockers.len() - 1;
    let mark = if trace.verdict == Verdict::Rejected { "rejected" } else { "dropped" };
    let at = {
        let trace = Arc::clone(&trace);
        Memo::new(move |_| store.scene.with(|scene| surroundings(&trace, scene)))
    };
    // Chosen anew where the packet stops elsewhere, or zoom or size of the canvas are others; a pan takes it along.
    let zoom = Memo::new(move |_| {
        let zoom = store.session.camera.get().zoom;
        let (width, height) = store.ask(|editor| editor.session().viewport);
        [zoom, width, height]
    });
    let title = title(store, &blocker);
    let sizes = WIDTHS.map(|width| (width, height(width, title.len(), &blocker)));
    let chosen = Memo::new(move |_| {
        zoom.track();
        at.with(|at| best_place(store, at.as_ref()?, &sizes))
    });
    let place = move || corner(store, at.with(|at| at.as_ref().map(|at| at.end))?, chosen.get()?);
    let decider = blocker.decided_by.resource.clone();
    let reveal = move |()| dispatch(store, Event::Request(Request::Reveal(Key::new(decider.as_str()))));
    let fix = blocker.fix.clone().filter(|_| !is_embedded()).map(|fix| {
        let label = fix.title.clone();
        let apply = move |()| {
            let request = Request::Apply { label: fix.title.clone(), changes: fix.changes.clone() };
            dispatch(store, Event::Request(request));
        };
        view! { <Button kind=ButtonKind::Primary on_press=apply>{label}</Button> }
    });
    Some(view! {
        <section
            class="callout"
            aria-label="Why the packet stops"
            style:left=move || place().map(|(x, _)| format!("{x}px"))
            style:top=move || place().map(|(_, y)| format!("{y}px"))
            style:width=move || chosen.get().map(|chosen| format!("{}px", chosen.size.0))
            style:visibility=move || if place().is_some() { "visible" } else { "hidden" }
        >
            <div class="callout-head">
                <MarkIcon id=mark size=20/>
                <h3>{title}</h3>
                <IconButton sign="close" label="Close" class="small" on_press=on_close/>
            </div>
            <p>{blocker.message.text.clone()} " " <code>{blocker.code}</code></p>
            <div class="callout-acts">
                {fix}
                <Button on_press=reveal>"Show rules"</Button>
                <span class="callout-more">{more_words(more)}</span>
            </div>
        </section>
    })
}

fn title(store: Store, blocker: &Blocker) -> String {
    let name =
        store.document.with_untracked(|document| document.display_name(blocker.at.as_str()).to_owned());
    match blocker.leg {
        Leg::Forward if blocker.code == "NO_LISTENER" => format!("Rejected at {name}"),
        Leg::Forward => format!("Dropped at {name}"),
        Leg::Return => format!("Arrives, but the reply is lost at {name}"),
    }
}

fn more_words(more: usize) -> String {
    match more {
        0 => String::new(),
        1 => "1 more blocker".to_owned(),
        many => format!("{many} more blockers"),
    }
}

/// About how high the callout gets at a width: decides where it covers least.
fn height(width: f64, title: usize, blocker: &Blocker) -> f64 {
    let lines = |letters: usize, room: f64| {
        let letters = f64::from(u32::try_from(letters).unwrap_or(u32::MAX));
        (letters * LETTER / room).ceil() * LINE
    };
    let room = width - 54.0;
    let words = lines(title, room - 30.0) + lines(blocker.message.text.len() + blocker.code.len() + 1, room);
    let acts = blocker.fix.as_ref().map_or(28.0, |fix| {
        let long = fix.title.len();
        let is_short = lines(long + 16, room) <= LINE;
        if is_short { 28.0 } else { lines(long, room - 24.0) + 46.0 }
    });
    words + acts + 40.0
}

/// Where the callout stands against the mark, in pixels, and how large it is.
#[derive(Clone, Copy, PartialEq)]
struct Place {
    offset: (f64, f64),
    size: (f64, f64),
}

/// What the callout keeps off, with how much it matters.
#[derive(Clone, PartialEq)]
struct Surroundings {
    end: Point,
    taken: Vec<(Rect, f64)>,
}

/// How bad it is to cover the packet's way or the decider, any other part, and an empty piece of a subnet.
const WAY: f64 = 20.0;
const PART: f64 = 6.0;
const FRAME: f64 = 0.3;

fn surroundings(trace: &Trace, scene: &Arc<Scene>) -> Option<Surroundings> {
    let ways = Ways::of(trace, scene);
    let end = end_of(trace, &ways, scene)?;
    let mut taken = Vec::new();
    for way in [&ways.request, &ways.reply].into_iter().flatten() {
        for line in [&way.path.line, &way.path.beyond] {
            let pieces = line.windows(2).filter_map(|pair| match pair {
                [a, b] => Some((Rect::between(*a, *b).grown(8), WAY)),
                _ => None,
            });
            taken.extend(pieces);
        }
        let passed = way.path.passed.iter().filter_map(|at| scene.nodes().get(*at));
        taken.extend(passed.map(|node| (node.rect, WAY)));
    }
    let decider = trace.at.as_ref().and_then(|at| scene.shown_by(at.as_str()));
    for (at, node) in scene.nodes().iter().enumerate() {
        let weight = match (Some(at) == decider, node.kind.is_container()) {
            (true, _) => WAY,
            (false, false) => PART,
            (false, true) if matches!(node.kind, NodeKind::Subnet { .. }) => FRAME,
            (false, true) => {
                taken.extend(node.label_box().map(|label| (label, PART)));
                continue;
            }
        };
        taken.push((node.hull(), weight));
    }
    Some(Surroundings { end, taken })
}

/// Something on the screen that the callout keeps off: left, top, right, bottom, and how much it matters.
type Taken = (f64, f64, f64, f64, f64);

/// Places in a row of the grid round the mark, and rows of it.
const ACROSS: u16 = 20;
const ROWS: u16 = 20;

/// Where it covers least, and near.
fn best_place(store: Store, around: &Surroundings, sizes: &[(f64, f64)]) -> Option<Place> {
    let camera = store.session.camera.get_untracked();
    let (x, y) = camera.to_screen(around.end);
    let canvas = store.ask(|editor| editor.session().viewport);
    let taken: Vec<Taken> = around
        .taken
        .iter()
        .map(|(rect, weight)| {
            let (left, top) = camera.to_screen(Point::new(rect.x, rect.y));
            let (w, h) = (f64::from(rect.w) * camera.zoom, f64::from(rect.h) * camera.zoom);
            (left, top, left + w, top + h, *weight)
        })
        .filter(|(left, top, right, bottom, _)| {
            *right > 0.0 && *bottom > 0.0 && *left < canvas.0 && *top < canvas.1
        })
        .collect();
    let mut best: Option<(f64, Place)> = None;
    for (width, height) in sizes.iter().copied() {
        // A grid of places round the mark, as far as the callout itself is large.
        let corner = |across: u16, row: u16| {
            let left = x - width - 160.0 + 40.0 * f64::from(across);
            let top = y - height - 90.0 + 20.0 * f64::from(row);
            inside((left, top), (width, height), canvas)
        };
        let column = |across: u16| {
            let (left, _) = corner(across, 0);
            those(&taken, |rect| rect.0 < left + width && rect.2 > left)
        };
        let columns: Vec<Vec<u64>> = (0..ACROSS).map(column).collect();
        for row in 0..ROWS {
            let (_, top) = corner(0, row);
            let in_row = those(&taken, |rect| rect.1 < top + height && rect.3 > top);
            for (across, in_column) in (0..ACROSS).zip(&columns) {
                let (left, top) = corner(across, row);
                let over = in_both(in_column, &in_row).filter_map(|at| taken.get(at)).map(|rect| {
                    let w = (left + width).min(rect.2) - left.max(rect.0);
                    let h = (top + height).min(rect.3) - top.max(rect.1);
                    w.max(0.0) * h.max(0.0) * rect.4
                });
                // The mark itself is never covered, and nearer is better.
                let near = (left + width / 2.0 - x).abs() + 2.0 * (top + height / 2.0 - y).abs();
                let on_mark =
                    left < x + 16.0 && left + width > x - 16.0 && top < y + 16.0 && top + height > y - 16.0;
                let cost = over.sum::<f64>() + near * 12.0 + if on_mark { 1e9 } else { 0.0 };
                if best.is_none_or(|(least, _)| cost < least) {
                    let offset = (left - x, top - y);
                    best = Some((cost, Place { offset, size: (width, height) }));
                }
            }
        }
    }
    best.map(|(_, place)| place)
}

/// Which of these are near, a bit for each: most lie beside a whole row or column of places.
fn those(taken: &[Taken], is_near: impl Fn(&Taken) -> bool) -> Vec<u64> {
    let bits = |some: &[Taken]| some.iter().rev().fold(0, |bits, rect| bits << 1 | u64::from(is_near(rect)));
    taken.chunks(64).map(bits).collect()
}

/// The numbers of the bits that are set in both, in their order.
fn in_both<'a>(one: &'a [u64], other: &'a [u64]) -> impl Iterator<Item = usize> + 'a {
    one.iter().zip(other).enumerate().flat_map(|(nth, (one, other))| {
        let rest = std::iter::successors(Some(one & other), |bits| Some(bits & bits.wrapping_sub(1)));
        rest.take_while(|bits| *bits != 0).map(move |bits| nth * 64 + bits.trailing_zeros() as usize)
    })
}

/// A corner that keeps the whole callout on the canvas.
fn inside((left, top): (f64, f64), size: (f64, f64), (width, height): (f64, f64)) -> (f64, f64) {
    let left = left.clamp(MARGIN, (width - size.0 - MARGIN).max(MARGIN));
    (left, top.clamp(MARGIN, (height - size.1 - FOOT).max(MARGIN)))
}

/// The upper left corner of the callout on the canvas; `None` while the mark is off the screen.
fn corner(store: Store, end: Point, Place { offset, size }: Place) -> Option<(f64, f64)> {
    let (x, y) = store.session.camera.get().to_screen(end);
    let (width, height) = store.ask(|editor| editor.session().viewport);
    let is_off = x < 0.0 || y < 0.0 || x > width || y > height;
    (!is_off).then(|| inside((x + offset.0, y + offset.1), size, (width, height)))
}
