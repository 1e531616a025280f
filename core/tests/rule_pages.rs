//! The pages `docs/rules.md` and `docs/rules/<id>.md` say what the catalogue and the fixtures say: rules, refused acts,
//! and what is decided about packets.
//!
//! `cargo xtask docs` sets `NETYARD_WRITE_PAGES` and so writes them; otherwise a stale page fails.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by a panic, in its helpers too")]

mod fixture;

use fixture::{Case, Fixture};
use netyard_core::change::{RefusalInfo, refusal};
use netyard_core::rules::{self, Group, Quota, Raise, RuleInfo, Severity};
use netyard_core::simulate::explain::{Entry, Topic, topics};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

const MADE: &str =
    "<!-- Made by `cargo xtask docs` from the catalogue and its fixtures. Do not edit. -->\n\n";

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs")
}

fn severity(rule: &RuleInfo) -> &'static str {
    match rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}

fn code_list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// The page of one rule.
fn page(rule: &RuleInfo, fixture: &Fixture) -> String {
    let mut text =
        format!("{MADE}# {}\n\n`{}` · {} · {}\n\n", rule.title, rule.id, severity(rule), rule.group.title());
    let facts = [("Code", rule.codes), ("API error", rule.api_errors), ("Rule book", rule.book)];
    for (label, words) in facts.into_iter().filter(|(_, words)| !words.is_empty()) {
        writeln!(text, "- {label}: {}", code_list(words)).unwrap();
    }
    doubts(&mut text, rule.book);
    writeln!(text, "- Since: {}\n", rule.since).unwrap();
    sections(&mut text, &rule.sections(), fixture, example);
    text.trim_end().to_owned() + "\n"
}

/// What nobody has read on a page of AWS.
fn doubts(text: &mut String, book: &[&str]) {
    for (number, part) in rules::unconfirmed(book) {
        writeln!(text, "- (unconfirmed) `{number}`: {part}").unwrap();
    }
}

fn sections(
    text: &mut String,
    sections: &[(&'static str, String)],
    fixture: &Fixture,
    example: fn(&mut String, &Case),
) {
    for (heading, words) in sections {
        if *heading == "References" {
            write!(text, "## Examples\n\n{}\n\n", fixture.prose.trim()).unwrap();
            fixture.cases.iter().for_each(|case| example(text, case));
        }
        write!(text, "## {heading}\n\n{words}\n\n").unwrap();
    }
}

/// The page of an act that AWS refuses.
fn act_page(act: &RefusalInfo, fixture: &Fixture) -> String {
    let mut text = format!("{MADE}# {}\n\n`{}` · refused act\n\n", act.title, act.id);
    let facts =
        [("Code", act.code.as_slice()), ("API error", act.api_error.as_slice()), ("Rule book", act.book)];
    for (label, words) in facts.into_iter().filter(|(_, words)| !words.is_empty()) {
        writeln!(text, "- {label}: {}", code_list(words)).unwrap();
    }
    doubts(&mut text, act.book);
    text.push('\n');
    sections(&mut text, &act.sections(), fixture, act_example);
    text.trim_end().to_owned() + "\n"
}

fn act_example(text: &mut String, case: &Case) {
    heading(text, case);
    write!(text, "```json\n{}\n```\n\n", case.block.trim_end()).unwrap();
    for refused in &case.expected {
        write!(text, "- {}\n\n", refused.get("message").unwrap()).unwrap();
    }
}

/// The page of a place at which something is decided about packets.
fn packet_page(topic: &Topic) -> String {
    let mut text =
        format!("{MADE}# {}\n\n`{}` · packet decisions\n\n{}\n\n", topic.title, topic.id, topic.place);
    for (title, are_codes) in [("Codes", true), ("Numbers of the rule book", false)] {
        write!(text, "## {title}\n\n").unwrap();
        topic
            .entries
            .iter()
            .filter(|entry| entry.is_code == are_codes)
            .for_each(|entry| told(&mut text, entry));
    }
    text.push_str("## References\n\n");
    topic.references.iter().for_each(|it| writeln!(text, "- <{it}>").unwrap());
    text
}

fn told(text: &mut String, entry: &Entry) {
    write!(text, "### {}\n\n{}\n\n- What to do: {}\n", entry.name, entry.meaning, entry.advice).unwrap();
    if entry.is_code && !entry.book.is_empty() {
        writeln!(text, "- Rule book: {}", code_list(entry.book)).unwrap();
    }
    if !entry.is_code {
        doubts(text, entry.book);
    }
    if !entry.aws.is_empty() {
        writeln!(text, "- AWS says: {}", code_list(entry.aws)).unwrap();
    }
    text.push('\n');
}

fn heading(text: &mut String, case: &Case) {
    let kind = if case.passes { "Passes" } else { "Fails" };
    write!(text, "### {kind}: {}\n\n", case.title).unwrap();
    if !case.prose.trim().is_empty() {
        write!(text, "{}\n\n", case.prose.trim()).unwrap();
    }
}

fn example(text: &mut String, case: &Case) {
    heading(text, case);
    let repeats = case.block.contains("\"repeat ");
    let drawing = if repeats { case.block.trim_end().to_owned() } else { drawing(case) };
    write!(text, "```json\n{drawing}\n```\n\n").unwrap();
    for finding in &case.expected {
        let said = |key: &str| finding.get(key).map(String::as_str);
        writeln!(text, "- {}: {}", said("elements").unwrap(), said("message").unwrap()).unwrap();
        writeln!(text, "  {}", said("help").unwrap()).unwrap();
        if let Some(fix) = said("fix") {
            writeln!(text, "  Fix: *{fix}*").unwrap();
        }
    }
    if !case.expected.is_empty() {
        text.push('\n');
    }
}

/// The whole document, one resource a line, as the page opens it.
fn drawing(case: &Case) -> String {
    let value: Value = serde_json::from_str(&case.document_text()).unwrap();
    let resources = value["resources"].as_object().unwrap();
    let lines: Vec<String> = resources
        .iter()
        .map(|(id, resource)| format!("  {}: {resource}", Value::from(id.as_str())))
        .collect();
    let title = Value::from(case.title.as_str());
    format!(
        "{{\"type\": \"netyard\", \"version\": 1, \"title\": {title}, \"rulesDate\": {}, \"resources\": {{\n{}\n}}}}",
        value["rulesDate"],
        lines.join(",\n")
    )
}

/// The list of all rules, by group.
fn index() -> String {
    let mut text = format!("{MADE}# Rules\n\n");
    let count = |severity| rules::catalogue().iter().filter(|rule| rule.severity == severity).count();
    write!(
        text,
        "{} rules: {} errors (AWS would refuse it, or it can never work), {} warnings, {} hints.\n\
         `netyard rules ID` prints a page on the terminal; a code or a number of the rule book will do as well.\n\
         What AWS gives of each thing is in [Quotas](quotas.md), what shows which number of the rule book in \
         [What covers the rule book](coverage.md).\n\n",
        rules::catalogue().len(),
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Hint)
    )
    .unwrap();
    for group in Group::ALL {
        write!(text, "## {}\n\n| rule | | code | rule book |\n|---|---|---|---|\n", group.title()).unwrap();
        for rule in rules::catalogue().iter().filter(|rule| rule.group == group) {
            let codes = code_list(if rule.codes.is_empty() { rule.api_errors } else { rule.codes });
            writeln!(
                text,
                "| [{}](rules/{}.md) | {} | {codes} | {} |",
                rule.title,
                rule.id,
                severity(rule),
                rule.book.join(", ")
            )
            .unwrap();
        }
        text.push('\n');
    }
    index_of_acts(&mut text);
    index_of_packets(&mut text);
    index_of_exceptions(&mut text);
    text.trim_end().to_owned() + "\n"
}

/// The list of all quotas, by area.
fn quotas() -> String {
    let mut text = format!("{MADE}# Quotas\n\n");
    text.push_str(
        "What AWS gives an account that never asked for more. Drawings are counted where a rule is named; the other \
         numbers no drawing shows, or they are not counted yet.\n",
    );
    for (area, quotas) in rules::quotas() {
        write!(text, "\n## {area}\n\n| what | in | default | on request | rule | rule book | AWS, on |\n|---|---|---|---|---|---|---|\n")
            .unwrap();
        quotas.iter().for_each(|quota| row_of_quota(&mut text, quota));
    }
    text
}

fn row_of_quota(text: &mut String, quota: &Quota) {
    let raise = match quota.raise {
        Raise::No => "no more".to_owned(),
        Raise::Yes => "more".to_owned(),
        Raise::UpTo(most) => format!("up to {most}"),
    };
    // The product of two other quotas is counted by a rule of its own.
    let rule = rules::catalogue().iter().find(|rule| quota.id.trim_start_matches("quota-") == rule.id);
    let rule = quota.rule().or(rule).map_or_else(String::new, |rule| format!("[{0}](rules/{0}.md)", rule.id));
    let Quota { noun, scope, default, source, date, .. } = quota;
    let book = quota.book.join(", ");
    writeln!(text, "| {noun} | {scope} | {default} | {raise} | {rule} | {book} | [{date}]({source}) |")
        .unwrap();
}

fn index_of_acts(text: &mut String) {
    text.push_str(
        "## Acts that AWS refuses\n\nWhatever the drawing would look like afterwards.\n\n\
         | act | code | rule book |\n|---|---|---|\n",
    );
    for act in refusal::catalogue() {
        let code = code_list(act.code.or(act.api_error).as_slice());
        writeln!(text, "| [{}](rules/{}.md) | {code} | {} |", act.title, act.id, act.book.join(", "))
            .unwrap();
    }
    text.push('\n');
}

fn index_of_packets(text: &mut String) {
    text.push_str(
        "## What is decided about packets\n\nThe codes that the trace of a packet carries, and the numbers behind \
         its hops.\n\n| where | codes | rule book |\n|---|---|---|\n",
    );
    for topic in topics() {
        let names = |are_codes: bool| {
            topic.entries.iter().filter(move |entry| entry.is_code == are_codes).map(|entry| entry.name)
        };
        let (codes, numbers) = (names(true).collect::<Vec<_>>(), names(false).collect::<Vec<_>>());
        writeln!(
            text,
            "| [{}](rules/{}.md) | {} | {} |",
            topic.title,
            topic.id,
            code_list(&codes),
            numbers.join(", ")
        )
        .unwrap();
    }
    text.push('\n');
}

fn index_of_exceptions(text: &mut String) {
    text.push_str("## What no drawing shows\n\n| number | what it says | why | AWS |\n|---|---|---|---|\n");
    for it in rules::EXCEPTIONS {
        writeln!(text, "| {} | {} | {} | <{}> |", it.number, it.title, it.reason, it.reference).unwrap();
    }
    text.push_str(
        "\nThe names of API errors are AWS's. Which of them answers which situation was not tried against AWS; where \
         even the name is from memory, a page says (unconfirmed).\n",
    );
}

fn pages() -> BTreeMap<PathBuf, String> {
    let fixtures: BTreeMap<String, Fixture> = fixture::all("rules").into_iter().collect();
    let mut pages =
        BTreeMap::from([(docs().join("rules.md"), index()), (docs().join("quotas.md"), quotas())]);
    for rule in rules::catalogue() {
        let fixture =
            fixtures.get(rule.id).unwrap_or_else(|| panic!("fixtures/rules/{}.md is missing", rule.id));
        pages.insert(docs().join("rules").join(format!("{}.md", rule.id)), page(rule, fixture));
    }
    let acts: BTreeMap<String, Fixture> = fixture::all("changes").into_iter().collect();
    for act in refusal::catalogue() {
        let fixture = acts.get(act.id).unwrap_or_else(|| panic!("fixtures/changes/{}.md is missing", act.id));
        pages.insert(docs().join("rules").join(format!("{}.md", act.id)), act_page(act, fixture));
    }
    for topic in topics() {
        pages.insert(docs().join("rules").join(format!("{}.md", topic.id)), packet_page(topic));
    }
    pages
}

/// Pages on the disk that no rule has any more.
fn left_over(pages: &BTreeMap<PathBuf, String>) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(docs().join("rules")) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().path()).filter(|path| !pages.contains_key(path)).collect()
}

#[test]
fn the_pages_are_current() {
    let pages = pages();
    let stale: Vec<&PathBuf> = pages
        .iter()
        .filter(|(path, text)| std::fs::read_to_string(path).ok().as_ref() != Some(text))
        .map(|(path, _)| path)
        .collect();
    let left_over = left_over(&pages);
    if std::env::var_os("NETYARD_WRITE_PAGES").is_some() {
        std::fs::create_dir_all(docs().join("rules")).unwrap();
        for path in stale {
            std::fs::write(path, &pages[path]).unwrap();
        }
        for path in &left_over {
            std::fs::remove_file(path).unwrap();
        }
        return;
    }
    assert!(
        stale.is_empty() && left_over.is_empty(),
        "run `cargo xtask docs`; stale: {stale:?}, left over: {left_over:?}"
    );
}

#[test]
fn every_page_has_its_parts_and_a_reference() {
    let headings = ["What it checks", "Why it matters", "How to fix", "Limits", "References"];
    let rules = rules::catalogue().iter().map(|rule| (rule.id, rule.title, rule.sections()));
    let acts = refusal::catalogue().iter().map(|act| (act.id, act.title, act.sections()));
    for (id, title, sections) in rules.chain(acts) {
        let found: Vec<&str> = sections.iter().map(|(heading, _)| *heading).collect();
        assert_eq!(found, headings, "{id}");
        assert!(sections.iter().all(|(_, text)| !text.is_empty()), "{id}");
        assert!(sections[4].1.contains("https://docs.aws.amazon.com/"), "{id}");
        assert!(!title.ends_with('.'), "{id}");
    }
}
