//! One line at the pointer: where a thing would land, or why it cannot.

use crate::store::use_store;
use crate::ui::When;
use leptos::prelude::*;
use netyard_editor::overlay::{DropVerdict, Overlay};
use netyard_scene::Point;

/// The widest line, and its distance from the pointer.
const WIDEST: f64 = 340.0;

/// The line, its place, and whether it refuses.
fn words(overlay: &Overlay) -> Option<(Point, String, bool)> {
    let (at, verdict) = match (&overlay.drop, &overlay.connecting) {
        (Some(drop), _) => (drop.at, &drop.verdict),
        (None, Some(connecting)) => (connecting.to, connecting.verdict.as_ref()?),
        (None, None) => return None,
    };
    match verdict {
        DropVerdict::Valid { text } if text.is_empty() => None,
        DropVerdict::Valid { text } => Some((at, text.clone(), false)),
        DropVerdict::Invalid { reason } => Some((at, reason.clone(), true)),
    }
}

/// The line at the pointer.
#[component]
pub(super) fn PointerHint() -> impl IntoView {
    let store = use_store();
    let hint = Memo::new(move |_| store.session.overlay.with(|overlay| words(overlay)));
    let place = move || hint.get().map(|(at, _, _)| store.session.camera.get().to_screen(at));
    // Near the right border it stands to the left of the pointer.
    let sides = move || {
        let (x, _) = place()?;
        let (width, _) = store.ask(|editor| editor.session().viewport);
        let (left, right) = (format!("{}px", x + 14.0), format!("{}px", width - x + 10.0));
        Some(if x + WIDEST > width { ("auto".to_owned(), right) } else { (left, "auto".to_owned()) })
    };
    view! {
        <When holds=move || hint.with(Option::is_some)>
            <div
                class="pointer-hint"
                class:refused=move || hint.with(|hint| hint.as_ref().is_some_and(|hint| hint.2))
                style:left=move || sides().map(|sides| sides.0)
                style:right=move || sides().map(|sides| sides.1)
                style:top=move || place().map(|(_, y)| format!("{}px", y + 16.0))
            >
                {move || hint.get().map(|(_, text, _)| text)}
            </div>
        </When>
    }
}
