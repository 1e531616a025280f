//! What became of every part of an import.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What an import read, what it had to approximate, what it kept as a plain node and what it skipped. Nothing is dropped in silence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct ImportReport {
    /// What became a resource, counted by file and kind.
    pub read: Vec<ReportEntry>,
    /// What is in the drawing in another form than in the input.
    pub approximated: Vec<ReportEntry>,
    /// What stands in the drawing as a node without behaviour, because Netyard does not know the type or does not read it
    /// from there.
    #[serde(default)]
    pub plain: Vec<ReportEntry>,
    /// What is not in the drawing.
    pub skipped: Vec<ReportEntry>,
}

/// A line of the report. Lines that differ only in their place are one, with a count.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct ReportEntry {
    /// The file.
    pub file: String,
    /// The JSON path of the first of them.
    pub place: String,
    /// The paths of the others, as far as they are no resources; of thousands, the first hundred.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// What it is.
    pub what: String,
    /// How many.
    pub count: usize,
    /// What was done and why; empty for what was simply read.
    pub why: String,
}

impl ImportReport {
    /// Counts something that was read.
    pub fn read(&mut self, file: &str, place: &str, what: &str) {
        count(&mut self.read, file, place, what, "");
    }

    /// Notes something that is in the drawing in another form.
    pub fn approximated(&mut self, file: &str, place: &str, what: &str, why: &str) {
        count(&mut self.approximated, file, place, what, why);
    }

    /// Notes something that is kept as a plain node.
    pub fn plain(&mut self, file: &str, place: &str, what: &str, why: &str) {
        count(&mut self.plain, file, place, what, why);
    }

    /// Notes something that is not in the drawing.
    pub fn skipped(&mut self, file: &str, place: &str, what: &str, why: &str) {
        count(&mut self.skipped, file, place, what, why);
    }
}

fn count(entries: &mut Vec<ReportEntry>, file: &str, place: &str, what: &str, why: &str) {
    // Looked for from the end: what belongs together comes one after the other.
    let same = |entry: &&mut ReportEntry| entry.file == file && entry.what == what && entry.why == why;
    if let Some(entry) = entries.iter_mut().rev().take(MOST_OPEN).find(same) {
        entry.count += 1;
        // What was read is in the drawing, where everybody sees it.
        if !why.is_empty() && entry.also.len() < MOST_PLACES {
            entry.also.push(place.to_owned());
        }
        return;
    }
    entries.push(ReportEntry {
        file: file.to_owned(),
        place: place.to_owned(),
        also: Vec::new(),
        what: what.to_owned(),
        count: 1,
        why: why.to_owned(),
    });
}

/// How many lines back the same line is looked for, so that a long report stays linear.
const MOST_OPEN: usize = 40;

/// The most further places of a line.
const MOST_PLACES: usize = 100;
/// How many of them a line shows.
const MOST_SHOWN: usize = 9;

impl ReportEntry {
    /// Of lines that count fields of things that were read, and no things.
    pub(crate) const FIELD: &str = "Field";

    /// Whether it counts fields of things that were read, and no things.
    pub fn is_of_fields(&self) -> bool {
        self.what == Self::FIELD
    }

    /// Where they stand: `Vpcs[0], Vpcs[1] and 4 more`.
    pub fn places(&self) -> String {
        let shown: Vec<&str> =
            std::iter::once(&self.place).chain(&self.also).map(String::as_str).take(MOST_SHOWN).collect();
        match self.count.saturating_sub(shown.len()) {
            more if more > 0 && !self.also.is_empty() => format!("{} and {more} more", shown.join(", ")),
            _ => shown.join(", "),
        }
    }
}

/// The report as text, for a terminal or a file.
impl fmt::Display for ImportReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Fields of what is in the drawing are no things that are missing in it.
        let (fields, skipped): (Vec<_>, Vec<_>) = self.skipped.iter().partition(|entry| entry.is_of_fields());
        let parts = [
            ("Read", self.read.iter().collect()),
            ("Approximated", self.approximated.iter().collect()),
            ("Kept as a plain node", self.plain.iter().collect()),
            ("Skipped", skipped),
            ("Read without these fields", fields),
        ];
        for (index, (title, entries)) in parts.into_iter().enumerate() {
            // What was read, approximated and skipped is told of even when it is nothing.
            let is_always_told = matches!(title, "Read" | "Approximated" | "Skipped");
            if !is_always_told && entries.is_empty() {
                continue;
            }
            if index > 0 {
                writeln!(formatter)?;
            }
            let total: usize = entries.iter().map(|entry| entry.count).sum();
            writeln!(formatter, "{title}: {total}")?;
            for entry in entries {
                writeln!(formatter, "  {entry}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for ReportEntry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} × {} · {}", self.count, self.what, self.file)?;
        if !self.place.is_empty() {
            write!(formatter, " · {}", self.places())?;
        }
        if !self.why.is_empty() {
            write!(formatter, "\n      {}", self.why)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{ImportReport, ReportEntry};

    #[test]
    fn fields_are_counted_apart_from_things_that_are_missing() {
        let mut report = ImportReport::default();
        report.read("a.json", "Vpcs[0]", "VPC");
        report.skipped("a.json", "Vpcs[0].OwnerKind", ReportEntry::FIELD, "Netyard has no such field.");
        report.skipped("a.json", "Vpcs[1]", "VPC", "It has no id.");
        let apart = "Read: 1
  1 × VPC · a.json · Vpcs[0]

Approximated: 0

Skipped: 1
  1 × VPC · a.json · Vpcs[1]
      It has no id.

Read without these fields: 1
  1 × Field · a.json · Vpcs[0].OwnerKind
      Netyard has no such field.
";
        assert_eq!(report.to_string(), apart);
        report.skipped.retain(|entry| !entry.is_of_fields());
        assert!(report.to_string().ends_with("It has no id.\n"), "{report}");
    }
}
