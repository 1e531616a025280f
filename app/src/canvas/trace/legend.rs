//! What the lines of a trace mean, at the lower left of the canvas.

use crate::store::use_store;
use crate::ui::When;
use leptos::prelude::*;

/// Request and reply.
#[component]
pub(in crate::canvas) fn Legend() -> impl IntoView {
    let store = use_store();
    view! {
        <When holds=move || store.trace.with(Option::is_some) && !store.interface.minimap.get()>
            <div class="trace-legend" aria-hidden="true">
                <svg width="30" height="8"><path class="legend-request" d="M1 4H29"></path></svg>
                <span>"Request"</span>
                <svg width="30" height="8"><path class="legend-reply" d="M1 4H29"></path></svg>
                <span>"Reply"</span>
            </div>
        </When>
    }
}
