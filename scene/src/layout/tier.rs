//! Tiers are rows: which subnets of different zones stand beside one another.
//!
//! Public subnets come first. Inside that, subnets whose names differ only in their zone ("app-a", "app-b") share
//! a row; the others follow in the order of their addresses.

use netyard_core::ordered::{IntoOrdered, Order};
use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use netyard_core::model::{Document, ResourceId};

/// What decides the row of a subnet.
#[derive(Debug, Clone)]
pub(super) struct TierMember {
    /// Which part it is.
    pub(super) part: usize,
    /// Its column.
    pub(super) column: usize,
    /// Whether it is public.
    pub(super) public: bool,
    /// Its name.
    pub(super) name: String,
    /// First address of its block; subnets without one come last.
    pub(super) first_address: Option<IpAddr>,
    /// Breaks ties.
    pub(super) key: ResourceId,
}

/// The rows from top to bottom, each with at most one subnet of a column.
pub(super) fn tiers(members: &[TierMember]) -> Vec<Vec<usize>> {
    let mut sorted: Vec<&TierMember> = members.iter().collect();
    sorted.order_by(|a, b| order(a).cmp(&order(b)));
    let shared = shared_stems(&sorted);
    let mut rows: BTreeMap<(bool, String, usize), Vec<&TierMember>> = BTreeMap::new();
    let mut seen: BTreeMap<(usize, bool, String), usize> = BTreeMap::new();
    for member in sorted {
        let stem = stem(&member.name);
        let stem = if shared.contains(&(member.public, stem)) { stem.to_owned() } else { String::new() };
        let nth = seen.entry((member.column, member.public, stem.clone())).or_insert(0);
        rows.entry((member.public, stem, *nth)).or_default().push(member);
        *nth += 1;
    }
    let mut rows: Vec<Vec<&TierMember>> = rows.into_values().collect();
    rows.order_by(|a, b| a.first().copied().map(order).cmp(&b.first().copied().map(order)));
    rows.into_iter().map(|row| row.into_iter().map(|member| member.part).collect()).collect()
}

type Rank<'a> = (bool, bool, Option<IpAddr>, &'a str, &'a ResourceId);

fn order(member: &TierMember) -> Rank<'_> {
    let nowhere = member.first_address.is_none();
    (!member.public, nowhere, member.first_address, &member.name, &member.key)
}

/// Stems that stand in more than one column.
fn shared_stems<'a>(sorted: &[&'a TierMember]) -> BTreeSet<(bool, &'a str)> {
    let mut columns: BTreeMap<(bool, &str), BTreeSet<usize>> = BTreeMap::new();
    for member in sorted {
        let stem = stem(&member.name);
        if !stem.is_empty() {
            columns.entry((member.public, stem)).or_default().insert(member.column);
        }
    }
    columns.into_iter().filter(|(_, columns)| columns.len() > 1).map(|(stem, _)| stem).into_set()
}

/// The name without what tells the zone at its end: "app-a", "app-1a", "app_eu-west-1a" and "app 2" are all "app".
fn stem(name: &str) -> &str {
    let mut rest = name;
    loop {
        let cut = rest.rfind(['-', '_', ' ', '.', '/']).unwrap_or(0);
        let (head, tail) = rest.split_at(cut);
        let tail = tail.get(1..).unwrap_or_default();
        if head.is_empty() || !tells_a_zone(tail) {
            return rest;
        }
        rest = head;
    }
}

/// One letter, a number with or without a letter, a direction or a short Region part.
fn tells_a_zone(word: &str) -> bool {
    let word = word.strip_prefix("az").unwrap_or(word);
    let digits = word.trim_end_matches(|character: char| character.is_ascii_alphabetic());
    let letters = word.get(digits.len()..).unwrap_or_default();
    let is_number = digits.chars().all(|character| character.is_ascii_digit()) && digits.len() <= 2;
    (is_number && letters.len() <= 1)
        || [
            "us",
            "eu",
            "ap",
            "sa",
            "ca",
            "me",
            "af",
            "east",
            "west",
            "north",
            "south",
            "central",
            "northeast",
            "southeast",
        ]
        .contains(&word)
}

/// The first address of a subnet's block, its IPv4 one before its IPv6 one.
pub(super) fn first_address(document: &Document, subnet: &ResourceId) -> Option<IpAddr> {
    let subnet = document.subnet(subnet.as_str())?;
    let block = subnet.cidr_block.as_ref().and_then(netyard_core::net::CidrBlock::net);
    block.or_else(|| subnet.ipv6_cidr_block.as_ref()?.net()).map(|net| net.addr())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(part: usize, column: usize, public: bool, name: &str, address: &str) -> TierMember {
        TierMember {
            part,
            column,
            public,
            name: name.to_owned(),
            first_address: address.parse().ok(),
            key: ResourceId::new(name),
        }
    }

    #[test]
    fn names_that_differ_in_their_zone_share_a_row() {
        let rows = tiers(&[
            member(0, 0, false, "data-a", "10.0.20.0"),
            member(1, 0, false, "app-a", "10.0.10.0"),
            member(2, 0, true, "public-a", "10.0.30.0"),
            member(3, 1, false, "app-b", "10.0.11.0"),
            member(4, 1, true, "public-b", "10.0.31.0"),
        ]);
        assert_eq!(rows, [vec![2, 4], vec![1, 3], vec![0]]);
    }

    #[test]
    fn names_without_a_pattern_share_rows_by_address() {
        let rows = tiers(&[
            member(0, 0, false, "alpha", "10.0.1.0"),
            member(1, 1, false, "beta", "10.0.2.0"),
            member(2, 1, false, "gamma", "10.0.3.0"),
        ]);
        assert_eq!(rows, [vec![0, 1], vec![2]]);
    }

    #[test]
    fn two_of_one_stem_in_one_zone_take_two_rows() {
        let rows = tiers(&[
            member(0, 0, false, "app-1", "10.0.1.0"),
            member(1, 0, false, "app-2", "10.0.2.0"),
            member(2, 1, false, "app-3", "10.0.3.0"),
        ]);
        assert_eq!(rows, [vec![0, 2], vec![1]]);
    }

    #[test]
    fn stems_lose_zones_and_numbers() {
        for name in ["app-a", "app-1a", "app_2", "app-eu-west-1a", "app az1", "app"] {
            assert_eq!(stem(name), "app", "{name}");
        }
        assert_eq!(stem("orders-database"), "orders-database");
        assert_eq!(stem(""), "");
        assert_eq!(stem("-a"), "-a");
    }
}
