//! Ids of the drawing for what does not exist yet, made of addresses: the same plan gives the same ids always.

use super::thing::Thing;
use crate::declared::ids::label;
use crate::declared::node::Node;
use std::collections::BTreeSet;

/// Types by what their ids begin with.
const PREFIXES: &[(&str, &str)] = &[
    ("aws_autoscaling_group", "asg"),
    ("aws_customer_gateway", "cgw"),
    ("aws_db_instance", "db"),
    ("aws_db_subnet_group", "dbsubnets"),
    ("aws_default_network_acl", "acl"),
    ("aws_default_route_table", "rtb"),
    ("aws_default_security_group", "sg"),
    ("aws_default_subnet", "subnet"),
    ("aws_default_vpc", "vpc"),
    ("aws_ec2_managed_prefix_list", "pl"),
    ("aws_ec2_transit_gateway", "tgw"),
    ("aws_ec2_transit_gateway_connect", "tgw-attach"),
    ("aws_ec2_transit_gateway_connect_peer", "tgw-connect-peer"),
    ("aws_ec2_transit_gateway_multicast_domain", "tgw-mcast-domain"),
    ("aws_ec2_transit_gateway_peering_attachment", "tgw-attach"),
    ("aws_ec2_transit_gateway_route_table", "tgw-rtb"),
    ("aws_ec2_transit_gateway_vpc_attachment", "tgw-attach"),
    ("aws_ecs_service", "ecs"),
    ("aws_efs_file_system", "fs"),
    ("aws_efs_mount_target", "fsmt"),
    ("aws_egress_only_internet_gateway", "eigw"),
    ("aws_eip", "eipalloc"),
    ("aws_elasticache_cluster", "cache"),
    ("aws_elasticache_replication_group", "cache"),
    ("aws_elb", "clb"),
    ("aws_flow_log", "fl"),
    ("aws_instance", "i"),
    ("aws_internet_gateway", "igw"),
    ("aws_lambda_function", "fn"),
    ("aws_launch_template", "lt"),
    ("aws_lb", "lb"),
    ("aws_lb_listener", "listener"),
    ("aws_lb_listener_rule", "rule"),
    ("aws_lb_target_group", "tg"),
    ("aws_nat_gateway", "nat"),
    ("aws_network_acl", "acl"),
    ("aws_network_interface", "eni"),
    ("aws_networkfirewall_firewall", "firewall"),
    ("aws_networkfirewall_firewall_policy", "fwpolicy"),
    ("aws_networkfirewall_rule_group", "rulegroup"),
    ("aws_rds_cluster", "dbcluster"),
    ("aws_rds_cluster_instance", "db"),
    ("aws_route53_health_check", "hc"),
    ("aws_route53_resolver_endpoint", "rslvr"),
    ("aws_route53_resolver_firewall_domain_list", "rslvr-fdl"),
    ("aws_route53_resolver_firewall_rule_group", "rslvr-frg"),
    ("aws_route53_resolver_rule", "rslvr-rr"),
    ("aws_route53_zone", "zone"),
    ("aws_route_table", "rtb"),
    ("aws_security_group", "sg"),
    ("aws_subnet", "subnet"),
    ("aws_transfer_server", "s"),
    ("aws_vpc", "vpc"),
    ("aws_vpc_block_public_access_exclusion", "vpcbpa-exclude"),
    ("aws_vpc_block_public_access_options", "vpcbpa"),
    ("aws_vpc_dhcp_options", "dopt"),
    ("aws_vpc_endpoint", "vpce"),
    ("aws_vpc_endpoint_service", "vpce-svc"),
    ("aws_vpc_ipam_pool", "ipam-pool"),
    ("aws_vpc_peering_connection", "pcx"),
    ("aws_vpn_connection", "vpn"),
    ("aws_vpn_gateway", "vgw"),
];

/// Letters that a name in an id may have.
const MOST_LETTERS: usize = 120;

/// Types of which the id that AWS gives is no id of the thing alone, or an ARN that is long: the drawing makes one.
const OWN: &[&str] = &[
    "aws_db_instance",
    "aws_elb",
    "aws_lambda_function",
    "aws_networkfirewall_firewall",
    "aws_networkfirewall_firewall_policy",
    "aws_networkfirewall_rule_group",
    "aws_vpc_block_public_access_options",
];

/// Gives every thing its id: the one that it has, else one of its address.
pub(super) fn give(things: &mut [Thing], prefix: &str) {
    let mut taken: BTreeSet<String> = things.iter().map(|thing| thing.id.clone()).collect();
    let known = |thing: &Thing| {
        let id = thing.values.get("id").and_then(Node::scalar)?;
        let is_own = OWN.contains(&thing.type_name.as_str()) || !is_named(&thing.type_name);
        (!id.is_empty() && id.len() <= 2 * MOST_LETTERS && !is_own && !id.contains(char::is_whitespace))
            .then(|| id.to_owned())
    };
    for thing in things.iter_mut() {
        if let Some(id) = known(thing) {
            taken.insert(id.clone());
            thing.id = id;
        }
    }
    for thing in things.iter_mut().filter(|thing| thing.id.is_empty()) {
        let start = format!("{}-{prefix}{}", start(&thing.type_name), short(thing));
        let mut id = start.clone();
        let mut number = 2;
        while !taken.insert(id.clone()) {
            id = format!("{start}-{number}");
            number += 1;
        }
        thing.id = id;
    }
}

fn is_named(type_name: &str) -> bool {
    PREFIXES.binary_search_by(|(name, _)| (*name).cmp(type_name)).is_ok()
}

fn start(type_name: &str) -> String {
    let known = PREFIXES.binary_search_by(|(name, _)| (*name).cmp(type_name)).ok();
    let known = known.and_then(|at| PREFIXES.get(at)).map(|(_, prefix)| (*prefix).to_owned());
    known.unwrap_or_else(|| label(type_name.strip_prefix("aws_").unwrap_or(type_name)).replace('_', "-"))
}

/// The address without words that every one has: `net-a.private-0`.
fn short(thing: &Thing) -> String {
    let module = thing.module.replace("module.", "");
    let key = thing.key.as_ref().map(ToString::to_string).unwrap_or_default();
    let data = if thing.is_data { "data-" } else { "" };
    let dot = if module.is_empty() { "" } else { "." };
    let name: String =
        label(&format!("{data}{module}{dot}{}{key}", thing.name)).chars().take(MOST_LETTERS).collect();
    name.replace("-.", ".")
}

#[cfg(test)]
mod tests {
    use super::PREFIXES;

    #[test]
    fn types_are_sorted() {
        assert!(PREFIXES.is_sorted_by_key(|(name, _)| *name));
    }
}
