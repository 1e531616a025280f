//! Acts with arguments.

use netyard_core::change::Change;

use crate::commit::Edit;
use crate::draft::Draft;
use crate::editor::Editor;
use crate::event::{Request, SelectMode};
use crate::frame::{Frame, account_of};
use crate::relocate::{give_to_account, move_to_region};
use serde_json::Value;

impl Editor {
    pub(crate) fn request(&mut self, request: Request) {
        match request {
            Request::Edit { label, changes } => {
                let moved = self.move_to_region(&changes).or_else(|| self.move_to_account(&changes));
                let edit = match moved {
                    Some(changes) => Edit::new(label, changes),
                    None => Edit::new(label, changes).asking(),
                };
                self.commit(edit);
            }
            Request::Apply { label, changes } => {
                if self.commit(Edit::new(label.clone(), changes)) {
                    self.say(label);
                }
            }
            Request::Select { keys, mode } => self.select(keys, mode),
            Request::Reveal(key) => {
                self.unfold_over(&key);
                self.select(vec![key.clone()], SelectMode::Replace);
                self.bring_into_view(key.as_str());
            }
            Request::Show(place) => self.bring_place_into_view(place),
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
            Request::Fold { keys, folds } => self.fold(&keys, folds),
            Request::CenterOn { x, y } => self.center_on(x, y),
            Request::WhatIf { fault, off } => self.switch(fault, off),
            Request::WheelZooms(zooms) => self.session.wheel_zooms = zooms,
        }
    }

    /// What an edit of the Region of a VPC means: its network is made again there, with the zones of that Region.
    fn move_to_region(&mut self, changes: &[Change]) -> Option<Vec<Change>> {
        let [Change::Set { id, path, to: Value::String(region) }] = changes else { return None };
        (path == "/region" && !region.is_empty() && self.document.vpc(id.as_str()).is_some()).then_some(())?;
        let mut draft = Draft::new(&self.document, &mut self.ids);
        move_to_region(&mut draft, id, region);
        Some(draft.finish())
    }

    /// What an edit of the owner of a VPC, a transit gateway or another Regional thing means: it comes to the other
    /// account with all that named the owner along with it, and the layout finds its place there.
    fn move_to_account(&mut self, changes: &[Change]) -> Option<Vec<Change>> {
        let (id, owner) = match changes {
            [Change::Set { id, path, to: Value::String(owner) }] if path == "/ownerId" => {
                (id, owner.as_str())
            }
            [Change::RemovePath { id, path }] if path == "/ownerId" => (id, ""),
            _ => return None,
        };
        let own = Frame::of_thing(&self.document, id.as_str())?;
        let account = account_of(&self.document, Some(owner));
        if account == own.account || account.is_none() && !owner.is_empty() {
            return None;
        }
        let to = Frame { account, region: own.region.clone() };
        let mut draft = Draft::new(&self.document, &mut self.ids);
        give_to_account(&mut draft, &self.geometry, id, &own, &to);
        draft.unplace(id.as_str());
        Some(draft.finish())
    }
}
