//! Resources that need each other in a circle: CloudFormation refuses such a template, and the report says so.

use super::world::World;
use crate::declared::node::{Kind, Node};
use std::collections::{BTreeMap, BTreeSet};

impl World {
    /// Reports a circle of resources of each template, if there is one.
    pub(super) fn circles(&self, stack: usize) {
        let Some(template) = self.template(stack) else { return };
        let resources = template.section("Resources");
        let mut needs: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for member in resources {
            let mut named = BTreeSet::new();
            for part in ["DependsOn", "Properties"] {
                if let Some(node) = member.value.get(part) {
                    collect(node, part == "DependsOn", &mut named);
                }
            }
            let named = named.into_iter().filter_map(|name| Some(template.resource(name)?.key.as_str()));
            needs.insert(&member.key, named.collect());
        }
        let Some(circle) = circle(&needs) else { return };
        let Some(first) = circle.first().and_then(|first| template.resource(first)) else { return };
        let why = format!("{}: CloudFormation refuses that.", words(&circle));
        self.fail(stack, first.place, "Circle", why);
    }
}

/// `A needs B, which needs A`.
fn words(circle: &[&str]) -> String {
    let mut words = circle.first().map(|first| (*first).to_owned()).unwrap_or_default();
    for (index, next) in circle.iter().skip(1).chain(circle.first()).enumerate() {
        words.push_str(if index == 0 { " needs " } else { ", which needs " });
        words.push_str(next);
    }
    words
}

/// The names that a part of a template refers to.
fn collect<'a>(node: &'a Node, is_name: bool, named: &mut BTreeSet<&'a str>) {
    match &node.kind {
        Kind::Scalar { text, .. } if is_name => {
            named.insert(text);
        }
        Kind::List(items) => items.iter().for_each(|item| collect(item, is_name, named)),
        Kind::Map(members) => {
            for member in members {
                match member.key.as_str() {
                    "Ref" => collect(&member.value, true, named),
                    "Fn::GetAtt" => {
                        let of = member.value.items().first().unwrap_or(&member.value);
                        named.extend(of.scalar().and_then(|text| text.split('.').next()));
                    }
                    "Fn::Sub" => {
                        let text = member.value.items().first().unwrap_or(&member.value).scalar();
                        named.extend(text.into_iter().flat_map(variables));
                        member.value.items().iter().for_each(|item| collect(item, false, named));
                    }
                    _ => collect(&member.value, false, named),
                }
            }
        }
        _ => {}
    }
}

fn variables(text: &str) -> impl Iterator<Item = &str> {
    text.split("${").skip(1).filter_map(|rest| rest.split(['}', '.']).next())
}

/// A circle, from its first name on. Walked without recursion: a chain of resources may be long.
fn circle<'a>(needs: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> Option<Vec<&'a str>> {
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for start in needs.keys() {
        let mut path: Vec<(&str, Vec<&str>)> = Vec::new();
        let mut on_path: BTreeSet<&str> = BTreeSet::new();
        let next_of =
            |name: &str| needs.get(name).into_iter().flatten().rev().copied().collect::<Vec<&'a str>>();
        if !done.contains(start) {
            path.push((start, next_of(start)));
            on_path.insert(start);
        }
        while let Some((name, rest)) = path.last_mut() {
            let Some(next) = rest.pop() else {
                on_path.remove(name);
                done.insert(name);
                path.pop();
                continue;
            };
            if on_path.contains(next) {
                let names = path.iter().map(|(name, _)| *name);
                return Some(names.skip_while(|name| *name != next).collect());
            }
            if !done.contains(next) {
                on_path.insert(next);
                path.push((next, next_of(next)));
            }
        }
    }
    None
}
