//! A route leads packets of one family to a gateway of the other.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::ResourceId;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{Row, pointer, rows};
use crate::rules::{Group, Severity};
use crate::topology::VpcNode;
use ipnet::IpNet;

rule! {
    /// # What it checks
    /// An IPv4 route leads to an egress-only internet gateway, an IPv6 route other than 64:ff9b::/96 leads to a NAT
    /// gateway, or an IPv6 route leads to a virtual private gateway.
    ///
    /// # Why it matters
    /// An egress-only internet gateway carries IPv6 only, and a NAT gateway translates IPv4, or IPv6 to IPv4
    /// at the prefix of NAT64. AWS refuses the route. The VPN of a virtual private gateway carries IPv4 only.
    ///
    /// # How to fix
    /// For IPv4 use a NAT gateway, for IPv6 an egress-only internet gateway. The fix takes one of the VPC,
    /// where it has one; else it removes the route. IPv6 to a site goes over a transit gateway.
    ///
    /// # Limits
    /// Both families need a route of their own: 0.0.0.0/0 never covers ::/0.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html>
    RuleInfo {
        id: "route-target-wrong-family",
        title: "A gateway does not carry the family of the route",
        group: Group::Routing,
        book: &["R-RT-26", "R-RT-27", "R-RT-28"],
        codes: &["EIGW_IPV6_ONLY", "NAT_IPV4_ONLY", "VGW_IPV4_ONLY"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, table, vpc, effective) in context.tables() {
        for row in rows(table, effective) {
            let (Some(net), Some((field, target))) = (row.net(), row.named_target()) else { continue };
            let found = match field {
                "egressOnlyInternetGatewayId" if net.addr().is_ipv4() => {
                    let nat = nat_of(context, vpc);
                    ipv4_to_egress_only(context, id, target, net).fix(fix(
                        context,
                        id,
                        &row,
                        nat,
                        "natGatewayId",
                    ))
                }
                "natGatewayId" if net.addr().is_ipv6() && !is_nat64(net) => {
                    let gateway = vpc.egress_only_internet_gateways.first();
                    let fix = fix(context, id, &row, gateway, "egressOnlyInternetGatewayId");
                    ipv6_to_nat(context, id, target, net).fix(fix)
                }
                "gatewayId" if net.addr().is_ipv6() && context.network.vpn_gateways.contains_key(target) => {
                    ipv6_to_vpn(context, id, target, net).fix(Some(row.removal(id, context)))
                }
                _ => continue,
            };
            report.push(found);
        }
    }
}

fn is_nat64(net: IpNet) -> bool {
    net.to_string() == "64:ff9b::/96"
}

fn nat_of<'a>(context: &Context<'a>, vpc: &VpcNode) -> Option<&'a ResourceId> {
    let mut nats = context.network.nat_gateways.values();
    nats.find(|nat| nat.is_public && nat.vpc.as_ref() == Some(&vpc.id)).map(|nat| &nat.id)
}

fn ipv4_to_egress_only(context: &Context<'_>, table: &ResourceId, target: &ResourceId, net: IpNet) -> Found {
    let message = say!(
        "route-target-wrong-family.ipv4",
        "{table} sends {destination} to {target}. An egress-only internet gateway carries IPv6 only.",
        table = context.name(table),
        destination = net,
        target = context.name(target)
    );
    let help = say!(
        "route-target-wrong-family.ipv4-help",
        "Lead {destination} to a NAT gateway.",
        destination = net
    );
    Found::new([table, target], message, help).book(&["R-RT-26"])
}

fn ipv6_to_nat(context: &Context<'_>, table: &ResourceId, target: &ResourceId, net: IpNet) -> Found {
    let message = say!(
        "route-target-wrong-family.ipv6",
        "{table} sends {destination} to {target}. A NAT gateway takes no IPv6 but 64:ff9b::/96.",
        table = context.name(table),
        destination = net,
        target = context.name(target)
    );
    let help = say!(
        "route-target-wrong-family.ipv6-help",
        "Lead {destination} to an egress-only internet gateway.",
        destination = net
    );
    Found::new([table, target], message, help).book(&["R-RT-27"]).code(Some("NAT_IPV4_ONLY"))
}

fn ipv6_to_vpn(context: &Context<'_>, table: &ResourceId, target: &ResourceId, net: IpNet) -> Found {
    let message = say!(
        "route-target-wrong-family.vpn",
        "{table} sends {destination} to {target}. The VPN of a virtual private gateway carries IPv4 only.",
        table = context.name(table),
        destination = net,
        target = context.name(target)
    );
    let help = say!(
        "route-target-wrong-family.vpn-help",
        "Lead {destination} to a transit gateway, whose VPN may carry IPv6.",
        destination = net
    );
    Found::new([table, target], message, help).book(&["R-RT-28"]).code(Some("VGW_IPV4_ONLY"))
}

fn fix(
    context: &Context<'_>,
    table: &ResourceId,
    row: &Row<'_>,
    other: Option<&ResourceId>,
    field: &str,
) -> Option<Fix> {
    let (old_field, _) = row.named_target()?;
    let Some(other) = other else {
        return Some(row.removal(table, context));
    };
    Some(Fix {
        title: format!("Lead {} to {}", row.destination(context), context.name(other)),
        changes: vec![
            Change::RemovePath { id: table.clone(), path: pointer(&["routes", row.id.as_str(), old_field]) },
            Change::set(table, &pointer(&["routes", row.id.as_str(), field]), other.as_str()),
        ],
    })
}
