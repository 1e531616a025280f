//! Identifiers of a diagram: of the ids of the drawing, in the letters that both forms take.

use netyard_scene::Scene;
use std::collections::BTreeSet;

/// Words with which an identifier must not begin: keywords of one of the forms.
const KEYWORDS: &[&str] = &[
    "acc",
    "architecture",
    "class",
    "click",
    "default",
    "direction",
    "end",
    "flowchart",
    "graph",
    "group",
    "href",
    "in",
    "interpolate",
    "junction",
    "linkstyle",
    "service",
    "style",
    "subgraph",
    "title",
];

/// An identifier for every node of a scene, in its order. No two are the same.
pub(super) fn identifiers(scene: &Scene) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let unique = |key: &str, taken: &mut BTreeSet<String>| {
        let wanted = identifier(key);
        let mut name = wanted.clone();
        let mut number = 2_u32;
        while !taken.insert(name.clone()) {
            name = format!("{wanted}_{number}");
            number += 1;
        }
        name
    };
    scene.nodes().iter().map(|node| unique(node.key.as_str(), &mut taken)).collect()
}

/// Small letters, digits and `_`: in capital letters Mermaid sees the sides of a line (`L`, `R`, `T`, `B`).
fn identifier(key: &str) -> String {
    let plain: String =
        key.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
    let is_free = plain.starts_with(|first: char| first.is_ascii_lowercase())
        && !KEYWORDS.iter().any(|word| plain.starts_with(word));
    if is_free { plain } else { format!("n_{plain}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_plain_words() {
        assert_eq!(identifier("subnet-9k2fa"), "subnet_9k2fa");
        assert_eq!(identifier("vpc-1/eu-west-1a"), "vpc_1_eu_west_1a");
        assert_eq!(identifier("end"), "n_end");
        assert_eq!(identifier("internet"), "n_internet");
        assert_eq!(identifier("10.0.0.1"), "n_10_0_0_1");
        assert_eq!(identifier("Z1"), "z1");
        assert_eq!(identifier("größe"), "gr__e");
    }
}
