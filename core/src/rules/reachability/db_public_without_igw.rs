//! A database is publicly accessible, and its subnet leads to no internet gateway.

use crate::message::say;
use crate::model::Resource;
use crate::net::Family;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::has_igw_route;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A database is publicly accessible, and the route table of a subnet in which it has an interface leads IPv4 to no
    /// internet gateway.
    ///
    /// # Why it matters
    /// "Publicly accessible" gives the interface a public address and nothing else. Without the route the answers of the
    /// database find no way out, and whoever connects waits until the attempt times out.
    ///
    /// # How to fix
    /// Switch public access off, and let people in by a VPN or a host in the VPC. Where the database has to be public, put
    /// its subnet group into subnets with a route to the internet gateway.
    ///
    /// # Limits
    /// IPv6 is not looked at, and neither is a subnet whose route table is not known.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html>
    RuleInfo {
        id: "db-public-without-igw",
        title: "A public database stands in a private subnet",
        group: Group::Reachability,
        book: &["R-LAM-7"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::DbInstance(database) = resource.as_ref() else { continue };
        if !database.publicly_accessible {
            continue;
        }
        let interfaces = context.network.managed_services.get(id).into_iter().flat_map(|it| &it.interfaces);
        let subnets = interfaces
            .filter_map(|id| context.network.interfaces.get(id)?.subnet.as_ref())
            .filter_map(|id| context.network.subnets.get(id));
        for subnet in subnets.filter(|it| has_igw_route(context, it, Family::Ipv4) == Some(false)) {
            let (name, place) = (context.name(id), context.name(&subnet.id));
            let message = say!(
                "db-public-without-igw",
                "{database} is publicly accessible, and {subnet} has no route to an internet gateway: nobody outside gets an answer.",
                database = name,
                subnet = place
            );
            let help = say!(
                "db-public-without-igw.help",
                "Switch public access of {database} off, or lead {subnet} to the internet gateway.",
                database = name,
                subnet = place
            );
            report.push(Found::new([id, &subnet.id], message, help));
        }
    }
}
