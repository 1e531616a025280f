//! A Multi-AZ database of which the drawing holds one zone.

use super::zones_of_service;
use crate::message::say;
use crate::model::Resource;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A database is Multi-AZ, and all of its interfaces stand in one Availability Zone.
    ///
    /// # Why it matters
    /// Its standby is not in the drawing. When the zone fails, the drawing loses the database, and AWS would not: routes,
    /// groups and network ACLs of the zone in which the standby takes over are not looked at.
    ///
    /// # How to fix
    /// Connect the database to a subnet of another zone, or switch Multi-AZ off.
    ///
    /// # Limits
    /// A database without interfaces is not checked, and neither is one with an interface whose zone is not known.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html>
    RuleInfo {
        id: "db-standby-missing",
        title: "A Multi-AZ database stands in one zone",
        group: Group::Resilience,
        book: &["R-LAM-7"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::DbInstance(database) = resource.as_ref() else { continue };
        if !database.multi_az {
            continue;
        }
        let Some(zones) = zones_of_service(context, id) else { continue };
        let mut zones = zones.into_iter();
        let (Some(zone), None) = (zones.next(), zones.next()) else { continue };
        let name = context.name(id);
        let message = say!(
            "db-standby-missing",
            "{database} is Multi-AZ and stands in {zone} only: its standby is not in the drawing.",
            database = name,
            zone = zone
        );
        let help = say!(
            "db-standby-missing.help",
            "Connect {database} to a subnet of another zone, or switch Multi-AZ off.",
            database = name
        );
        report.push(Found::new([id], message, help));
    }
}
