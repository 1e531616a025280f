//! The addresses of a transfer server change.

use crate::message::say;
use crate::model::Resource;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A transfer server has a public endpoint.
    ///
    /// # Why it matters
    /// AWS changes the addresses of a public endpoint, and nothing in front of it filters who comes. A partner whose firewall
    /// admits fixed addresses only loses the way to it, and a list of those who may come cannot be kept.
    ///
    /// # How to fix
    /// Give the server an endpoint in a VPC with Elastic IP addresses: those stay, and security groups filter. There is no
    /// automatic fix: the subnets are a choice.
    ///
    /// # Limits
    /// Whether a partner asks for fixed addresses the drawing does not hold; with the name of the server alone all is well.
    ///
    /// # References
    /// - <https://repost.aws/knowledge-center/aws-sftp-endpoint-type>
    /// - <https://docs.aws.amazon.com/transfer/latest/userguide/create-server-in-vpc.html>
    RuleInfo {
        id: "transfer-address-not-static",
        title: "The addresses of a transfer server are not fixed",
        group: Group::Reachability,
        book: &[],
        severity: Severity::Hint,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::TransferServer(server) = resource.as_ref() else { continue };
        if !server.is_public() {
            continue;
        }
        let message = say!(
            "transfer-address-not-static",
            "{server} has a public endpoint: AWS changes its addresses, and no security group filters who comes.",
            server = context.name(id)
        );
        let help = say!(
            "transfer-address-not-static.help",
            "If a partner admits fixed addresses only, connect {server} to a public subnet and give its interface an Elastic IP address.",
            server = context.name(id)
        );
        report.push(Found::new([id], message, help));
    }
}
