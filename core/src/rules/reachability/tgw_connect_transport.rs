//! A Connect attachment over something that cannot carry it.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::attachments;
use crate::rules::{Group, Severity};
use crate::topology::AttachmentKind;

rule! {
    /// # What it checks
    /// A Connect attachment names as its transport something else than a VPC or Direct Connect attachment of the same
    /// transit gateway, or nothing.
    ///
    /// # Why it matters
    /// A Connect attachment is only a set of tunnels. Another attachment carries them, and AWS takes one of a VPC or of
    /// Direct Connect.
    ///
    /// # How to fix
    /// Attach the VPC of the appliance to the transit gateway, and name that attachment.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-connect.html>
    RuleInfo {
        id: "tgw-connect-transport",
        title: "A Connect attachment has nothing that carries it",
        group: Group::Reachability,
        book: &["R-TGW-43"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (node, drawn) in attachments(context).filter(|(node, _)| node.kind == AttachmentKind::Connect) {
        let Some(gateway) = &node.gateway else { continue };
        if context
            .network
            .transit_gateways
            .get(gateway)
            .is_some_and(|hub| hub.does_not_know("transitGatewayAttachment"))
        {
            continue;
        }
        let carrier =
            node.resource.as_ref().and_then(|id| context.network.transit_gateway_attachments.get(id));
        let may_carry = carrier.is_some_and(|carrier| {
            let kind = context.document.transit_gateway_attachment(carrier.id.as_str());
            let is_kind = kind
                .is_some_and(|kind| ["vpc", "direct-connect-gateway"].contains(&kind.resource_type.as_str()));
            is_kind && carrier.is_at(gateway.as_str())
        });
        if may_carry {
            continue;
        }
        let (name, hub) = (context.name(&node.id), context.name(gateway));
        let message = match &drawn.resource_id {
            Some(named) => say!(
                "tgw-connect-transport",
                "The Connect attachment {name} is to be carried by {transport}, which is no VPC or Direct Connect attachment of {gateway}.",
                name = name,
                transport = context.name(named),
                gateway = hub
            ),
            None => say!(
                "tgw-connect-transport.none",
                "Nothing carries the Connect attachment {name}.",
                name = name
            ),
        };
        let help = say!(
            "tgw-connect-transport.help",
            "Attach the VPC of the appliance to {gateway}, and let that attachment carry {name}.",
            gateway = hub,
            name = name
        );
        report.push(Found::new([&node.id], message, help));
    }
}
