use leptos::prelude::*;

/// One choice of a [`Select`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    /// What is handed on.
    pub(crate) value: String,
    /// What is shown.
    pub(crate) text: String,
    /// Why it cannot be chosen; it is shown greyed, with the reason after it.
    pub(crate) refused: Option<String>,
}

impl Choice {
    /// A choice that can be taken.
    pub(crate) fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self { value: value.into(), text: text.into(), refused: None }
    }
}

/// A native list of choices.
#[component]
pub(crate) fn Select(
    /// The accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// The id, where a visible label points at it.
    #[prop(optional, into)]
    id: Option<String>,
    /// What is chosen.
    #[prop(into)]
    value: Signal<String>,
    /// What can be chosen.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// Further classes.
    #[prop(optional)]
    class: &'static str,
    /// What a person chose.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let options = move || {
        let chosen = value.get();
        choices
            .get()
            .into_iter()
            .map(|choice| {
                let selected = choice.value == chosen;
                let text = match &choice.refused {
                    Some(reason) => format!("{} ({reason})", choice.text),
                    None => choice.text,
                };
                // The attribute counts only until somebody has chosen.
                view! {
                    <option value=choice.value prop:selected=selected disabled=choice.refused.is_some()>
                        {text}
                    </option>
                }
            })
            .collect_view()
    };
    view! {
        <select
            class=format!("select {class}")
            id=id
            aria-label=label
            on:change=move |event| {
                let list = event_target::<web_sys::HtmlSelectElement>(&event);
                on_choose.run(list.value());
                // What was refused is not chosen: the list goes on showing what is.
                if let Some(now) = value.try_get_untracked() {
                    list.set_value(&now);
                }
            }
        >
            {options}
        </select>
    }
}
