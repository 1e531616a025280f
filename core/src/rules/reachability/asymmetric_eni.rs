//! An instance has interfaces in two subnets.

use crate::message::say;
use crate::model::ResourceId;
use crate::ordered::IntoOrdered;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// An instance has interfaces in more than one subnet, and the source/destination check of at least one is on.
    ///
    /// # Why it matters
    /// The operating system picks the interface for an answer by its own routes, usually the primary one. An
    /// answer that leaves by another interface than the request came in by has the wrong source there, and
    /// the source check drops it.
    ///
    /// # How to fix
    /// Set up policy routing in the operating system, so that each interface answers for itself, or use one
    /// subnet.
    ///
    /// # Limits
    /// What the operating system does is not known, so instances with policy routing are reported too. Accept
    /// the finding there.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-eni.html>
    RuleInfo {
        id: "asymmetric-eni",
        title: "An instance with interfaces in two subnets may answer by the wrong one",
        group: Group::Reachability,
        book: &["R-ENI-8"],
        codes: &["ASYMMETRIC_ENI"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for instance in context.network.instances.values() {
        let nodes = || instance.interfaces.iter().filter_map(|id| context.network.interfaces.get(id));
        let subnets: BTreeSet<&ResourceId> =
            nodes().filter_map(|interface| interface.subnet.as_ref()).into_set();
        if subnets.len() < 2 || nodes().all(|interface| !interface.source_dest_check) {
            continue;
        }
        let name = context.name(&instance.id);
        let message = say!(
            "asymmetric-eni",
            "{instance} has interfaces in {subnets}. Its answers may leave by the wrong one.",
            instance = name,
            subnets = context.names(subnets.iter().copied())
        );
        let help = say!(
            "asymmetric-eni.help",
            "Set up policy routing in {instance}, so that each interface answers for itself, or use one subnet.",
            instance = name
        );
        report.push(Found::new([&instance.id].into_iter().chain(&instance.interfaces), message, help));
    }
}
