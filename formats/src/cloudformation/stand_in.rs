//! What stands for values that AWS gives only when it makes the stacks: Region, account, zones and addresses. Each is said
//! in the report where it is used.

use super::drawn::Drawn;
use super::template::{Template, type_of};
use crate::declared::ground::Ground;
use crate::declared::words::Words;
use std::collections::BTreeMap;
use std::net::IpAddr;

/// The Region, where neither the user nor a zone in a template tells one.
const REGION: &str = "us-east-1";

/// What stands for values that AWS gives.
#[derive(Debug, Default)]
pub(super) struct StandIns {
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

/// What the import stands on, and how the Region is known. `told` is the Region where somebody says it, `given` what the
/// user gives for parameters.
pub(super) fn ground(
    templates: &[Template],
    told: Option<&String>,
    given: &BTreeMap<String, String>,
) -> (Ground, RegionFrom) {
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
    (Ground::in_region(&region, words), region_from)
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

impl StandIns {
    /// Gives addresses to what the resources of a stack ask AWS for.
    pub(super) fn give(
        &mut self,
        ground: &Ground,
        stack: usize,
        template: &Template,
        drawn: &Drawn,
        id: impl Fn(&str) -> String,
    ) {
        for member in template.section("Resources") {
            let key = (stack, member.key.clone());
            match type_of(&member.value) {
                Some("AWS::EC2::EIP") => {
                    let address = drawn.public_ip(&id(&member.key)).unwrap_or_else(|| ground.free_public());
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
}
