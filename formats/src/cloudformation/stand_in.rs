//! What stands for values that AWS gives only when it makes the stacks: Region, account, zones and addresses. Each is said
//! in the report where it is used.

use super::drawn::Drawn;
use super::node::{Kind, Node};
use super::template::{Template, type_of};
use netyard_core::topology::region_of_zone;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr};

/// The Region, where neither the user nor a zone in a template tells one.
const REGION: &str = "us-east-1";
/// The account that AWS's own examples have.
pub(super) const ACCOUNT: &str = "123456789012";

/// What stands for values that AWS gives.
#[derive(Debug, Default)]
pub(crate) struct StandIns {
    /// The Region.
    pub(crate) region: String,
    /// How the Region is known: by the user, by zones, or not at all.
    pub(super) region_from: RegionFrom,
    /// Public addresses that the templates write down.
    taken: RefCell<BTreeSet<IpAddr>>,
    /// How many public addresses were looked at: none of them is free any more.
    seen: Cell<usize>,
    /// Public addresses by Elastic IP address: stack and logical id.
    pub(super) public: BTreeMap<(usize, String), IpAddr>,
    /// IPv6 blocks by the resource that asks AWS for one.
    pub(super) blocks: BTreeMap<(usize, String), String>,
}

/// What tells the Region.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum RegionFrom {
    /// The user.
    User,
    /// Zones that the templates name.
    Zones,
    /// Nothing.
    #[default]
    Nothing,
}

impl StandIns {
    /// `told` is the Region where somebody says it, `given` what the user gives for parameters.
    pub(super) fn new(
        templates: &[Template],
        told: Option<&String>,
        given: &BTreeMap<String, String>,
    ) -> Self {
        let mut of_user = Words::default();
        for value in given.values() {
            of_user.text(value);
        }
        let mut words = Words::default();
        for template in templates {
            words.collect(template.root());
        }
        words.addresses.extend(of_user.addresses);
        // Zones that the user gives say more than those that stand in templates.
        let regions = if of_user.regions.is_empty() { &words.regions } else { &of_user.regions };
        let mut regions = regions.iter();
        let only = regions.next().filter(|_| regions.next().is_none());
        let (region, region_from) = match (told, only) {
            (Some(told), _) => (told.clone(), RegionFrom::User),
            (None, Some(only)) => (only.clone(), RegionFrom::Zones),
            (None, None) => (REGION.to_owned(), RegionFrom::Nothing),
        };
        Self { region, region_from, taken: RefCell::new(words.addresses), ..Self::default() }
    }

    /// Of an import without templates: the Region is told, and no address of these parts is given again.
    pub(super) fn in_region(region: &str, roots: &[&Node]) -> Self {
        let mut words = Words::default();
        for root in roots {
            words.collect(root);
        }
        Self { region: region.to_owned(), taken: RefCell::new(words.addresses), ..Self::default() }
    }

    /// Gives addresses to what the resources of a stack ask AWS for.
    pub(super) fn give(
        &mut self,
        stack: usize,
        template: &Template,
        drawn: &Drawn,
        id: impl Fn(&str) -> String,
    ) {
        for member in template.section("Resources") {
            let key = (stack, member.key.clone());
            match type_of(&member.value) {
                Some("AWS::EC2::EIP") => {
                    let address = drawn.public_ip(&id(&member.key)).unwrap_or_else(|| self.free_public());
                    self.public.insert(key, address);
                }
                Some("AWS::EC2::VPCCidrBlock") => {
                    // Of the blocks for documentation: AWS gives one of its own.
                    let usual = || format!("2001:db8:{:x}::/56", 0x100 + self.blocks.len());
                    let block = drawn.block(&member.key).cloned().unwrap_or_else(usual);
                    self.blocks.insert(key, block);
                }
                _ => {}
            }
        }
    }

    /// A public address that nothing has: of the documentation ranges, past those that stand for hosts of the internet.
    pub(super) fn free_public(&self) -> IpAddr {
        let mut taken = self.taken.borrow_mut();
        let mut at = self.seen.get();
        let last = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 254));
        let address = loop {
            let Some(address) = nth_public(at).map(IpAddr::V4) else { break last };
            if !taken.contains(&address) {
                break address;
            }
            at += 1;
        };
        self.seen.set(at);
        taken.insert(address);
        address
    }

    /// The zones of a Region: AWS's number of them where it is another one than three.
    pub(super) fn zones(region: &str) -> Vec<String> {
        let letters = match region {
            "us-east-1" => "abcdef",
            "us-west-2" | "ap-northeast-2" => "abcd",
            "us-west-1" => "ac",
            "ap-northeast-1" => "acd",
            "ca-central-1" => "abd",
            _ => "abc",
        };
        letters.chars().map(|letter| format!("{region}{letter}")).collect()
    }
}

/// Public addresses that stand for those of AWS, in their order: of documentation first, then of a block of AWS's own.
fn nth_public(at: usize) -> Option<Ipv4Addr> {
    if let Ok(host) = u8::try_from(at + 20)
        && host < 255
    {
        return Some(Ipv4Addr::new(203, 0, 113, host));
    }
    let rest = at.checked_sub(235)?;
    let (third, host) = (u8::try_from(rest / 254).ok()?, u8::try_from(rest % 254 + 1).ok()?);
    Some(Ipv4Addr::new(52, 95, third, host))
}

/// Words of a list that are looked at.
const MOST_WORDS: usize = 20;

/// What the texts of templates tell by themselves.
#[derive(Default)]
struct Words {
    regions: BTreeSet<String>,
    addresses: BTreeSet<IpAddr>,
}

impl Words {
    /// A text, or several with commas between them, as values of parameters are.
    fn text(&mut self, text: &str) {
        for word in text.split(',').take(MOST_WORDS).map(str::trim).filter(|word| word.len() < 40) {
            self.regions.extend(region_of(word));
            self.addresses.extend(word.parse::<IpAddr>().ok());
        }
    }

    fn collect(&mut self, node: &Node) {
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
