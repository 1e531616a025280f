//! A flow log that watches nothing, or something that AWS does not watch.

use crate::message::say;
use crate::model::Resource;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A flow log names no resource, or one that is neither a VPC, a subnet, a network interface, a transit gateway nor
    /// an attachment of one.
    ///
    /// # Why it matters
    /// AWS refuses it, and nothing is recorded.
    ///
    /// # How to fix
    /// Name what is to be watched. For an instance, name its network interface; for a gateway, the VPC or the subnet
    /// whose interfaces send through it.
    ///
    /// # Limits
    /// An id that nothing has is reported by `dangling-reference`.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html>
    RuleInfo {
        id: "flow-log-target",
        title: "A flow log watches nothing that can be watched",
        group: Group::Structure,
        book: &[],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for node in context.network.flow_logs.values() {
        let Some(log) = context.document.flow_log(node.id.as_str()) else { continue };
        let name = context.name(&node.id);
        let Some(watched) = &log.resource_id else {
            let message =
                say!("flow-log-target.nothing", "{name} names nothing that it watches.", name = name);
            let help = say!(
                "flow-log-target.nothing.help",
                "Name the VPC, the subnet or the network interface that {name} watches.",
                name = name
            );
            report.push(Found::new([&node.id], message, help));
            continue;
        };
        let Some(resource) = context.document.resource(watched.as_str()).filter(|_| node.scope.is_none())
        else {
            continue;
        };
        let target = context.name(watched);
        let kind = resource.resource_type().map_or("something unknown", |kind| kind.label()).to_lowercase();
        let message = say!(
            "flow-log-target",
            "{name} cannot watch {target} ({kind}): a flow log is for a VPC, a subnet or a network interface.",
            name = name,
            target = target,
            kind = kind
        );
        let help = match resource {
            Resource::Instance(_) => say!(
                "flow-log-target.instance.help",
                "Name a network interface of {target}.",
                target = target
            ),
            _ => say!("flow-log-target.help", "Name the VPC or the subnet whose traffic is to be recorded."),
        };
        report.push(Found::new([&node.id, watched], message, help));
    }
}
