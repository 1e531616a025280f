//! Types of which a template of CloudFormation says the same with other names: their attributes are renamed, and the reader of
//! templates reads them. What a thing means stands there once.

use super::common::{name, tags};
use crate::cloudformation::resource::{
    connect, dns_firewall, firewall, ipam, managed_service, multicast, resolver, service,
};
use crate::declared::maker::Maker;
use crate::declared::node::{Kind, Member, Node};
use crate::declared::own::Own;
use crate::declared::turn::Read;
use crate::terraform::values::COMPUTED;
use netyard_core::model::{Resource, ResourceId, RowId};

/// Attributes and the properties that they are. `A.B` is a property of the object `A`; `=A` is an object that Terraform writes as
/// a block.
type Names = &'static [(&'static str, &'static str)];

/// Types in order of name, what reads them, and their attributes.
const TYPES: &[(&str, Read, Names)] = &[
    (
        "aws_ec2_transit_gateway_connect",
        connect::attachment,
        &[("transport_attachment_id", "TransportTransitGatewayAttachmentId")],
    ),
    (
        "aws_ec2_transit_gateway_connect_peer",
        connect::peer,
        &[
            ("bgp_asn", "ConnectPeerConfiguration.PeerAsn"),
            ("inside_cidr_blocks", "ConnectPeerConfiguration.InsideCidrBlocks"),
            ("peer_address", "ConnectPeerConfiguration.PeerAddress"),
            ("transit_gateway_address", "ConnectPeerConfiguration.TransitGatewayAddress"),
            ("transit_gateway_attachment_id", "TransitGatewayAttachmentId"),
        ],
    ),
    (
        "aws_ec2_transit_gateway_multicast_domain",
        multicast::domain,
        &[
            ("auto_accept_shared_associations", "Options.AutoAcceptSharedAssociations"),
            ("igmpv2_support", "Options.Igmpv2Support"),
            ("static_sources_support", "Options.StaticSourcesSupport"),
            ("transit_gateway_id", "TransitGatewayId"),
        ],
    ),
    ("aws_ec2_transit_gateway_multicast_domain_association", multicast::association, GROUPS),
    ("aws_ec2_transit_gateway_multicast_group_member", multicast::member, GROUPS),
    ("aws_ec2_transit_gateway_multicast_group_source", multicast::source, GROUPS),
    (
        "aws_elasticache_replication_group",
        service::replication_group,
        &[
            ("engine", "Engine"),
            ("num_cache_clusters", "NumCacheClusters"),
            ("num_node_groups", "NumNodeGroups"),
            ("port", "Port"),
            ("preferred_cache_cluster_azs", "PreferredCacheClusterAZs"),
            ("replicas_per_node_group", "ReplicasPerNodeGroup"),
            ("replication_group_id", "ReplicationGroupId"),
            ("security_group_ids", "SecurityGroupIds"),
            ("subnet_group_name", "CacheSubnetGroupName"),
        ],
    ),
    (
        "aws_networkfirewall_firewall",
        firewall::firewall,
        &[
            ("firewall_policy_arn", "FirewallPolicyArn"),
            ("name", "FirewallName"),
            ("subnet_id", "SubnetId"),
            ("subnet_mapping", "SubnetMappings"),
            ("vpc_id", "VpcId"),
        ],
    ),
    (
        "aws_networkfirewall_firewall_policy",
        firewall::policy,
        &[
            ("definition", "Definition"),
            ("firewall_policy", "=FirewallPolicy"),
            ("name", "FirewallPolicyName"),
            ("policy_variables", "=PolicyVariables"),
            ("priority", "Priority"),
            ("resource_arn", "ResourceArn"),
            ("rule_order", "RuleOrder"),
            ("rule_variables", "=RuleVariables"),
            ("stateful_default_actions", "StatefulDefaultActions"),
            ("stateful_engine_options", "=StatefulEngineOptions"),
            ("stateful_rule_group_reference", "StatefulRuleGroupReferences"),
            ("stateless_default_actions", "StatelessDefaultActions"),
            ("stateless_fragment_default_actions", "StatelessFragmentDefaultActions"),
            ("stateless_rule_group_reference", "StatelessRuleGroupReferences"),
            ("stream_exception_policy", "StreamExceptionPolicy"),
            ("tls_inspection_configuration_arn", "TLSInspectionConfigurationArn"),
        ],
    ),
    (
        "aws_networkfirewall_rule_group",
        firewall::group,
        &[
            ("action", "Action"),
            ("actions", "Actions"),
            ("address_definition", "AddressDefinition"),
            ("capacity", "Capacity"),
            ("definition", "Definition"),
            ("destination", "Destination"),
            ("destination_port", "DestinationPort"),
            ("direction", "Direction"),
            ("flags", "Flags"),
            ("from_port", "FromPort"),
            ("generated_rules_type", "GeneratedRulesType"),
            ("header", "=Header"),
            ("ip_sets", "=IPSets"),
            ("keyword", "Keyword"),
            ("masks", "Masks"),
            ("match_attributes", "=MatchAttributes"),
            ("name", "RuleGroupName"),
            ("port_sets", "=PortSets"),
            ("priority", "Priority"),
            ("protocol", "Protocol"),
            ("protocols", "Protocols"),
            ("rule_definition", "=RuleDefinition"),
            ("rule_group", "=RuleGroup"),
            ("rule_option", "RuleOptions"),
            ("rule_variables", "=RuleVariables"),
            ("rules_source", "=RulesSource"),
            ("rules_source_list", "=RulesSourceList"),
            ("rules_string", "RulesString"),
            ("settings", "Settings"),
            ("source", "Source"),
            ("source_port", "SourcePort"),
            ("stateful_rule", "StatefulRules"),
            ("stateless_rule", "StatelessRules"),
            ("stateless_rules_and_custom_actions", "=StatelessRulesAndCustomActions"),
            ("target_types", "TargetTypes"),
            ("targets", "Targets"),
            ("tcp_flag", "TCPFlags"),
            ("to_port", "ToPort"),
            ("type", "Type"),
        ],
    ),
    (
        "aws_rds_cluster",
        managed_service::cluster,
        &[
            ("availability_zones", "AvailabilityZones"),
            ("cluster_identifier", "DBClusterIdentifier"),
            ("db_cluster_instance_class", "DBClusterInstanceClass"),
            ("db_subnet_group_name", "DBSubnetGroupName"),
            ("engine", "Engine"),
            ("engine_mode", "EngineMode"),
            ("port", "Port"),
            ("vpc_security_group_ids", "VpcSecurityGroupIds"),
        ],
    ),
    (
        "aws_rds_cluster_instance",
        managed_service::database,
        &[
            ("availability_zone", "AvailabilityZone"),
            ("cluster_identifier", "DBClusterIdentifier"),
            ("db_subnet_group_name", "DBSubnetGroupName"),
            ("engine", "Engine"),
            ("identifier", "DBInstanceIdentifier"),
            ("port", "Port"),
            ("publicly_accessible", "PubliclyAccessible"),
        ],
    ),
    (
        "aws_route53_health_check",
        resolver::health_check,
        &[
            ("cloudwatch_alarm_name", "HealthCheckConfig.AlarmIdentifier.Name"),
            ("cloudwatch_alarm_region", "HealthCheckConfig.AlarmIdentifier.Region"),
            ("child_health_threshold", "HealthCheckConfig.HealthThreshold"),
            ("child_healthchecks", "HealthCheckConfig.ChildHealthChecks"),
            ("failure_threshold", "HealthCheckConfig.FailureThreshold"),
            ("fqdn", "HealthCheckConfig.FullyQualifiedDomainName"),
            ("insufficient_data_health_status", "HealthCheckConfig.InsufficientDataHealthStatus"),
            ("invert_healthcheck", "HealthCheckConfig.Inverted"),
            ("ip_address", "HealthCheckConfig.IPAddress"),
            ("port", "HealthCheckConfig.Port"),
            ("request_interval", "HealthCheckConfig.RequestInterval"),
            ("resource_path", "HealthCheckConfig.ResourcePath"),
            ("search_string", "HealthCheckConfig.SearchString"),
            ("type", "HealthCheckConfig.Type"),
        ],
    ),
    ("aws_route53_resolver_endpoint", resolver::endpoint, RESOLVER),
    ("aws_route53_resolver_firewall_domain_list", dns_firewall::list, RESOLVER),
    ("aws_route53_resolver_firewall_rule_group", dns_firewall::group, RESOLVER),
    ("aws_route53_resolver_firewall_rule_group_association", dns_firewall::association, RESOLVER),
    ("aws_route53_resolver_rule", resolver::rule, RESOLVER),
    (
        "aws_route53_resolver_rule_association",
        resolver::association,
        &[("name", "Name"), ("resolver_rule_id", "ResolverRuleId"), ("vpc_id", "VPCId")],
    ),
    (
        "aws_transfer_server",
        service::transfer,
        &[
            ("address_allocation_ids", "AddressAllocationIds"),
            ("endpoint_details", "=EndpointDetails"),
            ("endpoint_type", "EndpointType"),
            ("protocols", "Protocols"),
            ("security_group_ids", "SecurityGroupIds"),
            ("subnet_ids", "SubnetIds"),
            ("vpc_id", "VpcId"),
        ],
    ),
    ("aws_vpc_ipam", ipam::manager, &[]),
    (
        "aws_vpc_ipam_pool",
        ipam::pool,
        &[
            ("address_family", "AddressFamily"),
            ("allocation_default_netmask_length", "AllocationDefaultNetmaskLength"),
            ("allocation_max_netmask_length", "AllocationMaxNetmaskLength"),
            ("allocation_min_netmask_length", "AllocationMinNetmaskLength"),
            ("locale", "Locale"),
            ("source_ipam_pool_id", "SourceIpamPoolId"),
        ],
    ),
    ("aws_vpc_ipam_pool_cidr", ipam::block, BLOCKS),
    ("aws_vpc_ipam_pool_cidr_allocation", ipam::allocation, BLOCKS),
];

/// Blocks of a pool of the IP Address Manager.
const BLOCKS: Names = &[("cidr", "Cidr"), ("ipam_pool_id", "IpamPoolId")];

/// Of multicast.
const GROUPS: Names = &[
    ("group_ip_address", "GroupIpAddress"),
    ("network_interface_id", "NetworkInterfaceId"),
    ("subnet_id", "SubnetId"),
    ("transit_gateway_attachment_id", "TransitGatewayAttachmentId"),
    ("transit_gateway_multicast_domain_id", "TransitGatewayMulticastDomainId"),
];

/// Of the resolver and the DNS Firewall.
const RESOLVER: Names = &[
    ("action", "Action"),
    ("block_override_dns_type", "BlockOverrideDnsType"),
    ("block_override_domain", "BlockOverrideDomain"),
    ("block_override_ttl", "BlockOverrideTtl"),
    ("block_response", "BlockResponse"),
    ("delegation_record", "DelegationRecord"),
    ("direction", "Direction"),
    ("domain_name", "DomainName"),
    ("domains", "Domains"),
    ("firewall_domain_list_id", "FirewallDomainListId"),
    ("firewall_domain_redirection_action", "FirewallDomainRedirectionAction"),
    ("firewall_rule_group_id", "FirewallRuleGroupId"),
    ("ip", "Ip"),
    ("ip_address", "IpAddresses"),
    ("ipv6", "Ipv6"),
    ("name", "Name"),
    ("port", "Port"),
    ("priority", "Priority"),
    ("protocol", "Protocol"),
    ("protocols", "Protocols"),
    ("q_type", "Qtype"),
    ("resolver_endpoint_id", "ResolverEndpointId"),
    ("resolver_endpoint_type", "ResolverEndpointType"),
    ("rule_type", "RuleType"),
    ("security_group_ids", "SecurityGroupIds"),
    ("subnet_id", "SubnetId"),
    ("target_ip", "TargetIps"),
    ("vpc_id", "VpcId"),
];

/// Reads the instances that a cluster of databases makes itself.
pub(super) fn members_of_cluster(maker: &mut Maker<'_>, own: &Own) {
    let names = TYPES.iter().find(|(known, ..)| *known == own.type_name);
    if let Some((.., names)) = names {
        managed_service::members_of_cluster(maker, &renamed(own, names));
    }
}

/// Reads a type of the table.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let Ok(at) = TYPES.binary_search_by(|(known, ..)| (*known).cmp(&own.type_name)) else { return };
    let Some((_, read, names)) = TYPES.get(at) else { return };
    if own.type_name == "aws_networkfirewall_firewall" {
        told_endpoints(maker, own);
    }
    read(maker, &renamed(own, names));
}

/// The resource with the properties of a template. What is not known of it is said as the attribute that it is.
fn renamed(own: &Own, names: Names) -> Own {
    let view = own.view();
    let mut made = tree(own.properties(), names);
    for (attribute, _) in names.iter().filter(|(attribute, _)| view.has(attribute)) {
        let _ = view.json(attribute);
    }
    let place = own.place;
    if let Kind::Map(members) = &mut made.kind {
        let called = std::iter::once(("Name".to_owned(), name(own)));
        let all = called.chain(tags(own)).map(|(key, value)| Member {
            key,
            place,
            value: Node::text_at(place, value),
        });
        let value = Node { place, kind: Kind::Map(all.collect()) };
        members.push(Member { key: "Tags".to_owned(), place, value });
        for (key, usual) in usual(&own.type_name) {
            if !members.iter().any(|member| member.key == key) {
                members.push(Member { key: key.to_owned(), place, value: Node::text_at(place, usual) });
            }
        }
    }
    own.with(made)
}

/// What the provider of AWS says where nobody says anything.
fn usual(type_name: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let found = match type_name {
        "aws_elasticache_replication_group" => Some(("Engine", "redis")),
        "aws_rds_cluster_instance" => Some(("PubliclyAccessible", "false")),
        _ => None,
    };
    found.into_iter()
}

fn tree(node: &Node, names: Names) -> Node {
    let place = node.place;
    let kind = match &node.kind {
        Kind::List(items) => Kind::List(items.iter().map(|item| tree(item, names)).collect()),
        Kind::Map(members) => {
            let mut made: Vec<Member> = Vec::new();
            for member in members {
                let Some((_, path)) = names.iter().find(|(attribute, _)| *attribute == member.key) else {
                    continue;
                };
                // Where nobody says one, the appliance has the number of the gateway.
                let is_usual = member.key == "bgp_asn" && member.value.unknown() == Some(COMPUTED);
                if is_usual || says_nothing(&member.value) {
                    continue;
                }
                put(&mut made, path, member, names);
            }
            Kind::Map(made)
        }
        other => other.clone(),
    };
    Node { place, kind }
}

/// Terraform tells what nobody wrote as nothing, or as an empty text.
fn says_nothing(node: &Node) -> bool {
    match &node.kind {
        Kind::Null | Kind::Absent => true,
        Kind::Scalar { text, .. } => text.is_empty(),
        Kind::List(items) => items.is_empty(),
        Kind::Map(_) | Kind::Unknown(_) => false,
    }
}

fn put(made: &mut Vec<Member>, path: &str, member: &Member, names: Names) {
    let place = member.place;
    if let Some((object, key)) = path.split_once('.') {
        if !made.iter().any(|own| own.key == object) {
            let value = Node { place, kind: Kind::Map(Vec::new()) };
            made.push(Member { key: object.to_owned(), place, value });
        }
        let inside = made.iter_mut().find(|own| own.key == object).map(|own| &mut own.value.kind);
        if let Some(Kind::Map(inside)) = inside {
            put(inside, key, member, names);
        }
        return;
    }
    let is_list = matches!(member.value.kind, Kind::List(_));
    let (key, value) = match path.strip_prefix('=') {
        Some(key) => (key.to_owned(), object(&member.value, names)),
        // What a stateful rule says as a text, a stateless one lists.
        None if is_list && ["Source", "Destination", "SourcePort", "DestinationPort"].contains(&path) => {
            (format!("{path}s"), tree(&member.value, names))
        }
        None => (path.to_owned(), tree(&member.value, names)),
    };
    made.push(Member { key, place, value });
}

/// A block as an object; blocks with a key as an object of these keys.
fn object(node: &Node, names: Names) -> Node {
    let place = node.place;
    let Kind::List(items) = &node.kind else { return tree(node, names) };
    if items.iter().all(|item| item.get("key").is_none()) {
        return items.first().map_or_else(|| tree(node, names), |item| tree(item, names));
    }
    let members = items.iter().filter_map(|item| {
        let set = item.get("ip_set").or_else(|| item.get("port_set"))?;
        Some(Member { key: item.get("key")?.scalar()?.to_owned(), place, value: object(set, names) })
    });
    Node { place, kind: Kind::Map(members.collect()) }
}

/// Reads `aws_route53_resolver_firewall_rule`: a rule of a group, once lists and groups are there.
pub(super) fn firewall_rule(maker: &mut Maker<'_>, own: &Own) {
    let mut made = tree(own.properties(), RESOLVER);
    if let Kind::Map(members) = &mut made.kind {
        // As AWS does where nobody says anything.
        members.retain(|member| member.value.scalar() != Some("INSPECT_REDIRECTION_DOMAIN"));
    }
    for (attribute, _) in RESOLVER {
        let _ = own.view().json(attribute);
    }
    let renamed = own.with(made);
    let view = renamed.view();
    let (mut rule, is_whole) = dns_firewall::rule(maker, &view);
    rule.name = view.text("Name");
    let group = view.id("FirewallRuleGroupId");
    let joined = group.as_ref().is_some_and(|group| {
        maker.change(
            group,
            |resource| if let Resource::FirewallRuleGroup(it) = resource { Some(it) } else { None },
            |group| {
                let row = RowId::new(&format!("f{}", group.firewall_rules.len() + 1));
                group.firewall_rules.insert(row, rule);
            },
        )
    });
    if !joined {
        maker.cannot_join(own, "firewall_rule_group_id", group.as_ref(), "firewallRuleGroup");
        return;
    }
    maker.read(own);
    if !is_whole {
        maker.note(
            own,
            "Nothing tells it whole: a question for a name ends as unknown in the VPCs of its group.",
        );
        maker.open_firewalls.extend(group);
    }
}

/// Remembers the ids of the endpoints of a firewall that exists, in the order of its subnets.
fn told_endpoints(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let mut told: Vec<(ResourceId, ResourceId)> = Vec::new();
    for status in view.list("firewall_status") {
        for zone in status.list("sync_states") {
            zone.text("availability_zone");
            let parts = zone.list("attachment");
            told.extend(
                parts.iter().filter_map(|part| Some((part.id("subnet_id")?, part.id("endpoint_id")?))),
            );
        }
    }
    let subnets = view.list("subnet_mapping");
    let ids = subnets.iter().filter_map(|part| {
        let subnet = part.id("subnet_id")?;
        told.iter().find(|(own, _)| *own == subnet).map(|(_, endpoint)| endpoint.to_string())
    });
    let ids: Vec<String> = ids.flat_map(|id| [id.clone(), format!("eni-{id}-1")]).collect();
    if ids.len() == 2 * subnets.len() && !ids.is_empty() {
        maker.interface_ids.insert(own.logical.clone(), ids);
    }
}

#[cfg(test)]
mod tests {
    use super::TYPES;

    #[test]
    fn types_are_sorted() {
        assert!(TYPES.is_sorted_by_key(|(name, ..)| *name));
    }
}
