//! What the section `Globals` of SAM says for all functions.

use crate::declared::node::{Kind, Member, Node};

/// The property of functions that says where they stand.
const KEY: &str = "VpcConfig";

/// The properties of a function with those of all: lists are put together, else its own count.
pub(super) fn with_globals(root: &Node, own: Option<&Node>, place: Node) -> Node {
    let usual = root.get("Globals").and_then(|globals| globals.get("Function")).and_then(|all| all.get(KEY));
    let own = own.cloned().unwrap_or(place);
    let Some(usual) = usual else { return own };
    let mut members = own.members().to_vec();
    if own.members().is_empty() && own.kind != Kind::Null && !matches!(own.kind, Kind::Map(_)) {
        return own;
    }
    match members.iter_mut().find(|member| member.key == KEY) {
        Some(member) => member.value = merged(usual, &member.value),
        None => members.push(Member { key: KEY.to_owned(), place: usual.place, value: usual.clone() }),
    }
    Node { place: own.place, kind: Kind::Map(members) }
}

fn merged(usual: &Node, own: &Node) -> Node {
    let is_function =
        |node: &Node| node.only().is_some_and(|only| only.key == "Ref" || only.key.starts_with("Fn::"));
    let kind = match (&usual.kind, &own.kind) {
        (Kind::Map(usual), Kind::Map(members)) if !is_function(own) => {
            let mut made = members.clone();
            for member in usual {
                match made.iter_mut().find(|own| own.key == member.key) {
                    Some(own) => own.value = merged(&member.value, &own.value),
                    None => made.push(member.clone()),
                }
            }
            Kind::Map(made)
        }
        (Kind::List(usual), Kind::List(own)) => Kind::List(usual.iter().chain(own).cloned().collect()),
        _ => own.kind.clone(),
    };
    Node { place: own.place, kind }
}
