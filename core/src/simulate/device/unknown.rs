//! A target that the drawing does not know well enough: knowledge ends there.

use crate::model::{Resource, ResourceId};
use crate::simulate::place::Place;
use crate::simulate::walk::Walk;
use crate::topology::SubnetNode;

/// Ends the walk with `UNKNOWN`: at the target if the drawing holds it, else at the subnet whose route names it.
pub(super) fn run<'a>(walk: &mut Walk<'a>, id: &'a ResourceId, from: &'a SubnetNode) -> Place<'a> {
    let world = walk.world;
    match world.network.resource(id.as_str()) {
        Some(Resource::TransitGateway(_)) => {
            let missing = format!(
                "What {} does with a packet is not known: its attachments were not read.",
                world.name(id)
            );
            walk.unknown(id, missing);
        }
        Some(endpoint) if endpoint.is_gateway_load_balancer_endpoint() => {
            let missing = format!(
                "The subnet of {} is not known: its network interface is not in the drawing.",
                world.name(id)
            );
            walk.unknown(id, missing);
        }
        Some(resource) => {
            let missing = format!(
                "What {} does with a packet is not known: a resource of type {} cannot be simulated.",
                world.name(id),
                resource.type_name()
            );
            walk.unknown(id, missing);
        }
        None => {
            walk.unknown(
                &from.id,
                format!("What is behind {id} is not known: the drawing does not hold it."),
            );
        }
    }
    Place::Over
}
