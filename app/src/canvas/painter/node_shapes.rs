//! What a node consists of: the look of every kind of node, from back to front.

use super::glyph_cache::{GlyphCache, GlyphPaths};
use super::shape::{Run, Shape};
use netyard_scene::node::{Anchor, Node, NodeKind, TextSpot};
use netyard_scene::text_width::{TextStyle, cut_in_the_middle, text_width};
use netyard_scene::{LevelOfDetail, Rect, shape};

/// Side of the globe on a card with a public address.
const GLOBE: i32 = 14;
/// Distance between the lines of a note.
const NOTE_LINE: i32 = 15;
/// Side of a glyph on a card that shows only its name.
const SHORT_GLYPH: i32 = 26;
/// Side of the tile that stands for a card from far away.
const FAR_TILE: i32 = 42;
/// Side of the glyph on it.
const FAR_GLYPH: i32 = 32;

/// The classes of a node's group: its kind, and what dashes its outline.
pub(super) fn group_class(node: &Node) -> String {
    let kind = match node.kind {
        NodeKind::Region => "node frame region",
        NodeKind::Vpc => "node box vpc",
        NodeKind::Zone => "node frame zone",
        NodeKind::Subnet { public: true } => "node box subnet public",
        NodeKind::Subnet { public: false } => "node box subnet private",
        NodeKind::Card => "node card",
        NodeKind::BorderTile { .. } => "node tile border-tile",
        NodeKind::LinkTile => "node tile link-tile",
        NodeKind::Note => "node note",
    };
    let mut class = kind.to_owned();
    if node.is_dashed {
        class.push_str(" dashed");
    }
    if node.folded.is_some() {
        class.push_str(" folded");
    }
    class
}

/// The shapes of a node at a level of detail, from back to front.
pub(super) fn shapes_of(node: &Node, level: LevelOfDetail, glyphs: &mut GlyphCache) -> Vec<Shape> {
    let mut shapes = Vec::with_capacity(6);
    match node.kind {
        NodeKind::Region => frame(node, true, &mut shapes),
        NodeKind::Zone if level.shows_names() => frame(node, level.shows_zone_frame(), &mut shapes),
        NodeKind::Zone => {}
        NodeKind::Vpc => vpc(node, level, glyphs, &mut shapes),
        NodeKind::Subnet { public } => subnet(node, public, level, glyphs, &mut shapes),
        NodeKind::Card if level.shows_cards() => card(node, glyphs, &mut shapes),
        NodeKind::Card if level.shows_names() => short_card(node, glyphs, &mut shapes),
        NodeKind::Card => small_tile(node, glyphs, &mut shapes),
        NodeKind::BorderTile { .. } | NodeKind::LinkTile => tile(node, level, glyphs, &mut shapes),
        NodeKind::Note => note(node, level, &mut shapes),
    }
    shapes
}

fn outline(node: &Node, class: &'static str) -> Shape {
    Shape::Box { class, rect: node.rect, radius: node.kind.radius() }
}

/// A frame with its legend on the border.
fn frame(node: &Node, has_line: bool, shapes: &mut Vec<Shape>) {
    if has_line {
        shapes.push(outline(node, "outline"));
    }
    let TextSpot { x, y, anchor } = node.name_spot();
    let runs =
        vec![Run::new("legend", node.legend()), Run::after(6, "legend-name", node.shown_name().into_owned())];
    shapes.push(Shape::Text { class: "on-border", x, y, anchor, runs });
}

fn vpc(node: &Node, level: LevelOfDetail, glyphs: &mut GlyphCache, shapes: &mut Vec<Shape>) {
    shapes.push(outline(node, "outline"));
    if !level.shows_cards() {
        // Names of VPCs keep their size on the screen, so they stand free of the header's sizes.
        let spot = TextSpot { x: node.rect.x + 14, y: node.rect.y + 27, ..node.name_spot() };
        shapes.push(header(node, "far-title", spot, true));
        return;
    }
    if let Some(frame) = node.glyph_box() {
        push_glyph(glyphs.glyph(node.glyph, frame.w), frame, "header-glyph", shapes);
    }
    shapes.push(header(node, "title", node.name_spot(), true));
}

fn subnet(node: &Node, public: bool, level: LevelOfDetail, glyphs: &mut GlyphCache, shapes: &mut Vec<Shape>) {
    shapes.push(outline(node, "outline"));
    if public {
        let Rect { x, y, .. } = node.rect;
        let inset = shape::SUBNET_RADIUS;
        let data = format!("M{} {y}H{}", x + inset, node.rect.right() - inset);
        shapes.push(Shape::Path { class: "public-bar", data });
    }
    if !level.shows_names() {
        return;
    }
    if !level.shows_subnet_cidr() {
        let spot = TextSpot { x: node.rect.x + 9, y: node.rect.y + 13, ..node.name_spot() };
        shapes.push(header(node, "near-title", spot, false));
        return;
    }
    if let Some(frame) = node.glyph_box() {
        let sign = if public { "public" } else { "private" };
        push_glyph(glyphs.sign(sign, frame.w), frame, "header-glyph", shapes);
    }
    shapes.push(header(node, "title", node.name_spot(), true));
}

/// Name and CIDR in the header strip.
fn header(node: &Node, class: &'static str, spot: TextSpot, with_meta: bool) -> Shape {
    let TextSpot { x, y, anchor } = spot;
    let mut runs = vec![Run::new("name", node.shown_name().into_owned())];
    if with_meta && !node.meta.is_empty() {
        runs.push(Run::after(8, "meta", node.meta.clone()));
    }
    if let Some(parts) = node.folded {
        let words = if parts == 1 { "1 part".to_owned() } else { format!("{parts} parts") };
        runs.push(Run::after(8, "meta", words));
    }
    Shape::Text { class, x, y, anchor, runs }
}

fn card(node: &Node, glyphs: &mut GlyphCache, shapes: &mut Vec<Shape>) {
    let Rect { x, y, .. } = node.rect;
    shapes.push(outline(node, "outline"));
    let inset = shape::CARD_TILE_INSET;
    let ground = Rect::new(x + inset, y + inset, shape::CARD_TILE, shape::CARD_TILE);
    shapes.push(Shape::Box { class: "glyph-ground", rect: ground, radius: 7 });
    if let Some(frame) = node.glyph_box() {
        push_glyph(glyphs.glyph(node.glyph, frame.w), frame, "glyph", shapes);
    }
    let mut spot = node.name_spot();
    if node.meta.is_empty() {
        // Alone, the name stands in the middle.
        spot.y = y + shape::CARD_HEIGHT / 2 + 4;
    }
    shapes.push(line("name", spot, node.shown_name().into_owned()));
    if !node.meta.is_empty() {
        shapes.push(line("meta", node.meta_spot(), node.meta.clone()));
    }
    if node.has_public_address {
        let frame = Rect::new(node.rect.right() - 10 - GLOBE, y + (node.rect.h - GLOBE) / 2, GLOBE, GLOBE);
        push_glyph(glyphs.sign("public", GLOBE), frame, "globe", shapes);
    }
}

/// A card from further away: glyph and name.
fn short_card(node: &Node, glyphs: &mut GlyphCache, shapes: &mut Vec<Shape>) {
    let Rect { x, y, w, h } = node.rect;
    shapes.push(outline(node, "outline"));
    let frame = Rect::new(x + 6, y + (h - SHORT_GLYPH) / 2, SHORT_GLYPH, SHORT_GLYPH);
    push_glyph(glyphs.glyph(node.glyph, SHORT_GLYPH), frame, "glyph", shapes);
    // The name is drawn about twice as large as on a card, so about half of it fits.
    let room = (w - SHORT_GLYPH - 18) / 2;
    let name = if text_width(&node.name, TextStyle::Name) <= room {
        node.name.clone()
    } else {
        cut_in_the_middle(&node.name, room, TextStyle::Name)
    };
    let spot = TextSpot { x: x + SHORT_GLYPH + 12, y: y + h / 2, anchor: Anchor::Start };
    shapes.push(line("near-name", spot, name));
}

/// A part from far away: a glyph on a tile.
fn small_tile(node: &Node, glyphs: &mut GlyphCache, shapes: &mut Vec<Shape>) {
    let middle = node.rect.center();
    let tile = Rect::new(middle.x - FAR_TILE / 2, middle.y - FAR_TILE / 2, FAR_TILE, FAR_TILE);
    shapes.push(Shape::Box { class: "outline", rect: tile, radius: 8 });
    let inset = (FAR_TILE - FAR_GLYPH) / 2;
    push_glyph(glyphs.glyph(node.glyph, FAR_GLYPH), tile.grown(-inset), "glyph far", shapes);
}

fn tile(node: &Node, level: LevelOfDetail, glyphs: &mut GlyphCache, shapes: &mut Vec<Shape>) {
    shapes.push(outline(node, "outline"));
    if let Some(frame) = node.glyph_box() {
        push_glyph(glyphs.glyph(node.glyph, frame.w), frame, "glyph", shapes);
    }
    if level.shows_cards() {
        shapes.push(line("outside", node.name_spot(), node.shown_name().into_owned()));
    }
}

fn note(node: &Node, level: LevelOfDetail, shapes: &mut Vec<Shape>) {
    shapes.push(outline(node, "outline"));
    if !level.shows_cards() {
        return;
    }
    let TextSpot { x, y, anchor } = node.name_spot();
    let text = if node.meta.is_empty() { &node.name } else { &node.meta };
    let runs = text
        .lines()
        .enumerate()
        .map(|(index, line)| Run {
            class: "line",
            // An empty line has no height in SVG; a space keeps it.
            text: if line.is_empty() { " ".to_owned() } else { line.to_owned() },
            gap: 0,
            drop: if index == 0 { 0 } else { NOTE_LINE },
        })
        .collect();
    shapes.push(Shape::Text { class: "words", x, y, anchor, runs });
}

fn line(class: &'static str, spot: TextSpot, text: String) -> Shape {
    Shape::Text { class, x: spot.x, y: spot.y, anchor: spot.anchor, runs: vec![Run::new("", text)] }
}

fn push_glyph(paths: &GlyphPaths, frame: Rect, class: &'static str, shapes: &mut Vec<Shape>) {
    if let Some(strokes) = &paths.strokes {
        shapes.push(Shape::Path { class, data: strokes.at(frame.x, frame.y) });
    }
    if let Some(fills) = &paths.fills {
        shapes.push(Shape::Path { class: "glyph-fill", data: fills.at(frame.x, frame.y) });
    }
}
