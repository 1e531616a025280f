//! What was done or refused, for a moment at the foot of the canvas.

use crate::store::{Interface, Toast, use_store};
use crate::ui::{Button, ButtonKind, IconButton};
use leptos::prelude::*;
use std::time::Duration;

/// How long a toast stands.
const STANDS: Duration = Duration::from_secs(6);

/// The toasts, in a polite live region.
#[component]
pub(super) fn Toasts() -> impl IntoView {
    let interface = use_store().interface;
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || interface.toasts.get() key=|toast| toast.id let:toast>
                <OneToast toast/>
            </For>
        </div>
    }
}

/// One toast. It does not vanish while the focus or the pointer is on it.
#[component]
fn OneToast(
    /// What it says.
    toast: Toast,
) -> impl IntoView {
    let interface = use_store().interface;
    let id = toast.id;
    let held = RwSignal::new(false);
    vanish_later(interface, id, held);
    let actions = toast.actions.into_iter().map(|(label, act)| {
        let press = move |()| {
            interface.dismiss_toast(id);
            act.run(());
            // The button is gone, and the keyboard goes on where the act was.
            super::keyboard::focus_canvas();
        };
        view! { <Button kind=ButtonKind::Link on_press=press>{label}</Button> }
    });
    view! {
        <div
            class="toast"
            on:focusin=move |_| held.set(true)
            on:focusout=move |_| held.set(false)
            on:mouseenter=move |_| held.set(true)
            on:mouseleave=move |_| held.set(false)
        >
            <p>{toast.text}</p>
            {actions.collect_view()}
            <IconButton sign="close" label="Close the message" class="small" on_press=move |()| interface.dismiss_toast(id)/>
        </div>
    }
}

/// Takes the toast away when its time is over and nobody holds it; else looks again later.
fn vanish_later(interface: Interface, id: u32, held: RwSignal<bool>) {
    set_timeout(
        move || match held.try_get_untracked() {
            Some(true) => vanish_later(interface, id, held),
            Some(false) => interface.dismiss_toast(id),
            None => {}
        },
        STANDS,
    );
}
