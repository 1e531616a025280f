//! The whole page.

use crate::store::Store;
use leptos::prelude::*;

/// The page: one heading, until the canvas takes its place.
#[component]
pub(crate) fn App() -> impl IntoView {
    let store = Store::new();
    provide_context(store);
    view! {
        <main>
            <h1>"Netyard"</h1>
        </main>
    }
}
