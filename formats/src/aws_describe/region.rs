/// The Region of a zone, by its name: `eu-west-1` of `eu-west-1a`, `us-west-2` of the Local Zone `us-west-2-lax-1a`.
pub(super) fn of_zone(zone: &str) -> Option<String> {
    let mut parts = Vec::new();
    for part in zone.split('-') {
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        if !digits.is_empty() {
            parts.push(digits);
            return (parts.len() >= 3).then(|| parts.join("-"));
        }
        let is_word = !part.is_empty() && part.chars().all(|letter| letter.is_ascii_lowercase());
        if !is_word {
            return None;
        }
        parts.push(part.to_owned());
    }
    None
}

/// The Region that a folder of the path is called by.
pub(super) fn of_path(path: &str) -> Option<String> {
    path.split(['/', '\\']).rev().find(|part| of_zone(part).as_deref() == Some(*part)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{of_path, of_zone};

    #[test]
    fn zones_tell_their_region() {
        let cases = [
            ("eu-west-1a", Some("eu-west-1")),
            ("us-gov-west-1b", Some("us-gov-west-1")),
            ("us-west-2-lax-1a", Some("us-west-2")),
            ("euw1-az1", None),
            ("zone", None),
            ("", None),
        ];
        for (zone, region) in cases {
            assert_eq!(of_zone(zone).as_deref(), region, "{zone}");
        }
    }

    #[test]
    fn folders_may_be_regions() {
        assert_eq!(of_path("dump/us-east-1/vpcs.json").as_deref(), Some("us-east-1"));
        assert_eq!(of_path("dump/prod/vpcs.json"), None);
    }
}
