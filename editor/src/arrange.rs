//! Nudging, aligning and distributing what is selected.

use netyard_core::model::Placement;
use netyard_core::ordered::Order;
use netyard_scene::{NodeKind, Point, Rect};

use crate::commit::Edit;
use crate::draft::Draft;
use crate::editor::Editor;
use crate::history::Fold;
use crate::relocate::{hold_neighbours, shift};
use crate::session::Key;

/// To which line things are aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Alignment {
    /// Left edges.
    Left,
    /// Right edges.
    Right,
    /// Upper edges.
    Top,
    /// Lower edges.
    Bottom,
    /// Middles, one above the other.
    Center,
    /// Middles, one beside the other.
    Middle,
}

/// Along which axis gaps are made equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Axis {
    /// From left to right.
    Horizontal,
    /// From top to bottom.
    Vertical,
}

impl Alignment {
    /// How far a frame moves to stand on the line.
    fn distance(self, frame: Rect, all: Rect) -> (i32, i32) {
        match self {
            Self::Left => (all.x - frame.x, 0),
            Self::Right => (all.right() - frame.right(), 0),
            Self::Top => (0, all.y - frame.y),
            Self::Bottom => (0, all.bottom() - frame.bottom()),
            Self::Center => (all.center().x - frame.center().x, 0),
            Self::Middle => (0, all.center().y - frame.center().y),
        }
    }
}

impl Editor {
    /// Moves what is selected; repeated presses are one step. Containers never change by this.
    pub(crate) fn nudge(&mut self, dx: i32, dy: i32) {
        let keys = self.movable();
        if keys.is_empty() {
            return;
        }
        let names = self.names_of(&keys);
        let moves: Vec<(Key, (i32, i32))> = keys.iter().map(|key| (key.clone(), (dx, dy))).collect();
        let kind = format!("nudge {}", keys.iter().map(Key::as_str).collect::<Vec<_>>().join(" "));
        let fold = Fold { kind, time: self.now };
        self.move_each(&moves, &format!("Move {names}"), Some(fold));
        // The view follows only when the selection leaves it.
        if let Some(key) = keys.last() {
            self.bring_into_view(key.as_str());
        }
    }

    /// Whether things can be aligned: at least two.
    pub(crate) fn can_align(&self) -> bool {
        self.movable().len() > 1
    }

    /// Whether gaps can be made equal: at least three things.
    pub(crate) fn can_distribute(&self) -> bool {
        self.movable().len() > 2
    }

    /// Moves what is selected onto one line.
    pub(crate) fn align(&mut self, to: Alignment) {
        let keys = self.movable();
        let Some(all) = self.geometry.bounds_of(&keys) else { return };
        let moves: Vec<_> = keys
            .into_iter()
            .filter_map(|key| {
                let by = to.distance(self.geometry.rect(key.as_str())?, all);
                Some((key, by))
            })
            .collect();
        self.move_each(&moves, "Align", None);
        self.say(format!("{} aligned", count(moves.len())));
    }

    /// Makes the gaps between what is selected equal.
    pub(crate) fn distribute(&mut self, axis: Axis) {
        let mut frames: Vec<(Key, Rect)> = self
            .movable()
            .into_iter()
            .filter_map(|key| Some((key.clone(), self.geometry.rect(key.as_str())?)))
            .collect();
        let start = |rect: &Rect| match axis {
            Axis::Horizontal => rect.x,
            Axis::Vertical => rect.y,
        };
        let size = |rect: &Rect| match axis {
            Axis::Horizontal => rect.w,
            Axis::Vertical => rect.h,
        };
        frames.order_by_key(|(key, rect)| (start(rect), key.clone()));
        let (Some((_, first)), Some((_, last))) = (frames.first(), frames.last()) else { return };
        let gaps = i32::try_from(frames.len()).unwrap_or(i32::MAX) - 1;
        let taken: i32 = frames.iter().map(|(_, rect)| size(rect)).sum();
        let room = start(last) + size(last) - start(first) - taken;
        let mut at = start(first);
        let mut moves = Vec::new();
        for (nth, (key, rect)) in frames.iter().enumerate() {
            let by = at - start(rect);
            moves.push((key.clone(), if axis == Axis::Horizontal { (by, 0) } else { (0, by) }));
            // What does not divide goes to the first gaps, so that the last thing stays where it is.
            let nth = i32::try_from(nth).unwrap_or(i32::MAX);
            let gap = room.div_euclid(gaps) + i32::from(nth < room.rem_euclid(gaps));
            at += size(rect) + gap;
        }
        self.move_each(&moves, "Distribute", None);
        self.say(format!("{} distributed", count(moves.len())));
    }

    /// Whether places or sizes were given by hand, to what is selected or, where nothing is, to anything.
    pub(crate) fn can_tidy(&self) -> bool {
        let keys = self.session.selection.keys();
        if keys.is_empty() {
            return !self.document.placement.is_empty();
        }
        keys.iter().any(|key| self.placed_within(key).next().is_some())
    }

    /// Leaves places and sizes to the layout: of what is selected and of its content, or of everything where nothing is.
    pub(crate) fn tidy(&mut self) {
        let keys: Vec<Key> = self.session.selection.keys().to_vec();
        let (placed, names): (Vec<String>, String) = if keys.is_empty() {
            (self.document.placement.keys().cloned().collect(), "everything".to_owned())
        } else {
            let placed = keys.iter().flat_map(|key| self.placed_within(key)).map(str::to_owned);
            (placed.collect(), self.names_of(&keys))
        };
        let mut draft = Draft::new(&self.document, &mut self.ids);
        for key in placed {
            draft.unplace(&key);
        }
        let changes = draft.finish();
        self.commit(Edit::new(format!("Lay {names} out"), changes));
    }

    fn placed_within<'a>(&'a self, container: &'a Key) -> impl Iterator<Item = &'a str> {
        let keys = self.document.placement.keys().map(String::as_str);
        keys.filter(|key| self.geometry.is_within(key, container.as_str()))
    }

    /// What of the selection has a place of its own, topmost things only.
    fn movable(&self) -> Vec<Key> {
        let drawn: Vec<Key> = self
            .session
            .selection
            .keys()
            .iter()
            .filter(|key| self.geometry.node(key.as_str()).is_some())
            .cloned()
            .collect();
        self.geometry.topmost(&drawn)
    }

    /// Moves each thing by its own distance inside its own container, as one step.
    fn move_each(&mut self, moves: &[(Key, (i32, i32))], label: &str, fold: Option<Fold>) {
        let together: Vec<Key> = moves.iter().map(|(key, _)| key.clone()).collect();
        let mut draft = Draft::new(&self.document, &mut self.ids);
        hold_neighbours(&mut draft, &self.geometry, &together, None);
        for (key, (dx, dy)) in moves {
            if (*dx, *dy) == (0, 0) {
                continue;
            }
            if self
                .geometry
                .node(key.as_str())
                .is_some_and(|node| matches!(node.kind, NodeKind::BorderTile { .. }))
            {
                slide_along(&mut draft, &self.geometry, key, (*dx, *dy));
                continue;
            }
            shift(&mut draft, &self.geometry, key, (*dx, *dy));
        }
        let changes = draft.finish();
        self.commit(Edit { fold, ..Edit::new(label, changes) });
    }
}

/// A tile moves along its side; a thousandth of it at least, so that every press of a key is seen.
fn slide_along(draft: &mut Draft<'_>, geometry: &crate::geometry::Geometry, key: &Key, by: (i32, i32)) {
    use netyard_core::model::Side;
    let Some(node) = geometry.node(key.as_str()) else { return };
    let NodeKind::BorderTile { side } = node.kind else { return };
    let Some(frame) = geometry.parent(key.as_str()).map(|node| node.rect) else { return };
    let middle = node.rect.center();
    let (side, along) = match side {
        netyard_scene::Side::Top => (Side::Top, by.0),
        netyard_scene::Side::Bottom => (Side::Bottom, by.0),
        netyard_scene::Side::Left => (Side::Left, by.1),
        netyard_scene::Side::Right => (Side::Right, by.1),
    };
    if along == 0 {
        return;
    }
    let moved = Point::new(middle.x + by.0, middle.y + by.1);
    let now = crate::create::share_along(frame, side, middle);
    let at = crate::create::share_along(frame, side, moved);
    let at = if at == now { now + along.signum() } else { at };
    draft.place(key.as_str(), Placement::Border { side, at: at.clamp(0, 1000) });
}

fn count(things: usize) -> String {
    if things == 1 { "1 part".to_owned() } else { format!("{things} parts") }
}
