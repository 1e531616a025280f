use crate::panel::desk::use_desk;
use crate::panel::words::count;
use crate::ui::{Field, Section, When};
use leptos::prelude::*;
use netyard_core::model::{Resource, ResourceType};
use netyard_core::ordered::{IntoOrdered, Order};
use netyard_editor::Request;
use std::collections::BTreeSet;

/// What the inspector shows when nothing is selected: the drawing, or first keys when it is empty.
#[component]
pub(super) fn Nothing() -> impl IntoView {
    let desk = use_desk();
    let is_empty = Memo::new(move |_| desk.store.document.with(|document| document.resources.is_empty()));
    view! {
        <When holds=move || is_empty.get() otherwise=|| view! { <Drawing/> }>
            <FirstKeys/>
        </When>
    }
}

/// Keys to begin with.
#[component]
fn FirstKeys() -> impl IntoView {
    let key = |what: &'static str, keys: &'static [&'static str]| {
        view! {
            <li class="first-key">
                <span>{what}</span>
                <span class="keys">{keys.iter().map(|key| view! { <kbd class="key">{*key}</kbd> }).collect_view()}</span>
            </li>
        }
    };
    view! {
        <div class="nothing">
            <h2>"Nothing selected"</h2>
            <p>"Select a part to see its settings, its routes and rules, and what the checks say about it."</p>
            <h3 class="list-head">"Keys to begin with"</h3>
            <ul class="plain-list">
                {key("Find a part", &["P"])}
                {key("Connect two parts", &["C"])}
                {key("Outline as a table", &["Shift", "W"])}
                {key("All commands", &["Ctrl", "/"])}
                {key("All keys", &["?"])}
            </ul>
        </div>
    }
}

/// The drawing itself.
#[component]
fn Drawing() -> impl IntoView {
    let desk = use_desk();
    let title = Signal::derive(move || desk.store.document.with(|document| document.title.clone()));
    let commit = Callback::new(move |text: String| {
        desk.request(Request::SetTitle(text));
        Ok(())
    });
    let counts = Memo::new(move |_| {
        desk.store.document.with(|document| {
            let mut kinds: Vec<(usize, &'static str)> = Vec::new();
            for resource in document.resources.values() {
                let own = resource.resource_type().map_or("Plain node", ResourceType::label);
                match kinds.iter_mut().find(|(_, label)| *label == own) {
                    Some((count, _)) => *count += 1,
                    None => kinds.push((1, own)),
                }
            }
            kinds.order_by_key(|(count, label)| (usize::MAX - count, *label));
            kinds
        })
    });
    let regions = Memo::new(move |_| {
        desk.store.document.with(|document| {
            let regions: BTreeSet<String> = document
                .resources
                .values()
                .filter_map(|resource| match resource.as_ref() {
                    Resource::Vpc(vpc) => vpc.region.clone(),
                    _ => None,
                })
                .into_set();
            regions.into_iter().collect::<Vec<_>>().join(", ")
        })
    });
    let summary = move || {
        desk.store.document.with(|document| {
            let mut words = count(document.resources.len(), "part");
            for (number, noun) in
                [(document.expectations.len(), "expectation"), (document.notes.len(), "note")]
            {
                if number > 0 {
                    words.push_str(", ");
                    words.push_str(&count(number, noun));
                }
            }
            words
        })
    };
    view! {
        <div class="drawing-facts">
            <Section title="This drawing">
                <Field label="Title" value=title placeholder="Untitled drawing" commit/>
                <div class="fact"><span class="fact-label">"Region"</span><span class="fact-value">{regions}</span></div>
                <div class="fact"><span class="fact-label">"Holds"</span><span class="fact-value">{summary}</span></div>
            </Section>
            <Section title="Parts">
                <ul class="plain-list">
                    {move || counts.get().into_iter().map(|(number, label)| view! {
                        <li class="count-row"><span>{label}</span><span class="thing-fact">{number}</span></li>
                    }).collect_view()}
                </ul>
            </Section>
        </div>
    }
}
