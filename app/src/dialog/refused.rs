use super::{close, is_open};
use crate::library::use_library;
use crate::platform::page::is_embedded;
use crate::store::{Dialog as Which, use_store};
use crate::ui::{Button, ButtonKind, Dialog, MarkIcon};
use leptos::prelude::*;

/// Why a link or file was not opened.
#[component]
pub(super) fn RefusedDialog() -> impl IntoView {
    let (library, store) = (use_library(), use_store());
    let on_close = close(Which::Refused);
    let what = move || library.refused.get().map(|refused| refused.what);
    let reason = move || library.refused.get().map(|refused| refused.reason);
    let title = Signal::derive(move || match what() {
        Some(what) if what == "This link" => "The link was not opened".to_owned(),
        _ => "The file was not opened".to_owned(),
    });
    let stays = move || {
        let is_empty = store.document.with(|document| document.resources.is_empty());
        match is_embedded() {
            true if is_empty => {
                "So there is no network to show here. The page around this one may have another link."
            }
            true => "The network that is shown stays as it was.",
            false => "Your open drawing is unchanged.",
        }
    };
    view! {
        <Dialog open=is_open(Which::Refused) title on_close>
            <div class="dialog-body refused">
                <MarkIcon id="error" size=20/>
                <div>
                    <p class="refused-what">{what}</p>
                    <p class="refused-reason">{reason}</p>
                    <p>{stays}</p>
                </div>
            </div>
            <footer class="dialog-foot dialog-acts">
                {(!is_embedded()).then(|| view! {
                    <Button on_press=move |()| { on_close.run(()); library.choose_file(); }>"Open another file"</Button>
                })}
                <Button kind=ButtonKind::Primary on_press=on_close>"Close"</Button>
            </footer>
        </Dialog>
    }
}
