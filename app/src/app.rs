//! The whole page.

use crate::platform::random;
use crate::store::Store;
use leptos::prelude::*;

/// The page: one heading, until the canvas takes its place.
#[component]
pub(crate) fn App() -> impl IntoView {
    let store = Store::new(random::seed());
    provide_context(store);
    view! {
        <main>
            <h1>"Netyard"</h1>
        </main>
    }
}
