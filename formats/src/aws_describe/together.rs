//! Several answers in one file, one behind the other, as `cat *.json` and a loop of calls write them.

use std::borrow::Cow;

/// The answers of a text. All but the first have empty lines in place of those before them, so that a line that is wrong is
/// the line of the file. A text that is not well-formed is one part, which says what is wrong with it.
pub(super) fn split(text: &str) -> Vec<Cow<'_, str>> {
    let ends = ends(text);
    if ends.len() < 2 {
        return vec![Cow::Borrowed(text)];
    }
    let mut parts: Vec<Cow<'_, str>> = Vec::new();
    let mut from = 0;
    let mut lines = 0;
    for end in ends {
        let part = text.get(from..end).unwrap_or_default();
        parts.push(Cow::Owned(format!("{}{part}", "\n".repeat(lines))));
        lines += part.matches('\n').count();
        from = end;
    }
    // What is behind the last one belongs to it, and is an error there.
    if let (Some(last), Some(rest)) = (parts.last_mut(), text.get(from..)) {
        last.to_mut().push_str(rest);
    }
    parts
}

/// Where each value at the top ends: where as many brackets are closed as were opened, texts aside.
fn ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let (mut depth, mut is_in_text, mut is_escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        if is_in_text {
            (is_in_text, is_escaped) = match byte {
                _ if is_escaped => (true, false),
                b'\\' => (true, true),
                b'"' => (false, false),
                _ => (true, false),
            };
            continue;
        }
        match byte {
            b'"' => is_in_text = true,
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    ends.push(at + 1);
                }
            }
            _ => {}
        }
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn answers_behind_each_other_are_apart_and_keep_their_lines() {
        assert_eq!(split("{\"a\": [1]}"), ["{\"a\": [1]}"]);
        assert_eq!(split("{}[]"), ["{}", "[]"]);
        assert_eq!(split("{\n}\n{\"}{\\\"\": 1}\n"), ["{\n}", "\n\n{\"}{\\\"\": 1}\n"]);
        assert_eq!(split("{}{"), ["{}{"], "half an answer behind a whole one is an error of the file");
        assert_eq!(split("{}{} x"), ["{}", "{} x"]);
        assert_eq!(split(""), [""]);
    }
}
