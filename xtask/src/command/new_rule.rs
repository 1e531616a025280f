//! `cargo xtask new-rule GROUP ID`: the file of a rule, its lines in the lists, and its fixture.

use super::{Command, unknown_argument};
use crate::support::{Outcome, root};
use std::fs;
use std::path::Path;

/// The command.
pub(crate) const COMMAND: Command = Command {
    name: "new-rule",
    usage: "GROUP ID [--in FOLDER]",
    about: "Begins a rule: core/src/rules/GROUP/ID.rs, its lines in the lists, and its fixture. --in: another working copy.",
    run,
};

fn run(arguments: &[String]) -> Outcome {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [option, ..] if option.starts_with("--") => Err(unknown_argument(&COMMAND, option)),
        [group, id] => write(root(), group, id),
        [group, id, "--in", folder] => write(Path::new(folder), group, id),
        _ => Err(format!("Usage: cargo xtask {} {}", COMMAND.name, COMMAND.usage)),
    }
}

fn write(root: &Path, group: &str, id: &str) -> Outcome {
    let is_kebab = id.split('-').all(|word| {
        !word.is_empty() && word.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit())
    });
    if !is_kebab {
        return Err(format!("`{id}` is no id: write small letters and digits, with `-` between words"));
    }
    let rules = root.join("core/src/rules");
    let folder = rules.join(group);
    if !folder.join("mod.rs").is_file() {
        return Err(format!("there is no group `{group}` in {}", rules.display()));
    }
    let name = id.replace('-', "_");
    let file = folder.join(format!("{name}.rs"));
    if file.exists() {
        return Err(format!("{} is there already", file.display()));
    }
    insert(&folder.join("mod.rs"), "pub(super) mod ", &format!("pub(super) mod {name};"))?;
    insert(&rules.join("list.rs"), "    ", &format!("    {group}::{name}::RULE,"))?;
    save(&file, &rule(group, id))?;
    save(&root.join(format!("core/fixtures/rules/{id}.md")), &fixture(id))?;
    println!("Write the rule in {}, then its fixture, then run `cargo xtask docs`.", file.display());
    Ok(())
}

/// Puts a line where it belongs in the alphabet, among the lines that begin alike.
fn insert(file: &Path, start: &str, line: &str) -> Outcome {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let mut lines: Vec<&str> = text.lines().collect();
    let alike = |other: &&str| other.starts_with(start);
    let behind = lines.iter().position(|other| alike(other) && *other > line);
    let at = behind.or_else(|| lines.iter().rposition(alike).map(|last| last + 1));
    lines.insert(at.unwrap_or(lines.len()), line);
    save(file, &(lines.join("\n") + "\n"))
}

fn save(file: &Path, text: &str) -> Outcome {
    fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))
}

fn rule(group: &str, id: &str) -> String {
    let (first, rest) = group.split_at(1);
    let variant = first.to_ascii_uppercase() + rest;
    format!(
        r#"//! In one sentence: what is wrong.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{{Found, Report}};
use crate::rules::{{Group, Severity}};

rule! {{
    /// # What it checks
    /// The condition, in AWS's own words.
    ///
    /// # Why it matters
    /// What AWS does, or what goes wrong.
    ///
    /// # How to fix
    /// What to do.
    ///
    /// # Limits
    /// What is not looked at.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/>
    RuleInfo {{
        id: "{id}",
        title: "What is wrong",
        group: Group::{variant},
        book: &[],
        severity: Severity::Warning,
        since: "0.1.0",
    }}
}}

fn check(context: &Context<'_>, report: &mut Report) {{
    for vpc in context.vpcs().filter(|vpc| vpc.cidrs.is_empty()) {{
        let name = context.name(&vpc.id);
        let message = say!("{id}", "{{vpc}} is what this rule is about.", vpc = name);
        let help = say!("{id}.help", "Change {{vpc}}.", vpc = name);
        report.push(Found::new([&vpc.id], message, help));
    }}
}}
"#
    )
}

fn fixture(id: &str) -> String {
    let block = |resources: &str| format!("```json\n{{\"resources\": {{{resources}}}}}\n```\n");
    format!(
        "# {id}\n\nWhat the rule is about, in a sentence.\n\n## Passes: a near miss\n\n{}\n## Fails: the defect\n\n{}\n\
         - elements: `vpc-1`\n  - message: shop is what this rule is about.\n  - help: Change shop.\n",
        block("\"vpc-1\": {\"type\": \"vpc\", \"cidrBlocks\": [\"10.0.0.0/16\"]}"),
        block("\"vpc-1\": {\"type\": \"vpc\", \"name\": \"shop\"}"),
    )
}
