pub(super) use netyard_core::topology::region_of_zone as of_zone;

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
