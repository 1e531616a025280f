//! Siblings never overlap: who would lie on another is pushed to the right or down, whichever is nearer.

use rstar::{AABB, RTree, primitives::GeomWithData, primitives::Rectangle};

use crate::geometry::Rect;

/// Space left between a pushed thing and what it was pushed from.
const GAP: i32 = 16;

/// After so many pushes a thing goes below all others, so that a pile of thousands stays linear.
const PUSHES_MOST: usize = 32;

type Placed = GeomWithData<Rectangle<[i32; 2]>, usize>;

/// Moves `rects` apart, in the order given: earlier ones keep their place. Linear-ish in their number.
pub(super) fn settle(rects: &mut [Rect]) {
    let mut tree: RTree<Placed> = RTree::new();
    let mut done: Vec<Rect> = Vec::with_capacity(rects.len());
    let mut lowest = i32::MIN;
    for rect in rects.iter_mut() {
        let mut pushes = 0;
        while let Some(blocker) = first_overlapped(&tree, &done, rect) {
            pushes += 1;
            if pushes > PUSHES_MOST {
                rect.y = lowest + GAP;
                break;
            }
            let right = blocker.right() + GAP - rect.x;
            let down = blocker.bottom() + GAP - rect.y;
            if right < down {
                rect.x += right;
            } else {
                rect.y += down;
            }
        }
        tree.insert(GeomWithData::new(
            Rectangle::from_corners([rect.x, rect.y], [rect.right(), rect.bottom()]),
            done.len(),
        ));
        done.push(*rect);
        lowest = lowest.max(rect.bottom());
    }
}

fn first_overlapped(tree: &RTree<Placed>, done: &[Rect], rect: &Rect) -> Option<Rect> {
    let around = AABB::from_corners([rect.x, rect.y], [rect.right(), rect.bottom()]);
    tree.locate_in_envelope_intersecting(around)
        .filter_map(|entry| {
            done.get(entry.data).filter(|other| other.overlaps(rect)).map(|other| (entry.data, *other))
        })
        .min_by_key(|(index, _)| *index)
        .map(|(_, other)| other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_overlap_stays() {
        let mut rects = [Rect::new(0, 0, 10, 10), Rect::new(10, 0, 10, 10), Rect::new(0, 10, 10, 10)];
        let before = rects;
        settle(&mut rects);
        assert_eq!(rects, before);
    }

    #[test]
    fn the_later_one_goes_the_shorter_way() {
        let mut rects = [Rect::new(0, 0, 100, 40), Rect::new(90, 0, 100, 40), Rect::new(10, 30, 50, 40)];
        settle(&mut rects);
        // 26 to the right is nearer than 56 down; 26 down is nearer than 106 to the right.
        assert_eq!(rects, [Rect::new(0, 0, 100, 40), Rect::new(116, 0, 100, 40), Rect::new(10, 56, 50, 40)]);
    }

    #[test]
    fn a_pile_comes_apart() {
        let mut rects = vec![Rect::new(5, 5, 30, 20); 200];
        settle(&mut rects);
        for (index, rect) in rects.iter().enumerate() {
            assert!(rects[index + 1..].iter().all(|other| !other.overlaps(rect)));
        }
    }
}
