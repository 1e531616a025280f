use crate::change::{Change, Fix};
use crate::model::ResourceId;
use crate::rules::context::Context;
use crate::topology::VpnConnectionNode;

/// Two customer gateways of different sites with one autonomous system number.
pub(in crate::rules) struct EqualNumbers<'n> {
    /// The one that had it first, by the order of their connections.
    pub(in crate::rules) first: &'n ResourceId,
    /// The one that needs another number.
    pub(in crate::rules) second: &'n ResourceId,
    /// The number of both.
    pub(in crate::rules) asn: u32,
    /// The next number that no connection has; `None` if there is none above it.
    free: Option<u32>,
}

impl EqualNumbers<'_> {
    /// Gives the second one a number of its own.
    pub(in crate::rules) fn fix(&self, context: &Context<'_>) -> Option<Fix> {
        self.free.map(|free| Fix {
            title: format!("Give {} the AS number {free}", context.name(self.second)),
            changes: vec![Change::set(self.second, "/bgpAsn", free)],
        })
    }
}

/// For each of these connections that speaks BGP with a site: the first one before it to another site with the same
/// number, if `meet` says that the two (the earlier one first) would hear of each other.
pub(in crate::rules) fn equal_numbers<'n>(
    connections: impl Iterator<Item = &'n VpnConnectionNode>,
    meet: impl Fn(&VpnConnectionNode, &VpnConnectionNode) -> bool,
) -> Vec<EqualNumbers<'n>> {
    let connections: Vec<&VpnConnectionNode> =
        connections.filter(|node| !node.is_static && node.site.is_some()).collect();
    let mut taken: Vec<u32> = connections.iter().map(|node| node.asn).collect();
    let mut found = Vec::new();
    for (at, second) in connections.iter().enumerate() {
        let mut before = connections.iter().take(at);
        let Some(first) =
            before.find(|first| first.asn == second.asn && first.site != second.site && meet(first, second))
        else {
            continue;
        };
        let (Some(one), Some(other)) = (&first.customer_gateway, &second.customer_gateway) else {
            continue;
        };
        let free = (second.asn..=u32::MAX).skip(1).find(|number| !taken.contains(number));
        taken.extend(free);
        found.push(EqualNumbers { first: one, second: other, asn: second.asn, free });
    }
    found
}
