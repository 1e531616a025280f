use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// What a run of the command gave.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) output: String,
    pub(crate) errors: String,
}

/// Runs `netyard` with these arguments and nothing on standard input.
pub(crate) fn netyard(arguments: &[&str]) -> Run {
    netyard_with(arguments, "")
}

/// Runs `netyard` with these arguments and this text on standard input.
pub(crate) fn netyard_with(arguments: &[&str], input: &str) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_netyard"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that does not read its input closes the pipe; that is its right.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    Run {
        status: output.status.code().unwrap(),
        output: String::from_utf8(output.stdout).unwrap(),
        errors: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A folder of its own for a test, empty.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Writes a file into a folder and gives its path as text.
pub(crate) fn file(folder: &std::path::Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

/// The folder of the ready drawings.
pub(crate) fn scenario_folder() -> String {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../assets/scenarios");
    folder.display().to_string()
}

/// The ready drawings, sorted.
pub(crate) fn scenarios() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(scenario_folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|extension| extension == "json")).collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

/// A drawing with a VPC, as Netyard saves it.
pub(crate) const SHOP: &str = r#"{
  "type": "netyard",
  "version": 1,
  "title": "Shop",
  "rulesDate": "2026-11-01",
  "resources": {
    "vpc-1": {
      "type": "vpc",
      "name": "shop",
      "region": "eu-west-1",
      "cidrBlocks": [
        "10.0.0.0/16"
      ]
    }
  },
  "placement": {},
  "expectations": {},
  "notes": {},
  "accepted": {}
}
"#;
