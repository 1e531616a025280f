//! The health of a target: the check of its group is a flow of its own from a node to the target (R-ALB-13, R-NLB-3).
//!
//! What an application answers to the check is not in a drawing: who listens is taken to answer well, unless somebody says
//! that the target is unhealthy.

use super::targets::{Candidate, Choice};
use crate::model::ResourceId;
use crate::net::{Family, Header, Protocol};
use crate::simulate::dns::CheckHealth;
use crate::simulate::flow_plan::{Plan, Sender, Target};
use crate::simulate::ports;
use crate::simulate::world::World;
use crate::simulate::{Verdict, branch};
use crate::topology::InterfaceNode;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What is known of the health of a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::simulate) enum Health {
    /// It answers the check.
    Healthy,
    /// It does not.
    Unhealthy(Reason),
    /// The drawing does not hold what decides.
    Unknown,
}

/// Why a check fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::simulate) struct Reason {
    /// In words.
    pub(in crate::simulate) text: String,
    /// The code of what stops the check; `None` where somebody said so.
    pub(in crate::simulate) code: Option<&'static str>,
    /// Where it is stopped, and by what.
    pub(in crate::simulate) at: Option<(ResourceId, ResourceId)>,
}

/// A node, a group, a target of it and its port.
type Key = (ResourceId, ResourceId, ResourceId, u16);

/// A node, a group and the port of a listener that names one.
type ChoiceKey = (ResourceId, ResourceId, u16);

/// What was found out already: all branches of a trace ask for the same.
#[derive(Default)]
pub(in crate::simulate) struct Known {
    health: RefCell<BTreeMap<Key, Health>>,
    choices: RefCell<BTreeMap<ChoiceKey, Rc<Choice>>>,
    /// The health checks of Route 53, by id.
    checks: RefCell<BTreeMap<String, CheckHealth>>,
}

impl Known {
    fn get(&self, key: &Key) -> Option<Health> {
        self.health.borrow().get(key).cloned()
    }

    fn set(&self, key: Key, health: Health) {
        self.health.borrow_mut().insert(key, health);
    }

    /// Among which targets a node chooses. No health check comes as far as to ask, so that none of it is provisional.
    pub(super) fn choice(&self, key: &ChoiceKey) -> Option<Rc<Choice>> {
        self.choices.borrow().get(key).cloned()
    }

    /// Keeps what was found for a node.
    pub(super) fn keep_choice(&self, key: ChoiceKey, choice: Choice) -> Rc<Choice> {
        let choice = Rc::new(choice);
        self.choices.borrow_mut().insert(key, choice.clone());
        choice
    }

    /// What a health check of Route 53 says, if it was asked before.
    pub(in crate::simulate) fn check(&self, id: &str) -> Option<CheckHealth> {
        self.checks.borrow().get(id).cloned()
    }

    /// Keeps what a health check of Route 53 says.
    pub(in crate::simulate) fn set_check(&self, id: &str, health: CheckHealth) {
        self.checks.borrow_mut().insert(id.to_owned(), health);
    }
}

/// The health of a target as a node sees it.
pub(in crate::simulate) fn of<'a>(
    world: World<'a>,
    node: &'a InterfaceNode,
    target: &Candidate<'a>,
) -> Health {
    let key = (node.id.clone(), target.group.clone(), target.id.clone(), target.port.unwrap_or(0));
    let known = world.health();
    if let Some(health) = known.get(&key) {
        return health;
    }
    // A check that comes back to itself finds what it began with.
    known.set(key.clone(), Health::Healthy);
    let health = find(world, node, target);
    known.set(key, health.clone());
    health
}

fn find<'a>(world: World<'a>, node: &'a InterfaceNode, target: &Candidate<'a>) -> Health {
    let said = |text: String| Health::Unhealthy(Reason { text, code: None, at: None });
    if world.faults.unhealthy.contains(target.id) {
        return said(format!("{} fails its health check.", world.name(target.id)));
    }
    let group = world.network.document.target_group(target.group.as_str());
    let is_checked = group.is_none_or(|group| group.health_check_enabled);
    // AWS calls the health of a target unavailable where nobody checks it.
    let is_ill = |state: &&str| match *state {
        "unhealthy" | "initial" | "OutOfService" => true,
        "unavailable" => is_checked,
        _ => false,
    };
    if let Some(state) = target.state.filter(is_ill) {
        return said(format!("{} is said to be {state}.", world.name(target.id)));
    }
    if !is_checked {
        return Health::Healthy;
    }
    let Some(address) = target.address else {
        return Health::Healthy;
    };
    let port = match group {
        Some(group) => group.port_of_check(target.port),
        None => port_of_classic_check(world, target).or(target.port),
    };
    let family = Family::of(address);
    let (Some(port), Some(own)) = (port, node.first_address(family)) else { return Health::Unknown };
    let header = Header {
        family,
        protocol: Protocol::Tcp,
        source: own,
        source_port: Some(49152),
        destination: address,
        destination_port: Some(port),
        icmp_type: None,
        icmp_code: None,
    };
    let to = target.interface.map_or(Target::Address, Target::Interface);
    let plan = Plan {
        from: Sender::Interface(node),
        function: None,
        to,
        header,
        client_ports: ports::WIDE,
        service: None,
        host_name: None,
        request: None,
    };
    let trace = branch::check_health(world, &plan);
    match (trace.verdict, trace.blockers.first()) {
        (Verdict::Dropped | Verdict::Rejected, Some(blocker)) => Health::Unhealthy(Reason {
            text: blocker.message.text.clone(),
            code: Some(blocker.code),
            at: Some((blocker.at.clone(), blocker.decided_by.resource.clone())),
        }),
        (Verdict::Unknown, _) => Health::Unknown,
        _ => Health::Healthy,
    }
}

/// `HTTP:80/index.html` and `TCP:443` name a port.
fn port_of_classic_check(world: World<'_>, target: &Candidate<'_>) -> Option<u16> {
    let balancer = world.network.document.load_balancer(target.group.as_str())?;
    let check = balancer.health_check.as_ref()?.target.as_deref()?;
    let after = check.split_once(':')?.1;
    after.split('/').next()?.parse().ok()
}
