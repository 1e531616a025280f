//! A VPC has more than one virtual private gateway.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// Two virtual private gateways are attached to one VPC.
    ///
    /// # Why it matters
    /// A VPC has one virtual private gateway at a time, and AWS refuses to attach a second one. One gateway takes several
    /// VPN connections.
    ///
    /// # How to fix
    /// Detach one of them, and let its VPN connections end at the other.
    ///
    /// # Limits
    /// The fix detaches the gateway and leaves its VPN connections where they are.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachVpnGateway.html>
    RuleInfo {
        id: "second-vgw",
        title: "A VPC has two virtual private gateways",
        group: Group::Structure,
        book: &["R-VGW-1", "R-VAL-25"],
        api_errors: &["VpnGatewayAttachmentLimitExceeded"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for vpc in context.vpcs() {
        let Some((kept, others)) = vpc.vpn_gateways.split_first() else { continue };
        for gateway in others {
            let name = context.name(gateway);
            let message = say!(
                "second-vgw",
                "{vpc} has {first} and {second}. A VPC has one virtual private gateway.",
                vpc = context.name(&vpc.id),
                first = context.name(kept),
                second = name
            );
            let help = say!(
                "second-vgw.help",
                "Detach {second}, and let its VPN connections end at {first}.",
                first = context.name(kept),
                second = name
            );
            let detach = Change::RemovePath { id: gateway.clone(), path: "/vpcId".to_owned() };
            let fix = Fix { title: format!("Detach {name}"), changes: vec![detach] };
            report.push(Found::new([gateway, kept, &vpc.id], message, help).fix(Some(fix)));
        }
    }
}
