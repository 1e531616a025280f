use super::action::ThingRow;
use crate::panel::desk::use_desk;
use crate::panel::words::{count, kind_of};
use crate::ui::{Button, ButtonKind, Choice, IconButton, Section, Select};
use leptos::prelude::*;
use netyard_core::change::Change;
use netyard_core::model::ResourceId;
use netyard_core::ordered::Order;
use netyard_editor::command::CommandId;
use serde_json::Value;

/// A field that several things share: its label, its path, its choices, the value where it is absent.
struct SharedField {
    of: &'static str,
    label: &'static str,
    path: &'static str,
    choices: &'static [(&'static str, &'static str)],
    default: &'static str,
}

const YES_NO: &[(&str, &str)] = &[("true", "yes"), ("false", "no")];

const SHARED: &[SharedField] = &[
    SharedField {
        of: "subnet",
        label: "Public addresses",
        path: "/mapPublicIpOnLaunch",
        choices: YES_NO,
        default: "false",
    },
    SharedField {
        of: "instance",
        label: "State",
        path: "/state",
        choices: &[("running", "running"), ("stopped", "stopped")],
        default: "running",
    },
    SharedField {
        of: "networkInterface",
        label: "Source/dest. check",
        path: "/sourceDestCheck",
        choices: YES_NO,
        default: "true",
    },
    SharedField {
        of: "vpc",
        label: "DNS hostnames",
        path: "/enableDnsHostnames",
        choices: YES_NO,
        default: "false",
    },
];

/// Acts that need several things: a sign, the words, the command.
const ACTS: &[(&str, CommandId)] = &[
    ("Align left", CommandId::AlignLeft),
    ("Align centre", CommandId::AlignCenter),
    ("Align right", CommandId::AlignRight),
    ("Align top", CommandId::AlignTop),
    ("Align middle", CommandId::AlignMiddle),
    ("Align bottom", CommandId::AlignBottom),
    ("Distribute across", CommandId::DistributeHorizontally),
    ("Distribute down", CommandId::DistributeVertically),
];

/// Several things are selected: what they share, and acts on all of them.
#[component]
pub(super) fn Several(
    /// Their keys.
    ids: Vec<String>,
) -> impl IntoView {
    let desk = use_desk();
    let title = count(ids.len(), "thing");
    let stored = StoredValue::new(ids.clone());
    let kinds = desk.store.document.with_untracked(|document| {
        let mut kinds: Vec<String> = ids.iter().map(|id| kind_of(document, id)).collect();
        kinds.order();
        kinds.dedup();
        kinds.join(", ")
    });
    let type_word = move || {
        desk.store.document.with(|document| {
            stored.with_value(|ids| {
                let first = document.resource(ids.first()?)?.type_name().to_owned();
                ids.iter()
                    .all(|id| document.resource(id).is_some_and(|resource| resource.type_name() == first))
                    .then_some(first)
            })
        })
    };
    let fields = move || {
        SHARED
            .iter()
            .filter(|field| type_word().as_deref() == Some(field.of))
            .map(|field| view! { <Shared field ids=stored/> })
            .collect_view()
    };
    view! {
        <div class="several">
            <h2>{format!("{title} selected")}</h2>
            <p class="identity-kind">{kinds}</p>
            {fields}
            <div class="several-acts">
                {ACTS.iter().map(|(label, command)| {
                    let command = *command;
                    view! { <Button on_press=move |()| desk.run(command)>{*label}</Button> }
                }).collect_view()}
            </div>
            <div class="several-acts">
                <Button sign="copy" on_press=move |()| desk.run(CommandId::Duplicate)>"Duplicate"</Button>
                <Button kind=ButtonKind::Danger sign="trash" on_press=move |()| desk.run(CommandId::Delete)>"Delete"</Button>
            </div>
        </div>
        <Section title="Selected" act=move || view! { <IconButton sign="close" class="small" label="Select nothing" on_press=move |()| desk.select_all([])/> }>
            <ul class="plain-list">{ids.into_iter().map(|id| view! { <ThingRow id/> }).collect_view()}</ul>
        </Section>
    }
}

/// One shared field; "mixed" where the values differ.
#[component]
fn Shared(
    /// The field.
    field: &'static SharedField,
    /// The things.
    ids: StoredValue<Vec<String>>,
) -> impl IntoView {
    let desk = use_desk();
    let value = Signal::derive(move || {
        desk.store.document.with(|document| {
            ids.with_value(|ids| {
                let mut values = ids.iter().filter_map(|id| document.resource(id)).map(|resource| {
                    match resource.to_value().pointer(field.path) {
                        Some(Value::String(text)) => text.clone(),
                        Some(Value::Bool(on)) => on.to_string(),
                        _ => field.default.to_owned(),
                    }
                });
                let first = values.next().unwrap_or_default();
                if values.all(|value| value == first) { first } else { "mixed".to_owned() }
            })
        })
    });
    let choices = Signal::derive(move || {
        let mut all: Vec<Choice> =
            field.choices.iter().map(|(value, text)| Choice::new(*value, *text)).collect();
        if value.get() == "mixed" {
            all.insert(0, Choice::new("mixed", "mixed"));
        }
        all
    });
    let choose = move |chosen: String| {
        let to = match chosen.as_str() {
            "mixed" => return,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => Value::String(chosen),
        };
        let changes = ids.with_value(|ids| {
            ids.iter().map(|id| Change::set(&ResourceId::new(id), field.path, to.clone())).collect::<Vec<_>>()
        });
        let label = format!("Change \"{}\" of {}", field.label, count(changes.len(), "thing"));
        if let Err(reason) = desk.edit(label, changes) {
            desk.say(reason);
        }
    };
    view! {
        <div class="field">
            <span class="field-label" aria-hidden="true">{field.label}</span>
            <Select label=field.label value choices on_choose=choose/>
        </div>
    }
}
