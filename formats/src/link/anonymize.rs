//! Takes account ids, tags and descriptions out of a drawing that goes to strangers.

use super::LinkOptions;
use super::accounts::Accounts;
use serde_json::{Map, Value};

/// Maps in which a key is an id that somebody chose, and so never a field to be left out.
const MAPS: &[&str] = &[
    "resources",
    "placement",
    "expectations",
    "notes",
    "accepted",
    "routes",
    "ipPermissions",
    "ipPermissionsEgress",
    "securityGroupVpcAssociations",
    "entries",
    "listens",
];

/// Applies the options to the document as a value: everywhere, also in fields and types that this version does not know.
/// What the drawing means stays: rules read neither tags nor descriptions, and accounts are still told apart.
pub(super) fn apply(document: &mut Value, options: LinkOptions) {
    if options.without_tags || options.without_descriptions {
        strip(document, "", options);
    }
    if options.without_account_ids {
        Accounts::of(document).mask(document);
    }
}

/// Takes tags and descriptions out of a value that stands under `key`.
fn strip(value: &mut Value, key: &str, options: LinkOptions) {
    match value {
        Value::Object(fields) => {
            if !MAPS.contains(&key) {
                fields.retain(|field, _| !is_unwanted(field, options));
            }
            fields.iter_mut().for_each(|(field, value)| strip(value, field, options));
        }
        Value::Array(items) => {
            items.retain(|item| item.as_object().is_none_or(|item| !changes_unwanted(item, options)));
            for item in items {
                strip(item, "", options);
            }
        }
        _ => {}
    }
}

/// Fields of our own, and those of AWS's answers in what was imported without being understood.
fn is_unwanted(field: &str, options: LinkOptions) -> bool {
    let is = |names: &[&str]| names.iter().any(|name| field.eq_ignore_ascii_case(name));
    (options.without_tags && is(&["tags", "tagSet", "tagList"]))
        || (options.without_descriptions && is(&["description"]))
}

/// Whether an item is the change of a tag or description, as an expectation tries it out: there is nothing to change
/// any more.
fn changes_unwanted(item: &Map<String, Value>, options: LinkOptions) -> bool {
    let path = item
        .get("path")
        .and_then(Value::as_str)
        .filter(|_| item.contains_key("set") || item.contains_key("remove"));
    path.is_some_and(|path| path.split('/').any(|field| is_unwanted(field, options)))
}
