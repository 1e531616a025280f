//! Takes account ids, tags and descriptions out of a drawing that goes to strangers.

use super::LinkOptions;
use serde_json::Value;

/// Applies the options to the document as a value. What the drawing means stays, as far as its parts do not say it:
/// rules read neither tags nor descriptions, and an account only where two of them meet.
pub(super) fn apply(document: &mut Value, options: LinkOptions) {
    let Some(resources) = document.get_mut("resources").and_then(Value::as_object_mut) else { return };
    for resource in resources.values_mut() {
        if options.without_tags {
            remove(resource, "tags");
        }
        clean(resource, options);
    }
}

fn clean(value: &mut Value, options: LinkOptions) {
    match value {
        Value::Object(object) => {
            object.retain(|key, value| !is_unwanted(key, value, options));
            object.values_mut().for_each(|value| clean(value, options));
        }
        Value::Array(items) => items.iter_mut().for_each(|value| clean(value, options)),
        Value::String(text) if options.without_account_ids => mask_arn(text),
        _ => {}
    }
}

fn is_unwanted(key: &str, value: &Value, options: LinkOptions) -> bool {
    let Some(text) = value.as_str() else { return false };
    let account = options.without_account_ids && is_account_id(text);
    let description = options.without_descriptions && key == "description";
    account || description
}

/// Replaces the account in `arn:partition:service:region:account:resource`.
fn mask_arn(text: &mut String) {
    if !text.starts_with("arn:") {
        return;
    }
    let masked: Vec<&str> = text
        .splitn(6, ':')
        .enumerate()
        .map(|(index, part)| if index == 4 && is_account_id(part) { "000000000000" } else { part })
        .collect();
    *text = masked.join(":");
}

fn is_account_id(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn remove(resource: &mut Value, key: &str) {
    if let Some(object) = resource.as_object_mut() {
        object.shift_remove(key);
    }
}
