//! The interfaces of an instance stand in different zones.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::ResourceId;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// An interface that is attached to an instance stands in another Availability Zone than the primary
    /// interface of that instance.
    ///
    /// # Why it matters
    /// An instance stands in one zone, and so do its interfaces. An interface moves between instances of its
    /// zone only.
    ///
    /// # How to fix
    /// Take a subnet of the instance's zone, or attach the interface to an instance of its own zone.
    ///
    /// # Limits
    /// Interfaces in subnets without a zone are not judged.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachNetworkInterface.html>
    RuleInfo {
        id: "eni-az-mismatch",
        title: "An interface and its instance stand in different zones",
        group: Group::Structure,
        book: &["R-ENI-3"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let zone_of = |id: &ResourceId| {
        let subnet = context.network.interfaces.get(id)?.subnet.as_ref()?;
        context.network.subnets.get(subnet)?.zone.clone()
    };
    for instance in context.network.instances.values() {
        let Some((primary, others)) = instance.interfaces.split_first() else { continue };
        let Some(home) = zone_of(primary) else { continue };
        for id in others {
            let Some(zone) = zone_of(id).filter(|zone| *zone != home) else { continue };
            let (name, instance_name) = (context.name(id), context.name(&instance.id));
            let message = say!(
                "eni-az-mismatch",
                "{interface} stands in {zone}, and {instance} in {home}.",
                interface = name,
                zone = zone,
                instance = instance_name,
                home = home
            );
            let help = say!(
                "eni-az-mismatch.help",
                "Put {interface} into a subnet in {home}, or attach it to an instance in {zone}.",
                interface = name,
                home = home,
                zone = zone
            );
            let fix = Fix {
                title: format!("Detach {name}"),
                changes: vec![Change::RemovePath { id: id.clone(), path: "/attachment".to_owned() }],
            };
            report.push(Found::new([id, &instance.id], message, help).fix(Some(fix)));
        }
    }
}
