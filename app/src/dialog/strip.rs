use crate::library::{Busy, Sharing, use_library};
use crate::ui::{Button, ButtonKind, When};
use leptos::prelude::*;

/// The strip under the top bar while another tab has the drawing open.
#[component]
pub(super) fn SharingStrip() -> impl IntoView {
    let library = use_library();
    let sharing = library.sharing;
    let words = move || sharing.get().words();
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
    // One type for both texts: what the page makes of a type of text is in its first file.
    let text = move |of: fn(&Busy) -> &String| {
        move || library.busy.with(|busy| busy.as_ref().map(|busy| of(busy).clone()))
    };
    let (words, count) = (text(|busy| &busy.words), text(|busy| &busy.count));
    let share = move || library.busy.with(|busy| busy.as_ref().and_then(|busy| busy.share));
    view! {
        <When holds=move || library.busy.with(Option::is_some)>
            <div class="strip">
                <span role="status">{words}</span>
                <span class="strip-count">{count}</span>
                <progress aria-label="How far it is" value=move || share().map(|share| share.to_string())></progress>
                <Button on_press=move |()| library.give_up_reading()>"Cancel"</Button>
            </div>
        </When>
    }
}
