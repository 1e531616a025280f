//! A scene as a picture: standalone SVG with the values of one theme, no scripts, no style sheet, no outside fonts.

use std::fmt::Write as _;

use crate::geometry::{Point, Rect, Side};
use crate::glyph::{GLYPH_GRID, GLYPH_STROKE, Glyph, SIGN_GRID, SIGN_STROKE, glyph, sign};
use crate::node::{Anchor, Node, NodeKind, TextSpot, subnet_sign};
use crate::note::{NOTE_LINE, note_text};
use crate::palette::Palette;
use crate::route_edge::{Edge, EdgeKind};
use crate::scene::Scene;
use crate::shape;
use crate::text_scale::TextScale;
use crate::text_width::TextStyle;

/// Space round the drawing.
const MARGIN: i32 = 24;
const FONT: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";

/// The scene as an SVG document in the colours of a theme ([`LIGHT`](crate::palette::LIGHT) for files unless asked
/// otherwise). `title` becomes the accessible name; all text is escaped.
pub fn svg(scene: &Scene, title: &str, palette: &Palette) -> String {
    let view = scene.bounds().grown(MARGIN);
    let mut out = Writer { out: String::new(), palette };
    out.line(&format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{} {} {} {}\" width=\"{}\" height=\"{}\" role=\"img\" font-family=\"{FONT}\">",
        view.x, view.y, view.w, view.h, view.w, view.h
    ));
    out.line(&format!("<title>{}</title>", escaped(title)));
    out.rect(&view, 0, palette.canvas, None);
    for node in scene.nodes().iter().filter(|node| node.kind.is_container()) {
        out.container(node);
    }
    for edge in scene.edges().iter().filter(|edge| edge.at_rest) {
        out.edge(edge);
    }
    for node in scene.nodes().iter().filter(|node| !node.kind.is_container()) {
        out.part(node);
    }
    for node in scene.nodes().iter().filter(|node| node.kind.is_container()) {
        let around = node.parent.and_then(|at| scene.nodes().get(at));
        out.header(node, around.map(|around| around.kind));
    }
    out.line("</svg>");
    out.out
}

/// Text as it may stand in XML. Control characters that XML forbids are left out.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            _ if character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}') => {}
            _ => safe.push(character),
        }
    }
    safe
}

struct Writer<'a> {
    out: String,
    palette: &'a Palette,
}

/// Border, text and ground of a container, the ground `none` where there is none.
pub fn colours(node: &Node, palette: &Palette) -> (&'static str, &'static str, &'static str) {
    match node.kind {
        NodeKind::Account => (palette.account, palette.account_text, palette.account_tint),
        NodeKind::Region => (palette.region, palette.region_text, "none"),
        NodeKind::Vpc => (palette.vpc, palette.vpc_text, palette.vpc_tint),
        NodeKind::Site => (palette.onprem, palette.onprem_text, palette.onprem_tint),
        NodeKind::Subnet { public: Some(true) } => (palette.public, palette.public_text, palette.public_tint),
        // Neither public nor private is claimed of a subnet whose routes are not known.
        NodeKind::Zone | NodeKind::Subnet { public: None } => (palette.az, palette.az_text, palette.az_tint),
        _ => (palette.private, palette.private_text, palette.private_tint),
    }
}

impl Writer<'_> {
    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn rect(&mut self, rect: &Rect, radius: i32, fill: &str, stroke: Option<&str>) {
        let stroke = stroke.unwrap_or_default();
        let Rect { x, y, w, h } = rect;
        self.line(&format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{radius}\" fill=\"{fill}\"{stroke}/>"
        ));
    }

    fn container(&mut self, node: &Node) {
        let (border, _, tint) = colours(node, self.palette);
        let (width, dash) = match node.kind {
            NodeKind::Account => ("1.5", " stroke-dasharray=\"12 3 2 3\""),
            NodeKind::Region => ("1.7", " stroke-dasharray=\"0.1 5\" stroke-linecap=\"round\""),
            NodeKind::Zone => ("1.25", " stroke-dasharray=\"6 4\""),
            NodeKind::Vpc | NodeKind::Site => ("1.5", ""),
            _ => ("1.25", ""),
        };
        let dash = if node.is_dashed && dash.is_empty() { " stroke-dasharray=\"4 3\"" } else { dash };
        if node.folded.is_some() {
            for by in [6, 3] {
                let behind = Rect::new(node.rect.x + by, node.rect.y + by, node.rect.w - 2 * by, node.rect.h);
                let stroke = format!(" stroke=\"{border}\"");
                self.rect(&behind, node.kind.radius(), tint, Some(&stroke));
            }
        }
        let stroke = format!(" stroke=\"{border}\" stroke-width=\"{width}\"{dash}");
        self.rect(&node.rect, node.kind.radius(), tint, Some(&stroke));
        if node.kind == (NodeKind::Subnet { public: Some(true) }) {
            let bar = Rect::new(node.rect.x + 7, node.rect.y, node.rect.w - 14, shape::PUBLIC_BAR);
            self.rect(&bar, 1, border, None);
        }
    }

    /// The texts of a container, above edges and parts.
    fn header(&mut self, node: &Node, around: Option<NodeKind>) {
        let (_, colour, tint) = colours(node, self.palette);
        let spot = node.name_spot();
        let text_2 = self.palette.text_2;
        if node.folded.is_some() {
            self.text(node.inside_spot(), &[(&node.inside, TextStyle::Meta, 400, text_2)], 0);
        }
        if let (NodeKind::Account | NodeKind::Region | NodeKind::Zone, Some(label)) =
            (node.kind, node.label_box())
        {
            let ground = match around {
                Some(NodeKind::Account) => self.palette.account_tint,
                Some(_) => self.palette.vpc_tint,
                None => self.palette.canvas,
            };
            self.rect(&label, 0, ground, None);
            let legend = [
                (node.legend(), TextStyle::Label, 600, colour),
                (&*node.shown_name(), TextStyle::Label, 400, colour),
                (node.meta.as_str(), TextStyle::Meta, 400, text_2),
            ];
            self.text(spot, &legend, 6);
            return;
        }
        if let Some(at) = node.glyph_box() {
            match node.kind {
                NodeKind::Subnet { public } => {
                    self.sign(sign(subnet_sign(public)), &at, colour);
                }
                _ => self.glyph(glyph(node.glyph), &at, colour),
            }
        }
        for (id, at) in node.signs() {
            self.sign(sign(id), &at, colour);
        }
        let _ = tint;
        let words = [
            (&*node.shown_name(), node.name_style(), 600, colour),
            (node.meta.as_str(), TextStyle::Meta, 400, text_2),
        ];
        self.text(spot, &words, 8);
    }

    fn part(&mut self, node: &Node) {
        match node.kind {
            NodeKind::Note => self.note(node),
            NodeKind::BorderTile { .. } | NodeKind::LinkTile => {
                self.plate(node);
                self.glyph_of(node);
                let name = node.shown_name();
                if let (NodeKind::LinkTile, Some(label)) = (node.kind, node.label_box()) {
                    // A line that leaves downwards is cut by the name.
                    self.rect(&label, 0, self.palette.canvas, None);
                }
                self.text(node.name_spot(), &[(&name, TextStyle::Label, 600, self.palette.text)], 0);
            }
            _ => self.card(node),
        }
    }

    /// The ground of a card or tile: a second rectangle a little lower stands for its shadow.
    fn plate(&mut self, node: &Node) {
        let Rect { x, y, w, h } = node.rect;
        let radius = node.kind.radius();
        self.line(&format!(
            "<rect x=\"{x}\" y=\"{y}.5\" width=\"{w}\" height=\"{h}\" rx=\"{radius}\" fill=\"#000\" fill-opacity=\"0.05\" transform=\"translate(0 1)\"/>"
        ));
        let dash = if node.is_dashed { " stroke-dasharray=\"4 3\"" } else { "" };
        let border = if node.is_dashed { self.palette.control } else { self.palette.card_border };
        let stroke = format!(" stroke=\"{border}\"{dash}");
        self.rect(&node.rect, radius, self.palette.surface, Some(&stroke));
    }

    fn card(&mut self, node: &Node) {
        self.plate(node);
        let (x, y) = (node.rect.x + shape::CARD_TILE_INSET, node.rect.y + shape::CARD_TILE_INSET);
        let tile = Rect::new(x, y, shape::CARD_TILE, shape::CARD_TILE);
        self.rect(&tile, 7, self.palette.glyph_tile, None);
        self.glyph_of(node);
        self.text(node.name_spot(), &[(&node.shown_name(), TextStyle::Name, 600, self.palette.text)], 0);
        self.text(node.meta_spot(), &[(&node.meta, TextStyle::Meta, 400, self.palette.text_2)], 0);
        for (id, at) in node.signs() {
            let colour = if id == "public" { self.palette.public } else { self.palette.text_2 };
            self.sign(sign(id), &at, colour);
        }
    }

    fn note(&mut self, node: &Node) {
        let stroke = format!(" stroke=\"{}\"", self.palette.card_border);
        self.rect(&node.rect, node.kind.radius(), self.palette.surface, Some(&stroke));
        let mut spot = node.name_spot();
        for line in note_text(node, TextScale::ONE).lines {
            self.text(spot, &[(&line, TextStyle::Meta, 400, self.palette.text)], 0);
            spot.y += NOTE_LINE;
        }
    }

    fn glyph_of(&mut self, node: &Node) {
        if let Some(at) = node.glyph_box() {
            self.glyph(glyph(node.glyph), &at, self.palette.glyph);
        }
    }

    fn glyph(&mut self, glyph: Option<&Glyph>, at: &Rect, colour: &str) {
        self.drawn(glyph, at, GLYPH_GRID, GLYPH_STROKE, colour);
    }

    fn sign(&mut self, sign: Option<&Glyph>, at: &Rect, colour: &str) {
        self.drawn(sign, at, SIGN_GRID, SIGN_STROKE, colour);
    }

    fn drawn(&mut self, glyph: Option<&Glyph>, at: &Rect, grid: f64, stroke: f64, colour: &str) {
        let Some(glyph) = glyph else { return };
        let scale = f64::from(at.w) / grid;
        let mut paths = format!("<g transform=\"translate({} {}) scale({scale:.4})\">", at.x, at.y);
        if !glyph.strokes.is_empty() {
            // Writing to a string cannot fail.
            let _ = write!(
                paths,
                "<path d=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{stroke}\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>",
                glyph.strokes
            );
        }
        if !glyph.fills.is_empty() {
            let _ = write!(paths, "<path d=\"{}\" fill=\"{colour}\"/>", glyph.fills);
        }
        paths.push_str("</g>");
        self.line(&paths);
    }

    /// Words one after the other, `gap` apart, each with its style, weight and colour.
    fn text(&mut self, spot: TextSpot, words: &[(&str, TextStyle, u16, &str)], gap: i32) {
        let anchor = match spot.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let mut line = format!("<text x=\"{}\" y=\"{}\"{anchor}>", spot.x, spot.y);
        let mut is_first = true;
        for (word, style, weight, colour) in words.iter().filter(|word| !word.0.is_empty()) {
            let dx = if is_first { String::new() } else { format!(" dx=\"{gap}\"") };
            is_first = false;
            let _ = write!(
                line,
                "<tspan{dx} font-size=\"{}\" font-weight=\"{weight}\" fill=\"{colour}\">{}</tspan>",
                style.size(),
                escaped(word)
            );
        }
        line.push_str("</text>");
        if !is_first {
            self.line(&line);
        }
    }

    fn edge(&mut self, edge: &Edge) {
        let palette = self.palette;
        let (width, colour) = match edge.kind {
            EdgeKind::Route => ("1.25", palette.edge),
            EdgeKind::Traffic | EdgeKind::Attachment | EdgeKind::Association => ("1.5", palette.edge),
            EdgeKind::Peering => ("1.25", palette.vpc),
            EdgeKind::Vpn => ("1.75", palette.edge),
        };
        let dash = match (edge.kind, edge.is_dashed) {
            (EdgeKind::Vpn, false) => " stroke-dasharray=\"9 5\"",
            (EdgeKind::Vpn, true) => " stroke-dasharray=\"2 6\"",
            (EdgeKind::Association, _) => " stroke-dasharray=\"3 3\"",
            (_, true) => " stroke-dasharray=\"5 4\"",
            (_, false) => "",
        };
        let path = edge.path();
        self.line(&format!(
            "<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"{dash}/>"
        ));
        match edge.kind {
            EdgeKind::Route | EdgeKind::Traffic => {
                if let [.., before, last] = edge.points.as_slice() {
                    self.line(&format!("<path d=\"{}\" fill=\"{colour}\"/>", arrow_head(*before, *last)));
                }
            }
            EdgeKind::Attachment => {
                for end in [edge.points.first(), edge.points.last()].into_iter().flatten() {
                    self.line(&format!(
                        "<circle cx=\"{}\" cy=\"{}\" r=\"3\" fill=\"{colour}\"/>",
                        end.x, end.y
                    ));
                }
            }
            EdgeKind::Peering | EdgeKind::Vpn | EdgeKind::Association => {}
        }
    }
}

/// The small head at the end of a line: a triangle of 7 by 7 whose tip is the end.
pub fn arrow_head(before: Point, tip: Point) -> String {
    let side = match ((tip.x - before.x).signum(), (tip.y - before.y).signum()) {
        (1, _) => Side::Right,
        (-1, _) => Side::Left,
        (_, 1) => Side::Bottom,
        _ => Side::Top,
    };
    let (dx, dy) = side.outwards();
    let base = tip.moved(-7 * dx, -7 * dy);
    let (left, right) = (base.moved(-4 * dy, 4 * dx), base.moved(4 * dy, -4 * dx));
    format!("M{} {}L{} {}L{} {}z", tip.x, tip.y, left.x, left.y, right.x, right.y)
}
