use crate::arguments::RulesArguments;
use crate::failure::Failure;
use crate::render::table::Table;
use crate::render::words::severity;
use crate::{Outcome, output};
use netyard_core::rules::{self, Group, RuleInfo};

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
    let mut parts = Vec::new();
    for group in Group::ALL {
        let mut table = Table::default();
        let members = rules::catalogue().iter().filter(|rule| rule.group == group);
        members.clone().for_each(|rule| table.row([severity(rule.severity), rule.id, rule.title]));
        if members.count() > 0 {
            parts.push(format!("{}\n{}", group.title(), table.render()));
        }
    }
    parts.push(format!("{} rules. netyard rules ID explains one.\n", rules::catalogue().len()));
    parts.join("\n")
}

fn explained(query: &str) -> Result<String, Failure> {
    let found = rules::find(query);
    if found.is_empty() {
        return Err(Failure::NoSuchRule { query: query.to_owned(), nearest: nearest(query) });
    }
    Ok(found.iter().map(|rule| page(rule)).collect::<Vec<_>>().join("\n\n"))
}

fn page(rule: &RuleInfo) -> String {
    let mut facts = Table::default();
    let lines = [
        ("Severity", severity(rule.severity).to_owned()),
        ("Rule book", rule.book.join(", ")),
        ("Codes", rule.codes.join(", ")),
        ("API errors", rule.api_errors.join(", ")),
        ("Since", rule.since.to_owned()),
    ];
    let known = lines.iter().filter(|(_, value)| !value.is_empty());
    known.for_each(|(label, value)| facts.row([*label, value.as_str()]));
    let sections = rule.sections();
    let sections = sections.iter().map(|(heading, body)| format!("\n{heading}\n{}\n", indented(body)));
    format!("{}\n{}\n\n{}{}", rule.id, rule.title, facts.render(), sections.collect::<Vec<_>>().concat())
}

fn indented(body: &str) -> String {
    let lines = body.lines().map(|line| if line.is_empty() { String::new() } else { format!("  {line}") });
    lines.collect::<Vec<_>>().join("\n")
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
