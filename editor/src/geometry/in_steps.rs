//! What a drawing means and where it stands, worked out in steps before it is opened.

use super::{Drawn, Geometry, Index};
use crate::session::Key;
use netyard_core::model::Document;
use netyard_core::routing::RoutedNetwork;
use netyard_scene::{Link, Scene, SceneInSteps};
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

/// What is known of a drawing that is opened next.
///
/// A trait, so that a host that has not loaded what looks at drawings has nothing of it, not even what frees it.
pub(crate) trait Ahead: Send + Sync {
    /// Whether there are no more steps.
    fn is_whole(&self) -> bool;

    /// The next step.
    fn go_on(&mut self);

    /// The network, if it is that of this drawing.
    fn network_of(&self, document: &Document) -> Option<Arc<RoutedNetwork>>;

    /// The geometry, if it is whole and that of this drawing, with these containers folded and these lines.
    fn geometry_of(
        self: Box<Self>,
        document: &Arc<Document>,
        folded: &BTreeSet<Key>,
        links: &Arc<[Link]>,
    ) -> Option<Geometry>;
}

impl fmt::Debug for dyn Ahead {
    // A supertrait would keep what prints a whole document in the page.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Ahead").field("is_whole", &self.is_whole()).finish_non_exhaustive()
    }
}

/// A geometry that is worked out in steps: the network first, then the scene, then the index.
#[derive(Debug)]
pub(crate) struct GeometryInSteps {
    network: Arc<RoutedNetwork>,
    drawn: Drawn,
    scene: SceneInSteps,
    whole: Option<Geometry>,
}

impl GeometryInSteps {
    /// The first step.
    pub(crate) fn begin(document: &Arc<Document>, folded: &BTreeSet<Key>, links: &Arc<[Link]>) -> Self {
        let network = Arc::new(RoutedNetwork::build(document));
        let drawn = Drawn::of(document, &network, folded, links);
        Self { network, drawn, scene: SceneInSteps::Begun, whole: None }
    }

    fn index(&mut self, scene: Scene) {
        let index = Arc::new(Index::of(&scene));
        let (network, drawn) = (Arc::clone(&self.network), self.drawn.clone());
        self.whole = Some(Geometry { scene: Arc::new(scene), network, index, drawn });
    }
}

impl Ahead for GeometryInSteps {
    fn is_whole(&self) -> bool {
        self.whole.is_some()
    }

    fn go_on(&mut self) {
        if self.is_whole() {
            return;
        }
        match std::mem::take(&mut self.scene) {
            SceneInSteps::Whole(scene) => self.index(scene),
            scene => self.scene = scene.step(&self.drawn.input()),
        }
    }

    fn network_of(&self, document: &Document) -> Option<Arc<RoutedNetwork>> {
        is_of(&self.network, document).then(|| Arc::clone(&self.network))
    }

    fn geometry_of(
        self: Box<Self>,
        document: &Arc<Document>,
        folded: &BTreeSet<Key>,
        links: &Arc<[Link]>,
    ) -> Option<Geometry> {
        let Drawn { document: before, folded: folded_before, links: links_before, .. } = &self.drawn;
        let is_same = before.placement == document.placement
            && before.notes == document.notes
            && folded_before == folded
            && links_before == links
            && is_of(&self.network, document);
        let geometry = self.whole.filter(|_| is_same)?;
        // What follows compares the drawing with this one: it is the one that is open.
        Some(Geometry { drawn: Drawn { document: Arc::clone(document), ..geometry.drawn }, ..geometry })
    }
}

/// Whether a network is that of a document: its resources are shared then, so that nothing has to be read.
fn is_of(network: &RoutedNetwork, document: &Document) -> bool {
    let built = &network.network.document;
    let mut pairs = built.resources.iter().zip(&document.resources);
    built.resources.len() == document.resources.len()
        && pairs.all(|((one, before), (other, now))| one == other && Arc::ptr_eq(before, now))
        && built.expectations == document.expectations
        && built.accepted == document.accepted
}
