//! Two prefix lists of a table hold one block and lead to different targets.

use crate::message::say;
use crate::routing::{EffectiveRoute, Origin};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::take_away;
use crate::rules::{Group, Severity};
use ipnet::IpNet;
use std::collections::{BTreeMap, BTreeSet};

rule! {
    /// # What it checks
    /// Two rows of a table have prefix lists as destinations, both lists hold one block, and the rows lead to different
    /// targets.
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

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, _, _, effective) in context.tables() {
        let mut first: BTreeMap<IpNet, &EffectiveRoute> = BTreeMap::new();
        let written: BTreeSet<IpNet> = effective
            .routes
            .iter()
            .filter(|route| route.origin < Origin::PrefixList)
            .map(|route| route.destination)
            .collect();
        let mut told = BTreeSet::new();
        for route in effective.routes.iter().filter(|route| route.origin == Origin::PrefixList) {
            let earlier = *first.entry(route.destination).or_insert(route);
            let (Some(one), Some(other), Some(row)) = (&earlier.prefix_list, &route.prefix_list, &route.row)
            else {
                continue;
            };
            let is_doubt = earlier.target != route.target && !written.contains(&route.destination);
            if !is_doubt || !told.insert((one, other)) {
                continue;
            }
            let (one_name, other_name) = (context.name(one), context.name(other));
            let leads_to = |route: &EffectiveRoute| {
                route.target.id().map_or_else(|| "local".to_owned(), |id| context.name(id))
            };
            let message = say!(
                "route-ambiguous",
                "{table} sends {block} of {one} to {target} and {block} of {other} to {elsewhere}. AWS takes one of the two, and nobody can tell which.",
                table = context.name(id),
                block = route.destination,
                one = one_name,
                target = leads_to(earlier),
                other = other_name,
                elsewhere = leads_to(route)
            );
            let help = say!(
                "route-ambiguous.help",
                "Take {block} out of {one} or out of {other}, or lead both to one target.",
                block = route.destination,
                one = one_name,
                other = other_name
            );
            let fix = take_away(format!("Remove the route to {other_name}"), id, &["routes", row.as_str()]);
            report.push(Found::new([id, one, other], message, help).fix(Some(fix)));
        }
    }
}
