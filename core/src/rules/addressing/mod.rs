//! CIDR blocks and addresses.

pub(super) mod address_in_use;
pub(super) mod address_outside_subnet;
pub(super) mod address_reserved;
pub(super) mod byoip_range_too_small;
pub(super) mod cidr_docker_range;
pub(super) mod cidr_normalised;
pub(super) mod cidr_not_set;
pub(super) mod cidr_range_forbidden;
pub(super) mod cidr_size_invalid;
pub(super) mod cidr_unreadable;
pub(super) mod ipam_pool_violation;
pub(super) mod ipv4_in_ipv6_only_subnet;
pub(super) mod ipv6_cidr_size_invalid;
pub(super) mod load_balancer_subnet_small;
pub(super) mod onprem_cidr_overlap;
pub(super) mod public_address_not_public;
pub(super) mod restricted_pairs;
pub(super) mod subnet_out_of_addresses;
pub(super) mod subnet_outside_vpc;
pub(super) mod subnet_overlap;
pub(super) mod vpc_cidr_combination_restricted;
pub(super) mod vpc_cidr_overlap;
pub(super) mod vpc_without_ipv4_cidr;
