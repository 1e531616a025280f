use crate::library::{Sharing, use_library};
use crate::ui::{Button, ButtonKind, When};
use leptos::prelude::*;

/// The strip under the top bar while another tab has the drawing open.
#[component]
pub(super) fn SharingStrip() -> impl IntoView {
    let library = use_library();
    let sharing = library.sharing;
    let words = move || match sharing.get() {
        Sharing::Alone => "",
        Sharing::Asked => "This drawing is open in another tab.",
        Sharing::ReadOnly => "For reading only: what you change here is not kept.",
        Sharing::TakenOver => "Another tab goes on with this drawing. What you change here is not kept.",
    };
    view! {
        <When holds=move || sharing.get() != Sharing::Alone>
            <div class="strip" role="alert">
                <span>{words}</span>
                <Button kind=ButtonKind::Primary on_press=move |()| library.take_over()>"Take over"</Button>
                <When holds=move || sharing.get() == Sharing::Asked>
                    <Button on_press=move |()| sharing.set(Sharing::ReadOnly)>"Read only"</Button>
                </When>
                <Button on_press=move |()| library.go_on_with_copy()>"Copy"</Button>
            </div>
        </When>
    }
}

/// What takes a while, in words.
#[component]
pub(super) fn BusyStrip() -> impl IntoView {
    let library = use_library();
    view! {
        <When holds=move || library.busy.get().is_some()>
            <div class="strip" role="status">{move || library.busy.get()}</div>
        </When>
    }
}
