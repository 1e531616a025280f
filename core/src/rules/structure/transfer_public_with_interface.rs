//! A transfer server is said to be public, and stands in a VPC.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::Resource;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A transfer server has the endpoint type `PUBLIC`, and interfaces in subnets.
    ///
    /// # Why it matters
    /// A server has one endpoint: a public one, which is in no VPC, or one in a VPC. A drawing that says both tells nothing
    /// true about who reaches it.
    ///
    /// # How to fix
    /// Say that it has an endpoint in a VPC, or take its interfaces away. The fix does the first.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/transfer/latest/APIReference/API_DescribedServer.html>
    RuleInfo {
        id: "transfer-public-with-interface",
        title: "A transfer server with a public endpoint and interfaces",
        group: Group::Structure,
        book: &[],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::TransferServer(server) = resource.as_ref() else { continue };
        let interfaces = context.network.managed_services.get(id).map(|node| node.interfaces.as_slice());
        let Some(first) = interfaces.unwrap_or_default().first().filter(|_| server.is_public()) else {
            continue;
        };
        let name = context.name(id);
        let message = say!(
            "transfer-public-with-interface",
            "{server} has a public endpoint, which is in no VPC, and the interface {interface} in one.",
            server = name,
            interface = context.name(first)
        );
        let help = say!(
            "transfer-public-with-interface.help",
            "Set the endpoint type of {server} to VPC, or remove its interfaces.",
            server = name
        );
        let fix = Fix {
            title: format!("Give {name} an endpoint in its VPC"),
            changes: vec![Change::set(id, "/endpointType", "VPC")],
        };
        report.push(Found::new([id, first], message, help).fix(Some(fix)));
    }
}
