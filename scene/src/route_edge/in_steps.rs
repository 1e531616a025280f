//! The edges of a scene, some at a time: so many that whoever waits for them hardly notices.

use super::wanted::wanted;
use super::{Edge, RETRIES_MOST, Router, STEPS_MOST, Wanted, bounded, drawn};
use crate::scene::{Scene, SceneInput};
use std::collections::VecDeque;
use std::sync::Arc;

/// So many lines find their ways in a step.
const LINES_OF_A_STEP: usize = 200;
/// So much of what searches may spend is spent in a step; the search that is going on then comes to its end.
const SPENT_OF_A_STEP: usize = 4_000;

/// Edges that find their ways in steps.
#[derive(Debug)]
pub(crate) struct EdgesInSteps {
    wanted: VecDeque<Wanted>,
    edges: Vec<Edge>,
    steps: usize,
    retries: usize,
    is_hurried: bool,
}

impl EdgesInSteps {
    /// The lines that a document wants between the nodes of a scene.
    pub(crate) fn of(input: &SceneInput<'_>, scene: &Scene) -> Self {
        let (wanted, is_hurried) = bounded(wanted(input, scene));
        Self {
            wanted: wanted.into(),
            edges: Vec::new(),
            steps: STEPS_MOST,
            retries: RETRIES_MOST,
            is_hurried,
        }
    }

    /// Whether every line has its way.
    pub(crate) fn is_whole(&self) -> bool {
        self.wanted.is_empty()
    }

    /// Routes some more of them.
    pub(crate) fn step(&mut self, scene: &Scene) {
        let mut router = Router::new(scene.nodes());
        (router.steps, router.retries, router.is_hurried) = (self.steps, self.retries, self.is_hurried);
        // Later lines keep off earlier ones.
        for edge in self.edges.iter().filter(|edge| edge.at_rest) {
            router.room.occupy(&edge.points, edge.from, edge.to);
        }
        let mut lines = 0;
        while lines < LINES_OF_A_STEP
            && self.steps - router.steps < SPENT_OF_A_STEP
            && let Some(line) = self.wanted.pop_front()
        {
            let points = router.route(line.from, line.to, line.at_rest);
            self.edges.push(drawn(scene, line, points));
            lines += 1;
        }
        (self.steps, self.retries) = (router.steps, router.retries);
    }

    /// The edges.
    pub(crate) fn edges(self) -> Arc<Vec<Edge>> {
        Arc::new(self.edges.into_iter().filter(|edge| edge.points.len() > 1).collect())
    }
}
