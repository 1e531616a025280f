//! What the texts of files tell by themselves: names of zones tell a Region, and addresses are taken.

use super::node::{Kind, Node};
use netyard_core::topology::region_of_zone;
use std::collections::BTreeSet;
use std::net::IpAddr;

/// Words of a list that are looked at.
const MOST_WORDS: usize = 20;

/// What texts tell by themselves.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// Regions of the zones that they name.
    pub(crate) regions: BTreeSet<String>,
    /// Addresses.
    pub(crate) addresses: BTreeSet<IpAddr>,
}

impl Words {
    /// A text, or several with commas between them, as values of parameters are.
    pub(crate) fn text(&mut self, text: &str) {
        for word in text.split(',').take(MOST_WORDS).map(str::trim).filter(|word| word.len() < 40) {
            self.regions.extend(region_of(word));
            self.addresses.extend(word.parse::<IpAddr>().ok());
        }
    }

    /// Every text of a tree.
    pub(crate) fn collect(&mut self, node: &Node) {
        match &node.kind {
            Kind::Scalar { text, .. } => self.text(text),
            Kind::List(items) => items.iter().for_each(|item| self.collect(item)),
            Kind::Map(members) => members.iter().for_each(|member| self.collect(&member.value)),
            _ => {}
        }
    }
}

/// The Region of a text that is the name of a zone, and nothing else that looks like one.
fn region_of(text: &str) -> Option<String> {
    const CONTINENTS: [&str; 10] = ["af", "ap", "ca", "cn", "eu", "il", "me", "mx", "sa", "us"];
    const SIDES: [&str; 5] = ["central", "east", "north", "south", "west"];
    let region = region_of_zone(text)?;
    let is_letter = text
        .strip_prefix(&region)
        .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|letter| letter.is_ascii_lowercase()));
    let mut parts = region.split('-');
    let continent = parts.next().is_some_and(|part| CONTINENTS.contains(&part));
    let side = parts.any(|part| SIDES.iter().any(|side| part.starts_with(side)));
    (is_letter && continent && side).then_some(region)
}

#[cfg(test)]
mod tests {
    use super::region_of;

    #[test]
    fn only_names_of_zones_tell_a_region() {
        for (text, region) in [
            ("eu-west-1a", Some("eu-west-1")),
            ("us-gov-east-1b", Some("us-gov-east-1")),
            ("eu-west-1", None),
            ("my-bucket-2a", None),
            ("us-west-2-lax-1a", None),
        ] {
            assert_eq!(region_of(text).as_deref(), region, "{text}");
        }
    }
}
