//! Operations of HCL between values.

use crate::declared::node::{Kind, Node, Place};
use hcl_edit::expr::BinaryOperator;

/// What stands at a place of a list, or behind a key.
pub(super) fn at(value: &Node, key: &str) -> Option<Node> {
    match &value.kind {
        Kind::List(items) => items.get(key.parse::<usize>().ok()?).cloned(),
        _ => value.get(key).cloned(),
    }
}

/// What an operation gives; nothing that Netyard reads where its kinds do not fit.
pub(super) fn binary(left: &Node, operator: BinaryOperator, right: &Node, place: Place) -> Node {
    let plain = |text: String| Node { place, kind: Kind::Scalar { text, quoted: false } };
    if let Some(why) = left.unknown().or_else(|| right.unknown()) {
        return Node::unknown_at(place, why);
    }
    let numbers = || Some((left.scalar()?.parse::<i64>().ok()?, right.scalar()?.parse::<i64>().ok()?));
    let is_equality = matches!(operator, BinaryOperator::Eq | BinaryOperator::NotEq);
    let is_text = |node: &Node| match &node.kind {
        Kind::Scalar { quoted, .. } => Some(*quoted),
        _ => None,
    };
    if is_equality && is_text(left).zip(is_text(right)).is_some_and(|(left, right)| left != right) {
        return Node::unknown_at(
            place,
            "A text is compared with what is none: Terraform may call them different.",
        );
    }
    let flags = || Some((left.scalar()? == "true", right.scalar()? == "true"));
    let made = match operator {
        BinaryOperator::Eq => Some(
            (left.to_json() == right.to_json() || left.scalar().is_some() && left.scalar() == right.scalar())
                .to_string(),
        ),
        BinaryOperator::NotEq => Some(
            (left.to_json() != right.to_json()
                && (left.scalar().is_none() || left.scalar() != right.scalar()))
            .to_string(),
        ),
        BinaryOperator::And => flags().map(|(left, right)| (left && right).to_string()),
        BinaryOperator::Or => flags().map(|(left, right)| (left || right).to_string()),
        other => numbers().and_then(|(left, right)| match other {
            BinaryOperator::Plus => left.checked_add(right).map(|it| it.to_string()),
            BinaryOperator::Minus => left.checked_sub(right).map(|it| it.to_string()),
            BinaryOperator::Mul => left.checked_mul(right).map(|it| it.to_string()),
            BinaryOperator::Mod => left.checked_rem(right).map(|it| it.to_string()),
            BinaryOperator::Less => Some((left < right).to_string()),
            BinaryOperator::LessEq => Some((left <= right).to_string()),
            BinaryOperator::Greater => Some((left > right).to_string()),
            BinaryOperator::GreaterEq => Some((left >= right).to_string()),
            _ => None,
        }),
    };
    made.map_or_else(|| Node::unknown_at(place, "This operation is not read from HCL."), plain)
}
