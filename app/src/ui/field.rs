use leptos::prelude::*;
use std::sync::atomic::{AtomicU32, Ordering};

static NEXT_ID: AtomicU32 = AtomicU32::new(0);

/// An id for an element that another one points at, unique in the page.
pub(super) fn element_id(prefix: &str) -> String {
    format!("{prefix}-{}", NEXT_ID.fetch_add(1, Ordering::Relaxed))
}

/// A text field that keeps its old value in force until the new one is right.
///
/// Enter and leaving the field commit, Escape restores. What is wrong stands in one line under it.
#[component]
pub(crate) fn Field(
    /// The label; shown before the field unless `hide_label`.
    #[prop(into)]
    label: Signal<String>,
    /// Whether the label is for screen readers only, as in a table.
    #[prop(optional)]
    hide_label: bool,
    /// The value in force.
    #[prop(into)]
    value: Signal<String>,
    /// What an empty field says.
    #[prop(optional, into)]
    placeholder: Signal<String>,
    /// Whether it holds code: addresses, ids.
    #[prop(optional)]
    code: bool,
    /// Takes the new text, or says in a sentence why not.
    commit: Callback<String, Result<(), String>>,
    /// The id of the input, where something else focuses it.
    #[prop(optional, into)]
    id: Option<String>,
    /// Takes several lines that were pasted at once, where the table can grow by them.
    #[prop(optional, into)]
    on_lines: Option<Callback<String, Result<(), String>>>,
    /// What is wrong with the text, where something else has to know.
    #[prop(optional)]
    error: Option<RwSignal<Option<String>>>,
    /// Enter was pressed, and what stands in the field is in force.
    #[prop(optional, into)]
    on_enter: Option<Callback<()>>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| element_id("field"));
    let error_id = format!("{id}-error");
    let described_by = error_id.clone();
    let draft = RwSignal::new(None::<String>);
    let error = error.unwrap_or_else(|| RwSignal::new(None));
    let shown = move || draft.get().unwrap_or_else(|| value.get());
    let finish = move || {
        // Taking a value may take the field itself away, which blurs it: then there is no draft any more.
        let Some(text) = draft.try_get_untracked().flatten() else { return };
        let text = text.trim().to_owned();
        if text == value.get_untracked() {
            draft.set(None);
            error.set(None);
            return;
        }
        match commit.run(text) {
            Ok(()) => {
                draft.try_set(None);
                error.try_set(None);
            }
            Err(reason) => error.set(Some(reason)),
        }
    };
    let restore = move || {
        draft.set(None);
        error.set(None);
    };
    let on_key = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        // An input method ends a word with the same keys.
        _ if event.is_composing() => {}
        "Enter" => {
            event.prevent_default();
            event.stop_propagation();
            finish();
            if let (Some(on_enter), Some(None)) = (on_enter, error.try_get_untracked()) {
                on_enter.run(());
            }
        }
        "Escape" if draft.with_untracked(Option::is_some) || error.with_untracked(Option::is_some) => {
            event.stop_propagation();
            restore();
        }
        _ => {}
    };
    let on_paste = move |event: web_sys::ClipboardEvent| {
        let Some(on_lines) = on_lines else { return };
        let text = event.clipboard_data().and_then(|data| data.get_data("text").ok()).unwrap_or_default();
        if text.trim().contains('\n') {
            event.prevent_default();
            match on_lines.run(text) {
                Ok(()) => restore(),
                Err(reason) => error.set(Some(reason)),
            }
        }
    };
    let label_class = if hide_label { "visually-hidden" } else { "field-label" };
    view! {
        <div class="field" class:field-bare=hide_label class:field-wrong=move || error.with(Option::is_some)>
            <label class=label_class for=id.clone()>{label}</label>
            <input
                id=id
                class="input"
                class:code=code
                type="text"
                autocomplete="off"
                spellcheck="false"
                placeholder=placeholder
                prop:value=shown
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=move || error.with(Option::is_some).then(|| described_by.clone())
                on:input=move |event| draft.set(Some(event_target_value(&event)))
                on:keydown=on_key
                on:paste=on_paste
                on:blur=move |_| finish()
            />
            <p class="field-error" id=error_id role="alert">{move || error.get()}</p>
        </div>
    }
}
