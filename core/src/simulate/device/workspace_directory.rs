//! The gateways of Amazon WorkSpaces: users reach the desktops of a directory by them, from the internet and never by the
//! interfaces in its subnets. IP access control groups are asked for the address that a gateway sees, which is the public
//! one behind any translation.
//!
//! <https://docs.aws.amazon.com/workspaces/latest/adminguide/amazon-workspaces-ip-access-control-groups.html> and
//! <https://docs.aws.amazon.com/workspaces/latest/adminguide/workspaces-port-requirements.html>.

use crate::message::Message;
use crate::model::reserved::INTERNET;
use crate::model::{ResourceId, WorkspaceDirectory};
use crate::net::Protocol;
use crate::simulate::flow_plan::{Plan, Sender, Target};
use crate::simulate::packet::Packet;
use crate::simulate::place::{Arrival, Place};
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::{HopKind, Outcome, codes, fix, unclear};

/// By HTTPS users sign in, by the other two they see their desktops.
const HTTPS: u16 = 443;
const STREAMING: [u16; 2] = [4172, 4195];

/// Takes a packet that is for the gateways, and the reply to somebody on the internet.
pub(super) fn run<'a>(walk: &mut Walk<'a>, plan: &Plan<'a>, packet: &Packet<'a>) -> Option<Place<'a>> {
    let Target::Directory(id) = plan.to else { return None };
    let internet = ResourceId::new(INTERNET);
    let is_from_outside = matches!(plan.from, Sender::Internet);
    if walk.is_return() {
        if !is_from_outside || packet.header.destination != plan.header.source {
            return None;
        }
        let text = format!("the gateways of {} answer", walk.world.name(id));
        walk.pass(At::component(id), HopKind::Forward, &packet.header, route(id, text));
        let text = format!("{} is on the internet", packet.header.destination);
        let decision = Decision::new(&internet, Outcome::Allow, [], text);
        walk.pass(At::component(&internet), HopKind::Deliver, &packet.header, decision);
        return Some(Place::Arrived(Arrival::Internet));
    }
    if packet.header.destination != plan.header.destination {
        return None;
    }
    if is_from_outside {
        let text = format!("the gateways of {} are on the internet", walk.world.name(id));
        walk.pass(At::component(&internet), HopKind::Forward, &packet.header, route(&internet, text));
    }
    let Some(directory) = walk.world.network.document.workspace_directory(id.as_str()) else {
        return Some(Place::Over);
    };
    if !admits(walk, plan, packet, id, directory) || !takes(walk, packet, id) {
        return Some(Place::Over);
    }
    Some(Place::Arrived(Arrival::Internet))
}

fn route(id: &ResourceId, text: String) -> Decision {
    Decision::new(id, Outcome::Route, [], text)
}

/// Asks state and groups; says whether the walk goes on, if only as if they had admitted the packet.
fn admits<'a>(
    walk: &mut Walk<'a>,
    plan: &Plan<'a>,
    packet: &Packet<'a>,
    id: &'a ResourceId,
    directory: &WorkspaceDirectory,
) -> bool {
    let name = walk.world.name(id).to_owned();
    let source = packet.header.source;
    let at = At::component(id);
    let node = walk.world.network.managed_services.get(id);
    if let Some(missing) = node.and_then(|node| unclear::service_in(walk.world, node)) {
        walk.unknown(id, missing);
        return false;
    }
    if let Some(node) = node.filter(|node| !node.is_up()) {
        let message = Message::new(
            "state.bad",
            "{component} is {state}. Only a component that is up passes packets on.",
            [("component", name.clone()), ("state", node.state.clone())],
        );
        let decision = Decision::new(id, Outcome::Deny, ["R-FLOW-11"], format!("{name} is {}", node.state));
        walk.block(at, HopKind::Forward, &packet.header, decision, Stop::new(codes::BAD_STATE, message));
        return true;
    }
    let lists =
        |rule: &crate::model::IpRule| rule.ip_rule.as_ref().is_some_and(|block| block.contains(source));
    let listed = directory.user_rules.iter().find(|(_, rule)| lists(rule));
    if let Some((row, rule)) = listed {
        let block = rule.ip_rule.as_ref().map(ToString::to_string).unwrap_or_default();
        let decision =
            Decision::new(id, Outcome::Allow, [], format!("{name} admits {block}")).with_row(Some(row));
        walk.pass(at, HopKind::Forward, &packet.header, decision);
        return true;
    }
    if !directory.is_restricted() {
        let text = format!("{name} has no IP access control group and admits everybody");
        let decision = Decision::new(id, Outcome::Allow, [], text).implicit(true);
        walk.pass(at, HopKind::Forward, &packet.header, decision);
        return true;
    }
    let is_half_written =
        |rule: &crate::model::IpRule| rule.ip_rule.as_ref().is_none_or(|block| block.net().is_none());
    if directory.user_rules.values().any(is_half_written) {
        walk.unknown(id, format!("A rule of {name} names no addresses, or what it names is no block."));
        return false;
    }
    let own = plan.header.source;
    let message = if own == source {
        Message::new(
            "workspaces.not-listed",
            "{directory} does not admit {source}: none of its IP access control groups lists it. Add {source}/32 to one.",
            [("directory", name.clone()), ("source", source.to_string())],
        )
    } else {
        Message::new(
            "workspaces.not-listed-behind",
            "{directory} does not admit {source}, the address that it sees in place of {own}: none of its IP access control groups lists it. Add {source}/32 to one.",
            [("directory", name.clone()), ("source", source.to_string()), ("own", own.to_string())],
        )
    };
    let text = format!("no rule of {name} lists {source}");
    let decision = Decision::new(id, Outcome::NoMatch, [], text);
    let stop = Stop::new(codes::SOURCE_NOT_LISTED, message)
        .fix(Some(fix::workspaces::admit(id, &name, directory, source)));
    walk.block(at, HopKind::Forward, &packet.header, decision, stop);
    true
}

/// Whether a gateway takes this protocol and port. Of other ones nobody says what becomes of them.
fn takes<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, id: &'a ResourceId) -> bool {
    let (header, name) = (&packet.header, walk.world.name(id).to_owned());
    let port = header.destination_port.unwrap_or_default();
    let is_taken = match header.protocol {
        Protocol::Tcp => port == HTTPS || STREAMING.contains(&port),
        Protocol::Udp => STREAMING.contains(&port),
        _ => false,
    };
    if !is_taken {
        let missing = format!(
            "The gateways of {name} take tcp 443, and tcp and udp 4172 and 4195. What becomes of anything else AWS does not say."
        );
        walk.unknown(id, missing);
        return false;
    }
    let text = format!("{name} takes {} {port}", header.protocol);
    let decision = Decision::new(id, Outcome::Allow, [], text);
    walk.pass(At::component(id), HopKind::Deliver, header, decision);
    true
}
