//! Acts with arguments.

use netyard_core::change::Change;

use crate::commit::Edit;
use crate::editor::Editor;
use crate::event::{Request, SelectMode};

impl Editor {
    pub(crate) fn request(&mut self, request: Request) {
        match request {
            Request::Edit { label, changes } => {
                self.commit(Edit::new(label, changes).asking());
            }
            Request::Apply { label, changes } => {
                if self.commit(Edit::new(label.clone(), changes)) {
                    self.say(label);
                }
            }
            Request::Select { keys, mode } => self.select(keys, mode),
            Request::Reveal(key) => {
                self.select(vec![key.clone()], SelectMode::Replace);
                self.bring_into_view(key.as_str());
            }
            Request::Hover(key) => self.session.hovered = key,
            Request::TakeTool(tool) => self.take_tool(tool),
            Request::Rename { key, name } => self.rename(&key, &name),
            Request::WriteNote { key, text } => self.write_note(&key, &text),
            Request::Create { part, inside } => {
                self.create_without_pointer(part, inside);
            }
            Request::MoveInto { keys, container } => self.move_into(&keys, container.as_ref()),
            Request::Connect { from, to } => self.connect(&from, &to, None),
            Request::Delete { keys, keep_content } => self.delete(&keys, keep_content),
            Request::Paste { text, in_place } => self.paste(&text, in_place),
            Request::SetTitle(to) => {
                let to = to.chars().take(netyard_core::schema::caps::NAME_CHARACTERS).collect();
                self.commit(Edit::new("Change the title", vec![Change::Title { to }]));
            }
            Request::ToggleFold(key) => self.toggle_fold(&key),
            Request::CenterOn { x, y } => self.center_on(x, y),
            Request::WheelZooms(zooms) => self.session.wheel_zooms = zooms,
        }
    }
}
