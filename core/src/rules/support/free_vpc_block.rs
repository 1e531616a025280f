use crate::net::{next_free_block, well_known::RFC1918};
use crate::rules::context::Context;
use ipnet::IpNet;

/// A /16 of the private ranges that no VPC of the drawing touches.
pub(in crate::rules) fn free_vpc_block(context: &Context<'_>) -> Option<IpNet> {
    let taken: Vec<IpNet> = context.vpcs().flat_map(|vpc| vpc.cidrs.iter().copied()).collect();
    RFC1918.iter().find_map(|range| next_free_block(range, &taken, 16))
}
