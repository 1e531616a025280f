//! What the rules found, and how the expectations came out.

use super::{Page, code, escaped};
use crate::outcome::outcome_words;
use netyard_core::expect::ExpectationResult;
use netyard_core::model::Expectation;
use netyard_core::ordered::Order;
use netyard_core::rules::{Finding, Severity};
use serde_json::Value;
use std::fmt::Write as _;

/// What was said of a drawing.
#[derive(Clone, Copy, Debug)]
pub struct Judged<'a> {
    /// What the rules found.
    pub findings: &'a [Finding],
    /// How the expectations came out, in their order.
    pub results: &'a [ExpectationResult],
    /// What was supposed to have failed meanwhile, in words; empty where the drawing was judged as it is.
    pub supposed: &'a [String],
}

/// Elements that a row names; the others are counted.
const MOST_NAMES: usize = 6;

impl Page<'_> {
    pub(super) fn findings(&mut self, judged: Option<&Judged<'_>>) {
        self.line("\n## Findings\n");
        let Some(judged) = judged else { return self.line("Not checked.") };
        if judged.findings.is_empty() {
            return self.line("None.");
        }
        let mut sorted: Vec<&Finding> = judged.findings.iter().collect();
        // Stable: within one severity they stay as the rules gave them.
        sorted.order_by_key(|finding| (finding.accepted || finding.expected, finding.severity));
        let rows: Vec<Vec<String>> = sorted.into_iter().map(|finding| self.finding(finding)).collect();
        self.rows(&["Severity", "About", "Finding", "What to do", "Rule"], &rows);
    }

    fn finding(&self, finding: &Finding) -> Vec<String> {
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        };
        let state = match (finding.accepted, finding.expected) {
            (true, _) => self
                .reason(finding)
                .map_or_else(|| ", accepted".to_owned(), |reason| format!(", accepted: {}", escaped(reason))),
            (_, true) => ", expected".to_owned(),
            _ => String::new(),
        };
        let mut about = self.names(finding.elements.iter().take(MOST_NAMES));
        if finding.elements.len() > MOST_NAMES {
            let _ = write!(about, " and {} more", finding.elements.len() - MOST_NAMES);
        }
        let fix = finding.fix.iter().map(|fix| format!("Fix: {}", escaped(&fix.title)));
        let help = Some(escaped(&finding.help.text)).filter(|help| !help.is_empty());
        vec![
            format!("{severity}{state}"),
            about,
            escaped(&finding.message.text),
            help.into_iter().chain(fix).collect::<Vec<_>>().join(" "),
            code(finding.rule),
        ]
    }

    fn reason(&self, finding: &Finding) -> Option<&str> {
        let mut entries = self.document.accepted.values();
        let entry = entries.find(|entry| entry.rule == finding.rule && entry.elements == finding.elements)?;
        Some(entry.reason.as_str()).filter(|reason| !reason.is_empty())
    }

    pub(super) fn expectations(&mut self, judged: Option<&Judged<'_>>) {
        if self.document.expectations.is_empty() {
            return;
        }
        self.line("\n## Expectations\n");
        let Some(judged) = judged else { return self.titles() };
        let passed = judged.results.iter().filter(|result| result.passed == Some(true)).count();
        self.line(&format!("{passed} of {} hold.\n", judged.results.len()));
        if !judged.supposed.is_empty() {
            let supposed: Vec<String> = judged.supposed.iter().map(|words| escaped(words)).collect();
            self.line(&format!("All of it while this is supposed: {}.\n", supposed.join("; ")));
        }
        let rows: Vec<Vec<String>> = judged.results.iter().map(|result| self.result(result)).collect();
        self.rows(&["Result", "Expectation", "Expected", "Came out", "With"], &rows);
    }

    /// They are named although nobody checked them.
    fn titles(&mut self) {
        self.line("Not checked.\n");
        let mut sorted: Vec<(&String, &Expectation)> = self.document.expectations.iter().collect();
        sorted.order_by_key(|(id, expectation)| {
            (expectation.order.is_none(), expectation.order.clone(), (*id).clone())
        });
        for (id, expectation) in sorted {
            self.line(&format!("- {}", escaped(title(id, &expectation.title))));
        }
    }

    fn result(&self, result: &ExpectationResult) -> Vec<String> {
        let words = match result.passed {
            Some(true) => "holds",
            Some(false) => "**fails**",
            None => "not checked",
        };
        let with = self.document.expectations.get(&result.id).map_or(&[][..], |found| found.with.as_slice());
        vec![
            words.to_owned(),
            escaped(title(&result.id, &result.title)),
            escaped(&outcome_words(self.document, &result.expected)),
            escaped(&outcome_words(self.document, &result.actual)),
            with.iter().map(|item: &Value| code(&item.to_string())).collect::<Vec<_>>().join(", "),
        ]
    }
}

fn title<'a>(id: &'a str, title: &'a str) -> &'a str {
    if title.is_empty() { id } else { title }
}
