//! What belongs together is there: the list of rules, their files, fixtures and pages; and `use` lines that point one way.
#![expect(clippy::unwrap_used, reason = "a test fails by a panic, in its helpers too")]

use netyard_core::change::refusal;
use netyard_core::rules;
use netyard_core::simulate::explain;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Modules of the crate from the bottom up; a module uses those on its own line and before, never those behind.
const LAYERS: &[&[&str]] = &[
    &["ordered", "page"],
    &["net", "message"],
    &["model"],
    &["change", "schema", "topology", "sample"],
    &["routing"],
    &["simulate"],
    &["flow_log"],
    &["rules"],
    &["expect"],
    &["exercise"],
];

/// The most lines of a source file.
const MOST_LINES: usize = 600;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder with that ending, sorted.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|it| it == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn stems(paths: &[PathBuf]) -> BTreeSet<String> {
    paths.iter().map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect()
}

#[track_caller]
fn assert_same(left: &BTreeSet<String>, right: &BTreeSet<String>, left_name: &str, right_name: &str) {
    let missing: Vec<_> = left.difference(right).collect();
    let surplus: Vec<_> = right.difference(left).collect();
    assert!(missing.is_empty(), "in {left_name}, not in {right_name}: {missing:?}");
    assert!(surplus.is_empty(), "in {right_name}, not in {left_name}: {surplus:?}");
}

fn ids() -> BTreeSet<String> {
    rules::catalogue().iter().map(|rule| rule.id.to_owned()).collect()
}

/// The files that hold a rule: group folder, file name, and text.
fn rule_files() -> Vec<(String, String, String)> {
    let all = files(&root().join("src/rules"), "rs");
    let read = all.into_iter().map(|path| {
        let group = path.parent().unwrap().file_name().unwrap().to_string_lossy().into_owned();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (group, name, std::fs::read_to_string(&path).unwrap())
    });
    read.filter(|(_, _, text)| text.contains("\nrule! {")).collect()
}

#[test]
fn every_rule_file_is_in_the_list_and_named_after_its_rule() {
    let list = std::fs::read_to_string(root().join("src/rules/list.rs")).unwrap();
    let lines: Vec<&str> = list.lines().map(str::trim).filter(|line| line.ends_with("::RULE,")).collect();
    assert!(lines.is_sorted(), "the list is alphabetic");
    let mut of_files = BTreeSet::new();
    for (group, name, text) in rule_files() {
        let line = format!("{group}::{name}::RULE,");
        assert!(lines.contains(&line.as_str()), "core/src/rules/list.rs lacks the line `{line}`");
        let id = name.replace('_', "-");
        assert!(text.contains(&format!("id: \"{id}\"")), "{group}/{name}.rs holds the rule {id}");
        let rule = rules::catalogue().iter().find(|rule| rule.id == id).expect("listed");
        assert_eq!(rule.group.name(), group, "{id}");
        of_files.insert(id);
    }
    let not_quotas = ids().into_iter().filter(|id| !id.starts_with("quota-")).collect();
    assert_same(&of_files, &not_quotas, "the folders", "the list");
}

#[test]
fn every_rule_has_its_fixture_and_page() {
    assert_same(&ids(), &stems(&files(&root().join("fixtures/rules"), "md")), "the list", "fixtures/rules");
    let acts = refusal::catalogue().iter().map(|act| act.id);
    let topics = explain::topics().iter().map(|topic| topic.id);
    let pages = ids().into_iter().chain(acts.chain(topics).map(str::to_owned)).collect();
    assert_same(&pages, &stems(&files(&root().join("../docs/rules"), "md")), "the catalogue", "docs/rules");
}

#[test]
fn ids_are_kebab_case_and_unique() {
    let catalogue = rules::catalogue();
    assert_eq!(ids().len(), catalogue.len());
    for rule in catalogue {
        let is_kebab = rule
            .id
            .chars()
            .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-');
        assert!(is_kebab && !rule.id.contains("--"), "{}", rule.id);
        assert!(rule.book.iter().all(|number| number.starts_with("R-")), "{}", rule.id);
    }
}

#[test]
fn every_refusal_has_its_fixture() {
    let named: BTreeSet<String> = refusal::catalogue().iter().map(|act| act.id.to_owned()).collect();
    assert_eq!(named.len(), refusal::catalogue().len());
    assert!(named.is_disjoint(&ids()), "an act and a rule have one id");
    assert_same(
        &named,
        &stems(&files(&root().join("fixtures/changes"), "md")),
        "change/refusal",
        "fixtures/changes",
    );
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

#[test]
fn use_lines_point_one_way() {
    let source = root().join("src");
    let mut faults = Vec::new();
    for path in files(&source, "rs") {
        let place = path.strip_prefix(&source).unwrap().to_string_lossy().into_owned();
        let module = place.split(['/', '.']).next().unwrap_or_default();
        let Some(own) = layer(module) else {
            assert!(module == "lib", "{place}: the module {module} has no place in the list of layers");
            continue;
        };
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in
            code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"))
        {
            for (at, _) in line.match_indices("crate::") {
                let named: String = line[at + 7..]
                    .chars()
                    .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
                    .collect();
                if layer(&named).is_some_and(|other| other > own) {
                    faults.push(format!("{place}:{}: {module} uses {named}", number + 1));
                }
            }
        }
    }
    assert!(faults.is_empty(), "arrows backwards:\n{}", faults.join("\n"));
}

#[test]
fn source_files_are_of_a_readable_length() {
    let long: Vec<String> = files(&root().join("src"), "rs")
        .into_iter()
        .map(|path| (std::fs::read_to_string(&path).unwrap().lines().count(), path))
        .filter(|(lines, _)| *lines > MOST_LINES)
        .map(|(lines, path)| format!("{}: {lines} lines", path.display()))
        .collect();
    assert!(long.is_empty(), "split what is longer than {MOST_LINES} lines:\n{}", long.join("\n"));
}
