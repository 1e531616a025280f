use crate::net::Family;
use crate::routing::Target;
use crate::rules::context::Context;
use crate::topology::SubnetNode;

/// Whether the table that decides for a subnet leads packets of a family to an internet gateway; `None` if the table is
/// not known.
pub(in crate::rules) fn has_igw_route(
    context: &Context<'_>,
    subnet: &SubnetNode,
    family: Family,
) -> Option<bool> {
    let table = context.routed.table_of(subnet)?;
    Some(table.routes_of(family).any(|route| match &route.target {
        Target::InternetGateway(_) => true,
        Target::Unknown(id) => id.as_str().starts_with("igw-"),
        _ => false,
    }))
}
