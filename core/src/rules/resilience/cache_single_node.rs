//! A cache has one node.

use crate::message::say;
use crate::model::{Resource, ResourceId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use std::collections::BTreeMap;

rule! {
    /// # What it checks
    /// A cache, or a whole replication group of caches, has one node in the drawing.
    ///
    /// # Why it matters
    /// When the node or its zone fails, all that it held is gone, and every read falls on the database behind it.
    ///
    /// # How to fix
    /// Give the cache a replica in another zone. Valkey and Redis then go on warm; Memcached knows no replicas, but with
    /// several nodes it loses only a part.
    ///
    /// # Limits
    /// Nodes are counted by interfaces. A cache without one is not checked, and neither is what the cache is for.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html>
    RuleInfo {
        id: "cache-single-node",
        title: "A cache has one node",
        group: Group::Resilience,
        book: &["R-LAM-7"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let mut caches: BTreeMap<&str, Vec<(&ResourceId, usize)>> = BTreeMap::new();
    for (id, resource) in &context.document.resources {
        let Resource::CacheCluster(cache) = resource.as_ref() else { continue };
        let nodes = context.network.managed_services.get(id).map_or(0, |service| service.interfaces.len());
        let whole = cache.replication_group_id.as_deref().unwrap_or(id.as_str());
        caches.entry(whole).or_default().push((id, nodes));
    }
    for nodes in caches.into_values() {
        let [(id, 1)] = nodes.as_slice() else { continue };
        let name = context.name(id);
        let message = say!(
            "cache-single-node",
            "{cache} has one node: when it fails, everything that it holds is gone.",
            cache = name
        );
        let help = say!(
            "cache-single-node.help",
            "Connect {cache} to a subnet of another zone, which gives it one more node.",
            cache = name
        );
        report.push(Found::new([*id], message, help));
    }
}
