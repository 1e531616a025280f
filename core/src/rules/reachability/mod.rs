//! Gateways, peering connections and endpoints.

pub(super) mod asymmetric_eni;
pub(super) mod endpoint_type_unsupported;
pub(super) mod gateway_endpoint_blocked_by_sg;
pub(super) mod gateway_endpoint_duplicate;
pub(super) mod gateway_endpoint_other_region;
pub(super) mod gateway_endpoint_without_route_table;
pub(super) mod ingress_inspection_bypassed;
pub(super) mod middlebox_same_subnet;
pub(super) mod nat_subnet_no_igw_route;
pub(super) mod nat_without_elastic_ip;
pub(super) mod peering_ambiguous_return;
pub(super) mod peering_cidr_overlap;
pub(super) mod peering_duplicate;
pub(super) mod peering_not_active;
pub(super) mod peering_route_one_sided;
pub(super) mod peering_with_itself;
pub(super) mod peering_without_routes;
pub(super) mod private_nat_behind_igw;
pub(super) mod private_nat_with_elastic_ip;
pub(super) mod public_access_exclusion_idle;
pub(super) mod public_subnet_no_public_ip;
pub(super) mod regional_nat_without_igw;
pub(super) mod source_dest_check_blocks_forwarding;
