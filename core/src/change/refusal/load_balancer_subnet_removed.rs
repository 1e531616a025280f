//! A Gateway Load Balancer loses a subnet: impossible (R-GWLB-8).

use super::{Act, Refusal, info::refusal};
use crate::change::{Change, apply};
use crate::message::say;
use crate::model::{LoadBalancerKind, Resource};

refusal! {
    /// # What it checks
    /// A node of a Gateway Load Balancer is taken away or moved into another subnet.
    ///
    /// # Why it matters
    /// AWS takes no subnet of a Gateway Load Balancer away.
    ///
    /// # How to fix
    /// Make the load balancer again, without the subnet.
    ///
    /// # Limits
    /// The node of one that has no other is not kept: a load balancer that is being drawn has to start somewhere.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/gateway-load-balancers.html>
    RefusalInfo {
        id: "load-balancer-subnet-removed",
        title: "A Gateway Load Balancer loses a subnet",
        book: &["R-GWLB-8"],
    }
}

pub(super) fn check(act: &Act<'_>) -> Option<Refusal> {
    let (Change::Set { id, .. } | Change::RemovePath { id, .. } | Change::Remove { id }) = act.change else {
        return None;
    };
    let before = act.before.network_interface(id.as_str())?;
    let (balancer, subnet) = (before.instance_id()?, before.subnet_id.as_ref()?);
    let kind = act.before.load_balancer(balancer.as_str())?.kind()?;
    if kind != LoadBalancerKind::Gateway || !act.stays(Some(balancer)) {
        return None;
    }
    let mut changed = act.before.clone();
    apply(&mut changed, act.change).ok()?;
    let is_kept = changed.network_interface(id.as_str()).is_some_and(|after| {
        after.subnet_id == before.subnet_id && after.instance_id() == before.instance_id()
    });
    let is_node = |resource: &&std::sync::Arc<Resource>| matches!(resource.as_ref(), Resource::NetworkInterface(node) if node.instance_id() == Some(balancer));
    let has_others = act.before.resources.values().filter(is_node).count() > 1;
    (has_others && !is_kept).then(|| {
        RULE.refused(say!(
            "load-balancer-subnet-removed",
            "{balancer} keeps {subnet}: AWS takes no subnet of a Gateway Load Balancer away. Make it again without.",
            balancer = act.name(balancer),
            subnet = act.name(subnet)
        ))
    })
}
