//! Functions of Terraform that need nothing but their arguments.

use super::scope::number;
use crate::declared::node::{Kind, Member, Node, Place};
use ipnet::IpNet;
use std::net::IpAddr;

/// Works out a call.
pub(super) fn call(name: &str, arguments: &[Node], place: Place) -> Node {
    if let Some(why) =
        arguments.iter().find_map(|own| if let Kind::Unknown(why) = &own.kind { Some(why) } else { None })
    {
        return Node::unknown_at(place, why.clone());
    }
    let made = match (name, arguments) {
        ("tolist" | "tomap" | "tostring" | "tonumber" | "tobool", [one]) => Some(one.clone()),
        ("toset", [one]) => Some(set(one)),
        ("length", [one]) => {
            let count = match &one.kind {
                Kind::Scalar { text, .. } => text.chars().count(),
                _ => one.items().len() + one.members().len(),
            };
            Some(number(count as u64))
        }
        ("element", [list, at]) => element(list, at),
        ("concat", lists) => {
            Some(Node::list_at(place, lists.iter().flat_map(|list| list.items().to_vec()).collect()))
        }
        ("one", [list]) => match list.items() {
            [] => Some(Node { place, kind: Kind::Null }),
            [only] => Some(only.clone()),
            _ => None,
        },
        ("flatten", [list]) => Some(Node::list_at(place, flat(list))),
        ("merge", maps) => Some(merge(maps, place)),
        ("keys", [map]) => Some(Node::texts_at(place, sorted(map).into_iter().map(|member| member.key))),
        ("values", [map]) => {
            Some(Node::list_at(place, sorted(map).into_iter().map(|member| member.value).collect()))
        }
        ("lookup", [map, key]) => key.scalar().and_then(|key| map.get(key).cloned()),
        ("lookup", [map, key, usual]) => {
            key.scalar().map(|key| map.get(key).cloned().unwrap_or_else(|| usual.clone()))
        }
        ("range", limits @ ([_] | [_, _] | [_, _, _])) => range(limits, place),
        ("zipmap", [keys, values]) if keys.items().len() == values.items().len() => {
            let mut members: Vec<Member> = Vec::new();
            for (key, value) in keys.items().iter().zip(values.items()) {
                let Some(key) = key.scalar() else {
                    return Node::unknown_at(place, "The keys of zipmap are no texts.");
                };
                members.retain(|known| known.key != key);
                members.push(Member { key: key.to_owned(), place, value: value.clone() });
            }
            Some(Node { place, kind: Kind::Map(members) })
        }
        ("join", [between, list]) => {
            let texts: Option<Vec<&str>> = list.items().iter().map(Node::scalar).collect();
            texts.zip(between.scalar()).map(|(texts, between)| Node::text_at(place, texts.join(between)))
        }
        ("format", [pattern, rest @ ..]) => format(pattern, rest).map(|text| Node::text_at(place, text)),
        ("lower", [one]) => one.scalar().map(|text| Node::text_at(place, text.to_lowercase())),
        ("upper", [one]) => one.scalar().map(|text| Node::text_at(place, text.to_uppercase())),
        ("jsonencode", [one]) => {
            one.unknown().is_none().then(|| Node::text_at(place, one.to_json().to_string()))
        }
        ("cidrsubnet", [block, bits, at]) => subnet(block, bits, at).map(|text| Node::text_at(place, text)),
        ("cidrhost", [block, at]) => host(block, at).map(|text| Node::text_at(place, text)),
        _ => {
            return Node::unknown_at(
                place,
                format!("The function {name} is not read from HCL in this form."),
            );
        }
    };
    made.unwrap_or_else(|| Node::unknown_at(place, format!("The arguments of {name} do not fit.")))
}

/// Numbers one after the other, from the first to before the last; Terraform makes 1,024 at most.
fn range(limits: &[Node], place: Place) -> Option<Node> {
    const MOST: usize = 1024;
    let limits: Option<Vec<i64>> = limits.iter().map(|own| own.scalar()?.parse().ok()).collect();
    let (from, to, step) = match limits?.as_slice() {
        [to] => (0, *to, if *to < 0 { -1 } else { 1 }),
        [from, to] => (*from, *to, if to < from { -1 } else { 1 }),
        [from, to, step] if *step != 0 => (*from, *to, *step),
        _ => return None,
    };
    let mut items = Vec::new();
    let mut at = from;
    while if step > 0 { at < to } else { at > to } {
        if items.len() == MOST {
            return None;
        }
        items.push(Node { place, kind: Kind::Scalar { text: at.to_string(), quoted: false } });
        at = at.checked_add(step)?;
    }
    Some(Node::list_at(place, items))
}

fn set(list: &Node) -> Node {
    let mut items: Vec<Node> = Vec::new();
    for item in list.items() {
        if !items.iter().any(|own| own.to_json() == item.to_json()) {
            items.push(item.clone());
        }
    }
    items.sort_by(|left, right| left.scalar().cmp(&right.scalar()));
    Node::list_at(list.place, items)
}

fn element(list: &Node, at: &Node) -> Option<Node> {
    let at: usize = at.scalar()?.parse().ok()?;
    let items = list.items();
    items.get(at.checked_rem(items.len())?).cloned()
}

fn flat(list: &Node) -> Vec<Node> {
    list.items()
        .iter()
        .flat_map(|item| if let Kind::List(_) = item.kind { flat(item) } else { vec![item.clone()] })
        .collect()
}

fn merge(maps: &[Node], place: Place) -> Node {
    let mut members: Vec<Member> = Vec::new();
    for member in maps.iter().flat_map(Node::members) {
        members.retain(|known| known.key != member.key);
        members.push(member.clone());
    }
    Node { place, kind: Kind::Map(members) }
}

fn sorted(map: &Node) -> Vec<Member> {
    let mut members = map.members().to_vec();
    members.sort_by(|left, right| left.key.cmp(&right.key));
    members
}

/// `%s`, `%d` and `%%`; with anything else it is not read.
fn format(pattern: &Node, arguments: &[Node]) -> Option<String> {
    let mut text = String::new();
    let mut arguments = arguments.iter();
    let mut letters = pattern.scalar()?.chars();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            text.push(letter);
            continue;
        }
        match letters.next()? {
            '%' => text.push('%'),
            's' | 'd' | 'v' => text.push_str(arguments.next()?.scalar()?),
            _ => return None,
        }
    }
    arguments.next().is_none().then_some(text)
}

fn subnet(block: &Node, bits: &Node, at: &Node) -> Option<String> {
    let block: IpNet = block.scalar()?.parse().ok()?;
    let (bits, at): (u8, u128) = (bits.scalar()?.parse().ok()?, at.scalar()?.parse().ok()?);
    let length = block.prefix_len().checked_add(bits).filter(|length| *length <= block.max_prefix_len())?;
    if bits < 128 && at >= 1_u128.checked_shl(u32::from(bits))? {
        return None;
    }
    let shift = u32::from(block.max_prefix_len() - length);
    let offset = at.checked_shl(shift)?;
    Some(format!("{}/{length}", moved(block.network(), offset)?))
}

fn host(block: &Node, at: &Node) -> Option<String> {
    let block: IpNet = block.scalar()?.parse().ok()?;
    let address = moved(block.network(), at.scalar()?.parse().ok()?)?;
    block.contains(&address).then(|| address.to_string())
}

fn moved(address: IpAddr, by: u128) -> Option<IpAddr> {
    Some(match address {
        IpAddr::V4(own) => IpAddr::V4(u32::from(own).checked_add(u32::try_from(by).ok()?)?.into()),
        IpAddr::V6(own) => IpAddr::V6(u128::from(own).checked_add(by)?.into()),
    })
}

#[cfg(test)]
mod tests {
    use super::call;
    use crate::declared::node::{Kind, Node, Place};

    fn made(name: &str, arguments: &[Node]) -> String {
        call(name, arguments, Place::default()).to_json().to_string()
    }

    fn number(text: &str) -> Node {
        Node { place: Place::default(), kind: Kind::Scalar { text: text.to_owned(), quoted: false } }
    }

    fn texts(all: &[&str]) -> Node {
        Node::texts_at(Place::default(), all.iter().map(|text| (*text).to_owned()))
    }

    #[test]
    fn numbers_follow_each_other() {
        assert_eq!(made("range", &[number("3")]), "[0,1,2]");
        assert_eq!(made("range", &[number("1"), number("4")]), "[1,2,3]");
        assert_eq!(made("range", &[number("4"), number("0"), number("-2")]), "[4,2]");
        assert_eq!(made("range", &[number("0")]), "[]");
        for odd in [vec![number("9999")], vec![number("0"), number("4"), number("0")], vec![texts(&["a"])]] {
            assert!(call("range", &odd, Place::default()).unknown().is_some());
        }
    }

    #[test]
    fn keys_and_values_are_joined() {
        let joined = made("zipmap", &[texts(&["a", "b", "a"]), texts(&["1", "2", "3"])]);
        assert_eq!(joined, r#"{"b":"2","a":"3"}"#);
        let odd = call("zipmap", &[texts(&["a"]), texts(&[])], Place::default());
        assert!(odd.unknown().is_some());
    }
}
