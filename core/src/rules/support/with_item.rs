use crate::change::Change;
use crate::model::ResourceId;
use serde_json::json;

/// The change that adds an id to a list of ids, whether the list is written yet or not.
pub(in crate::rules) fn with_item(
    id: &ResourceId,
    path: &str,
    list: &[ResourceId],
    item: &ResourceId,
) -> Change {
    let all: Vec<&ResourceId> = list.iter().chain([item]).collect();
    Change::set(id, path, json!(all))
}
