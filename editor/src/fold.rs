//! Folded containers: what is inside is not drawn, and the container says what it holds. It belongs to the session: no
//! drawing, file or link knows of it, and no undo.

use netyard_core::model::Document;
use netyard_core::ordered::IntoOrdered;
use netyard_scene::NodeKind;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::editor::Editor;
use crate::effect::{Effect, Toast};
use crate::geometry::Geometry;
use crate::session::Key;

/// A drawing of more resources than this comes with its VPCs folded, unless somebody drew it here.
pub const ARRIVES_FOLDED_ABOVE: usize = 400;
/// So few VPCs are never folded by themselves: there is room for them.
const FEW_VPCS: usize = 6;

/// What of the drawing that is opened next is folded.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum NextFolds {
    /// Nothing.
    #[default]
    Nothing,
    /// Its VPCs, where it is large ([`ARRIVES_FOLDED_ABOVE`]).
    IfLarge,
    /// These containers, as far as they are there.
    These(BTreeSet<Key>),
}

impl NextFolds {
    /// The containers of this drawing that are folded when it is opened.
    pub(crate) fn of(self, document: &Document) -> BTreeSet<Key> {
        match self {
            Self::Nothing => BTreeSet::new(),
            Self::These(keys) => keys,
            Self::IfLarge => {
                let vpcs = vpcs(document);
                let is_large = document.resources.len() > ARRIVES_FOLDED_ABOVE && vpcs.len() > FEW_VPCS;
                if is_large { vpcs } else { BTreeSet::new() }
            }
        }
    }
}

fn vpcs(document: &Document) -> BTreeSet<Key> {
    let ids = document.resources.keys().filter(|id| document.vpc(id.as_str()).is_some());
    ids.cloned().into_set()
}

impl Editor {
    /// Whether the content of this container is hidden.
    pub fn is_folded(&self, key: &str) -> bool {
        self.session.folded.iter().any(|folded| folded.as_str() == key)
    }

    /// Whether the command folds: not where all that is selected and can be folded is folded already.
    pub fn would_fold(&self) -> bool {
        self.foldable_selection().iter().any(|key| !self.session.folded.contains(key))
    }

    /// The containers of the selection.
    fn foldable_selection(&self) -> Vec<Key> {
        let is_container =
            |key: &&Key| self.geometry.node(key.as_str()).is_some_and(|node| node.kind.is_container());
        self.session.selection.keys().iter().filter(is_container).cloned().collect()
    }

    pub(crate) fn can_fold(&self) -> bool {
        !self.foldable_selection().is_empty()
    }

    /// Folds what is selected; where all of it is folded, unfolds it.
    pub(crate) fn fold_selection(&mut self) {
        let keys = self.foldable_selection();
        let folds = self.would_fold();
        self.fold(&keys, folds);
    }

    pub(crate) fn can_fold_vpcs(&self) -> bool {
        self.geometry.nodes().iter().any(|node| node.kind == NodeKind::Vpc && node.folded.is_none())
    }

    /// Folds every VPC, and shows all of the drawing.
    pub(crate) fn fold_vpcs(&mut self) {
        let keys: Vec<Key> = vpcs(&self.document).into_iter().collect();
        self.fold(&keys, true);
        self.fit_all();
    }

    pub(crate) fn can_unfold_all(&self) -> bool {
        !self.session.folded.is_empty()
    }

    /// Unfolds everything, and shows all of the drawing.
    pub(crate) fn unfold_all(&mut self) {
        let keys: Vec<Key> = self.session.folded.iter().cloned().collect();
        self.fold(&keys, false);
        self.fit_all();
    }

    /// Hides the content of a container, or shows it again.
    pub(crate) fn toggle_fold(&mut self, key: &Key) {
        let folds = !self.session.folded.contains(key);
        self.fold(std::slice::from_ref(key), folds);
    }

    /// Hides the content of containers, or shows it again, and says so.
    pub(crate) fn fold(&mut self, keys: &[Key], folds: bool) {
        let is_container =
            |key: &&Key| self.geometry.node(key.as_str()).is_some_and(|node| node.kind.is_container());
        // What is folded inside of a folded container is not drawn, and can still be unfolded.
        let keys: Vec<Key> = if folds {
            keys.iter().filter(is_container).cloned().collect()
        } else {
            keys.iter().filter(|key| self.session.folded.contains(*key)).cloned().collect()
        };
        if keys.is_empty() {
            return;
        }
        self.cancel_gesture();
        let names = self.names_of(&keys);
        for key in &keys {
            if folds {
                self.session.folded.insert(key.clone());
            } else {
                self.session.folded.remove(key);
            }
        }
        self.follow_folds();
        self.say(if folds { format!("{names} folded") } else { format!("{names} unfolded") });
    }

    /// Lays out anew, and leaves selection and keyboard at what is drawn.
    fn follow_folds(&mut self) {
        self.lay_out_as_it_is();
        let drawn = |editor: &Self, key: &Key| match editor.geometry.scene().folded_over(key.as_str()) {
            Some(container) => container.key.clone(),
            None => key.clone(),
        };
        let selected: Vec<Key> = self.session.selection.keys().iter().map(|key| drawn(self, key)).collect();
        self.session.selection.replace(selected);
        self.session.focused = self.session.focused.take().map(|key| drawn(self, &key));
        self.session.hovered = None;
    }

    /// Shows what folded containers hide of this thing: each of them is unfolded.
    pub(crate) fn unfold_over(&mut self, key: &Key) {
        let mut unfolded = Vec::new();
        while let Some(container) = self.geometry.scene().folded_over(key.as_str()) {
            let container = container.key.clone();
            if !self.session.folded.remove(&container) {
                break;
            }
            self.lay_out_as_it_is();
            unfolded.push(container);
        }
        if !unfolded.is_empty() {
            let names = self.names_of(&unfolded);
            self.say(format!("{names} unfolded"));
        }
    }

    /// The drawing laid out with nothing folded: for acts that take the content of a container along.
    pub(crate) fn whole_geometry(&self) -> Cow<'_, Geometry> {
        if self.session.folded.is_empty() {
            return Cow::Borrowed(&self.geometry);
        }
        let network = Arc::clone(self.geometry.network());
        Cow::Owned(Geometry::after(None, &self.document, network, &BTreeSet::new(), &Vec::new().into()))
    }

    /// Forgets the folds of containers that are gone.
    pub(crate) fn forget_folds_of_what_is_gone(&mut self) {
        let scene = self.geometry.scene();
        self.session.folded.retain(|key| scene.shown_by(key.as_str()).is_some());
    }

    /// Says of a drawing that has just been opened how much of it is folded, and how it is unfolded.
    pub(crate) fn tell_what_is_folded(&mut self) {
        let folded = self.session.folded.len();
        let text = format!(
            "{folded} VPCs are folded, so that all of the drawing can be seen. Double-click one, or press F on it, to open it."
        );
        self.say(text.clone());
        self.emit(Effect::Toast(Toast { text, undo: false, alternatives: Vec::new() }));
    }
}
