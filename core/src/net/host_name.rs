//! What a host name looks like.

/// The longest part of a name, and the longest name.
const LONGEST: (usize, usize) = (63, 253);

/// Whether a text can be a host name: two parts or more, none of them empty, and the last one no number as in an address. A
/// dot at the end says that the name is whole.
pub fn is_host_name(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    let (part, whole) = LONGEST;
    let is_part = |text: &&str| {
        !text.is_empty()
            && text.len() <= part
            && text.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'))
    };
    let parts: Vec<&str> = name.split('.').collect();
    // The last part of an address is a number, that of a name never is.
    let is_address = parts.last().is_none_or(|last| last.chars().all(|letter| letter.is_ascii_digit()));
    parts.len() > 1 && name.len() <= whole && !is_address && parts.iter().all(is_part)
}

/// Why a name is too long, if it is: one of its parts, or the whole.
pub fn too_long(name: &str) -> Option<String> {
    let name = name.strip_suffix('.').unwrap_or(name);
    let (most, whole) = LONGEST;
    if let Some(part) = name.split('.').find(|part| part.len() > most) {
        return Some(format!(
            "\"{part}\" has {} characters. A part of a name, between two dots, has {most} at most.",
            part.len()
        ));
    }
    (name.len() > whole)
        .then(|| format!("The name has {} characters. A whole name has {whole} at most.", name.len()))
}

#[cfg(test)]
mod tests {
    use super::{is_host_name, too_long};

    #[test]
    fn what_is_too_long_is_said_with_the_limit() {
        let part = |length: usize| "a".repeat(length);
        assert_eq!(too_long(&format!("{}.example.com", part(63))), None);
        assert!(!is_host_name(&format!("{}.example.com", part(64))));
        let long = too_long(&format!("{}.example.com", part(64))).unwrap_or_default();
        assert!(
            long.ends_with("has 64 characters. A part of a name, between two dots, has 63 at most."),
            "{long}"
        );
        let whole = |last: usize| [part(63), part(63), part(63), part(last)].join(".");
        assert_eq!(too_long(&format!("{}.", whole(61))), None);
        assert_eq!(
            too_long(&whole(62)).as_deref(),
            Some("The name has 254 characters. A whole name has 253 at most.")
        );
    }

    #[test]
    fn a_name_has_two_parts_and_is_no_address() {
        for name in ["www.example.com", "www.example.com.", "_dmarc.example.com", "a.b"] {
            assert!(is_host_name(name), "{name}");
        }
        for text in [
            "web",
            "10.0.0.300",
            "10.0.0.0/16",
            "a..b",
            "a.b..",
            "web.",
            "",
            ".",
            "two words.com",
            "s3:eu-west-1",
        ] {
            assert!(!is_host_name(text), "{text}");
        }
    }
}
