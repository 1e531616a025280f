//! What the two rules about NAT64 ask.

use crate::model::Subnet;
use crate::net::well_known::NAT64;
use crate::routing::{Lookup, Target};
use crate::rules::context::Context;
use crate::topology::SubnetNode;

/// The subnets with an IPv6 block, each as it is drawn too.
pub(super) fn ipv6_subnets<'a>(
    context: &Context<'a>,
) -> impl Iterator<Item = (&'a SubnetNode, &'a Subnet)> + use<'a> {
    let (network, document) = (context.network, context.document);
    let nodes = network.subnets.values().filter(|node| node.ipv6_cidr.is_some());
    nodes.filter_map(|node| Some((node, document.subnet(node.id.as_str())?)))
}

/// Whether the table of a subnet has a row for the prefix itself whose target may make IPv4 of it. A way out for all of IPv6
/// is another thing, and what a row has that leads nowhere serves nobody.
pub(super) fn has_row_for_nat64(context: &Context<'_>, subnet: &SubnetNode) -> bool {
    let Some(table) = context.routed.table_of(subnet) else { return false };
    let Lookup::Route { winner, .. } = table.look_up(NAT64.addr()) else { return false };
    winner.destination == NAT64
        && matches!(
            winner.target,
            Target::NatGateway(_)
                | Target::NetworkInterface(_)
                | Target::GatewayLoadBalancerEndpoint(_)
                | Target::VpcPeeringConnection(_)
                | Target::TransitGateway(_)
        )
}

/// Whether the table of a subnet leads the prefix on to something that may make IPv4 of it; `None` where the table is not
/// known. An internet gateway carries IPv6 as it is.
pub(super) fn has_nat64_route(context: &Context<'_>, subnet: &SubnetNode) -> Option<bool> {
    let table = context.routed.table_of(subnet)?;
    Some(match table.look_up(NAT64.addr()) {
        Lookup::Route { winner, .. } => !matches!(
            winner.target,
            Target::InternetGateway(_) | Target::EgressOnlyInternetGateway(_) | Target::Local | Target::None
        ),
        Lookup::Reserved(_) | Lookup::None => false,
    })
}
