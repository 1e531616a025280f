//! A weighted record holds the address of a database.

use crate::message::say;
use crate::model::{Resource, ResourceId, ResourceType};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use std::collections::BTreeMap;
use std::net::IpAddr;

rule! {
    /// # What it checks
    /// A record with a weight holds the address of a database of RDS.
    ///
    /// # Why it matters
    /// AWS gives a database another address when it replaces it, moves it or fails over, and leads its name there. A record
    /// with the address goes on leading to where the database was.
    ///
    /// # How to fix
    /// Make a CNAME record of each, with the name that AWS gave the database.
    ///
    /// # Limits
    /// Only records that are weighted are looked at: shares of reads among replicas are made so.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ConnectToInstance.html>
    RuleInfo {
        id: "weighted-record-ip-of-rds",
        title: "A weighted record with the address of a database",
        group: Group::Reachability,
        book: &[],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let databases = databases(context);
    for (id, resource) in &context.document.resources {
        let Resource::HostedZone(zone) = resource.as_ref() else { continue };
        for set in zone.resource_record_sets.values().filter(|set| set.policy() == "weighted") {
            for record in &set.resource_records {
                let found = record.value.parse::<IpAddr>().ok().and_then(|address| databases.get(&address));
                let Some((database, name)) = found else { continue };
                let record_name = set.name.clone().unwrap_or_default();
                let message = say!(
                    "weighted-record-ip-of-rds",
                    "{record} holds {address}, the address of {database} now: AWS may give it another one.",
                    record = record_name,
                    address = record.value,
                    database = context.name(database)
                );
                let help = say!(
                    "weighted-record-ip-of-rds.help",
                    "Make a CNAME record of it, with the value {name}.",
                    name = name
                );
                report.push(Found::new([id, *database], message, help));
            }
        }
    }
}

/// The addresses of databases, with the name of each.
fn databases<'a>(context: &'a Context<'_>) -> BTreeMap<IpAddr, (&'a ResourceId, String)> {
    let mut found = BTreeMap::new();
    for service in context.network.managed_services.values() {
        if service.traits.resource_type != ResourceType::DbInstance {
            continue;
        }
        let Some(resource) = context.document.resource(service.id.as_str()) else { continue };
        let names = context.network.own_names_of(&service.id, resource);
        let name =
            names.into_iter().next().map_or_else(|| "the name that AWS gave it".to_owned(), |(name, _)| name);
        for node in service.interfaces.iter().filter_map(|id| context.network.interfaces.get(id)) {
            let own = node.addresses.iter().map(|entry| entry.private).chain(node.ipv6.iter().copied());
            found.extend(own.map(|address| (address, (&service.id, name.clone()))));
        }
    }
    found
}
