//! A gateway endpoint names the service of another Region.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// The service of a gateway endpoint is one of another Region than that of its VPC.
    ///
    /// # Why it matters
    /// A gateway endpoint leads to the service in its own Region. Traffic for another Region takes the normal
    /// way to the internet.
    ///
    /// # How to fix
    /// Name the service of the VPC's Region. The fix does.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html>
    RuleInfo {
        id: "gateway-endpoint-other-region",
        title: "A gateway endpoint leads to another Region",
        group: Group::Reachability,
        book: &["R-GWE-1", "R-VAL-29"],
        api_errors: &["InvalidServiceName"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for endpoint in context.network.endpoints.values().filter(|node| node.is_gateway) {
        let (Some((service, region)), Some(vpc)) = (&endpoint.service, &endpoint.vpc) else { continue };
        let home = context.network.vpcs.get(vpc).and_then(|vpc| vpc.region.as_ref());
        let Some(home) = home.filter(|home| *home != region) else { continue };
        let name = context.name(&endpoint.id);
        let message = say!(
            "gateway-endpoint-other-region",
            "{endpoint} names {service} in {region}, and {vpc} lies in {home}.",
            endpoint = name,
            service = service.label(),
            region = region,
            vpc = context.name(vpc),
            home = home
        );
        let help = say!(
            "gateway-endpoint-other-region.help",
            "Name {service} in {home}: a gateway endpoint leads to its own Region only.",
            service = service.label(),
            home = home
        );
        let own = format!("com.amazonaws.{home}.{}", service.word());
        let fix = Fix {
            title: format!("Name {own}"),
            changes: vec![Change::set(&endpoint.id, "/serviceName", own.as_str())],
        };
        report.push(Found::new([&endpoint.id, vpc], message, help).fix(Some(fix)));
    }
}
