//! A resource share holds things of several Regions.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{Resource, ResourceId, ResourceShare, ResourceType};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::new_id;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A resource share holds transit gateways, subnets or security groups of more than one Region.
    ///
    /// # Why it matters
    /// AWS Resource Access Manager works Region by Region: a share is made in one, holds Regional things of that Region,
    /// and gives them to other accounts there. A transit gateway of another Region needs a share of its own in that Region,
    /// and reaches further only over a peering attachment.
    ///
    /// # How to fix
    /// Make a share in each Region. The fix divides the share.
    ///
    /// # Limits
    /// Things of which the drawing does not say the Region are left out. Prefix lists are not looked at.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/ram/latest/userguide/working-with-regional-vs-global.html>
    RuleInfo {
        id: "tgw-share-cross-region",
        title: "A resource share holds things of several Regions",
        group: Group::Structure,
        book: &[],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::ResourceShare(share) = resource.as_ref() else { continue };
        let mut known = share.resource_ids.iter().filter_map(|own| Some((own, region_of(context, own)?)));
        let Some((first, home)) = known.next().filter(|_| share.is_active()) else { continue };
        let Some((other, away)) = known.find(|(_, region)| *region != home) else { continue };
        let (name, first_name, other_name) = (context.name(id), context.name(first), context.name(other));
        let message = say!(
            "tgw-share-cross-region",
            "{share} holds {first} of {home} and {other} of {away}. A resource share is made in one Region, and holds things of that Region only.",
            share = name,
            first = first_name,
            home = home.to_owned(),
            other = other_name,
            away = away.to_owned()
        );
        let help = say!(
            "tgw-share-cross-region.help",
            "Share {other} by a resource share in {away}.",
            other = other_name,
            away = away.to_owned()
        );
        report
            .push(Found::new([id, first, other], message, help).fix(Some(divide(context, id, share, home))));
    }
}

/// The Region of something that is shared, where the drawing says it.
fn region_of<'a>(context: &Context<'a>, id: &ResourceId) -> Option<&'a str> {
    let vpc = match context.document.resource(id.as_str())? {
        Resource::TransitGateway(gateway) => return gateway.region.as_deref(),
        Resource::Subnet(subnet) => subnet.vpc_id.as_ref()?,
        Resource::SecurityGroup(group) => group.vpc_id.as_ref()?,
        _ => return None,
    };
    context.document.vpc(vpc.as_str())?.region.as_deref()
}

/// Leaves in the share what is of this Region, and makes another one for each other Region.
fn divide(context: &Context<'_>, id: &ResourceId, share: &ResourceShare, home: &str) -> Fix {
    let region = |own: &ResourceId| region_of(context, own).unwrap_or(home);
    let (stays, goes): (Vec<&ResourceId>, Vec<&ResourceId>) =
        share.resource_ids.iter().partition(|own| region(own) == home);
    let stays: Vec<&str> = stays.into_iter().map(ResourceId::as_str).collect();
    let mut changes = vec![Change::set(id, "/resourceIds", stays)];
    let mut others: Vec<(&str, Vec<ResourceId>)> = Vec::new();
    for own in goes {
        match others.iter_mut().find(|(other, _)| *other == region(own)) {
            Some((_, ids)) => ids.push(own.clone()),
            None => others.push((region(own), vec![own.clone()])),
        }
    }
    for (other, resource_ids) in others {
        let place = ResourceId::new(&format!("{id}/{other}"));
        let new = new_id(context.document, ResourceType::ResourceShare, &place);
        let name = Some(format!("{}-{other}", context.name(id)));
        changes.push(Change::add(new, ResourceShare { name, resource_ids, ..share.clone() }));
    }
    Fix { title: format!("Divide {} by Region", context.name(id)), changes }
}
