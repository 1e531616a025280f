//! What stands in subnets and is not drawn: things of types that nothing reads, and what groups and services start while they
//! run. An address there that nothing of the drawing has may be theirs.

use super::maker::Maker;
use super::node::{Kind, Node};
use super::own::Own;
use netyard_core::model::ResourceId;
use std::collections::BTreeSet;

const KIND: &str = "networkInterface";

/// What a type that is not read may place, by what it names: said as the end of a sentence about it.
pub(crate) fn in_named_subnets(maker: &mut Maker<'_>, own: &Own) -> &'static str {
    let mut named = Named::default();
    named.collect(own.properties());
    let subnets: Vec<ResourceId> = named.ids.iter().map(|id| ResourceId::new(id)).collect();
    let in_them = vpcs_of(maker, &subnets);
    if in_them.is_empty() && !named.is_open {
        return "";
    }
    say(maker, in_them, named.is_open);
    " It names subnets: what it has there is not drawn, and a packet to an address there that nothing of the drawing has ends UNKNOWN."
}

/// What a group or a service starts in subnets.
pub(crate) fn started_in(maker: &mut Maker<'_>, own: &Own, subnets: &[ResourceId], is_open: bool) {
    let in_them = vpcs_of(maker, subnets);
    if in_them.is_empty() && !is_open {
        return;
    }
    say(maker, in_them, is_open);
    maker.note(own, "What it starts in its subnets is not drawn: a packet to an address there that nothing of the drawing has ends UNKNOWN.");
}

fn vpcs_of(maker: &Maker<'_>, subnets: &[ResourceId]) -> BTreeSet<ResourceId> {
    let drawn = subnets.iter().filter_map(|id| maker.document.subnet(id.as_str()));
    drawn.filter_map(|subnet| subnet.vpc_id.clone()).collect()
}

/// Where nobody knows the subnets, it may be any VPC.
fn say(maker: &mut Maker<'_>, vpcs: BTreeSet<ResourceId>, is_open: bool) {
    if is_open {
        maker.doubts.insert(KIND);
    }
    for vpc in vpcs {
        maker.vpc_does_not_know(&vpc, KIND);
    }
}

/// The texts of properties that may be ids of subnets, and whether some of those are not known.
#[derive(Default)]
struct Named {
    ids: BTreeSet<String>,
    is_open: bool,
}

impl Named {
    fn collect(&mut self, node: &Node) {
        match &node.kind {
            Kind::Scalar { text, .. } => self.ids.extend(text.split(',').map(|part| part.trim().to_owned())),
            Kind::List(items) => items.iter().for_each(|item| self.collect(item)),
            Kind::Map(members) => {
                for member in members {
                    self.is_open |= names_subnets(&member.key) && member.value.unknown().is_some();
                    self.collect(&member.value);
                }
            }
            Kind::Null | Kind::Unknown(_) | Kind::Absent => {}
        }
    }
}

/// Whether a property holds ids of subnets by its name.
fn names_subnets(key: &str) -> bool {
    let key = key.to_ascii_lowercase().replace('_', "");
    ["subnet", "subnets", "subnetid", "subnetids"].iter().any(|end| key.ends_with(end))
}
