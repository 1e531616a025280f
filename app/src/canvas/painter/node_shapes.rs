//! What a node consists of: the look of every kind of node, from back to front.

use super::glyph_cache::{GlyphCache, GlyphPaths};
use super::look::Look;
use super::shape::{Run, Shape};
use netyard_scene::fit::{Fitted, fitted, inside_within};
use netyard_scene::node::{Anchor, Node, NodeKind, TextSpot, subnet_sign};
use netyard_scene::note::{NoteDensity, NoteText, note_text};
use netyard_scene::text_width::{TextStyle, cut_in_the_middle};
use netyard_scene::{Rect, shape};

/// Side of a glyph on a card that shows only its name.
const SHORT_GLYPH: i32 = 30;
/// A card that shows only its name is lower by this at its head and foot: texts above it are tall then.
const SHORT_INSET: i32 = 5;
/// Space between the border of a far tile and its glyph.
const FAR_INSET: i32 = 5;

/// The classes of a node's group: its kind, and what dashes its outline.
pub(super) fn group_class(node: &Node) -> String {
    let kind = match node.kind {
        NodeKind::Account => "node frame account",
        NodeKind::Region => "node frame region",
        NodeKind::Vpc => "node box vpc",
        NodeKind::Site => "node box site",
        NodeKind::Zone => "node frame zone",
        NodeKind::Subnet { public: Some(true) } => "node box subnet public",
        NodeKind::Subnet { public: Some(false) } => "node box subnet private",
        NodeKind::Subnet { public: None } => "node box subnet unrouted",
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

/// The shapes of a node in a look, from back to front. The texts of VPCs, sites, accounts, Regions and zones are labels of
/// their own.
/// `detail` is what the node says besides from near.
pub(super) fn shapes_of(node: &Node, look: Look, detail: &str, glyphs: &mut GlyphCache) -> Vec<Shape> {
    let level = look.level;
    let mut shapes = Vec::with_capacity(6);
    match node.kind {
        NodeKind::Account | NodeKind::Region => {
            shapes.push(outline(node));
            folded(node, look, &mut shapes);
        }
        NodeKind::Zone if level.shows_zone_frame() => {
            shapes.push(outline(node));
            folded(node, look, &mut shapes);
        }
        NodeKind::Zone => {}
        NodeKind::Vpc | NodeKind::Site => vpc(node, look, glyphs, &mut shapes),
        NodeKind::Subnet { public } => subnet(node, public, look, detail, glyphs, &mut shapes),
        NodeKind::Card if level.shows_cards() => card(node, look, detail, glyphs, &mut shapes),
        NodeKind::Card if level.shows_names() => short_card(node, look, glyphs, &mut shapes),
        NodeKind::Card => far_tile(node, look, glyphs, &mut shapes),
        NodeKind::BorderTile { .. } | NodeKind::LinkTile => tile(node, look, glyphs, &mut shapes),
        NodeKind::Note => note(node, look, &mut shapes),
    }
    shapes
}

fn outline(node: &Node) -> Shape {
    Shape::Box { class: "outline", rect: node.rect, radius: node.kind.radius() }
}

fn vpc(node: &Node, look: Look, glyphs: &mut GlyphCache, shapes: &mut Vec<Shape>) {
    shapes.push(outline(node));
    if let Some(frame) = node.glyph_box().filter(|_| look.level.shows_cards()) {
        push_glyph(glyphs.glyph(node.glyph, frame.w), frame, "header-glyph", shapes);
        push_signs(node, glyphs, shapes);
    }
    folded(node, look, shapes);
}

/// A folded container looks like the first of a pile, and from near says what it holds. From further away that is part
/// of its label.
fn folded(node: &Node, look: Look, shapes: &mut Vec<Shape>) {
    if node.folded.is_none() {
        return;
    }
    let edge = |by: i32| {
        let inset = node.kind.radius() + by;
        format!("M{} {}H{}", node.rect.x + inset, node.rect.bottom() + by, node.rect.right() - inset)
    };
    shapes.push(Shape::Path { class: "pile", data: edge(4) + &edge(8) });
    if look.level.shows_cards() && !node.inside.is_empty() {
        let room = look.scale.room(node.rect.w - 24);
        shapes.push(line("detail", node.inside_spot(), inside_within(&node.inside, room)));
    }
}

fn subnet(
    node: &Node,
    public: Option<bool>,
    look: Look,
    detail: &str,
    glyphs: &mut GlyphCache,
    shapes: &mut Vec<Shape>,
) {
    shapes.push(outline(node));
    if public == Some(true) {
        let Rect { x, y, .. } = node.rect;
        let inset = shape::SUBNET_RADIUS;
        let data = format!("M{} {y}H{}", x + inset, node.rect.right() - inset);
        shapes.push(Shape::Path { class: "public-bar", data });
    }
    if !look.level.shows_names() {
        return;
    }
    let Fitted { name, meta } = fitted(node, look.level, look.scale);
    let mut spot = node.name_spot();
    let mut class = "title";
    if look.level.shows_subnet_cidr() {
        if let Some(frame) = node.glyph_box() {
            push_glyph(glyphs.sign(subnet_sign(public), frame.w), frame, "header-glyph", shapes);
            push_signs(node, glyphs, shapes);
        }
    } else {
        spot = TextSpot { x: node.rect.x + 9, y: node.rect.y + 15, ..spot };
        class = "near-title";
    }
    if !detail.is_empty() {
        // Texts are smaller from near: the header holds two lines.
        spot.y -= 6;
        let room = look.scale.room(node.rect.right() - 10 - spot.x);
        let below = TextSpot { y: spot.y + 10, ..spot };
        shapes.push(line("detail", below, cut_in_the_middle(detail, room, TextStyle::Meta)));
    }
    let mut runs = vec![Run::new("name", name)];
    if !meta.is_empty() {
        runs.push(Run::after(8, "meta", meta));
    }
    folded(node, look, shapes);
    shapes.push(Shape::Text { class, x: spot.x, y: spot.y, anchor: spot.anchor, runs });
}

fn card(node: &Node, look: Look, detail: &str, glyphs: &mut GlyphCache, shapes: &mut Vec<Shape>) {
    let Rect { x, y, .. } = node.rect;
    shapes.push(outline(node));
    let inset = shape::CARD_TILE_INSET;
    let ground = Rect::new(x + inset, y + inset, shape::CARD_TILE, shape::CARD_TILE);
    shapes.push(Shape::Box { class: "glyph-ground", rect: ground, radius: 7 });
    if let Some(frame) = node.glyph_box() {
        push_glyph(glyphs.glyph(node.glyph, frame.w), frame, "glyph", shapes);
    }
    let Fitted { name, meta } = fitted(node, look.level, look.scale);
    let mut spot = node.name_spot();
    let middle = y + shape::CARD_HEIGHT / 2;
    // Alone, the name stands in the middle.
    // Lines part as texts grow.
    let apart = 3 + (look.scale.of(100) - 100).max(0) / 20;
    spot.y = if meta.is_empty() { middle + look.scale.of(4) } else { middle - apart };
    let mut below = TextSpot { y: middle + 9 + apart, ..node.meta_spot() };
    if !detail.is_empty() && !meta.is_empty() {
        spot.y = middle - 7;
        below.y = middle + 4;
        let room = look.scale.room(node.rect.w - shape::CARD_TEXT_LEFT - node.card_text_right());
        let last = TextSpot { y: middle + 15, ..below };
        shapes.push(line("detail", last, cut_in_the_middle(detail, room, TextStyle::Meta)));
    }
    shapes.push(line("name", spot, name));
    if !meta.is_empty() {
        shapes.push(line("meta", below, meta));
    }
    push_signs(node, glyphs, shapes);
}

/// The signs besides the glyph: a public address, flow logs.
fn push_signs(node: &Node, glyphs: &mut GlyphCache, shapes: &mut Vec<Shape>) {
    for (id, frame) in node.signs() {
        let class = if id == "public" { "globe" } else { "watched" };
        push_glyph(glyphs.sign(id, frame.w), frame, class, shapes);
    }
}

/// A card from further away: glyph and name.
fn short_card(node: &Node, look: Look, glyphs: &mut GlyphCache, shapes: &mut Vec<Shape>) {
    let Rect { x, y, w, h } = node.rect;
    let rect = Rect::new(x, y + SHORT_INSET, w, h - 2 * SHORT_INSET);
    shapes.push(Shape::Box { class: "outline", rect, radius: node.kind.radius() });
    let frame = Rect::new(x + 7, y + (h - SHORT_GLYPH) / 2, SHORT_GLYPH, SHORT_GLYPH);
    push_glyph(glyphs.glyph(node.glyph, SHORT_GLYPH), frame, "glyph", shapes);
    let spot = TextSpot { x: x + shape::CARD_TEXT_LEFT, y: y + h / 2, anchor: Anchor::Start };
    shapes.push(line("near-name", spot, fitted(node, look.level, look.scale).name));
}

/// A part from far away: a glyph on a tile, in one path: at this size a dot and a ring look the same.
fn far_tile(node: &Node, look: Look, glyphs: &mut GlyphCache, shapes: &mut Vec<Shape>) {
    let tile = node.drawn_rect(look.level);
    shapes.push(Shape::Box { class: "outline", rect: tile, radius: 10 });
    let frame = tile.grown(-FAR_INSET);
    let paths = glyphs.glyph(node.glyph, frame.w);
    let pieces = [&paths.strokes, &paths.fills].into_iter().flatten();
    let data: String = pieces.map(|path| path.at(frame.x, frame.y)).collect();
    shapes.push(Shape::Path { class: "glyph far", data });
}

fn tile(node: &Node, look: Look, glyphs: &mut GlyphCache, shapes: &mut Vec<Shape>) {
    if !look.level.shows_names() {
        far_tile(node, look, glyphs, shapes);
        return;
    }
    shapes.push(outline(node));
    if let Some(frame) = node.glyph_box() {
        push_glyph(glyphs.glyph(node.glyph, frame.w), frame, "glyph", shapes);
    }
    if look.level.shows_cards() {
        shapes.push(line("outside", node.name_spot(), fitted(node, look.level, look.scale).name));
    }
}

fn note(node: &Node, look: Look, shapes: &mut Vec<Shape>) {
    shapes.push(outline(node));
    if !look.level.shows_cards() {
        return;
    }
    let TextSpot { x, y, anchor } = node.name_spot();
    let NoteText { lines, pitch, density } = note_text(node, look.scale);
    let class = match density {
        NoteDensity::Usual => "words",
        NoteDensity::Dense => "words dense",
        NoteDensity::Densest => "words densest",
    };
    let runs = lines
        .into_iter()
        .enumerate()
        .map(|(index, text)| Run { class: "line", text, gap: 0, drop: if index == 0 { 0 } else { pitch } })
        .collect();
    shapes.push(Shape::Text { class, x, y, anchor, runs });
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
