//! Whether what changes looks like another network: AWS makes no VPC another one in place.

use super::plan::{ChangedThing, FieldChange};
use serde_json::Value;

/// That what changes looks like another network, in a sentence; `None` where it looks like the same one, changed.
pub(super) fn doubt(changed: &[ChangedThing]) -> Option<String> {
    let mut doubts = changed.iter().filter_map(|changed| Some((changed, another(changed)?)));
    let (first, (what, old, new)) = doubts.next()?;
    let more = match doubts.count() {
        0 => String::new(),
        1 => " (and one thing more)".to_owned(),
        many => format!(" (and {many} things more)"),
    };
    Some(format!(
        "{} has {what} {old} in the open drawing and {new} in the import{more}: that looks like another network whose \
         things have the same ids.",
        first.thing.id
    ))
}

/// What of a thing AWS never changes, as it is and as it would be.
fn another(changed: &ChangedThing) -> Option<(&'static str, String, String)> {
    changed.fields.iter().find_map(|FieldChange { path, old, new }| {
        let what = match path.as_str() {
            "/cidrBlocks" => "the CIDR block",
            "/region" => "the Region",
            "/ownerId" => "the owner",
            "/type" => "the type",
            _ => return None,
        };
        // The first block of a VPC stays; others come and go.
        let text = |value: &Option<Value>| match value.as_ref()? {
            Value::Array(blocks) => blocks.first()?.as_str().map(str::to_owned),
            Value::String(text) => Some(text.clone()),
            _ => None,
        };
        let (old, new) = (text(old)?, text(new)?);
        (old != new).then_some((what, old, new))
    })
}
