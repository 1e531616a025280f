//! The two ends of a flow: what a person writes becomes a sender, a destination and a header.

mod asker;
mod bridge;
mod choice;
mod error;
mod host_name;
mod lookup;
mod near;
mod plan;
mod service;

pub(super) use asker::{Asked, Asker, AskerPlace, asker};
pub(super) use choice::choice;
pub use error::EndError;
pub(super) use host_name::host_name;
pub(super) use lookup::managed_service;
pub(super) use plan::{Given, Planned, plan};
pub(super) use service::service_address;
