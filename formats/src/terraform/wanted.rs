//! Which attributes name which types.

/// Attributes by name, with the types that they name.
const WANTED: &[(&str, &[&str])] = &[
    ("allocation_id", &["aws_eip"]),
    ("autoscaling_group_name", &["aws_autoscaling_group"]),
    ("carrier_gateway_id", &["aws_ec2_carrier_gateway"]),
    ("cluster_identifier", &["aws_rds_cluster"]),
    ("customer_gateway_id", &["aws_customer_gateway"]),
    ("default_network_acl_id", &["aws_vpc"]),
    ("default_route_table_id", &["aws_vpc"]),
    ("destination_prefix_list_id", LISTS),
    ("dhcp_options_id", &["aws_vpc_dhcp_options"]),
    ("egress_only_gateway_id", &["aws_egress_only_internet_gateway"]),
    ("file_system_id", &["aws_efs_file_system"]),
    ("gateway_id", &["aws_internet_gateway", "aws_vpn_gateway"]),
    ("instance", &["aws_instance"]),
    ("instance_id", &["aws_instance"]),
    ("internet_gateway_id", &["aws_internet_gateway"]),
    ("listener_arn", &["aws_lb_listener"]),
    ("load_balancer_arn", &["aws_lb"]),
    ("nat_gateway_id", &["aws_nat_gateway"]),
    ("network_acl_id", &["aws_network_acl", "aws_default_network_acl", "aws_vpc"]),
    ("network_interface", &["aws_network_interface"]),
    ("network_interface_id", &["aws_network_interface", "aws_instance"]),
    ("network_load_balancer_arns", &["aws_lb"]),
    ("peer_vpc_id", VPCS),
    ("prefix_list_id", LISTS),
    ("prefix_list_ids", LISTS),
    ("referenced_security_group_id", GROUPS),
    ("route_table_id", TABLES),
    ("route_table_ids", TABLES),
    ("security_group_id", GROUPS),
    ("security_group_ids", GROUPS),
    ("security_groups", GROUPS),
    ("service_name", &["aws_vpc_endpoint_service"]),
    ("source_security_group_id", GROUPS),
    ("subnet_id", SUBNETS),
    ("subnet_ids", SUBNETS),
    ("subnets", SUBNETS),
    ("target_group_arn", &["aws_lb_target_group"]),
    ("target_group_arns", &["aws_lb_target_group"]),
    ("transit_gateway_id", &["aws_ec2_transit_gateway"]),
    ("transit_gateway_route_table_id", &["aws_ec2_transit_gateway_route_table", "aws_ec2_transit_gateway"]),
    ("vpc_endpoint_id", &["aws_vpc_endpoint"]),
    ("vpc_id", VPCS),
    ("vpc_peering_connection_id", &["aws_vpc_peering_connection"]),
    ("vpc_security_group_ids", GROUPS),
    ("vpc_zone_identifier", SUBNETS),
    ("vpn_connection_id", &["aws_vpn_connection"]),
    ("vpn_gateway_id", &["aws_vpn_gateway"]),
];

const GROUPS: &[&str] = &["aws_security_group", "aws_default_security_group", "aws_vpc"];
const LISTS: &[&str] = &["aws_ec2_managed_prefix_list", "aws_vpc_endpoint"];
const SUBNETS: &[&str] = &["aws_subnet", "aws_default_subnet"];
const TABLES: &[&str] = &["aws_route_table", "aws_default_route_table", "aws_vpc"];
const VPCS: &[&str] = &["aws_vpc", "aws_default_vpc"];

/// The types that an attribute names; nothing where Netyard does not know.
pub(super) fn types(attribute: &str) -> Option<&'static [&'static str]> {
    let at = WANTED.binary_search_by(|(name, _)| (*name).cmp(attribute)).ok()?;
    WANTED.get(at).map(|(_, types)| *types)
}

/// What else makes things of these kinds, of attributes where one that is not known can only be something new of the plan.
/// Nothing where ids come from anywhere: interfaces, groups and endpoints are made by services, too.
pub(super) fn rivals(attribute: &str) -> Option<&'static [&'static str]> {
    Some(match attribute {
        "allocation_id"
        | "carrier_gateway_id"
        | "customer_gateway_id"
        | "egress_only_gateway_id"
        | "internet_gateway_id"
        | "nat_gateway_id"
        | "transit_gateway_id"
        | "vpn_gateway_id" => &[],
        "gateway_id" => &["aws_ec2_carrier_gateway", "aws_networkfirewall_firewall", "aws_vpc_endpoint"],
        "peer_vpc_id" | "subnet_id" | "vpc_id" => &[
            "aws_cloudformation_stack",
            "aws_cloudformation_stack_set_instance",
            "aws_directory_service_directory",
        ],
        _ => return None,
    })
}

/// Whether an attribute holds ids or ARNs of other things, and no text that is made of them.
pub(super) fn names_things(attribute: &str) -> bool {
    types(attribute).is_some()
        || ["_id", "_ids", "_arn", "_arns"].iter().any(|end| attribute.ends_with(end))
        || matches!(attribute, "arn" | "target_id" | "arns")
}

#[cfg(test)]
mod tests {
    use super::WANTED;

    #[test]
    fn attributes_are_sorted() {
        assert!(WANTED.is_sorted_by_key(|(name, _)| *name));
    }
}
