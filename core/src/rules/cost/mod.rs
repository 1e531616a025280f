//! What costs money for nothing.

pub(super) mod cross_zone_data_charge;
pub(super) mod s3_traffic_through_nat;
pub(super) mod unattached_eip;
