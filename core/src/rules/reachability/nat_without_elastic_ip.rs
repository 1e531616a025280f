//! A public NAT gateway has no Elastic IP address.

use crate::change::Fix;
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::give_elastic_ip;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// No Elastic IP address is associated with a public NAT gateway.
    ///
    /// # Why it matters
    /// The NAT gateway needs an address that the internet can answer to. AWS asks for one when it is created.
    ///
    /// # How to fix
    /// Associate one. The fix takes an idle one of the drawing, or a new one.
    ///
    /// # Limits
    /// NAT gateways that are deleted are left out.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html>
    RuleInfo {
        id: "nat-without-elastic-ip",
        title: "A public NAT gateway has no Elastic IP address",
        group: Group::Reachability,
        book: &["R-NAT-1", "R-VAL-28"],
        api_errors: &["MissingParameter"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let nats = context.network.nat_gateways.values();
    // A regional one gets its addresses from AWS, or has them by zone.
    let zonal = nats.filter(|nat| nat.regional.is_none());
    for nat in
        zonal.filter(|nat| nat.is_public && nat.elastic_ip.is_none() && !nat.state.starts_with("delet"))
    {
        let name = context.name(&nat.id);
        let message = say!(
            "nat-without-elastic-ip",
            "{nat} is a public NAT gateway without an Elastic IP address.",
            nat = name
        );
        let help =
            say!("nat-without-elastic-ip.help", "Associate an Elastic IP address with {nat}.", nat = name);
        let fix = give_elastic_ip(context, &nat.id, "natGatewayId", &nat.id)
            .map(|(address, changes)| Fix { title: format!("Give {name} {address}"), changes });
        report.push(Found::new([&nat.id], message, help).fix(fix));
    }
}
