//! What is written of a component in a word of which nobody knows what it does to packets: a state that AWS does not know, or
//! in which some packets may pass and some not, a kind of gateway that does not exist. A packet that needs it ends `UNKNOWN`.

use super::state::Part;
use super::world::World;
use crate::model::{Resource, ResourceId, words};
use crate::topology::{InterfaceNode, ManagedServiceNode, NatNode};

/// Where knowledge ends, and what is missing.
pub(super) type Unclear<'a> = (&'a ResourceId, String);

/// What nobody knows of a component.
pub(super) fn of<'a>(world: World<'a>, part: Part<'a>) -> Option<Unclear<'a>> {
    match part {
        Part::Interface(node) => match world.service(node) {
            Some(service) => service_in(world, service).map(|missing| (&service.id, missing)),
            None => behind(world, node),
        },
        Part::Nat(node) => kind_of_nat(world, node).map(|missing| (&node.id, missing)),
        Part::Endpoint(_)
        | Part::Hub(_)
        | Part::Attachment(..)
        | Part::ConnectPeer(..)
        | Part::VpnGateway(_)
        | Part::Firewall(_)
        | Part::CustomerGateway(_) => None,
    }
}

/// What nobody knows of a managed service: whether packets pass in its state, or what kind it is of.
pub(super) fn service_in<'a>(world: World<'a>, service: &'a ManagedServiceNode) -> Option<String> {
    let name = world.name(&service.id);
    let written = world.network.document.resource(service.id.as_str());
    if !service.knows_state() {
        let usual = written.and_then(Resource::service_state).map(|(_, usual)| usual).unwrap_or_default();
        return Some(format!(
            "Whether packets pass {name} in the state \"{}\" is not known. Write \"{usual}\" where they do.",
            service.state
        ));
    }
    match written? {
        Resource::Task(task) => {
            of_word(name, ("network mode", task.network_mode.as_deref()?), words::NETWORK_MODE)
        }
        Resource::TransferServer(server) => {
            of_word(name, ("endpoint type", &server.endpoint_type), words::TRANSFER_ENDPOINT)
        }
        _ => None,
    }
}

/// An interface of something that is drawn and holds none by its kind: an endpoint of a type that nobody knows, or a resource of
/// a type that is not simulated.
fn behind<'a>(world: World<'a>, node: &'a InterfaceNode) -> Option<Unclear<'a>> {
    let document = &world.network.document;
    let named = document.network_interface(node.id.as_str())?.instance_id()?;
    let (id, resource) = document.resources.get_key_value(named)?;
    let endpoint = match resource.as_ref() {
        Resource::VpcEndpoint(endpoint) => endpoint,
        Resource::Other(_) => {
            let missing = format!(
                "What {} does with a packet is not known: a resource of type {} cannot be simulated.",
                world.name(id),
                resource.type_name()
            );
            return Some((id, missing));
        }
        _ => return None,
    };
    let missing = format!(
        "What {} does with a packet is not known: it has network interfaces, and endpoints of the type \"{}\" have none. Write {}.",
        world.name(id),
        endpoint.vpc_endpoint_type,
        one_of(words::ENDPOINTS_WITH_INTERFACES)
    );
    Some((id, missing))
}

fn kind_of_nat(world: World<'_>, node: &NatNode) -> Option<String> {
    let written = world.network.document.nat_gateway(node.id.as_str())?;
    let name = world.network.display_name(node.id.as_str());
    of_word(name, ("availability mode", &written.availability_mode), words::AVAILABILITY)
        .or_else(|| of_word(name, ("connectivity type", &written.connectivity_type), words::CONNECTIVITY))
}

/// What is said of a word that is none of those that AWS knows; `None` where it is one.
pub(super) fn of_word(name: &str, (field, word): (&str, &str), known: &[&str]) -> Option<String> {
    (!known.contains(&word)).then(|| {
        let known = one_of(known);
        format!(
            "What {name} does with a packet is not known: it has the {field} \"{word}\", which AWS does not know. Write {known}."
        )
    })
}

/// Words as a choice: "one, two or three".
pub(super) fn one_of(words: &[&str]) -> String {
    match words {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        all => all.concat(),
    }
}
