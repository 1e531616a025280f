//! What serves a VPC and has no interfaces of its own: a card between the zones of the VPC that it names.

use super::gather::{Tree, card, place_card, say_state, vpc_part};
use crate::glyph::{glyph_of_type, glyph_word};
use netyard_core::model::{Document, Resource, ResourceId};

/// The card of such a thing; of anything else nothing.
pub(super) fn add(document: &Document, id: &ResourceId, resource: &Resource, tree: &mut Tree) {
    let glyph = glyph_of_type(glyph_word(resource)).id;
    match resource {
        Resource::VpcEndpointService(service) => {
            let mut part = card(document, id, glyph);
            part.meta = service.load_balancers().first().map_or_else(String::new, |balancer| {
                format!("behind {}", document.display_name(balancer.as_str()))
            });
            say_state(&mut part, &service.service_state, "Available");
            let balancer = service
                .load_balancers()
                .first()
                .and_then(|balancer| document.load_balancer(balancer.as_str()));
            let vpc = balancer.and_then(|balancer| balancer.vpc_id.as_ref());
            let parent = vpc.and_then(|vpc| vpc_part(tree, vpc.as_str()));
            place_card(document, part, parent, tree);
        }
        Resource::TargetGroup(group) => {
            let mut part = card(document, id, glyph);
            let takes = group.port.map(|port| format!(" {port}")).unwrap_or_default();
            part.meta = format!("{}{takes}", group.protocol.as_deref().unwrap_or_default());
            let parent = group.vpc_id.as_ref().and_then(|vpc| vpc_part(tree, vpc.as_str()));
            place_card(document, part, parent, tree);
        }
        Resource::AutoScalingGroup(group) => {
            let mut part = card(document, id, glyph);
            let least = group.min_size.unwrap_or(0);
            part.meta = format!("{least} to {}", group.max_size.unwrap_or(least));
            let subnet = group.vpc_zone_identifier.first().and_then(|id| document.subnet(id.as_str()));
            let vpc = subnet.and_then(|subnet| subnet.vpc_id.as_ref());
            let parent = vpc.and_then(|vpc| vpc_part(tree, vpc.as_str()));
            place_card(document, part, parent, tree);
        }
        Resource::EcsService(service) => {
            let mut part = card(document, id, glyph);
            let desired = service.desired_count.map(|count| format!(" of {count}")).unwrap_or_default();
            let are = service.tasks.len();
            part.meta = format!("{are}{desired} {}", if are == 1 { "task" } else { "tasks" });
            say_state(&mut part, &service.status, "ACTIVE");
            let parent = service.vpc_id(document).and_then(|vpc| vpc_part(tree, vpc.as_str()));
            place_card(document, part, parent, tree);
        }
        Resource::FileSystem(system) => {
            let mut part = card(document, id, glyph);
            part.meta = system.availability_zone_name.clone().unwrap_or_default();
            say_state(&mut part, &system.life_cycle_state, "available");
            let vpc = document.vpc_of_file_system(id.as_str());
            let parent = vpc.and_then(|vpc| vpc_part(tree, vpc.as_str()));
            place_card(document, part, parent, tree);
        }
        Resource::Firewall(firewall) => {
            // It stands behind its endpoints, in every zone: between the zones.
            let mut part = card(document, id, glyph);
            say_state(&mut part, &firewall.status, "READY");
            let vpc = firewall.vpc_id.as_ref().and_then(|vpc| vpc_part(tree, vpc.as_str()));
            place_card(document, part, vpc, tree);
        }
        _ => {}
    }
}
