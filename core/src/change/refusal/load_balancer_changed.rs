//! A load balancer gets another scheme or type: impossible, it is made again.

use super::{Act, Refusal, info::refusal};
use crate::change::{Change, apply};
use crate::message::say;
use crate::model::LoadBalancerKind;

refusal! {
    /// # What it checks
    /// The scheme of a load balancer, internal or internet-facing, is changed, or its type.
    ///
    /// # Why it matters
    /// AWS offers no act for either: a load balancer stays what it was made as.
    ///
    /// # How to fix
    /// Make it again, with its listeners, and let its names lead to the new one.
    ///
    /// # Limits
    /// A load balancer of a type or scheme that AWS does not know may get one that it knows. A Gateway Load Balancer has no
    /// scheme that counts.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html>
    RefusalInfo {
        id: "load-balancer-changed",
        title: "A load balancer gets another scheme or type",
        book: &[],
    }
}

pub(super) fn check(act: &Act<'_>) -> Option<Refusal> {
    let (Change::Set { id, .. } | Change::RemovePath { id, .. }) = act.change else { return None };
    let before = act.before.load_balancer(id.as_str())?;
    let mut changed = act.before.clone();
    apply(&mut changed, act.change).ok()?;
    let after = changed.load_balancer(id.as_str())?;
    let kind = before.kind()?;
    if after.load_balancer_type != before.load_balancer_type {
        return Some(RULE.refused(say!(
            "load-balancer-changed.type",
            "{balancer} stays {kind}: AWS never changes the type of a load balancer. Make it again.",
            balancer = act.name(id),
            kind = kind.in_words()
        )));
    }
    let has_scheme =
        kind != LoadBalancerKind::Gateway && matches!(before.scheme.as_str(), "internal" | "internet-facing");
    (has_scheme && after.scheme != before.scheme).then(|| {
        RULE.refused(say!(
            "load-balancer-changed",
            "{balancer} stays {scheme}: AWS never changes the scheme of a load balancer. Make it again.",
            balancer = act.name(id),
            scheme = before.scheme
        ))
    })
}
