//! Names that are nearly what was written.

use crate::model::Document;
use crate::ordered::Order;
use crate::topology::Network;

/// How many are offered.
const MOST: usize = 3;

/// The ids and names of things that may be ends, nearest first; only those that differ little.
pub(super) fn near(network: &Network, text: &str) -> Vec<String> {
    let document = &network.document;
    let mut scored: Vec<(usize, String)> = candidates(document)
        .filter_map(|name| {
            let distance = distance(&name.to_lowercase(), &text.to_lowercase());
            (distance <= 1 + text.chars().count() / 3).then(|| (distance, name.to_owned()))
        })
        .collect();
    scored.order();
    scored.dedup();
    scored.into_iter().take(MOST).map(|(_, name)| name).collect()
}

fn candidates(document: &Document) -> impl Iterator<Item = &str> {
    let own = document
        .resources
        .iter()
        .filter(|(_, resource)| super::lookup::may_be_end(resource))
        .flat_map(|(id, resource)| std::iter::once(id.as_str()).chain(resource.name()));
    own.chain(["internet", "s3", "dynamodb"]).filter(|name| !name.is_empty() && name.len() <= 64)
}

/// How many letters have to be added, taken away or changed.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, left) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row, vec![index + 1]);
        for (column, right) in other.iter().enumerate() {
            let above = diagonal.get(column + 1).copied().unwrap_or(usize::MAX - 1);
            let before = row.last().copied().unwrap_or(usize::MAX - 1);
            let swap = diagonal.get(column).copied().unwrap_or(0) + usize::from(left != *right);
            row.push(swap.min(above + 1).min(before + 1));
        }
        diagonal.clear();
    }
    row.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn counts_letters() {
        assert_eq!(distance("web", "web"), 0);
        assert_eq!(distance("web-a", "web-b"), 1);
        assert_eq!(distance("web", "webs"), 1);
        assert_eq!(distance("", "abc"), 3);
    }
}
