//! The Region of each thing: its own attribute, its ARN, that of its provider, or that of most others.

use super::thing::Thing;
use crate::declared::node::{Kind, Member, Node};
use netyard_core::topology::region_of_zone;
use std::collections::BTreeMap;

/// Where nothing tells a Region.
const USUAL: &str = "us-east-1";

/// What tells the Region of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Regions {
    /// That of things that tell none themselves.
    pub(super) usual: String,
    /// Whether anything told it.
    pub(super) is_told: bool,
}

impl Regions {
    /// Looks what things and the providers of a configuration tell.
    pub(super) fn of(things: &[Thing], root: &Node) -> Self {
        let mut told: BTreeMap<String, usize> = BTreeMap::new();
        for region in things.iter().filter_map(own) {
            *told.entry(region).or_default() += 1;
        }
        let most = told.iter().max_by_key(|(name, count)| (**count, std::cmp::Reverse((*name).clone())));
        let most = most.map(|(region, _)| region.clone());
        let found = of_provider(root, "aws").or(most);
        Self { is_told: found.is_some(), usual: found.unwrap_or_else(|| USUAL.to_owned()) }
    }
}

/// Sees to it that each thing tells its Region.
pub(super) fn tell(things: &mut [Thing], regions: &Regions, root: &Node) {
    let of_keys = provider_keys(root);
    for thing in things {
        let region = own(thing).or_else(|| {
            let key = of_keys.get(&(stripped(&thing.module), thing.block()))?;
            of_provider(root, key)
        });
        let region = region.unwrap_or_else(|| regions.usual.clone());
        let place = thing.values.place;
        if let Kind::Map(members) = &mut thing.values.kind {
            members.retain(|member| member.key != "region");
            members.push(Member { key: "region".to_owned(), place, value: Node::text_at(place, region) });
        }
    }
}

fn own(thing: &Thing) -> Option<String> {
    let text = |key: &str| thing.values.get(key).and_then(Node::scalar).filter(|text| !text.is_empty());
    let told = match (thing.is_data, thing.type_name.as_str()) {
        (true, "aws_region") => text("region").or_else(|| text("id")).or_else(|| text("name")),
        _ => text("region").filter(|_| thing.is_of_aws()),
    };
    let of_arn = || {
        let arn = text("arn").or_else(|| text("id"))?.strip_prefix("arn:")?;
        arn.split(':').nth(2).filter(|region| !region.is_empty())
    };
    let of_zone = || text("availability_zone").and_then(region_of_zone);
    told.or_else(of_arn).map(str::to_owned).or_else(of_zone)
}

/// The Region that a provider of the configuration names.
fn of_provider(root: &Node, key: &str) -> Option<String> {
    let config = root.get("configuration")?.get("provider_config")?.get(key)?;
    let region = config.get("expressions")?.get("region")?;
    if let Some(constant) = region.get("constant_value") {
        return constant.scalar().map(str::to_owned);
    }
    let mut names =
        region.get("references")?.items().iter().filter_map(|node| node.scalar()?.strip_prefix("var."));
    let name = names.next()?;
    root.get("variables")?.get(name)?.get("value")?.scalar().map(str::to_owned)
}

/// The providers of blocks that name another one than the usual.
fn provider_keys(root: &Node) -> BTreeMap<(String, String), String> {
    let mut found = BTreeMap::new();
    let mut open = vec![(String::new(), root.get("configuration").and_then(|node| node.get("root_module")))];
    while let Some((path, module)) = open.pop() {
        let Some(module) = module else { continue };
        for resource in module.get("resources").map(Node::items).unwrap_or_default() {
            let text = |key: &str| resource.get(key).and_then(Node::scalar);
            if let (Some(address), Some(key)) = (text("address"), text("provider_config_key")) {
                found.insert((path.clone(), address.to_owned()), key.to_owned());
            }
        }
        for call in module.get("module_calls").map(Node::members).unwrap_or_default() {
            let dot = if path.is_empty() { "" } else { "." };
            open.push((format!("{path}{dot}module.{}", call.key), call.value.get("module")));
        }
    }
    found
}

/// The address of a module without keys.
fn stripped(module: &str) -> String {
    let steps = super::address::modules(module).unwrap_or_default();
    steps.iter().fold(String::new(), |outer, (name, _)| super::address::child(&outer, name, None))
}
