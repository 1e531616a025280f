//! A security group that only functions carry has inbound rules.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::ResourceId;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::ManagedServiceNode;
use std::collections::{BTreeMap, BTreeSet};

rule! {
    /// # What it checks
    /// A security group has inbound rules, and nothing but functions carries it. Rules that admit the group itself do
    /// not count: AWS makes one in every default group.
    ///
    /// # Why it matters
    /// A function is invoked by way of AWS, never by a connection to its interface. The rules do nothing, and whoever
    /// reads them believes that they do.
    ///
    /// # How to fix
    /// Remove them. Replies to what the function asks for need no rule.
    ///
    /// # Limits
    /// A group that another group or a drawing elsewhere refers to may have its rules for others.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html>
    RuleInfo {
        id: "function-inbound-rules",
        title: "Inbound rules for functions only",
        group: Group::Filtering,
        book: &["R-LAM-4"],
        severity: Severity::Hint,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let mut carriers: BTreeMap<&ResourceId, BTreeSet<&ResourceId>> = BTreeMap::new();
    for interface in context.network.interfaces.values() {
        for group in &interface.groups {
            carriers.entry(group).or_default().insert(interface.component());
        }
    }
    let services = &context.network.managed_services;
    let is_function = |id: &&ResourceId| services.get(*id).is_some_and(ManagedServiceNode::is_function);
    for (id, group) in context.groups() {
        let says_something = group.ip_permissions.values().any(|rule| rule.group_id.as_ref() != Some(id));
        let Some(functions) = carriers.get(id).filter(|all| all.iter().all(is_function)) else {
            continue;
        };
        if !says_something {
            continue;
        }
        let name = context.name(id);
        let verb = if functions.len() == 1 { "carries" } else { "carry" };
        let message = say!(
            "function-inbound-rules",
            "{group} has inbound rules, and only {functions} {verb} it: nobody connects to a function.",
            group = name,
            functions = context.names(functions.iter().copied()),
            verb = verb
        );
        let help = say!(
            "function-inbound-rules.help",
            "Remove the inbound rules of {group}. What the function asks is answered without them.",
            group = name
        );
        let fix = Fix {
            title: format!("Remove the inbound rules of {name}"),
            changes: vec![Change::RemovePath { id: id.clone(), path: "/ipPermissions".to_owned() }],
        };
        let elements: Vec<&ResourceId> = std::iter::once(id).chain(functions.iter().copied()).collect();
        report.push(Found::new(elements, message, help).fix(Some(fix)));
    }
}
