//! A flow log of one action only.

use crate::change::Fix;
use crate::message::say;
use crate::model::FlowLog;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::made_again;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A flow log takes only what is accepted, or only what is rejected.
    ///
    /// # Why it matters
    /// Half of what happens leaves no record. A log of rejects does not show who talks to whom, nor a packet that routes
    /// or gateways lose: that one is accepted at the interface it leaves. A log of accepts does not show what a security
    /// group or network ACL drops.
    ///
    /// # How to fix
    /// Take all traffic, unless the cost of records is the reason. AWS never changes a flow log: the fix deletes it and makes
    /// one that takes all traffic.
    ///
    /// # Limits
    /// Whether a second log takes the other half is not asked.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-basics.html>
    RuleInfo {
        id: "flow-log-one-sided",
        title: "A flow log leaves out what is accepted, or what is rejected",
        group: Group::Structure,
        book: &[],
        severity: Severity::Hint,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for node in context.network.flow_logs.values() {
        let Some(log) = context.document.flow_log(node.id.as_str()) else { continue };
        let name = context.name(&node.id);
        let message = match log.traffic_type.as_str() {
            "REJECT" => say!(
                "flow-log-one-sided.reject",
                "{name} records only what security groups and network ACLs drop: nothing shows who talks to whom, nor what routes and gateways lose.",
                name = name
            ),
            "ACCEPT" => say!(
                "flow-log-one-sided.accept",
                "{name} records only what passes: nothing shows what security groups and network ACLs drop.",
                name = name
            ),
            _ => continue,
        };
        let help = say!("flow-log-one-sided.help", "Make {name} again, for all traffic.", name = name);
        let all = FlowLog { traffic_type: FlowLog::default().traffic_type, ..log.clone() };
        let fix =
            Fix { title: format!("Make {name} again, for all traffic"), changes: made_again(&node.id, all) };
        report.push(Found::new([&node.id], message, help).fix(Some(fix)));
    }
}
