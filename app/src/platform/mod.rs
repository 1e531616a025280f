//! The only code that touches the browser directly.

pub(crate) mod areas;
pub(crate) mod device;
pub(crate) mod focus;
pub(crate) mod keys;
pub(crate) mod random;
pub(crate) mod svg;
pub(crate) mod theme;
