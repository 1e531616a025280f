use super::shown::use_shown;
use crate::ui::{Button, ButtonKind, Each, Field, IconButton, Section, When};
use leptos::prelude::*;
use serde_json::json;

/// A list of texts: each can be taken out, and one more can be written.
#[component]
pub(super) fn TextList(
    /// The heading.
    title: &'static str,
    /// The JSON pointer of the list.
    path: &'static str,
    /// One of them, in small letters: "principal".
    one: &'static str,
    /// What is said where there is none.
    none: &'static str,
    /// What an empty field says.
    placeholder: &'static str,
    /// Reads one, or says why not.
    read: fn(&str) -> Result<String, String>,
) -> impl IntoView {
    let shown = use_shown();
    let adding = RwSignal::new(false);
    let all = Memo::new(move |_| shown.list(path));
    let take_out = move |text: &str| {
        let mut left = all.get_untracked();
        left.retain(|other| other != text);
        let what = format!("a {one}");
        if left.is_empty() {
            shown.remove_or_say(&what, path);
        } else {
            shown.set_or_say(&what, path, json!(left));
        }
    };
    let append = Callback::new(move |text: String| {
        let text = read(&text)?;
        let mut all = all.get_untracked();
        if !all.contains(&text) {
            all.push(text);
            shown.set(&format!("a {one}"), path, json!(all))?;
        }
        adding.set(false);
        Ok(())
    });
    view! {
        <Section title>
            <ul class="plain-list">
                <Each keys=all row=move |text: String| {
                    let gone = text.clone();
                    view! {
                        <li class="link-row">
                            <span>{text}</span>
                            <IconButton sign="close" class="small" label="Remove it from the list" on_press=move |()| take_out(&gone)/>
                        </li>
                    }.into_any()
                }/>
            </ul>
            <When holds=move || all.with(Vec::is_empty)>
                <p class="quiet-text">{none}</p>
            </When>
            <When
                holds=move || adding.get()
                otherwise=move || view! {
                    <div class="field-act">
                        <Button kind=ButtonKind::Link sign="plus" on_press=move |()| adding.set(true)>{format!("Add a {one}")}</Button>
                    </div>
                }
            >
                <Field label=format!("New {one}") value="" placeholder=placeholder.to_owned() commit=append/>
            </When>
        </Section>
    }
}
