//! An address that no IP access control group of a directory lists: a rule for it.

use super::{free_row, row_path};
use crate::change::{Change, Fix};
use crate::model::{ResourceId, WorkspaceDirectory};
use serde_json::{Map, Value, json};
use std::net::IpAddr;

/// One more rule, in the first group that there is.
pub(in crate::simulate) fn admit(
    id: &ResourceId,
    name: &str,
    directory: &WorkspaceDirectory,
    source: IpAddr,
) -> Fix {
    let row = free_row(&directory.user_rules, "r");
    let mut rule = Map::new();
    if let Some(group) = directory.ip_group_ids.first() {
        rule.insert("groupId".to_owned(), json!(group));
    }
    rule.insert("ipRule".to_owned(), json!(format!("{source}/32")));
    Fix {
        title: format!("Admit {source}/32 to {name}"),
        changes: vec![Change::set(id, &row_path("userRules", &row), Value::Object(rule))],
    }
}
