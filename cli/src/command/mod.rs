//! The commands, one file each.

pub(crate) mod check;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod link;
pub(crate) mod open;
pub(crate) mod rules;
pub(crate) mod trace;
