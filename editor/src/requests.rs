//! Acts with arguments.

use netyard_core::change::Change;

use crate::commit::Edit;
use crate::editor::Editor;
use crate::event::{Request, SelectMode};
use crate::session::Key;

impl Editor {
    pub(crate) fn request(&mut self, request: Request) {
        match request {
            Request::Edit { label, changes } => {
                self.commit(Edit::new(label, changes).asking());
            }
            Request::Apply { label, changes } => {
                self.commit(Edit::new(label, changes));
            }
            Request::Select { keys, mode } => self.select(keys, mode),
            Request::Reveal(key) => {
                self.select(vec![key.clone()], SelectMode::Replace);
                self.bring_into_view(key.as_str());
            }
            Request::Hover(key) => self.session.hovered = key,
            Request::TakeTool(tool) => self.take_tool(tool),
            Request::SetTitle(to) => {
                self.commit(Edit::new("Change the title", vec![Change::Title { to }]));
            }
            Request::CenterOn { x, y } => {
                let (width, height) = self.session.viewport;
                let mut camera = self.session.camera;
                camera.x = x - width / camera.zoom / 2.0;
                camera.y = y - height / camera.zoom / 2.0;
                self.move_camera(camera.scrolled(0.0, 0.0), false);
            }
            Request::WheelZooms(zooms) => self.session.wheel_zooms = zooms,
            Request::Rename { .. }
            | Request::WriteNote { .. }
            | Request::Create { .. }
            | Request::MoveInto { .. }
            | Request::Connect { .. }
            | Request::Delete { .. }
            | Request::Paste { .. } => {}
        }
    }

    pub(crate) fn select(&mut self, keys: Vec<Key>, mode: SelectMode) {
        match mode {
            SelectMode::Replace => self.session.selection.replace(keys),
            SelectMode::Add => self.session.selection.add(keys),
            SelectMode::Toggle => keys.iter().for_each(|key| self.session.selection.toggle(key)),
        }
        self.session.focused = self.session.selection.main().cloned();
    }
}
