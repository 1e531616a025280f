//! `cargo xtask test`: everything that must hold, in the order from quick to slow.

use super::{Command, cfn_lint, find, unknown_argument};
use crate::support::{Outcome, Run, Steps, browser, first_start, page};
use crate::tool;

/// The command.
pub(crate) const COMMAND: Command = Command {
    name: "test",
    usage: "[--quick | --long]",
    about: "Runs every test. --quick: native only. --long: also the fuzzing and a first start from a fresh clone.",
    run,
};

/// How much is tested.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    Quick,
    Usual,
    Long,
}

/// Everything but the page, which does not exist outside a browser.
const NATIVE: [&str; 3] = ["--workspace", "--exclude", "netyard-app"];

/// The crates that the page is made of.
const IN_THE_PAGE: [&str; 10] = [
    "--package",
    "netyard-app",
    "--package",
    "netyard-core",
    "--package",
    "netyard-scene",
    "--package",
    "netyard-formats",
    "--package",
    "netyard-editor",
];

fn run(arguments: &[String]) -> Outcome {
    let extent = match arguments {
        [] => Extent::Usual,
        [one] if one == "--quick" => Extent::Quick,
        [one] if one == "--long" => Extent::Long,
        [other, ..] => return Err(unknown_argument(&COMMAND, other)),
    };
    let mut steps = Steps::new();
    native(&mut steps);
    if extent != Extent::Quick {
        in_the_browser(&mut steps);
    }
    if extent == Extent::Long {
        at_length(&mut steps);
    }
    steps.finish()
}

/// What needs nothing but Rust.
fn native(steps: &mut Steps) {
    steps.step("format", "every Rust file is formatted", || {
        Run::new("cargo").args(["fmt", "--all", "--", "--check", "-l"]).run()
    });
    steps.step("lints", "clippy on the native crates, warnings are errors", || {
        Run::new("cargo").arg("clippy").args(NATIVE).args(["--all-targets", "--", "-D", "warnings"]).run()
    });
    steps.step("native tests", "unit, fixture and property tests", || {
        Run::new("cargo").args(["test", "--no-fail-fast"]).args(NATIVE).run()
    });
    steps.step("templates", "cfn-lint finds no error in exported templates", cfn_lint::check);
    steps.step("docs", "every link in the documentation resolves", || {
        Run::new("cargo").env("RUSTDOCFLAGS", "-D warnings").args(["doc", "--no-deps"]).args(NATIVE).run()
    });
    if let Some(docs) = find("docs") {
        steps.step("generated files", "the pages are current", || (docs.run)(&["--check".to_owned()]));
    }
}

/// What needs the wasm target, trunk and a browser.
fn in_the_browser(steps: &mut Steps) {
    let tools = steps.step("tools", "what the page is built and tested with", || {
        tool::for_the_page(page::Mode::Release)?;
        tool::chromium()
    });
    if tools.is_none() {
        return;
    }
    steps.step("lints for the page", "clippy for wasm32, warnings are errors", || {
        Run::new("cargo")
            .arg("clippy")
            .args(IN_THE_PAGE)
            .args(["--target", tool::WASM_TARGET, "--", "-D", "warnings"])
            .run()
    });
    let Some(folder) = steps.step("page", "release build", || page::build(page::Mode::Release)) else {
        return;
    };
    steps.step("size", "the first load stays under its ceiling", || page::check_size(&folder));
    let served = steps.step("served page", "the build that `cargo xtask serve` makes", || {
        page::build(page::Mode::Development)
    });
    if served.is_some() {
        steps.step("browser tests", "in Chromium, against the release build", || browser::test(&folder, &[]));
    }
}

/// What takes too long for every change.
fn at_length(steps: &mut Steps) {
    steps.step(
        "fuzzing",
        "two hundred thousand inputs for each thing that reads what strangers wrote",
        || {
            Run::new("cargo")
                .env("NETYARD_LONG", "1")
                .args(["test", "--no-fail-fast", "--package", "netyard-formats", "--test", "formats", "fuzz"])
                .run()
        },
    );
    steps.step("long tests", "the tests marked `ignore`", || {
        Run::new("cargo").args(["test", "--no-fail-fast"]).args(NATIVE).args(["--", "--ignored"]).run()
    });
    steps.step("first start", "a fresh clone with tools of its own, served and opened", first_start);
}
