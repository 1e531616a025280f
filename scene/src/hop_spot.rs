//! Where the numbers of a packet's hops stand on its line.

use crate::geometry::Point;
use crate::route_edge::point_along;

/// Numbers that are nearer than this to one another share a place.
pub const CLOSE: i32 = 22;

/// Hops that follow one another without a place between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HopRun {
    /// Number of the first hop, from 1.
    pub first: usize,
    /// Number of the last hop.
    pub last: usize,
    /// How far along the line they are.
    pub along: i32,
}

/// A place that carries the numbers of hops: of decisions at one place ("2–3"), and of every time that a packet comes
/// by ("3, 7–8").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HopSpot {
    /// The hops, a run for each time that the packet comes by, in its order.
    pub runs: Vec<HopRun>,
    /// Where the packet leaves the component.
    pub at: Point,
}

impl HopSpot {
    /// The run of a hop, whose number is counted from 1, if it has its place here.
    pub fn run_of(&self, hop: usize) -> Option<&HopRun> {
        self.runs.iter().find(|run| (run.first..=run.last).contains(&hop))
    }

    /// What the place says: "4", "2–3" or "3, 7–8".
    pub fn words(&self) -> String {
        let word = |run: &HopRun| match (run.first, run.last) {
            (first, last) if first == last => first.to_string(),
            (first, last) => format!("{first}–{last}"),
        };
        self.runs.iter().map(word).collect::<Vec<_>>().join(", ")
    }

    /// Takes in the hops of another place. They come later on the way than all of this one.
    fn take(&mut self, runs: &[HopRun]) {
        for run in runs {
            match self.runs.last_mut() {
                Some(before) if before.last + 1 == run.first => before.last = run.last,
                _ => self.runs.push(*run),
            }
        }
    }
}

/// Places that are nearer than this to one another become one, wherever on the way they are.
pub fn gathered(spots: &[HopSpot], close: i32) -> Vec<HopSpot> {
    let mut gathered: Vec<HopSpot> = Vec::new();
    for spot in spots {
        match gathered.iter_mut().find(|other| other.at.distance(spot.at) < close) {
            Some(other) => other.take(&spot.runs),
            None => gathered.push(spot.clone()),
        }
    }
    for spot in &mut gathered {
        // A place may have taken in hops from before and behind those of another one.
        let mut runs = std::mem::take(&mut spot.runs);
        runs.sort_unstable_by_key(|run| run.first);
        spot.take(&runs);
    }
    gathered
}

/// The places of hops that lie so far along a line, of which the packet went as far as `end`. Hops that lie closer
/// together than a number is wide share one. The last hop has no number: the verdict's mark stands in its place, and
/// numbers keep clear of it.
pub(crate) fn spots(points: &[Point], along: &[i32], end: i32) -> Vec<HopSpot> {
    const CLEAR_OF_MARK: i32 = 28;
    let mut runs: Vec<HopRun> = Vec::new();
    for (nth, place) in along.iter().enumerate().take(along.len().saturating_sub(1)) {
        let before = runs.last().map(|run| run.along);
        let clear = (end - CLEAR_OF_MARK).max(0);
        let place =
            (*place).min(if before.is_some_and(|before| clear - before < CLOSE) { end } else { clear });
        match runs.last_mut() {
            Some(run) if place - run.along < CLOSE || place > clear => run.last = nth + 1,
            _ => runs.push(HopRun { first: nth + 1, last: nth + 1, along: place }),
        }
    }
    let spot = |run: HopRun| {
        let (at, _) = point_along(points, run.along)?;
        Some(HopSpot { runs: vec![run], at })
    };
    gathered(&runs.into_iter().filter_map(spot).collect::<Vec<_>>(), CLOSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// There and back: the last piece comes by the first one again.
    const THERE_AND_BACK: [Point; 4] =
        [Point::new(0, 0), Point::new(100, 0), Point::new(100, 10), Point::new(0, 10)];

    fn words(spots: &[HopSpot]) -> Vec<String> {
        spots.iter().map(HopSpot::words).collect()
    }

    #[test]
    fn a_place_that_is_passed_twice_says_both_numbers() {
        let spots = spots(&THERE_AND_BACK, &[0, 50, 100, 158, 210], 210);
        assert_eq!(words(&spots), ["1", "2, 4", "3"]);
        assert_eq!(spots.iter().map(|spot| spot.at.x).collect::<Vec<_>>(), [0, 50, 100]);
        // Each time has its own way behind it: the dot does not stay where it was.
        let along = |hop: usize| spots.iter().find_map(|spot| spot.run_of(hop)).map(|run| run.along);
        assert_eq!([2, 4].map(along), [Some(50), Some(158)]);
        assert_eq!(along(5), None, "the last hop has the mark");
    }

    #[test]
    fn from_further_away_neighbours_join_and_numbers_stay_true() {
        let spots = spots(&THERE_AND_BACK, &[0, 50, 100, 158, 210], 210);
        assert_eq!(words(&gathered(&spots, 60)), ["1–2, 4", "3"]);
        assert_eq!(words(&gathered(&spots, 200)), ["1–4"]);
    }
}
