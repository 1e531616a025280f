//! What `cargo xtask coverage` prints: every number with what covers it, then the sections with their counts.

use super::{Kind, Witness, covering, is_covered, shown};
use netyard_core::rules::book::{Numbered, Section, sections};
use std::fmt::Write;

/// The whole text.
pub(crate) fn report() -> String {
    let mut text = String::new();
    for section in sections() {
        writeln!(text, "{}. {}", section.number, section.title).unwrap();
        section.rules.iter().for_each(|rule| line(&mut text, rule));
        text.push('\n');
    }
    sums(&mut text);
    text
}

fn line(text: &mut String, rule: &Numbered) {
    let by: Vec<String> = covering(rule).into_iter().map(told).collect();
    let by = match (by.is_empty(), rule.is_served) {
        (false, _) => by.join("; "),
        (true, true) => "NOTHING".to_owned(),
        (true, false) => "not yet".to_owned(),
    };
    writeln!(text, "  {:<10} {:<2}  {by}", rule.number, rule.kinds).unwrap();
    for code in &rule.codes {
        writeln!(text, "                 {}: {}", code.name, shown(rule, code).unwrap_or("not yet")).unwrap();
    }
}

fn told(witness: &Witness) -> String {
    let Witness { kind, place, shows, twin } = witness;
    match kind {
        Kind::Packet => format!("packet {place}: {shows} | twin: {twin}"),
        Kind::Finding => format!("finding {place}"),
        Kind::Act => format!("refused act {place}"),
        Kind::Fact => format!("fact: {shows}"),
        Kind::Exception => format!("no drawing shows it: {place}"),
    }
}

fn sums(text: &mut String) {
    text.push_str(
        "section                                            rules  covered  without  promised and without  codes  without\n",
    );
    for section in sections() {
        sum(text, section);
    }
    let rules: Vec<&Numbered> = sections().iter().flat_map(|section| &section.rules).collect();
    counts(text, "all", &rules);
    let list = "core/src/rules/book/numbers.txt";
    named(text, &format!("Marked `+` in {list}, and without"), &rules, |rule| {
        rule.is_served && !is_covered(rule)
    });
    named(text, &format!("Covered, and not yet marked `+` in {list}"), &rules, |rule| {
        !rule.is_served && is_covered(rule)
    });
}

fn named(text: &mut String, what: &str, rules: &[&Numbered], is_meant: fn(&Numbered) -> bool) {
    let meant = rules.iter().filter(|rule| is_meant(rule));
    let numbers: Vec<&str> = meant.map(|rule| rule.number).collect();
    if !numbers.is_empty() {
        writeln!(text, "\n{what}: {}", numbers.join(", ")).unwrap();
    }
}

fn sum(text: &mut String, section: &Section) {
    let name = format!("{}. {}", section.number, section.title);
    counts(text, &name, &section.rules.iter().collect::<Vec<_>>());
}

fn counts(text: &mut String, name: &str, rules: &[&Numbered]) {
    let without: Vec<&&Numbered> = rules.iter().filter(|rule| !is_covered(rule)).collect();
    let gaps = without.iter().filter(|rule| rule.is_served).count();
    let codes = || rules.iter().flat_map(|rule| rule.codes.iter().map(move |code| shown(rule, code)));
    let (all, left) = (rules.len(), without.len());
    let (named, unsaid) = (codes().count(), codes().filter(Option::is_none).count());
    let covered = all - left;
    writeln!(text, "{name:<50} {all:>5}  {covered:>7}  {left:>7}  {gaps:>20}  {named:>5}  {unsaid:>7}")
        .unwrap();
}
