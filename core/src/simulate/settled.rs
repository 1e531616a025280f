use super::packet::PortChooser;
use super::ports::Ports;
use crate::model::ResourceId;
use crate::net::PortRange;
use std::collections::BTreeMap;

/// What is settled of what nobody can foresee: which port a client chose, which of several ways AWS took. Nothing at
/// first; one thing more in each branch (R-FLOW-10).
#[derive(Clone)]
pub(super) struct Settled {
    /// The ports of the clients.
    pub(super) ports: Ports,
    /// The way that was taken, by the name of the choice.
    ways: BTreeMap<String, String>,
    /// Whether the walk is a health check of a load balancer, which another one answers by itself.
    pub(super) is_health_check: bool,
    /// The node of a load balancer that answers by itself.
    pub(super) answers: Option<ResourceId>,
}

/// A place where a walk parts: each part is walked by itself.
#[derive(Clone)]
pub(super) struct Split {
    /// The component.
    pub(super) at: ResourceId,
    /// Why.
    pub(super) reason: String,
    /// Into what.
    pub(super) parts: Parts,
}

/// The parts of a split.
#[derive(Clone)]
pub(super) enum Parts {
    /// Some ports of a client pass and others do not.
    Ports {
        /// Who chose them.
        chooser: PortChooser,
        /// The parts of its range.
        ranges: Vec<PortRange>,
    },
    /// AWS takes one of several ways: a zone, a tunnel, a path of equal cost.
    Ways {
        /// The name of the choice; the same name is chosen once for request and reply.
        choice: String,
        /// The ways, as people read them.
        ways: Vec<String>,
        /// How many of a thousand flows take each; empty where nobody can say.
        shares: Vec<u32>,
    },
}

/// One part of a split: how people call it, and what is settled in it.
pub(super) struct Part {
    pub(super) picked: String,
    pub(super) settled: Settled,
    /// How many of a thousand flows take it, where that can be said.
    pub(super) share: Option<u32>,
}

impl Settled {
    pub(super) fn new(client_ports: PortRange) -> Self {
        Self { ports: Ports::new(client_ports), ways: BTreeMap::new(), is_health_check: false, answers: None }
    }

    /// What is settled of a health check.
    pub(super) fn of_health_check(client_ports: PortRange) -> Self {
        Self { is_health_check: true, ..Self::new(client_ports) }
    }

    /// The same, where this node of a load balancer answers by itself.
    pub(super) fn answered_at(&self, node: &ResourceId) -> Self {
        Self { answers: Some(node.clone()), ..self.clone() }
    }

    /// Which of these ways was taken, where that is settled.
    pub(super) fn way(&self, choice: &str, ways: &[String]) -> Option<usize> {
        let taken = self.ways.get(choice)?;
        Some(ways.iter().position(|way| way == taken).unwrap_or(0))
    }

    /// The parts of a split; `name` tells how people call a component.
    pub(super) fn parts(&self, split: &Split, name: impl Fn(&ResourceId) -> String) -> Vec<Part> {
        match &split.parts {
            Parts::Ports { chooser, ranges } => {
                let whose = match chooser {
                    PortChooser::Client => String::new(),
                    PortChooser::Nat(id) => format!(" of {}", name(id)),
                };
                let part = |range: &PortRange| Part {
                    picked: format!("ports {range}{whose}"),
                    settled: Self { ports: self.ports.narrowed(chooser, *range), ..self.clone() },
                    share: None,
                };
                ranges.iter().map(part).collect()
            }
            Parts::Ways { choice, ways, shares } => {
                let part = |(at, way): (usize, &String)| {
                    let mut settled = self.clone();
                    settled.ways.insert(choice.clone(), way.clone());
                    Part { picked: way.clone(), settled, share: shares.get(at).copied() }
                };
                ways.iter().enumerate().map(part).collect()
            }
        }
    }
}
