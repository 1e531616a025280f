//! What commands and requests do with the selection.

use netyard_core::change::Change;
use netyard_core::model::{Resource, reserved};
use netyard_core::schema::caps;
use netyard_scene::{NodeKind, Point};

use crate::commit::Edit;
use crate::connect;
use crate::containment;
use crate::create::{self, Site};
use crate::delete;
use crate::draft::Draft;
use crate::editor::Editor;
use crate::effect::{Effect, Toast};
use crate::event::{Modifiers, SelectMode};
use crate::part::PartId;
use crate::relocate::{Move, NotMoved, relocate};
use crate::session::{Key, Tool};
use crate::tool::place;

impl Editor {
    /// Selects in a panel or on the canvas.
    pub(crate) fn select(&mut self, mut keys: Vec<Key>, mode: SelectMode) {
        keys.retain(|key| self.exists(key));
        match mode {
            SelectMode::Replace => self.session.selection.replace(keys),
            SelectMode::Add => self.session.selection.add(keys),
            SelectMode::Toggle => keys.iter().for_each(|key| self.session.selection.toggle(key)),
        }
        self.session.focused = self.session.selection.main().cloned();
        if let Some(key) = self.session.focused.clone() {
            self.emit(Effect::ScrollIntoView(key));
        }
    }

    pub(crate) fn clear_selection(&mut self) {
        self.session.selection.clear();
        self.session.focused = None;
    }

    /// The way out, step by step: what is going on, the tool, the selection's container, the selection.
    pub(crate) fn cancel(&mut self) {
        if self.cancel_gesture() {
            self.say("Given up");
            return;
        }
        if self.session.tool != Tool::Select {
            self.take_tool(Tool::Select);
            return;
        }
        if self.session.selection.len() > 1 {
            self.clear_selection();
            self.say("Nothing selected");
            return;
        }
        let parent = self
            .session
            .selection
            .only()
            .and_then(|key| self.geometry.parent(key.as_str()))
            .map(|node| node.key.clone());
        match parent {
            Some(key) => self.go_to(&key),
            None if !self.session.selection.is_empty() => {
                self.clear_selection();
                self.say("Nothing selected");
            }
            None => {}
        }
    }

    /// Whether a thing has a name that people give: not lines, and not what AWS names.
    pub(crate) fn can_rename(&self, key: &Key) -> bool {
        self.document.resource(key.as_str()).is_some() || self.document.notes.contains_key(key.as_str())
    }

    pub(crate) fn begin_rename(&mut self) {
        if let Some(key) = self.session.selection.only().cloned() {
            self.emit(Effect::BeginRename(key));
        }
    }

    /// Gives a thing another name. Zones and reserved ids are named by AWS.
    pub(crate) fn rename(&mut self, key: &Key, name: &str) {
        if self.document.notes.contains_key(key.as_str()) {
            self.write_note(key, name);
            return;
        }
        let Some(resource) = self.document.resource(key.as_str()) else {
            self.refuse_with(
                None,
                format!("{} is AWS's own name.", self.document.display_name(key.as_str())),
            );
            return;
        };
        let old = self.document.display_name(key.as_str()).to_owned();
        let name: String =
            name.trim().chars().filter(|letter| !letter.is_control()).take(caps::NAME_CHARACTERS).collect();
        if resource.name().unwrap_or_default() == name {
            return;
        }
        let change = if name.is_empty() {
            Change::RemovePath { id: key.clone(), path: "/name".to_owned() }
        } else {
            Change::set(key, "/name", name.as_str())
        };
        if self.commit(Edit::new(format!("Rename {old}"), vec![change])) {
            self.say(format!("{old} is now {}", self.document.display_name(key.as_str())));
        }
    }

    /// Writes in a note; an empty one goes.
    pub(crate) fn write_note(&mut self, key: &Key, text: &str) {
        let Some(mut note) = self.document.notes.get(key.as_str()).cloned() else { return };
        let empty = text.trim().is_empty();
        text.clone_into(&mut note.text);
        let to = (!empty).then_some(note);
        let label = if empty { "Delete the note" } else { "Write the note" };
        self.commit(Edit::new(label, vec![Change::Note { id: key.to_string(), to }]));
    }

    /// Makes a part at a point of the drawing.
    pub(crate) fn create_at(
        &mut self,
        part: PartId,
        inside: Option<Key>,
        corner: Option<Point>,
    ) -> Option<Key> {
        let site = Site { key: inside, corner };
        if let Err(reason) = place::check(self, part, &site, Modifiers::default()) {
            self.refuse_with(corner, reason);
            return None;
        }
        self.create_on(part, &site, corner)
    }

    /// Makes a part without a pointer: in the container given, else where the selection is.
    pub(crate) fn create_without_pointer(&mut self, part: PartId, inside: Option<Key>) -> Option<Key> {
        // There is one internet: asked for again, it is shown.
        if part == PartId::Internet && self.geometry.node(reserved::INTERNET).is_some() {
            self.go_to(&Key::new(reserved::INTERNET));
            return None;
        }
        let key = inside.or_else(|| self.fitting_container(part));
        let corner = match (&key, part) {
            (_, PartId::Note) => {
                let (width, height) = self.session.viewport;
                Some(self.session.camera.to_drawing(width / 2.0, height / 2.0))
            }
            _ => None,
        };
        let made = self.create_at(part, key, corner)?;
        self.unfold_over(&made);
        self.bring_into_view(made.as_str());
        if part == PartId::Note {
            self.emit(Effect::BeginRename(made.clone()));
        }
        Some(made)
    }

    /// The nearest container round the selection that takes the part, else the only one of the drawing.
    fn fitting_container(&self, part: PartId) -> Option<Key> {
        let home = containment::home_of_part(part);
        let fits =
            |key: &Key| containment::admits(home, crate::relocate::ground_of(&self.geometry, Some(key)));
        if let Some(selected) = self.session.selection.main() {
            let chain = self.geometry.ancestors(selected.as_str()).into_iter().map(|node| node.key.clone());
            let mut chain: Vec<Key> = chain.collect();
            if let Some(node) = self.geometry.shown_by(selected.as_str()) {
                chain.push(node.key.clone());
            }
            let holder =
                chain.iter().rev().find(|key| connect::associate::takes(&self.document, key.as_str(), part));
            if let Some(holder) = holder {
                return Some(holder.clone());
            }
            if home == containment::Home::OnHub {
                return chain.pop().filter(|key| self.document.transit_gateway(key.as_str()).is_some());
            }
            if let Some(key) = chain.iter().rev().find(|key| fits(key)) {
                return Some(key.clone());
            }
        }
        let containers = self.geometry.nodes().iter().filter(|node| node.is_container() && fits(&node.key));
        let mut wanted = containers.filter(|node| {
            matches!(
                (home, node.kind),
                (containment::Home::Subnet, NodeKind::Subnet { .. })
                    | (containment::Home::Site | containment::Home::SiteBorder, NodeKind::Site)
                    | (
                        containment::Home::Region
                            | containment::Home::Service
                            | containment::Home::RegionBorder,
                        NodeKind::Region
                    )
                    | (
                        containment::Home::Zone
                            | containment::Home::Vpc
                            | containment::Home::Border { .. }
                            | containment::Home::OnNetwork
                            | containment::Home::OnTraffic
                            | containment::Home::BetweenVpcs,
                        NodeKind::Vpc
                    )
            )
        });
        let first = wanted.next()?;
        // With several to choose from, the person chooses; a VPC may always stand in the first Region.
        (wanted.next().is_none()
            || matches!(
                home,
                containment::Home::Region | containment::Home::Service | containment::Home::RegionBorder
            )
            || home == containment::Home::BetweenVpcs)
            .then(|| first.key.clone())
    }

    /// Makes a part on a site that was found fit for it.
    pub(crate) fn create_on(&mut self, part: PartId, site: &Site, at: Option<Point>) -> Option<Key> {
        if self.document.resources.len() + 8 > caps::RESOURCES {
            self.refuse_with(at, format!("A drawing holds {} resources at most.", caps::RESOURCES));
            return None;
        }
        let mut draft = Draft::new(&self.document, &mut self.ids);
        if let Some(key) = &site.key {
            pin_inside(&mut draft, &self.geometry, key, part);
        }
        match create::create(&mut draft, &self.geometry, part, site) {
            Ok(made) => {
                let changes = draft.finish();
                let label = format!("Add {}", part.part().with_article);
                self.commit(Edit::new(label, changes).selecting(vec![made.key.clone()]));
                self.session.focused = Some(made.key.clone());
                self.say(made.text.clone());
                if made.inspect {
                    self.toast_with_undo(made.text);
                    self.emit(Effect::OpenInspectorOn(made.key.clone()));
                }
                Some(made.key)
            }
            Err(reason) => {
                self.refuse_with(at, reason);
                None
            }
        }
    }

    /// Moves things into a container without a pointer: the layout finds their place.
    pub(crate) fn move_into(&mut self, keys: &[Key], container: Option<&Key>) {
        let names = self.names_of(keys);
        // What is folded away can be moved, and moved into.
        let geometry = self.whole_geometry().into_owned();
        let mut draft = Draft::new(&self.document, &mut self.ids);
        let asked = Move { keys, dx: 0, dy: 0, target: container, reparents: true };
        match relocate(&mut draft, &geometry, &asked) {
            Ok(text) => {
                for key in keys {
                    draft.unplace(key.as_str());
                }
                let changes = draft.finish();
                self.commit(Edit::new(format!("Move {names}"), changes));
                self.say(format!("{names} {text}"));
                if let Some(first) = keys.first() {
                    self.bring_into_view(first.as_str());
                }
            }
            Err(NotMoved { message, alternatives }) => self.refuse_offering(None, message, alternatives),
        }
    }

    /// Whether something that is selected has content.
    pub(crate) fn selection_has_content(&self) -> bool {
        let keys = self.session.selection.keys();
        let holds = |key: &Key| {
            let hidden = self.geometry.node(key.as_str()).and_then(|node| node.folded).unwrap_or(0);
            hidden > 0 || self.geometry.children(Some(key.as_str())).next().is_some()
        };
        keys.iter().any(holds)
    }

    pub(crate) fn delete_selection(&mut self, keep_content: bool) {
        let keys = self.session.selection.keys().to_vec();
        self.delete(&keys, keep_content);
    }

    /// Removes things and says what went with them and what is left.
    pub(crate) fn delete(&mut self, keys: &[Key], keep_content: bool) {
        let parent = keys
            .first()
            .and_then(|key| self.geometry.parent(key.as_str()))
            .map(|node| node.key.clone())
            .filter(|parent| !keys.contains(parent));
        let names = self.names_of(keys);
        let at = keys.first().and_then(|key| self.geometry.rect(key.as_str())).map(|rect| rect.center());
        let (lines, things): (Vec<Key>, Vec<Key>) =
            keys.iter().cloned().partition(|key| self.line(key.as_str()).is_some());
        let geometry = self.whole_geometry().into_owned();
        let mut draft = Draft::new(&self.document, &mut self.ids);
        match delete::delete(&mut draft, &geometry, &lines, &things, keep_content) {
            Ok(text) => {
                let changes = draft.finish();
                let edit = Edit { at, ..Edit::new(format!("Delete {names}"), changes) };
                let before = std::sync::Arc::clone(&self.document);
                // What goes along is part of the act: AWS refuses only what would be left in the way.
                if self.commit(edit.asking().selecting(Vec::new())) {
                    // The keyboard goes on where it was.
                    self.session.focused = parent.filter(|key| self.geometry.node(key.as_str()).is_some());
                    self.say(text.clone());
                    let alternatives = self.instead_of_lines(&before, &lines);
                    self.emit(Effect::Toast(Toast { text, undo: true, alternatives }));
                }
            }
            Err(reason) => self.refuse_with(at, reason),
        }
    }

    /// Opens the menu beside what is selected, or in the middle of the view.
    pub(crate) fn open_menu_on_selection(&mut self) {
        let key = self.session.selection.main().cloned();
        let rect = key.as_ref().and_then(|key| self.geometry.shown_by(key.as_str())).map(|node| node.rect);
        let (width, height) = self.session.viewport;
        let (x, y) = match rect {
            Some(rect) => self.session.camera.to_screen(rect.center()),
            None => (width / 2.0, height / 2.0),
        };
        self.emit(Effect::OpenMenu { x: x.clamp(0.0, width), y: y.clamp(0.0, height), key });
    }

    /// The packet panel takes the selection as its ends: the first as sender, the second as destination.
    pub(crate) fn send_packet(&mut self) {
        let can_send = |key: &&Key| match self.document.resource(key.as_str()) {
            Some(
                Resource::Instance(_)
                | Resource::NetworkInterface(_)
                | Resource::Subnet(_)
                | Resource::OnPremisesHost(_),
            ) => true,
            Some(other) => other.is_managed_service(),
            None => reserved::is_reserved(key.as_str()),
        };
        let ends: Vec<Key> = self.session.selection.keys().iter().filter(can_send).take(2).cloned().collect();
        let mut ends = ends.into_iter();
        self.emit(Effect::OpenPacketPanel { from: ends.next(), to: ends.next() });
    }

    pub(crate) fn toast_with_undo(&mut self, text: String) {
        self.emit(Effect::Toast(Toast { text, undo: true, alternatives: Vec::new() }));
    }
}

/// What stands in the container keeps its place while a new thing comes.
fn pin_inside(draft: &mut Draft<'_>, geometry: &crate::geometry::Geometry, container: &Key, part: PartId) {
    if containment::home_of_part(part) == containment::Home::Subnet {
        crate::relocate::pin_siblings(draft, geometry, Some(container.as_str()), &[]);
    }
}
