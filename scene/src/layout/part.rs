//! The tree of what is drawn, before anything has a place.

use netyard_core::model::reserved::service_of;
use netyard_core::model::{Placement, ResourceId};

use crate::fit::bold_width;
use crate::geometry::{Point, Rect};
use crate::node::{NodeKind, TILE_NAME_ROOM, VPC_NAME_MOST, tile_name_box, tile_name_spot};
use crate::shape;
use crate::text_width::{TextStyle, text_width};
use crate::watched::{Watched, card_text_right};

/// A thing to draw with its children, and, once measured, its place in its parent.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) key: ResourceId,
    pub(super) kind: NodeKind,
    pub(super) parent: Option<usize>,
    pub(super) children: Vec<usize>,
    pub(super) name: String,
    pub(super) meta: String,
    pub(super) glyph: &'static str,
    pub(super) has_public_address: bool,
    /// The flow logs that watch it.
    pub(super) watched: Watched,
    pub(super) is_dashed: bool,
    pub(super) folded: Option<u32>,
    /// For a folded container, what it hides, in words.
    pub(super) inside: String,
    /// Whether it lies in a folded container.
    pub(super) hidden: bool,
    /// The place that the document gives it.
    pub(super) placement: Option<Placement>,
    /// Its upper left corner, from the inside corner of its parent.
    pub(super) at: Point,
    /// Its frame, from `at`; a container that holds something left of or above its inside corner begins before it.
    pub(super) frame: Rect,
    /// Least outer size that its surroundings ask of it.
    pub(super) stretch: (i32, i32),
    /// Room below it, for what stands there and counts for it alone.
    pub(super) below: (i32, i32),
}

impl Part {
    /// A part without children and place.
    pub(super) fn new(key: ResourceId, kind: NodeKind, glyph: &'static str) -> Self {
        Self {
            key,
            kind,
            parent: None,
            children: Vec::new(),
            name: String::new(),
            meta: String::new(),
            glyph,
            has_public_address: false,
            watched: Watched::default(),
            is_dashed: false,
            folded: None,
            inside: String::new(),
            hidden: false,
            placement: None,
            at: Point::default(),
            frame: Rect::default(),
            stretch: (0, 0),
            below: (0, 0),
        }
    }

    /// The place that the document gives it as a box: its corner.
    pub(super) fn placed_at(&self) -> Option<Point> {
        match self.placement {
            Some(Placement::Box { x, y, .. }) => Some(Point::new(tame(x), tame(y))),
            _ => None,
        }
    }

    /// The size that the document gives it.
    pub(super) fn placed_size(&self) -> (i32, i32) {
        match self.placement {
            Some(Placement::Box { w, h, .. }) => {
                (w.unwrap_or(0).clamp(0, LARGEST), h.unwrap_or(0).clamp(0, LARGEST))
            }
            _ => (0, 0),
        }
    }

    /// Its frame in the coordinates of its parent.
    pub(super) fn rect(&self) -> Rect {
        self.frame.moved(self.at.x, self.at.y)
    }

    /// The width of a card that is at least `least` wide and holds its second line whole, and the name of a service of
    /// AWS or of a zone, which nobody can make shorter.
    pub(super) fn card_width(&self, least: i32) -> i32 {
        let right = card_text_right(self.has_public_address, self.watched);
        let is_service = matches!(service_of(self.key.as_str()), Some((_, Some(_))));
        let name = match self.glyph {
            "zone" => bold_width(&self.name, TextStyle::Name).min(ZONE_NAME_MOST),
            _ if is_service => bold_width(&self.name, TextStyle::Name),
            _ => 0,
        };
        let needed = shape::CARD_TEXT_LEFT + name.max(text_width(&self.meta, TextStyle::Meta)) + right;
        let missing = (needed - least).max(0);
        least + (missing + shape::CARD_WIDTH_STEP - 1) / shape::CARD_WIDTH_STEP * shape::CARD_WIDTH_STEP
    }

    /// The width of its name as the name of a tile.
    pub(super) fn tile_name_width(&self) -> i32 {
        text_width(&self.name, TextStyle::Label).min(TILE_NAME_ROOM)
    }

    /// Its frame with the name of a tile, in the coordinates of its parent.
    pub(super) fn hull(&self) -> Rect {
        let rect = self.rect();
        let spot = tile_name_spot(self.kind, &rect);
        spot.map_or(rect, |spot| rect.union(&tile_name_box(spot, self.tile_name_width())))
    }

    /// The width that the header asks of a container: its address whole, its name up to a usual length.
    pub(super) fn header_width(&self) -> i32 {
        const NAME_USUAL: i32 = 120;
        let (style, most) = match self.kind {
            NodeKind::Vpc | NodeKind::Site => (TextStyle::Title, VPC_NAME_MOST),
            _ => (TextStyle::Label, NAME_USUAL),
        };
        let name = text_width(&self.name, style).min(most);
        let meta = if self.meta.is_empty() { 0 } else { 8 + text_width(&self.meta, TextStyle::Meta) };
        let sign = self.watched.header_room(self.kind);
        match self.kind {
            NodeKind::Vpc | NodeKind::Site => 32 + sign + name + meta + 10,
            NodeKind::Subnet { .. } => 27 + sign + name + meta + 10,
            NodeKind::Account | NodeKind::Region | NodeKind::Zone => 80 + name + meta,
            _ => 0,
        }
    }
}

/// The name of a zone is cut beyond this.
const ZONE_NAME_MOST: i32 = 240;

/// A file may hold any number; beyond this a drawing is no drawing, and sums stay far from the range of `i32`.
const LARGEST: i32 = 1_000_000;

fn tame(value: i32) -> i32 {
    value.clamp(-LARGEST, LARGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(key: &str, name: &str) -> i32 {
        let mut part = Part::new(ResourceId::new(key), NodeKind::Card, "ddb");
        part.name = name.to_owned();
        part.card_width(shape::CARD_WIDTH)
    }

    #[test]
    fn the_name_of_a_service_is_never_cut_at_its_size() {
        assert_eq!(card("s3:eu-west-1", "Amazon S3"), shape::CARD_WIDTH);
        let wide = card("dynamodb:eu-west-1", "Amazon DynamoDB");
        let room = wide - shape::CARD_TEXT_LEFT - shape::CARD_TEXT_RIGHT;
        assert!(room >= bold_width("Amazon DynamoDB", TextStyle::Name), "{wide}");
        // What people name themselves may be long.
        assert_eq!(card("i-1", "a-long-name-that-somebody-gave-it"), shape::CARD_WIDTH);
    }
}
