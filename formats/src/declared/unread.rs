//! Properties that nothing reads, and those that were asked for and are not known.

use super::node::Place;
use super::own::Own;
use crate::report::{ImportReport, ReportEntry};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Reports those of resources that are read. `says_nothing` is for first words of paths that say nothing of a network.
///
/// What nobody knows is in the drawing as not known, and so among what is approximated; what nothing reads is not in it.
pub(crate) fn report<'a>(
    report: &mut ImportReport,
    all: impl Iterator<Item = &'a Own>,
    says_nothing: impl Fn(&str) -> bool,
) {
    let mut unread: BTreeMap<(Rc<str>, String), Vec<String>> = BTreeMap::new();
    let mut unknown: BTreeMap<(Rc<str>, String), Vec<String>> = BTreeMap::new();
    for own in all {
        let add = |lines: &mut BTreeMap<(Rc<str>, String), Vec<String>>, at: Place, why: String| {
            lines.entry((Rc::clone(&own.file), why)).or_default().push(own.place_of(at));
        };
        for (path, at) in own.unread() {
            if !says_nothing(path.split('.').next().unwrap_or_default()) {
                add(&mut unread, at, format!("{path} of {} is not read.", own.type_name));
            }
        }
        for (path, at, why) in own.lost() {
            add(&mut unknown, at, format!("{path} of {}: {why}", own.type_name));
        }
    }
    for ((file, why), places) in unread {
        for place in places {
            report.skipped(&file, &place, ReportEntry::FIELD, &why);
        }
    }
    for ((file, why), places) in unknown {
        for place in places {
            report.approximated(&file, &place, "Value", &why);
        }
    }
}
