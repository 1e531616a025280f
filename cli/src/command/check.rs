use crate::arguments::{CheckArguments, CheckFormat};
use crate::failure::Failure;
use crate::input::{self, Source};
use crate::places::Places;
use crate::render::{check_text, json, sarif};
use crate::{Outcome, output};
use netyard_core::expect::{self, ExpectationResult};
use netyard_core::model::Document;
use netyard_core::rules::{Finding, Severity};
use netyard_core::schema::{Opened, RULES_DATE};
use serde::Serialize;
use serde_json::Value;

/// What checking one file gave. Its JSON is that of docs/schema/check.schema.json.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Checked {
    /// The file.
    pub(crate) file: String,
    /// What the rules found.
    pub(crate) findings: Vec<Finding>,
    /// How the expectations came out.
    pub(crate) expectations: Vec<ExpectationResult>,
    /// The date of the rules.
    pub(crate) rules_date: &'static str,
    /// The drawing, for names.
    #[serde(skip)]
    pub(crate) document: Document,
    /// Paths of what this version does not know; it is kept and says nothing.
    #[serde(skip)]
    pub(crate) unknown: Vec<String>,
    /// Where its things stand in the file.
    #[serde(skip)]
    pub(crate) places: Places,
}

/// Checks drawings. One that cannot be read is reported and does not keep the others from being checked.
pub(crate) fn run(arguments: &CheckArguments) -> Result<Outcome, Failure> {
    let sources = input::sources(&arguments.file, input::JSON)?;
    let mut checked = Vec::new();
    let mut unreadable = Vec::new();
    for source in &sources.files {
        match check(source, arguments.format) {
            Ok(result) => checked.push(result),
            Err(failure) => {
                output::error(&failure);
                unreadable.push((source.name(), failure.to_string()));
            }
        }
    }
    // The text has them itself; the other forms have no place for them.
    for one in checked.iter().filter(|_| arguments.format != CheckFormat::Text) {
        input::tell_unknown(&one.file, &one.unknown);
    }
    let text = match arguments.format {
        CheckFormat::Text => check_text::render(&checked),
        CheckFormat::Json => json::pretty(&checked.iter().map(Checked::json).collect::<Vec<_>>()),
        CheckFormat::Sarif => json::pretty(&sarif::log(&checked, &unreadable)),
    };
    output::print(&text)?;
    Ok(match (!unreadable.is_empty(), checked.iter().all(Checked::is_well)) {
        (true, _) => Outcome::Unreadable,
        (false, true) => Outcome::Well,
        (false, false) => Outcome::NotWell,
    })
}

fn check(source: &Source, format: CheckFormat) -> Result<Checked, Failure> {
    let (opened, text) = source.open_with_text()?;
    // Only one form points at lines.
    let places = if format == CheckFormat::Sarif { Places::of(&text) } else { Places::default() };
    let unknown = input::unknown(&opened);
    let Opened { document, .. } = opened;
    let report = expect::run(&document);
    Ok(Checked {
        file: source.name(),
        findings: report.findings,
        expectations: report.results,
        rules_date: RULES_DATE,
        document,
        unknown,
        places,
    })
}

impl Checked {
    /// As docs/schema/check.schema.json says; a finding that somebody has accepted carries the reason besides.
    fn json(&self) -> Value {
        let mut value = serde_json::to_value(self).unwrap_or_default();
        let written = value.get_mut("findings").and_then(Value::as_array_mut);
        for (written, finding) in written.into_iter().flatten().zip(&self.findings) {
            if let (Some(written), Some(reason)) = (written.as_object_mut(), self.reason(finding)) {
                written.insert("acceptedReason".to_owned(), reason.into());
            }
        }
        value
    }

    /// Why somebody decided to live with a finding.
    pub(crate) fn reason(&self, finding: &Finding) -> Option<&str> {
        let mut entries = self.document.accepted.values();
        let entry = entries.find(|entry| entry.rule == finding.rule && entry.elements == finding.elements)?;
        Some(entry.reason.as_str()).filter(|_| finding.accepted)
    }

    /// Whether nothing in it counts against the drawing.
    pub(crate) fn is_well(&self) -> bool {
        !self.findings.iter().any(is_failure) && self.failed().next().is_none()
    }

    /// The expectations that do not hold.
    pub(crate) fn failed(&self) -> impl Iterator<Item = &ExpectationResult> {
        self.expectations.iter().filter(|result| result.passed == Some(false))
    }
}

/// Whether a finding counts: an error that nobody expects and nobody has accepted.
pub(crate) fn is_failure(finding: &Finding) -> bool {
    finding.severity == Severity::Error && !finding.expected && !finding.accepted
}
