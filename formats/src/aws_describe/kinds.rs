use super::importer::Importer;
use super::{
    account, address, address_pools, auto_scaling_group, availability_zone, classic_load_balancer, container,
    customer_gateway, dhcp_options, dns_firewall, egress_only_internet_gateway, flow_log, health_check,
    hosted_zone, instance, internet_gateway, load_balancer, managed_service, multicast_domain, nat_gateway,
    network_acl, network_firewall, network_interface, prefix_list, public_access, resolver, route_table,
    security_group, security_group_vpc_association, subnet, target_group, transfer_server, transit_gateway,
    transit_gateway_connect_peer, vpc, vpc_attribute, vpc_endpoint, vpc_endpoint_service,
    vpc_peering_connection, vpn_connection, vpn_gateway, workspaces,
};

/// Reads the objects of one kind.
type Read = fn(&mut Importer);

/// Whether a text begins as an answer does: with one of the keys. Cheap, and no promise.
pub(crate) fn looks_like_one(text: &str) -> bool {
    let first = text.split('"').nth(1).filter(|_| text.starts_with(['{', '[']));
    first.is_some_and(|first| KINDS.iter().any(|(key, _)| *key == first))
}

/// The keys of the answers that are read, in the order in which they are read, and what reads them. A kind without a
/// function is read by the one before it.
///
/// The order matters in six places: zones tell the Region of subnets, NAT gateways own the interfaces and Elastic IP
/// addresses that come after them, instances, managed services and load balancers take up interfaces that are already
/// there, target groups and Auto Scaling groups name instances, functions and load balancers that are, VPC endpoints may
/// be those of transfer servers, and flow logs watch what is there.
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
    ("FileSystems", Some(managed_service::read_file_systems)),
    ("MountTargets", Some(managed_service::read_mount_targets)),
    ("Functions", Some(managed_service::read_functions)),
    ("Server", Some(transfer_server::read)),
    ("Directories", Some(workspaces::read)),
    ("Result", None),
    ("Workspaces", None),
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
    ("tasks", Some(container::read_tasks)),
    ("services", None),
    ("containerInstances", None),
    ("taskDefinition", None),
    ("SecurityGroups", Some(security_group::read)),
    ("SecurityGroupVpcAssociations", Some(security_group_vpc_association::read)),
    ("NetworkAcls", Some(network_acl::read)),
    ("VpcPeeringConnections", Some(vpc_peering_connection::read)),
    ("VpcEndpoints", Some(vpc_endpoint::read)),
    ("ServiceConfigurations", Some(vpc_endpoint_service::read)),
    ("AllowedPrincipals", None),
    ("ServiceDetails", None),
    ("VpcEndpointConnections", None),
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
    ("HealthChecks", Some(health_check::read)),
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
    ("SecurityGroups", "Groups of a mount target", "They are read from the interface of the mount target."),
    ("Regions", "Region", "Regions are read from the names of zones."),
    ("ServiceNames", "Names of endpoint services", "The services are read from the list of their details."),
    ("Images", "Image", NO_PACKET),
    (
        "Servers",
        "Transfer server",
        "The list does not tell of protocols: import the answers of describe-server.",
    ),
    ("failures", "Failure", "What was asked for and is not there."),
    ("Attachments", "Attachment of a core network", NO_LINE),
    ("CustomerGatewayAssociations", "Association of Network Manager", NO_LINE),
    ("LinkAssociations", "Association of Network Manager", NO_LINE),
    ("TransitGatewayRegistrations", "Registration of a transit gateway with Network Manager", NO_LINE),
    ("directConnectGatewayAssociations", "Association of a Direct Connect gateway", NO_LINE),
    ("directConnectGatewayAttachments", "Attachment of a Direct Connect gateway", NO_LINE),
    ("virtualGateways", "Virtual private gateway", "They are read from the answer of describe-vpn-gateways."),
    ("locations", "Direct Connect location", NO_PACKET),
    ("clusterArns", "Name of a cluster", LISTED),
    ("serviceArns", "Name of a container service", LISTED),
    ("taskArns", "Name of a container task", LISTED),
    ("containerInstanceArns", "Name of a container instance", LISTED),
    (
        "Firewalls",
        "Name of a firewall",
        "The list tells names only: import the answers of describe-firewall.",
    ),
    (
        "FirewallPolicies",
        "Name of a firewall policy",
        "The list tells names only: import the answers of describe-firewall-policy.",
    ),
    (
        "RuleGroups",
        "Name of a rule group",
        "The list tells names only: import the answers of describe-rule-group.",
    ),
    ("FirewallDomainLists", "Name of a list of domains", "Import the answers of list-firewall-domains."),
    ("HostedZoneSummaries", "Hosted zone", "Import the answers of list-hosted-zones and get-hosted-zone."),
    ("DBSubnetGroups", "Subnet group", "The subnets are read from the answer of describe-db-instances."),
    ("DBProxies", "RDS proxy", LATER),
    ("TransitGatewayPolicyTables", "Transit gateway policy table", LATER),
    ("NetworkInsightsPaths", "Path of Reachability Analyzer", NO_PACKET),
    ("LaunchTemplates", "Launch template", NO_PACKET),
    ("Volumes", "Volume", NO_PACKET),
    ("Snapshots", "Snapshot", NO_PACKET),
    ("KeyPairs", "Key pair", NO_PACKET),
];

const LISTED: &str = "The list tells names only: import the answers of the describe calls about them.";
const NO_LINE: &str = "Netyard does not simulate what it joins, and does not draw the line.";
const LATER: &str = "Netyard does not simulate this kind of resource yet.";
const NO_PACKET: &str = "It has no part in the network.";

#[cfg(test)]
mod tests {
    use super::KINDS;
    use std::collections::BTreeMap;

    const SCRIPT: &str = include_str!("../../../docs/collect-aws.sh");

    /// Of kinds whose call is not called like them.
    const CALLS: &[(&str, &str)] = &[
        ("Accounts", "organizations list-accounts"),
        ("Attributes", "elbv2 describe-load-balancer-attributes"),
        ("AllowedPrincipals", "ec2 describe-vpc-endpoint-service-permissions"),
        ("Directories", "workspaces describe-workspace-directories"),
        ("Firewall", "network-firewall describe-firewall "),
        ("FirewallDomains", "route53resolver list-firewall-domains "),
        ("FirewallPolicy", "network-firewall describe-firewall-policy "),
        ("HostedZone", "route53 get-hosted-zone"),
        ("IpAddresses", "route53resolver list-resolver-endpoint-ip-addresses"),
        ("LoadBalancerAttributes", "elb describe-load-balancer-attributes"),
        ("LoadBalancerDescriptions", "elb describe-load-balancers"),
        ("MulticastDomainAssociations", "ec2 get-transit-gateway-multicast-domain-associations"),
        ("MulticastGroups", "ec2 search-transit-gateway-multicast-groups"),
        ("PrefixListEntries", "ec2 get-managed-prefix-list-entries"),
        ("Reservations", "ec2 describe-instances"),
        ("ResourceRecordSets", "route53 list-resource-record-sets"),
        ("Result", "workspaces describe-ip-groups"),
        ("RuleGroup", "network-firewall describe-rule-group "),
        ("Server", "transfer describe-server "),
        ("ServiceConfigurations", "ec2 describe-vpc-endpoint-service-configurations"),
        ("ServiceDetails", "ec2 describe-vpc-endpoint-services"),
        ("TargetHealthDescriptions", "elbv2 describe-target-health"),
        ("TransitGatewayAssociations", "ec2 get-transit-gateway-route-table-associations"),
        ("TransitGatewayRouteTablePropagations", "ec2 get-transit-gateway-route-table-propagations"),
        ("TransitGatewayRoutes", "ec2 search-transit-gateway-routes"),
        ("VpcAttributes", "ec2 describe-vpc-attribute "),
        ("resources", "ram list-resources"),
        ("taskDefinition", "ecs describe-task-definition "),
    ];
    /// Kinds that no call of AWS's own prints: another tool joins them from several.
    const JOINED: &[&str] = &["TransitGatewayPropagations", "TransitGatewayStaticRoutes"];

    /// `VpcEndpoints` as `vpc-endpoints`, the last word of a call.
    fn dashed(kind: &str) -> String {
        let kind = kind.replace("DB", "Db").replace("ACL", "Acl");
        let mut dashed = String::new();
        for letter in kind.chars() {
            if letter.is_uppercase() && !dashed.is_empty() {
                dashed.push('-');
            }
            dashed.extend(letter.to_lowercase());
        }
        dashed
    }

    #[test]
    fn the_script_collects_every_kind_that_is_read() {
        let calls: BTreeMap<&str, &str> = CALLS.iter().copied().collect();
        let mut missing = Vec::new();
        for (kind, _) in KINDS.iter().filter(|(kind, _)| !JOINED.contains(kind)) {
            let is_asked = match calls.get(kind) {
                Some(call) => SCRIPT.contains(call),
                None => ["describe", "list", "get"].iter().any(|verb| {
                    let call = format!("{verb}-{}", dashed(kind));
                    SCRIPT.match_indices(&call).any(|(at, _)| {
                        let behind = SCRIPT.get(at + call.len()..).and_then(|rest| rest.chars().next());
                        matches!(behind, Some('\n' | ' '))
                    })
                }),
            };
            if !is_asked {
                missing.push(*kind);
            }
        }
        assert!(missing.is_empty(), "docs/collect-aws.sh collects none of {missing:?}");
    }
}
