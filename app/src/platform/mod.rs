//! The only code that touches the browser directly.

pub(crate) mod random;
pub(crate) mod svg;
