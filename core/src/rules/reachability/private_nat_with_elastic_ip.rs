//! A private NAT gateway has an Elastic IP address.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// An Elastic IP address is associated with a private NAT gateway.
    ///
    /// # Why it matters
    /// A private NAT gateway translates to its private address and leads to other networks. AWS refuses a
    /// public address for it.
    ///
    /// # How to fix
    /// Take the address away, or make the NAT gateway a public one.
    ///
    /// # Limits
    /// Whether it leads to the internet is looked at by `private-nat-behind-igw`.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-scenarios.html>
    RuleInfo {
        id: "private-nat-with-elastic-ip",
        title: "A private NAT gateway has an Elastic IP address",
        group: Group::Reachability,
        book: &["R-NAT-1", "R-VAL-28"],
        api_errors: &["InvalidParameterCombination"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for nat in context.network.nat_gateways.values().filter(|nat| !nat.is_public) {
        let Some(elastic) = &nat.elastic_ip else { continue };
        let (name, address) = (context.name(&nat.id), context.name(elastic));
        let message = say!(
            "private-nat-with-elastic-ip",
            "{nat} is a private NAT gateway and has {elastic}.",
            nat = name,
            elastic = address
        );
        let help = say!(
            "private-nat-with-elastic-ip.help",
            "Take {elastic} off {nat}, or make {nat} a public NAT gateway.",
            nat = name,
            elastic = address
        );
        let fix = Fix {
            title: format!("Take {address} off {name}"),
            changes: vec![Change::RemovePath { id: elastic.clone(), path: "/natGatewayId".to_owned() }],
        };
        report.push(Found::new([&nat.id, elastic], message, help).fix(Some(fix)));
    }
}
