//! Two prefix lists of a table, of a VPC or of a transit gateway, hold one block and lead to different targets.

use crate::message::say;
use crate::model::{ResourceId, RowId};
use crate::routing::{HubOrigin, Origin};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::take_away;
use crate::rules::{Group, Severity};
use ipnet::IpNet;
use std::collections::{BTreeMap, BTreeSet};

rule! {
    /// # What it checks
    /// Two rows of a table, of a VPC or of a transit gateway, have prefix lists as destinations, both lists hold one block,
    /// and the rows lead to different targets.
    ///
    /// # Why it matters
    /// AWS takes one of the two at random and stays with it. Nobody can tell which.
    ///
    /// # How to fix
    /// Take the block out of one of the lists, or lead both to one target. The fix removes the later row.
    ///
    /// # Limits
    /// Of blocks that only overlap the narrower one wins, as anywhere else: they are not reported. Neither are blocks for
    /// which another row of the table is written out, because such a row wins over both.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html>
    RuleInfo {
        id: "route-ambiguous",
        title: "Two prefix lists send one block to different targets",
        group: Group::Routing,
        book: &["R-RT-34"],
        codes: &["AMBIGUOUS_ROUTE"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

/// A block that a row with a prefix list sends somewhere.
struct Sent<'a> {
    block: IpNet,
    list: &'a ResourceId,
    row: &'a RowId,
    /// What tells one target from another, and what it is called.
    target: (String, String),
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, _, _, effective) in context.tables() {
        let lists = effective.routes.iter().filter(|route| route.origin == Origin::PrefixList);
        let sent = lists.filter_map(|route| {
            let name = route.target.id().map_or_else(|| "local".to_owned(), |id| context.name(id));
            Some(Sent {
                block: route.destination,
                list: route.prefix_list.as_ref()?,
                row: route.row.as_ref()?,
                target: (format!("{:?}", route.target), name),
            })
        });
        let written = effective.routes.iter().filter(|route| route.origin < Origin::PrefixList);
        find(context, report, id, sent, &written.map(|route| route.destination).collect());
    }
    for table in context.routed.hub_tables.values() {
        let Some(id) = &table.id else { continue };
        let lists = table.routes.iter().filter(|route| route.origin == HubOrigin::PrefixList);
        let sent = lists.filter_map(|route| {
            let name = route.attachment().map_or_else(|| "a blackhole".to_owned(), |id| context.name(id));
            Some(Sent {
                block: route.destination,
                list: route.prefix_list.as_ref()?,
                row: route.row.as_ref()?,
                target: (format!("{:?}", route.target), name),
            })
        });
        let written = table.routes.iter().filter(|route| route.origin < HubOrigin::PrefixList);
        find(context, report, id, sent, &written.map(|route| route.destination).collect());
    }
}

/// Tells once of every two lists of a table that send a block to different targets; `written` are blocks with a row of
/// their own.
fn find<'a>(
    context: &Context<'_>,
    report: &mut Report,
    table: &ResourceId,
    sent: impl Iterator<Item = Sent<'a>>,
    written: &BTreeSet<IpNet>,
) {
    let mut first: BTreeMap<IpNet, Sent<'a>> = BTreeMap::new();
    let mut told = BTreeSet::new();
    for later in sent {
        let Some(earlier) = first.get(&later.block) else {
            first.insert(later.block, later);
            continue;
        };
        let is_doubt = earlier.target.0 != later.target.0 && !written.contains(&later.block);
        if !is_doubt || !told.insert((earlier.list, later.list)) {
            continue;
        }
        let (one, other) = (context.name(earlier.list), context.name(later.list));
        let message = say!(
            "route-ambiguous",
            "{table} sends {block} of {one} to {target} and {block} of {other} to {elsewhere}. AWS takes one of the two, and nobody can tell which.",
            table = context.name(table),
            block = later.block,
            one = one,
            target = earlier.target.1,
            other = other,
            elsewhere = later.target.1
        );
        let help = say!(
            "route-ambiguous.help",
            "Take {block} out of {one} or out of {other}, or lead both to one target.",
            block = later.block,
            one = one,
            other = other
        );
        let fix = take_away(format!("Remove the route to {other}"), table, &["routes", later.row.as_str()]);
        report.push(Found::new([table, earlier.list, later.list], message, help).fix(Some(fix)));
    }
}
