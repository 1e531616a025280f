//! A VPC has no internet gateway.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{InternetGateway, ResourceType};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::new_id;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// No internet gateway is attached to a VPC.
    ///
    /// # Why it matters
    /// AWS makes a default VPC with one, and with a route to it; a VPC of your own has neither: nothing in it
    /// reaches the internet or is reached from there. That may be what you want.
    ///
    /// # How to fix
    /// Attach an internet gateway, or accept the finding for a VPC that is meant to be closed.
    ///
    /// # Limits
    /// The hint does not ask whether the VPC leaves on another way, such as a transit gateway.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html>
    RuleInfo {
        id: "vpc-has-no-igw",
        title: "A VPC has no internet gateway",
        group: Group::Structure,
        book: &["R-IGW-12"],
        severity: Severity::Hint,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for vpc in
        context.vpcs().filter(|vpc| vpc.internet_gateways.is_empty() && !vpc.does_not_know("internetGateway"))
    {
        let name = context.name(&vpc.id);
        let is_default = context.document.vpc(vpc.id.as_str()).is_some_and(|vpc| vpc.is_default);
        let message = if is_default {
            say!(
                "vpc-has-no-igw.default",
                "{vpc} is a default VPC without an internet gateway. AWS makes one with it.",
                vpc = name
            )
        } else {
            say!("vpc-has-no-igw", "{vpc} has no internet gateway.", vpc = name)
        };
        let help = say!("vpc-has-no-igw.help", "Attach one if {vpc} is to reach the internet.", vpc = name);
        let id = new_id(context.document, ResourceType::InternetGateway, &vpc.id);
        let gateway = InternetGateway { vpc_id: Some(vpc.id.clone()), ..InternetGateway::default() };
        let fix = Fix {
            title: "Attach a new internet gateway".to_owned(),
            changes: vec![Change::add(id, gateway)],
        };
        report.push(Found::new([&vpc.id], message, help).fix(Some(fix)));
    }
}
