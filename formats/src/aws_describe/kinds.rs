use super::importer::Importer;
use super::{
    account, address, address_pools, auto_scaling_group, availability_zone, classic_load_balancer,
    customer_gateway, dhcp_options, dns_firewall, egress_only_internet_gateway, flow_log, hosted_zone,
    instance, internet_gateway, load_balancer, managed_service, multicast_domain, nat_gateway, network_acl,
    network_firewall, network_interface, prefix_list, public_access, resolver, route_table, security_group,
    security_group_vpc_association, subnet, target_group, transit_gateway, transit_gateway_connect_peer, vpc,
    vpc_attribute, vpc_endpoint, vpc_peering_connection, vpn_connection, vpn_gateway,
};

/// Reads the objects of one kind.
type Read = fn(&mut Importer);

/// The keys of the answers that are read, in the order in which they are read, and what reads them. A kind without a
/// function is read by the one before it.
///
/// The order matters in five places: zones tell the Region of subnets, NAT gateways own the interfaces and Elastic IP
/// addresses that come after them, instances, managed services and load balancers take up interfaces that are already
/// there, target groups and Auto Scaling groups name instances, functions and load balancers that are, and flow logs watch
/// what is there.
pub(super) const KINDS: &[(&str, Option<Read>)] = &[
    ("AvailabilityZones", Some(availability_zone::read)),
    ("Vpcs", Some(vpc::read)),
    ("VpcAttributes", Some(vpc_attribute::read)),
    ("Subnets", Some(subnet::read)),
    ("PrefixLists", Some(prefix_list::read)),
    ("ManagedPrefixLists", None),
    ("PrefixListEntries", None),
    ("InternetGateways", Some(internet_gateway::read)),
    ("EgressOnlyInternetGateways", Some(egress_only_internet_gateway::read)),
    ("NatGateways", Some(nat_gateway::read)),
    ("Addresses", Some(address::read)),
    ("NetworkInterfaces", Some(network_interface::read)),
    ("Reservations", Some(instance::read)),
    ("DBInstances", Some(managed_service::read_databases)),
    ("CacheClusters", Some(managed_service::read_caches)),
    ("MountTargets", Some(managed_service::read_mount_targets)),
    ("tasks", Some(managed_service::read_tasks)),
    ("Functions", Some(managed_service::read_functions)),
    ("LoadBalancers", Some(load_balancer::read)),
    ("Listeners", None),
    ("Rules", None),
    ("Attributes", None),
    ("LoadBalancerDescriptions", Some(classic_load_balancer::read)),
    ("LoadBalancerAttributes", None),
    ("TargetGroups", Some(target_group::read)),
    ("TargetHealthDescriptions", None),
    ("TargetGroupAttributes", None),
    ("AutoScalingGroups", Some(auto_scaling_group::read)),
    ("SecurityGroups", Some(security_group::read)),
    ("SecurityGroupVpcAssociations", Some(security_group_vpc_association::read)),
    ("NetworkAcls", Some(network_acl::read)),
    ("VpcPeeringConnections", Some(vpc_peering_connection::read)),
    ("VpcEndpoints", Some(vpc_endpoint::read)),
    ("RuleGroup", Some(network_firewall::read_groups)),
    ("FirewallPolicy", Some(network_firewall::read_policies)),
    ("Firewall", Some(network_firewall::read_firewalls)),
    ("RouteTables", Some(route_table::read)),
    ("VpcBlockPublicAccessOptions", Some(public_access::read_options)),
    ("VpcBlockPublicAccessExclusions", Some(public_access::read_exclusions)),
    ("ByoipCidrs", Some(address_pools::read_ranges)),
    ("IpamPools", Some(address_pools::read_pools)),
    ("IpamPoolCidrs", None),
    ("IpamPoolAllocations", None),
    ("TransitGateways", Some(transit_gateway::read)),
    ("TransitGatewayVpcAttachments", None),
    ("TransitGatewayPeeringAttachments", None),
    ("TransitGatewayConnects", None),
    ("TransitGatewayAttachments", None),
    ("TransitGatewayRouteTables", None),
    ("TransitGatewayPropagations", None),
    ("TransitGatewayStaticRoutes", None),
    ("TransitGatewayRouteTablePropagations", None),
    ("TransitGatewayAssociations", None),
    ("TransitGatewayRoutes", None),
    ("TransitGatewayConnectPeers", Some(transit_gateway_connect_peer::read)),
    ("TransitGatewayMulticastDomains", Some(multicast_domain::read)),
    ("MulticastDomainAssociations", None),
    ("MulticastGroups", None),
    ("VpnGateways", Some(vpn_gateway::read)),
    ("CustomerGateways", Some(customer_gateway::read)),
    ("VpnConnections", Some(vpn_connection::read)),
    ("DhcpOptions", Some(dhcp_options::read)),
    ("HostedZones", Some(hosted_zone::read)),
    ("HostedZone", None),
    ("ResourceRecordSets", None),
    ("ResolverEndpoints", Some(resolver::read_endpoints)),
    ("IpAddresses", None),
    ("ResolverRules", Some(resolver::read_rules)),
    ("ResolverRuleAssociations", None),
    ("FirewallRuleGroups", Some(dns_firewall::read)),
    ("FirewallRules", None),
    ("FirewallDomains", None),
    ("FirewallRuleGroupAssociations", None),
    ("FlowLogs", Some(flow_log::read)),
    ("resourceShares", Some(account::read)),
    ("resourceShareAssociations", None),
    ("resources", None),
    ("Accounts", None),
];

/// Answers that are known, and why they are not read.
pub(super) const NOT_READ: &[(&str, &str, &str)] = &[
    ("DBClusters", "RDS cluster", LATER),
    ("Domains", "Domain", LATER),
    ("DomainStatusList", "OpenSearch domain", LATER),
    (
        "SecurityGroupRules",
        "Security group rule",
        "The rules are read from the answer of describe-security-groups.",
    ),
    ("Regions", "Region", "Regions are read from the names of zones."),
    ("Images", "Image", NO_PACKET),
    ("Volumes", "Volume", NO_PACKET),
    ("Snapshots", "Snapshot", NO_PACKET),
    ("KeyPairs", "Key pair", NO_PACKET),
];

const LATER: &str = "Netyard does not simulate this kind of resource yet.";
const NO_PACKET: &str = "It has no part in the network.";
