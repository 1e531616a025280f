use super::RuleInfo;
use super::{addressing, filtering, reachability, routing, structure};

/// Every rule, in alphabetic order. The quotas are rows of a table of their own.
pub(super) const RULES: &[RuleInfo] = &[
    addressing::cidr_normalised::RULE,
    addressing::subnet_outside_vpc::RULE,
    addressing::subnet_overlap::RULE,
    addressing::vpc_cidr_overlap::RULE,
    filtering::admin_port_open_to_world::RULE,
    reachability::nat_subnet_no_igw_route::RULE,
    reachability::peering_cidr_overlap::RULE,
    routing::route_duplicate::RULE,
    routing::route_to_detached_gateway::RULE,
    structure::second_igw::RULE,
];
