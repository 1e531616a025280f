//! A security group admits a database port from every address.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::open_ports;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// Inbound rules of a security group admit the TCP port of a database from every address of a family, one rule by
    /// itself or several together, the entries of prefix lists among them: 1433 (SQL Server), 1521 (Oracle), 3306
    /// (MySQL), 5432 (PostgreSQL), 5439 (Redshift), 6379 (Redis), 9200 (OpenSearch), 11211 (Memcached) or 27017
    /// (MongoDB).
    ///
    /// # Why it matters
    /// A database serves the applications in front of it, and nobody else. An open port is found within
    /// hours.
    ///
    /// # How to fix
    /// Name the security group of the application as the source. The fix narrows the rule to the addresses of
    /// the VPC; a rule that names a prefix list has no fix, since others may use the list.
    ///
    /// # Limits
    /// Rules for every port are reported by `admin-port-open-to-world` alone.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html>
    RuleInfo {
        id: "db-open-to-world",
        title: "A database port is open to every address",
        group: Group::Filtering,
        book: &["R-SG-16"],
        codes: &["SG_WIDE_OPEN"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

const PORTS: &[(u16, &str)] = &[
    (1433, "SQL Server"),
    (1521, "Oracle"),
    (3306, "MySQL"),
    (5432, "PostgreSQL"),
    (5439, "Redshift"),
    (6379, "Redis"),
    (9200, "OpenSearch"),
    (11211, "Memcached"),
    (27017, "MongoDB"),
];

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, group) in context.groups() {
        for (open, fix) in open_ports(context, id, group, PORTS) {
            if open.every_port {
                continue;
            }
            let message = say!(
                "db-open-to-world",
                "{group} opens {ports} to every address ({source}).",
                group = context.name(id),
                ports = open.ports,
                source = open.source
            );
            let help = say!("db-open-to-world.help", "Name the group of the application as the source.");
            report.push(Found::new([id], message, help).fix(fix));
        }
    }
}
