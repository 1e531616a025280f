//! A drawing as a small picture: what it consists of, and nothing that would have to be read.

use std::fmt::Write as _;

use crate::geometry::{Point, Rect};
use crate::node::{Node, NodeKind};
use crate::route_edge::{Edge, EdgeKind};
use crate::scene::Scene;

/// Space round the drawing.
const MARGIN: f64 = 3.0;
/// The side of the square that stands for a part.
const PART: f64 = 5.0;

/// A small picture as path data, one path for each look: a handful of elements, however much there is to see.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Thumbnail {
    /// Peerings, attachments, VPN connections, lines to services and of what decides about names.
    pub lines: String,
    /// VPCs and sites.
    pub vpcs: String,
    /// Public subnets.
    pub public: String,
    /// Private subnets.
    pub private: String,
    /// Parts and gateways.
    pub parts: String,
}

impl Thumbnail {
    /// The picture of a scene in a box of this size, to a tenth of a unit.
    pub fn new(scene: &Scene, width: f64, height: f64) -> Self {
        let mut picture = Self::default();
        let Some(all) = scene
            .nodes()
            .iter()
            .filter(|node| is_shown(node))
            .map(|node| node.rect)
            .reduce(|a, b| a.union(&b))
        else {
            return picture;
        };
        let place = Place::of(&all, width, height);
        for edge in scene.edges().iter().filter(|edge| edge.at_rest) {
            place.line(&mut picture.lines, edge);
        }
        for node in scene.nodes().iter().filter(|node| is_shown(node)) {
            match node.kind {
                NodeKind::Vpc | NodeKind::Site => place.frame(&mut picture.vpcs, &node.rect, 3.0),
                NodeKind::Subnet { public: Some(true) } => place.frame(&mut picture.public, &node.rect, 2.0),
                NodeKind::Subnet { .. } => place.frame(&mut picture.private, &node.rect, 2.0),
                _ => place.square(&mut picture.parts, node.rect.center()),
            }
        }
        picture
    }
}

/// Frames of Regions and zones say nothing at this size, and notes are text.
fn is_shown(node: &Node) -> bool {
    !matches!(node.kind, NodeKind::Account | NodeKind::Region | NodeKind::Zone | NodeKind::Note)
}

/// Where the drawing lies in the picture.
struct Place {
    scale: f64,
    left: f64,
    top: f64,
}

impl Place {
    fn of(all: &Rect, width: f64, height: f64) -> Self {
        let room = |size: f64, length: i32| (size - 2.0 * MARGIN) / f64::from(length.max(1));
        // A single VPC is not blown up to the whole picture.
        let scale = room(width, all.w).min(room(height, all.h)).min(0.16);
        let left = (width - f64::from(all.w) * scale) / 2.0 - f64::from(all.x) * scale;
        let top = (height - f64::from(all.h) * scale) / 2.0 - f64::from(all.y) * scale;
        Self { scale, left, top }
    }

    fn x(&self, x: i32) -> f64 {
        f64::from(x).mul_add(self.scale, self.left)
    }

    fn y(&self, y: i32) -> f64 {
        f64::from(y).mul_add(self.scale, self.top)
    }

    fn frame(&self, out: &mut String, rect: &Rect, radius: f64) {
        let (w, h) = (f64::from(rect.w) * self.scale, f64::from(rect.h) * self.scale);
        rounded(out, (self.x(rect.x), self.y(rect.y)), (w, h), radius);
    }

    fn square(&self, out: &mut String, middle: Point) {
        let corner = (self.x(middle.x) - PART / 2.0, self.y(middle.y) - PART / 2.0);
        rounded(out, corner, (PART, PART), 1.2);
    }

    fn line(&self, out: &mut String, edge: &Edge) {
        let is_shown = matches!(
            edge.kind,
            EdgeKind::Peering | EdgeKind::Attachment | EdgeKind::Vpn | EdgeKind::Association
        );
        if !is_shown {
            return;
        }
        for (nth, point) in edge.points.iter().enumerate() {
            // Writing to a string cannot fail.
            let _ = write!(
                out,
                "{}{} {}",
                if nth == 0 { 'M' } else { 'L' },
                tenth(self.x(point.x)),
                tenth(self.y(point.y))
            );
        }
    }
}

/// A rectangle with round corners: its upper left corner, its size, the radius.
fn rounded(out: &mut String, corner: (f64, f64), size: (f64, f64), radius: f64) {
    let radius = radius.min(size.0 / 2.0).min(size.1 / 2.0);
    let lengths = [corner.0 + radius, corner.1, size.0 - 2.0 * radius, size.1 - 2.0 * radius, radius];
    let [x, y, wide, high, r] = lengths.map(tenth);
    let _ = write!(
        out,
        "M{x} {y}h{wide}a{r} {r} 0 0 1 {r} {r}v{high}a{r} {r} 0 0 1-{r} {r}h-{wide}a{r} {r} 0 0 1-{r}-{r}v-{high}a{r} {r} 0 0 1 {r}-{r}z"
    );
}

/// The number in tenths, without a zero that says nothing.
fn tenth(number: f64) -> f64 {
    // Minus zero would be written with its sign.
    (number * 10.0).round() / 10.0 + 0.0
}
