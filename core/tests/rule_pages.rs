//! The pages `docs/rules.md` and `docs/rules/<id>.md` say what the catalogue and the fixtures say.
//!
//! `cargo xtask docs` sets `NETYARD_WRITE_PAGES` and so writes them; otherwise a stale page fails.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by a panic, in its helpers too")]

mod fixture;

use fixture::{Case, Fixture};
use netyard_core::rules::{self, Group, RuleInfo, Severity};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

const MADE: &str =
    "<!-- Made by `cargo xtask docs` from core/src/rules and core/fixtures/rules. Do not edit. -->\n\n";

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
    writeln!(text, "- Since: {}\n", rule.since).unwrap();
    for (heading, words) in rule.sections() {
        if heading == "References" {
            examples(&mut text, fixture);
        }
        write!(text, "## {heading}\n\n{words}\n\n").unwrap();
    }
    text.trim_end().to_owned() + "\n"
}

fn examples(text: &mut String, fixture: &Fixture) {
    write!(text, "## Examples\n\n{}\n\n", fixture.prose.trim()).unwrap();
    for case in &fixture.cases {
        example(text, case);
    }
}

fn example(text: &mut String, case: &Case) {
    let kind = if case.passes { "Passes" } else { "Fails" };
    write!(text, "### {kind}: {}\n\n", case.title).unwrap();
    if !case.prose.trim().is_empty() {
        write!(text, "{}\n\n", case.prose.trim()).unwrap();
    }
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
         `netyard rules ID` prints a page on the terminal; a code or a number of the rule book will do as well.\n\n",
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
    text.trim_end().to_owned() + "\n"
}

fn pages() -> BTreeMap<PathBuf, String> {
    let fixtures: BTreeMap<String, Fixture> = fixture::all("rules").into_iter().collect();
    let mut pages = BTreeMap::from([(docs().join("rules.md"), index())]);
    for rule in rules::catalogue() {
        let fixture =
            fixtures.get(rule.id).unwrap_or_else(|| panic!("fixtures/rules/{}.md is missing", rule.id));
        pages.insert(docs().join("rules").join(format!("{}.md", rule.id)), page(rule, fixture));
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
    for rule in rules::catalogue() {
        let sections = rule.sections();
        let found: Vec<&str> = sections.iter().map(|(heading, _)| *heading).collect();
        assert_eq!(found, headings, "{}", rule.id);
        assert!(sections.iter().all(|(_, text)| !text.is_empty()), "{}", rule.id);
        assert!(rule.section("References").contains("https://docs.aws.amazon.com/"), "{}", rule.id);
        assert!(!rule.title.ends_with('.'), "{}", rule.id);
    }
}
