//! The table of quotas: ids, pages and dates of every row, and no number twice.

use netyard_core::rules::{Quota, Raise, quotas};
use std::collections::BTreeSet;

fn all() -> Vec<&'static Quota> {
    quotas().iter().flat_map(|(_, quotas)| *quotas).collect()
}

#[test]
fn every_quota_has_an_id_of_its_own_a_page_of_aws_and_a_date() {
    let ids: BTreeSet<&str> = all().iter().map(|quota| quota.id).collect();
    assert_eq!(ids.len(), all().len(), "an id stands twice");
    for quota in all() {
        assert!(quota.id.starts_with("quota-"), "{}", quota.id);
        assert!(quota.source.starts_with("https://docs.aws.amazon.com/"), "{}", quota.id);
        let year = quota.date.rsplit(' ').next().and_then(|year| year.parse::<u32>().ok());
        assert!(year.is_some_and(|year| year >= 2026), "{}: {}", quota.id, quota.date);
        assert!(
            quota.rule().is_none_or(|rule| rule.id == quota.id && rule.book == quota.book),
            "{}",
            quota.id
        );
    }
}

#[test]
fn what_aws_gives_on_request_is_more() {
    for quota in all() {
        assert!(quota.default > 0, "{}", quota.id);
        if let Raise::UpTo(most) = quota.raise {
            assert!(most > quota.default, "{}", quota.id);
        }
    }
}

#[test]
fn one_thing_in_one_place_is_counted_once() {
    let counted: BTreeSet<(&str, &str)> = all().iter().map(|quota| (quota.noun, quota.scope)).collect();
    assert_eq!(counted.len(), all().len());
}
