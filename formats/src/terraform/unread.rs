//! Attributes that nothing reads, and those that nothing tells.

use super::resource::{self, Told};
use crate::report::{ImportReport, ReportEntry};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Attributes that say who made something, how it is called elsewhere, or how long Terraform waits: nothing of a network.
const NOTHING: &[&str] = &[
    "arn",
    "arn_suffix",
    "default_for_az",
    "force_destroy",
    "id",
    "owner_id",
    "region",
    "revoke_rules_on_delete",
    "tags",
    "tags_all",
    "timeouts",
    "vpc_owner_id",
];

/// Reports them, each with the address and the path of what it belongs to.
pub(super) fn report(report: &RefCell<ImportReport>, all: &[Told]) {
    let mut lines: BTreeMap<(Rc<str>, String), Vec<String>> = BTreeMap::new();
    for (own, is_data) in all.iter().filter(|(own, is_data)| resource::is_read(&own.type_name, *is_data)) {
        // What a data source tells beside is read where it is used.
        let unread = if *is_data { Vec::new() } else { own.unread() };
        for (path, _) in unread {
            let first = path.split('.').next().unwrap_or_default();
            if NOTHING.contains(&first) {
                continue;
            }
            let why = format!("{path} of {} is not read.", own.type_name);
            lines.entry((Rc::clone(&own.file), why)).or_default().push(own.place());
        }
        for (path, _, why) in own.lost() {
            let why = format!("{path} of {}: {why}", own.type_name);
            lines.entry((Rc::clone(&own.file), why)).or_default().push(own.place());
        }
    }
    let mut report = report.borrow_mut();
    for ((file, why), places) in lines {
        for place in places {
            report.skipped(&file, &place, ReportEntry::FIELD, &why);
        }
    }
}
