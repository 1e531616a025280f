//! What the checks say of the thing under the pointer or the keyboard: the worst findings, each with its fix.

use super::keyboard;
use crate::dispatch::dispatch;
use crate::store::{DrawerTab, Store, use_store};
use crate::ui::{Button, ButtonKind, MarkIcon, react};
use leptos::prelude::*;
use netyard_core::rules::{Finding, Severity};
use netyard_editor::{Event, Key, Request};
use netyard_scene::Point;
use std::time::Duration;

/// How long the pointer has to stay before the card opens, and away before it closes.
const OPENS: Duration = Duration::from_millis(500);
const CLOSES: Duration = Duration::from_millis(250);
/// So many findings are shown; the drawer has the others.
const MOST: usize = 3;
/// How wide the card is, about how high a finding gets, and its distance from the node.
const WIDTH: f64 = 340.0;
const ROW: f64 = 76.0;
const GAP: f64 = 10.0;

/// The card. At most one is open.
#[component]
pub(super) fn FindingCard() -> impl IntoView {
    let store = use_store();
    let open = RwSignal::new(None::<Key>);
    let held = RwSignal::new(false);
    follow(store, open, held);
    let found = Memo::new(move |_| open.get().map(|key| (findings_at(store, &key), key)));
    move || {
        let (findings, key) = found.get()?;
        (!findings.is_empty()).then(|| view! { <Card key_of=key findings held open/> })
    }
}

/// Opens the card for what the pointer or the keyboard stays on, and closes it when both are elsewhere.
fn follow(store: Store, open: RwSignal<Option<Key>>, held: RwSignal<bool>) {
    let session = store.session;
    // Whoever moved last is followed. A key comes before the focus has moved, and F6 moves it alone: so the focus tells.
    let by_keys = RwSignal::new(false);
    if let Some(page) = crate::platform::svg::page() {
        gloo_events::EventListener::new(&page, "focusin", move |_| by_keys.set(keyboard::is_visible()))
            .forget();
    }
    react(move || {
        session.hovered.track();
        by_keys.set(false);
    });
    let wanted = Memo::new(move |_| {
        // What a hand is doing has the room, and its words at the pointer.
        let going_on = session.overlay.with(|overlay| {
            let is_held = overlay.moving.is_some() || overlay.marquee.is_some() || overlay.resizing.is_some();
            is_held || overlay.ghost.is_some() || overlay.connecting.is_some()
        });
        let (hovered, focused) = (session.hovered.get(), session.focused.get());
        let by_keys = by_keys.get();
        let focused = focused.filter(|_| keyboard::is_visible());
        let wanted = if by_keys { focused.or(hovered) } else { hovered.or(focused) };
        wanted.filter(|_| !going_on)
    });
    react(move || {
        let wanted_now = wanted.get();
        let is_held = held.get();
        let wait = if wanted_now.is_some() { OPENS } else { CLOSES };
        set_timeout(
            move || {
                if wanted.try_get_untracked() == Some(wanted_now.clone())
                    && !(is_held || held.get_untracked())
                {
                    open.set(wanted_now);
                }
            },
            wait,
        );
    });
}

/// The findings that are marked at this node, the worst first.
fn findings_at(store: Store, key: &Key) -> Vec<Finding> {
    let is_here = |finding: &&Finding| {
        !finding.accepted
            && !finding.expected
            && store.scene.with(|scene| {
                let shown = finding.elements.iter().find_map(|element| scene.shown_by(element.as_str()));
                shown.and_then(|at| scene.nodes().get(at)).is_some_and(|node| node.key == *key)
            })
    };
    store.findings.with(|findings| findings.iter().filter(is_here).cloned().collect())
}

#[component]
fn Card(
    /// The node.
    key_of: Key,
    /// What was found.
    findings: Vec<Finding>,
    /// Whether the pointer is on the card.
    held: RwSignal<bool>,
    /// What the card is open for.
    open: RwSignal<Option<Key>>,
) -> impl IntoView {
    let store = use_store();
    let more = findings.len().saturating_sub(MOST);
    let rows = findings.len().min(MOST);
    let place = Memo::new(move |_| corner(store, &key_of, rows));
    let show_all = move |()| {
        open.set(None);
        store.interface.show_drawer(DrawerTab::Findings);
    };
    let rows = findings.into_iter().take(MOST).map(|finding| view! { <Row finding open/> });
    view! {
        <section
            class="finding-card"
            aria-label="Findings here"
            style:left=move || place.get().map(|(x, _)| format!("{x}px"))
            style:top=move || place.get().map(|(_, y)| format!("{y}px"))
            on:pointerenter=move |_| held.set(true)
            on:pointerleave=move |_| held.set(false)
        >
            {rows.collect_view()}
            {(more > 0).then(|| view! {
                <Button kind=ButtonKind::Link on_press=show_all>{format!("{more} more")}</Button>
            })}
        </section>
    }
}

#[component]
fn Row(
    /// What was found.
    finding: Finding,
    /// What the card is open for.
    open: RwSignal<Option<Key>>,
) -> impl IntoView {
    let store = use_store();
    let mark = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    };
    let fix = finding.fix.clone().map(|fix| {
        let label = fix.title.clone();
        let apply = move |()| {
            open.set(None);
            let request = Request::Apply { label: fix.title.clone(), changes: fix.changes.clone() };
            dispatch(store, Event::Request(request));
        };
        view! { <Button kind=ButtonKind::Link on_press=apply>{label}</Button> }
    });
    view! {
        <div class="finding-card-row">
            <MarkIcon id=mark alone=true/>
            <div>
                <p>{finding.message.text}</p>
                {finding.code.map(|code| view! { <code>{code}</code> })}
                {fix}
            </div>
        </div>
    }
}

/// The upper left corner of the card: beside the node, inside the canvas.
fn corner(store: Store, key: &Key, rows: usize) -> Option<(f64, f64)> {
    let camera = store.session.camera.get();
    let rect = store.scene.with(|scene| scene.node(key.as_str()).map(|node| node.rect))?;
    let (right, top) = camera.to_screen(Point::new(rect.right(), rect.y));
    let (left, _) = camera.to_screen(Point::new(rect.x, rect.y));
    let (width, height) = store.ask(|editor| editor.session().viewport);
    let tall = 20.0 + ROW * f64::from(u32::try_from(rows).unwrap_or(1));
    let x = if right + GAP + WIDTH < width { right + GAP + 8.0 } else { left - GAP - WIDTH };
    Some((x.clamp(8.0, (width - WIDTH - 8.0).max(8.0)), top.clamp(8.0, (height - tall - 56.0).max(8.0))))
}
