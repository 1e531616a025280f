use leptos::prelude::*;

/// A row for each key, in their order. A row stays what it is while its key stays.
///
/// As the framework's `For`, with one copy of the code for all lists: keys are texts, and rows come boxed.
#[component]
pub(crate) fn Each(
    /// The keys, each once.
    #[prop(into)]
    keys: Signal<Vec<String>>,
    /// Makes the row of a key.
    #[prop(into)]
    row: Callback<String, AnyView>,
) -> impl IntoView {
    view! { <For each=move || keys.get() key=Clone::clone children=move |key| row.run(key)/> }
}
