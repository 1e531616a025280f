//! What must not stand in a committed file. Each test lists every place, so that one run shows all.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by a panic, in its helpers too")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// Kinds of files that people write and read.
const WRITTEN: [&str; 11] = ["rs", "css", "html", "js", "json", "jsonc", "md", "mjs", "sh", "toml", "lock"];

/// The most lines of a source file.
const MOST_LINES: usize = 600;

struct File {
    path: String,
    text: String,
}

impl File {
    fn extension(&self) -> &str {
        Path::new(&self.path).extension().and_then(|text| text.to_str()).unwrap_or_default()
    }

    /// The places, as `path:line`, of the lines that match.
    fn places(&self, matches: impl Fn(&str) -> bool) -> Vec<String> {
        let lines = self.text.lines().enumerate().filter(|(_, line)| matches(line));
        lines.map(|(index, line)| format!("{}:{}: {}", self.path, index + 1, line.trim())).collect()
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// The paths of all files that are committed or could be.
fn paths() -> Vec<String> {
    let output = Command::new("git")
        .current_dir(root())
        // The working copy may belong to somebody else, as in a container.
        .args(["-c", "safe.directory=*"])
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .output()
        .expect("git lists the files");
    assert!(output.status.success(), "git lists the files");
    let listed = String::from_utf8(output.stdout).unwrap();
    let there: Vec<String> =
        listed.lines().filter(|path| root().join(path).is_file()).map(str::to_owned).collect();
    assert!(there.iter().any(|path| path == "Cargo.toml"), "the list is that of this project");
    there
}

/// The files with text, this one excepted, because it names what it looks for.
fn files() -> Vec<File> {
    let written = paths().into_iter().filter(|path| path != "xtask/tests/tidy.rs");
    written
        .map(|path| File { text: std::fs::read_to_string(root().join(&path)).unwrap_or_default(), path })
        .filter(|file| WRITTEN.contains(&file.extension()) || file.path == ".ci/run")
        .collect()
}

#[track_caller]
fn assert_none(places: &[String], remedy: &str) {
    assert!(places.is_empty(), "{remedy}:\n{}", places.join("\n"));
}

/// Whether `text` holds a colour such as `#fff` or `#2457D6`.
fn has_hex_colour(text: &str) -> bool {
    text.match_indices('#').any(|(at, _)| {
        let after = &text[at + 1..];
        let digits = after.chars().take_while(char::is_ascii_hexdigit).count();
        let goes_on =
            after[digits..].starts_with(|next: char| next.is_alphanumeric() || next == '-' || next == '_');
        matches!(digits, 3 | 4 | 6 | 8) && !goes_on
    })
}

/// Whether `text` holds `folder` as the start of an absolute path.
fn has_path_below(text: &str, folder: &str) -> bool {
    text.match_indices(folder).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        !before.is_some_and(|before| before.is_alphanumeric() || ".-_/*}".contains(before))
    })
}

#[test]
fn lock_files_name_no_download_host() {
    let locks = files().into_iter().filter(|file| file.path.ends_with("package-lock.json"));
    let places: Vec<String> =
        locks.flat_map(|file| file.places(|line| line.contains("\"resolved\""))).collect();
    assert_none(&places, "npm must run in e2e/, whose .npmrc leaves the hosts out");
}

#[test]
fn nothing_names_a_folder_of_one_machine() {
    // Put together, so that this line does not name it itself.
    let build_folder = ["", "work", ""].join("/");
    let folders = ["/home/", "/root/", "/Users/", build_folder.as_str()];
    let is_local = |line: &str| folders.iter().any(|folder| has_path_below(line, folder));
    let places: Vec<String> = files().iter().flat_map(|file| file.places(is_local)).collect();
    assert_none(&places, "use a path within the project");
}

#[test]
fn colours_stand_in_the_token_file_only() {
    let styles = files().into_iter().filter(|file| {
        let is_style = file.extension() == "css" && file.path != "assets/styles/tokens.css";
        is_style || (file.path.starts_with("app/src/") && file.extension() == "rs")
    });
    let places: Vec<String> = styles.flat_map(|file| file.places(has_hex_colour)).collect();
    assert_none(&places, "use a token of assets/styles/tokens.css");
}

#[test]
fn no_icon_of_aws_is_here() {
    let marks = ["Arch_Amazon", "Arch_AWS", "Arch_Elastic", "Res_Amazon", "Res_AWS", "AWS-Architecture-Icon"];
    let is_icon = |text: &str| marks.iter().any(|mark| text.contains(mark));
    let mut places: Vec<String> = paths().into_iter().filter(|path| is_icon(path)).collect();
    places.extend(files().iter().flat_map(|file| file.places(is_icon)));
    assert_none(&places, "draw a glyph of our own");
}

#[test]
fn nothing_is_left_lying_about() {
    let is_stray = |path: &String| {
        let name = path.rsplit('/').next().unwrap_or(path);
        let ending = name.rsplit('.').next().unwrap_or(name);
        let folders = ["node_modules/", "target/", "dist/", "test-results/", "playwright-report/"];
        ["orig", "rej", "log", "tmp", "bak", "swp", "new"].contains(&ending)
            || name == ".DS_Store"
            || folders.iter().any(|folder| path.starts_with(folder) || path.contains(&format!("/{folder}")))
    };
    let places: Vec<String> = paths().into_iter().filter(is_stray).collect();
    assert_none(&places, "remove them");
}

#[test]
fn source_files_are_of_a_readable_length() {
    let sources = files().into_iter().filter(|file| ["rs", "mjs", "js"].contains(&file.extension()));
    let places: Vec<String> = sources
        .filter(|file| file.text.lines().count() > MOST_LINES)
        .map(|file| format!("{}: {} lines", file.path, file.text.lines().count()))
        .collect();
    assert_none(&places, &format!("split what is longer than {MOST_LINES} lines"));
}

#[test]
fn source_files_end_in_one_line_feed_and_no_line_ends_in_a_blank() {
    let sources = files()
        .into_iter()
        .filter(|file| ["rs", "css", "html", "js", "mjs", "toml"].contains(&file.extension()));
    let mut places = Vec::new();
    for file in sources {
        places.extend(file.places(|line| line.ends_with([' ', '\t'])));
        if !file.text.is_empty() && (!file.text.ends_with('\n') || file.text.ends_with("\n\n")) {
            places.push(format!("{}: the end", file.path));
        }
    }
    assert_none(&places, "clean up the blanks");
}

#[test]
fn a_colour_is_told_from_other_hashes() {
    for colour in ["color: #fff;", "fill=\"#2457D6\"", "#11223344"] {
        assert!(has_hex_colour(colour), "{colour}");
    }
    for other in [
        "#netyard { height: 100% }",
        "href=\"#add\u{2d}vpc\"",
        "#[expect(dead_code)]",
        "issue #12",
        "# Title",
    ] {
        assert!(!has_hex_colour(other), "{other}");
    }
}

#[test]
fn a_machine_path_is_told_from_other_paths() {
    assert!(has_path_below("open(\"/home/me/drawing.json\")", "/home/"));
    assert!(has_path_below("cd /root/netyard", "/root/"));
    assert!(!has_path_below("https://example.com/home/index.html", "/home/"));
    assert!(!has_path_below("core/src/home/", "/home/"));
}
