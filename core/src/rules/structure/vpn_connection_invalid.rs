//! A VPN connection that AWS does not make: two gateways at AWS's end, or IPv6 where only IPv4 is carried.

use crate::message::say;
use crate::model::{Resource, ResourceId, VpnConnection};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::take_away;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A VPN connection names a virtual private gateway and a transit gateway, or has tunnels for IPv6 at a virtual private
    /// gateway.
    ///
    /// # Why it matters
    /// A connection ends at one gateway, and the tunnels of a virtual private gateway carry IPv4 only. AWS refuses both.
    ///
    /// # How to fix
    /// Choose one gateway; IPv6 needs a transit gateway. For tunnels of IPv6 the fix makes them of IPv4.
    ///
    /// # Limits
    /// What a site sends over a connection with two gateways goes to the virtual private gateway.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpnConnection.html>
    /// - <https://docs.aws.amazon.com/vpn/latest/s2svpn/ipv4-ipv6.html>
    RuleInfo {
        id: "vpn-connection-invalid",
        title: "AWS does not make such a VPN connection",
        group: Group::Structure,
        book: &["R-VGW-10"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::VpnConnection(connection) = resource.as_ref() else { continue };
        report.push_all(two_gateways(context, id, connection));
        report.push_all(other_family(context, id, connection));
    }
}

fn two_gateways(context: &Context<'_>, id: &ResourceId, connection: &VpnConnection) -> Option<Found> {
    let first = connection.vpn_gateway_id.as_ref()?;
    let second = connection.transit_gateway_id.as_ref()?;
    let names = (context.name(id), context.name(first), context.name(second));
    let message = say!(
        "vpn-connection-invalid.two-gateways",
        "{connection} ends at {first} and at {second}. A VPN connection ends at one gateway.",
        connection = names.0,
        first = names.1,
        second = names.2
    );
    let help = say!(
        "vpn-connection-invalid.two-gateways-help",
        "Choose {first} or {second} for {connection}, and make a second connection for the other one.",
        connection = names.0,
        first = names.1,
        second = names.2
    );
    Some(Found::new([id, first, second], message, help).book(&[]))
}

fn other_family(context: &Context<'_>, id: &ResourceId, connection: &VpnConnection) -> Option<Found> {
    let gateway = connection.vpn_gateway_id.as_ref().filter(|_| connection.transit_gateway_id.is_none())?;
    connection.options.tunnel_inside_ip_version.as_ref().filter(|version| *version == "ipv6")?;
    let (name, end) = (context.name(id), context.name(gateway));
    let message = say!(
        "vpn-connection-invalid",
        "The tunnels of {connection} are for IPv6, and {gateway} is a virtual private gateway: it carries IPv4 only.",
        connection = name,
        gateway = end
    );
    let help = say!(
        "vpn-connection-invalid.help",
        "Let {connection} carry IPv4, or end it at a transit gateway.",
        connection = name
    );
    let fix = take_away(format!("Let {name} carry IPv4"), id, &["options", "tunnelInsideIpVersion"]);
    Some(Found::new([id, gateway], message, help).fix(Some(fix)))
}
