//! The whole page.

use crate::bench;
use crate::demand::OnDemand;
use crate::dialog::Dialogs;
use crate::library::Library;
use crate::platform::{page, random};
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
    Library::provide(store, bench::asked().is_none() && !page::is_embedded());
    crate::dispatch::begin(store);
    store.demand.warn(store.interface);
    store.demand.load_at_rest();
    let shown = move || {
        if page::is_embedded() {
            view! { <OnDemand part=store.demand.embed name="The drawing"/> }.into_any()
        } else {
            view! { <Shell/> }.into_any()
        }
    };
    view! {
        {shown}
        <Dialogs/>
    }
}
