//! Steps from one version of the format to the next, upwards only, one numbered file each. Version 1 is the first, so
//! there is none yet: the first will be `m0002_what_changed.rs`, a function on untyped JSON, entered here.

use serde_json::Value;

type Migration = fn(&mut Value);

/// The step at index `n` takes a document from version `n + 1` to version `n + 2`.
pub(super) const MIGRATIONS: &[Migration] = &[];

/// Brings a document of that version up to date.
pub(super) fn migrate(value: &mut Value, version: u64) {
    let done = usize::try_from(version.saturating_sub(1)).unwrap_or(usize::MAX);
    for step in MIGRATIONS.iter().skip(done) {
        step(value);
    }
}

#[cfg(test)]
mod tests {
    use super::MIGRATIONS;
    use crate::schema::VERSION;

    #[test]
    fn the_last_step_leads_to_the_current_version() {
        assert_eq!(u64::try_from(MIGRATIONS.len()).map(|count| count + 1), Ok(VERSION));
    }
}
