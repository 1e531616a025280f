//! Snapping to the grid and to the edges and middles of what stands around.

/// One step of the grid, in drawing units.
pub const GRID: i32 = 10;
