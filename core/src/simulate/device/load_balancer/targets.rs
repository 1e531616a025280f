//! Which target of a group a node takes: those that it may use, the healthy ones among them, and each with its share.

use super::health::{self, Health};
use super::{Node, refuse};
use crate::message::Message;
use crate::model::{
    LoadBalancer, LoadBalancerKind, LoadBalancerListener, ResourceId, RowId, TargetGroup, words,
};
use crate::net::{Family, well_known};
use crate::simulate::packet::Packet;
use crate::simulate::walk::{Walk, told_apart};
use crate::simulate::world::World;
use crate::simulate::{codes, unclear};
use crate::topology::{InterfaceNode, TargetGroupNode, TargetNode, TargetPlace, VpcNode};
use std::collections::BTreeSet;
use std::net::IpAddr;

/// A target that a node may take.
#[derive(Clone)]
pub(in crate::simulate) struct Candidate<'a> {
    /// The group; of a classic load balancer its own id.
    pub(in crate::simulate) group: &'a ResourceId,
    /// The row of the group.
    pub(in crate::simulate) row: Option<&'a RowId>,
    /// What the row names.
    pub(in crate::simulate) id: &'a ResourceId,
    /// Where it is; `None` for a function.
    pub(in crate::simulate) address: Option<IpAddr>,
    /// The interface that has the address, where it is one of the VPC.
    pub(in crate::simulate) interface: Option<&'a InterfaceNode>,
    /// Its port.
    pub(in crate::simulate) port: Option<u16>,
    /// Its zone.
    pub(in crate::simulate) zone: Option<&'a str>,
    /// The health that somebody said.
    pub(in crate::simulate) state: Option<&'a str>,
    /// Its place among those of the group.
    place: usize,
}

/// Targets that get new connections, and the places of those that only keep the ones they have.
struct Usable<'a> {
    targets: Vec<Candidate<'a>>,
    draining: Vec<usize>,
}

/// Among which targets a node chooses: the same for all branches of a trace.
pub(super) struct Choice {
    /// Their places among the targets of the group.
    places: Vec<usize>,
    /// How people call them, told apart.
    names: Vec<String>,
    /// The places of those that are draining.
    draining: Vec<usize>,
    /// Whether a target is unhealthy because a network ACL stops its check.
    is_past_acl: bool,
    /// Why none is healthy, if that is so, and all are taken therefore.
    opens: Option<String>,
}

impl<'a> Candidate<'a> {
    /// How people call it, with its port.
    pub(in crate::simulate) fn label(&self, world: World<'a>) -> String {
        let name = world.network.display_name(self.id.as_str());
        let port = self.port.map(|port| format!(":{port}")).unwrap_or_default();
        match self.address.map(|address| address.to_string()) {
            Some(address) if address == name => format!("{name}{port}"),
            Some(address) => format!("{name} ({address}{port})"),
            None => name.to_owned(),
        }
    }
}

/// The targets of a group as a load balancer sees them. A load balancer as target stands for its nodes.
pub(in crate::simulate) fn candidates<'a>(
    world: World<'a>,
    group: &ResourceId,
    port: Option<u16>,
) -> Vec<Candidate<'a>> {
    let Some((id, node)) = world.network.target_groups.get_key_value(group) else { return Vec::new() };
    let mut all = Vec::new();
    for target in &node.targets {
        let candidate = Candidate {
            group: id,
            row: target.row.as_ref(),
            id: &target.id,
            address: None,
            interface: None,
            port: target.port.or(port),
            zone: target.zone.as_deref(),
            state: target.state.as_deref(),
            place: 0,
        };
        match &target.place {
            TargetPlace::Address(address, interface) => all.push(Candidate {
                address: Some(*address),
                interface: interface.as_ref().and_then(|id| world.network.interfaces.get(id)),
                ..candidate
            }),
            TargetPlace::Function => all.push(candidate),
            TargetPlace::LoadBalancer => all.extend(nodes_of(world, target, &candidate)),
            TargetPlace::Missing => {}
        }
    }
    all.iter_mut().enumerate().for_each(|(place, target)| target.place = place);
    all
}

fn nodes_of<'a>(world: World<'a>, target: &'a TargetNode, like: &Candidate<'a>) -> Vec<Candidate<'a>> {
    let service = world.network.managed_services.get(&target.id);
    let nodes = service.into_iter().flat_map(|service| &service.interfaces);
    nodes
        .filter_map(|id| world.network.interfaces.get(id))
        .filter_map(|node| {
            let zone = world.subnet(node.subnet.as_ref()).and_then(|subnet| subnet.zone.as_deref());
            Some(Candidate {
                address: Some(node.first_address(Family::Ipv4)?),
                interface: Some(node),
                zone,
                ..like.clone()
            })
        })
        .collect()
}

/// What the drawing does not hold of the targets of a group: an importer saw none of them, one that is named belongs to what
/// it did not see, or what is written of them is no word of AWS.
pub(in crate::simulate) fn unseen(world: World<'_>, group: &ResourceId) -> Option<String> {
    let (document, name) = (&world.network.document, world.name(group));
    let written = document.target_group(group.as_str());
    let is_unseen = written.is_some_and(|written| written.does_not_know("targets"));
    let classic = document.load_balancer(group.as_str());
    if is_unseen || classic.is_some_and(|classic| classic.does_not_know("targets")) {
        return Some(format!("The targets of {name} are not known."));
    }
    let node = world.network.target_groups.get(group)?;
    if let Some(unclear) = in_no_word_of_aws(world, node, written) {
        return Some(unclear);
    }
    let kinds: &[&str] = match written.map(|written| written.target_type.as_str()) {
        None | Some("instance") => &["instance", "networkInterface"],
        Some("lambda") => &["function"],
        Some("alb") => &["loadBalancer"],
        Some(_) => &[],
    };
    let lacks = |vpc: &VpcNode| kinds.iter().any(|kind| vpc.does_not_know(kind));
    let is_cut = match world.vpc(node.vpc.as_ref()) {
        Some(vpc) => lacks(vpc),
        None => world.network.vpcs.values().any(lacks),
    };
    let is_gone = |target: &&TargetNode| {
        target.place == TargetPlace::Missing
            && !target.state.as_deref().is_some_and(|state| matches!(state, "draining" | "unused"))
    };
    let gone = node.targets.iter().filter(|_| is_cut).find(is_gone)?;
    let target = document.display_name(gone.id.as_str());
    Some(format!("{target}, a target of {name}, is not in the drawing, and not everything there was seen."))
}

/// A type of targets, or the health of one, that AWS does not know: who gets connections nobody knows either.
fn in_no_word_of_aws(
    world: World<'_>,
    node: &TargetGroupNode,
    written: Option<&TargetGroup>,
) -> Option<String> {
    let name = world.network.display_name(node.id.as_str());
    let kind = written.map(|written| ("target type", written.target_type.as_str()));
    if let Some(missing) = kind.and_then(|kind| unclear::of_word(name, kind, words::TARGET_TYPE)) {
        return Some(missing);
    }
    let known = if written.is_some() { words::HEALTH } else { words::CLASSIC_HEALTH };
    let is_odd = |target: &&TargetNode| target.state.as_deref().is_some_and(|state| !known.contains(&state));
    let target = node.targets.iter().find(is_odd)?;
    Some(format!(
        "Whether {}, a target of {name}, gets connections is not known: its health is \"{}\". Write {}, or leave its health out.",
        world.network.display_name(target.id.as_str()),
        target.state.as_deref().unwrap_or_default(),
        unclear::one_of(known)
    ))
}

/// The zones in which a load balancer has a node.
pub(in crate::simulate) fn zones<'a>(world: World<'a>, balancer: &ResourceId) -> BTreeSet<&'a str> {
    let service = world.network.managed_services.get(balancer);
    let nodes = service.into_iter().flat_map(|service| &service.interfaces);
    let nodes = nodes.filter_map(|id| world.network.interfaces.get(id));
    crate::ordered::IntoOrdered::into_set(
        nodes.filter_map(|node| world.subnet(node.subnet.as_ref())?.zone.as_deref()),
    )
}

/// Whether nodes send to targets of other zones.
pub(in crate::simulate) fn is_cross_zone(balancer: &LoadBalancer, group: Option<&TargetGroup>) -> bool {
    group.map_or_else(|| balancer.is_cross_zone(), |group| balancer.is_cross_zone_for(group))
}

/// Why a target is of no use, whoever asks.
pub(in crate::simulate) fn is_refused(
    world: World<'_>,
    node: &InterfaceNode,
    target: &Candidate<'_>,
) -> bool {
    // IPv6 has no private addresses: one may be that of another VPC.
    let is_public = target.address.is_some_and(|address| {
        well_known::is_public(address)
            && !world.vpc(node.vpc.as_ref()).is_some_and(|vpc| vpc.contains(address))
            && (address.is_ipv4() || world.vpc_around(address).is_none())
    });
    let is_elsewhere = target.interface.is_some_and(|interface| {
        target.id != &interface.id
            && interface.instance.as_ref() == Some(target.id)
            && interface.vpc != node.vpc
    });
    is_public || is_elsewhere || is_other_application(world, node, target)
}

/// Whether the target of an Application Load Balancer is a node of another one in the VPC (R-ALB-17).
pub(super) fn is_other_application(world: World<'_>, node: &InterfaceNode, target: &Candidate<'_>) -> bool {
    let is_application = |interface: &InterfaceNode| {
        let balancer = world.load_balancer(interface);
        balancer.and_then(|own| world.network.document.load_balancer(own.id.as_str())?.kind())
            == Some(LoadBalancerKind::Application)
    };
    let there = target.interface.filter(|other| other.vpc == node.vpc && other.service != node.service);
    is_application(node) && there.is_some_and(is_application)
}

/// The target that a node takes, or why there is none.
pub(super) fn choose<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    node: Node<'a>,
    group: &'a ResourceId,
    listener: &'a LoadBalancerListener,
) -> Option<Candidate<'a>> {
    let world = walk.world;
    if let Some(missing) = unseen(world, group) {
        walk.unknown(group, missing);
        return None;
    }
    let all = candidates(world, group, listener.instance_port);
    let name = format!("target:{}:{group}", node.interface.id);
    // Every branch comes by here again, and finds the same.
    let key = (node.interface.id.clone(), group.clone(), listener.instance_port.unwrap_or(0));
    let choice = match world.health().choice(&key) {
        Some(choice) => choice,
        None => world.health().keep_choice(key, find(walk, packet, node, group, &all)?),
    };
    note_choice(walk, node, group, &all, &choice);
    let picked = if let Some(picked) = walk.settled.way(&name, &choice.names) {
        picked
    } else {
        let each = u32::try_from(1000 / choice.places.len().max(1)).unwrap_or_default();
        let shares = choice.names.iter().map(|_| each).collect();
        let reason = format!("{} spreads connections over its targets", world.name(node.id));
        walk.pick_by_share(node.id, name, choice.names.clone(), shares, reason)?
    };
    all.into_iter().nth(*choice.places.get(picked)?)
}

/// The targets among which a node chooses, or why there is none.
fn find<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    node: Node<'a>,
    group: &'a ResourceId,
    all: &[Candidate<'a>],
) -> Option<Choice> {
    let world = walk.world;
    if all.is_empty() {
        refuse::no_target(walk, packet, node, group);
        return None;
    }
    let taken: Vec<Candidate<'a>> =
        all.iter().filter(|target| !is_refused(world, node.interface, target)).cloned().collect();
    if taken.is_empty() {
        refuse::address(walk, packet, node, group, all);
        return None;
    }
    let with_port: Vec<Candidate<'a>> =
        taken.into_iter().filter(|target| target.port.is_some() || target.address.is_none()).collect();
    if with_port.is_empty() {
        refuse::no_port(walk, packet, node, group);
        return None;
    }
    let in_use = in_use(walk, packet, node, group, with_port)?;
    let usable = in_zones(walk, packet, node, group, in_use)?;
    Some(healthy(world, node, usable))
}

/// What the choice says beside the targets: who gets nothing new, who keeps its client, and that none is healthy.
fn note_choice<'a>(
    walk: &mut Walk<'a>,
    node: Node<'a>,
    group: &'a ResourceId,
    all: &[Candidate<'a>],
    choice: &Choice,
) {
    for place in &choice.draining {
        if let Some(target) = all.get(*place) {
            note_draining(walk, target);
        }
    }
    if choice.is_past_acl {
        walk.add_to_last_book("R-ALB-13");
    }
    if let Some(why) = &choice.opens {
        note_open(walk, node, why.clone());
    }
    note_stickiness(walk, node, group, choice.places.len());
}

/// Those in zones that the node uses (R-ALB-8, R-NLB-8).
fn in_zones<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    node: Node<'a>,
    group: &'a ResourceId,
    usable: Usable<'a>,
) -> Option<Usable<'a>> {
    let world = walk.world;
    let Usable { targets, draining } = usable;
    let enabled = zones(world, node.id);
    let (enabled, outside): (Vec<_>, Vec<_>) =
        targets.into_iter().partition(|target| target.zone.is_none_or(|zone| enabled.contains(zone)));
    if enabled.is_empty() {
        refuse::zone_not_enabled(walk, packet, node, group, &outside);
        return None;
    }
    let is_here = |target: &Candidate<'_>| target.zone.is_none() || target.zone == node.zone;
    let written = world.network.document.target_group(group.as_str());
    if !node.balancer.knows_cross_zone_for(written) && !enabled.iter().all(is_here) {
        let missing =
            format!("Whether {} sends to targets of other zones is not known.", world.name(node.id));
        walk.unknown(group, missing);
        return None;
    }
    if is_cross_zone(node.balancer, written) {
        return Some(Usable { targets: enabled, draining });
    }
    let (here, elsewhere): (Vec<_>, Vec<_>) = enabled.into_iter().partition(is_here);
    if here.is_empty() {
        refuse::not_cross_zone(walk, packet, node, group, &elsewhere);
        return None;
    }
    Some(Usable { targets: here, draining })
}

/// Without those that get no new connection: draining ones, unused ones, instances that do not run.
fn in_use<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    node: Node<'a>,
    group: &'a ResourceId,
    all: Vec<Candidate<'a>>,
) -> Option<Usable<'a>> {
    let world = walk.world;
    let (aside, targets): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|target| set_aside(world, target).is_some());
    let draining = aside.iter().filter(|target| set_aside(world, target) == Some("draining"));
    let draining: Vec<usize> = draining.map(|target| target.place).collect();
    for target in aside.iter().filter(|target| draining.contains(&target.place)) {
        note_draining(walk, target);
    }
    if targets.is_empty() {
        refuse::none_in_use(walk, packet, node, group, &aside);
        return None;
    }
    Some(Usable { targets, draining })
}

/// Why a target gets no new connection, if it does not; AWS calls an instance that does not run unused. What is registered
/// by its address fails its health check instead.
pub(in crate::simulate) fn set_aside<'a>(world: World<'a>, target: &Candidate<'a>) -> Option<&'a str> {
    // AWS also knows targets that are unhealthy and on their way out, in one word with a dot.
    let state = target.state.and_then(|state| state.rsplit('.').next());
    if let Some(state) = state.filter(|state| matches!(*state, "draining" | "unused")) {
        return Some(state);
    }
    let is_instance = |own: &&InterfaceNode| own.instance.as_ref() == Some(target.id);
    let own = target.interface.filter(|own| is_instance(own) && world.service(own).is_none())?;
    let is_dark = world.subnet(own.subnet.as_ref()).is_some_and(|subnet| world.is_down(subnet));
    (!is_dark && !world.runs(own)).then_some("stopped")
}

/// A target that is taken out keeps its connections for a while, and gets no new one.
fn note_draining(walk: &mut Walk<'_>, target: &Candidate<'_>) {
    let world = walk.world;
    let group = world.network.document.target_group(target.group.as_str());
    let delay = group.map_or("300", TargetGroup::deregistration_delay);
    let message = Message::new(
        "note.draining",
        "{target} is draining: it gets no new connection, and those that it has may go on for {delay} seconds.",
        [("target", target.label(world)), ("delay", delay.to_owned())],
    );
    walk.note(codes::TARGET_DRAINING, Some(target.group), message);
}

/// Whoever comes back is led to the target that it got first.
fn note_stickiness(walk: &mut Walk<'_>, node: Node<'_>, group: &ResourceId, targets: usize) {
    let world = walk.world;
    let Some(written) = world.network.document.target_group(group.as_str()) else { return };
    if targets < 2 || written.switch(TargetGroup::STICKINESS) != Some(true) {
        return;
    }
    let by = if node.is(LoadBalancerKind::Network) { "its address" } else { "a cookie" };
    let name = world.network.display_name(group.as_str()).to_owned();
    let message = Message::new(
        "note.sticky",
        "{group} is sticky: the target that a client gets first is known by {by}, and takes what the same client sends later, as long as it is healthy.",
        [("group", name), ("by", by.to_owned())],
    );
    walk.note(codes::TARGET_STICKY, Some(group), message);
}

/// The healthy ones; all, where none is (R-ALB-11, R-NLB-16).
fn healthy<'a>(world: World<'a>, node: Node<'a>, usable: Usable<'a>) -> Choice {
    let Usable { targets, draining } = usable;
    let of = |target: &Candidate<'a>| health::of(world, node.interface, target);
    let (well, ill): (Vec<_>, Vec<_>) =
        targets.into_iter().partition(|target| !matches!(of(target), Health::Unhealthy(_)));
    let is_past_acl = |target: &Candidate<'a>| match of(target) {
        Health::Unhealthy(why) => why.code == Some(codes::SUBNET_ACL_RESTRICTION),
        _ => false,
    };
    let opens = || match ill.first().map(of) {
        Some(Health::Unhealthy(why)) => why.text,
        _ => String::new(),
    };
    let taken = if well.is_empty() { &ill } else { &well };
    Choice {
        places: taken.iter().map(|target| target.place).collect(),
        names: told_apart(taken.iter().map(|target| target.label(world)).collect()),
        draining,
        is_past_acl: node.is(LoadBalancerKind::Application) && ill.iter().any(is_past_acl),
        opens: well.is_empty().then(opens),
    }
}

/// No target is healthy, and all are taken.
fn note_open(walk: &mut Walk<'_>, node: Node<'_>, why: String) {
    let message = Message::new(
        "note.fail-open",
        "No target of {balancer} is healthy, so that it sends to all of them: {why}",
        [("balancer", walk.world.name(node.id).to_owned()), ("why", why)],
    );
    walk.note(codes::LB_NO_HEALTHY_TARGETS, Some(node.id), message);
    let number = if node.is(LoadBalancerKind::Network) { "R-NLB-16" } else { "R-ALB-11" };
    walk.add_to_last_book(number);
}
