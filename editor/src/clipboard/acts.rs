//! Copying, cutting, pasting and duplicating what is selected.

use crate::clipboard::{self, Offset, Target};
use crate::commit::Edit;
use crate::draft::Draft;
use crate::editor::Editor;
use crate::effect::Effect;
use crate::session::Key;

impl Editor {
    /// The text of a clip of these things.
    pub(crate) fn clip_of(&self, keys: &[Key]) -> Option<String> {
        let clip = clipboard::copy(&self.document, &self.whole_geometry(), keys)?;
        serde_json::to_string(&clip).ok()
    }

    pub(crate) fn copy(&mut self) {
        let keys = self.session.selection.keys().to_vec();
        match self.clip_of(&keys) {
            Some(text) => {
                self.session.clipboard = Some(text.clone());
                self.emit(Effect::CopyText(text));
                let names = self.names_of(&keys);
                self.say(format!("{names} copied"));
            }
            None => self.refuse_with(None, "Regions, zones and the internet exist once and are not copied."),
        }
    }

    pub(crate) fn cut(&mut self) {
        let keys = self.session.selection.keys().to_vec();
        if self.clip_of(&keys).is_some() {
            self.copy();
            self.delete(&keys, false);
        } else {
            self.copy();
        }
    }

    /// Makes another of what is selected, beside it.
    pub(crate) fn duplicate(&mut self) {
        let keys = self.session.selection.keys().to_vec();
        self.duplicate_to(&keys, &Target { into: None, offset: Offset::Beside });
    }

    pub(crate) fn duplicate_to(&mut self, keys: &[Key], target: &Target) {
        match self.clip_of(keys) {
            Some(text) => self.paste_as(&text, target, "Duplicate"),
            None => self.refuse_with(None, "Regions, zones and the internet exist once and are not copied."),
        }
    }

    /// Pastes text: parts of a drawing as parts, other text as a note.
    pub(crate) fn paste(&mut self, text: &str, in_place: bool) {
        if !clipboard::is_clip(text) {
            self.paste_note(text);
            return;
        }
        let into =
            self.session.selection.only().cloned().filter(|key| {
                self.geometry.node(key.as_str()).is_some_and(netyard_scene::Node::is_container)
            });
        // A container that was just copied is not pasted into itself.
        let into = into.filter(|key| !clipboard::has_root(text, key.as_str()));
        let offset = if in_place { Offset::InPlace } else { Offset::Beside };
        self.paste_as(text, &Target { into, offset }, "Paste");
    }

    fn paste_as(&mut self, text: &str, target: &Target, verb: &str) {
        let mut draft = Draft::new(&self.document, &mut self.ids);
        match clipboard::paste(&mut draft, &self.geometry, text, target) {
            Ok(keys) => {
                let changes = draft.finish();
                self.commit(Edit::new(format!("{verb} parts"), changes).selecting(keys.clone()));
                if let Some(key) = keys.last() {
                    self.session.focused = Some(key.clone());
                    self.bring_into_view(key.as_str());
                }
                let names = self.names_of(&keys);
                self.say(format!("{names} added"));
            }
            Err(reason) => self.refuse_with(None, reason),
        }
    }

    fn paste_note(&mut self, text: &str) {
        const MOST: usize = 4_000;
        let text: String = text.trim().chars().take(MOST).collect();
        if text.is_empty() {
            self.refuse_with(None, "The clipboard is empty.");
            return;
        }
        let (width, height) = self.session.viewport;
        let at = self.session.camera.to_drawing(width / 2.0, height / 2.0);
        let mut draft = Draft::new(&self.document, &mut self.ids);
        let note =
            netyard_core::model::Note { text, x: at.x, y: at.y, ..netyard_core::model::Note::default() };
        let key = draft.add_note(note);
        let changes = draft.finish();
        self.commit(Edit::new("Paste a note", changes).selecting(vec![key]));
        self.say("Text pasted as a note");
    }
}
