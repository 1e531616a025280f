//! What every export gives: the text, and what of the drawing the form does not carry.

use netyard_core::model::{Document, NetworkInterface, Resource, ResourceId};
use netyard_core::routing::RoutedNetwork;
use netyard_scene::Scene;
use netyard_scene::scene::SceneInput;

/// A drawing in another form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The text. The same drawing gives the same text, to the byte.
    pub text: String,
    /// What the form does not carry, a sentence each; empty where it carries everything.
    pub left_out: Vec<String>,
}

/// The drawing as it is laid out: what pictures and diagrams are written from.
pub(crate) fn laid_out(document: &Document) -> Scene {
    let network = RoutedNetwork::build(document);
    let (public, unknown) = (network.public_subnets(), network.unknown_subnets());
    Scene::build(&SceneInput { unknown_subnets: &unknown, ..SceneInput::new(document, &public) })
}

/// What lies right in every node of a scene, in its order.
pub(crate) fn inside(scene: &Scene) -> Vec<Vec<usize>> {
    let mut inside = vec![Vec::new(); scene.nodes().len()];
    for (at, node) in scene.nodes().iter().enumerate() {
        if let Some(children) = node.parent.and_then(|parent| inside.get_mut(parent)) {
            children.push(at);
        }
    }
    inside
}

/// "1 line", "3 lines".
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// What no diagram carries, whatever its form.
pub(crate) const RULES_STAY_BEHIND: &str =
    "Rules of security groups and network ACLs, tags, findings and expectations are not in a diagram.";

/// Whether something holds an interface that the drawing does not name: a service of AWS that made it. Nobody makes such
/// an interface, so no template may.
pub(crate) fn is_of_a_service(interface: &NetworkInterface) -> bool {
    interface.attachment.is_some() && interface.instance_id().is_none()
}

/// How sentences name a thing: what it is, what people call it, and its id.
pub(crate) fn called(document: &Document, id: &ResourceId) -> String {
    let name = document.display_name(id.as_str());
    let resource = document.resource(id.as_str());
    let label =
        resource.and_then(Resource::resource_type).map_or("Node", netyard_core::model::ResourceType::label);
    if name == id.as_str() { format!("{label} {id}") } else { format!("{label} {name} ({id})") }
}
