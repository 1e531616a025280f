//! What AWS or its provider makes of nothing less: where a drawing lacks it, nothing of the kind is written, nor what belongs
//! to it, and that is said.

use super::hcl::{Arguments, Block, Value};
use super::writer::Writer;
use netyard_core::model::ResourceId;
use std::collections::BTreeSet;

/// Arguments without which nothing of a type is made, in order of name; of those that stand together one is enough.
const REQUIRED: &[(&str, &[&[&str]])] = &[
    ("aws_autoscaling_group", &[&["max_size"], &["min_size"]]),
    ("aws_customer_gateway", &[&["type"], &["ip_address", "certificate_arn"]]),
    ("aws_db_instance", &[&["instance_class"], &["engine", "replicate_source_db"]]),
    ("aws_db_subnet_group", &[&["subnet_ids"]]),
    ("aws_default_network_acl", &[&["default_network_acl_id"]]),
    ("aws_default_route_table", &[&["default_route_table_id"]]),
    ("aws_ec2_managed_prefix_list", &[&["address_family"], &["max_entries"], &["name"]]),
    ("aws_ec2_transit_gateway_connect", &[&["transit_gateway_id"], &["transport_attachment_id"]]),
    (
        "aws_ec2_transit_gateway_connect_peer",
        &[&["inside_cidr_blocks"], &["peer_address"], &["transit_gateway_attachment_id"]],
    ),
    ("aws_ec2_transit_gateway_multicast_domain", &[&["transit_gateway_id"]]),
    (
        "aws_ec2_transit_gateway_multicast_domain_association",
        &[&["subnet_id"], &["transit_gateway_attachment_id"], &["transit_gateway_multicast_domain_id"]],
    ),
    (
        "aws_ec2_transit_gateway_multicast_group_member",
        &[&["group_ip_address"], &["network_interface_id"], &["transit_gateway_multicast_domain_id"]],
    ),
    (
        "aws_ec2_transit_gateway_multicast_group_source",
        &[&["group_ip_address"], &["network_interface_id"], &["transit_gateway_multicast_domain_id"]],
    ),
    (
        "aws_ec2_transit_gateway_peering_attachment",
        &[&["peer_region"], &["peer_transit_gateway_id"], &["transit_gateway_id"]],
    ),
    (
        "aws_ec2_transit_gateway_prefix_list_reference",
        &[&["prefix_list_id"], &["transit_gateway_route_table_id"]],
    ),
    (
        "aws_ec2_transit_gateway_route",
        &[
            &["destination_cidr_block"],
            &["transit_gateway_route_table_id"],
            &["transit_gateway_attachment_id", "blackhole"],
        ],
    ),
    ("aws_ec2_transit_gateway_route_table", &[&["transit_gateway_id"]]),
    (
        "aws_ec2_transit_gateway_route_table_association",
        &[&["transit_gateway_attachment_id"], &["transit_gateway_route_table_id"]],
    ),
    (
        "aws_ec2_transit_gateway_route_table_propagation",
        &[&["transit_gateway_attachment_id"], &["transit_gateway_route_table_id"]],
    ),
    ("aws_ec2_transit_gateway_vpc_attachment", &[&["subnet_ids"], &["transit_gateway_id"], &["vpc_id"]]),
    ("aws_ecs_service", &[&["name"]]),
    ("aws_efs_mount_target", &[&["file_system_id"], &["subnet_id"]]),
    ("aws_egress_only_internet_gateway", &[&["vpc_id"]]),
    ("aws_elasticache_cluster", &[&["cluster_id"], &["engine", "replication_group_id"]]),
    ("aws_elasticache_replication_group", &[&["description"], &["replication_group_id"]]),
    ("aws_elasticache_subnet_group", &[&["name"], &["subnet_ids"]]),
    ("aws_elb", &[&["listener"]]),
    (
        "aws_flow_log",
        &[&["vpc_id", "subnet_id", "eni_id", "transit_gateway_id", "transit_gateway_attachment_id"]],
    ),
    ("aws_lambda_function", &[&["function_name"], &["role"]]),
    ("aws_lb", &[&["subnets", "subnet_mapping"]]),
    ("aws_lb_listener", &[&["load_balancer_arn"], &["default_action"]]),
    ("aws_lb_listener_rule", &[&["listener_arn"], &["action"], &["condition"]]),
    ("aws_lb_target_group_attachment", &[&["target_group_arn"], &["target_id"]]),
    ("aws_nat_gateway", &[&["subnet_id"]]),
    ("aws_network_acl", &[&["vpc_id"]]),
    ("aws_network_interface", &[&["subnet_id"]]),
    (
        "aws_networkfirewall_firewall",
        &[&["firewall_policy_arn"], &["name"], &["vpc_id"], &["subnet_mapping"]],
    ),
    ("aws_networkfirewall_firewall_policy", &[&["name"], &["firewall_policy"]]),
    ("aws_networkfirewall_rule_group", &[&["capacity"], &["name"], &["type"]]),
    ("aws_route53_health_check", &[&["type"]]),
    ("aws_route53_record", &[&["name"], &["type"], &["zone_id"], &["alias", "records"]]),
    ("aws_route53_resolver_endpoint", &[&["direction"], &["security_group_ids"], &["ip_address"]]),
    ("aws_route53_resolver_firewall_domain_list", &[&["name"]]),
    (
        "aws_route53_resolver_firewall_rule",
        &[&["action"], &["firewall_domain_list_id"], &["firewall_rule_group_id"], &["name"], &["priority"]],
    ),
    ("aws_route53_resolver_firewall_rule_group", &[&["name"]]),
    (
        "aws_route53_resolver_firewall_rule_group_association",
        &[&["firewall_rule_group_id"], &["name"], &["priority"], &["vpc_id"]],
    ),
    ("aws_route53_resolver_rule", &[&["domain_name"], &["rule_type"]]),
    ("aws_route53_resolver_rule_association", &[&["resolver_rule_id"], &["vpc_id"]]),
    ("aws_route53_zone", &[&["name"]]),
    ("aws_route_table", &[&["vpc_id"]]),
    ("aws_route_table_association", &[&["route_table_id"], &["subnet_id", "gateway_id"]]),
    ("aws_subnet", &[&["vpc_id"]]),
    (
        "aws_vpc_block_public_access_exclusion",
        &[&["internet_gateway_exclusion_mode"], &["vpc_id", "subnet_id"]],
    ),
    ("aws_vpc_block_public_access_options", &[&["internet_gateway_block_mode"]]),
    ("aws_vpc_dhcp_options_association", &[&["dhcp_options_id"], &["vpc_id"]]),
    (
        "aws_vpc_endpoint",
        &[&["vpc_id"], &["service_name", "resource_configuration_arn", "service_network_arn"]],
    ),
    (
        "aws_vpc_endpoint_service",
        &[&["acceptance_required"], &["network_load_balancer_arns", "gateway_load_balancer_arns"]],
    ),
    ("aws_vpc_ipam", &[&["operating_regions"]]),
    ("aws_vpc_ipam_pool", &[&["address_family"], &["ipam_scope_id"]]),
    ("aws_vpc_ipam_pool_cidr", &[&["ipam_pool_id"]]),
    ("aws_vpc_ipam_pool_cidr_allocation", &[&["ipam_pool_id"]]),
    ("aws_vpc_ipv4_cidr_block_association", &[&["vpc_id"]]),
    ("aws_vpc_peering_connection", &[&["peer_vpc_id"], &["vpc_id"]]),
    (
        "aws_vpc_security_group_egress_rule",
        &[
            &["ip_protocol"],
            &["security_group_id"],
            &["cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id"],
        ],
    ),
    (
        "aws_vpc_security_group_ingress_rule",
        &[
            &["ip_protocol"],
            &["security_group_id"],
            &["cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id"],
        ],
    ),
    ("aws_vpn_connection", &[&["customer_gateway_id"], &["type"], &["vpn_gateway_id", "transit_gateway_id"]]),
    ("aws_vpn_connection_route", &[&["destination_cidr_block"], &["vpn_connection_id"]]),
];

/// What a block lacks; nothing where it is whole.
fn lacks(block: &Block) -> Option<&'static [&'static str]> {
    let at = REQUIRED.binary_search_by(|(name, _)| (*name).cmp(block.type_name)).ok()?;
    let (_, required) = REQUIRED.get(at)?;
    let is_there = |key: &&str| block.arguments.all().iter().any(|(own, value)| own == key && says(value));
    required.iter().copied().find(|together| !together.iter().any(&is_there))
}

/// Whether a value says something.
fn says(value: &Value) -> bool {
    match value {
        Value::List(items) => !items.is_empty(),
        Value::Blocks(blocks) => !blocks.is_empty(),
        Value::Nothing | Value::Told(_) => false,
        _ => true,
    }
}

/// Takes away what is not whole, what belongs to it, and what refers to it.
pub(super) fn leave_out(writer: &mut Writer<'_>) {
    let mut gone: BTreeSet<ResourceId> = BTreeSet::new();
    loop {
        let mut addresses = BTreeSet::new();
        let mut kept = Vec::new();
        for block in std::mem::take(&mut writer.blocks) {
            let lacking = lacks(&block);
            let belongs = block.of.as_ref().is_some_and(|of| gone.contains(of));
            if lacking.is_none() && !belongs {
                kept.push(block);
                continue;
            }
            addresses.insert(format!("{}.{}", block.type_name, block.name));
            if let Some(lacking) = lacking.filter(|_| !belongs) {
                say(writer, &block, &lacking.join(" or "));
            }
            if let Some(id) = block.id {
                writer.references.remove(&id);
                writer.lacking.insert(id.clone());
                gone.insert(id);
            }
        }
        writer.blocks = kept;
        if addresses.is_empty() {
            return;
        }
        writer.references.retain(|_, expression| !names(expression, &addresses));
        for block in &mut writer.blocks {
            block.arguments = without(std::mem::take(&mut block.arguments), &addresses);
        }
    }
}

fn say(writer: &mut Writer<'_>, block: &Block, lacking: &str) {
    let type_name = block.type_name;
    let sentence = match (&block.id, &block.of) {
        (Some(id), _) => {
            let called = writer.called(id);
            format!(
                "{called} is not written: {type_name} wants {lacking}, of which the drawing tells nothing."
            )
        }
        (None, Some(of)) => {
            let called = writer.called(of);
            format!(
                "{called}: one {type_name} is not written: it wants {lacking}, of which the drawing tells nothing."
            )
        }
        (None, None) => {
            format!(
                "{type_name}.{} is not written: it wants {lacking}, of which the drawing tells nothing.",
                block.name
            )
        }
    };
    writer.left_out.push(sentence);
}

/// Whether an expression names one of these.
fn names(expression: &str, addresses: &BTreeSet<String>) -> bool {
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || "_-.".contains(letter);
    expression.split(|letter| !is_word(letter)).any(|word| {
        let mut parts = word.split('.');
        let (Some(kind), Some(name)) = (parts.next(), parts.next()) else { return false };
        addresses.contains(&format!("{kind}.{name}"))
    })
}

fn without(arguments: Arguments, addresses: &BTreeSet<String>) -> Arguments {
    arguments.map(&|key, value| cleaned(key, value, addresses))
}

/// A value without what names something that is gone; what is told in its place stands there as it is.
fn cleaned(key: &str, value: Value, addresses: &BTreeSet<String>) -> Option<Value> {
    match value {
        Value::Expression(text, told) if names(&text, addresses) => {
            Some(*told).filter(|told| key != "depends_on" && says(told))
        }
        Value::List(items) => {
            let items = items.into_iter().filter_map(|item| cleaned(key, item, addresses));
            Some(Value::List(items.collect())).filter(says)
        }
        Value::Blocks(blocks) => {
            let blocks = blocks.into_iter().map(|block| without(block, addresses));
            Some(Value::Blocks(blocks.collect()))
        }
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::{REQUIRED, names};
    use std::collections::BTreeSet;

    #[test]
    fn types_are_sorted() {
        assert!(REQUIRED.is_sorted_by_key(|(name, _)| *name));
    }

    #[test]
    fn only_whole_names_are_names() {
        let gone = BTreeSet::from(["aws_lb.web".to_owned()]);
        for (expression, wanted) in [
            ("aws_lb.web.dns_name", true),
            ("aws_lb.web", true),
            ("one([for a in aws_lb.web.subnets : a])", true),
            ("aws_lb.web_2.dns_name", false),
            ("aws_lb_listener.web.arn", false),
        ] {
            assert_eq!(names(expression, &gone), wanted, "{expression}");
        }
    }
}
