//! Logical ids: letters and digits, each once, the same for the same drawing. One that came from a template comes back.

use crate::cloudformation::ids;
use netyard_core::model::{Document, ResourceId};
use std::collections::{BTreeMap, BTreeSet};

/// Letters of a logical id.
const MOST_LETTERS: usize = 80;

/// Logical ids that are given.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: BTreeSet<String>,
    /// How often a wish was asked for, so that many of one name stay quick.
    asked: BTreeMap<String, usize>,
}

impl Names {
    /// The logical id that a resource had in the template that it came from.
    pub(super) fn natural(&mut self, id: &ResourceId, type_name: &str) -> Option<String> {
        let rest = rest_of(id.as_str(), type_name);
        let is_word =
            rest.len() < id.as_str().len() && rest.bytes().all(|letter| letter.is_ascii_alphanumeric());
        let came_from_a_template =
            is_word && rest.bytes().next().is_some_and(|letter| letter.is_ascii_uppercase());
        (came_from_a_template && self.taken.insert(rest.to_owned())).then(|| rest.to_owned())
    }

    /// The logical id of a resource that came from no template.
    pub(super) fn of(&mut self, document: &Document, id: &ResourceId, type_name: &str) -> String {
        let rest = rest_of(id.as_str(), type_name);
        let name = document.display_name(id.as_str());
        let name = pascal(if name == id.as_str() { rest } else { name });
        let name = if name.is_empty() { pascal(rest) } else { name };
        let kind = type_name.rsplit(':').next().unwrap_or_default();
        let kind = KINDS.iter().find(|(long, _)| *long == kind).map_or(kind, |(_, short)| short);
        let ends_so = name.to_ascii_lowercase().ends_with(&kind.to_ascii_lowercase());
        self.free(&if ends_so { name } else { format!("{name}{kind}") })
    }

    /// A logical id for what no resource of the drawing stands for.
    pub(super) fn free(&mut self, wish: &str) -> String {
        if self.taken.insert(wish.to_owned()) {
            return wish.to_owned();
        }
        let count = self.asked.entry(wish.to_owned()).or_insert(1);
        loop {
            *count += 1;
            let next = format!("{wish}{count}");
            if self.taken.insert(next.clone()) {
                return next;
            }
        }
    }
}

/// Kinds whose names of AWS are long.
const KINDS: [(&str, &str); 6] = [
    ("EIP", "ElasticIp"),
    ("SubnetRouteTableAssociation", "Routes"),
    ("VPCEndpoint", "Endpoint"),
    ("VPCPeeringConnection", "Peering"),
    ("TransitGatewayVpcAttachment", "Attachment"),
    ("TransitGatewayPeeringAttachment", "Attachment"),
];

/// An id without what ids of its type begin with.
pub(super) fn rest_of<'a>(id: &'a str, type_name: &str) -> &'a str {
    let start = ids::id("", "", type_name);
    id.strip_prefix(start.as_str()).unwrap_or(id)
}

/// `public subnet a` as `PublicSubnetA`.
pub(super) fn pascal(text: &str) -> String {
    let mut made = String::new();
    let mut starts = true;
    for letter in text.chars() {
        if !letter.is_ascii_alphanumeric() {
            starts = true;
            continue;
        }
        if made.len() >= MOST_LETTERS {
            break;
        }
        made.push(if starts { letter.to_ascii_uppercase() } else { letter });
        starts = false;
    }
    made
}

#[cfg(test)]
mod tests {
    use super::{Names, pascal};
    use netyard_core::model::{Document, ResourceId};

    #[test]
    fn names_become_words() {
        assert_eq!(pascal("public subnet-a"), "PublicSubnetA");
        assert_eq!(pascal("=cmd|' /C calc'!A0"), "CmdCCalcA0");
        assert_eq!(pascal("日本"), "");
    }

    #[test]
    fn ids_of_templates_come_back_and_each_is_given_once() {
        let (mut names, document) = (Names::default(), Document::default());
        let mut of = |id: &str, kind: &str| {
            let id = ResourceId::new(id);
            names.natural(&id, kind).unwrap_or_else(|| names.of(&document, &id, kind))
        };
        assert_eq!(of("subnet-Public", "AWS::EC2::Subnet"), "Public");
        assert_eq!(of("sg-Public", "AWS::EC2::SecurityGroup"), "PublicSecurityGroup");
        assert_eq!(of("sg-9k2fa", "AWS::EC2::SecurityGroup"), "9k2faSecurityGroup");
        assert_eq!(of("sg-public", "AWS::EC2::SecurityGroup"), "PublicSecurityGroup2");
        assert_eq!(of("eipalloc-nat", "AWS::EC2::EIP"), "NatElasticIp");
    }
}
