//! Gateways, peering connections and endpoints.

pub(super) mod nat_subnet_no_igw_route;
pub(super) mod peering_cidr_overlap;
