//! The only code that touches the browser directly.

pub(crate) mod areas;
pub(crate) mod channel;
pub(crate) mod clipboard;
pub(crate) mod device;
pub(crate) mod file;
pub(crate) mod focus;
pub(crate) mod helper;
pub(crate) mod keys;
pub(crate) mod page;
pub(crate) mod picture;
pub(crate) mod random;
pub(crate) mod spare;
pub(crate) mod storage;
pub(crate) mod svg;
pub(crate) mod theme;
