//! Takes out of the finished page what only people read: comments and indentation.
//!
//! Trunk's own minifier cannot read the script of wasm-bindgen: it stops at `export { … as default }`, says so, and
//! leaves the script as it is. What is done here changes no name and no statement, and a browser's compression finds
//! the rest.

use super::Outcome;
use std::fs;
use std::path::Path;

/// Squeezes the styles, scripts and pages of a folder, not those in folders below it.
pub(crate) fn squeeze(folder: &Path) -> Outcome {
    let told = |error: std::io::Error| format!("{} cannot be squeezed: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(told)? {
        let path = entry.map_err(told)?.path();
        let squeezed: fn(&str) -> String = match path.extension().and_then(|extension| extension.to_str()) {
            Some("css") => style,
            Some("js") => script,
            Some("html") => lines,
            _ => continue,
        };
        let text = fs::read_to_string(&path).map_err(told)?;
        fs::write(&path, squeezed(&text)).map_err(told)?;
    }
    Ok(())
}

/// A style sheet without comments, and without spaces that mean nothing.
fn style(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut quote = None;
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if let Some(open) = quote {
            out.push(letter);
            if letter == open && before != '\\' {
                quote = None;
            }
            before = letter;
            continue;
        }
        before = letter;
        match letter {
            '/' if letters.peek() == Some(&'*') => {
                let mut last = ' ';
                letters.next();
                for inside in letters.by_ref() {
                    if last == '*' && inside == '/' {
                        break;
                    }
                    last = inside;
                }
            }
            '"' | '\'' => {
                quote = Some(letter);
                out.push(letter);
            }
            // In front of a colon a space tells "a :hover" from "a:hover"; behind one it tells nothing.
            letter if letter.is_whitespace() => {
                if !out.is_empty() && !out.ends_with([' ', '{', '}', ';', ',', ':']) {
                    out.push(' ');
                }
            }
            '{' | '}' | ';' | ',' => {
                let end = out.trim_end().trim_end_matches(if letter == '}' { ';' } else { '\0' }).len();
                out.truncate(end);
                out.push(letter);
            }
            _ => out.push(letter),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// A script without indentation and without comments that have lines of their own. Lines stay lines, so that every
/// statement ends where it did. A script with texts over several lines stays as it is.
fn script(text: &str) -> String {
    let is_plain = |line: &str| line.matches('`').count().is_multiple_of(2) && !line.ends_with('\\');
    if !text.lines().all(is_plain) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut in_comment = false;
    for line in text.lines() {
        let mut line = line.trim();
        if !in_comment && line.starts_with("/*") {
            in_comment = true;
        }
        if in_comment {
            let Some((_, rest)) = line.split_once("*/") else { continue };
            in_comment = false;
            line = rest.trim();
        }
        if !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// A page without indentation.
fn lines(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::{lines, script, style};

    #[test]
    fn styles_keep_what_they_say() {
        let text = "/* Looks. */\n.a :hover,\n.b > .c {\n  color: red;\n  width: calc(1px + 2px);\n}\n\n@media (width < 9px) {\n  .d::before { content: \"/* { ; \\\" */ \"; }\n}\n";
        assert_eq!(
            style(text),
            ".a :hover,.b > .c{color:red;width:calc(1px + 2px)}@media (width < 9px){.d::before{content:\"/* { ; \\\" */ \"}}"
        );
        assert_eq!(style("a{--x:'it''s';margin:0 auto}"), "a{--x:'it''s';margin:0 auto}");
    }

    #[test]
    fn scripts_lose_comments_and_indentation_only() {
        let text = "/**\n * What it does.\n */\nfunction one() {\n    // Why.\n    return \"// no comment\"; // stays\n    /* a */ two();\n}\n\nexport { one as default };\n";
        assert_eq!(
            script(text),
            "function one() {\nreturn \"// no comment\"; // stays\ntwo();\n}\nexport { one as default };\n"
        );
    }

    #[test]
    fn a_script_with_a_text_over_several_lines_stays() {
        for text in ["const a = `one\n    two`;\n", "const a = \"one \\\n    two\";\n"] {
            assert_eq!(script(text), text);
        }
    }

    #[test]
    fn pages_lose_indentation() {
        assert_eq!(lines("<body>\n\n  <p>a  b</p>\n</body>\n"), "<body>\n<p>a  b</p>\n</body>\n");
    }
}
