//! Which badges the drawing carries at a level of detail: on each part, or gathered at its subnet or VPC.

use super::painter::Badge;
use netyard_core::model::ResourceId;
use netyard_core::rules::Severity;
use netyard_scene::geometry::Side;
use netyard_scene::node::NodeKind;
use netyard_scene::{LevelOfDetail, Scene};
use std::collections::BTreeMap;

/// The badges for these findings.
pub(super) fn badges(
    findings: &BTreeMap<ResourceId, (Severity, usize)>,
    scene: &Scene,
    level: LevelOfDetail,
    zoom: f64,
) -> BTreeMap<ResourceId, Badge> {
    let mut badges: BTreeMap<ResourceId, Badge> = BTreeMap::new();
    for (key, (worst, count)) in findings {
        let Some(at) = scene.index_of(key.as_str()) else { continue };
        let holder = match level {
            LevelOfDetail::Quarter => {
                scene.container_of(at, |kind| matches!(kind, NodeKind::Vpc | NodeKind::Site))
            }
            LevelOfDetail::Half => scene.container_of(at, |kind| matches!(kind, NodeKind::Subnet { .. })),
            LevelOfDetail::Full | LevelOfDetail::Double => None,
        };
        let Some(node) = scene.nodes().get(holder.unwrap_or(at)) else { continue };
        let badge = badges.entry(node.key.clone()).or_insert_with(|| Badge {
            worst: *worst,
            count: 0,
            frame: node.drawn_rect(level),
            is_low: matches!(node.kind, NodeKind::BorderTile { side: Side::Top | Side::Right }),
            far: 1.0 / zoom.min(1.0),
        });
        badge.worst = badge.worst.min(*worst);
        badge.count += count;
    }
    badges
}
