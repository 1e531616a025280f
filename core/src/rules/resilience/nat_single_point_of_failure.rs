//! A default route leads to one instance.

use crate::message::say;
use crate::net::well_known::{ANY_IPV4, ANY_IPV6};
use crate::routing::{Blackhole, Target};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::rows;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A route for 0.0.0.0/0 or ::/0 leads to a network interface of an instance.
    ///
    /// # Why it matters
    /// If that instance stops, be it a NAT instance or a firewall, everything behind it loses its way out. A NAT gateway
    /// is kept running by AWS inside its zone.
    ///
    /// # How to fix
    /// Keep a second instance and something that moves the route to it. If it only translates addresses, use a NAT gateway.
    ///
    /// # Limits
    /// Whether something moves the route when the instance fails is not known.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html>
    RuleInfo {
        id: "nat-single-point-of-failure",
        title: "One instance is the way out of a subnet",
        group: Group::Resilience,
        book: &["R-NATI-1"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, table, _, effective) in context.tables() {
        for row in rows(table, effective) {
            let (Target::NetworkInterface(interface)
            | Target::Blackhole { id: interface, why: Blackhole::InstanceNotRunning }) = row.target
            else {
                continue;
            };
            let Some(net) = row.net().filter(|net| *net == ANY_IPV4 || *net == ANY_IPV6) else { continue };
            let Some(node) = context.network.interfaces.get(interface) else { continue };
            let component = node.component();
            let message = say!(
                "nat-single-point-of-failure",
                "{table} sends {destination} to {instance}. If {instance} stops, everything behind it loses its way out.",
                table = context.name(id),
                destination = net,
                instance = context.name(component)
            );
            let help = say!(
                "nat-single-point-of-failure.help",
                "Keep a second instance, and move the route to it when {instance} fails. If {instance} only translates addresses, use a NAT gateway instead.",
                instance = context.name(component)
            );
            report.push(Found::new([component, id], message, help));
        }
    }
}
