//! The callout at a drop: who stopped the packet, the best fix, and the way to the rule.

use super::way::Ways;
use crate::dispatch::dispatch;
use crate::store::{Store, use_store};
use crate::ui::{Button, ButtonKind, IconButton, MarkIcon};
use leptos::prelude::*;
use netyard_core::simulate::{Blocker, Leg, Trace, Verdict};
use netyard_editor::{Event, Key, Request};
use netyard_scene::{Point, Rect};
use std::sync::Arc;

/// How wide the callout is, and its distance from the mark.
const WIDTH: f64 = 420.0;
const GAP: f64 = 26.0;
/// It stays this far inside the canvas.
const MARGIN: f64 = 12.0;
/// About as high as it gets: decides whether it stands above or below the mark.
const HEIGHT: f64 = 150.0;
/// Room for what stands at the foot of the canvas.
const FOOT: f64 = 56.0;

/// The callout, while the shown packet is stopped.
#[component]
pub(in crate::canvas) fn Callout() -> impl IntoView {
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
    let shown = move || {
        stopped.get().filter(|trace| closed_for.get().is_none_or(|closed| closed.blockers != trace.blockers))
    };
    let close = move |()| closed_for.set(stopped.get_untracked());
    move || shown().map(|trace| view! { <Stopped trace on_close=close/> })
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
    let place = move || corner(store, at.get());
    let title = title(store, &blocker);
    let decider = blocker.decided_by.resource.clone();
    let reveal = move |()| dispatch(store, Event::Request(Request::Reveal(Key::new(decider.as_str()))));
    let fix = blocker.fix.clone().map(|fix| {
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

/// What the callout keeps off: where the packet stopped, and what it passed.
#[derive(Clone, PartialEq)]
struct Surroundings {
    end: Point,
    taken: Vec<Rect>,
}

fn surroundings(trace: &Trace, scene: &netyard_scene::Scene) -> Option<Surroundings> {
    let ways = Ways::of(trace, scene);
    let is_reply = trace.blockers.first().is_some_and(|blocker| blocker.leg == Leg::Return);
    let stopped =
        if is_reply { ways.reply.as_ref().or(ways.request.as_ref()) } else { ways.request.as_ref() };
    let end = stopped?.path.end;
    let mut taken = Vec::new();
    for way in [&ways.request, &ways.reply].into_iter().flatten() {
        let pieces = way.path.line.windows(2).filter_map(|pair| match pair {
            [a, b] => Some(Rect::between(*a, *b).grown(8)),
            _ => None,
        });
        taken.extend(pieces);
        taken.extend(way.path.passed.iter().filter_map(|at| scene.nodes().get(*at)).map(|node| node.rect));
    }
    let decider =
        trace.at.as_ref().and_then(|at| scene.node(at.as_str())).filter(|node| !node.is_container());
    taken.extend(decider.map(|node| node.rect));
    Some(Surroundings { end, taken })
}

/// The upper left corner of the callout on the canvas: near the mark, where it covers least of the packet's way.
fn corner(store: Store, around: Option<Surroundings>) -> Option<(f64, f64)> {
    let Surroundings { end, taken } = around?;
    let camera = store.session.camera.get();
    let (x, y) = camera.to_screen(end);
    let (width, height) = store.ask(|editor| editor.session().viewport);
    if x < 0.0 || y < 0.0 || x > width || y > height {
        return None;
    }
    let screen = |rect: &Rect| {
        let (left, top) = camera.to_screen(Point::new(rect.x, rect.y));
        (left, top, left + f64::from(rect.w) * camera.zoom, top + f64::from(rect.h) * camera.zoom)
    };
    let taken: Vec<_> = taken.iter().map(screen).collect();
    let lowest = taken.iter().fold(y, |low, rect| low.max(rect.3));
    let highest = taken.iter().fold(y, |high, rect| high.min(rect.1));
    let rightmost = taken.iter().fold(x, |right, rect| right.max(rect.2));
    let leftmost = taken.iter().fold(x, |left, rect| left.min(rect.0));
    let middle = x - WIDTH / 3.0;
    let places = [
        (middle, y + GAP),
        (middle, lowest + GAP),
        (middle, y - GAP - HEIGHT),
        (middle, highest - GAP - HEIGHT),
        (rightmost + GAP, y - HEIGHT / 3.0),
        (leftmost - GAP - WIDTH, y - HEIGHT / 3.0),
    ];
    let inside = |(left, top): (f64, f64)| {
        let left = left.clamp(MARGIN, (width - WIDTH - MARGIN).max(MARGIN));
        (left, top.clamp(MARGIN, (height - HEIGHT - FOOT).max(MARGIN)))
    };
    let covered = |(left, top): (f64, f64)| -> f64 {
        let over = |rect: &(f64, f64, f64, f64)| {
            let w = (left + WIDTH).min(rect.2) - left.max(rect.0);
            let h = (top + HEIGHT).min(rect.3) - top.max(rect.1);
            w.max(0.0) * h.max(0.0)
        };
        taken.iter().map(over).sum()
    };
    places.into_iter().map(inside).min_by(|one, other| covered(*one).total_cmp(&covered(*other)))
}
