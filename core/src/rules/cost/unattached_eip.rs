//! An Elastic IP address is associated with nothing.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{Resource, ResourceId};
use crate::ordered::IntoOrdered;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// An Elastic IP address is associated with neither an interface nor a NAT gateway.
    ///
    /// # Why it matters
    /// Every public IPv4 address is billed by the hour, whether it is used or not.
    ///
    /// # How to fix
    /// Associate it, or release it. The fix releases it.
    ///
    /// # Limits
    /// An address may be kept on purpose; accept the finding then.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html>
    RuleInfo {
        id: "unattached-eip",
        title: "An Elastic IP address is idle",
        group: Group::Cost,
        book: &["R-IP-2"],
        severity: Severity::Hint,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let nats = context.document.resources.values().filter_map(|resource| match resource.as_ref() {
        Resource::NatGateway(nat) => Some(nat),
        _ => None,
    });
    let zones = nats.flat_map(|nat| nat.availability_zone_addresses.values());
    let by_zone: BTreeSet<&ResourceId> = zones.flat_map(|zone| &zone.allocation_ids).into_set();
    for (id, elastic) in context.elastic_ips.iter().copied() {
        if elastic.network_interface_id.is_some() || elastic.nat_gateway_id.is_some() || by_zone.contains(id)
        {
            continue;
        }
        let name = context.name(id);
        let message = say!(
            "unattached-eip",
            "{elastic} is associated with nothing and billed all the same.",
            elastic = name
        );
        let help = say!("unattached-eip.help", "Associate {elastic}, or release it.", elastic = name);
        let fix = Fix { title: format!("Release {name}"), changes: vec![Change::Remove { id: id.clone() }] };
        report.push(Found::new([id], message, help).fix(Some(fix)));
    }
}
