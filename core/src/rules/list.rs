use super::RuleInfo;
use super::{addressing, filtering, reachability, routing, structure};

/// Every rule, in alphabetic order. The quotas are rows of a table of their own.
pub(super) const RULES: &[RuleInfo] = &[
    addressing::address_in_use::RULE,
    addressing::address_outside_subnet::RULE,
    addressing::address_reserved::RULE,
    addressing::cidr_docker_range::RULE,
    addressing::cidr_normalised::RULE,
    addressing::cidr_not_set::RULE,
    addressing::cidr_range_forbidden::RULE,
    addressing::cidr_size_invalid::RULE,
    addressing::cidr_unreadable::RULE,
    addressing::ipv4_in_ipv6_only_subnet::RULE,
    addressing::ipv6_cidr_size_invalid::RULE,
    addressing::subnet_out_of_addresses::RULE,
    addressing::subnet_outside_vpc::RULE,
    addressing::subnet_overlap::RULE,
    addressing::vpc_cidr_combination_restricted::RULE,
    addressing::vpc_cidr_overlap::RULE,
    addressing::vpc_without_ipv4_cidr::RULE,
    filtering::admin_port_open_to_world::RULE,
    reachability::nat_subnet_no_igw_route::RULE,
    reachability::peering_cidr_overlap::RULE,
    routing::route_duplicate::RULE,
    routing::route_to_detached_gateway::RULE,
    structure::second_igw::RULE,
    structure::subnet_two_azs::RULE,
    structure::subnet_without_zone::RULE,
    structure::zone_outside_region::RULE,
];
