//! The callout at a drop: who stopped the packet, the best fix, and the way to the rule.

use super::way::Ways;
use crate::dispatch::dispatch;
use crate::store::{Store, use_store};
use crate::ui::{Button, ButtonKind, IconButton, MarkIcon};
use leptos::prelude::*;
use netyard_core::simulate::{Blocker, Leg, Trace, Verdict};
use netyard_editor::{Event, Key, Request};
use netyard_scene::Point;
use std::sync::Arc;

/// How wide the callout is, and its distance from the mark.
const WIDTH: f64 = 420.0;
const GAP: f64 = 26.0;
/// It stays this far inside the canvas.
const MARGIN: f64 = 12.0;
/// About as high as it gets: decides whether it stands above or below the mark.
const HEIGHT: f64 = 132.0;

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
        Memo::new(move |_| store.scene.with(|scene| end_of(&trace, scene)))
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

fn end_of(trace: &Trace, scene: &netyard_scene::Scene) -> Option<Point> {
    let ways = Ways::of(trace, scene);
    let is_reply = trace.blockers.first().is_some_and(|blocker| blocker.leg == Leg::Return);
    let way = if is_reply { ways.reply.or(ways.request) } else { ways.request };
    way.map(|way| way.path.end)
}

/// The upper left corner of the callout on the canvas: below the mark, above it where there is no room.
fn corner(store: Store, at: Option<Point>) -> Option<(f64, f64)> {
    let (x, y) = store.session.camera.get().to_screen(at?);
    let (width, height) = store.ask(|editor| editor.session().viewport);
    if x < 0.0 || y < 0.0 || x > width || y > height {
        return None;
    }
    let left = (x - WIDTH / 3.0).clamp(MARGIN, (width - WIDTH - MARGIN).max(MARGIN));
    let below = y + GAP;
    let top = if below + HEIGHT + MARGIN > height { (y - GAP - HEIGHT).max(MARGIN) } else { below };
    Some((left, top))
}
