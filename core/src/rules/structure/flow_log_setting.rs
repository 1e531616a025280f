//! An interval or a format of a flow log that AWS does not take.

use crate::change::Fix;
use crate::flow_log::RecordFormat;
use crate::message::say;
use crate::model::{FlowLog, ResourceId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::made_again;
use crate::rules::{Group, Severity};
use crate::topology::{FlowLogNode, FlowLogScope};

rule! {
    /// # What it checks
    /// The longest time for which a flow log counts packets together is neither 60 nor 600 seconds, or not 60 where it
    /// watches a transit gateway; or its format names a field that AWS does not have.
    ///
    /// # Why it matters
    /// AWS refuses the flow log.
    ///
    /// # How to fix
    /// Write 60 or 600; take the field out of the format, or correct its name. The fix for the interval makes the log again, with
    /// the nearest one that AWS takes: a flow log is never changed.
    ///
    /// # Limits
    /// The fields are those of version 2 to 10. Fields of transit gateways are not checked.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html>
    RuleInfo {
        id: "flow-log-setting",
        title: "A flow log has an interval or a format that AWS does not take",
        group: Group::Structure,
        book: &[],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for node in context.network.flow_logs.values() {
        let Some(log) = context.document.flow_log(node.id.as_str()) else { continue };
        report.push_all(interval(context, node, log));
        if !is_of_hub(node) {
            report.push_all(format(context, &node.id, log));
        }
    }
}

fn is_of_hub(node: &FlowLogNode) -> bool {
    matches!(node.scope, Some(FlowLogScope::TransitGateway(_)))
}

fn interval(context: &Context<'_>, node: &FlowLogNode, log: &FlowLog) -> Option<Found> {
    let (written, name) = (log.max_aggregation_interval, context.name(&node.id));
    let right = match written {
        60 => return None,
        600 if !is_of_hub(node) => return None,
        _ if is_of_hub(node) || written < 330 => 60,
        _ => 600,
    };
    let message = if is_of_hub(node) {
        say!(
            "flow-log-setting.interval-of-hub",
            "{name} counts packets together for up to {written} seconds. For a transit gateway AWS takes only 60.",
            name = name,
            written = written
        )
    } else {
        say!(
            "flow-log-setting.interval",
            "{name} counts packets together for up to {written} seconds. AWS takes 60 or 600.",
            name = name,
            written = written
        )
    };
    let help = say!("flow-log-setting.interval.help", "Write {right} seconds.", right = right);
    let fix = Fix {
        title: format!("Make {name} again, with {right} seconds"),
        changes: made_again(&node.id, FlowLog { max_aggregation_interval: right, ..log.clone() }),
    };
    Some(Found::new([&node.id], message, help).fix(Some(fix)))
}

fn format(context: &Context<'_>, id: &ResourceId, log: &FlowLog) -> Option<Found> {
    let format = RecordFormat::new(log.log_format.as_deref());
    let unknown: Vec<&str> = format.unknown().collect();
    if unknown.is_empty() {
        return None;
    }
    let message = say!(
        "flow-log-setting.format",
        "The format of {name} has fields that AWS does not know: {fields}.",
        name = context.name(id),
        fields = unknown.join(", ")
    );
    let help = say!("flow-log-setting.format.help", "Take them out, or correct them.");
    Some(Found::new([id], message, help))
}
