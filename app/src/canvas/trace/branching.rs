//! A packet that may go several ways: each branch has a letter at its mark; the chosen one stands out.

use super::marks::Marks;
use super::way::Ways;
use crate::panel::branch_letter;
use netyard_core::ordered::Order;
use netyard_core::simulate::{Branch, Trace, Verdict};
use netyard_scene::{Point, Rect};

/// With more branches than this only the failing ones are drawn.
const DRAWN: usize = 6;

/// Draws all branches, the chosen one last and the others quiet. Gives the room that they take.
pub(super) fn draw(marks: &Marks<'_>, trace: &Trace, chosen: Option<usize>, hop: Option<usize>) -> Vec<Rect> {
    let is_many = trace.branches.len() > DRAWN;
    let is_drawn = |(at, branch): &(usize, &Branch)| {
        !is_many || Some(*at) == chosen || branch.trace.verdict != Verdict::Delivered
    };
    let mut order: Vec<(usize, &Branch)> = trace.branches.iter().enumerate().filter(is_drawn).collect();
    // Failing ones lie above those that arrive, the chosen one above all.
    order.order_by_key(|(at, branch)| (Some(*at) == chosen, branch.trace.verdict != Verdict::Delivered));
    let mut taken = Vec::new();
    let mut ends: Vec<(Point, bool, Verdict, String)> = Vec::new();
    let mut on_top = None;
    for (at, branch) in order {
        let ways = Ways::of(&branch.trace, marks.seen.scene);
        let is_quiet = chosen.is_some_and(|chosen| chosen != at);
        super::draw(marks, &ways, if is_quiet { " quiet" } else { "" });
        taken.extend(marks.taken(&ways));
        let verdict = branch.trace.verdict;
        // Branches that end alike share a mark and its letters.
        if let Some(end) = marks.end(&branch.trace, &ways).filter(|_| !is_quiet) {
            let letter = branch_letter(at);
            let is_alike = |(place, _, other, _): &&mut (Point, bool, Verdict, String)| {
                (*place, *other) == (end, verdict)
            };
            if let Some((.., letters)) = ends.iter_mut().find(is_alike) {
                letters.push(' ');
                letters.push(letter);
            } else {
                marks.verdict(&branch.trace, &ways);
                let is_left = ways.request.as_ref().is_some_and(|request| end.x < request.path.end.x);
                ends.push((end, is_left, verdict, letter.to_string()));
            }
        }
        on_top = Some(ways);
    }
    // One row of numbers, that of the branch on top, clear of the marks.
    let clear_of: Vec<Point> = ends.iter().map(|(end, ..)| *end).collect();
    if let Some(request) = on_top.as_ref().and_then(|ways| ways.request.as_ref()) {
        marks.numbers(request, hop, &clear_of);
    }
    for (end, is_left, verdict, letters) in ends {
        marks.letters(end, is_left, verdict, &letters);
    }
    taken
}
