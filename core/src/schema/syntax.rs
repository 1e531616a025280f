//! Where a text stops being JSON, in words for people who look at the file.

/// A place where a text is no JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SyntaxFault {
    /// Counted from 1.
    pub(super) line: usize,
    /// In characters, counted from 1.
    pub(super) column: usize,
    /// What is expected there, and what stands there.
    pub(super) message: String,
}

/// Says why the parser stopped in the text that it was given.
pub(super) fn syntax_fault(text: &str, error: &serde_json::Error) -> SyntaxFault {
    let (line, column, found) = place(text, error.line(), error.column());
    let reason = error.to_string();
    let reason = reason.rsplit_once(" at line ").map_or(reason.as_str(), |(reason, _)| reason);
    let message = if text.trim().is_empty() {
        "the file is empty".to_owned()
    } else if error.is_eof() {
        format!("the file ends here, {}", inside(reason))
    } else {
        match wanted(reason) {
            Wanted::Instead(what) => format!("{what} is expected; {found} stands there"),
            Wanted::Wrong(why) => why.to_owned(),
        }
    };
    SyntaxFault { line, column, message }
}

/// What the file is in the middle of where it ends.
fn inside(reason: &str) -> &'static str {
    match reason {
        "EOF while parsing an object" => "before an object {…} is closed",
        "EOF while parsing a list" => "before a list […] is closed",
        "EOF while parsing a string" => "before a text is closed with a quotation mark",
        _ => "where a value is expected",
    }
}

enum Wanted {
    /// Something else should stand there.
    Instead(&'static str),
    /// What stands there is wrong in itself.
    Wrong(&'static str),
}

fn wanted(reason: &str) -> Wanted {
    use Wanted::{Instead, Wrong};
    match reason {
        "expected `:`" => Instead("a colon"),
        "expected `,` or `]`" => Instead("a comma or the ] that closes the list"),
        "expected `,` or `}`" => Instead("a comma or the } that closes the object"),
        "expected ident" => Instead("true, false or null"),
        "key must be a string" => Instead("a key in quotation marks"),
        "trailing characters" => Instead("the end of the file"),
        "trailing comma" => Wrong("nothing follows the comma before this; take the comma away"),
        "invalid escape" => Wrong("a backslash in a text stands only before one of \" \\ / b f n r t u"),
        "control character (\\u0000-\\u001F) found while parsing a string" => Wrong(
            "a text goes on over the end of its line, or holds a control character; write \\n or \\t there",
        ),
        "invalid number" => Wrong("this is not how JSON writes a number"),
        "number out of range" => Wrong("this number is too large"),
        "invalid unicode code point"
        | "unexpected end of hex escape"
        | "lone leading surrogate in hex escape" => {
            Wrong("\\u in a text is followed by the four digits of a character")
        }
        "recursion limit exceeded" => Wrong("this is nested too deeply"),
        _ => Instead("a value: a text in quotation marks, a number, true, false, null, […] or {…}"),
    }
}

/// Line and column of a place for people, and what stands there. The parser counts the column in bytes and reports a
/// line feed as the beginning of the next line.
fn place(text: &str, line: usize, column: usize) -> (usize, usize, String) {
    let lines = || text.split('\n');
    let of = |line: usize| lines().nth(line.saturating_sub(1)).unwrap_or_default().trim_end_matches('\r');
    let (line, bytes) =
        if column == 0 && line > 1 { (line - 1, of(line - 1).len() + 1) } else { (line, column.max(1)) };
    let mut before = 0;
    let mut at = 0;
    for letter in of(line).chars() {
        at += letter.len_utf8();
        if at >= bytes {
            let found =
                if letter.is_control() { "a control character".to_owned() } else { format!("{letter}") };
            return (line, before + 1, found);
        }
        before += 1;
    }
    let found = if lines().nth(line).is_some() { "the end of the line" } else { "the end of the file" };
    (line, before + 1, found.to_owned())
}

#[cfg(test)]
mod tests {
    use super::syntax_fault;

    fn said(text: &str) -> String {
        let error = serde_json::from_str::<serde_json::Value>(text).unwrap_err();
        let fault = syntax_fault(text, &error);
        format!("{}:{} {}", fault.line, fault.column, fault.message)
    }

    #[test]
    fn every_fault_is_told_in_plain_words() {
        let value = "a value: a text in quotation marks, a number, true, false, null, […] or {…} is expected";
        let cases = [
            ("", "1:1 the file is empty".to_owned()),
            (" \n ", "2:1 the file is empty".to_owned()),
            ("{", "1:1 the file ends here, before an object {…} is closed".to_owned()),
            ("[1", "1:2 the file ends here, before a list […] is closed".to_owned()),
            ("{\"a\":", "1:5 the file ends here, where a value is expected".to_owned()),
            ("[\"a", "1:3 the file ends here, before a text is closed with a quotation mark".to_owned()),
            ("Dear diary", format!("1:1 {value}; D stands there")),
            ("{\"a\" 1}", "1:6 a colon is expected; 1 stands there".to_owned()),
            ("[\"äö\" 1]", "1:7 a comma or the ] that closes the list is expected; 1 stands there".to_owned()),
            ("{\"a\":1 \"b\":2}", "1:8 a comma or the } that closes the object is expected; \" stands there".to_owned()),
            ("{a:1}", "1:2 a key in quotation marks is expected; a stands there".to_owned()),
            ("{\"a\":\n}", format!("2:1 {value}; }} stands there")),
            ("[tru]", "1:5 true, false or null is expected; ] stands there".to_owned()),
            ("[1,]", "1:4 nothing follows the comma before this; take the comma away".to_owned()),
            ("{} x", "1:4 the end of the file is expected; x stands there".to_owned()),
            ("[\"\\q\"]", "1:4 a backslash in a text stands only before one of \" \\ / b f n r t u".to_owned()),
            (
                "[\"a\nb\"]",
                "1:4 a text goes on over the end of its line, or holds a control character; write \\n or \\t there"
                    .to_owned(),
            ),
            ("[01]", "1:3 this is not how JSON writes a number".to_owned()),
            ("[1e999]", "1:6 this number is too large".to_owned()),
        ];
        let (said, expected): (Vec<_>, Vec<_>) =
            cases.into_iter().map(|(text, words)| ((text, said(text)), (text, words))).unzip();
        assert_eq!(said, expected);
    }
}
