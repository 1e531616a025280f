//! A read replica stands where a standby is missing.

use super::zones_of_service;
use crate::message::say;
use crate::model::{Resource, ResourceId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use std::collections::BTreeMap;

rule! {
    /// # What it checks
    /// A database without a standby has a read replica in another Availability Zone.
    ///
    /// # Why it matters
    /// A read replica is no standby. When the primary fails, nothing takes over by itself: somebody has to promote the
    /// replica, which ends the replication and loses what it had not received yet, and its name is another one.
    ///
    /// # How to fix
    /// Make the database Multi-AZ: the standby takes over under the same name. Keep the replica for reading.
    ///
    /// # Limits
    /// Whether something promotes the replica is not known, so that this is a hint.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html>
    RuleInfo {
        id: "replica-as-ha",
        title: "A read replica stands in for a standby",
        group: Group::Resilience,
        book: &["R-LAM-7"],
        severity: Severity::Hint,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let mut replicas: BTreeMap<&ResourceId, Vec<&ResourceId>> = BTreeMap::new();
    for (id, resource) in &context.document.resources {
        let Resource::DbInstance(database) = resource.as_ref() else { continue };
        if let Some(source) = &database.read_replica_source_db_instance_identifier {
            replicas.entry(source).or_default().push(id);
        }
    }
    for (source, replicas) in replicas {
        let Some(database) = context.document.db_instance(source.as_str()) else { continue };
        let Some(own) = zones_of_service(context, source).filter(|own| own.len() == 1) else { continue };
        let is_elsewhere = |id: &&ResourceId| zones_of_service(context, id).is_some_and(|other| other != own);
        if database.multi_az || !replicas.iter().any(is_elsewhere) {
            continue;
        }
        let message = say!(
            "replica-as-ha",
            "{database} has no standby: {replicas} would not take over when it fails.",
            database = context.name(source),
            replicas = context.names(replicas.iter().copied())
        );
        let help = say!(
            "replica-as-ha.help",
            "Make {database} Multi-AZ, and connect it to a subnet of another zone. A replica is for reading.",
            database = context.name(source)
        );
        report.push(Found::new(std::iter::once(source).chain(replicas), message, help));
    }
}
