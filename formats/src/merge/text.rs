//! A plan as text, for a terminal or a panel.

use super::{ChangedThing, FieldChange, Kept, MergePlan, OwnId, Thing};
use serde_json::Value;
use std::fmt;

/// Letters of a value that are shown.
const MOST_LETTERS: usize = 100;

impl MergePlan {
    /// All of it in a line: "3 added, 2 changed, 10 unchanged, 4 only in the open drawing".
    pub fn summary(&self) -> String {
        format!(
            "{} added, {} changed, {} unchanged, {} only in the open drawing",
            self.added.len(),
            self.changed.len(),
            self.unchanged.len(),
            self.only_open.len()
        )
    }
}

/// What is the same in both is counted and not listed.
impl fmt::Display for MergePlan {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{}", self.summary())?;
        if let Some(doubt) = &self.doubt {
            writeln!(formatter, "{doubt}")?;
        }
        list(formatter, "Added", &self.added)?;
        list(formatter, "Changed", &self.changed)?;
        list(formatter, "Both are kept: what comes in has an id of its own", &self.own_ids)?;
        list(formatter, "Kept as the open drawing has it", &self.kept)?;
        list(formatter, "Only in the open drawing, where it stays", &self.only_open)
    }
}

fn list(formatter: &mut fmt::Formatter<'_>, title: &str, lines: &[impl fmt::Display]) -> fmt::Result {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(formatter, "\n{title}: {}", lines.len())?;
    lines.iter().try_for_each(|line| writeln!(formatter, "  {line}"))
}

impl fmt::Display for Thing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) => write!(formatter, "{} ({name}) · {}", self.id, self.kind),
            None => write!(formatter, "{} · {}", self.id, self.kind),
        }
    }
}

impl fmt::Display for OwnId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} → {}", self.thing, self.id)
    }
}

impl fmt::Display for ChangedThing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.thing)?;
        self.fields.iter().try_for_each(|field| write!(formatter, "\n      {field}"))
    }
}

impl fmt::Display for Kept {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}\n      {}", self.what, self.why)
    }
}

impl fmt::Display for FieldChange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.trim_start_matches('/');
        write!(formatter, "{path}: {} → {}", said(self.old.as_ref()), said(self.new.as_ref()))
    }
}

/// A value on one line.
fn said(value: Option<&Value>) -> String {
    let Some(value) = value else { return "nothing".to_owned() };
    let text = value.to_string();
    if text.chars().count() <= MOST_LETTERS {
        return text;
    }
    text.chars().take(MOST_LETTERS).chain(['…']).collect()
}
