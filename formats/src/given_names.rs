//! Names that AWS takes, for things whose names in the drawing have letters or lengths that it refuses: the same for the same
//! drawing, and none twice where AWS wants each once. A name that AWS takes stays as it is.

use netyard_core::model::{Document, Resource, ResourceId};
use std::collections::{BTreeMap, BTreeSet};

/// What AWS takes for a name of one kind of thing.
struct Form {
    /// Whether it takes a letter; others become hyphens.
    fits: fn(char) -> bool,
    /// How many letters it takes.
    most: usize,
    /// What no name begins with, in small letters.
    not_first: &'static [&'static str],
    /// Whether a name begins and ends with a letter or digit.
    is_edged: bool,
    /// Whether it takes each name once.
    is_unique: bool,
    /// Which names it takes, for people.
    words: &'static str,
}

/// The letters that AWS lets names and descriptions of security groups have.
pub(crate) fn fits_group(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || " ._-:/()#,@[]+=&;{}!$*".contains(letter)
}

/// Which names AWS takes for security groups, for people.
pub(crate) const OF_GROUPS: &str = "letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, at most 255, not sg- at the beginning, and each name once in a VPC";

const GROUP: Form = Form {
    fits: fits_group,
    most: 255,
    not_first: &["sg-"],
    is_edged: false,
    is_unique: true,
    words: OF_GROUPS,
};
const BALANCER: Form = Form {
    fits: |letter| letter.is_ascii_alphanumeric() || letter == '-',
    most: 32,
    not_first: &["internal-"],
    is_edged: true,
    is_unique: true,
    words: "letters, digits and hyphens, at most 32, and each name once in a Region",
};
const RESOLVER: Form = Form {
    fits: |letter| letter.is_ascii_alphanumeric() || "-_ ".contains(letter),
    most: 64,
    not_first: &[],
    is_edged: false,
    is_unique: false,
    words: "letters, digits, spaces, hyphens and underscores, at most 64",
};
const SERVICE: Form = Form {
    fits: |letter| letter.is_ascii_alphanumeric() || "-_".contains(letter),
    most: 255,
    not_first: &[],
    is_edged: false,
    is_unique: true,
    words: "letters, digits, hyphens and underscores, at most 255, and each name once in a cluster",
};
const SCALING: Form = Form {
    fits: |letter| !letter.is_control() && letter != ':',
    most: 255,
    not_first: &[],
    is_edged: false,
    is_unique: true,
    words: "at most 255 letters without a colon, and each name once in a Region",
};

/// The form of a thing, its name in the drawing, and where AWS takes each name once.
fn of(resource: &Resource) -> Option<(&'static Form, &str, String)> {
    let region = || resource.type_name().to_owned();
    let (form, name, place) = match resource {
        Resource::SecurityGroup(own) => {
            let vpc = own.vpc_id.as_ref().map(ToString::to_string).unwrap_or_default();
            // The one that AWS makes with a VPC has its name from AWS.
            let name = own.group_name.as_deref().filter(|name| *name != "default");
            (&GROUP, name, format!("{} {vpc}", region()))
        }
        Resource::LoadBalancer(own) => {
            let kind = if own.load_balancer_type == "classic" { "classic" } else { "" };
            (&BALANCER, own.name.as_deref(), format!("{} {kind}", region()))
        }
        Resource::TargetGroup(own) => (&BALANCER, own.name.as_deref(), region()),
        Resource::ResolverEndpoint(own) => (&RESOLVER, own.name.as_deref(), region()),
        Resource::ResolverRule(own) => (&RESOLVER, own.name.as_deref(), region()),
        Resource::FirewallRuleGroup(own) => (&RESOLVER, own.name.as_deref(), region()),
        Resource::AutoScalingGroup(own) => (&SCALING, own.name.as_deref(), region()),
        Resource::EcsService(own) => {
            let cluster = own.cluster_arn.clone().unwrap_or_default();
            (&SERVICE, own.name.as_deref(), format!("{} {cluster}", region()))
        }
        _ => return None,
    };
    Some((form, name.filter(|name| !name.is_empty())?, place))
}

/// Which names AWS takes for a kind of thing, for people.
pub(crate) fn words(resource: &Resource) -> &'static str {
    of(resource).map_or("", |(form, ..)| form.words)
}

/// The name of a security group, where no other one has it.
pub(crate) fn of_group(name: &str) -> String {
    GROUP.taken(name)
}

/// The name of a rule of the DNS Firewall.
pub(crate) fn of_rule(name: &str) -> String {
    RESOLVER.taken(name)
}

impl Form {
    /// A name as AWS takes it; empty where nothing of it is left.
    fn taken(&self, name: &str) -> String {
        let fit = |letter| if (self.fits)(letter) { letter } else { '-' };
        let mut made: String = name.chars().map(fit).collect();
        while let Some(start) =
            self.not_first.iter().find(|start| made.to_ascii_lowercase().starts_with(*start))
        {
            made = made.get(start.len()..).unwrap_or_default().to_owned();
        }
        made = made.chars().take(self.most).collect();
        // AWS takes no space at either end.
        let made = made.trim();
        let is_edge = |letter: char| !letter.is_ascii_alphanumeric();
        if self.is_edged { made.trim_matches(is_edge).to_owned() } else { made.to_owned() }
    }

    /// The same with a number, as long as AWS lets it be.
    fn numbered(&self, name: &str, number: usize) -> String {
        let end = format!("-{number}");
        let start: String = name.chars().take(self.most.saturating_sub(end.len())).collect();
        format!("{start}{end}")
    }
}

/// The names of all things of a drawing that have one, and whose name AWS lets people choose.
pub(crate) fn names(document: &Document, here: &BTreeSet<ResourceId>) -> BTreeMap<ResourceId, String> {
    let mut found = BTreeMap::new();
    let mut taken: BTreeSet<(String, String)> = BTreeSet::new();
    let mut others = Vec::new();
    for (id, resource) in document.resources.iter().filter(|(id, _)| here.contains(*id)) {
        let Some((form, name, place)) = of(resource) else { continue };
        let is_taken = form.taken(name) == name;
        // AWS does not tell capital letters apart.
        if is_taken && (!form.is_unique || taken.insert((place.clone(), name.to_lowercase()))) {
            found.insert(id.clone(), name.to_owned());
        } else {
            others.push((id, form, name, place));
        }
    }
    for (id, form, name, place) in others {
        let made = form.taken(name);
        let made = if made.is_empty() { form.taken(id.as_str()) } else { made };
        let numbers = (2..).map(|number| form.numbered(&made, number));
        let mut all = std::iter::once(made.clone()).chain(numbers);
        let free = all.find(|name| !form.is_unique || taken.insert((place.clone(), name.to_lowercase())));
        found.extend(free.filter(|name| !name.is_empty()).map(|name| (id.clone(), name)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{BALANCER, GROUP, RESOLVER, names};
    use netyard_core::model::{Document, ResourceId, SecurityGroup};
    use std::collections::BTreeSet;

    #[test]
    fn letters_that_aws_refuses_become_hyphens() {
        assert_eq!(GROUP.taken("web (front), 1.0"), "web (front), 1.0");
        assert_eq!(GROUP.taken("sg-sg-Büro\"`|"), "B-ro---");
        assert_eq!(GROUP.taken(&"x".repeat(300)).len(), 255);
        assert_eq!(BALANCER.taken("-internal web_1-"), "internal-web-1");
        assert_eq!(BALANCER.taken("internal-web"), "web");
        assert_eq!(RESOLVER.taken("to the office/1"), "to the office-1");
    }

    #[test]
    fn none_stands_twice_in_a_vpc_and_good_ones_stay() {
        let mut document = Document::default();
        let group = |name: &str, vpc: &str| SecurityGroup {
            group_name: Some(name.to_owned()),
            vpc_id: Some(ResourceId::new(vpc)),
            ..SecurityGroup::default()
        };
        for (id, name, vpc) in [
            ("sg-1", "büro", "vpc-1"),
            ("sg-2", "b-ro", "vpc-1"),
            ("sg-3", "B-RO", "vpc-1"),
            ("sg-4", "b\"ro", "vpc-2"),
            ("sg-5", "sg-", "vpc-2"),
            ("sg-6", "default", "vpc-2"),
        ] {
            document.insert(ResourceId::new(id), group(name, vpc));
        }
        let here: BTreeSet<ResourceId> = document.resources.keys().cloned().collect();
        let found = names(&document, &here);
        let all: Vec<(&str, &str)> = found.iter().map(|(id, name)| (id.as_str(), name.as_str())).collect();
        let wanted =
            [("sg-1", "b-ro-2"), ("sg-2", "b-ro"), ("sg-3", "B-RO-3"), ("sg-4", "b-ro"), ("sg-5", "5")];
        assert_eq!(all, wanted);
    }
}
