//! What belongs to what.

pub(super) mod association_other_vpc;
pub(super) mod dangling_reference;
pub(super) mod eip_cross_region;
pub(super) mod elastic_ip_not_one_to_one;
pub(super) mod eni_az_mismatch;
pub(super) mod gateway_unattached;
pub(super) mod public_access_incomplete;
pub(super) mod region_unknown;
pub(super) mod regional_nat_invalid;
pub(super) mod second_default_network_acl;
pub(super) mod second_default_vpc;
pub(super) mod second_egress_only_igw;
pub(super) mod second_igw;
pub(super) mod second_main_route_table;
pub(super) mod second_public_access_options;
pub(super) mod sg_foreign_vpc;
pub(super) mod sg_name_duplicate;
pub(super) mod state_unknown;
pub(super) mod subnet_in_two_network_acls;
pub(super) mod subnet_in_two_route_tables;
pub(super) mod subnet_two_azs;
pub(super) mod subnet_without_zone;
pub(super) mod vpc_has_no_igw;
pub(super) mod vpc_has_no_subnet;
pub(super) mod zone_outside_region;
