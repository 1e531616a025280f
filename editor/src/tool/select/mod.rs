//! The tool that selects, moves and resizes.

pub(crate) mod brushing;
pub(crate) mod dragging;
pub(crate) mod idle;
pub(crate) mod pointing;
pub(crate) mod resizing;
