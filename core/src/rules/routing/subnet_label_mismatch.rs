//! The name of a subnet says public or private, and its routes say the opposite.

use crate::change::Fix;
use crate::message::say;
use crate::net::Family;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{has_igw_route, internet_route};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// The name of a subnet has the word "public" and its route table leads to no internet gateway, or it has
    /// the word "private" and the table leads to one.
    ///
    /// # Why it matters
    /// Public or private is not a setting: the route table decides. People trust the name.
    ///
    /// # How to fix
    /// Rename the subnet, or give it the routes that its name promises. The fix adds the route for a public
    /// one.
    ///
    /// # Limits
    /// Only these two words are read, as whole words. Subnets whose table is not known are left out.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html>
    RuleInfo {
        id: "subnet-label-mismatch",
        title: "The name of a subnet does not fit its routes",
        group: Group::Routing,
        book: &["R-RT-40"],
        codes: &["SUBNET_LABEL_MISMATCH"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for subnet in context.network.subnets.values().filter(|subnet| subnet.vpc.is_some()) {
        let name = context.name(&subnet.id);
        let (says_public, says_private) = (says(&name, "public"), says(&name, "private"));
        if says_public == says_private {
            continue;
        }
        let families = [Family::Ipv4, Family::Ipv6].map(|family| has_igw_route(context, subnet, family));
        let [Some(ipv4), Some(ipv6)] = families else { continue };
        let is_public = ipv4 || ipv6;
        if is_public == says_public {
            continue;
        }
        let found = if says_public {
            let fix = internet_route(context, subnet).map(|(gateway, changes)| Fix {
                title: format!("Route 0.0.0.0/0 of {name} to {gateway}"),
                changes,
            });
            Found::new(
                [&subnet.id],
                say!(
                    "subnet-label-mismatch.public",
                    "{subnet} is private: its route table leads to no internet gateway.",
                    subnet = name
                ),
                say!(
                    "subnet-label-mismatch.public-help",
                    "Route 0.0.0.0/0 of {subnet} to the internet gateway, or rename it.",
                    subnet = name
                ),
            )
            .fix(fix)
        } else {
            Found::new(
                [&subnet.id],
                say!(
                    "subnet-label-mismatch.private",
                    "{subnet} is public: its route table leads to an internet gateway.",
                    subnet = name
                ),
                say!(
                    "subnet-label-mismatch.private-help",
                    "Give {subnet} a route table without that route, or rename it.",
                    subnet = name
                ),
            )
        };
        report.push(found);
    }
}

/// Whether the name has the word, and not denied: `not-public` does not say public.
fn says(name: &str, word: &str) -> bool {
    let parts: Vec<&str> = name.split(|letter: char| !letter.is_alphanumeric()).collect();
    let is_word = |part: &str| part.eq_ignore_ascii_case(word);
    let denies = |part: &str| ["not", "non", "no"].iter().any(|no| part.eq_ignore_ascii_case(no));
    let starts = parts.first().is_some_and(|first| is_word(first));
    starts || parts.windows(2).any(|pair| matches!(pair, [before, part] if is_word(part) && !denies(before)))
}
