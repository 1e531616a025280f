//! What lies above the drawing while something is selected or going on. Small, so each group is drawn anew.

use super::groups::GroupOutline;
use crate::platform::svg;
use netyard_editor::Editor;
use netyard_editor::overlay::{Connecting, DropPreview, Guide, Overlay, Resizing};
use netyard_scene::node::Node;
use netyard_scene::text_width::{TextStyle, text_width};
use netyard_scene::{LevelOfDetail, Point, Rect, Scene};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use web_sys::{Document, Element};

/// Distance of a ring from the frame.
const RING_GAP: i32 = 4;
/// So many labels of lines are readable at once; a gateway of a large drawing has hundreds.
const MOST_LABELS: usize = 40;

/// The groups above the drawing, from back to front.
pub(super) struct OverlayPainter {
    page: Document,
    drops: Element,
    rings: Element,
    labels: Element,
    groups: Element,
    /// Traces draw themselves in here.
    pub(super) traces: Element,
    going_on: Element,
}

/// What is selected, hovered and focused, as nodes.
pub(super) struct Marked<'a> {
    /// Selected.
    pub(super) selected: Vec<&'a Node>,
    /// Under the pointer.
    pub(super) hovered: Option<&'a Node>,
    /// Where the keyboard is, while it is on the canvas.
    pub(super) focused: Option<&'a Node>,
    /// The level of detail: from far away a part is a small tile.
    pub(super) level: LevelOfDetail,
    /// Drawing units for one pixel of the screen.
    pub(super) pixel: f64,
}

impl Marked<'_> {
    /// Distance of a ring from its node: 4 px, which is more of the drawing the smaller it is shown.
    fn gap(&self) -> i32 {
        #[expect(clippy::cast_possible_truncation, reason = "the smallest zoom makes 4 px 200 units")]
        let gap = (f64::from(RING_GAP) * self.pixel.clamp(1.0, 50.0)).round() as i32;
        gap
    }
}

impl OverlayPainter {
    /// Makes the groups.
    pub(super) fn new(root: &Element) -> Option<Self> {
        let page = svg::page()?;
        let group = |class: &str| svg::child(&page, root, "g", class);
        Some(Self {
            drops: group("drops")?,
            traces: group("traces")?,
            labels: group("edge-labels")?,
            rings: group("rings")?,
            groups: group("groups")?,
            going_on: group("going-on")?,
            page: page.clone(),
        })
    }

    /// Draws rings round what is selected, hovered and focused.
    pub(super) fn show_marked(&self, marked: &Marked<'_>) {
        svg::clear(&self.rings);
        let gap = marked.gap();
        let ring_of = |node: &Node| {
            let radius = node.kind.radius() + gap - 1;
            rounded(node.drawn_rect(marked.level).grown(gap), radius)
        };
        if let Some(node) =
            marked.hovered.filter(|node| !marked.selected.iter().any(|one| one.key == node.key))
        {
            self.path(&self.rings, "ring hovered", &ring_of(node));
        }
        if !marked.selected.is_empty() {
            let data: String = marked.selected.iter().map(|node| ring_of(node)).collect();
            self.path(&self.rings, "ring selected", &data);
        }
        if let [first, rest @ ..] = marked.selected.as_slice()
            && !rest.is_empty()
        {
            let all = rest.iter().fold(first.rect, |all, node| all.union(&node.rect));
            self.path(&self.rings, "ring around", &rounded(all.grown(3 * gap), 4));
        }
        if let [only] = marked.selected.as_slice()
            && only.is_container()
        {
            self.handles(only.rect.grown(gap), marked.pixel);
        }
        if let Some(node) = marked.focused {
            self.path(&self.rings, "ring focused", &ring_of(node));
            self.path(&self.rings, "ticks", &ticks(node.drawn_rect(marked.level).grown(2 * gap), 2 * gap));
        }
    }

    fn handles(&self, rect: Rect, pixel: f64) {
        let half = 4.0 * pixel;
        for (x, y) in
            [(rect.x, rect.y), (rect.right(), rect.y), (rect.right(), rect.bottom()), (rect.x, rect.bottom())]
        {
            let Some(handle) = svg::child(&self.page, &self.rings, "rect", "handle") else { continue };
            svg::set(&handle, "x", &format!("{:.2}", f64::from(x) - half));
            svg::set(&handle, "y", &format!("{:.2}", f64::from(y) - half));
            svg::set(&handle, "width", &format!("{:.2}", 2.0 * half));
            svg::set(&handle, "height", &format!("{:.2}", 2.0 * half));
            svg::set(&handle, "rx", &format!("{:.2}", 2.0 * pixel));
        }
    }

    /// Draws the outlines of security groups, with the name of each on its first outline.
    pub(super) fn show_groups(&self, outlines: &[GroupOutline]) {
        svg::clear(&self.groups);
        for outline in outlines {
            let data: String = outline.frames.iter().map(|frame| rounded(*frame, 12)).collect();
            self.path(&self.groups, "group-outline", &data);
            let Some(frame) = outline.frames.last() else { continue };
            let wide = text_width(&outline.name, TextStyle::Meta) + 14;
            let chip = Rect::new(frame.right() - wide - 10, frame.bottom() - 8, wide, 16);
            self.path(&self.groups, "group-chip", &rounded(chip, 8));
            self.words(&self.groups, Point::new(chip.x + 7, chip.y + 12), "group-name", &outline.name);
        }
    }

    /// Writes the labels of lines that stand out: the destinations of routes, what the tunnels of a VPN do.
    pub(super) fn show_labels(&self, scene: &Scene, edges: &BTreeSet<usize>, editor: &Editor) {
        svg::clear(&self.labels);
        let shown = edges.iter().filter_map(|at| scene.edges().get(*at));
        for edge in shown.filter(|edge| !edge.label.is_empty()).take(MOST_LABELS) {
            let Some(text) = svg::child(&self.page, &self.labels, "text", "edge-label") else { continue };
            let middle = edge.middle();
            svg::set_number(&text, "x", middle.x);
            svg::set_number(&text, "y", middle.y + 4);
            text.set_text_content(Some(&editor.label_of(edge)));
        }
    }

    /// Draws what is going on: marquee, drop targets, guides, a connection, a new part on its way.
    pub(super) fn show_going_on(&self, overlay: &Overlay, scene: &Scene) {
        svg::clear(&self.drops);
        svg::clear(&self.going_on);
        let mut legal = String::new();
        for node in overlay.legal_targets.iter().filter_map(|key| scene.node(key.as_str())) {
            legal += &rounded(node.rect, node.kind.radius());
        }
        if !legal.is_empty() {
            self.path(&self.drops, "legal", &legal);
        }
        if let Some(drop) = &overlay.drop {
            self.drop_target(drop, scene);
        }
        if let Some(rect) = overlay.marquee {
            self.path(&self.going_on, "marquee", &rounded(rect, 0));
        }
        if let Some(Resizing { rect, .. }) = &overlay.resizing {
            self.path(&self.going_on, "resizing", &rounded(*rect, 8));
        }
        for Guide { from, to } in &overlay.guides {
            self.path(&self.going_on, "guide", &format!("M{} {}L{} {}", from.x, from.y, to.x, to.y));
        }
        if let Some(connecting) = &overlay.connecting {
            self.connection(connecting, scene);
        }
        if let Some(ghost) = &overlay.ghost {
            self.path(&self.going_on, "ghost", &rounded(ghost.rect, 9));
            let part = ghost.part.part();
            let at = Point::new(ghost.rect.x + 14, ghost.rect.y + 22);
            self.words(&self.going_on, at, "ghost-name", part.label);
        }
    }

    fn drop_target(&self, drop: &DropPreview, scene: &Scene) {
        let Some(node) = drop.target.as_ref().and_then(|key| scene.node(key.as_str())) else { return };
        let class = if drop.verdict.is_valid() { "target valid" } else { "target refused" };
        self.path(&self.drops, class, &rounded(node.rect, node.kind.radius()));
    }

    fn connection(&self, connecting: &Connecting, scene: &Scene) {
        let Some(from) = scene.node(connecting.from.as_str()) else { return };
        let (start, end) = (from.rect.center(), connecting.to);
        let refused = connecting.verdict.as_ref().is_some_and(|verdict| !verdict.is_valid());
        let class = if refused { "connecting refused" } else { "connecting" };
        self.path(&self.going_on, class, &format!("M{} {}L{} {}", start.x, start.y, end.x, end.y));
        if let Some(target) = connecting.target.as_ref().and_then(|key| scene.node(key.as_str())) {
            let class = if refused { "target refused" } else { "target valid" };
            self.path(&self.drops, class, &rounded(target.rect.grown(RING_GAP), target.kind.radius() + 3));
        }
    }

    fn path(&self, parent: &Element, class: &str, data: &str) {
        if let Some(path) = svg::child(&self.page, parent, "path", class) {
            svg::set(&path, "d", data);
        }
    }

    fn words(&self, parent: &Element, at: Point, class: &str, words: &str) {
        let Some(text) = svg::child(&self.page, parent, "text", class) else { return };
        svg::set_number(&text, "x", at.x);
        svg::set_number(&text, "y", at.y);
        text.set_text_content(Some(words));
    }
}

/// A rectangle with round corners as path data.
pub(super) fn rounded(rect: Rect, radius: i32) -> String {
    let r = radius.clamp(0, rect.w.min(rect.h) / 2);
    let (w, h) = (rect.w - 2 * r, rect.h - 2 * r);
    let mut data = String::with_capacity(96);
    // Writing to a string cannot fail.
    let _ = write!(data, "M{} {}h{w}", rect.x + r, rect.y);
    if r == 0 {
        let _ = write!(data, "v{h}h-{w}z");
    } else {
        let _ = write!(data, "a{r} {r} 0 0 1 {r} {r}v{h}a{r} {r} 0 0 1 -{r} {r}");
        let _ = write!(data, "h-{w}a{r} {r} 0 0 1 -{r} -{r}v-{h}a{r} {r} 0 0 1 {r} -{r}z");
    }
    data
}

/// Four corners of this length: focus and selection differ in shape.
fn ticks(rect: Rect, long: i32) -> String {
    let (l, t, r, b) = (rect.x, rect.y, rect.right(), rect.bottom());
    format!(
        "M{l} {}v-{long}h{long}M{} {t}h{long}v{long}M{r} {}v{long}h-{long}M{} {b}h-{long}v-{long}",
        t + long,
        r - long,
        b - long,
        l + long
    )
}
