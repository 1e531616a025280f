//! Aligning and distributing what is selected.

/// To which line things are aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// Left edges.
    Left,
    /// Right edges.
    Right,
    /// Upper edges.
    Top,
    /// Lower edges.
    Bottom,
    /// Middles, one above the other.
    Center,
    /// Middles, one beside the other.
    Middle,
}

/// Along which axis gaps are made equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// From left to right.
    Horizontal,
    /// From top to bottom.
    Vertical,
}
