//! An alias names what no alias can stand for.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{LoadBalancerKind, Resource, ResourceId, RowId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::pointer;
use crate::rules::{Group, Severity};
use crate::topology::{domain_of, parents};
use std::net::IpAddr;

rule! {
    /// # What it checks
    /// An alias record names something that an alias cannot stand for: an instance, a database, an address, or a name that
    /// is neither of AWS nor of the same zone.
    ///
    /// # Why it matters
    /// An alias stands for load balancers, CloudFront distributions, websites of S3, API Gateway, interface endpoints, Global
    /// Accelerator, AppSync, App Runner, OpenSearch, Elastic Beanstalk, and for other records of its zone. Route 53 refuses
    /// every other target.
    ///
    /// # How to fix
    /// Give an instance an Elastic IP address and write that into an A record, or put a load balancer in front. Name a
    /// database by a CNAME. There is no automatic fix: these are different ways to build it. An alias that names a load
    /// balancer or an endpoint as the drawing does gets its DNS name by the fix.
    ///
    /// # Limits
    /// Other names of AWS are let pass: which of them an alias may name changes.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html>
    RuleInfo {
        id: "dns-alias-target-invalid",
        title: "An alias of what no alias can name",
        group: Group::Reachability,
        book: &["R-R53-7"],
        api_errors: &["InvalidChangeBatch"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

/// Domains of AWS below which a name may be the target of an alias; what is not refused by name is let pass.
const OF_AWS: &[&str] = &[
    "amazonaws.com",
    "amazonaws.com.cn",
    "api.aws",
    "on.aws",
    "cloudfront.net",
    "awsglobalaccelerator.com",
    "awsapprunner.com",
    "elasticbeanstalk.com",
];

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::HostedZone(zone) = resource.as_ref() else { continue };
        let domain = zone.name.as_deref().map(domain_of).unwrap_or_default();
        for (row, set) in &zone.resource_record_sets {
            let target = set.alias_target.as_ref().and_then(|alias| alias.dns_name.as_deref()).map(domain_of);
            let Some(target) = target.filter(|target| !target.is_empty()) else { continue };
            let Some(what) = refused(&target, &domain) else { continue };
            let name = set.name.clone().unwrap_or_default();
            if let Some(found) = drawn_name(context, (id, row), &name, &target) {
                report.push(found);
                continue;
            }
            let message = say!(
                "dns-alias-target-invalid",
                "The alias {name} names {target}, {what}: an alias cannot stand for it.",
                name = name,
                target = target,
                what = what.0
            );
            let help = say!("dns-alias-target-invalid.help", "{help}", help = what.1);
            report.push(Found::new([id], message, help));
        }
    }
}

/// The alias names a load balancer or an endpoint as the drawing calls it: what counts is the name that AWS gives it.
fn drawn_name(
    context: &Context<'_>,
    (zone, row): (&ResourceId, &RowId),
    alias: &str,
    target: &str,
) -> Option<Found> {
    let is_called = |id: &ResourceId, resource: &Resource| {
        resource.name().is_some_and(|name| domain_of(name) == target) || domain_of(id.as_str()) == target
    };
    let mut meant = context.document.resources.iter().filter(|(id, resource)| {
        let is_named = match resource.as_ref() {
            Resource::LoadBalancer(own) => own.kind().is_some_and(|kind| kind != LoadBalancerKind::Gateway),
            Resource::VpcEndpoint(own) => own.is_interface(),
            _ => false,
        };
        is_named && is_called(id, resource)
    });
    let (id, resource) = meant.next()?;
    let is_only = meant.next().is_none();
    let message = say!(
        "dns-alias-target-invalid.drawn",
        "The alias {name} names {target}, as the drawing does: an alias names the DNS name that AWS gives it.",
        name = alias,
        target = context.name(id)
    );
    let Some((given, _)) = context.network.own_names_of(id, resource).into_iter().next() else {
        let help = say!(
            "dns-alias-target-invalid.drawn-nowhere",
            "Put {target} into a VPC of a Region first: it gets its DNS name there.",
            target = context.name(id)
        );
        return Some(Found::new([zone, id], message, help));
    };
    let help = say!(
        "dns-alias-target-invalid.drawn-help",
        "Name {given}, the DNS name of {target}.",
        given = given,
        target = context.name(id)
    );
    let path = pointer(&["resourceRecordSets", row.as_str(), "aliasTarget", "dnsName"]);
    let fix = is_only.then(|| Fix {
        title: format!("Let the alias name {given}"),
        changes: vec![Change::set(zone, &path, given.as_str())],
    });
    Some(Found::new([zone, id], message, help).fix(fix))
}

/// What a target is that no alias may name, and what to do.
fn refused(target: &str, domain: &str) -> Option<(&'static str, &'static str)> {
    let is_below = |whole: &str| parents(target).any(|part| part == whole);
    let has_part = |part: &str| target.split('.').any(|own| own == part);
    if !domain.is_empty() && is_below(domain) {
        return None;
    }
    if target.parse::<IpAddr>().is_ok() {
        return Some(("an address", "Write the address as the value of an A record."));
    }
    let is_instance = (is_below("amazonaws.com") && (has_part("compute") || has_part("compute-1")))
        || is_below("ec2.internal")
        || is_below("compute.internal")
        || target.ends_with(".compute.internal");
    if is_instance {
        return Some((
            "a name of an instance",
            "Write an Elastic IP address of the instance into an A record, or put a load balancer in front and name that.",
        ));
    }
    if is_below("amazonaws.com") && (has_part("rds") || has_part("cache")) {
        return Some(("a name of a database or cache", "Make it a CNAME record, which may name it."));
    }
    if OF_AWS.iter().any(|own| is_below(own)) {
        return None;
    }
    Some((
        "a name outside of AWS and of the zone",
        "Make it a CNAME record, or an alias of a resource of AWS.",
    ))
}
