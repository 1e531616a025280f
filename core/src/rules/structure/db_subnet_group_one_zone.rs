//! The subnet group of a database covers one zone only.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{Resource, ResourceId};
use crate::net::Family;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::has_igw_route;
use crate::rules::{Group, Severity};
use crate::topology::SubnetNode;
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// The subnets of a database's subnet group lie in fewer than two Availability Zones.
    ///
    /// # Why it matters
    /// AWS refuses such a group: with one zone it could place no standby when the zone fails, not even later.
    ///
    /// # How to fix
    /// Add a subnet of another zone to the group. The fix adds one of the same VPC that has no route to an internet
    /// gateway, where there is one.
    ///
    /// # Limits
    /// A database without a written group is not checked, and neither is one with a subnet whose zone is not known.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html>
    RuleInfo {
        id: "db-subnet-group-one-zone",
        title: "A database's subnet group covers one zone",
        group: Group::Structure,
        book: &["R-LAM-7"],
        api_errors: &["DBSubnetGroupDoesNotCoverEnoughAZs"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::DbInstance(database) = resource.as_ref() else { continue };
        let Some(group) = &database.db_subnet_group else { continue };
        let subnets: Vec<&SubnetNode> =
            group.subnet_ids.iter().filter_map(|id| context.network.subnets.get(id)).collect();
        let zones: BTreeSet<&str> = subnets.iter().filter_map(|subnet| subnet.zone.as_deref()).collect();
        let is_clear = subnets.len() == group.subnet_ids.len() && subnets.iter().all(|it| it.zone.is_some());
        if !is_clear || zones.len() >= 2 {
            continue;
        }
        let name = context.name(id);
        let message = match zones.first() {
            Some(zone) => say!(
                "db-subnet-group-one-zone",
                "The subnet group of {database} covers {zone} only: AWS wants two zones.",
                database = name,
                zone = zone
            ),
            None => say!(
                "db-subnet-group-one-zone.empty",
                "The subnet group of {database} has no subnet: AWS wants subnets in two zones.",
                database = name
            ),
        };
        let help = say!(
            "db-subnet-group-one-zone.help",
            "Add a subnet of another zone to the subnet group of {database}. The database stays where it is.",
            database = name
        );
        let fix = other_zone(context, &subnets, &zones).map(|subnet| Fix {
            title: format!("Add {} to the subnet group", context.name(&subnet.id)),
            changes: vec![Change::set(
                id,
                &format!("/dbSubnetGroup/subnetIds/{}", group.subnet_ids.len()),
                subnet.id.as_str(),
            )],
        });
        let elements: Vec<&ResourceId> =
            std::iter::once(id).chain(subnets.iter().map(|subnet| &subnet.id)).collect();
        report.push(Found::new(elements, message, help).fix(fix));
    }
}

/// A private subnet of the same VPC in a zone that the group does not cover.
fn other_zone<'a>(
    context: &Context<'a>,
    subnets: &[&SubnetNode],
    zones: &BTreeSet<&str>,
) -> Option<&'a SubnetNode> {
    let vpc = subnets.first().and_then(|subnet| context.vpc_of(subnet))?;
    context.subnets_of(vpc).find(|subnet| {
        subnet.zone.as_deref().is_some_and(|zone| !zones.contains(zone))
            && has_igw_route(context, subnet, Family::Ipv4) == Some(false)
    })
}
