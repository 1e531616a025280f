//! placeholder

pub mod field;
