//! The whole page.

use crate::bench;
use crate::dialog::Dialogs;
use crate::library::Library;
use crate::platform::random;
use crate::shell::Shell;
use crate::store::Store;
use leptos::prelude::*;

/// The page with its state.
#[component]
pub(crate) fn App() -> impl IntoView {
    let store = Store::new(random::seed());
    provide_context(store);
    if let Some(count) = bench::asked() {
        bench::when_there(store, count);
    }
    Library::provide(store, bench::asked().is_none());
    crate::dispatch::begin(store);
    store.demand.warn(store.interface);
    store.demand.load_at_rest();
    view! {
        <Shell/>
        <Dialogs/>
    }
}
