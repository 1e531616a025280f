use crate::arguments::RulesArguments;
use crate::failure::Failure;
use crate::{Outcome, output};
use netyard_core::rules::{self, Group, RuleInfo, Severity};

/// Lists the catalogue, or explains what is asked for.
pub(crate) fn run(arguments: &RulesArguments) -> Result<Outcome, Failure> {
    let text = match &arguments.rule {
        None => catalogue(),
        Some(query) => explained(query)?,
    };
    output::print(&text)?;
    Ok(Outcome::Well)
}

fn catalogue() -> String {
    let width = rules::catalogue().iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    let mut text = String::new();
    for group in Group::ALL {
        let members: Vec<&RuleInfo> = rules::catalogue().iter().filter(|rule| rule.group == group).collect();
        if members.is_empty() {
            continue;
        }
        text.push_str(&format!("{}\n", group.title()));
        for rule in members {
            text.push_str(&format!("  {:<8} {:<width$}  {}\n", severity(rule.severity), rule.id, rule.title));
        }
        text.push('\n');
    }
    text.push_str(&format!("{} rules. netyard rules ID explains one.\n", rules::catalogue().len()));
    text
}

fn explained(query: &str) -> Result<String, Failure> {
    let found = rules::find(query);
    if found.is_empty() {
        return Err(Failure::NoSuchRule { query: query.to_owned(), nearest: nearest(query) });
    }
    Ok(found.iter().map(|rule| page(rule)).collect::<Vec<_>>().join("\n\n"))
}

fn page(rule: &RuleInfo) -> String {
    let mut text = format!("{}\n{}\n\n", rule.id, rule.title);
    let facts = [
        ("Severity", severity(rule.severity).to_owned()),
        ("Rule book", rule.book.join(", ")),
        ("Codes", rule.codes.join(", ")),
        ("API errors", rule.api_errors.join(", ")),
        ("Since", rule.since.to_owned()),
    ];
    for (label, value) in facts.iter().filter(|(_, value)| !value.is_empty()) {
        text.push_str(&format!("{label:<10} {value}\n"));
    }
    for (heading, body) in rule.sections() {
        text.push_str(&format!("\n{heading}\n{}\n", indented(&body)));
    }
    text
}

fn indented(body: &str) -> String {
    let lines = body.lines().map(|line| if line.is_empty() { String::new() } else { format!("  {line}") });
    lines.collect::<Vec<_>>().join("\n")
}

/// How a severity is written.
pub(crate) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}

/// The rule whose id shares most words with what was asked for.
fn nearest(query: &str) -> String {
    let query = query.to_ascii_lowercase();
    let shared = |rule: &&RuleInfo| {
        let words = query.split(['-', '_', ' ']).filter(|word| word.len() > 2);
        words.filter(|word| rule.id.split('-').any(|part| part == *word)).count()
    };
    let best = rules::catalogue().iter().rev().max_by_key(shared).filter(|rule| shared(rule) > 0);
    best.map_or_else(String::new, |rule| format!(" Is it {}?", rule.id))
}
