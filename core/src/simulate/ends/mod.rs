//! The two ends of a flow: what a person writes becomes a sender, a destination and a header.

mod choice;
mod ec2_name;
mod error;
mod lookup;
mod near;
mod plan;
mod service;

pub(super) use choice::choice;
pub use error::EndError;
pub(super) use plan::{Planned, plan};
