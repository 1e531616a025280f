use super::shown::use_shown;
use crate::ui::{Button, ButtonKind, Each, Field, IconButton, When};
use leptos::prelude::*;
use netyard_core::model::Tags;
use serde_json::json;

/// The most tags that AWS keeps on a resource.
const MOST_TAGS: usize = 50;

/// The tags, folded away until somebody wants them.
#[component]
pub(super) fn TagList() -> impl IntoView {
    let shown = use_shown();
    let adding = RwSignal::new(false);
    let tags =
        Memo::new(move |_| shown.resource.get().map(|resource| resource.tags().clone()).unwrap_or_default());
    let keys = Memo::new(move |_| tags.with(|tags| tags.keys().cloned().collect::<Vec<_>>()));
    let summary = move || match tags.with(Tags::len) {
        0 => "Tags".to_owned(),
        count => format!("Tags ({count})"),
    };
    view! {
        <details class="section tags">
            <summary>{summary}</summary>
            <div class="tag-rows">
                <Each keys=keys row=move |key_text| view! { <TagRow key_text tags/> }.into_any()/>
                <When holds=move || adding.get()>
                    <NewTag tags on_done=move |()| adding.set(false)/>
                </When>
                <When holds=move || !adding.get() && (tags.with(Tags::len) < MOST_TAGS)>
                    <Button kind=ButtonKind::Link sign="plus" on_press=move |()| adding.set(true)>"Add tag"</Button>
                </When>
            </div>
        </details>
    }
}

/// One tag.
#[component]
fn TagRow(
    /// Its key.
    key_text: String,
    /// All tags.
    tags: Memo<Tags>,
) -> impl IntoView {
    let shown = use_shown();
    let key = StoredValue::new(key_text.clone());
    let value = Signal::derive(move || {
        key.with_value(|key| tags.with(|tags| tags.get(key).cloned().unwrap_or_default()))
    });
    let write = move |to: Option<String>| {
        let mut all = tags.get_untracked();
        match to {
            Some(text) => all.insert(key.get_value(), text),
            None => all.remove(&key.get_value()),
        };
        shown.set("the tags", "/tags", json!(all))
    };
    let commit = Callback::new(move |text| write(Some(text)));
    let remove = move |()| {
        if let Err(reason) = write(None) {
            shown.desk.say(reason);
        }
    };
    view! {
        <div class="tag-row">
            <Field label=key_text value commit/>
            <IconButton sign="close" class="small" label="Remove the tag" on_press=remove/>
        </div>
    }
}

/// The fields of a new tag.
#[component]
fn NewTag(
    /// All tags.
    tags: Memo<Tags>,
    /// The tag was made.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let shown = use_shown();
    let commit = Callback::new(move |text: String| {
        let (key, value) = text.split_once('=').unwrap_or((&text, ""));
        if key.trim().is_empty() {
            return Err("A tag has a key. Write key=value.".to_owned());
        }
        let mut all = tags.get_untracked();
        all.insert(key.trim().to_owned(), value.trim().to_owned());
        shown.set("the tags", "/tags", json!(all))?;
        on_done.run(());
        Ok(())
    });
    view! { <Field label="New tag" hide_label=true value="" placeholder="key=value" commit/> }
}
