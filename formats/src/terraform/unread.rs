//! Attributes that nothing reads, and those that nothing tells.

use super::resource::{self, Told};
use crate::declared::unread;
use crate::report::ImportReport;
use std::cell::RefCell;

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
    let read = |wanted: bool| {
        let read = all.iter().filter(|(own, is_data)| resource::is_read(&own.type_name, *is_data));
        read.filter(move |(_, is_data)| *is_data == wanted).map(|(own, _)| own)
    };
    let mut report = report.borrow_mut();
    unread::report(&mut report, read(false), |first| NOTHING.contains(&first));
    // What a data source tells beside is read where it is used.
    unread::report(&mut report, read(true), |_| true);
}
