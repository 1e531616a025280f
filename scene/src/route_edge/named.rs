//! Lines of what decides about names: to the VPCs that it counts for, and from a rule to the endpoint by which it forwards.

use std::collections::BTreeMap;

use netyard_core::model::{Document, Resource, ResourceId};

use super::{EdgeKind, Wanted};
use crate::layout::is_amazons;
use crate::scene::Scene;

/// What counts for more VPCs than this shows its lines while it is selected; its card says how many there are.
const AT_REST_MOST: usize = 4;

/// All of them.
pub(super) fn lines(document: &Document, scene: &Scene, lines: &mut Vec<Wanted>) {
    let mut options: BTreeMap<&ResourceId, Vec<&ResourceId>> = BTreeMap::new();
    for (id, resource) in &document.resources {
        match resource.as_ref() {
            Resource::HostedZone(zone) if zone.config.private_zone => {
                let vpcs = zone.vpcs.iter().filter_map(|vpc| vpc.vpc_id.as_ref());
                associations(scene, id, &vpcs.collect::<Vec<_>>(), lines);
            }
            Resource::ResolverRule(rule) => {
                associations(scene, id, &rule.vpc_ids.iter().collect::<Vec<_>>(), lines);
                let endpoint = rule.resolver_endpoint_id.as_ref();
                let to = endpoint.and_then(|endpoint| scene.shown_by(endpoint.as_str()));
                if let (Some(from), Some(to)) = (scene.shown_by(id.as_str()), to) {
                    lines.push(Wanted::new(EdgeKind::Association, from, to));
                }
            }
            Resource::FirewallRuleGroup(group) => {
                let rows = group.firewall_rule_group_associations.values();
                let vpcs = rows.filter_map(|association| association.vpc_id.as_ref());
                associations(scene, id, &vpcs.collect::<Vec<_>>(), lines);
            }
            Resource::Vpc(vpc) => {
                if let Some(set) = &vpc.dhcp_options_id {
                    options.entry(set).or_default().push(id);
                }
            }
            _ => {}
        }
    }
    for (set, vpcs) in options {
        // AWS's own are no card.
        let is_drawn = document.resource(set.as_str()).is_some_and(|own| !is_amazons(own))
            || scene.index_of(set.as_str()).is_some();
        if is_drawn {
            associations(scene, set, &vpcs, lines);
        }
    }
}

fn associations(scene: &Scene, id: &ResourceId, vpcs: &[&ResourceId], lines: &mut Vec<Wanted>) {
    let Some(from) = scene.shown_by(id.as_str()) else { return };
    let at_rest = vpcs.len() <= AT_REST_MOST;
    for to in vpcs.iter().filter_map(|vpc| scene.shown_by(vpc.as_str())) {
        lines.push(Wanted { at_rest, ..Wanted::new(EdgeKind::Association, from, to) });
    }
}
