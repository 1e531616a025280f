use super::field::element_id;
use leptos::prelude::*;

/// Several lines of text; leaving it commits, Escape restores.
#[component]
pub(crate) fn TextArea(
    /// The label above it.
    #[prop(into)]
    label: Signal<String>,
    /// The value in force.
    #[prop(into)]
    value: Signal<String>,
    /// Takes the new text.
    #[prop(into)]
    on_commit: Callback<String>,
) -> impl IntoView {
    let id = element_id("text");
    let draft = RwSignal::new(None::<String>);
    let finish = move || {
        if let Some(text) = draft.try_get_untracked().flatten() {
            draft.set(None);
            if text != value.get_untracked() {
                on_commit.run(text);
            }
        }
    };
    view! {
        <div class="text-area">
            <label for=id.clone()>{label}</label>
            <textarea
                id=id
                class="input"
                rows="4"
                prop:value=move || draft.get().unwrap_or_else(|| value.get())
                on:input=move |event| draft.set(Some(event_target_value(&event)))
                on:blur=move |_| finish()
                on:keydown=move |event| {
                    if event.key() == "Escape" && draft.with_untracked(Option::is_some) {
                        event.stop_propagation();
                        draft.set(None);
                    }
                }
            ></textarea>
        </div>
    }
}
