//! A route or a rule names a prefix list that nobody knows.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::{Problem, ProblemKind};

rule! {
    /// # What it checks
    /// A route or a rule of a security group names a prefix list that is not in the drawing and is none of AWS's
    /// own that Netyard knows: those of S3 and DynamoDB.
    ///
    /// # Why it matters
    /// Its blocks are not known: what it admits or where it leads cannot be told. If no such list exists, AWS
    /// refuses the row.
    ///
    /// # How to fix
    /// Draw the list with its blocks, name another one, or remove the row. The fix removes it.
    ///
    /// # Limits
    /// AWS has lists of its own for more services, and other accounts may share theirs. A list that an importer
    /// could not see is not reported.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html>
    RuleInfo {
        id: "prefix-list-unknown",
        title: "A prefix list is not known",
        group: Group::Filtering,
        book: &[],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for problem in &context.network.problems {
        let Some(row) = problem.row_of_prefix_list() else { continue };
        if problem.kind != ProblemKind::Dangling || is_not_seen(context, problem) {
            continue;
        }
        let (name, list) = (context.name(&problem.from), context.name(&problem.to));
        let message = say!(
            "prefix-list-unknown",
            "{name} names the prefix list {list}, which is not in the drawing.",
            name = name,
            list = list
        );
        let help = say!(
            "prefix-list-unknown.help",
            "Draw {list} with its blocks, name another list, or remove the row. What depends on its blocks ends as unknown.",
            list = list
        );
        let is_route = row.starts_with("/routes/");
        let title = if is_route {
            format!("Remove the route to {list}")
        } else {
            format!("Remove the rule for {list}")
        };
        let remove = Change::RemovePath { id: problem.from.clone(), path: row.to_owned() };
        report
            .push(Found::new([&problem.from], message, help).fix(Some(Fix { title, changes: vec![remove] })));
    }
}

fn is_not_seen(context: &Context<'_>, problem: &Problem) -> bool {
    let from = problem.from.as_str();
    let table = context.document.route_table(from).and_then(|table| table.vpc_id.as_ref());
    let group = || context.document.security_group(from).and_then(|group| group.vpc_id.as_ref());
    let vpc = table.or_else(group).and_then(|vpc| context.network.vpcs.get(vpc));
    vpc.is_some_and(|vpc| vpc.does_not_know("managedPrefixList"))
}
