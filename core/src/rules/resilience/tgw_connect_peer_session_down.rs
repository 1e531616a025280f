//! A Connect peer with a BGP session that is down, or with one only.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A BGP session of a Connect peer is down.
    ///
    /// # Why it matters
    /// A Connect peer has two sessions so that one may fail, or be taken down by AWS for a while. With one down there is no
    /// spare; with both down the transit gateway has no route into the tunnel.
    ///
    /// # How to fix
    /// Bring the session up.
    ///
    /// # Limits
    /// What a drawing says of a session is how it was when somebody asked AWS, or what somebody supposes. Whether the
    /// appliance has set both of them up, AWS tells by their state.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-connect.html>
    RuleInfo {
        id: "tgw-connect-peer-session-down",
        title: "A BGP session of a Connect peer is down",
        group: Group::Resilience,
        book: &["R-TGW-43"],
        codes: &["BAD_STATE"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for peer in context.network.connect_peers.values().filter(|peer| peer.is_available()) {
        let name = context.name(&peer.id);
        let mut down = peer.sessions.iter().filter(|(_, is_up)| !is_up).map(|(row, _)| row);
        let Some(session) = down.next() else { continue };
        let found = if peer.is_up() {
            let message = say!(
                "tgw-connect-peer-session-down",
                "BGP session {session} of {peer} is down: the other one has no spare.",
                session = session,
                peer = name
            );
            let help = say!(
                "tgw-connect-peer-session-down.help",
                "Bring BGP session {session} of {peer} up.",
                session = session,
                peer = name
            );
            Found::new([&peer.id], message, help).code(None)
        } else {
            let message = say!(
                "tgw-connect-peer-session-down.both",
                "No BGP session of {peer} is up: the transit gateway has no route into its tunnel.",
                peer = name
            );
            let help = say!(
                "tgw-connect-peer-session-down.both-help",
                "Bring a BGP session of {peer} up.",
                peer = name
            );
            Found::new([&peer.id], message, help)
        };
        report.push(found);
    }
}
