use super::{close, is_open};
use crate::library::use_library;
use crate::platform::page::is_embedded;
use crate::store::Dialog as Which;
use crate::ui::{Button, ButtonKind, Dialog, MarkIcon};
use leptos::prelude::*;

/// Why a link or file was not opened.
#[component]
pub(super) fn RefusedDialog() -> impl IntoView {
    let library = use_library();
    let on_close = close(Which::Refused);
    let what = move || library.refused.get().map(|refused| refused.what);
    let reason = move || library.refused.get().map(|refused| refused.reason);
    let title = Signal::derive(move || match what() {
        Some(what) if what == "This link" => "The link was not opened".to_owned(),
        _ => "The file was not opened".to_owned(),
    });
    view! {
        <Dialog open=is_open(Which::Refused) title on_close>
            <div class="dialog-body refused">
                <MarkIcon id="error" size=20/>
                <div>
                    <p class="refused-what">{what}</p>
                    <p class="refused-reason">{reason}</p>
                    <p>"Your open drawing is unchanged."</p>
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
