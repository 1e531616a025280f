//! Loops over lists that are written out: text takes the place of their names, before anything else is worked out.
//!
//! A loop over anything else stays as it is written, and what it makes is not known.

use crate::declared::node::{Kind, Member, Node};

/// How the key of a loop begins.
const LOOP: &str = "Fn::ForEach::";

/// Writes out the loops of a template. `room` is how many parts there may be; it is counted down.
pub(super) fn expand(node: Node, room: &mut usize) -> Node {
    let kind = match node.kind {
        Kind::List(items) => Kind::List(items.into_iter().map(|item| expand(item, room)).collect()),
        Kind::Map(members) => Kind::Map(members_of(members, room)),
        kind => kind,
    };
    Node { kind, ..node }
}

fn members_of(members: Vec<Member>, room: &mut usize) -> Vec<Member> {
    let mut made: Vec<Member> = Vec::with_capacity(members.len());
    let keys: Vec<String> = members.iter().map(|member| member.key.clone()).collect();
    for member in members {
        let written_out = if member.key.starts_with(LOOP) { write_out(&member, room) } else { None };
        match written_out {
            Some(more) if is_new(&more, &made, &keys) => made.extend(more),
            // The body of a loop that is not written out says nothing by itself.
            _ if member.key.starts_with(LOOP) => made.push(member),
            _ => made.push(Member { value: expand(member.value, room), ..member }),
        }
    }
    made
}

/// Whether no key stands twice then: CloudFormation refuses that.
fn is_new(more: &[Member], made: &[Member], keys: &[String]) -> bool {
    let mut all: Vec<&str> = made.iter().chain(more).map(|member| member.key.as_str()).collect();
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    all.len() == count && more.iter().all(|member| !keys.contains(&member.key))
}

/// The members that a loop makes; nothing where its list is not written out, or where it makes too much.
fn write_out(member: &Member, room: &mut usize) -> Option<Vec<Member>> {
    let [name, list, body] = member.value.items() else { return None };
    let (name, Kind::List(values), Kind::Map(body)) = (name.scalar()?, &list.kind, &body.kind) else {
        return None;
    };
    let values: Option<Vec<&str>> = values.iter().map(Node::scalar).collect();
    let mut made = Vec::new();
    for value in values? {
        for one in body {
            // Each copy is paid for before it is made.
            let cost = one.value.weight().saturating_add(value.len() / 64);
            *room = room.checked_sub(cost)?;
            let key = put(&one.key, name, value);
            made.push(Member { key, place: one.place, value: replaced(&one.value, name, value) });
        }
    }
    Some(members_of(made, room))
}

fn replaced(node: &Node, name: &str, value: &str) -> Node {
    let kind = match &node.kind {
        Kind::Scalar { text, quoted } => Kind::Scalar { text: put(text, name, value), quoted: *quoted },
        Kind::List(items) => Kind::List(items.iter().map(|item| replaced(item, name, value)).collect()),
        Kind::Map(members) => {
            let own = node.only().filter(|only| only.key == "Ref" && only.value.scalar() == Some(name));
            if own.is_some() {
                return Node::text_at(node.place, value);
            }
            let members = members.iter().map(|member| Member {
                key: put(&member.key, name, value),
                place: member.place,
                value: replaced(&member.value, name, value),
            });
            Kind::Map(members.collect())
        }
        kind => kind.clone(),
    };
    Node { place: node.place, kind }
}

/// `${Name}` becomes the value, `&{Name}` its letters and digits.
fn put(text: &str, name: &str, value: &str) -> String {
    if !text.contains('{') {
        return text.to_owned();
    }
    let plain: String = value.chars().filter(char::is_ascii_alphanumeric).collect();
    text.replace(&format!("${{{name}}}"), value).replace(&format!("&{{{name}}}"), &plain)
}
