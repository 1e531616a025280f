//! Which edges keep their way after a change: those of which both ends have stayed, or moved together, while nothing
//! near them has come, gone or moved.

use netyard_core::ordered::IntoOrdered;
use std::collections::BTreeMap;
use std::sync::Arc;

use rstar::{AABB, RTree, primitives::GeomWithData, primitives::Rectangle};

use super::{Edge, Wanted};
use crate::geometry::{Point, Rect};
use crate::node::Node;
use crate::scene::Scene;
use crate::shape;

/// Distance within which a change makes a line look for its way anew.
const NEAR: i32 = 3 * shape::EDGE_CLEARANCE;

/// How far a node has moved; `None` where it is new, gone or changed in size.
type Shift = Option<(i32, i32)>;

/// The ways of the scene before, and what has changed since.
pub(super) struct KeptWays<'a> {
    before: &'a Scene,
    after: &'a Scene,
    edges: BTreeMap<(usize, usize), usize>,
    changes: RTree<GeomWithData<Rectangle<[i32; 2]>, Shift>>,
}

impl<'a> KeptWays<'a> {
    /// Compares two scenes.
    pub(super) fn between(before: &'a Scene, after: &'a Scene) -> Self {
        let mut changes = Vec::new();
        let mut note = |node: &Node, shift: Shift| {
            let solid = solid(node);
            let corners = Rectangle::from_corners([solid.x, solid.y], [solid.right(), solid.bottom()]);
            changes.push(GeomWithData::new(corners, shift));
        };
        if !before.edges().is_empty() {
            for node in after.nodes() {
                match before.node(node.key.as_str()) {
                    Some(old) if is_same(old, node) => {}
                    Some(old) => {
                        let shift = shift(old, node);
                        note(old, shift);
                        note(node, shift);
                    }
                    None => note(node, None),
                }
            }
            for old in before.nodes().iter().filter(|old| after.node(old.key.as_str()).is_none()) {
                note(old, None);
            }
        }
        let edges = before.edges().iter().enumerate().map(|(at, edge)| ((edge.from, edge.to), at)).into_map();
        Self { before, after, edges, changes: RTree::bulk_load(changes) }
    }

    /// The edges of the scene before, where the same lines are wanted between nodes that all stand as they stood.
    pub(super) fn all_of(&self, wanted: &[Wanted]) -> Option<Arc<Vec<Edge>>> {
        let (before, after) = (self.before, self.after);
        let is_quiet = self.changes.size() == 0
            && before.nodes().len() == after.nodes().len()
            && before
                .nodes()
                .iter()
                .zip(after.nodes())
                .all(|(old, new)| old.key == new.key && old.parent == new.parent);
        let is_wanted = |(edge, line): (&Edge, &Wanted)| {
            (edge.kind, edge.from, edge.to) == (line.kind, line.from, line.to)
                && (edge.at_rest, edge.is_dashed, &edge.label) == (line.at_rest, line.is_dashed, &line.label)
                && edge.is_thing() == line.thing.is_some()
                && line.thing.as_ref().is_none_or(|thing| edge.id == thing.as_str())
        };
        let is_all = is_quiet
            && before.edges().len() == wanted.len()
            && before.edges().iter().zip(wanted).all(is_wanted);
        is_all.then(|| Arc::clone(&before.edges))
    }

    /// The way that a line may keep, moved along with its ends.
    pub(super) fn way_of(&self, line: &Wanted) -> Option<Vec<Point>> {
        let (from, old_from) = self.pair(line.from)?;
        let (to, old_to) = self.pair(line.to)?;
        let edge = self.before.edges().get(*self.edges.get(&(old_from, old_to))?)?;
        let moved = shift(self.before.nodes().get(old_from)?, from)?;
        if shift(self.before.nodes().get(old_to)?, to)? != moved || edge.at_rest != line.at_rest {
            return None;
        }
        let around = edge.points.iter().map(|point| Rect::new(point.x, point.y, 0, 0));
        let around = around.reduce(|all, rect| all.union(&rect))?.grown(NEAR);
        let is_quiet = [around, around.moved(moved.0, moved.1)].iter().all(|area| {
            let envelope = AABB::from_corners([area.x, area.y], [area.right(), area.bottom()]);
            self.changes.locate_in_envelope_intersecting(envelope).all(|change| change.data == Some(moved))
        });
        is_quiet.then(|| edge.points.iter().map(|point| point.moved(moved.0, moved.1)).collect())
    }

    /// A node, and the place that it had before.
    fn pair(&self, at: usize) -> Option<(&'a Node, usize)> {
        let node = self.after.nodes().get(at)?;
        Some((node, self.before.index_of(node.key.as_str())?))
    }
}

/// Whether a node is no other obstacle than before.
fn is_same(old: &Node, new: &Node) -> bool {
    old.rect == new.rect
        && old.kind == new.kind
        && old.folded == new.folded
        && old.label_box() == new.label_box()
}

/// How far a node has moved without changing its size.
fn shift(old: &Node, new: &Node) -> Shift {
    let is_whole = (old.rect.w, old.rect.h, old.kind) == (new.rect.w, new.rect.h, new.kind);
    is_whole.then(|| (new.rect.x - old.rect.x, new.rect.y - old.rect.y))
}

/// What of a node stands in the way of lines: all of a part, the header of a container.
fn solid(node: &Node) -> Rect {
    if !node.is_container() {
        return node.hull();
    }
    let header = Rect { h: node.kind.header(), ..node.rect };
    node.label_box().map_or(header, |label| label.union(&header))
}
