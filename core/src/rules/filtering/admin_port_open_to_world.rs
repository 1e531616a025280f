//! A security group admits SSH or RDP from every address.

use crate::message::say;
use crate::model::ResourceId;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::open_ports;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// Inbound rules of a security group admit TCP port 22 (SSH) or 3389 (RDP) from every address of a family: one rule
    /// for 0.0.0.0/0 or ::/0, or several that together hold every address, as 0.0.0.0/1 and 128.0.0.0/1 do. The
    /// entries of prefix lists count.
    ///
    /// # Why it matters
    /// These ports are tried without pause from everywhere. One weak key or password is then enough.
    ///
    /// # How to fix
    /// Narrow the rules to the addresses from which people work, or to the security group of a bastion. The fix narrows
    /// them to the addresses of the VPC; a rule that names a prefix list has no fix, since others may use the list.
    ///
    /// # Limits
    /// A group that only transfer servers carry is passed over: what listens on port 22 there is no shell, and partners come
    /// from anywhere.
    ///
    /// Whether something that carries the group can be reached from the internet is not asked: the rule would matter
    /// as soon as it can.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html>
    RuleInfo {
        id: "admin-port-open-to-world",
        title: "An administration port is open to every address",
        group: Group::Filtering,
        book: &["R-SG-16"],
        codes: &["SG_WIDE_OPEN"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

/// SSH and RDP.
const PORTS: &[(u16, &str)] = &[(22, "SSH"), (3389, "RDP")];

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, group) in context.groups() {
        for (open, fix) in open_ports(context, id, group, PORTS) {
            if is_of_transfer_servers_only(context, id) {
                continue;
            }
            let message = say!(
                "admin-port-open-to-world",
                "{group} opens {ports} to every address ({source}).",
                group = context.name(id),
                ports = open.ports,
                source = open.source
            );
            let help = say!(
                "admin-port-open-to-world.help",
                "Narrow the rule to the addresses from which you work, or to the group of a bastion."
            );
            report.push(Found::new([id], message, help).fix(fix));
        }
    }
}

/// Whether somebody carries the group, and all who do are transfer servers.
fn is_of_transfer_servers_only(context: &Context<'_>, group: &ResourceId) -> bool {
    let mut carriers =
        context.network.interfaces.values().filter(|own| own.groups.contains(group)).peekable();
    carriers.peek().is_some()
        && carriers.all(|own| context.document.transfer_server(own.component().as_str()).is_some())
}
