use crate::support::{folder, netyard, netyard_with};

#[test]
fn the_version_comes_with_the_date_of_the_rules() {
    let run = netyard(&["--version"]);
    assert_eq!((run.status, run.errors.as_str()), (0, ""));
    let expected =
        format!("netyard {} (rules of {})\n", env!("CARGO_PKG_VERSION"), netyard_core::schema::RULES_DATE);
    assert_eq!(run.output, expected);
}

#[test]
fn help_offers_what_is_built_and_nothing_else() {
    let help = netyard(&["--help"]).output;
    for command in ["check", "trace", "import", "export", "link", "open", "rules"] {
        assert!(help.contains(&format!("\n  {command} ")), "{command}\n{help}");
    }
    let export = netyard(&["export", "--help"]).output;
    let everything = [help.clone(), netyard(&["import", "--help"]).output, export];
    assert!(!everything.concat().contains("grade"), "it is not built yet");
}

#[test]
fn what_is_not_understood_is_status_two() {
    for arguments in [&[][..], &["fly"], &["export"], &["export", "a.json", "--to", "png"], &["link"]] {
        let run = netyard(arguments);
        assert_eq!((run.status, run.output.as_str()), (2, ""), "{arguments:?}");
        assert!(!run.errors.is_empty());
    }
}

#[test]
fn input_that_cannot_be_read_is_status_two_with_file_place_and_reason() {
    let cases = [
        ("{", "netyard: standard input: This is not JSON: line 1, column 1: "),
        ("[]", "netyard: standard input: This is JSON, but not a Netyard drawing"),
        (
            r#"{"type":"netyard","version":9,"title":"Later"}"#,
            "netyard: standard input: \"Later\" has version 9",
        ),
        (
            r#"{"type":"netyard","version":1,"resources":{"a":{"type":"vpc","cidrBlocks":[1]}}}"#,
            "netyard: standard input: resources.a.cidrBlocks[0]: ",
        ),
        (
            r#"{"type":"netyard","version":1,"resources":{"a":{"type":"vpc"},"a":{"type":"vpc"}}}"#,
            "netyard: standard input: The key \"a\" stands twice in resources.",
        ),
    ];
    for (input, message) in cases {
        let run = netyard_with(&["export", "-", "--to", "json"], input);
        assert_eq!((run.status, run.output.as_str()), (2, ""), "{input}");
        assert!(run.errors.starts_with(message), "{}", run.errors);
    }
}

#[test]
fn files_that_are_not_there_or_not_text_are_status_two() {
    let run = netyard(&["export", "nowhere.json", "--to", "json"]);
    assert_eq!(run.status, 2);
    assert!(run.errors.starts_with("netyard: nowhere.json: it cannot be read: "), "{}", run.errors);

    let folder = folder("not-text");
    let path = folder.join("a.json");
    std::fs::write(&path, b"{\"a\":\"\xff\"}").unwrap();
    let run = netyard(&["export", &path.display().to_string(), "--to", "json"]);
    assert_eq!(run.status, 2);
    assert!(run.errors.contains("byte 7 does not belong to any character"), "{}", run.errors);

    let run = netyard(&["export", &folder.display().to_string(), "--to", "json"]);
    assert_eq!(run.status, 2);
    assert!(run.errors.contains("it is a folder"), "{}", run.errors);
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_netyard"))
        .arg("rules")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert!(output.status.code().is_some_and(|status| status == 0));
}
