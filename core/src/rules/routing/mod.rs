//! Route tables.

pub(super) mod blackhole_route;
pub(super) mod local_route_outside_vpc;
pub(super) mod local_route_target_invalid;
pub(super) mod main_table_public;
pub(super) mod route_duplicate;
pub(super) mod route_incomplete;
pub(super) mod route_inside_vpc_not_a_subnet;
pub(super) mod route_inside_vpc_target;
pub(super) mod route_reserved_range;
pub(super) mod route_target_other_vpc;
pub(super) mod route_target_unsupported;
pub(super) mod route_target_wrong_family;
pub(super) mod route_to_detached_gateway;
pub(super) mod subnet_label_mismatch;
