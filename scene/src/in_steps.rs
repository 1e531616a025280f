//! A scene that is built in steps, so that whoever has to answer in between can: each is a part of the work of
//! [`Scene::build`], and together they give the same scene.

use crate::layout::{Gathered, arranged, gathered};
use crate::route_edge::EdgesInSteps;
use crate::scene::{Scene, SceneInput};

/// How far a scene is.
#[derive(Debug, Default)]
pub enum SceneInSteps {
    /// Nothing is done.
    #[default]
    Begun,
    /// What is drawn is found.
    Gathered(PartsFound),
    /// It has its places.
    Placed(Scene),
    /// Some of its lines have their ways.
    Lined(Scene, LinesFound),
    /// All of them: it is whole.
    Whole(Scene),
}

/// What is drawn, before it has places.
#[derive(Debug)]
pub struct PartsFound(Gathered);

/// Lines, some of which have their ways.
#[derive(Debug)]
pub struct LinesFound(EdgesInSteps);

impl SceneInSteps {
    /// Does the next step. The input is the same one at every step; where it is another one, what is drawn is a mixture.
    #[must_use]
    pub fn step(self, input: &SceneInput<'_>) -> Self {
        match self {
            Self::Begun => Self::Gathered(PartsFound(gathered(input))),
            Self::Gathered(PartsFound(found)) => Self::Placed(Scene::without_edges(arranged(input, found))),
            Self::Placed(scene) => {
                let lines = LinesFound(EdgesInSteps::of(input, &scene));
                Self::Lined(scene, lines)
            }
            Self::Lined(mut scene, LinesFound(mut lines)) => {
                lines.step(&scene);
                if !lines.is_whole() {
                    return Self::Lined(scene, LinesFound(lines));
                }
                scene.edges = lines.edges();
                Self::Whole(scene)
            }
            Self::Whole(scene) => Self::Whole(scene),
        }
    }
}
