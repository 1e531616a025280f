//! CIDR blocks and addresses.

pub(super) mod cidr_normalised;
pub(super) mod subnet_outside_vpc;
pub(super) mod subnet_overlap;
pub(super) mod vpc_cidr_overlap;
