//! What is drawn: one node for each box, tile, card and note, with absolute places.

use std::borrow::Cow;

use netyard_core::model::ResourceId;

use crate::geometry::{Point, Rect, Side};
use crate::level_of_detail::LevelOfDetail;
use crate::shape;
use crate::text_width::{TextStyle, cut_in_the_middle, text_width};
use crate::watched::Watched;

/// The sign before the name of a subnet that is public, private or neither as far as is known.
pub fn subnet_sign(public: Option<bool>) -> &'static str {
    match public {
        Some(true) => "public",
        Some(false) => "private",
        None => "help",
    }
}

/// The form in which a node is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// A frame of long dashes with its name and account id on the border.
    Account,
    /// A frame of round dots with its name on the border.
    Region,
    /// A box with a header strip of 28.
    Vpc,
    /// An on-premises site: a box with a header strip of 28, small corners, in grey.
    Site,
    /// A dashed frame with its name on the border.
    Zone,
    /// A box with a header strip of 24; public or private is derived, never set.
    Subnet {
        /// Whether it has a route to an internet gateway (R-RT-40); none where its routes are not known.
        public: Option<bool>,
    },
    /// A card with glyph, name and one line more.
    Card,
    /// A tile on the border of its parent, name outside.
    BorderTile {
        /// The side of the parent that it sits on.
        side: Side,
    },
    /// A tile in the middle of a double line, name below.
    LinkTile,
    /// A free text.
    Note,
}

impl NodeKind {
    /// Whether other nodes can lie inside.
    pub fn is_container(self) -> bool {
        matches!(
            self,
            Self::Account | Self::Region | Self::Vpc | Self::Site | Self::Zone | Self::Subnet { .. }
        )
    }

    /// The distance from the sides of a container to its inside corner and back: top, right, bottom, left.
    ///
    /// Placements of what is inside are measured from the inside corner.
    pub fn insets(self) -> Insets {
        match self {
            Self::Account => Insets {
                top: shape::ACCOUNT_TOP,
                right: shape::ACCOUNT_PADDING,
                bottom: shape::ACCOUNT_PADDING,
                left: shape::ACCOUNT_PADDING,
            },
            Self::Region => Insets {
                top: shape::REGION_TOP,
                right: shape::REGION_PADDING,
                bottom: shape::REGION_PADDING,
                left: shape::REGION_PADDING,
            },
            Self::Vpc => Insets {
                top: shape::VPC_HEADER + shape::GATEWAY_LANE,
                right: shape::VPC_PADDING,
                bottom: shape::VPC_PADDING,
                left: shape::VPC_PADDING,
            },
            Self::Site => Insets {
                top: shape::VPC_HEADER + shape::SITE_TOP,
                right: shape::VPC_PADDING,
                bottom: shape::VPC_PADDING,
                left: shape::VPC_PADDING,
            },
            Self::Zone => Insets {
                top: shape::ZONE_TOP,
                right: shape::PADDING,
                bottom: shape::ZONE_BOTTOM,
                left: shape::PADDING,
            },
            Self::Subnet { .. } => Insets {
                top: shape::SUBNET_HEADER + shape::SUBNET_TOP,
                right: shape::PADDING,
                bottom: shape::PADDING + shape::SUBNET_TOP,
                left: shape::PADDING,
            },
            Self::Card | Self::BorderTile { .. } | Self::LinkTile | Self::Note => Insets::default(),
        }
    }

    /// Height of the header strip: the handle that selects and drags; no part is placed on it.
    pub fn header(self) -> i32 {
        match self {
            Self::Vpc | Self::Site => shape::VPC_HEADER,
            Self::Subnet { .. } => shape::SUBNET_HEADER,
            _ => 0,
        }
    }

    /// Radius of the corners.
    pub fn radius(self) -> i32 {
        match self {
            Self::Account => shape::ACCOUNT_RADIUS,
            Self::Region => shape::REGION_RADIUS,
            Self::Vpc => shape::VPC_RADIUS,
            Self::Site => shape::SITE_RADIUS,
            Self::Zone => shape::ZONE_RADIUS,
            Self::Subnet { .. } => shape::SUBNET_RADIUS,
            Self::Card => shape::CARD_RADIUS,
            Self::BorderTile { .. } | Self::LinkTile => shape::BORDER_TILE_RADIUS,
            Self::Note => 4,
        }
    }
}

/// Distances from the four sides inwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Insets {
    /// From the top.
    pub top: i32,
    /// From the right.
    pub right: i32,
    /// From the bottom.
    pub bottom: i32,
    /// From the left.
    pub left: i32,
}

/// Where a text begins, ends or has its middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Anchor {
    /// The text begins at the spot.
    Start,
    /// The text has its middle at the spot.
    Middle,
    /// The text ends at the spot.
    End,
}

/// The spot of a text: `y` is its baseline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextSpot {
    /// Where the anchor lies.
    pub x: i32,
    /// The baseline.
    pub y: i32,
    /// How the text lies at `x`.
    pub anchor: Anchor,
}

/// One drawn thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The id of the resource, a reserved id (`internet`), the key of a zone (`vpc-…/eu-west-1a`) or of a Region in an
    /// account (`account-…/eu-west-1`), or the id of a note.
    pub key: ResourceId,
    /// Its form.
    pub kind: NodeKind,
    /// The node that it lies in; its place in [`Scene::nodes`](crate::Scene::nodes).
    pub parent: Option<usize>,
    /// How many containers it lies in, accounts apart.
    pub depth: u16,
    /// Its frame.
    pub rect: Rect,
    /// Its inside corner: placements of what is inside are measured from here. For parts, the upper left corner.
    pub origin: Point,
    /// Its whole name.
    pub name: String,
    /// The second line of a card, the CIDR of a container, the text of a note; empty where there is none.
    pub meta: String,
    /// Id of its glyph.
    pub glyph: &'static str,
    /// Whether it has a public address: a globe at the right inside.
    pub has_public_address: bool,
    /// The flow logs that watch it.
    pub watched: Watched,
    /// Whether its outline is dashed: stopped, failed, not attached, or without its CIDR.
    pub is_dashed: bool,
    /// For a folded container, how many parts it hides.
    pub folded: Option<u32>,
    /// For a folded container, what it hides, in words: "4 subnets, 8 instances".
    pub inside: String,
}

impl Node {
    /// Whether other nodes can lie inside.
    pub fn is_container(&self) -> bool {
        self.kind.is_container() && self.folded.is_none()
    }

    /// Style of the name.
    pub fn name_style(&self) -> TextStyle {
        match self.kind {
            NodeKind::Vpc | NodeKind::Site => TextStyle::Title,
            NodeKind::Card => TextStyle::Name,
            NodeKind::Note => TextStyle::Meta,
            _ => TextStyle::Label,
        }
    }

    /// The word before the name on the border of an account, a Region or a zone.
    pub fn legend(&self) -> &'static str {
        match self.kind {
            NodeKind::Account => "Account",
            NodeKind::Region => "Region",
            NodeKind::Zone => "AZ",
            _ => "",
        }
    }

    /// Where the name stands. In a header the second text follows the name at a distance of 8.
    pub fn name_spot(&self) -> TextSpot {
        let rect = &self.rect;
        let sign = self.watched.header_room(self.kind);
        let (x, y, anchor) = match self.kind {
            NodeKind::Account | NodeKind::Region | NodeKind::Zone => (rect.x + 22, rect.y + 4, Anchor::Start),
            NodeKind::Vpc | NodeKind::Site => (rect.x + 32 + sign, rect.y + 20, Anchor::Start),
            NodeKind::Subnet { .. } => (rect.x + 27 + sign, rect.y + 18, Anchor::Start),
            NodeKind::Card => (rect.x + shape::CARD_TEXT_LEFT, rect.y + 18, Anchor::Start),
            NodeKind::BorderTile { .. } | NodeKind::LinkTile => {
                return tile_name_spot(self.kind, rect).unwrap_or(TextSpot {
                    x: 0,
                    y: 0,
                    anchor: Anchor::Start,
                });
            }
            NodeKind::Note => (rect.x + 10, rect.y + 18, Anchor::Start),
        };
        TextSpot { x, y, anchor }
    }

    /// Where the second line of a card begins.
    pub fn meta_spot(&self) -> TextSpot {
        TextSpot { x: self.rect.x + shape::CARD_TEXT_LEFT, y: self.rect.y + 33, anchor: Anchor::Start }
    }

    /// Where a folded container says what it holds: in the middle of what is left below its header.
    pub fn inside_spot(&self) -> TextSpot {
        let header = self.kind.header();
        let y = self.rect.y + header + (self.rect.h - header) / 2 + 3;
        TextSpot { x: self.rect.x + 12, y, anchor: Anchor::Start }
    }

    /// The upper left corner of the glyph, and its size.
    pub fn glyph_box(&self) -> Option<Rect> {
        let Rect { x, y, w, .. } = self.rect;
        match self.kind {
            NodeKind::Vpc | NodeKind::Site => Some(Rect::new(x + 11, y + 8, 16, 16)),
            NodeKind::Subnet { .. } => Some(Rect::new(x + 9, y + 7, 14, 14)),
            NodeKind::Card => Some(Rect::new(x + 11, y + 11, shape::CARD_GLYPH, shape::CARD_GLYPH)),
            NodeKind::BorderTile { .. } | NodeKind::LinkTile => {
                let inset = (w - shape::BORDER_TILE_GLYPH) / 2;
                Some(Rect::new(x + inset, y + inset, shape::BORDER_TILE_GLYPH, shape::BORDER_TILE_GLYPH))
            }
            NodeKind::Account | NodeKind::Region | NodeKind::Zone | NodeKind::Note => None,
        }
    }

    /// Room for the name in drawing units.
    pub fn name_room(&self) -> i32 {
        let after = match self.kind {
            NodeKind::Card => return self.rect.w - shape::CARD_TEXT_LEFT - self.card_text_right(),
            NodeKind::BorderTile { .. } | NodeKind::LinkTile => return TILE_NAME_ROOM,
            NodeKind::Note => return self.rect.w,
            NodeKind::Vpc | NodeKind::Site => 32,
            NodeKind::Subnet { .. } => 27,
            NodeKind::Account | NodeKind::Region | NodeKind::Zone => 40,
        };
        let meta = if self.meta.is_empty() { 0 } else { 8 + text_width(&self.meta, TextStyle::Meta) };
        let sign = self.watched.header_room(self.kind);
        let room = (self.rect.w - after - sign - 10 - meta).max(HEADER_NAME_LEAST);
        // Gateways may stand right of the name of a VPC, however wide the VPC is.
        if matches!(self.kind, NodeKind::Vpc | NodeKind::Site) { room.min(VPC_NAME_MOST) } else { room }
    }

    /// The name as it fits: cut in the middle where it is longer.
    pub fn shown_name(&self) -> Cow<'_, str> {
        let room = self.name_room();
        if text_width(&self.name, self.name_style()) <= room {
            return Cow::Borrowed(&self.name);
        }
        Cow::Owned(cut_in_the_middle(&self.name, room, self.name_style()))
    }

    /// The box that the texts outside cards take: names of tiles, headers and border legends. `None` for cards and
    /// notes, whose text lies inside them.
    pub fn label_box(&self) -> Option<Rect> {
        let spot = self.name_spot();
        let name = text_width(&self.shown_name(), self.name_style());
        let meta = if self.meta.is_empty() { 0 } else { 8 + text_width(&self.meta, TextStyle::Meta) };
        let sign = self.watched.header_room(self.kind);
        match self.kind {
            NodeKind::Card | NodeKind::Note => None,
            NodeKind::Account | NodeKind::Region | NodeKind::Zone => {
                let legend = text_width(self.legend(), TextStyle::Label) + 6;
                Some(Rect::new(spot.x - 6, self.rect.y - 8, legend + name + meta + 12, 16))
            }
            NodeKind::Vpc | NodeKind::Site => {
                Some(Rect::new(self.rect.x + 10, self.rect.y + 6, 22 + sign + name + meta, 18))
            }
            NodeKind::Subnet { .. } => {
                Some(Rect::new(self.rect.x + 8, self.rect.y + 5, 19 + sign + name + meta, 17))
            }
            NodeKind::BorderTile { .. } | NodeKind::LinkTile => Some(tile_name_box(spot, name)),
        }
    }

    /// The frame that is drawn at a level of detail: from far away a part is a tile.
    pub fn drawn_rect(&self, level: LevelOfDetail) -> Rect {
        if level.shows_names() {
            return self.rect;
        }
        let square =
            |middle: Point, side: i32| Rect::new(middle.x - side / 2, middle.y - side / 2, side, side);
        let (rect, middle) = (&self.rect, self.rect.center());
        match self.kind {
            NodeKind::BorderTile { .. } | NodeKind::LinkTile => square(middle, shape::FAR_TILE_FREE),
            // Under the line of routes and traces, which ends on the tile then.
            NodeKind::Card if self.depth > 1 => {
                square(Point::new(rect.right() - shape::ROUTE_LINE, middle.y), shape::FAR_TILE)
            }
            NodeKind::Card if self.glyph == "net" => square(middle, shape::FAR_TILE_FREE),
            // Lines from endpoints come to its left side.
            NodeKind::Card => {
                square(Point::new(rect.x + shape::FAR_TILE_FREE / 2, middle.y), shape::FAR_TILE_FREE)
            }
            _ => self.rect,
        }
    }

    /// The frame together with the text outside of it.
    pub fn hull(&self) -> Rect {
        self.label_box().map_or(self.rect, |label| self.rect.union(&label))
    }
}

/// Where the name of a tile stands: outside, on the side away from what the tile is part of.
pub(crate) fn tile_name_spot(kind: NodeKind, rect: &Rect) -> Option<TextSpot> {
    let (x, y, anchor) = match kind {
        NodeKind::BorderTile { side: Side::Top } => (rect.right() + 8, rect.y + 10, Anchor::Start),
        NodeKind::BorderTile { side: Side::Bottom } => (rect.right() + 8, rect.bottom() - 3, Anchor::Start),
        NodeKind::BorderTile { side: Side::Right } => (rect.right() + 6, rect.center().y - 10, Anchor::Start),
        NodeKind::BorderTile { side: Side::Left } => (rect.x - 6, rect.center().y - 10, Anchor::End),
        NodeKind::LinkTile => (rect.center().x, rect.bottom() + 14, Anchor::Middle),
        _ => return None,
    };
    Some(TextSpot { x, y, anchor })
}

/// The box of a tile's name.
pub(crate) fn tile_name_box(spot: TextSpot, width: i32) -> Rect {
    let x = match spot.anchor {
        Anchor::Start => spot.x,
        Anchor::Middle => spot.x - width / 2,
        Anchor::End => spot.x - width,
    };
    Rect::new(x, spot.y - 12, width, 16)
}

/// Room for the name of a tile, which stands outside of it.
pub(crate) const TILE_NAME_ROOM: i32 = 140;
/// The name of a VPC is cut beyond this.
pub(crate) const VPC_NAME_MOST: i32 = 200;
/// A header never cuts a name below this.
pub(crate) const HEADER_NAME_LEAST: i32 = 64;
