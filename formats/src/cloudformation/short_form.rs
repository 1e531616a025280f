//! The short form of functions, as YAML tags, turned into the long one.

use crate::declared::node::{Broken, Kind, Member, Node};

/// Functions whose short form is their name without `Fn::`.
const FUNCTIONS: &[&str] = &[
    "And",
    "Base64",
    "Cidr",
    "Contains",
    "EachMemberEquals",
    "EachMemberIn",
    "Equals",
    "FindInMap",
    "GetAZs",
    "GetAtt",
    "If",
    "ImportValue",
    "Join",
    "Length",
    "Not",
    "Or",
    "RefAll",
    "Select",
    "Split",
    "Sub",
    "ToJsonString",
    "Transform",
    "ValueOf",
    "ValueOfAll",
];

/// `!Ref a` becomes `{Ref: a}`, `!GetAtt a.b` becomes `{Fn::GetAtt: [a, b]}`, and so on.
pub(super) fn spelled_out(tag: &str, node: Node) -> Result<Node, Broken> {
    let place = node.place;
    let (key, value) = match tag {
        "Ref" | "Condition" => (tag.to_owned(), node),
        "GetAtt" => ("Fn::GetAtt".to_owned(), attribute(node)),
        _ if FUNCTIONS.contains(&tag) => (format!("Fn::{tag}"), node),
        _ => {
            let why = format!("CloudFormation has no function !{tag}.");
            return Err(Broken::new(place, why));
        }
    };
    Ok(Node { place, kind: Kind::Map(vec![Member { key, place, value }]) })
}

/// `a.b.c` names the attribute `b.c` of `a`.
pub(super) fn attribute(node: Node) -> Node {
    let place = node.place;
    let Some((resource, name)) = node.scalar().and_then(|text| text.split_once('.')) else { return node };
    Node::texts_at(place, [resource.to_owned(), name.to_owned()])
}
