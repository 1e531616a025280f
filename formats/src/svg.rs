//! Export of a drawing as a picture.

use netyard_core::model::Document;
use netyard_core::routing::RoutedNetwork;
use netyard_scene::palette::LIGHT;
use netyard_scene::scene::{Scene, SceneInput};

/// The drawing as SVG in light colours: no scripts, no outside fonts, all text escaped.
pub fn svg(document: &Document) -> String {
    let network = RoutedNetwork::build(document);
    let (public, unknown) = (network.public_subnets(), network.unknown_subnets());
    let scene = Scene::build(&SceneInput { unknown_subnets: &unknown, ..SceneInput::new(document, &public) });
    netyard_scene::svg::svg(&scene, &document.title, &LIGHT)
}
