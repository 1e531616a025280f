//! What belongs to what.

pub(super) mod second_igw;
pub(super) mod subnet_two_azs;
pub(super) mod subnet_without_zone;
pub(super) mod zone_outside_region;
