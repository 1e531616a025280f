//! The reply: the same pipeline from the other end, with what the components remember of the request (R-FLOW-6).

use super::device;
use super::flow_plan::Plan;
use super::packet::{Identity, Packet};
use super::pipeline;
use super::place::{Arrival, Place};
use super::stage;
use super::walk::Walk;

/// Walks the reply of a request that arrived, or is taken to have arrived, with this packet.
pub(super) fn run<'a>(walk: &mut Walk<'a>, plan: &Plan<'a>, request: &Packet<'a>, arrival: Arrival<'a>) {
    let mut packet = Packet {
        header: request.header.reply(),
        chooser: request.chooser.clone(),
        identity: Identity::None,
        zone: None,
        hub_subnet: None,
        tunnel: None,
        hypothetical: false,
    };
    let start = match arrival {
        Arrival::Interface(interface) => {
            packet.identity = Identity::Of(interface);
            Place::Leave(device::way_out(walk, packet.header.destination, interface))
        }
        Arrival::Host(host) => match host.site.as_ref().and_then(|site| walk.world.network.sites.get(site)) {
            Some(site) => Place::AtSite { site, came_by: None },
            None => return,
        },
        Arrival::Internet => Place::OnInternet(None),
        Arrival::Service => match walk.session.endpoint {
            Some((endpoint, vpc)) => device::from_endpoint(walk, &packet, endpoint, vpc),
            None => return,
        },
        Arrival::LinkLocal => {
            stage::link_local::answer(walk, &mut packet, &request.header, plan.from);
            return;
        }
        Arrival::OwnHost(owner) => {
            stage::own_host::take(walk, &packet, owner);
            return;
        }
        Arrival::Subnet => return,
    };
    pipeline::run(walk, plan, &mut packet, start);
}
