//! Points and rectangles in drawing units. Everything a layout gives is whole numbers: the same bytes everywhere.

/// A place in the drawing; x grows to the right, y downwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Point {
    /// Distance from the left.
    pub x: i32,
    /// Distance from the top.
    pub y: i32,
}

impl Point {
    /// The point at `x`, `y`.
    pub const fn new(x: i32, y: i32) -> Self {
        Self { x, y }
    }

    /// This point moved by `dx`, `dy`.
    #[must_use]
    pub const fn moved(self, dx: i32, dy: i32) -> Self {
        Self { x: self.x.saturating_add(dx), y: self.y.saturating_add(dy) }
    }

    /// Distance along the axes to `other`.
    pub const fn distance(self, other: Self) -> i32 {
        self.x
            .saturating_sub(other.x)
            .saturating_abs()
            .saturating_add(self.y.saturating_sub(other.y).saturating_abs())
    }
}

/// A side of a rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The upper side.
    Top,
    /// The right side.
    Right,
    /// The lower side.
    Bottom,
    /// The left side.
    Left,
}

impl Side {
    /// The four sides, clockwise from the top.
    pub const ALL: [Self; 4] = [Self::Top, Self::Right, Self::Bottom, Self::Left];

    /// The side across.
    #[must_use]
    pub const fn opposite(self) -> Self {
        match self {
            Self::Top => Self::Bottom,
            Self::Right => Self::Left,
            Self::Bottom => Self::Top,
            Self::Left => Self::Right,
        }
    }

    /// Whether the side runs from left to right.
    pub const fn is_horizontal(self) -> bool {
        matches!(self, Self::Top | Self::Bottom)
    }

    /// One step outwards through this side.
    pub const fn outwards(self) -> (i32, i32) {
        match self {
            Self::Top => (0, -1),
            Self::Right => (1, 0),
            Self::Bottom => (0, 1),
            Self::Left => (-1, 0),
        }
    }
}

/// A rectangle with sides along the axes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Rect {
    /// Left side.
    pub x: i32,
    /// Upper side.
    pub y: i32,
    /// Width, never negative.
    pub w: i32,
    /// Height, never negative.
    pub h: i32,
}

impl Rect {
    /// The rectangle with its upper left corner at `x`, `y`.
    pub const fn new(x: i32, y: i32, w: i32, h: i32) -> Self {
        Self { x, y, w, h }
    }

    /// The smallest rectangle that holds both points.
    pub fn between(a: Point, b: Point) -> Self {
        let (left, top) = (a.x.min(b.x), a.y.min(b.y));
        Self { x: left, y: top, w: a.x.max(b.x) - left, h: a.y.max(b.y) - top }
    }

    /// Right side.
    pub const fn right(&self) -> i32 {
        self.x.saturating_add(self.w)
    }

    /// Lower side.
    pub const fn bottom(&self) -> i32 {
        self.y.saturating_add(self.h)
    }

    /// The middle, rounded up and to the left.
    pub const fn center(&self) -> Point {
        Point::new(self.x.saturating_add(self.w / 2), self.y.saturating_add(self.h / 2))
    }

    /// The middle of a side.
    pub const fn middle_of(&self, side: Side) -> Point {
        let center = self.center();
        match side {
            Side::Top => Point::new(center.x, self.y),
            Side::Right => Point::new(self.right(), center.y),
            Side::Bottom => Point::new(center.x, self.bottom()),
            Side::Left => Point::new(self.x, center.y),
        }
    }

    /// This rectangle moved by `dx`, `dy`.
    #[must_use]
    pub const fn moved(&self, dx: i32, dy: i32) -> Self {
        Self { x: self.x.saturating_add(dx), y: self.y.saturating_add(dy), w: self.w, h: self.h }
    }

    /// This rectangle with every side `by` further out (or in, where `by` is negative); never turns inside out.
    #[must_use]
    pub fn grown(&self, by: i32) -> Self {
        Self {
            x: self.x.saturating_sub(by),
            y: self.y.saturating_sub(by),
            w: self.w.saturating_add(2 * by).max(0),
            h: self.h.saturating_add(2 * by).max(0),
        }
    }

    /// The smallest rectangle that holds both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let (left, top) = (self.x.min(other.x), self.y.min(other.y));
        Self {
            x: left,
            y: top,
            w: self.right().max(other.right()) - left,
            h: self.bottom().max(other.bottom()) - top,
        }
    }

    /// What the two share; without width or height where they share no area.
    #[must_use]
    pub fn shared(&self, other: &Self) -> Self {
        let (left, top) = (self.x.max(other.x), self.y.max(other.y));
        Self {
            x: left,
            y: top,
            w: (self.right().min(other.right()) - left).max(0),
            h: (self.bottom().min(other.bottom()) - top).max(0),
        }
    }

    /// Whether the two share area; touching sides do not count.
    pub const fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Whether `other` lies inside, touching sides allowed.
    pub const fn contains_rect(&self, other: &Self) -> bool {
        self.x <= other.x
            && self.y <= other.y
            && other.right() <= self.right()
            && other.bottom() <= self.bottom()
    }

    /// Whether the point lies inside or on a side.
    pub const fn contains(&self, point: Point) -> bool {
        self.x <= point.x && point.x <= self.right() && self.y <= point.y && point.y <= self.bottom()
    }

    /// Whether the straight piece from `a` to `b`, along one axis, passes through the inside.
    pub fn is_crossed_by(&self, a: Point, b: Point) -> bool {
        let piece = Self::between(a, b);
        self.x < piece.right().max(piece.x + 1)
            && piece.x < self.right()
            && self.y < piece.bottom().max(piece.y + 1)
            && piece.y < self.bottom()
            && (piece.w > 0 || piece.x > self.x)
            && (piece.h > 0 || piece.y > self.y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touching_rectangles_do_not_overlap() {
        let left = Rect::new(0, 0, 10, 10);
        assert!(!left.overlaps(&Rect::new(10, 0, 10, 10)));
        assert!(left.overlaps(&Rect::new(9, 9, 10, 10)));
    }

    #[test]
    fn a_piece_along_a_side_does_not_cross() {
        let card = Rect::new(10, 10, 20, 20);
        assert!(!card.is_crossed_by(Point::new(0, 10), Point::new(40, 10)), "along the top");
        assert!(!card.is_crossed_by(Point::new(30, 0), Point::new(30, 40)), "along the right");
        assert!(card.is_crossed_by(Point::new(0, 20), Point::new(40, 20)));
        assert!(card.is_crossed_by(Point::new(20, 15), Point::new(20, 40)), "begins inside");
        assert!(!card.is_crossed_by(Point::new(0, 40), Point::new(40, 40)));
        assert!(!card.is_crossed_by(Point::new(0, 20), Point::new(10, 20)), "ends at the side");
    }

    #[test]
    fn a_rectangle_never_turns_inside_out() {
        assert_eq!(Rect::new(0, 0, 4, 4).grown(-3), Rect::new(3, 3, 0, 0));
    }

    #[test]
    fn what_two_rectangles_share_is_never_turned_inside_out() {
        let one = Rect::new(0, 0, 10, 10);
        assert_eq!(one.shared(&Rect::new(4, -5, 20, 8)), Rect::new(4, 0, 6, 3));
        let apart = one.shared(&Rect::new(20, 20, 5, 5));
        assert_eq!((apart.w, apart.h), (0, 0));
    }
}
