use super::{Part, Piece, Sight};
use crate::store::use_store;
use crate::ui::{Button, When};
use leptos::prelude::*;

/// A piece of the page that is loaded when it is first shown.
#[component]
pub(crate) fn OnDemand(
    /// The part that makes it.
    part: Part<Piece>,
    /// What it is, as "The inspector".
    name: &'static str,
) -> impl IntoView {
    let piece = Memo::new(move |_| part.get());
    let failed = Memo::new(move |_| part.failed());
    view! {
        {move || piece.get().map(|piece| piece())}
        <When holds=move || failed.get()>
            <div class="drawer-empty" role="alert">
                <p>{name}" could not be loaded. Look whether there is a network, or reload the page."</p>
                <Button on_press=move |()| part.again()>"Try again"</Button>
            </div>
        </When>
    }
}

/// A piece of the page that comes with what shows drawings. That it could not be loaded is said elsewhere.
#[component]
pub(crate) fn OfSight(
    /// Makes the piece.
    piece: fn(Sight) -> AnyView,
) -> impl IntoView {
    let part = use_store().demand.sight;
    let is_there = Memo::new(move |_| part.get().is_some());
    move || is_there.get().then(|| part.now().map(piece))
}
