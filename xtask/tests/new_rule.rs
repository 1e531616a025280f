//! `cargo xtask new-rule` in a copy of the core: what it writes is in its place, and the fixture holds.
#![expect(clippy::unwrap_used, reason = "a test fails by a panic, in its helpers too")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// A copy of what the command touches, made afresh.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    copy(&root().join("core"), &folder.join("core"));
    folder
}

fn new_rule(folder: &Path, group: &str, id: &str) -> bool {
    let command = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["new-rule", group, id, "--in"])
        .arg(folder)
        .output()
        .unwrap();
    command.status.success()
}

#[test]
fn writes_the_rule_its_lines_and_its_fixture() {
    let folder = scratch("new-rule");
    assert!(new_rule(&folder, "routing", "mad-route"));
    let read = |path: &str| fs::read_to_string(folder.join("core").join(path)).unwrap();
    let list = read("src/rules/list.rs");
    let lines: Vec<&str> = list.lines().filter(|line| line.ends_with("::RULE,")).collect();
    assert!(lines.is_sorted() && lines.contains(&"    routing::mad_route::RULE,"), "{lines:?}");
    let modules = read("src/rules/routing/mod.rs");
    let lines: Vec<&str> = modules.lines().filter(|line| line.starts_with("pub(super) mod ")).collect();
    assert!(lines.is_sorted() && lines.contains(&"pub(super) mod mad_route;"), "{lines:?}");
    assert!(read("src/rules/routing/mad_route.rs").contains("group: Group::Routing"));
    assert!(read("fixtures/rules/mad-route.md").starts_with("# mad-route\n"));
    assert!(!new_rule(&folder, "routing", "mad-route"), "a rule is begun once");
}

#[test]
fn refuses_an_unknown_group_and_an_odd_id() {
    let folder = scratch("new-rule-refused");
    assert!(!new_rule(&folder, "weather", "rain"));
    assert!(!new_rule(&folder, "routing", "Mad_Route"));
    assert!(!new_rule(&folder, "routing", "mad--route"));
}

#[test]
#[ignore = "builds the core a second time: `cargo xtask test --long` runs it"]
fn what_it_writes_compiles_and_passes_its_own_fixture() {
    let folder = scratch("new-rule-compiled");
    assert!(new_rule(&folder, "addressing", "aa-first"));
    assert!(new_rule(&folder, "structure", "zz-last"));
    for file in ["Cargo.lock", "clippy.toml"] {
        fs::copy(root().join(file), folder.join(file)).unwrap();
    }
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let alone = manifest.lines().map(|line| match line {
        line if line.starts_with("members = ") => "members = [\"core\"]",
        line if line.starts_with("default-members = ") => "default-members = [\"core\"]",
        line => line,
    });
    fs::write(folder.join("Cargo.toml"), alone.collect::<Vec<_>>().join("\n")).unwrap();
    let status = Command::new("cargo")
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("new-rule-target"))
        .args([
            "test",
            "--quiet",
            "--offline",
            "--package",
            "netyard-core",
            "--test",
            "rules",
            "every_fixture_holds",
        ])
        .status()
        .unwrap();
    assert!(status.success());
}
