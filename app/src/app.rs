//! The whole page.

use leptos::prelude::*;

/// The page: one heading, until the canvas takes its place.
#[component]
pub(crate) fn App() -> impl IntoView {
    view! {
        <main>
            <h1>"Netyard"</h1>
        </main>
    }
}
