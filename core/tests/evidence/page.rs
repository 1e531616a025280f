//! `docs/coverage.md`. No line of it speaks of two sections, so that work on one does not collide with work on another.

use super::{Kind, Witness, covered, covering, shown};
use netyard_core::rules::book::{Code, Numbered, Section, sections};
use std::fmt::Write;

const HEAD: &str = "<!-- Made by `cargo xtask docs` by running the fixtures. Do not edit. -->

# What covers the rule book

Every numbered rule of the book, and what shows that Netyard keeps it: a packet whose trace carries the number beside a
twin whose trace does not, a finding or a refused act with its near miss, a fact that a test states, or the reason why no
drawing can show it. All of it is found out by running the fixtures. *Not yet* is what this version does not answer for.

Kinds: V is refused by AWS or can never work, S decides about packets, W is legal and probably a mistake, Q is a quota.
`cargo xtask coverage` prints the same on the terminal, with the sum of it.
";

/// The whole page.
pub(crate) fn page() -> String {
    let mut text = HEAD.to_owned();
    for section in sections() {
        table(&mut text, section);
    }
    text
}

fn table(text: &mut String, section: &Section) {
    let (all, covered) = (section.rules.len(), covered(section));
    writeln!(text, "\n## {}. {}\n\n{covered} of {all} covered.\n", section.number, section.title).unwrap();
    if covered == 0 {
        let numbers: Vec<&str> = section.rules.iter().map(|rule| rule.number).collect();
        let span = [numbers.first(), numbers.last()].map(|it| it.copied().unwrap_or_default());
        writeln!(text, "Not yet: {} to {}.", span[0], span[1]).unwrap();
        return;
    }
    text.push_str("| number | | what it says | covered by |\n|---|---|---|---|\n");
    section.rules.iter().for_each(|rule| row(text, rule));
    let codes: Vec<String> = section.rules.iter().flat_map(codes).collect();
    if !codes.is_empty() {
        writeln!(text, "\nCodes of AWS Reachability Analyzer:\n\n{}", codes.join("\n")).unwrap();
    }
}

/// One line for each code.
fn codes(rule: &Numbered) -> Vec<String> {
    let told = |code: &Code| {
        let by = shown(rule, code).map_or_else(
            || "not yet".to_owned(),
            |file| format!("[{file}](../core/fixtures/paths/{file}.md)"),
        );
        format!("- `{}` ({}): {by}", code.name, rule.number)
    };
    rule.codes.iter().map(told).collect()
}

fn row(text: &mut String, rule: &Numbered) {
    let by: Vec<String> = covering(rule).into_iter().map(told).collect();
    let by = match (by.is_empty(), rule.is_served) {
        (false, _) => by.join("; "),
        (true, true) => "**nothing**".to_owned(),
        (true, false) => "not yet".to_owned(),
    };
    writeln!(text, "| {} | {} | {} | {by} |", rule.number, rule.kinds, rule.summary).unwrap();
}

fn told(witness: &Witness) -> String {
    let Witness { kind, place, shows, twin } = witness;
    let words = match kind {
        Kind::Packet => {
            format!("packet in [{place}](../core/fixtures/paths/{place}.md): {shows} (twin: {twin})")
        }
        Kind::Finding => format!("finding [{place}](rules/{place}.md)"),
        Kind::Act => format!("refused act [{place}](rules/{place}.md)"),
        Kind::Fact => format!("fact in [{place}](../core/tests/evidence/{place}.rs): {shows}"),
        Kind::Exception => format!("[no drawing shows it](rules.md#what-no-drawing-shows), <{place}>"),
    };
    words.replace('|', "\\|")
}
