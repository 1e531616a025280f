//! Somebody is meant to read from the standby of a database.

use crate::message::say;
use crate::model::{Resource, ResourceId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::{InterfaceNode, ManagedServiceNode};
use std::collections::BTreeMap;

rule! {
    /// # What it checks
    /// An expectation of the drawing sends a packet to the interface of a database's standby, by its id, its name or its
    /// address. A database has a standby where its field `availabilityZone` names the zone of the primary and another
    /// interface stands in another zone.
    ///
    /// # Why it matters
    /// The standby takes no connections as long as the primary works. It only receives what is written to the primary.
    ///
    /// # How to fix
    /// Send to the database itself: its name always leads to the primary. For reports that must not slow it down, make a
    /// read replica, which has a name of its own.
    ///
    /// # Limits
    /// Expectations that make the zone of the primary fail are not looked at: there the standby has taken over.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html>
    RuleInfo {
        id: "rds-standby-read",
        title: "Somebody reads from a standby",
        group: Group::Resilience,
        book: &["R-LAM-7"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let mut readers: BTreeMap<&ResourceId, (&ManagedServiceNode, Vec<&str>)> = BTreeMap::new();
    for expectation in context.document.expectations.values().filter(|it| it.with.is_empty()) {
        let Some(to) = expectation.check.pointer("/packet/to").and_then(|to| to.as_str()) else { continue };
        for (service, standby) in standbys(context).filter(|(_, node)| is_called(context, node, to)) {
            readers.entry(&standby.id).or_insert((service, Vec::new())).1.push(&expectation.title);
        }
    }
    for (standby, (service, titles)) in readers {
        let name = context.name(&service.id);
        let message = say!(
            "rds-standby-read",
            "{database} is to be reached at its standby ({titles}), which takes no connections.",
            database = name,
            titles = titles.join(", ")
        );
        let help = say!(
            "rds-standby-read.help",
            "Send to {database} itself. For reading beside it, make a read replica.",
            database = name
        );
        report.push(Found::new([&service.id, standby], message, help));
    }
}

/// The interfaces that wait for the primary of their database to fail.
fn standbys<'a>(
    context: &Context<'a>,
) -> impl Iterator<Item = (&'a ManagedServiceNode, &'a InterfaceNode)> + use<'a> {
    let network = context.network;
    let zone = |node: &InterfaceNode| network.subnets.get(node.subnet.as_ref()?)?.zone.as_deref();
    let databases =
        context.document.resources.iter().filter(|(_, it)| matches!(it.as_ref(), Resource::DbInstance(_)));
    databases.filter_map(|(id, _)| network.managed_services.get(id)).flat_map(move |service| {
        let nodes = || service.interfaces.iter().filter_map(|id| network.interfaces.get(id));
        let primary = service.primary_zone.as_deref();
        let primary = primary.filter(|primary| nodes().any(|node| zone(node) == Some(*primary)));
        nodes()
            .filter(move |node| primary.is_some() && zone(node).is_some_and(|own| Some(own) != primary))
            .map(move |node| (service, node))
    })
}

/// Whether an end of a packet means this interface.
fn is_called(context: &Context<'_>, node: &InterfaceNode, to: &str) -> bool {
    let has_address = || {
        let address = to.parse().ok();
        address.is_some_and(|address| node.owns(address))
    };
    let is_named = || context.document.resource(to).is_none() && context.name(&node.id) == to;
    node.id.as_str() == to || has_address() || is_named()
}
