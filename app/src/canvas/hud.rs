//! Zoom and fit, at the lower right of the canvas.

use crate::dispatch::command;
use crate::store::use_store;
use crate::ui::IconButton;
use leptos::prelude::*;
use netyard_editor::CommandId;

/// The buttons for the zoom.
#[component]
pub(super) fn Hud() -> impl IntoView {
    let store = use_store();
    let percent = move || format!("{:.0}%", store.session.camera.get().zoom * 100.0);
    let run = move |id: CommandId| move |()| command(store, id);
    view! {
        <div class="hud" role="group" aria-label="Zoom">
            <IconButton sign="minus" label="Zoom out" on_press=run(CommandId::ZoomOut)/>
            <button
                type="button"
                class="hud-percent"
                aria-label=move || format!("Zoom {}, back to 100%", percent())
                on:click=move |_| command(store, CommandId::ZoomReset)
            >
                {percent}
            </button>
            <IconButton sign="plus" label="Zoom in" on_press=run(CommandId::ZoomIn)/>
            <span class="hud-line"></span>
            <IconButton sign="fit" label="Show the whole drawing" on_press=run(CommandId::FitAll)/>
        </div>
    }
}
