//! Moving the selection without a pointer: reading order, nearest, containers, connections.

use netyard_scene::{NodeKind, Rect};

use crate::editor::Editor;
use crate::event::SelectMode;
use crate::session::Key;

/// Where the selection goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Upwards.
    Up,
    /// Downwards.
    Down,
}

impl Direction {
    /// How far away something lies in this direction; `None` if it lies elsewhere. What lies askew counts as further.
    fn distance(self, from: Rect, to: Rect) -> Option<i64> {
        let (a, b) = (from.center(), to.center());
        let (dx, dy) = (i64::from(b.x) - i64::from(a.x), i64::from(b.y) - i64::from(a.y));
        let (along, across) = match self {
            Self::Left => (-dx, dy),
            Self::Right => (dx, dy),
            Self::Up => (-dy, dx),
            Self::Down => (dy, dx),
        };
        (along > 0 && across.abs() <= along * 3).then(|| along + 2 * across.abs())
    }
}

impl Editor {
    /// Everything that is drawn, in reading order: a container before its content.
    pub(crate) fn reading_order(&self) -> Vec<Key> {
        fn walk(editor: &Editor, parent: Option<&str>, order: &mut Vec<Key>) {
            for node in editor.geometry.children(parent) {
                order.push(node.key.clone());
                walk(editor, Some(node.key.as_str()), order);
            }
        }
        let mut order = Vec::with_capacity(self.geometry.nodes().len());
        walk(self, None, &mut order);
        order
    }

    /// The cursor of the keyboard: what is focused, else the main selection.
    fn cursor_key(&self) -> Option<&Key> {
        let drawn = |key: &&Key| self.geometry.node(key.as_str()).is_some();
        self.session.focused.as_ref().filter(drawn).or_else(|| self.session.selection.main().filter(drawn))
    }

    /// What lies beside the cursor in its container, in reading order, and where the cursor is.
    fn siblings(&self) -> (Vec<Key>, Option<usize>) {
        let cursor = self.cursor_key();
        let parent = cursor.and_then(|key| self.geometry.parent(key.as_str())).map(|node| node.key.clone());
        let siblings: Vec<Key> =
            self.geometry.children(parent.as_ref().map(Key::as_str)).map(|node| node.key.clone()).collect();
        let at = cursor.and_then(|key| siblings.iter().position(|sibling| sibling == key));
        (siblings, at)
    }

    /// Whether there is a next thing: past the last one, Tab leaves the canvas.
    pub(crate) fn has_next(&self) -> bool {
        let (siblings, at) = self.siblings();
        at.map_or(!siblings.is_empty(), |at| at + 1 < siblings.len())
    }

    /// Whether there is a thing before.
    pub(crate) fn has_previous(&self) -> bool {
        matches!(self.siblings().1, Some(at) if at > 0)
    }

    /// To the next thing in the container, or the one before.
    pub(crate) fn go_along(&mut self, by: isize) {
        let (siblings, at) = self.siblings();
        let next = match at {
            Some(at) => at.checked_add_signed(by),
            None => Some(0),
        };
        if let Some(key) = next.and_then(|at| siblings.get(at)).cloned() {
            self.go_to(&key);
        }
    }

    /// To the first thing in the container.
    pub(crate) fn go_first(&mut self) {
        if let Some(key) = self.siblings().0.first().cloned() {
            self.go_to(&key);
        }
    }

    /// To the last thing in the container.
    pub(crate) fn go_last(&mut self) {
        if let Some(key) = self.siblings().0.last().cloned() {
            self.go_to(&key);
        }
    }

    /// To the nearest thing in a direction, whatever its container.
    pub(crate) fn go_nearest(&mut self, direction: Direction) {
        let Some(from) = self.cursor_key().cloned() else {
            self.go_first();
            return;
        };
        let ancestors: Vec<Key> =
            self.geometry.ancestors(from.as_str()).into_iter().map(|node| node.key.clone()).collect();
        let others = self.geometry.nodes().iter().filter(|node| {
            !ancestors.contains(&node.key) && !self.geometry.is_within(node.key.as_str(), from.as_str())
        });
        let others: Vec<Key> = others.map(|node| node.key.clone()).collect();
        match self.nearest_in(&from, direction, others.into_iter()) {
            Some(key) => self.go_to(&key),
            None => self.say("Nothing further that way"),
        }
    }

    /// The nearest of some things in a direction.
    pub(crate) fn nearest_in(
        &self,
        from: &Key,
        direction: Direction,
        others: impl Iterator<Item = Key>,
    ) -> Option<Key> {
        let start = self.geometry.shown_by(from.as_str())?.rect;
        let far = |key: &Key| direction.distance(start, self.geometry.shown_by(key.as_str())?.rect);
        others.filter(|key| key != from).filter_map(|key| Some((far(&key)?, key))).min().map(|(_, key)| key)
    }

    /// Into the container: to its first thing.
    pub(crate) fn enter_container(&mut self) {
        let Some(cursor) = self.cursor_key().cloned() else { return };
        if self.session.folded.contains(&cursor) {
            self.fold(std::slice::from_ref(&cursor), false);
        }
        let first = self.geometry.children(Some(cursor.as_str())).next().map(|node| node.key.clone());
        match first {
            Some(key) => self.go_to(&key),
            None => self.say("Nothing inside"),
        }
    }

    /// Out to the container.
    pub(crate) fn leave_container(&mut self) {
        let Some(cursor) = self.cursor_key().cloned() else { return };
        let parent = self.geometry.parent(cursor.as_str()).map(|node| node.key.clone());
        match parent {
            Some(key) => self.go_to(&key),
            None => self.say("In no container"),
        }
    }

    /// Along a connection, to the neighbour in a direction; any neighbour where none lies that way.
    pub(crate) fn go_neighbour(&mut self, direction: Direction) {
        let Some(from) = self.cursor_key().cloned() else { return };
        let neighbours = self.neighbours_of(&from);
        if neighbours.is_empty() {
            self.say("No connections");
            return;
        }
        match self.nearest_in(&from, direction, neighbours.into_iter()) {
            Some(key) => self.go_to(&key),
            None => self.say("No connection that way"),
        }
    }

    /// The things at the other ends of the edges of a thing.
    pub(crate) fn neighbours_of(&self, key: &Key) -> Vec<Key> {
        let scene = self.geometry.scene();
        let Some(at) = scene.index_of(key.as_str()) else { return Vec::new() };
        let mut found = Vec::new();
        for edge in scene.edges() {
            let other = if edge.from == at {
                edge.to
            } else if edge.to == at {
                edge.from
            } else {
                continue;
            };
            if let Some(node) = scene.nodes().get(other)
                && !found.contains(&node.key)
            {
                found.push(node.key.clone());
            }
        }
        found
    }

    /// Selects a thing, shows it and says what it is.
    pub(crate) fn go_to(&mut self, key: &Key) {
        self.select(vec![key.clone()], SelectMode::Replace);
        self.bring_into_view(key.as_str());
        let (siblings, at) = self.siblings();
        let place = at.map_or_else(String::new, |at| format!(", {} of {}", at + 1, siblings.len()));
        let text = format!("{}{place}", self.description(key));
        self.say(text);
    }

    /// Everything in the container of the selection; when that is selected, or nothing is, everything.
    pub(crate) fn select_all(&mut self) {
        let parent = self
            .session
            .selection
            .main()
            .and_then(|key| self.geometry.parent(key.as_str()))
            .map(|node| node.key.clone());
        let inside: Vec<Key> =
            self.geometry.children(parent.as_ref().map(Key::as_str)).map(|node| node.key.clone()).collect();
        let all_inside = inside.iter().all(|key| self.session.selection.contains(key.as_str()));
        let keys = if parent.is_none() || all_inside {
            let roots = self.geometry.children(None).map(|node| node.key.clone());
            // Accounts and Regions are the ground that a drawing stands on: everything means what is in them.
            roots.flat_map(|root| self.on_the_ground(root)).collect()
        } else {
            inside
        };
        self.select(keys, SelectMode::Replace);
        let text = self.selection_text();
        self.say(text);
    }

    /// What stands on a ground, or the thing itself where it is none.
    fn on_the_ground(&self, key: Key) -> Vec<Key> {
        match self.geometry.node(key.as_str()).map(|node| (node.kind, node.folded.is_some())) {
            Some((NodeKind::Account | NodeKind::Region, false)) => {
                let inside = self.geometry.children(Some(key.as_str())).map(|node| node.key.clone());
                inside.flat_map(|key| self.on_the_ground(key)).collect()
            }
            _ => vec![key],
        }
    }
}
