//! How many addresses a subnet has, and how many are wanted.

use crate::model::ResourceId;
use crate::rules::context::Context;
use crate::topology::SubnetNode;
use ipnet::Ipv4Net;

/// How many IPv4 addresses AWS gives of a block: it keeps five (R-SUB-3).
pub(in crate::rules) fn usable_addresses(block: Ipv4Net) -> u64 {
    (1_u64 << (32 - u32::from(block.prefix_len()))).saturating_sub(5)
}

/// How many IPv4 addresses the NAT gateways of a subnet and those of its interfaces want that count.
pub(in crate::rules) fn wanted_addresses(
    context: &Context<'_>,
    subnet: &SubnetNode,
    counts: &dyn Fn(&ResourceId) -> bool,
) -> u64 {
    let of_interface = |id: &&ResourceId| {
        context.document.network_interface(id.as_str()).map_or(0, |it| it.private_ip_addresses.len().max(1))
    };
    let interfaces = subnet.interfaces.iter().filter(|id| counts(id));
    let count = interfaces.map(|id| of_interface(&id)).sum::<usize>() + subnet.nat_gateways.len();
    u64::try_from(count).unwrap_or(u64::MAX)
}
