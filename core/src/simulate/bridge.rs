//! Containers on a bridge of one instance: what they send to one another never leaves the instance, so that no group, route
//! or ACL is asked, and every port is open on which a container listens.
//!
//! <https://docs.docker.com/engine/network/drivers/bridge/>. Docker keeps its networks apart. Amazon ECS starts all tasks of an
//! instance on the one bridge that Docker brings.

use super::assemble::{self, Runs};
use super::describe::what;
use super::packet::{Identity, Packet, PortChooser};
use super::settled::Settled;
use super::stage::deliver;
use super::state::{self, Part};
use super::walk::{At, Decision, Stop, Walk};
use super::world::World;
use super::{HopKind, Leg, Outcome, Trace, codes, ends};
use crate::message::Message;
use crate::model::{ResourceId, Task};
use crate::net::{Header, PortRange};
use std::net::IpAddr;

/// A task on a bridge, and the instance whose bridge that is.
#[derive(Clone, Copy)]
pub(super) struct OnBridge<'a> {
    /// The task.
    pub(super) id: &'a ResourceId,
    /// What is written of it.
    pub(super) task: &'a Task,
    /// The instance.
    pub(super) host: &'a ResourceId,
}

/// Two containers of one instance, and what one sends to the other.
pub(super) struct BridgePlan<'a> {
    pub(super) from: OnBridge<'a>,
    pub(super) to: OnBridge<'a>,
    pub(super) header: Header,
    pub(super) client_ports: PortRange,
}

impl<'a> OnBridge<'a> {
    /// The task on a bridge that is called this.
    pub(super) fn called(world: World<'a>, text: &str) -> Option<Self> {
        let service = ends::managed_service(world, text)?;
        let task = world.network.document.task(service.id.as_str()).filter(|task| task.is_on_bridge())?;
        Some(Self { id: &service.id, task, host: task.host()? })
    }

    /// The others on bridges of that instance.
    pub(super) fn beside(self, world: World<'a>) -> impl Iterator<Item = Self> {
        let all = world.network.tasks_on(self.host.as_str());
        let others = all.filter(move |(id, task)| *id != self.id && task.is_on_bridge());
        others.map(move |(id, task)| Self { id, task, host: self.host })
    }

    /// The other one that has this address.
    pub(super) fn at(self, world: World<'a>, address: IpAddr) -> Option<Self> {
        self.beside(world).find(|other| other.owns(address) && self.is_joined_with(*other))
    }

    fn owns(self, address: IpAddr) -> bool {
        self.task.ipv4_addresses.iter().any(|own| own.ip() == Some(address))
    }

    /// Whether both are in one network of Docker.
    pub(super) fn is_joined_with(self, other: Self) -> bool {
        self.host == other.host && self.task.docker_network == other.task.docker_network
    }

    fn network(self) -> &'a str {
        self.task.docker_network.as_deref().unwrap_or("the bridge that Docker brings")
    }
}

/// Sends from one container to the other, and back.
pub(super) fn trace<'a>(world: World<'a>, plan: &BridgePlan<'a>) -> Trace {
    let BridgePlan { from, to, header, client_ports } = plan;
    let settled = Settled::new(*client_ports);
    let mut walk = Walk::new(world, Leg::Forward, settled, world.name(to.id).to_owned());
    let packet = Packet {
        header: header.clone(),
        chooser: PortChooser::Client,
        identity: Identity::None,
        zone: None,
        hub_subnet: None,
        tunnel: None,
        hypothetical: false,
    };
    let instance = world.network.instances.get(from.host);
    let interface = instance.and_then(|node| world.network.interfaces.get(node.interfaces.first()?));
    if let Some(interface) = interface {
        state::check(&mut walk, &packet, Part::Interface(interface), HopKind::Forward);
    }
    check_state(&mut walk, *from, header);
    check_state(&mut walk, *to, header);
    check_network(&mut walk, plan);
    take(&mut walk, *to, header);
    let is_refused = walk.is_refused();
    let (forward, mut back) = walk.back();
    if is_refused {
        return assemble::trace(Runs { forward, back: None }, None);
    }
    let answer = header.reply();
    let text = format!(
        "{} takes {} from the bridge of {}",
        world.name(from.id),
        what(&answer),
        world.name(from.host)
    );
    let decision = Decision::new(from.id, Outcome::Allow, [], text);
    back.pass(At::component(from.id), HopKind::Deliver, &answer, decision);
    assemble::trace(Runs { forward, back: Some(back.finish()) }, None)
}

/// Nobody is behind a task that does not run.
fn check_state(walk: &mut Walk<'_>, one: OnBridge<'_>, header: &Header) {
    if one.task.is_running() {
        return;
    }
    let state = &one.task.last_status;
    let name = walk.world.network.display_name(one.id.as_str()).to_owned();
    let text = format!("{name} is {state}");
    let message = Message::new(
        "state.bad",
        "{component} is {state}. Only a component that is up passes packets on.",
        [("component", name), ("state", state.clone())],
    );
    let decision = Decision::new(one.id, Outcome::Deny, ["R-FLOW-11"], text);
    let stop = Stop::new(codes::BAD_STATE, message);
    walk.block(At::component(one.id), HopKind::Forward, header, decision, stop);
}

/// Docker keeps its networks apart.
fn check_network(walk: &mut Walk<'_>, plan: &BridgePlan<'_>) {
    let BridgePlan { from, to, header, .. } = plan;
    if from.is_joined_with(*to) {
        return;
    }
    let name = |id: &ResourceId| walk.world.network.display_name(id.as_str()).to_owned();
    let message = Message::new(
        "container.other-network",
        "{from} is in {one} and {to} in {other}: Docker keeps its networks apart. Put both into one, or send to a port that {to} publishes.",
        [
            ("from", name(from.id)),
            ("one", from.network().to_owned()),
            ("to", name(to.id)),
            ("other", to.network().to_owned()),
        ],
    );
    let text = format!("{} and {} are two networks of Docker", from.network(), to.network());
    let decision = Decision::new(to.id, Outcome::Deny, [], text);
    let stop = Stop::new(codes::CONTAINER_OTHER_NETWORK, message);
    walk.block(At::component(from.host), HopKind::Forward, header, decision, stop);
}

fn take(walk: &mut Walk<'_>, to: OnBridge<'_>, header: &Header) {
    let name = |id: &ResourceId| walk.world.network.display_name(id.as_str()).to_owned();
    let (task, host) = (name(to.id), name(to.host));
    if deliver::answers(to.task.listens.as_ref(), header) {
        let text =
            format!("{task} takes {} from the bridge of {host}: it never leaves the instance", what(header));
        let decision = Decision::new(to.id, Outcome::Allow, [], text);
        return walk.pass(At::component(to.id), HopKind::Deliver, header, decision);
    }
    let text = format!("nothing in {task} listens on {}", what(header));
    let message = deliver::nobody(task, header);
    let decision = Decision::new(to.id, Outcome::NoMatch, [], text);
    let stop = Stop::new(codes::NO_LISTENER, message);
    walk.block(At::component(to.id), HopKind::Deliver, header, decision, stop);
}
