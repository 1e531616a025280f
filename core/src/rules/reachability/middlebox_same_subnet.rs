//! A middlebox stands in the subnet whose traffic it shall see.

use crate::message::say;
use crate::model::ResourceId;
use crate::routing::Target;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{middlebox, rows};
use crate::rules::{Group, Severity};
use crate::topology::SubnetNode;

rule! {
    /// # What it checks
    /// A row sends a subnet's traffic through an interface in that very subnet: a row of the table of a gateway with
    /// the block of the middlebox's own subnet, or a row from subnet to subnet where the middlebox stands in either. Of a
    /// Gateway Load Balancer endpoint every row of its own subnet that leads to it.
    ///
    /// # Why it matters
    /// Inside a subnet packets go straight from host to host. A middlebox there is left out in one direction at
    /// least, so that it sees half a connection. What leaves a Gateway Load Balancer endpoint goes by the table of its own
    /// subnet, and by such a row comes back.
    ///
    /// # How to fix
    /// Give the middlebox a subnet of its own.
    ///
    /// # Limits
    /// Rows for the whole VPC and default routes are not looked at: NAT instances may stand anywhere.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html>
    RuleInfo {
        id: "middlebox-same-subnet",
        title: "A middlebox stands in the subnet that it shall protect",
        group: Group::Reachability,
        book: &["R-EDGE-10", "R-GWLB-6"],
        codes: &["MIDDLEBOX_SAME_SUBNET"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, table, vpc, effective) in context.tables() {
        for row in rows(table, effective) {
            let Some(target) = row.target.id() else { continue };
            let is_endpoint = matches!(row.target, Target::GatewayLoadBalancerEndpoint(_));
            let Some(net) = row.net().filter(|net| !vpc.cidrs.contains(net)) else { continue };
            let Some(subnet) = middlebox(context.network, row.target)
                .and_then(|interface| context.network.subnets.get(interface.subnet.as_ref()?))
            else {
                continue;
            };
            let is_destination = [subnet.cidr, subnet.ipv6_cidr].contains(&Some(net));
            let is_source = subnet.route_table.id() == Some(id);
            if is_endpoint && is_source {
                report.push(comes_back(context, (target, id), subnet, &net.to_string()));
                continue;
            }
            if !vpc.cidrs.iter().any(|block| block.contains(&net)) {
                continue;
            }
            if !is_destination && (table.gateway_id.is_some() || !is_source) {
                continue;
            }
            let name = context.name(target);
            let message = say!(
                "middlebox-same-subnet",
                "{table} sends {destination} through {middlebox}, which stands in {subnet} itself: packets inside a subnet go around it.",
                table = context.name(id),
                destination = net,
                middlebox = name,
                subnet = context.name(&subnet.id)
            );
            let help =
                say!("middlebox-same-subnet.help", "Give {middlebox} a subnet of its own.", middlebox = name);
            report.push(Found::new([target, id, &subnet.id], message, help));
        }
    }
}

/// What leaves a Gateway Load Balancer endpoint goes by the table of its own subnet: by such a route it comes back.
fn comes_back(
    context: &Context<'_>,
    (target, table): (&ResourceId, &ResourceId),
    subnet: &SubnetNode,
    destination: &str,
) -> Found {
    let (name, own) = (context.name(target), context.name(&subnet.id));
    let message = say!(
        "middlebox-same-subnet.comes-back",
        "{table} sends {destination} from {subnet} to {endpoint}, which stands in {subnet} itself: what leaves {endpoint} comes back to it.",
        table = context.name(table),
        destination = destination,
        subnet = own,
        endpoint = name
    );
    let help = say!(
        "middlebox-same-subnet.comes-back-help",
        "Give {endpoint} a subnet of its own, with a route table that leads on.",
        endpoint = name
    );
    Found::new([target, table, &subnet.id], message, help)
}
