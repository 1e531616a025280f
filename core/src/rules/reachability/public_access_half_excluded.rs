//! A public load balancer has one foot in an excluded subnet.

use crate::message::say;
use crate::model::ResourceId;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::{PublicAccessExclusionMode, SubnetNode};
use std::collections::BTreeMap;

rule! {
    /// # What it checks
    /// VPC Block Public Access stops connections from the internet, and of the subnets of a public load balancer some are
    /// excluded and some are not.
    ///
    /// # Why it matters
    /// The load balancer still takes connections from the internet in the excluded subnet, and passes them on to targets
    /// in the subnets that are to be spared from them.
    ///
    /// # How to fix
    /// Exclude all of its subnets, or none.
    ///
    /// # Limits
    /// A load balancer is known by its interfaces: AWS calls them `ELB app/NAME/ID`, `ELB net/NAME/ID` or `ELB NAME`, and
    /// an import takes this as their name. It is public where one of them has a public address.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html>
    RuleInfo {
        id: "public-access-half-excluded",
        title: "A public load balancer stands in excluded and other subnets",
        group: Group::Reachability,
        book: &["R-BPA-6"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

/// A load balancer as its interfaces show it.
#[derive(Default)]
struct Balancer<'a> {
    is_public: bool,
    excluded: Vec<&'a ResourceId>,
    others: Vec<&'a ResourceId>,
}

fn check(context: &Context<'_>, report: &mut Report) {
    for ((_, called), balancer) in balancers(context) {
        let (Some(excluded), Some(_)) = (balancer.excluded.first(), balancer.others.first()) else {
            continue;
        };
        if !balancer.is_public {
            continue;
        }
        let name = called.split('/').nth(1).unwrap_or(called);
        let (within, without) = (
            context.names(balancer.excluded.iter().copied()),
            context.names(balancer.others.iter().copied()),
        );
        let message = say!(
            "public-access-half-excluded",
            "{balancer} takes connections from the internet in {within}, which Block Public Access spares, and passes them on to targets in {without}, which it does not.",
            balancer = name,
            within = within,
            without = without
        );
        let help = say!(
            "public-access-half-excluded.help",
            "Exclude all subnets of {balancer}, or none of them.",
            balancer = name
        );
        let elements = [*excluded].into_iter().chain(balancer.others.iter().copied());
        report.push(Found::new(elements, message, help));
    }
}

/// Load balancers by their names in VPCs in which something is stopped.
fn balancers<'a>(context: &Context<'a>) -> BTreeMap<(&'a str, &'a str), Balancer<'a>> {
    let network = context.network;
    let mut all: BTreeMap<(&str, &str), Balancer<'a>> = BTreeMap::new();
    for interface in network.interfaces.values() {
        let called =
            context.document.network_interface(interface.id.as_str()).and_then(|it| it.name.as_deref());
        let Some(name) = called.and_then(|name| name.strip_prefix("ELB ")) else { continue };
        let subnet: Option<&SubnetNode> = interface.subnet.as_ref().and_then(|id| network.subnets.get(id));
        let Some((subnet, vpc)) = subnet.and_then(|subnet| Some((subnet, context.vpc_of(subnet)?))) else {
            continue;
        };
        if network.public_access.block_of(vpc).is_none() {
            continue;
        }
        let exclusion = network.public_access.exclusion_of(vpc.id.as_str(), Some(subnet.id.as_str()));
        let is_excluded = exclusion.is_some_and(|it| it.mode == PublicAccessExclusionMode::Bidirectional);
        let balancer = all.entry((vpc.id.as_str(), name)).or_default();
        balancer.is_public |= interface.addresses.iter().any(|address| address.public.is_some());
        let list = if is_excluded { &mut balancer.excluded } else { &mut balancer.others };
        if !list.contains(&&subnet.id) {
            list.push(&subnet.id);
        }
    }
    all
}
