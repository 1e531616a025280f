use super::pointer;
use crate::change::{Change, Fix};
use crate::model::ResourceId;

/// The fix that takes one field, row or item of a list away; `path` holds the parts of its pointer.
pub(in crate::rules) fn take_away(title: impl Into<String>, id: &ResourceId, path: &[&str]) -> Fix {
    Fix { title: title.into(), changes: vec![Change::RemovePath { id: id.clone(), path: pointer(path) }] }
}
