//! What is not drawn: things of types that nothing reads, and what groups and services start while they run. An address in
//! the VPCs of their subnets that nothing of the drawing has may be theirs, and what they are given they may change.

use super::maker::Maker;
use super::node::{Kind, Node};
use super::own::{Own, View};
use super::{effect, handed};
use netyard_core::model::{Resource, ResourceId};
use std::collections::BTreeSet;

const KIND: &str = "networkInterface";

/// What a VPC may have more of for whoever knows no more than its id, and what comes of that without a further route or rule.
const BY_A_VPC: [&str; 6] =
    ["firewallRuleGroup", "hostedZone", "networkInterface", "resolverRule", "subnet", "vpcEndpoint"];

/// What a resource of a type that is not read may do with what it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Nothing: it tells of things, or says who may use them.
    Nothing,
    /// It stands in subnets, and may add routes to tables.
    Usual,
    /// It runs code in the account.
    Code,
    /// It makes things beside those of the files: what it is given it may add rows to, and names to VPCs.
    Module,
    /// It makes whatever it likes.
    Stack,
}

/// What a resource of a type that is not read leaves open: said as the end of a sentence about it.
pub(crate) fn leaves_open(maker: &mut Maker<'_>, own: &Own, reach: Reach) -> String {
    if reach == Reach::Nothing {
        return String::new();
    }
    let mut named = Named::default();
    named.collect(own.properties());
    let drawn = named.ids.iter().filter(|id| maker.document.resource(id).is_some());
    let drawn: Vec<ResourceId> = drawn.map(|id| ResourceId::new(id)).collect();
    let mut said = String::new();
    let in_them = vpcs_of(maker, &drawn);
    if !in_them.is_empty() || named.is_open {
        say(maker, in_them, named.is_open);
        for part in [
            " It names subnets: what it has there is not drawn, and ",
            &to_nobody("their VPC", named.is_open),
        ] {
            said.push_str(part);
        }
    }
    let changed: Vec<&str> =
        drawn.iter().filter(|id| changes(maker, own, id, reach)).map(ResourceId::as_str).collect();
    if !changed.is_empty() {
        for part in [" It may change ", &changed.join(", "), ": a packet for which that counts ends UNKNOWN."]
        {
            said.push_str(part);
        }
    }
    said.push_str(effect::of(maker, own, &drawn, named.has_unknown));
    said
}

/// Whether it may change something that it names. It is open then.
fn changes(maker: &mut Maker<'_>, own: &Own, id: &ResourceId, reach: Reach) -> bool {
    match (maker.document.resource(id.as_str()), reach) {
        (Some(Resource::RouteTable(_)), Reach::Usual) => handed::may_add_rows(maker, own, id),
        // Most code reads of a VPC what stands in it.
        (Some(Resource::Vpc(_) | Resource::Subnet(_)), Reach::Code)
        | (Some(Resource::Subnet(_)), Reach::Module)
        | (None, _) => false,
        (Some(Resource::Vpc(_)), Reach::Module) => {
            for kind in BY_A_VPC {
                maker.vpc_does_not_know(id, kind);
            }
            true
        }
        (Some(_), Reach::Code | Reach::Module | Reach::Stack) => handed::may_change(maker, own, id),
        _ => false,
    }
}

/// What a group or a service starts in subnets.
pub(crate) fn started_in(maker: &mut Maker<'_>, own: &Own, subnets: &[ResourceId], is_open: bool) {
    let in_them = vpcs_of(maker, subnets);
    if in_them.is_empty() && !is_open {
        return;
    }
    say(maker, in_them, is_open);
    let why = format!("What it starts in its subnets is not drawn: {}", to_nobody("their VPC", is_open));
    maker.note(own, &why);
}

/// Blocks of addresses that an interface has besides its own, by these properties.
pub(crate) fn prefixes(
    maker: &mut Maker<'_>,
    own: &Own,
    view: &View<'_>,
    keys: &[&str],
    subnet: Option<ResourceId>,
) {
    // Of what exists, Terraform tells how many there are, too: none.
    let has = |key: &&str| view.has(key) && view.words(key).iter().next().is_none_or(|word| word != "0");
    if keys.iter().filter(|key| has(key)).count() == 0 {
        return;
    }
    let subnets: Vec<ResourceId> = subnet.into_iter().collect();
    let in_them = vpcs_of(maker, &subnets);
    say(maker, in_them, false);
    let why =
        format!("It has blocks of addresses besides, which are not drawn: {}", to_nobody("its VPC", false));
    maker.note(own, &why);
}

/// A document tells what it does not know by VPC, never by subnet.
fn to_nobody(vpc: &str, is_open: bool) -> String {
    let of = if is_open { "any VPC" } else { vpc };
    format!("a packet to an address of {of} that nothing of the drawing has ends UNKNOWN.")
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

/// The texts of properties that may be ids, and whether some of those are not known.
#[derive(Default)]
struct Named {
    ids: BTreeSet<String>,
    /// Whether nobody knows some of the subnets.
    is_open: bool,
    /// Whether nobody knows something of it.
    has_unknown: bool,
}

impl Named {
    fn collect(&mut self, node: &Node) {
        match &node.kind {
            Kind::Scalar { text, .. } => {
                self.ids.extend(text.split(',').map(|part| part.trim().to_owned()));
                self.ids.extend(words(text).map(str::to_owned));
            }
            Kind::List(items) => items.iter().for_each(|item| self.collect(item)),
            Kind::Map(members) => {
                for member in members {
                    self.is_open |= names_subnets(&member.key) && member.value.unknown().is_some();
                    self.collect(&member.value);
                }
            }
            Kind::Unknown(_) => self.has_unknown = true,
            Kind::Null | Kind::Absent => {}
        }
    }
}

/// The words of a text that may be ids: the end of an ARN, `a=sg-1;b=sg-2`, JSON in a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_of_id = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
    text.split(move |letter: char| !is_of_id(letter)).filter(|word| word.contains('-'))
}

/// Whether a property holds ids of subnets by its name.
fn names_subnets(key: &str) -> bool {
    let key = key.to_ascii_lowercase().replace('_', "");
    ["subnet", "subnets", "subnetid", "subnetids"].iter().any(|end| key.ends_with(end))
}
