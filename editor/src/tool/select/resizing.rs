//! A corner of a container is dragged. What is inside stays where it is.

use netyard_core::model::Placement;
use netyard_scene::{NodeKind, Point, Rect};

use crate::commit::Edit;
use crate::draft::Draft;
use crate::editor::Editor;
use crate::event::{PointerEvent, PointerKind, PointerPhase};
use crate::overlay::{self, Cursor};
use crate::session::Key;
use crate::snap::to_grid;
use crate::tool::State;

/// Distance of the handles from the frame, in drawing units.
const HANDLE_GAP: i32 = 4;
/// The least side of a container.
const LEAST: i32 = 60;

/// A corner of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Corner {
    /// Upper left.
    TopLeft,
    /// Upper right.
    TopRight,
    /// Lower left.
    BottomLeft,
    /// Lower right.
    BottomRight,
}

impl Corner {
    const ALL: [Self; 4] = [Self::TopLeft, Self::TopRight, Self::BottomLeft, Self::BottomRight];

    fn of(self, rect: &Rect) -> Point {
        match self {
            Self::TopLeft => Point::new(rect.x, rect.y),
            Self::TopRight => Point::new(rect.right(), rect.y),
            Self::BottomLeft => Point::new(rect.x, rect.bottom()),
            Self::BottomRight => Point::new(rect.right(), rect.bottom()),
        }
    }

    /// The form of the pointer over it.
    pub(crate) fn cursor(self) -> Cursor {
        match self {
            Self::TopLeft | Self::BottomRight => Cursor::ResizeFalling,
            Self::TopRight | Self::BottomLeft => Cursor::ResizeRising,
        }
    }
}

/// A corner is dragged.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Resizing {
    key: Key,
    corner: Corner,
    /// The frame before.
    from: Rect,
    /// Where the press was.
    grabbed: Point,
}

impl Resizing {
    pub(crate) fn cursor(&self) -> Cursor {
        self.corner.cursor()
    }
}

/// The handle under the pointer: only a single selected container has handles.
pub(crate) fn handle_at(editor: &Editor, event: PointerEvent) -> Option<Corner> {
    let key = editor.session.selection.only()?;
    let node = editor.geometry.node(key.as_str()).filter(|node| node.is_container())?;
    let reach = match event.kind {
        PointerKind::Mouse | PointerKind::Pen => 7.0,
        PointerKind::Touch => 20.0,
    };
    let frame = node.rect.grown(HANDLE_GAP);
    Corner::ALL.into_iter().find(|corner| {
        let (x, y) = editor.session.camera.to_screen(corner.of(&frame));
        (x - event.x).abs() <= reach && (y - event.y).abs() <= reach
    })
}

/// Takes a handle.
pub(crate) fn begin(editor: &mut Editor, corner: Corner, point: Point) -> State {
    let Some(key) = editor.session.selection.only().cloned() else { return State::Idle };
    let Some(from) = editor.geometry.rect(key.as_str()) else { return State::Idle };
    State::Resizing(Resizing { key, corner, from, grabbed: point })
}

/// What the next event makes of it.
pub(crate) fn on_pointer(editor: &mut Editor, state: Resizing, event: PointerEvent) -> State {
    match event.phase {
        PointerPhase::Move => {
            let rect = resized(editor, &state, event);
            editor.overlay.resizing = Some(overlay::Resizing { key: state.key.clone(), rect });
            State::Resizing(state)
        }
        PointerPhase::Up => {
            let rect = resized(editor, &state, event);
            editor.overlay.resizing = None;
            if rect != state.from {
                editor.resize_to(&state.key, rect);
            }
            State::Idle
        }
        PointerPhase::Down | PointerPhase::Leave | PointerPhase::Cancel => State::Resizing(state),
    }
}

fn resized(editor: &Editor, state: &Resizing, event: PointerEvent) -> Rect {
    let now = editor.session.camera.to_drawing(event.x, event.y);
    let corner = state.corner.of(&state.from).moved(now.x - state.grabbed.x, now.y - state.grabbed.y);
    let corner =
        if editor.session.snapping { Point::new(to_grid(corner.x), to_grid(corner.y)) } else { corner };
    let rect = state.from;
    let (mut left, mut top, mut right, mut bottom) = (rect.x, rect.y, rect.right(), rect.bottom());
    match state.corner {
        Corner::TopLeft | Corner::BottomLeft => left = corner.x.min(right - LEAST),
        Corner::TopRight | Corner::BottomRight => right = corner.x.max(left + LEAST),
    }
    match state.corner {
        Corner::TopLeft | Corner::TopRight => top = corner.y.min(bottom - LEAST),
        Corner::BottomLeft | Corner::BottomRight => bottom = corner.y.max(top + LEAST),
    }
    Rect::new(left, top, right - left, bottom - top)
}

impl Editor {
    /// Whether the selection is one container, which can be resized.
    pub(crate) fn can_resize(&self) -> bool {
        let only = self.session.selection.only();
        only.and_then(|key| self.geometry.node(key.as_str())).is_some_and(netyard_scene::Node::is_container)
    }

    /// Makes the selected container larger or smaller at its lower right corner.
    pub(crate) fn resize_selection(&mut self, by: i32) {
        let Some(key) = self.session.selection.only().cloned() else { return };
        let Some(rect) = self.geometry.rect(key.as_str()) else { return };
        let larger = Rect::new(rect.x, rect.y, (rect.w + by).max(LEAST), (rect.h + by).max(LEAST));
        if self.resize_to(&key, larger) {
            let name = self.document.display_name(key.as_str()).to_owned();
            let size = self.geometry.rect(key.as_str()).unwrap_or(larger);
            self.say(format!("{name}, {} by {}", size.w, size.h));
        }
    }

    /// Gives a container another frame. It never becomes smaller than its content.
    pub(crate) fn resize_to(&mut self, key: &Key, rect: Rect) -> bool {
        let Some(node) = self.geometry.node(key.as_str()).filter(|node| node.is_container()).cloned() else {
            return false;
        };
        let name = self.document.display_name(key.as_str()).to_owned();
        let parent = self.geometry.parent(key.as_str()).map(|node| node.origin).unwrap_or_default();
        let insets = node.kind.insets();
        let nominal = node.origin.moved(-insets.left, -insets.top);
        let (dx, dy) = (rect.x - node.rect.x, rect.y - node.rect.y);
        let corner = nominal.moved(dx, dy);
        let mut draft = Draft::new(&self.document, &mut self.ids);
        crate::relocate::pin_siblings(
            &mut draft,
            &self.geometry,
            self.geometry.parent(key.as_str()).map(|node| node.key.as_str()),
            std::slice::from_ref(key),
        );
        let (w, h) = (rect.right() - corner.x, rect.bottom() - corner.y);
        let at = corner.moved(-parent.x, -parent.y);
        if (dx, dy) != (0, 0) {
            keep_content(&mut draft, &self.geometry, key, (dx, dy));
        }
        draft.place(key.as_str(), Placement::Box { x: at.x, y: at.y, w: Some(w), h: Some(h) });
        let changes = draft.finish();
        self.commit(Edit::new(format!("Resize {name}"), changes))
    }
}

/// Where the upper left corner moves, content is placed anew, so that it stays where it is.
fn keep_content(draft: &mut Draft<'_>, geometry: &crate::geometry::Geometry, key: &Key, by: (i32, i32)) {
    let Some(origin) = geometry.node(key.as_str()).map(|node| node.origin) else { return };
    let children: Vec<Key> = geometry
        .children(Some(key.as_str()))
        .filter(|node| !matches!(node.kind, NodeKind::BorderTile { .. }))
        .map(|node| node.key.clone())
        .collect();
    for child in children {
        let Some(corner) = geometry.nominal_corner(child.as_str()) else { continue };
        let at = corner.moved(-origin.x - by.0, -origin.y - by.1);
        let (w, h) = match draft.document().placement.get(child.as_str()) {
            Some(Placement::Box { w, h, .. }) => (*w, *h),
            _ => (None, None),
        };
        draft.place(child.as_str(), Placement::Box { x: at.x, y: at.y, w, h });
    }
}
