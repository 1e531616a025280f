//! Where the layout places everything, few lines cross, and none lies on another that it has nothing to do with.

#![expect(clippy::expect_used, reason = "the helpers of a test fail as loudly as the test")]

mod support;

use netyard_core::model::Document;
use netyard_core::sample::{network, organisation, organisation_with_services};
use netyard_scene::{Edge, Point, Scene};
use std::path::PathBuf;
use support::{Drawing, build, check_whole};

/// A straight piece of a line.
#[derive(Clone, Copy)]
struct Piece<'a> {
    edge: &'a Edge,
    upright: bool,
    at: i32,
    low: i32,
    high: i32,
}

impl<'a> Piece<'a> {
    fn of(edge: &'a Edge, from: Point, to: Point) -> Self {
        let upright = from.x == to.x;
        let (at, ends) = if upright { (from.x, (from.y, to.y)) } else { (from.y, (from.x, to.x)) };
        Self { edge, upright, at, low: ends.0.min(ends.1), high: ends.0.max(ends.1) }
    }

    /// Lines that begin or end at one node are branches of a tree: they may meet.
    fn is_branch_of(&self, other: &Self) -> bool {
        self.edge.from == other.edge.from || self.edge.to == other.edge.to
    }

    fn crosses(&self, other: &Self) -> bool {
        let within = |one: &Self, at: i32| one.low < at && at < one.high;
        self.upright != other.upright && within(self, other.at) && within(other, self.at)
    }

    /// How far the two lie on one another.
    fn shared(&self, other: &Self) -> i32 {
        let is_on = self.upright == other.upright && self.at == other.at;
        if is_on { (self.high.min(other.high) - self.low.max(other.low)).max(0) } else { 0 }
    }
}

/// How often lines at rest cross, and how many units of them lie on lines that lead elsewhere.
fn tangle(scene: &Scene) -> (usize, i32) {
    let at_rest = scene.edges().iter().filter(|edge| edge.at_rest);
    let pieces: Vec<Piece<'_>> = at_rest
        .flat_map(|edge| edge.points.windows(2).map(move |pair| Piece::of(edge, pair[0], pair[1])))
        .collect();
    let mut tangle = (0, 0);
    for (nth, one) in pieces.iter().enumerate() {
        for other in pieces.iter().skip(nth + 1).filter(|other| !one.is_branch_of(other)) {
            tangle.0 += usize::from(one.crosses(other));
            tangle.1 += one.shared(other);
        }
    }
    tangle
}

/// The drawing as the layout alone places it, as after an import.
fn untouched(mut document: Document) -> Scene {
    document.placement.clear();
    build(&Drawing { document })
}

fn ready_drawings() -> Vec<(String, Document)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../assets/scenarios");
    let files =
        std::fs::read_dir(folder).expect("the ready drawings").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|extension| extension == "json")).collect();
    files.sort();
    let open = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).expect("text");
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        (name, netyard_core::schema::open(&text).expect("a drawing").document)
    };
    files.into_iter().map(open).collect()
}

/// Eleven groups between two servers cross each other's lines; no other ready drawing has more than a handful.
const GROUPS_BETWEEN_TWO: (&str, usize) = ("lb-l4-fixed-ip", 47);
/// What any other ready drawing may have.
const A_HANDFUL: usize = 8;
/// Where many lines come to one side of a card, the first steps from it are shared: so many units in one drawing.
const STUBS: i32 = 32;
/// What all of them have together. It only goes down.
const ALL: usize = 83;

#[test]
fn few_lines_of_ready_drawings_cross() {
    let mut all = 0;
    for (name, document) in ready_drawings() {
        let (crossings, _) = tangle(&untouched(document));
        let most = if name == GROUPS_BETWEEN_TWO.0 { GROUPS_BETWEEN_TWO.1 } else { A_HANDFUL };
        assert!(crossings <= most, "{name}: {crossings} crossings");
        all += crossings;
    }
    assert!(all <= ALL, "{all} crossings in all ready drawings");
}

#[test]
fn lines_that_lead_elsewhere_do_not_lie_on_one_another() {
    for (name, document) in ready_drawings() {
        let (_, shared) = tangle(&untouched(document));
        assert!(shared <= STUBS, "{name}: {shared} units of lines lie on others");
    }
}

#[test]
fn large_networks_are_whole_and_the_same_when_laid_out_twice() {
    let all = [
        ("a network of 1,000 resources", network(1_000), 0, 0),
        ("an organisation of 30 VPCs", organisation(30), 16, 0),
        ("services in 8 VPCs", organisation_with_services(8), 180, 11_650),
    ];
    for (name, document, most, most_shared) in all {
        let scene = untouched(document.clone());
        check_whole(&scene, name);
        let (crossings, shared) = tangle(&scene);
        assert!(shared <= most_shared, "{name}: {shared} units of lines lie on others");
        assert!(crossings <= most, "{name}: {crossings} crossings");
        assert!(scene.stands_as(&untouched(document)), "{name}: the second layout is another one");
    }
}
