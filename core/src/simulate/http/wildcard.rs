//! Patterns in which `*` stands for any characters, none included, and `?` for one.

/// One sign of a pattern.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Any,
    One,
    Is(char),
}

/// Whether a text is one of a pattern. With `escapes`, a backslash takes the meaning from the sign behind it.
pub(super) fn fits(pattern: &str, text: &str, escapes: bool) -> bool {
    let mut signs = Vec::with_capacity(pattern.len());
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        signs.push(match letter {
            '\\' if escapes => Sign::Is(letters.next().unwrap_or('\\')),
            '*' => Sign::Any,
            '?' => Sign::One,
            letter => Sign::Is(letter),
        });
    }
    // Which beginnings of the pattern fit the text so far.
    let mut open = vec![false; signs.len() + 1];
    if let Some(first) = open.first_mut() {
        *first = true;
    }
    skip(&signs, &mut open);
    for letter in text.chars() {
        let mut next = vec![false; open.len()];
        for (at, sign) in signs.iter().enumerate().filter(|(at, _)| open.get(*at) == Some(&true)) {
            let to = match sign {
                Sign::Any => at,
                Sign::One => at + 1,
                Sign::Is(own) if *own == letter => at + 1,
                Sign::Is(_) => continue,
            };
            if let Some(place) = next.get_mut(to) {
                *place = true;
            }
        }
        skip(&signs, &mut next);
        open = next;
    }
    open.last() == Some(&true)
}

/// A `*` may stand for nothing.
fn skip(signs: &[Sign], open: &mut [bool]) {
    for (at, sign) in signs.iter().enumerate() {
        if *sign == Sign::Any
            && open.get(at) == Some(&true)
            && let Some(place) = open.get_mut(at + 1)
        {
            *place = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn stars_and_question_marks() {
        for (pattern, text, expected) in [
            ("/users*", "/users", true),
            ("/users*", "/users/7", true),
            ("/users*", "/USERS/7", false),
            ("/img/*/small.png", "/img/a/b/small.png", true),
            ("/img/*/small.png", "/img/small.png", false),
            ("*.example.com", "one.example.com", true),
            ("*.example.com", "example.com", false),
            ("?.example.com", "a.example.com", true),
            ("?.example.com", "ab.example.com", false),
            ("*", "", true),
            ("", "", true),
            ("", "a", false),
            ("**a", "ba", true),
        ] {
            assert_eq!(fits(pattern, text, false), expected, "{pattern} {text}");
        }
        assert!(fits("a\\*", "a*", true) && !fits("a\\*", "ab", true) && !fits("a\\*", "a*", false));
    }
}
