//! A Network Load Balancer that was made without security groups gets one: impossible (R-NLB-1).

use super::{Act, Refusal, info::refusal};
use crate::change::{Change, apply};
use crate::message::say;
use crate::model::{LoadBalancerKind, Resource};

refusal! {
    /// # What it checks
    /// A node of a Network Load Balancer none of whose nodes has a security group gets one.
    ///
    /// # Why it matters
    /// AWS gives groups to a Network Load Balancer only if it was made with one.
    ///
    /// # How to fix
    /// Make the load balancer again, with groups.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html>
    RefusalInfo {
        id: "load-balancer-first-group",
        title: "A Network Load Balancer gets its first security group",
        book: &["R-NLB-1"],
    }
}

pub(super) fn check(act: &Act<'_>) -> Option<Refusal> {
    let Change::Set { id, .. } = act.change else { return None };
    let before = act.before.network_interface(id.as_str())?;
    let balancer = before.instance_id()?;
    let kind = act.before.load_balancer(balancer.as_str())?.kind()?;
    if kind != LoadBalancerKind::Network {
        return None;
    }
    let mut changed = act.before.clone();
    apply(&mut changed, act.change).ok()?;
    let gets_one = changed.network_interface(id.as_str()).is_some_and(|after| !after.group_ids.is_empty());
    let is_without = act.before.resources.values().all(|resource| match resource.as_ref() {
        Resource::NetworkInterface(node) => node.instance_id() != Some(balancer) || node.group_ids.is_empty(),
        _ => true,
    });
    (gets_one && is_without).then(|| {
        RULE.refused(say!(
            "load-balancer-first-group",
            "{balancer} was made without security groups, and AWS gives it none later. Make it again with groups.",
            balancer = act.name(balancer)
        ))
    })
}
