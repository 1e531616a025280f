//! Texts of containers on the screen: names of VPCs, legends of accounts, Regions and zones.
//!
//! They keep a legible size at every zoom, so at small zooms they are large against the drawing and meet other
//! things. Order of rights: lines of traces and tiles, names of VPCs, legends. Who loses moves along its own line or
//! border in steps of 8 px, a legend then to the lower border, and hides where nothing is free.

use crate::fit::{bold_width, cut, inside_within};
use crate::geometry::{Point, Rect};
use crate::level_of_detail::LevelOfDetail;
use crate::node::{Node, NodeKind};
use crate::scene::Scene;
use crate::shape;
use crate::text_width::{TextStyle, text_width};

/// A step along the border, in pixels.
const STEP: i32 = 8;
/// Steps that are tried.
const STEPS_MOST: i32 = 60;
/// From a line of text to the next, in pixels.
const LINE: i32 = 14;
/// A folded container this high holds two lines, in pixels.
const FOLDED_TWO_LINES: i32 = 31;
/// A name narrower than this on the screen says nothing.
const NAME_LEAST: i32 = 24;

/// A text with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedLabel {
    /// The container, by its place in [`Scene::nodes`].
    pub node: usize,
    /// Where the text begins, on its baseline.
    pub at: Point,
    /// The word before the name, or nothing.
    pub legend: &'static str,
    /// The name as it fits.
    pub name: String,
    /// The CIDR, or nothing.
    pub meta: String,
    /// How far below the name the CIDR stands; 0 where it stands beside it.
    pub drop: i32,
    /// The room that it takes.
    pub frame: Rect,
}

/// What labels are placed for.
#[derive(Debug, Clone, Copy)]
pub struct LabelView<'a> {
    /// The zoom; 1 is 100 %.
    pub zoom: f64,
    /// The level of detail that is shown.
    pub level: LevelOfDetail,
    /// What no label may cover: lines and marks of a trace.
    pub taken: &'a [Rect],
}

impl LabelView<'_> {
    /// Drawing units for so many pixels; from 100 % on texts grow with the drawing.
    fn units(&self, pixels: i32) -> i32 {
        let zoom = if self.zoom > 0.0 { self.zoom.min(1.0) } else { 1.0 };
        // As much smaller as all texts are where there is more to say.
        let zoom = if self.level == LevelOfDetail::Double { 4.0 / 3.0 } else { zoom };
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a few pixels at a zoom of a few percent at least"
        )]
        let units = (f64::from(pixels) / zoom.max(0.01)).ceil() as i32;
        units
    }
}

/// The labels of these containers (by their places in [`Scene::nodes`]), those of VPCs first.
pub fn placed_labels(scene: &Scene, containers: &[usize], view: &LabelView<'_>) -> Vec<PlacedLabel> {
    let mut taken = tiles(scene, view);
    taken.extend_from_slice(view.taken);
    let mut placed: Vec<PlacedLabel> = Vec::new();
    for wanted in [Rank::Title, Rank::Legend] {
        for at in containers.iter().copied() {
            let Some(node) = scene.nodes().get(at).filter(|node| Rank::of(node, view) == Some(wanted)) else {
                continue;
            };
            if let Some(label) = place(node, at, view, &taken) {
                taken.push(label.frame);
                placed.push(label);
            }
        }
    }
    placed
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Rank {
    Title,
    Legend,
}

impl Rank {
    fn of(node: &Node, view: &LabelView<'_>) -> Option<Self> {
        match node.kind {
            NodeKind::Vpc | NodeKind::Site => Some(Self::Title),
            NodeKind::Account if is_titled(node, view) => Some(Self::Title),
            NodeKind::Account | NodeKind::Region => Some(Self::Legend),
            NodeKind::Zone if view.level.shows_names() => Some(Self::Legend),
            _ => None,
        }
    }
}

/// Whether a container has its name inside. A folded account has so from further away, with what it holds.
fn is_titled(node: &Node, view: &LabelView<'_>) -> bool {
    match node.kind {
        NodeKind::Vpc | NodeKind::Site => true,
        NodeKind::Account => node.folded.is_some() && !view.level.shows_cards(),
        _ => false,
    }
}

/// What is drawn on borders and above Regions: gateways with their names, the internet, services.
fn tiles(scene: &Scene, view: &LabelView<'_>) -> Vec<Rect> {
    let is_near_a_border = |node: &&Node| match node.kind {
        NodeKind::BorderTile { .. } | NodeKind::LinkTile => true,
        NodeKind::Card => node.depth <= 1,
        _ => false,
    };
    let parts = scene.nodes().iter().filter(is_near_a_border);
    let mut taken = Vec::new();
    if !view.level.shows_zone_frame() {
        // Words of zones without a frame end where their VPC ends.
        let vpcs = scene.nodes().iter().filter(|node| node.kind == NodeKind::Vpc);
        taken.extend(vpcs.map(|vpc| Rect::new(vpc.rect.right() - 1, vpc.rect.y, 2, vpc.rect.h)));
    }
    for node in parts {
        taken.push(node.drawn_rect(view.level).grown(2));
        if view.level.shows_cards() {
            taken.extend(node.label_box());
        }
    }
    taken
}

/// A text in the form in which it may stand: shorter forms are tried where the longer ones find no place.
struct Form {
    legend: &'static str,
    name: String,
    meta: String,
    width: i32,
    /// How far below the name the CIDR stands, or 0.
    drop: i32,
    /// Steps along its line that are tried.
    steps: i32,
}

impl Form {
    fn frame(&self, line: &Line, x: i32) -> Rect {
        let frame = line.frame(x, self.width);
        Rect { h: frame.h + self.drop, ..frame }
    }
}

fn place(node: &Node, at: usize, view: &LabelView<'_>, taken: &[Rect]) -> Option<PlacedLabel> {
    let lines = lines(node, view);
    let first = *lines.first()?;
    let near: Vec<Rect> = {
        let around = lines.iter().fold(first.band(), |all, line| all.union(&line.band()));
        // A second line may follow.
        let around = Rect { h: around.h + view.units(LINE), ..around };
        taken.iter().filter(|rect| rect.overlaps(&around)).copied().collect()
    };
    let forms = forms(node, view, (first.until - first.from, first.room(&near)));
    let label = |line: &Line, x: i32, form: &Form| PlacedLabel {
        node: at,
        at: Point::new(x, line.baseline),
        legend: form.legend,
        name: form.name.clone(),
        meta: form.meta.clone(),
        drop: form.drop,
        frame: form.frame(line, x),
    };
    for form in &forms {
        for line in &lines {
            let mut x = line.from;
            for _ in 0..form.steps {
                if x + form.width > line.until {
                    break;
                }
                let frame = form.frame(line, x);
                if !near.iter().any(|rect| rect.overlaps(&frame)) {
                    return Some(label(line, x, form));
                }
                x += view.units(STEP);
            }
        }
    }
    // The name of a VPC is always there, as long as it says anything.
    let last = forms.last().filter(|_| is_titled(node, view))?;
    Some(label(&first, first.from, last))
}

/// A line on which a text may stand.
#[derive(Clone, Copy)]
struct Line {
    from: i32,
    until: i32,
    baseline: i32,
    above: i32,
    below: i32,
}

impl Line {
    fn frame(&self, x: i32, width: i32) -> Rect {
        Rect::new(x, self.baseline - self.above, width, self.above + self.below)
    }

    /// How far the line is free from its beginning on.
    fn room(&self, taken: &[Rect]) -> i32 {
        let band = self.band();
        let ahead = taken.iter().filter(|rect| rect.overlaps(&band) && rect.x > self.from);
        ahead.map(|rect| rect.x).min().unwrap_or(self.until).min(self.until) - self.from
    }

    fn band(&self) -> Rect {
        self.frame(self.from, (self.until - self.from).max(0))
    }
}

/// The lines of a text, best first.
fn lines(node: &Node, view: &LabelView<'_>) -> Vec<Line> {
    let rect = node.rect;
    let line = |from: i32, until: i32, baseline: i32, size: i32| Line {
        from,
        until,
        baseline,
        above: view.units(size * 3 / 4),
        below: view.units(size / 4),
    };
    match node.kind {
        NodeKind::Vpc | NodeKind::Site if view.level.shows_cards() => {
            let middle = rect.y + shape::VPC_HEADER / 2;
            vec![line(node.name_spot().x, rect.right() - 8, middle + view.units(5), 13)]
        }
        _ if is_titled(node, view) => {
            let inset = view.units(7).min(rect.w / 8);
            // Below the gateways on the border, above the first subnet.
            let text = line(rect.x + inset, rect.right() - view.units(4), rect.y + view.units(17), 13);
            vec![Line { above: view.units(9), ..text }]
        }
        NodeKind::Zone if !view.level.shows_zone_frame() => {
            // Without its frame the zone's word stands just above its first subnet.
            let foot = rect.y + shape::ZONE_TOP - view.units(3);
            let text = line(rect.x + shape::PADDING, rect.right() + shape::ZONE_GUTTER / 2, foot, 12);
            vec![Line { above: view.units(8), ..text }]
        }
        _ => {
            let (from, until) = (rect.x + 22, rect.right() - 16);
            let half = view.units(4);
            // From far away the padding is too small for a text on the lower border: it stands below.
            let foot = if view.level.shows_cards() { half } else { view.units(11) };
            vec![line(from, until, rect.y + half, 12), line(from, until, rect.bottom() + foot, 12)]
        }
    }
}

/// The forms of a text, the longest first. `room` is how long its line is, and how far it is free.
fn forms(node: &Node, view: &LabelView<'_>, room: (i32, i32)) -> Vec<Form> {
    let style = node.name_style();
    let form = |legend: &'static str, name: String, meta: String| {
        let legend_width = if legend.is_empty() { 0 } else { bold_width(legend, style) + 6 };
        let meta_width = if meta.is_empty() { 0 } else { 8 + text_width(&meta, TextStyle::Meta) };
        let width = view.units(legend_width + bold_width(&name, style) + meta_width);
        Form { legend, name, meta, width, drop: 0, steps: STEPS_MOST }
    };
    let empty = String::new;
    if !is_titled(node, view) {
        let mut forms = vec![form(node.legend(), node.name.clone(), empty())];
        if node.kind == NodeKind::Account && !node.meta.is_empty() && view.level.shows_cards() {
            forms.insert(0, form(node.legend(), node.name.clone(), node.meta.clone()));
        }
        if let (NodeKind::Zone, Some((_, letter))) = (node.kind, node.name.rsplit_once('-')) {
            forms.push(form(node.legend(), letter.to_owned(), empty()));
        }
        return forms;
    }
    let whole = node.meta.clone();
    let on_screen = |units: i32| units * 100 / view.units(100).max(1);
    let (whole_line, free) = (on_screen(room.0), on_screen(room.1));
    if whole_line < NAME_LEAST {
        return Vec::new();
    }
    let beside = form("", node.name.clone(), whole.clone());
    let alone = form("", node.name.clone(), empty());
    let shortened =
        form("", cut(&node.name, if free < NAME_LEAST { whole_line } else { free }, style), empty());
    let is_high = node.rect.h >= view.units(FOLDED_TWO_LINES);
    if node.folded.is_some() && !view.level.shows_cards() && is_high && !node.inside.is_empty() {
        // From far away a folded container says what it holds in place of its CIDR.
        let name = cut(&node.name, whole_line, style);
        let inside = inside_within(&node.inside, whole_line);
        let width =
            view.units(bold_width(&name, style).max(text_width(&inside, TextStyle::Meta)).min(whole_line));
        let both = Form { width, drop: view.units(LINE), meta: inside, steps: 1, ..form("", name, empty()) };
        return vec![both, alone, shortened];
    }
    if !view.level.shows_cards() || whole.is_empty() {
        return vec![beside, alone, shortened];
    }
    // From nearby there is room under the name for its CIDR: better there than far along the line.
    let at_once = Form { steps: 1, ..form("", node.name.clone(), whole.clone()) };
    let width = alone.width.max(view.units(text_width(&whole, TextStyle::Meta)));
    let below =
        Form { width, drop: view.units(LINE), meta: whole, steps: 1, ..form("", node.name.clone(), empty()) };
    vec![at_once, below, beside, alone, shortened]
}
