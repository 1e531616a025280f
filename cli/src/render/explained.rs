//! The entries of the catalogue as text: findings, refused acts, packet decisions.

use super::table::Table;
use super::words::severity;
use netyard_core::change::RefusalInfo;
use netyard_core::rules::book::{Numbered, Section};
use netyard_core::rules::{Exception, Quota, Raise, RuleInfo, unconfirmed};
use netyard_core::simulate::explain::{Entry, Topic};

/// The page of a rule.
pub(crate) fn rule(rule: &RuleInfo) -> String {
    let facts = [
        ("Severity", severity(rule.severity).to_owned()),
        ("Rule book", rule.book.join(", ")),
        ("Unconfirmed", doubts(rule.book)),
        ("Codes", rule.codes.join(", ")),
        ("API errors", rule.api_errors.join(", ")),
        ("Since", rule.since.to_owned()),
    ];
    page(rule.id, rule.title, &facts, &rule.sections())
}

/// The page of an act that AWS refuses.
pub(crate) fn refusal(act: &RefusalInfo) -> String {
    let facts = [
        ("Kind", "refused act".to_owned()),
        ("Rule book", act.book.join(", ")),
        ("Unconfirmed", doubts(act.book)),
        ("Code", act.code.unwrap_or_default().to_owned()),
        ("API error", act.api_error.unwrap_or_default().to_owned()),
    ];
    page(act.id, act.title, &facts, &act.sections())
}

/// What a code or number of a trace means.
pub(crate) fn packet(topic: &Topic, entry: &Entry) -> String {
    let facts = [
        ("Kind", "packet decision".to_owned()),
        ("Rule book", entry.book.join(", ")),
        ("Unconfirmed", doubts(entry.book)),
        ("AWS says", entry.aws.join(", ")),
        ("Page", topic.id.to_owned()),
    ];
    let references: Vec<String> = topic.references.iter().map(|it| format!("- <{it}>")).collect();
    let sections = [
        ("What it means", entry.meaning.to_owned()),
        ("Where it is decided", topic.place.to_owned()),
        ("What to do", entry.advice.to_owned()),
        ("References", references.join("\n")),
    ];
    page(entry.name, topic.title, &facts, &sections)
}

/// A number that no drawing can show.
pub(crate) fn exception(exception: &Exception) -> String {
    let sections = [
        ("Why no drawing shows it", exception.reason.to_owned()),
        ("References", format!("- <{}>", exception.reference)),
    ];
    page(exception.number, exception.title, &[], &sections)
}

/// A quota that is not counted in drawings.
pub(crate) fn quota(quota: &Quota) -> String {
    let raise = match quota.raise {
        Raise::No => "no more".to_owned(),
        Raise::Yes => "more".to_owned(),
        Raise::UpTo(most) => format!("up to {most}"),
    };
    let facts = [
        ("Kind", "quota, not counted in drawings".to_owned()),
        ("Default", quota.default.to_string()),
        ("On request", raise),
        ("Rule book", quota.book.join(", ")),
        ("Looked up", quota.date.to_owned()),
    ];
    let title = format!("{} in {}", quota.noun, quota.scope);
    page(quota.id, &title, &facts, &[("References", format!("- <{}>", quota.source))])
}

/// A number of the rule book for which neither a finding nor a packet nor a refused act answers.
pub(crate) fn numbered(section: &Section, rule: &Numbered) -> String {
    let facts = [
        ("Section", format!("{}. {}", section.number, section.title)),
        ("Answered", "not by this version".to_owned()),
    ];
    page(rule.number, rule.summary, &facts, &[])
}

fn doubts(book: &[&str]) -> String {
    let doubts = unconfirmed(book).into_iter().map(|(number, part)| format!("{number}: {part}"));
    doubts.collect::<Vec<_>>().join("; ")
}

fn page(id: &str, title: &str, facts: &[(&str, String)], sections: &[(&str, String)]) -> String {
    let mut table = Table::default();
    let known = facts.iter().filter(|(_, value)| !value.is_empty());
    known.for_each(|(label, value)| table.row([*label, value.as_str()]));
    let sections = sections.iter().map(|(heading, body)| format!("\n{heading}\n{}\n", indented(body)));
    format!("{id}\n{title}\n\n{}{}", table.render(), sections.collect::<Vec<_>>().concat())
}

fn indented(body: &str) -> String {
    let lines = body.lines().map(|line| if line.is_empty() { String::new() } else { format!("  {line}") });
    lines.collect::<Vec<_>>().join("\n")
}
