//! A VPN connection with a tunnel down.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A tunnel of a VPN connection is down.
    ///
    /// # Why it matters
    /// A connection has two tunnels so that one may fail, or be taken down by AWS for a while. With one down there is no
    /// spare; with both down nothing passes.
    ///
    /// # How to fix
    /// Bring the tunnel up.
    ///
    /// # Limits
    /// What a drawing says of a tunnel is how it was when somebody asked AWS, or what somebody supposes.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html>
    RuleInfo {
        id: "vpn-tunnel-down",
        title: "A tunnel of a VPN connection is down",
        group: Group::Resilience,
        book: &["R-VGW-9"],
        codes: &["BAD_STATE_VPN"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for connection in context.network.vpn_connections.values().filter(|node| node.is_available) {
        let name = context.name(&connection.id);
        let mut down = connection.tunnels.iter().filter(|(_, is_up)| !is_up).map(|(row, _)| row);
        let Some(tunnel) = down.next() else { continue };
        let is_one_up = connection.tunnels.iter().any(|(_, is_up)| *is_up);
        let found = if is_one_up {
            let message = say!(
                "vpn-tunnel-down",
                "Tunnel {tunnel} of {connection} is down: the other one has no spare.",
                tunnel = tunnel,
                connection = name
            );
            let help = say!(
                "vpn-tunnel-down.help",
                "Bring tunnel {tunnel} of {connection} up.",
                tunnel = tunnel,
                connection = name
            );
            Found::new([&connection.id], message, help).code(None)
        } else {
            let message = say!(
                "vpn-tunnel-down.both",
                "No tunnel of {connection} is up: no packet passes.",
                connection = name
            );
            let help =
                say!("vpn-tunnel-down.both-help", "Bring a tunnel of {connection} up.", connection = name);
            Found::new([&connection.id], message, help)
        };
        report.push(found);
    }
}
