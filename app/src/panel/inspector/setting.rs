use super::shown::use_shown;
use crate::ui::{Checkbox, Choice, Field, Select};
use leptos::prelude::*;
use serde_json::Value;

/// A text setting: the label before the field, what is wrong under it.
#[component]
pub(super) fn Setting(
    /// The label; in small letters it also names the field in the history.
    label: &'static str,
    /// The JSON pointer of the field.
    #[prop(into)]
    path: String,
    /// Reads what was written, or says why not.
    read: fn(&str) -> Result<Value, String>,
    /// What an empty field says.
    #[prop(optional)]
    placeholder: &'static str,
    /// Why it cannot be left empty, where it cannot.
    #[prop(optional)]
    needed: &'static str,
) -> impl IntoView {
    let shown = use_shown();
    let path = StoredValue::new(path);
    let value = Signal::derive(move || path.with_value(|path| shown.text(path)));
    let commit = Callback::new(move |text: String| {
        let what = format!("the {}", label.to_lowercase());
        if text.is_empty() && !needed.is_empty() {
            return Err(needed.to_owned());
        }
        let path = path.get_value();
        if text.is_empty() { shown.remove(&what, &path) } else { shown.set(&what, &path, read(&text)?) }
    });
    view! { <Field label value placeholder=placeholder.to_owned() commit/> }
}

/// A setting with a fixed list of values.
#[component]
pub(super) fn ChoiceSetting(
    /// The label.
    label: &'static str,
    /// The JSON pointer of the field.
    #[prop(into)]
    path: String,
    /// The value where the field is absent.
    default: &'static str,
    /// Values and their words.
    choices: &'static [(&'static str, &'static str)],
) -> impl IntoView {
    let shown = use_shown();
    let id = format!("setting{}", path.replace('/', "-"));
    let path = StoredValue::new(path);
    let value = Signal::derive(move || {
        let text = path.with_value(|path| shown.text(path));
        if text.is_empty() { default.to_owned() } else { text }
    });
    let all = Signal::derive(move || {
        let mut all: Vec<Choice> = choices.iter().map(|(value, text)| Choice::new(*value, *text)).collect();
        let current = value.get();
        if all.iter().all(|choice| choice.value != current) {
            all.push(Choice::new(current.clone(), current));
        }
        all
    });
    // An empty choice is a field that is not there.
    let choose = move |chosen: String| {
        let what = format!("the {}", label.to_lowercase());
        path.with_value(|path| {
            if chosen.is_empty() {
                shown.remove_or_say(&what, path);
            } else {
                shown.set_or_say(&what, path, chosen);
            }
        });
    };
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{label}</label>
            <Select label id value choices=all on_choose=choose/>
        </div>
    }
}

/// A setting that is on or off.
#[component]
pub(super) fn SwitchSetting(
    /// The words beside the box.
    label: &'static str,
    /// The JSON pointer of the field.
    path: &'static str,
    /// The value where the field is absent.
    #[prop(optional)]
    default: bool,
) -> impl IntoView {
    let shown = use_shown();
    let checked =
        Signal::derive(move || shown.value(path).and_then(|value| value.as_bool()).unwrap_or(default));
    let change = move |on: bool| shown.set_or_say(&format!("\"{label}\""), path, on);
    view! { <Checkbox label=label.to_owned() checked on_change=change/> }
}

/// A setting that is written in words: `enable` and `disable`, as EC2 does, or `true` and `false`.
#[component]
pub(super) fn EnableSetting(
    /// The words beside the box.
    label: &'static str,
    /// The JSON pointer of the field.
    path: &'static str,
    /// Whether it is on where the field is absent.
    #[prop(optional)]
    default: bool,
    /// The words for on and off.
    #[prop(default = ("enable", "disable"))]
    words: (&'static str, &'static str),
) -> impl IntoView {
    let shown = use_shown();
    let checked = Signal::derive(move || match shown.text(path).as_str() {
        "" => default,
        word => word == words.0,
    });
    let change = move |on: bool| {
        shown.set_or_say(&format!("\"{label}\""), path, if on { words.0 } else { words.1 });
    };
    view! { <Checkbox label=label.to_owned() checked on_change=change/> }
}

/// A list of words in one field.
#[component]
pub(super) fn ListSetting(
    /// The label.
    label: &'static str,
    /// The JSON pointer of the list.
    #[prop(into)]
    path: String,
    /// Reads what was written, or says why not.
    read: fn(&str) -> Result<Value, String>,
    /// What an empty field says.
    placeholder: &'static str,
) -> impl IntoView {
    let shown = use_shown();
    let path = StoredValue::new(path);
    let value = Signal::derive(move || path.with_value(|path| shown.list(path)).join(", "));
    let commit = Callback::new(move |text: String| {
        let what = format!("the {}", label.to_lowercase());
        let path = path.get_value();
        if text.trim().is_empty() {
            shown.remove(&what, &path)
        } else {
            shown.set(&what, &path, read(&text)?)
        }
    });
    view! { <Field label value placeholder=placeholder.to_owned() commit/> }
}
