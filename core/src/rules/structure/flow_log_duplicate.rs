//! Two flow logs that write the same.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{FlowLog, ResourceId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use std::collections::BTreeMap;

rule! {
    /// # What it checks
    /// Two flow logs watch the same resource with the same settings and write to the same place.
    ///
    /// # Why it matters
    /// AWS refuses the second one.
    ///
    /// # How to fix
    /// Delete one of them, or let it write something else or to somewhere else. The fix deletes the one with the later id.
    ///
    /// # Limits
    /// Without a destination in the drawing both are taken to write to the same place.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html>
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html>
    RuleInfo {
        id: "flow-log-duplicate",
        title: "Two flow logs write the same",
        group: Group::Structure,
        book: &[],
        api_errors: &["FlowLogAlreadyExists"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

type Settings<'a> = (&'a ResourceId, [Option<&'a str>; 5], u32);

fn check(context: &Context<'_>, report: &mut Report) {
    let mut known: BTreeMap<Settings<'_>, &ResourceId> = BTreeMap::new();
    for node in context.network.flow_logs.values() {
        let Some(log) = context.document.flow_log(node.id.as_str()) else { continue };
        let Some(settings) = settings(log) else { continue };
        let Some(first) = known.get(&settings) else {
            known.insert(settings, &node.id);
            continue;
        };
        let (name, other) = (context.name(&node.id), context.name(first));
        let message = say!(
            "flow-log-duplicate",
            "{name} watches {watched} as {other} does, with the same settings and destination.",
            name = name,
            watched = context.name(settings.0),
            other = other
        );
        let help = say!("flow-log-duplicate.help", "Delete {name}, or change what it writes.", name = name);
        let fix =
            Fix { title: format!("Delete {name}"), changes: vec![Change::Remove { id: node.id.clone() }] };
        let found = Found::new([&node.id, *first], message, help);
        report.push(found.fix(Some(fix)).api_error(Some("FlowLogAlreadyExists")));
    }
}

fn settings(log: &FlowLog) -> Option<Settings<'_>> {
    let texts = [
        Some(log.traffic_type.as_str()),
        Some(log.log_destination_type.as_str()),
        log.log_destination.as_deref(),
        log.log_group_name.as_deref(),
        log.log_format.as_deref(),
    ];
    Some((log.resource_id.as_ref()?, texts, log.max_aggregation_interval))
}
