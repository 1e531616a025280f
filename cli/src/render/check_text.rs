//! Findings and expectations for people: each file's result first, then the reasons.

use super::table::one_line;
use super::words;
use crate::command::check::{Checked, is_failure};
use netyard_core::expect::ExpectationResult;
use netyard_core::rules::{Finding, Severity};
use netyard_formats::outcome::outcome_words;

/// What checking all files gave, as text.
pub(crate) fn render(checked: &[Checked]) -> String {
    let mut text: String = checked.iter().map(file).collect::<Vec<_>>().join("\n");
    if checked.len() > 1 {
        text.push_str(&total(checked));
    }
    text
}

fn file(checked: &Checked) -> String {
    let mark = if checked.is_well() { "✓" } else { "✗" };
    let mut text = format!("{mark} {}: {}\n", one_line(&checked.file), summary(checked));
    for finding in &checked.findings {
        text.push_str(&finding_text(checked, finding));
    }
    let shown: Vec<String> = checked.expectations.iter().map(|result| expectation(checked, result)).collect();
    if !shown.is_empty() {
        text += "\n  Expectations\n";
        text += &shown.concat();
    }
    if !checked.unknown.is_empty() {
        let unknown: Vec<String> =
            checked.unknown.iter().map(|path| format!("    {}\n", one_line(path))).collect();
        text += "\n  Kept, but not known to this Netyard\n";
        text += &unknown.concat();
    }
    if let Some(remark) = age(checked) {
        text.push_str(&remark);
    }
    text
}

/// `2 errors, 1 warning; 3 of 4 expectations hold`.
fn summary(checked: &Checked) -> String {
    let count = |severity: Severity| {
        let counted =
            |finding: &&Finding| finding.severity == severity && !finding.accepted && !finding.expected;
        checked.findings.iter().filter(counted).count()
    };
    let mut parts: Vec<String> =
        [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Hint, "hint")]
            .into_iter()
            .filter(|(severity, _)| count(*severity) > 0)
            .map(|(severity, noun)| words::counted(count(severity), noun))
            .collect();
    let accepted = checked.findings.iter().filter(|finding| finding.accepted).count();
    let expected = checked.findings.iter().filter(|finding| finding.expected && !finding.accepted).count();
    if accepted > 0 {
        parts.push(format!("{accepted} accepted"));
    }
    if expected > 0 {
        parts.push(format!("{expected} expected"));
    }
    let findings = if parts.is_empty() { "no findings".to_owned() } else { parts.join(", ") };
    match checked.expectations.len() {
        0 => findings,
        all => {
            let passed = checked.expectations.iter().filter(|result| result.passed == Some(true)).count();
            format!(
                "{findings}; {passed} of {} {}",
                words::counted(all, "expectation"),
                if all == 1 { "holds" } else { "hold" }
            )
        }
    }
}

fn finding_text(checked: &Checked, finding: &Finding) -> String {
    let state = match (finding.accepted, finding.expected) {
        (true, _) => " (accepted)",
        (_, true) => " (expected)",
        _ => "",
    };
    let mark = if is_failure(finding) { "✗" } else { "·" };
    let mut lines = vec![
        format!(
            "\n  {mark} {}{state}  {}  {}",
            words::severity(finding.severity),
            finding.rule,
            names(checked, finding)
        ),
        format!("    {}", finding.message.text),
    ];
    if !finding.help.text.is_empty() {
        lines.push(format!("    {}", finding.help.text));
    }
    if let Some(fix) = &finding.fix {
        lines.push(format!("    Fix: {}", fix.title));
    }
    if let Some(reason) = checked.reason(finding) {
        lines.push(format!("    Accepted: {reason}"));
    }
    lines.iter().map(|line| format!("{}\n", keep_first_break(line))).collect::<Vec<_>>().concat()
}

/// The elements by name; of many only the first.
fn names(checked: &Checked, finding: &Finding) -> String {
    const MOST: usize = 6;
    let shown: Vec<&str> =
        finding.elements.iter().take(MOST).map(|element| words::name(&checked.document, element)).collect();
    match finding.elements.len().saturating_sub(MOST) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// The empty line before a finding stays, every other break of a name becomes a space.
fn keep_first_break(line: &str) -> String {
    match line.strip_prefix('\n') {
        Some(rest) => format!("\n{}", one_line(rest)),
        None => one_line(line),
    }
}

fn expectation(checked: &Checked, result: &ExpectationResult) -> String {
    let title = one_line(if result.title.is_empty() { &result.id } else { &result.title });
    match result.passed {
        Some(true) => format!("  ✓ {title}\n"),
        Some(false) => {
            let but = if result.actual.get("error").is_some() { "but:" } else { "but it is" };
            format!(
                "  ✗ {title}\n      expected {}\n      {but} {}\n",
                one_line(&outcome_words(&checked.document, &result.expected)),
                one_line(&outcome_words(&checked.document, &result.actual))
            )
        }
        None => format!(
            "  – {title}\n      not checked: {}\n",
            one_line(&outcome_words(&checked.document, &result.actual))
        ),
    }
}

/// A failed expectation of an older drawing may have failed because a rule was corrected since.
fn age(checked: &Checked) -> Option<String> {
    let drawn = checked.document.rules_date.as_str();
    let is_older = !drawn.is_empty() && drawn < checked.rules_date;
    (is_older && checked.failed().next().is_some()).then(|| {
        format!(
            "  The drawing was last changed with the rules of {}; these are the rules of {}. CHANGELOG.md lists what was corrected in between.\n",
            one_line(drawn),
            checked.rules_date
        )
    })
}

fn total(checked: &[Checked]) -> String {
    let well = checked.iter().filter(|checked| checked.is_well()).count();
    format!("\n{well} of {} well.\n", words::counted(checked.len(), "file"))
}
