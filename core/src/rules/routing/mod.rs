//! Route tables.

pub(super) mod route_duplicate;
pub(super) mod route_to_detached_gateway;
