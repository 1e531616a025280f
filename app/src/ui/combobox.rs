use super::ResourceGlyph;
use super::field::element_id;
use super::react;
use leptos::html;
use leptos::prelude::*;
use netyard_scene::glyph::Glyph;

/// One suggestion of a [`Combobox`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Suggestion {
    /// What is handed on when it is taken.
    pub(crate) value: String,
    /// What is shown.
    pub(crate) text: String,
    /// What stands at its right: an address, a kind.
    pub(crate) meta: String,
    /// Its glyph.
    pub(crate) glyph: Option<&'static Glyph>,
    /// Why it cannot be taken; it is shown greyed, with the reason.
    pub(crate) refused: Option<String>,
}

impl Suggestion {
    fn matches(&self, query: &str) -> bool {
        query.is_empty()
            || self.text.to_lowercase().contains(query)
            || self.meta.to_lowercase().contains(query)
            || self.value.to_lowercase().contains(query)
    }
}

/// A text field with suggestions: type to narrow, arrows to choose, Enter to take.
///
/// What is typed is handed on as it is if no suggestion is chosen, so that addresses can be written freely.
#[component]
pub(crate) fn Combobox(
    /// The accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// The id of the input.
    #[prop(optional, into)]
    id: Option<String>,
    /// What the closed field shows.
    #[prop(into)]
    shown: Signal<String>,
    /// What stands at the right of the closed field.
    #[prop(optional, into)]
    meta: Signal<String>,
    /// What an empty field says.
    #[prop(optional, into)]
    placeholder: Signal<String>,
    /// The suggestions.
    #[prop(into)]
    suggestions: Signal<Vec<Suggestion>>,
    /// Takes a value, or says why not.
    commit: Callback<String, Result<(), String>>,
    /// What is wrong with the text, where something else has to know.
    #[prop(optional)]
    error: Option<RwSignal<Option<String>>>,
    /// A suggestion was chosen or Enter pressed, and what stands in the field is in force.
    #[prop(optional, into)]
    on_enter: Option<Callback<()>>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| element_id("combobox"));
    let list_id = format!("{id}-list");
    let error_id = format!("{id}-error");
    let input = NodeRef::<html::Input>::new();
    let draft = RwSignal::new(None::<String>);
    let error = error.unwrap_or_else(|| RwSignal::new(None));
    let open = RwSignal::new(false);
    let active = RwSignal::new(None::<usize>);
    let found = Memo::new(move |_| {
        let query = draft.get().unwrap_or_default().to_lowercase();
        suggestions.get().into_iter().filter(|one| one.matches(query.trim())).take(60).collect::<Vec<_>>()
    });
    let take = move |value: String| match commit.run(value) {
        // Taking a value may take the field itself away: then there is nothing left to reset.
        Ok(()) => {
            draft.try_set(None);
            error.try_set(None);
            open.try_set(false);
            active.try_set(None);
        }
        Err(reason) => {
            error.set(Some(reason));
            open.set(false);
        }
    };
    let finish = move || {
        // A field that is taken away is blurred, too.
        let Some(draft_now) = draft.try_get_untracked() else { return };
        let chosen =
            active.get_untracked().and_then(|index| found.with_untracked(|found| found.get(index).cloned()));
        match (chosen, draft_now) {
            (Some(chosen), _) if chosen.refused.is_none() => take(chosen.value),
            (Some(chosen), _) => error.set(chosen.refused),
            (None, Some(text)) if text.trim() == shown.get_untracked() => {
                draft.set(None);
                error.set(None);
            }
            (None, Some(text)) => take(text.trim().to_owned()),
            (None, None) => open.set(false),
        }
    };
    let enter = move || {
        if let (Some(on_enter), Some(None)) = (on_enter, error.try_get_untracked()) {
            on_enter.run(());
        }
    };
    let step = move |by: isize| {
        let count = found.with_untracked(Vec::len);
        if !open.get_untracked() {
            open.set(true);
            return;
        }
        if count > 0 {
            active.update(|active| {
                *active = Some(match (*active, by) {
                    (None, 1) => 0,
                    (None, _) => count - 1,
                    (Some(index), by) => index.saturating_add_signed(by).min(count - 1),
                });
            });
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        // An input method ends a word with the same keys.
        _ if event.is_composing() => {}
        "ArrowDown" | "ArrowUp" => {
            event.prevent_default();
            step(if event.key() == "ArrowDown" { 1 } else { -1 });
        }
        "Enter" => {
            event.prevent_default();
            event.stop_propagation();
            finish();
            enter();
        }
        "Escape" if open.get_untracked() || draft.with_untracked(Option::is_some) => {
            event.stop_propagation();
            event.prevent_default();
            open.set(false);
            draft.set(None);
            error.set(None);
            active.set(None);
        }
        _ => {}
    };
    let on_blur = move |_| {
        // Taking a value may take the field itself away, which blurs it.
        if draft.is_disposed() {
            return;
        }
        active.try_set(None);
        finish();
        open.try_set(false);
    };
    let list_for_option = list_id.clone();
    let active_id = {
        let list_id = list_id.clone();
        move || active.get().map(|index| format!("{list_id}-{index}"))
    };
    let described_by = error_id.clone();
    let controls = list_id.clone();
    let rows = move || {
        let prefix = list_for_option.clone();
        // A closed list holds nothing: a large drawing has hundreds of suggestions, made anew with every change.
        let listed = if open.get() { found.get() } else { Vec::new() };
        listed
            .into_iter()
            .enumerate()
            .map(|(index, one)| {
                let take_this = {
                    let one = one.clone();
                    move |event: web_sys::MouseEvent| {
                        event.prevent_default();
                        match &one.refused {
                            None => {
                                take(one.value.clone());
                                enter();
                            }
                            Some(reason) => error.set(Some(reason.clone())),
                        }
                    }
                };
                let refused = one.refused.is_some();
                let meta = one.refused.unwrap_or(one.meta);
                view! {
                    <li
                        id=format!("{prefix}-{index}")
                        role="option"
                        class="option"
                        class:option-active=move || active.get() == Some(index)
                        aria-selected=move || if active.get() == Some(index) { "true" } else { "false" }
                        aria-disabled=refused.then_some("true")
                        on:mousedown=take_this
                    >
                        {one.glyph.map(|glyph| view! { <ResourceGlyph glyph size=16/> })}
                        <span class="option-text">{one.text}</span>
                        <span class="option-meta">{meta}</span>
                    </li>
                }
            })
            .collect_view()
    };
    let (left, top, width, below) = anchor(input, open);
    view! {
        <div class="combobox" class:field-wrong=move || error.with(Option::is_some)>
            <input
                node_ref=input
                id=id
                class="input"
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                aria-label=label
                aria-autocomplete="list"
                aria-expanded=move || if open.get() { "true" } else { "false" }
                aria-controls=controls
                aria-activedescendant=active_id
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=move || error.with(Option::is_some).then(|| described_by.clone())
                placeholder=placeholder
                prop:value=move || draft.get().unwrap_or_else(|| shown.get())
                on:input=move |event| {
                    draft.set(Some(event_target_value(&event)));
                    active.set(None);
                    open.set(true);
                }
                on:click=move |_| open.set(true)
                on:focus=move |_| if let Some(input) = input.get_untracked() { input.select() }
                on:keydown=on_key
                on:blur=on_blur
            />
            <span class="combobox-meta" aria-hidden="true">
                {move || if draft.with(Option::is_some) { String::new() } else { meta.get() }}
            </span>
            <ul
                id=list_id
                class="options"
                role="listbox"
                aria-label=label
                hidden=move || !open.get() || found.with(Vec::is_empty)
                class:options-above=move || !below.get()
                style:left=move || left.get()
                style:top=move || top.get()
                style:min-width=move || width.get()
            >
                {rows}
            </ul>
            <p class="field-error" id=error_id role="alert">{move || error.get()}</p>
        </div>
    }
}

/// Where the list of suggestions stands: at the input, below it or, near the lower edge, above it.
fn anchor(
    input: NodeRef<html::Input>,
    open: RwSignal<bool>,
) -> (RwSignal<String>, RwSignal<String>, RwSignal<String>, RwSignal<bool>) {
    let left = RwSignal::new(String::new());
    let top = RwSignal::new(String::new());
    let width = RwSignal::new(String::new());
    let below = RwSignal::new(true);
    react(move || {
        let (true, Some(input)) = (open.get(), input.get_untracked()) else { return };
        let place = input.get_bounding_client_rect();
        let window_height =
            window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
        let fits = place.bottom() + 240.0 < window_height || place.top() < 240.0;
        below.set(fits);
        left.set(format!("{}px", place.left()));
        width.set(format!("{}px", place.width()));
        top.set(format!("{}px", if fits { place.bottom() + 2.0 } else { place.top() - 2.0 }));
    });
    (left, top, width, below)
}
