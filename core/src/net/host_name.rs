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

#[cfg(test)]
mod tests {
    use super::is_host_name;

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
