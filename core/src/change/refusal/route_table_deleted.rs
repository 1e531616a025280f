//! A route table is deleted that is the main one, or that subnets are associated with (R-RT-17, R-VAL-14).

use super::{Act, Refusal, info::refusal};
use crate::message::{Message, say};
use crate::model::{Resource, ResourceId, RouteTable};

refusal! {
    /// # What it checks
    /// The main route table, or one with associated subnets or the table of a gateway, is removed while the VPC, the
    /// subnets or the gateway stay.
    ///
    /// # Why it matters
    /// A subnet is never without a table, so AWS deletes a table only when nothing is left that it decides for.
    ///
    /// # How to fix
    /// Make another table the main one, or associate the subnets with another one, first.
    ///
    /// # Limits
    /// What is removed in the same step is not in the way.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html>
    RefusalInfo {
        id: "route-table-deleted",
        title: "A route table in use is deleted",
        book: &["R-RT-17", "R-VAL-14"],
        api_error: "DependencyViolation",
    }
}

pub(super) fn check(act: &Act<'_>) -> Option<Refusal> {
    let (id, resource) = act.removed()?;
    let Resource::RouteTable(table) = resource else { return None };
    let vpc = table.vpc_id.as_ref().filter(|vpc| act.stays(Some(vpc)));
    let message = match vpc {
        Some(vpc) if table.main && !has_other_main(act, vpc) => say!(
            "route-table-deleted.main",
            "{table} is the main route table of {vpc}: AWS does not delete it. Make another table the main one first.",
            table = act.name(id),
            vpc = act.name(vpc)
        ),
        Some(_) => associated(act, id, &table.subnet_ids).or_else(|| of_gateway(act, id, table))?,
        None => associated(act, id, &table.subnet_ids)?,
    };
    Some(RULE.refused(message))
}

fn has_other_main(act: &Act<'_>, vpc: &ResourceId) -> bool {
    act.after.resources.values().any(|resource| match resource.as_ref() {
        Resource::RouteTable(table) => table.main && table.vpc_id.as_ref() == Some(vpc),
        _ => false,
    })
}

/// The refusal for a table that a gateway has, unless the gateway goes too: one that steers what enters by it, or the own
/// table of a regional NAT gateway (R-EDGE-1, R-RNAT-2). What goes with its VPC is let go.
fn of_gateway(act: &Act<'_>, id: &ResourceId, table: &RouteTable) -> Option<Message> {
    let entered = table.gateway_id.as_ref().filter(|gateway| act.stays(Some(gateway)));
    let has_table = |resource: &Resource| match resource {
        Resource::NatGateway(nat) => nat.route_table_id.as_ref() == Some(id),
        _ => false,
    };
    let nat = || act.after.resources.iter().find(|(_, resource)| has_table(resource)).map(|(nat, _)| nat);
    let gateway = entered.or_else(nat)?;
    Some(say!(
        "route-table-deleted.gateway",
        "{table} is the route table of {gateway}: AWS does not delete a route table with associations. Take {gateway} out of it first.",
        table = act.name(id),
        gateway = act.name(gateway)
    ))
}

/// The refusal for a table that a subnet is associated with, unless that subnet goes too or has another table.
fn associated(act: &Act<'_>, id: &ResourceId, subnets: &[ResourceId]) -> Option<Message> {
    let is_elsewhere = |subnet: &ResourceId| {
        act.after.resources.values().any(|resource| match resource.as_ref() {
            Resource::RouteTable(table) => table.subnet_ids.contains(subnet),
            _ => false,
        })
    };
    let subnet = subnets.iter().find(|subnet| act.stays(Some(subnet)) && !is_elsewhere(subnet))?;
    Some(say!(
        "route-table-deleted",
        "{table} decides for {subnet}: AWS does not delete a route table with associations. Take {subnet} out of it first.",
        table = act.name(id),
        subnet = act.name(subnet)
    ))
}
