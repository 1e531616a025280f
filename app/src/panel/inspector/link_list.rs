use super::action::Link;
use crate::ui::{Choice, Each, IconButton, Section, Select, When};
use leptos::prelude::*;

/// A list of things that belong to the shown one: each leads to itself and can be taken out, and one more can be chosen.
#[component]
pub(super) fn LinkList(
    /// The heading.
    title: &'static str,
    /// The keys of the things.
    ids: Memo<Vec<String>>,
    /// What is said where there is none.
    none: &'static str,
    /// What stands in the list of choices.
    add: &'static str,
    /// What can be chosen: keys and names.
    more: Signal<Vec<(String, String)>>,
    /// Puts a thing in, or takes it out.
    #[prop(into)]
    set: Callback<(String, bool)>,
) -> impl IntoView {
    let choices = Signal::derive(move || {
        let more = more.get().into_iter().map(|(id, name)| Choice::new(id, name));
        std::iter::once(Choice::new("", add)).chain(more).collect::<Vec<_>>()
    });
    view! {
        <Section title=title>
            <ul class="plain-list">
                <Each keys=ids row=move |id: String| view! {
                    <li class="link-row">
                        <Link to=id.clone()/>
                        <IconButton sign="close" class="small" label="Remove it from the list" on_press=move |()| set.run((id.clone(), false))/>
                    </li>
                }.into_any()/>
            </ul>
            <When holds=move || ids.with(Vec::is_empty)>
                <p class="quiet-text">{none}</p>
            </When>
            <When holds=move || choices.with(|choices| choices.len() > 1)>
                <Select label=add value="" choices on_choose=move |id: String| if !id.is_empty() { set.run((id, true)) }/>
            </When>
        </Section>
    }
}
