//! `cargo xtask bench`: every benchmark that is there, native first, then in the browser.

use super::{Command, unknown_argument};
use crate::support::{Outcome, Run, browser, page, root};

/// The command.
pub(crate) const COMMAND: Command = Command {
    name: "bench",
    usage: "",
    about: "Runs the benchmarks: the `benches` folders of the crates, and `e2e/bench` in the browser.",
    run,
};

/// The crates that may have benchmarks: folder and package name.
const CRATES: [(&str, &str); 4] = [
    ("core", "netyard-core"),
    ("scene", "netyard-scene"),
    ("formats", "netyard-formats"),
    ("editor", "netyard-editor"),
];

fn run(arguments: &[String]) -> Outcome {
    if let Some(argument) = arguments.first() {
        return Err(unknown_argument(&COMMAND, argument));
    }
    let measured = CRATES.iter().filter(|(folder, _)| root().join(folder).join("benches").is_dir());
    for (_, package) in measured {
        Run::new("cargo").args(["bench", "--benches", "--package", package]).run()?;
    }
    if root().join("e2e/bench").is_dir() {
        let folder = page::build(page::Mode::Release)?;
        let files = root().join("target/import-files");
        Run::new("cargo")
            .args(["run", "--package", "netyard-formats", "--example", "import_files", "--"])
            .arg(&files)
            .run()?;
        browser::bench(&folder)?;
    }
    Ok(())
}
