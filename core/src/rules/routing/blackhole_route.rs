//! A route leads to something that is gone or does not forward.

use crate::change::{Change, Fix};
use crate::message::Message;
use crate::message::say;
use crate::model::ResourceId;
use crate::routing::{Blackhole, Target};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{Row, rows};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// The target of a row is not in the drawing, is deleted, can never be a target, is a peering connection
    /// that is not active, or is an interface that no running instance has.
    ///
    /// # Why it matters
    /// Packets that match the route are lost. The route still wins over every wider one: there is no way
    /// round.
    ///
    /// # How to fix
    /// Bring the target back, lead the route elsewhere, or remove it.
    ///
    /// # Limits
    /// Gateways that are not attached are found by `route-to-detached-gateway`, targets in other VPCs by
    /// `route-target-other-vpc`. That AWS names an unknown target is what the API error says; a route whose
    /// target went later stays.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html>
    RuleInfo {
        id: "blackhole-route",
        title: "A route is a blackhole",
        group: Group::Routing,
        book: &["R-RT-14", "R-RT-37", "R-PEER-4", "R-VAL-9"],
        codes: &["BAD_STATE_ROUTE"],
        api_errors: &["InvalidGatewayID.NotFound", "NatGatewayNotFound", "InvalidNetworkInterfaceID.NotFound", "InvalidInstanceID.NotFound"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, table, _, effective) in context.tables() {
        for row in rows(table, effective) {
            let Target::Blackhole { id: target, why } = row.target else { continue };
            let Some(reason) = reason(context, target, *why) else { continue };
            let destination = row.destination(context);
            let message = say!(
                "blackhole-route",
                "{table} sends {destination} to {target}, which {reason}.",
                table = context.name(id),
                destination = destination,
                target = context.name(target),
                reason = reason
            );
            let fix = fix(context, id, &row, target, *why);
            let found =
                Found::new(elements(context, id, target), message, help(context, &destination, target));
            let found = found.fix(Some(fix)).api_error(None);
            report.push(match why {
                Blackhole::Gone => found.book(&["R-RT-14", "R-VAL-9"]).api_error(not_found(&row)),
                Blackhole::InterfaceDetached | Blackhole::InstanceNotRunning => found.book(&["R-RT-37"]),
                Blackhole::PeeringNotActive => found.book(&["R-RT-14", "R-PEER-4"]),
                _ => found.book(&["R-RT-14"]),
            });
        }
    }
}

/// What is the matter with the target; `None` where another rule says so.
fn reason(context: &Context<'_>, target: &ResourceId, why: Blackhole) -> Option<String> {
    Some(match why {
        Blackhole::Gone => "is not in the drawing".to_owned(),
        Blackhole::WrongType => "can never be the target of a route".to_owned(),
        Blackhole::Deleted => "is deleted".to_owned(),
        Blackhole::PeeringNotActive => {
            let status = context.network.peerings.get(target).map_or("not active", |it| it.status.as_str());
            format!("has the status {status}")
        }
        Blackhole::InterfaceDetached => "is attached to no instance".to_owned(),
        Blackhole::InstanceNotRunning => "belongs to an instance that does not run".to_owned(),
        Blackhole::Detached | Blackhole::OtherVpc => return None,
    })
}

fn elements<'i>(context: &Context<'_>, table: &'i ResourceId, target: &'i ResourceId) -> Vec<&'i ResourceId> {
    let is_there = context.document.resource(target.as_str()).is_some();
    if is_there { vec![table, target] } else { vec![table] }
}

fn help(context: &Context<'_>, destination: &str, target: &ResourceId) -> Message {
    say!(
        "blackhole-route.help",
        "Bring {target} back, lead {destination} elsewhere, or remove the route.",
        target = context.name(target),
        destination = destination
    )
}

fn not_found(row: &Row<'_>) -> Option<&'static str> {
    match row.named_target()?.0 {
        "gatewayId" => Some("InvalidGatewayID.NotFound"),
        "natGatewayId" => Some("NatGatewayNotFound"),
        "networkInterfaceId" => Some("InvalidNetworkInterfaceID.NotFound"),
        "instanceId" => Some("InvalidInstanceID.NotFound"),
        _ => None,
    }
}

fn fix(context: &Context<'_>, table: &ResourceId, row: &Row<'_>, target: &ResourceId, why: Blackhole) -> Fix {
    let is_pending =
        || context.network.peerings.get(target).is_some_and(|peering| peering.status == "pending-acceptance");
    if why == Blackhole::PeeringNotActive && is_pending() {
        return Fix {
            title: format!("Accept {}", context.name(target)),
            changes: vec![Change::set(target, "/status/code", "active")],
        };
    }
    let interface = context.network.interfaces.get(target);
    let instance = interface.and_then(|interface| interface.instance.as_ref());
    let instance = instance.or_else(|| context.network.instances.get(target).map(|instance| &instance.id));
    if let (Blackhole::InstanceNotRunning, Some(instance)) = (why, instance) {
        return Fix {
            title: format!("Start {}", context.name(instance)),
            changes: vec![Change::set(instance, "/state", "running")],
        };
    }
    row.removal(table, context)
}
