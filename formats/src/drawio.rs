//! Export for draw.io (diagrams.net): the drawing as it is laid out, as shapes and connectors that can be edited there.
//!
//! Plain, uncompressed XML of mxGraph. Every thing carries its id and its type as custom properties, so that who goes
//! on there still finds what is what. <https://www.drawio.com/doc/faq/diagram-source-edit>

use crate::export::{Export, RULES_STAY_BEHIND, laid_out};
use netyard_core::model::Document;
use netyard_scene::node::{Node, NodeKind};
use netyard_scene::palette::{LIGHT, Palette};
use netyard_scene::route_edge::{Edge, EdgeKind};
use netyard_scene::svg::colours;
use netyard_scene::{Point, Rect, Scene};
use std::fmt::Write as _;

/// The drawing as a draw.io file.
pub fn drawio(document: &Document) -> Export {
    let scene = laid_out(document);
    let mut file = File { document, scene: &scene, palette: &LIGHT, text: String::new() };
    file.begin();
    for at in 0..scene.nodes().len() {
        file.node(at);
    }
    for (number, edge) in scene.edges().iter().filter(|edge| edge.at_rest).enumerate() {
        file.line(number, edge);
    }
    file.text.push_str("      </root>\n    </mxGraphModel>\n  </diagram>\n</mxfile>\n");
    Export { text: file.text, left_out: vec![RULES_STAY_BEHIND.to_owned()] }
}

struct File<'a> {
    document: &'a Document,
    scene: &'a Scene,
    palette: &'a Palette,
    text: String,
}

impl File<'_> {
    fn begin(&mut self) {
        let title = if self.document.title.is_empty() { "Drawing" } else { &self.document.title };
        let _ = write!(
            self.text,
            "<mxfile host=\"Netyard\">\n  <diagram id=\"drawing\" name=\"{}\">\n    <mxGraphModel grid=\"0\" page=\"0\">\n      <root>\n        <mxCell id=\"0\"/>\n        <mxCell id=\"1\" parent=\"0\"/>\n",
            attribute(title)
        );
    }

    /// A shape. Its place is measured from the upper left corner of what it lies in.
    fn node(&mut self, at: usize) {
        let Some(node) = self.scene.nodes().get(at) else { return };
        let around = node.parent.and_then(|parent| self.scene.nodes().get(parent));
        let origin = around.map_or(Point::default(), |parent| Point::new(parent.rect.x, parent.rect.y));
        let parent = node.parent.map_or_else(|| "1".to_owned(), |parent| format!("n{parent}"));
        let Rect { x, y, w, h } = node.rect;
        let resource = self.document.resources.get(node.key.as_str());
        let of_type = resource.map(|resource| format!(" type=\"{}\"", attribute(resource.type_name())));
        let _ = writeln!(
            self.text,
            "        <object id=\"n{at}\" label=\"{}\" netyardId=\"{}\"{}>\n          <mxCell style=\"{}\" vertex=\"1\" parent=\"{parent}\">\n            <mxGeometry x=\"{}\" y=\"{}\" width=\"{w}\" height=\"{h}\" as=\"geometry\"/>\n          </mxCell>\n        </object>",
            attribute(&label(node)),
            attribute(node.key.as_str()),
            of_type.unwrap_or_default(),
            self.style(node),
            x - origin.x,
            y - origin.y,
        );
    }

    fn style(&self, node: &Node) -> String {
        let (border, text, ground) = colours(node, self.palette);
        let dashed = if node.is_dashed || node.kind == NodeKind::Zone { "dashed=1;" } else { "" };
        let common = format!(
            "html=0;whiteSpace=wrap;rounded=1;absoluteArcSize=1;arcSize={};{dashed}",
            node.kind.radius() * 2
        );
        match node.kind {
            NodeKind::Account
            | NodeKind::Region
            | NodeKind::Zone
            | NodeKind::Vpc
            | NodeKind::Site
            | NodeKind::Subnet { .. } => {
                let dotted = if node.kind == NodeKind::Region { "dashed=1;dashPattern=1 4;" } else { "" };
                format!(
                    "{common}{dotted}container=1;collapsible=0;verticalAlign=top;align=left;spacingLeft=8;fontStyle=1;fontColor={text};strokeColor={border};fillColor={ground};"
                )
            }
            NodeKind::BorderTile { .. } | NodeKind::LinkTile => format!(
                "{common}verticalLabelPosition=bottom;verticalAlign=top;fontStyle=1;fontColor={};strokeColor={};fillColor={};",
                self.palette.text, self.palette.card_border, self.palette.surface
            ),
            NodeKind::Card | NodeKind::Note => format!(
                "{common}fontColor={};strokeColor={};fillColor={};",
                self.palette.text, self.palette.card_border, self.palette.surface
            ),
        }
    }

    fn line(&mut self, number: usize, edge: &Edge) {
        let nodes = self.scene.nodes();
        let (Some(from), Some(to)) = (nodes.get(edge.from), nodes.get(edge.to)) else { return };
        let (Some(first), Some(last)) = (edge.points.first(), edge.points.last()) else { return };
        let (exit_x, exit_y) = share(&from.rect, *first);
        let (entry_x, entry_y) = share(&to.rect, *last);
        let _ = write!(
            self.text,
            "        <mxCell id=\"e{number}\" value=\"{}\" style=\"html=0;rounded=1;edgeStyle=none;{}exitX={exit_x};exitY={exit_y};exitPerimeter=0;entryX={entry_x};entryY={entry_y};entryPerimeter=0;\" edge=\"1\" parent=\"1\" source=\"n{}\" target=\"n{}\">\n          <mxGeometry relative=\"1\" as=\"geometry\">",
            attribute(&edge.label),
            self.line_style(edge),
            edge.from,
            edge.to,
        );
        let corners = edge.points.get(1..edge.points.len().saturating_sub(1)).unwrap_or_default();
        if !corners.is_empty() {
            self.text.push_str("<Array as=\"points\">");
            for corner in corners {
                let _ = write!(self.text, "<mxPoint x=\"{}\" y=\"{}\"/>", corner.x, corner.y);
            }
            self.text.push_str("</Array>");
        }
        self.text.push_str("</mxGeometry>\n        </mxCell>\n");
    }

    fn line_style(&self, edge: &Edge) -> String {
        let colour = if edge.kind == EdgeKind::Peering { self.palette.vpc } else { self.palette.edge };
        let ends = match edge.kind {
            EdgeKind::Route | EdgeKind::Traffic => "endArrow=block;endSize=4;",
            EdgeKind::Attachment => "startArrow=oval;startSize=4;endArrow=oval;endSize=4;",
            EdgeKind::Peering | EdgeKind::Association | EdgeKind::Vpn => "endArrow=none;",
        };
        let is_dashed = edge.is_dashed || matches!(edge.kind, EdgeKind::Association | EdgeKind::Vpn);
        let dashed = if is_dashed { "dashed=1;" } else { "" };
        format!("strokeColor={colour};fontColor={};{ends}{dashed}", self.palette.text_2)
    }
}

/// Its name, what stands before it on its border, and its second line.
fn label(node: &Node) -> String {
    if node.kind == NodeKind::Note {
        return node.meta.clone();
    }
    let legend = node.legend();
    let name = if legend.is_empty() { node.name.clone() } else { format!("{legend} {}", node.name) };
    match (node.meta.as_str(), node.kind.is_container()) {
        ("", _) => name,
        (meta, true) => format!("{name}  {meta}"),
        (meta, false) => format!("{name}\n{meta}"),
    }
}

/// Where a point lies on a shape, as shares of its width and height with three digits.
fn share(rect: &Rect, point: Point) -> (String, String) {
    let of = |part: i32, whole: i32| {
        let thousandths = (i64::from(part) * 1_000 / i64::from(whole.max(1))).clamp(0, 1_000);
        format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000)
    };
    (of(point.x - rect.x, rect.w), of(point.y - rect.y, rect.h))
}

/// A text as the value of an attribute. What XML cannot hold becomes a space.
fn attribute(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\n' => safe.push_str("&#10;"),
            '\u{fffe}' | '\u{ffff}' => safe.push(' '),
            _ if sign.is_control() => safe.push(' '),
            _ => safe.push(sign),
        }
    }
    safe
}
