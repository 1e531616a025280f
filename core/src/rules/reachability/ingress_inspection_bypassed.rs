//! What comes in goes through a middlebox, and what goes out around it.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::ResourceId;
use crate::routing::{EffectiveRoute, Lookup, Target};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{middlebox, pointer, route_to};
use crate::rules::{Group, Severity};
use crate::topology::{InterfaceNode, SubnetNode};

rule! {
    /// # What it checks
    /// The table of an internet gateway sends what comes in for a subnet to a middlebox, and the subnet's own table
    /// has a route to the internet gateway.
    ///
    /// # Why it matters
    /// AWS supports the middlebox in both directions only. The subnet cannot use its direct route: replies do not
    /// leave.
    ///
    /// # How to fix
    /// Lead that route to the interface of the middlebox. The fix does.
    ///
    /// # Limits
    /// The subnet of the middlebox itself needs the direct route. Where both subnets share a table, there is no fix.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html>
    RuleInfo {
        id: "ingress-inspection-bypassed",
        title: "A subnet sends around the middlebox that sees what comes in",
        group: Group::Reachability,
        book: &["R-EDGE-9", "R-GWLB-4"],
        codes: &["INGRESS_RTB_TRAFFIC_REDIRECTION"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (gateway, table) in &context.network.gateway_tables {
        if context.document.internet_gateway(gateway.as_str()).is_none() {
            continue;
        }
        let Some(effective) = context.routed.tables.get(table) else { continue };
        let Some(vpc) = context.network.vpcs.get(&effective.vpc) else { continue };
        for subnet in context.subnets_of(vpc) {
            let Some(block) = subnet.cidr else { continue };
            let Lookup::Route { winner, .. } = effective.look_up(block.network()) else { continue };
            let Some(middlebox) = middlebox(context.network, &winner.target) else { continue };
            if middlebox.subnet.as_ref() == Some(&subnet.id) {
                continue;
            }
            let Some(own) = context.routed.table_of(subnet) else { continue };
            let to_gateway = |route: &&EffectiveRoute| {
                route.destination.addr().is_ipv4() && route.target == Target::InternetGateway(gateway.clone())
            };
            if let Some((route, id)) = own.routes.iter().find(to_gateway).zip(own.id.as_ref()) {
                report.push(found(context, (gateway, table), subnet, middlebox, (id, route)));
            }
        }
    }
}

fn found(
    context: &Context<'_>,
    (gateway, table): (&ResourceId, &ResourceId),
    subnet: &SubnetNode,
    middlebox: &InterfaceNode,
    (own, route): (&ResourceId, &EffectiveRoute),
) -> Found {
    let box_name = context.name(middlebox.component());
    let message = say!(
        "ingress-inspection-bypassed",
        "{table} sends what comes in for {subnet} through {middlebox}, and {own} sends {destination} straight to {gateway}.",
        table = context.name(table),
        subnet = context.name(&subnet.id),
        middlebox = box_name,
        own = context.name(own),
        destination = route.destination,
        gateway = context.name(gateway)
    );
    let help = say!(
        "ingress-inspection-bypassed.help",
        "Send {destination} of {own} to {middlebox}, too.",
        destination = route.destination,
        own = context.name(own),
        middlebox = box_name
    );
    let (field, target) = route_to(context.network, middlebox);
    let of_middlebox = middlebox.subnet.as_ref().and_then(|id| context.network.subnets.get(id));
    let shares = of_middlebox.is_some_and(|subnet| subnet.route_table.id() == Some(own));
    let fix = route.row.as_ref().filter(|_| !shares).map(|row| Fix {
        title: format!("Send {} of {} to {box_name}", route.destination, context.name(own)),
        changes: vec![
            Change::RemovePath { id: own.clone(), path: pointer(&["routes", row.as_str(), "gatewayId"]) },
            Change::set(own, &pointer(&["routes", row.as_str(), field]), target.as_str()),
        ],
    });
    Found::new([&subnet.id, table, own, gateway], message, help).fix(fix)
}
