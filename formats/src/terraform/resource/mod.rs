//! What reads each type of resource. `KINDS` lists them; what is not there becomes a plain node.

mod common;
mod elastic_ip;
mod endpoint;
mod gateway;
mod hub;
mod launch_template;
mod load_balancer;
mod managed_service;
pub(super) mod names;
mod network_acl;
mod network_interface;
mod other;
mod peering;
mod public_access;
mod route_table;
mod security_group;
mod subnet;
mod target_group;
mod template;
mod vpc;

use crate::declared::maker::Maker;
use crate::declared::own::Own;
use crate::declared::turn::{Kind, Turn, read_in_turns, readers};

/// The types that are read, in order of name.
const KINDS: &[Kind] = &[
    ("aws_autoscaling_attachment", Turn::Join, target_group::auto_scaling_attachment),
    ("aws_autoscaling_group", Turn::Join, target_group::auto_scaling),
    ("aws_customer_gateway", Turn::Thing, hub::customer_gateway),
    ("aws_db_instance", Turn::Last, managed_service::database),
    ("aws_db_subnet_group", Turn::Thing, managed_service::subnet_group),
    ("aws_default_network_acl", Turn::Second, network_acl::default),
    ("aws_default_route_table", Turn::Second, route_table::default),
    ("aws_default_security_group", Turn::Second, security_group::default),
    ("aws_default_subnet", Turn::Thing, subnet::read),
    ("aws_default_vpc", Turn::Thing, vpc::read),
    ("aws_ec2_instance_state", Turn::Join, network_interface::state),
    ("aws_ec2_managed_prefix_list", Turn::Thing, endpoint::prefix_list),
    ("aws_ec2_managed_prefix_list_entry", Turn::Join, endpoint::prefix_list_entry),
    ("aws_ec2_transit_gateway", Turn::Thing, hub::gateway),
    ("aws_ec2_transit_gateway_connect", Turn::Second, template::read),
    ("aws_ec2_transit_gateway_connect", Turn::Last, hub::default_tables),
    ("aws_ec2_transit_gateway_connect_peer", Turn::Join, template::read),
    ("aws_ec2_transit_gateway_default_route_table_association", Turn::Join, hub::default_table),
    ("aws_ec2_transit_gateway_default_route_table_propagation", Turn::Join, hub::default_table),
    ("aws_ec2_transit_gateway_multicast_domain", Turn::Thing, template::read),
    ("aws_ec2_transit_gateway_multicast_domain_association", Turn::Join, template::read),
    ("aws_ec2_transit_gateway_multicast_group_member", Turn::Join, template::read),
    ("aws_ec2_transit_gateway_multicast_group_source", Turn::Join, template::read),
    ("aws_ec2_transit_gateway_peering_attachment", Turn::Thing, hub::peering),
    ("aws_ec2_transit_gateway_peering_attachment_accepter", Turn::Join, hub::accepter),
    ("aws_ec2_transit_gateway_prefix_list_reference", Turn::Join, hub::route),
    ("aws_ec2_transit_gateway_route", Turn::Join, hub::route),
    ("aws_ec2_transit_gateway_route_table", Turn::Thing, hub::table),
    ("aws_ec2_transit_gateway_route_table_association", Turn::Join, hub::association),
    ("aws_ec2_transit_gateway_route_table_propagation", Turn::Join, hub::association),
    ("aws_ec2_transit_gateway_vpc_attachment", Turn::Thing, hub::vpc_attachment),
    ("aws_ec2_transit_gateway_vpc_attachment", Turn::Last, hub::default_tables),
    ("aws_ec2_transit_gateway_vpc_attachment_accepter", Turn::Join, hub::accepter),
    ("aws_ecs_service", Turn::Join, managed_service::container_service),
    ("aws_efs_file_system", Turn::Thing, managed_service::file_system),
    ("aws_efs_mount_target", Turn::Second, managed_service::mount_target),
    ("aws_egress_only_internet_gateway", Turn::Thing, gateway::egress_only),
    ("aws_eip", Turn::Thing, elastic_ip::read),
    ("aws_eip", Turn::Join, elastic_ip::target),
    ("aws_eip_association", Turn::Join, elastic_ip::association),
    ("aws_elasticache_cluster", Turn::Last, managed_service::cache),
    ("aws_elasticache_replication_group", Turn::Last, template::read),
    ("aws_elasticache_subnet_group", Turn::Thing, managed_service::subnet_group),
    ("aws_elb", Turn::Second, load_balancer::classic),
    ("aws_flow_log", Turn::Join, names::flow_log),
    ("aws_instance", Turn::Second, network_interface::instance),
    ("aws_internet_gateway", Turn::Thing, gateway::internet),
    ("aws_internet_gateway_attachment", Turn::Join, gateway::attachment),
    ("aws_lambda_function", Turn::Second, managed_service::function),
    ("aws_launch_template", Turn::Thing, launch_template::read),
    ("aws_lb", Turn::Second, load_balancer::read),
    ("aws_lb_listener", Turn::Join, load_balancer::listener),
    ("aws_lb_listener_rule", Turn::Last, load_balancer::rule),
    ("aws_lb_target_group", Turn::Thing, target_group::read),
    ("aws_lb_target_group_attachment", Turn::Join, target_group::attachment),
    ("aws_main_route_table_association", Turn::Join, route_table::main_association),
    ("aws_nat_gateway", Turn::Second, elastic_ip::nat_gateway),
    ("aws_network_acl", Turn::Thing, network_acl::read),
    ("aws_network_acl_association", Turn::Join, network_acl::association),
    ("aws_network_acl_rule", Turn::Last, network_acl::rule),
    ("aws_network_interface", Turn::Thing, network_interface::read),
    ("aws_network_interface", Turn::Join, network_interface::prefixes),
    ("aws_network_interface_attachment", Turn::Join, network_interface::attachment),
    ("aws_network_interface_sg_attachment", Turn::Join, network_interface::group),
    ("aws_networkfirewall_firewall", Turn::Second, template::read),
    ("aws_networkfirewall_firewall_policy", Turn::Thing, template::read),
    ("aws_networkfirewall_rule_group", Turn::Thing, template::read),
    ("aws_rds_cluster", Turn::Second, template::read),
    ("aws_rds_cluster", Turn::Last, template::members_of_cluster),
    ("aws_rds_cluster_instance", Turn::Last, template::read),
    ("aws_route", Turn::Join, route_table::route),
    ("aws_route53_health_check", Turn::Thing, template::read),
    ("aws_route53_record", Turn::Join, names::record),
    ("aws_route53_resolver_endpoint", Turn::Second, template::read),
    ("aws_route53_resolver_firewall_domain_list", Turn::Thing, template::read),
    ("aws_route53_resolver_firewall_rule", Turn::Join, template::firewall_rule),
    ("aws_route53_resolver_firewall_rule_group", Turn::Thing, template::read),
    ("aws_route53_resolver_firewall_rule_group_association", Turn::Last, template::read),
    ("aws_route53_resolver_rule", Turn::Thing, template::read),
    ("aws_route53_resolver_rule_association", Turn::Join, template::read),
    ("aws_route53_zone", Turn::Thing, names::zone),
    ("aws_route53_zone_association", Turn::Join, names::association),
    ("aws_route_table", Turn::Second, route_table::read),
    ("aws_route_table_association", Turn::Join, route_table::association),
    ("aws_security_group", Turn::Thing, security_group::read),
    ("aws_security_group_rule", Turn::Join, security_group::rule),
    ("aws_subnet", Turn::Thing, subnet::read),
    ("aws_transfer_server", Turn::Second, template::read),
    ("aws_vpc", Turn::Thing, vpc::read),
    ("aws_vpc", Turn::Last, vpc::untold),
    ("aws_vpc_block_public_access_exclusion", Turn::Thing, public_access::exclusion),
    ("aws_vpc_block_public_access_options", Turn::Thing, public_access::options),
    ("aws_vpc_dhcp_options", Turn::Thing, vpc::options),
    ("aws_vpc_dhcp_options_association", Turn::Join, vpc::options_association),
    ("aws_vpc_endpoint", Turn::Thing, endpoint::read),
    ("aws_vpc_endpoint", Turn::Last, endpoint::service_of),
    ("aws_vpc_endpoint_policy", Turn::Join, endpoint::policy_of),
    ("aws_vpc_endpoint_private_dns", Turn::Join, endpoint::private_names),
    ("aws_vpc_endpoint_route_table_association", Turn::Join, endpoint::association),
    ("aws_vpc_endpoint_security_group_association", Turn::Join, endpoint::association),
    ("aws_vpc_endpoint_service", Turn::Thing, endpoint::service),
    ("aws_vpc_endpoint_subnet_association", Turn::Join, endpoint::association),
    ("aws_vpc_ipam", Turn::Thing, template::read),
    ("aws_vpc_ipam_pool", Turn::Thing, template::read),
    ("aws_vpc_ipam_pool_cidr", Turn::Join, template::read),
    ("aws_vpc_ipam_pool_cidr_allocation", Turn::Join, template::read),
    ("aws_vpc_ipv4_cidr_block_association", Turn::Join, vpc::association),
    ("aws_vpc_ipv6_cidr_block_association", Turn::Join, vpc::association),
    ("aws_vpc_peering_connection", Turn::Thing, peering::read),
    ("aws_vpc_peering_connection_accepter", Turn::Join, peering::join),
    ("aws_vpc_peering_connection_options", Turn::Join, peering::join),
    ("aws_vpc_security_group_egress_rule", Turn::Join, security_group::egress),
    ("aws_vpc_security_group_ingress_rule", Turn::Join, security_group::ingress),
    ("aws_vpc_security_group_vpc_association", Turn::Join, public_access::group_association),
    ("aws_vpn_connection", Turn::Thing, hub::connection),
    ("aws_vpn_connection_route", Turn::Join, hub::connection_route),
    ("aws_vpn_gateway", Turn::Thing, hub::vpn_gateway),
    ("aws_vpn_gateway_attachment", Turn::Join, gateway::attachment),
    ("aws_vpn_gateway_route_propagation", Turn::Join, route_table::propagation),
];

/// Data sources that are read, in order of name. All others only read, and what they read is told where it is used.
const DATA: &[Kind] = &[
    ("aws_availability_zone", Turn::Thing, vpc::told),
    ("aws_availability_zones", Turn::Thing, vpc::told),
    ("aws_caller_identity", Turn::Thing, vpc::told),
    ("aws_partition", Turn::Thing, vpc::told),
    ("aws_region", Turn::Thing, vpc::told),
    ("aws_subnet", Turn::Data, subnet::read),
    ("aws_vpc", Turn::Data, vpc::data),
];

/// What a VPC does not know where a type is not read that decides about its packets.
const DOUBTS: &[(&str, &str)] =
    &[("aws_networkfirewall_", "vpcEndpoint"), ("aws_route53_resolver_", "resolverRule")];

/// What a plan takes away or changes of what something else still tells, in order of name: before things are joined.
const GONE: &[Kind] = &[
    ("aws_ec2_managed_prefix_list_entry", Turn::Join, endpoint::prefix_list_entry_gone),
    ("aws_eip_association", Turn::Join, elastic_ip::association_gone),
    ("aws_internet_gateway_attachment", Turn::Join, gateway::attachment_gone),
    ("aws_network_acl_association", Turn::Join, network_acl::association_gone),
    ("aws_network_acl_rule", Turn::Join, network_acl::gone),
    ("aws_network_interface_attachment", Turn::Join, network_interface::attachment_gone),
    ("aws_network_interface_sg_attachment", Turn::Join, network_interface::group_gone),
    ("aws_route", Turn::Join, route_table::gone),
    ("aws_security_group_rule", Turn::Join, security_group::gone),
    ("aws_vpc_endpoint_route_table_association", Turn::Join, endpoint::association_gone),
    ("aws_vpc_endpoint_security_group_association", Turn::Join, endpoint::association_gone),
    ("aws_vpc_endpoint_subnet_association", Turn::Join, endpoint::association_gone),
    ("aws_vpc_security_group_egress_rule", Turn::Join, security_group::gone),
    ("aws_vpc_security_group_ingress_rule", Turn::Join, security_group::gone),
    ("aws_vpn_connection_route", Turn::Join, hub::connection_route_gone),
    ("aws_vpn_gateway_attachment", Turn::Join, gateway::attachment_gone),
    ("aws_vpn_gateway_route_propagation", Turn::Join, route_table::propagation_gone),
];

/// Rows that are resources of their own, and what names the thing that has them.
const ROWS: &[(&str, &str)] = &[
    ("aws_ec2_managed_prefix_list_entry", "prefix_list_id"),
    ("aws_network_acl_rule", "network_acl_id"),
    ("aws_route", "route_table_id"),
    ("aws_security_group_rule", "security_group_id"),
    ("aws_vpc_security_group_egress_rule", "security_group_id"),
    ("aws_vpc_security_group_ingress_rule", "security_group_id"),
];

/// Whether something takes away what a resource of this type was.
pub(super) fn is_taken_away(type_name: &str) -> bool {
    readers(GONE, type_name).next().is_some()
}

/// Whether something reads a type.
pub(super) fn is_read(type_name: &str, is_data: bool) -> bool {
    readers(kinds(is_data), type_name).next().is_some()
}

fn kinds(is_data: bool) -> &'static [Kind] {
    if is_data { DATA } else { KINDS }
}

/// A resource, and whether it is a data source.
pub(super) type Told = (Own, bool);

/// What a plan takes away or changes of what something else still tells.
pub(super) struct Changed {
    /// What resources were.
    pub(super) gone: Vec<Own>,
    /// Those of which the plan does not tell what they were.
    pub(super) untold: Vec<Own>,
}

/// Reads all resources: each type in its turn, in the order in which they are written.
pub(super) fn read_all(maker: &mut Maker<'_>, all: &[Told], changed: &Changed) {
    let owner = |own: &Own| {
        let (_, key) = ROWS.iter().find(|(name, _)| *name == own.type_name)?;
        own.view().id(key)
    };
    maker.joined.extend(all.iter().filter_map(|(own, _)| owner(own)));
    maker.open.extend(changed.untold.iter().filter_map(owner));
    let gone = changed.gone.iter().map(|own| (own, GONE));
    let told = all.iter().map(|(own, is_data)| (own, kinds(*is_data)));
    let each: Vec<(&Own, &[Kind])> = gone.chain(told).collect();
    read_in_turns(maker, &each);
    for (own, is_data) in all.iter().filter(|(own, is_data)| !is_read(&own.type_name, *is_data)) {
        if *is_data {
            maker.skip(own, "It is a data source: it reads, and makes nothing.");
            continue;
        }
        let doubt = DOUBTS.iter().find(|(start, _)| own.type_name.starts_with(start));
        maker.doubts.extend(doubt.map(|(_, kind)| *kind));
        other::read(maker, own);
    }
}

#[cfg(test)]
mod tests {
    use super::{DATA, GONE, KINDS};

    #[test]
    fn types_are_sorted() {
        assert!(KINDS.is_sorted_by_key(|(name, turn, _)| (*name, *turn)));
        assert!(GONE.is_sorted_by_key(|(name, turn, _)| (*name, *turn)));
        assert!(DATA.is_sorted_by_key(|(name, turn, _)| (*name, *turn)));
    }
}
