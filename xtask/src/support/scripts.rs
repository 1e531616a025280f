//! Scripts as they are sent: what only people read in them stays at home.

use super::Outcome;
use std::fs;
use std::path::Path;

/// A script without the lines that are comments and nothing else, and without what its lines begin with. Its own texts stay
/// as they are: none of them may go over several lines, which is an error.
pub(super) fn short(script: &str) -> Outcome<String> {
    let mut kept = String::with_capacity(script.len());
    let mut is_comment = false;
    for line in script.lines().map(str::trim) {
        if line.matches('`').count() % 2 == 1 {
            return Err(format!("a text goes over several lines, which this build does not expect: {line}"));
        }
        let has_code_behind = || line.contains("*/") && !line.ends_with("*/");
        if is_comment || line.starts_with("/*") && !has_code_behind() {
            is_comment = !line.ends_with("*/");
            continue;
        }
        if !line.is_empty() && !line.starts_with("//") {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    Ok(kept)
}

/// Makes the scripts of a folder short.
pub(super) fn shorten_in(folder: &Path) -> Outcome {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.extension().is_some_and(|extension| extension == "js") {
            let fails = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
            let script = fs::read_to_string(&path).map_err(|error| fails(&error))?;
            let script = short(&script).map_err(|error| fails(&error))?;
            fs::write(&path, script).map_err(|error| fails(&error))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn comments_and_what_lines_begin_with_go_and_code_stays() {
        let script = "// Starts.\n\nconst a = 1; // one\n/**\n * @returns {number}\n */\nexport function f() {\n    \
                      return \"// no comment\" + `/* nor this */`;\n}\n/* short */\n/* a */ g();\nconst b = 4\n  / 2;\n";
        let sent = "const a = 1; // one\nexport function f() {\nreturn \"// no comment\" + `/* nor this */`;\n}\n\
                    /* a */ g();\nconst b = 4\n/ 2;\n";
        assert_eq!(short(script).as_deref(), Ok(sent));
        assert!(short("const a = `one\n  two`;").is_err());
    }
}
