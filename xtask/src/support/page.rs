//! Building and serving the page.

use super::release_code::Code;
use super::{Outcome, Run, release_code, root, scripts};
use crate::tool;
use std::path::{Path, PathBuf};

/// Which of the two builds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Quick to make.
    Development,
    /// Small and fast, as users get it.
    Release,
}

impl Mode {
    /// The folder of the finished page, below the root.
    fn folder(self) -> &'static str {
        match self {
            Self::Development => "target/page",
            Self::Release => "dist",
        }
    }
}

/// Builds the page and gives the folder that holds it.
pub(crate) fn build(mode: Mode) -> Outcome<PathBuf> {
    tool::for_the_page(mode)?;
    match mode {
        Mode::Development => trunk("build", mode).run()?,
        Mode::Release => release()?,
    }
    Ok(root().join(mode.folder()))
}

/// The release page: trunk puts the files together as for development, but takes the program as it is given.
fn release() -> Outcome {
    let code = release_code::build()?;
    let path = root().join("index.html");
    let html = std::fs::read_to_string(&path).map_err(|error| format!("index.html: {error}"))?;
    let html = with_program(&html, &code)?;
    // Beside a Cargo.toml trunk would compile the crate after all.
    let path = root().join("target/release-page/index.html");
    std::fs::write(&path, html).map_err(|error| format!("{}: {error}", path.display()))?;
    trunk("build", Mode::Release).arg(path).run()?;
    // The scripts of the page itself, which trunk leaves as they are; the style sheets it has made small.
    scripts::shorten_in(&root().join(Mode::Release.folder()))
}

/// The page as it is read from `target/release-page`, with finished files in the place of the crate.
fn with_program(html: &str, code: &Code) -> Outcome<String> {
    let crate_line = html
        .lines()
        .find(|line| line.contains("data-trunk rel=\"rust\""))
        .ok_or("index.html names no crate")?;
    let Code { script, main, sight, hands, parts } = code;
    let mut links = vec![
        "<link data-trunk rel=\"copy-dir\" href=\"code\">".to_owned(),
        format!("<link id=\"netyard-script\" rel=\"modulepreload\" href=\"code/{script}\">"),
        format!(
            "<link id=\"netyard-wasm\" rel=\"preload\" href=\"code/{main}\" as=\"fetch\" \
             type=\"application/wasm\" crossorigin=\"anonymous\">"
        ),
    ];
    // `start.js` fetches them as soon as they do not hold up what is needed before them.
    for (word, files) in [("sight", sight), ("hands", hands)] {
        links.extend(files.iter().map(|part| {
            format!("<link rel=\"{word}\" href=\"code/{part}\" as=\"fetch\" crossorigin=\"anonymous\">")
        }));
    }
    // They also tell `start.js` what to keep for later, should the browser not know the word.
    links.extend(parts.iter().map(|part| format!("<link rel=\"prefetch\" href=\"code/{part}\">")));
    let page = html.lines().map(|line| match line {
        line if line == crate_line => links.join("\n    "),
        // What trunk reads is looked for from where the page is.
        line if line.contains("data-trunk") => line
            .replace("href=\"assets/", "href=\"../../assets/")
            .replace("src=\"assets/", "src=\"../../assets/"),
        line => line.to_owned(),
    });
    Ok(page.collect::<Vec<_>>().join("\n") + "\n")
}

/// Builds the page, serves it, and builds it again on every change, until it is stopped.
pub(crate) fn serve(port: u16, open: bool) -> Outcome {
    tool::for_the_page(Mode::Development)?;
    println!("Building Netyard. Then it is at http://127.0.0.1:{port}/ until you press Ctrl+C.");
    let run = trunk("serve", Mode::Development).arg("--port").arg(port.to_string());
    if open { run.arg("--open").run() } else { run.run() }
}

/// Prints the size of the first load, raw and compressed; an error above the budget.
pub(crate) fn check_size(folder: &Path) -> Outcome {
    Run::new("node").arg("e2e/support/page-size.mjs").arg(folder).run()
}

fn trunk(verb: &str, mode: Mode) -> Run {
    let run =
        Run::new("trunk").args([verb, "--skip-version-check", "--dist"]).arg(root().join(mode.folder()));
    // Some tools read NO_COLOR as a word, and trunk refuses anything but true and false.
    let run = run.without_env("NO_COLOR");
    match mode {
        Mode::Development => run,
        // With a value, for else it takes the next word as one.
        Mode::Release => run.arg("--release=true"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Code, with_program};

    #[test]
    fn finished_files_take_the_place_of_the_crate() {
        let html = "<link rel=\"icon\" href=\"assets/a.svg\">\n<link data-trunk rel=\"css\" href=\"assets/a.css\">\n\
                    <link data-trunk rel=\"rust\" href=\"app/Cargo.toml\">\n";
        let code = Code {
            script: "a.js".into(),
            main: "a.wasm".into(),
            sight: vec!["s.wasm".into()],
            hands: vec!["h.wasm".into()],
            parts: vec!["b.wasm".into()],
        };
        let page = with_program(html, &code).unwrap_or_default();
        assert!(page.contains("rel=\"icon\" href=\"assets/a.svg\""));
        assert!(page.contains("href=\"../../assets/a.css\""));
        assert!(page.contains("href=\"code/a.js\"") && page.contains("href=\"code/a.wasm\""));
        assert!(page.contains("rel=\"sight\" href=\"code/s.wasm\""));
        assert!(page.contains("rel=\"hands\" href=\"code/h.wasm\""));
        assert!(page.contains("rel=\"prefetch\" href=\"code/b.wasm\""));
        assert!(!page.contains("Cargo.toml"));
        assert!(with_program("<p>nothing</p>", &code).is_err());
    }
}
