use crate::arguments::RulesArguments;
use crate::failure::Failure;
use crate::render::explained;
use crate::render::table::Table;
use crate::render::words::severity;
use crate::{Outcome, output};
use netyard_core::change::refusal;
use netyard_core::rules::{self, Group};
use netyard_core::simulate::explain;

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
    let mut refused = Table::default();
    for act in refusal::catalogue() {
        refused.row(["refused", act.id, act.title]);
    }
    parts.push(format!("Acts that AWS refuses\n{}", refused.render()));
    let mut packets = Table::default();
    for topic in explain::topics() {
        packets.row([topic.id, topic.title]);
    }
    parts.push(format!("What is decided about packets\n{}", packets.render()));
    parts.push(format!(
        "{} rules, {} refused acts. netyard rules ID explains one; a code or a number of the rule book will do as well.\n",
        rules::catalogue().len(),
        refusal::catalogue().len()
    ));
    parts.join("\n")
}

fn explained(query: &str) -> Result<String, Failure> {
    let query = query.trim();
    let findings = rules::find(query).into_iter().map(explained::rule);
    let refused = refusal::catalogue().iter().filter(|act| act.is_called(query)).map(explained::refusal);
    let packets = explain::find(query).into_iter().flat_map(|(topic, entries)| {
        entries.into_iter().map(|entry| explained::packet(topic, entry)).collect::<Vec<_>>()
    });
    let cannot = rules::EXCEPTIONS.iter().filter(|it| it.number.eq_ignore_ascii_case(query));
    let all = rules::quotas().iter().flat_map(|(_, quotas)| *quotas);
    // One that is counted in drawings is among the findings.
    let numbers = all.filter(|quota| quota.rule().is_none() && quota.is_called(query));
    let cannot = cannot.map(explained::exception).chain(numbers.map(explained::quota));
    let pages: Vec<String> = findings.chain(refused).chain(packets).chain(cannot).collect();
    if pages.is_empty() {
        if let Some((section, rule)) = rules::book::find(query) {
            return Ok(explained::numbered(section, rule));
        }
        return Err(Failure::NoSuchRule { query: query.to_owned(), nearest: nearest(query) });
    }
    Ok(pages.join("\n\n"))
}

/// The rule whose id shares most words with what was asked for.
fn nearest(query: &str) -> String {
    let query = query.to_ascii_lowercase();
    let rules = rules::catalogue().iter().map(|rule| rule.id);
    let ids: Vec<&str> = rules
        .chain(refusal::catalogue().iter().map(|act| act.id))
        .chain(explain::topics().iter().map(|topic| topic.id))
        .collect();
    let shared = |id: &&str| {
        let words = query.split(['-', '_', ' ']).filter(|word| word.len() > 2);
        words.filter(|word| id.split('-').any(|part| part == *word)).count()
    };
    let best = ids.iter().rev().copied().max_by_key(shared).filter(|id| shared(id) > 0);
    best.map_or_else(String::new, |id| format!(" Is it {id}?"))
}
