//! Where what is selected can be moved to without a pointer: the containers that take it.

use netyard_core::change::Change;
use netyard_scene::{Node, NodeKind};

use crate::containment::{Ground, Home, admits, home_of_resource};
use crate::draft::Draft;
use crate::editor::Editor;
use crate::effect::Effect;
use crate::geometry::Geometry;
use crate::relocate::{Move, NotMoved, ground_of, relocate};
use crate::session::Key;

/// A container that takes what is to be moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// The container; `None` for the open drawing.
    pub container: Option<Key>,
    /// What the container lies in, zones left out: zones and Regions have the same name in many places.
    pub around: Option<Key>,
}

/// With more containers than so many nothing is tried out first; what does not go is then refused in words.
const TRIED: usize = 300;

impl Editor {
    /// Whether something that is selected lies in a container that it could change.
    pub(crate) fn can_change_container(&self) -> bool {
        self.session.selection.keys().iter().any(|key| self.home_in_container(key).is_some())
    }

    /// Asks which container what is selected is to be moved into.
    pub(crate) fn choose_container(&mut self) {
        let geometry = self.whole_geometry().into_owned();
        let selected = self.session.selection.keys();
        let moves_along =
            |key: &Key| geometry.ancestors(key.as_str()).iter().any(|node| selected.contains(&node.key));
        let keys: Vec<Key> = selected
            .iter()
            .filter(|key| self.home_in_container(key).is_some() && !moves_along(key))
            .cloned()
            .collect();
        let destinations = self.destinations(&geometry, &keys);
        if destinations.is_empty() {
            let names = self.names_of(&keys);
            self.refuse_with(
                None,
                format!("No other container of the drawing takes {names}. Draw one first."),
            );
            return;
        }
        self.emit(Effect::ChooseContainer { keys, destinations });
    }

    /// The home of a thing that is held by a container, and could be held by another one.
    fn home_in_container(&self, key: &Key) -> Option<Home> {
        let home = home_of_resource(self.document.resource(key.as_str())?)?;
        let is_held = match home {
            Home::Region
            | Home::Vpc
            | Home::VpcOrSubnet
            | Home::Zone
            | Home::Subnet
            | Home::SubnetOrRegion
            | Home::Border { .. }
            | Home::Site
            | Home::SiteBorder
            | Home::Service
            | Home::RegionBorder => true,
            Home::Open
            | Home::OpenOrAccount
            | Home::World
            | Home::BetweenVpcs
            | Home::OnNetwork
            | Home::OnTraffic
            | Home::OnHub
            | Home::OnPart
            | Home::Name
            | Home::Anywhere => false,
        };
        is_held.then_some(home)
    }

    /// The containers in which all of these would mean something else, in the order of the drawing. Where two mean the
    /// same, as an account and the Region in it, the outer one stands for both.
    fn destinations(&self, geometry: &Geometry, keys: &[Key]) -> Vec<Destination> {
        let homes: Vec<Home> = keys.iter().filter_map(|key| self.home_in_container(key)).collect();
        let suits = |container: Option<&Node>| {
            let ground = ground_of(geometry, container.map(|node| &node.key));
            homes.iter().all(|home| admits(*home, ground) && is_plain(geometry, *home, ground, container))
        };
        let mut containers: Vec<Option<&Node>> =
            geometry.nodes().iter().filter(|node| node.is_container()).map(Some).collect();
        containers.push(None);
        containers.retain(|container| suits(*container));
        let tries = containers.len() <= TRIED;
        let mut outcomes: Vec<Outcome> = Vec::new();
        let mut destinations = Vec::new();
        for container in containers {
            if tries {
                match self.outcome(geometry, keys, container) {
                    Some(outcome) if !outcomes.contains(&outcome) => outcomes.push(outcome),
                    _ => continue,
                }
            } else if keys.iter().all(|key| is_around(geometry, key, container)) {
                continue;
            }
            // Of subnets with one name the VPC tells, not the zone.
            let outer = |node: &Node| geometry.parent(node.key.as_str());
            let around = container.and_then(outer).and_then(|node| match node.kind {
                NodeKind::Zone => outer(node),
                _ => Some(node),
            });
            destinations.push(Destination {
                container: container.map(|node| node.key.clone()),
                around: around.map(|node| node.key.clone()),
            });
        }
        destinations
    }

    /// What a move into that container does, or what is offered instead of it; `None` where it would be refused plainly,
    /// or mean nothing.
    fn outcome(&self, geometry: &Geometry, keys: &[Key], container: Option<&Node>) -> Option<Outcome> {
        let mut ids = self.ids.clone();
        let mut draft = Draft::new(&self.document, &mut ids);
        let asked = Move { keys, dx: 0, dy: 0, target: container.map(|node| &node.key), reparents: true };
        match relocate(&mut draft, geometry, &asked) {
            Ok(_) => {
                let mut changes = draft.finish();
                changes.retain(Change::changes_meaning);
                (!changes.is_empty()).then_some(Outcome::Done(changes))
            }
            Err(NotMoved { message, alternatives }) => {
                (!alternatives.is_empty()).then_some(Outcome::Offered(message))
            }
        }
    }
}

/// What comes of a move.
#[derive(PartialEq)]
enum Outcome {
    /// It is made.
    Done(Vec<Change>),
    /// It is refused with these words, and something else is offered.
    Offered(String),
}

/// Whether a container is the one that a person would name: gateways go to a VPC, not to its subnets, and subnets into a
/// zone where the VPC draws zones.
fn is_plain(geometry: &Geometry, home: Home, ground: Ground, container: Option<&Node>) -> bool {
    match (home, ground) {
        (Home::Border { .. }, Ground::Zone | Ground::Subnet) => false,
        (Home::Zone, Ground::Vpc) => {
            let key = container.map(|node| node.key.as_str());
            !geometry.children(key).any(|node| node.kind == NodeKind::Zone)
        }
        _ => true,
    }
}

/// Whether a thing lies directly in a container, or in the open.
fn is_around(geometry: &Geometry, key: &Key, container: Option<&Node>) -> bool {
    geometry.parent(key.as_str()).map(|node| &node.key) == container.map(|node| &node.key)
}
