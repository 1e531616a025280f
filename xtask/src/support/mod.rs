//! What the commands share.

pub(crate) mod browser;
mod chunk_pack;
mod first_start;
pub(crate) mod page;
mod release_code;
mod root;
mod run;
mod scripts;
mod steps;

pub(crate) use first_start::first_start;
pub(crate) use root::root;
pub(crate) use run::Run;
pub(crate) use steps::Steps;

/// A result whose error is the sentence that the developer reads.
pub(crate) type Outcome<T = ()> = Result<T, String>;
