use super::take_away;
use crate::message::Message;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::topology::VpcNode;

/// A row that leads to a gateway which serves no subnet of the VPC, in words.
pub(in crate::rules) struct UnservedRoute {
    /// The table.
    pub(in crate::rules) table: String,
    /// Where the row leads packets for.
    pub(in crate::rules) destination: String,
    /// The gateway.
    pub(in crate::rules) gateway: String,
    /// The VPC.
    pub(in crate::rules) vpc: String,
}

/// Reports every row whose target stands in `field`, in a VPC that has no subnet for such a gateway. `words` gives message
/// and help.
pub(in crate::rules) fn report_unserved_routes(
    context: &Context<'_>,
    report: &mut Report,
    field: &str,
    has_subnet: fn(&Context<'_>, &VpcNode) -> bool,
    words: fn(UnservedRoute) -> (Message, Message),
) {
    for (id, table, vpc, _) in context.tables() {
        for (row, route) in &table.routes {
            let Some((_, target)) = route.targets().next().filter(|(own, _)| *own == field) else { continue };
            if vpc.does_not_know("subnet") || has_subnet(context, vpc) {
                continue;
            }
            let (message, help) = words(UnservedRoute {
                table: context.name(id),
                destination: route.destination_text(),
                gateway: context.name(target),
                vpc: context.name(&vpc.id),
            });
            let title = format!("Remove the route to {}", route.destination_text());
            let fix = take_away(title, id, &["routes", row.as_str()]);
            report.push(Found::new([id, &vpc.id], message, help).fix(Some(fix)));
        }
    }
}
