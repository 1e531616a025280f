//! Fields that are in the answers and that nothing here reads: the report names them, by kind.

use super::importer::{AS_A_WHOLE, Importer};
use crate::report::ReportEntry;
use serde_json::Value;
use std::collections::BTreeSet;

/// What is read of each kind: paths of fields, sorted. Everything below such a field is read, too.
const READ: &[(&str, &[&str])] = &[
    ("Accounts", &["Arn", "Id", "Name"]),
    (
        "Addresses",
        &[
            "AllocationId",
            "AssociationId",
            "NetworkBorderGroup",
            "NetworkInterfaceId",
            "PrivateIpAddress",
            "PublicIp",
            "Tags",
        ],
    ),
    ("AvailabilityZones", &["RegionName", "ZoneName"]),
    ("ByoipCidrs", &["Cidr", "Description", "NetworkBorderGroup", "State"]),
    (
        "CacheClusters",
        &[
            "CacheClusterId",
            "CacheClusterStatus",
            "CacheNodes.Endpoint.Port",
            "ConfigurationEndpoint.Port",
            "Engine",
            "ReplicationGroupId",
            "Tags",
        ],
    ),
    (
        "CustomerGateways",
        &["BgpAsn", "BgpAsnExtended", "CertificateArn", "CustomerGatewayId", "IpAddress", "State", "Tags"],
    ),
    (
        "DBInstances",
        &[
            "AvailabilityZone",
            "DBInstanceIdentifier",
            "DBInstanceStatus",
            "DBSubnetGroup.Subnets.SubnetIdentifier",
            "DbiResourceId",
            "Endpoint.Port",
            "Engine",
            "MultiAZ",
            "PubliclyAccessible",
            "ReadReplicaSourceDBInstanceIdentifier",
            "SecondaryAvailabilityZone",
            "TagList",
            "VpcSecurityGroups.VpcSecurityGroupId",
        ],
    ),
    (
        "EgressOnlyInternetGateways",
        &["Attachments.State", "Attachments.VpcId", "EgressOnlyInternetGatewayId", "Tags"],
    ),
    (
        "Firewall",
        &[
            "Firewall.FirewallArn",
            "Firewall.FirewallId",
            "Firewall.FirewallName",
            "Firewall.FirewallPolicyArn",
            "Firewall.SubnetMappings.SubnetId",
            "Firewall.Tags",
            "Firewall.VpcId",
            "FirewallStatus.ConfigurationSyncStateSummary",
            "FirewallStatus.Status",
            "FirewallStatus.SyncStates",
            "UpdateToken",
        ],
    ),
    (
        "FirewallPolicy",
        &[
            "FirewallPolicy.PolicyVariables.RuleVariables",
            "FirewallPolicy.StatefulDefaultActions",
            "FirewallPolicy.StatefulEngineOptions.RuleOrder",
            "FirewallPolicy.StatefulEngineOptions.StreamExceptionPolicy",
            "FirewallPolicy.StatefulRuleGroupReferences.Priority",
            "FirewallPolicy.StatefulRuleGroupReferences.ResourceArn",
            "FirewallPolicy.StatelessDefaultActions",
            "FirewallPolicy.StatelessFragmentDefaultActions",
            "FirewallPolicy.StatelessRuleGroupReferences",
            "FirewallPolicy.TLSInspectionConfigurationArn",
            "FirewallPolicyResponse.FirewallPolicyArn",
            "FirewallPolicyResponse.FirewallPolicyId",
            "FirewallPolicyResponse.FirewallPolicyName",
            "FirewallPolicyResponse.Tags",
            "UpdateToken",
        ],
    ),
    (
        "FlowLogs",
        &[
            "DeliverLogsStatus",
            "FlowLogId",
            "LogDestination",
            "LogDestinationType",
            "LogFormat",
            "LogGroupName",
            "MaxAggregationInterval",
            "ResourceId",
            "Tags",
            "TrafficType",
        ],
    ),
    (
        "Functions",
        &["FunctionArn", "FunctionName", "State", "VpcConfig.Ipv6AllowedForDualStack", "VpcConfig.VpcId"],
    ),
    ("InternetGateways", &["Attachments.State", "Attachments.VpcId", "InternetGatewayId", "Tags"]),
    ("IpamPoolAllocations", &["Cidr", "IpamPoolAllocationId", "ResourceId", "ResourceType"]),
    ("IpamPoolCidrs", &["Cidr", "State"]),
    (
        "IpamPools",
        &[
            "AllocationDefaultNetmaskLength",
            "AllocationMaxNetmaskLength",
            "AllocationMinNetmaskLength",
            "IpamPoolId",
            "Locale",
            "SourceIpamPoolId",
            "Tags",
        ],
    ),
    (
        "ManagedPrefixLists",
        &["AddressFamily", "MaxEntries", "OwnerId", "PrefixListId", "PrefixListName", "Tags"],
    ),
    ("MountTargets", &["FileSystemId", "LifeCycleState", "MountTargetId", "NetworkInterfaceId"]),
    ("MulticastDomainAssociations", &["ResourceId", "ResourceType", "Subnet", "TransitGatewayAttachmentId"]),
    (
        "MulticastGroups",
        &[
            "GroupIpAddress",
            "GroupMember",
            "GroupSource",
            "NetworkInterfaceId",
            "ResourceId",
            "ResourceType",
            "SubnetId",
            "TransitGatewayAttachmentId",
        ],
    ),
    (
        "NatGateways",
        &[
            "AutoProvisionZones",
            "AvailabilityMode",
            "ConnectivityType",
            "NatGatewayAddresses.AllocationId",
            "NatGatewayAddresses.AvailabilityZone",
            "NatGatewayAddresses.IsPrimary",
            "NatGatewayAddresses.NetworkInterfaceId",
            "NatGatewayAddresses.PrivateIp",
            "NatGatewayAddresses.PublicIp",
            "NatGatewayId",
            "RouteTableId",
            "State",
            "SubnetId",
            "Tags",
            "VpcId",
        ],
    ),
    (
        "NetworkAcls",
        &[
            "Associations.SubnetId",
            "Entries.CidrBlock",
            "Entries.Egress",
            "Entries.IcmpTypeCode",
            "Entries.Ipv6CidrBlock",
            "Entries.PortRange",
            "Entries.Protocol",
            "Entries.RuleAction",
            "Entries.RuleNumber",
            "IsDefault",
            "NetworkAclId",
            "Tags",
            "VpcId",
        ],
    ),
    (
        "NetworkInterfaces",
        &[
            "Attachment.DeviceIndex",
            "Attachment.InstanceId",
            "Description",
            "Groups.GroupId",
            "Ipv4Prefixes",
            "Ipv6Addresses.Ipv6Address",
            "Ipv6Prefixes",
            "NetworkInterfaceId",
            "OwnerId",
            "PrivateIpAddress",
            "PrivateIpAddresses.Association.AllocationId",
            "PrivateIpAddresses.Association.IpOwnerId",
            "PrivateIpAddresses.Association.PublicIp",
            "PrivateIpAddresses.Primary",
            "PrivateIpAddresses.PrivateIpAddress",
            "RequesterManaged",
            "SourceDestCheck",
            "Status",
            "SubnetId",
            "TagSet",
            "Tags",
        ],
    ),
    ("PrefixListEntries", &["Cidr", "Description"]),
    (
        "PrefixLists",
        &["AddressFamily", "Cidrs", "MaxEntries", "OwnerId", "PrefixListId", "PrefixListName", "Tags"],
    ),
    (
        "Reservations",
        &[
            "Instances.InstanceId",
            "Instances.NetworkInterfaces.Attachment.DeviceIndex",
            "Instances.NetworkInterfaces.Groups.GroupId",
            "Instances.NetworkInterfaces.Ipv4Prefixes",
            "Instances.NetworkInterfaces.Ipv6Addresses.Ipv6Address",
            "Instances.NetworkInterfaces.Ipv6Prefixes",
            "Instances.NetworkInterfaces.NetworkInterfaceId",
            "Instances.NetworkInterfaces.PrivateIpAddress",
            "Instances.NetworkInterfaces.PrivateIpAddresses.Association.AllocationId",
            "Instances.NetworkInterfaces.PrivateIpAddresses.Association.IpOwnerId",
            "Instances.NetworkInterfaces.PrivateIpAddresses.Association.PublicIp",
            "Instances.NetworkInterfaces.PrivateIpAddresses.Primary",
            "Instances.NetworkInterfaces.PrivateIpAddresses.PrivateIpAddress",
            "Instances.NetworkInterfaces.SourceDestCheck",
            "Instances.NetworkInterfaces.SubnetId",
            "Instances.Platform",
            "Instances.PrivateIpAddress",
            "Instances.SecurityGroups.GroupId",
            "Instances.SourceDestCheck",
            "Instances.State.Name",
            "Instances.SubnetId",
            "Instances.Tags",
            "OwnerId",
        ],
    ),
    (
        "RouteTables",
        &[
            "Associations.AssociationState.State",
            "Associations.GatewayId",
            "Associations.Main",
            "Associations.SubnetId",
            "PropagatingVgws.GatewayId",
            "RouteTableId",
            "Routes.CarrierGatewayId",
            "Routes.CoreNetworkArn",
            "Routes.DestinationCidrBlock",
            "Routes.DestinationIpv6CidrBlock",
            "Routes.DestinationPrefixListId",
            "Routes.EgressOnlyInternetGatewayId",
            "Routes.GatewayId",
            "Routes.InstanceId",
            "Routes.LocalGatewayId",
            "Routes.NatGatewayId",
            "Routes.NetworkInterfaceId",
            "Routes.Origin",
            "Routes.State",
            "Routes.TransitGatewayId",
            "Routes.VpcPeeringConnectionId",
            "Tags",
            "VpcId",
        ],
    ),
    (
        "RuleGroup",
        &[
            "RuleGroup.RuleVariables",
            "RuleGroup.RulesSource.RulesSourceList",
            "RuleGroup.RulesSource.RulesString",
            "RuleGroup.RulesSource.StatefulRules",
            "RuleGroup.RulesSource.StatelessRulesAndCustomActions.StatelessRules",
            "RuleGroupResponse.Capacity",
            "RuleGroupResponse.RuleGroupArn",
            "RuleGroupResponse.RuleGroupId",
            "RuleGroupResponse.RuleGroupName",
            "RuleGroupResponse.Tags",
            "RuleGroupResponse.Type",
            "UpdateToken",
        ],
    ),
    ("SecurityGroupVpcAssociations", &["GroupId", "State", "VpcId"]),
    (
        "SecurityGroups",
        &[
            "Description",
            "GroupId",
            "GroupName",
            "IpPermissions.FromPort",
            "IpPermissions.IpProtocol",
            "IpPermissions.IpRanges.CidrIp",
            "IpPermissions.IpRanges.Description",
            "IpPermissions.Ipv6Ranges.CidrIpv6",
            "IpPermissions.Ipv6Ranges.Description",
            "IpPermissions.PrefixListIds.Description",
            "IpPermissions.PrefixListIds.PrefixListId",
            "IpPermissions.ToPort",
            "IpPermissions.UserIdGroupPairs.Description",
            "IpPermissions.UserIdGroupPairs.GroupId",
            "IpPermissions.UserIdGroupPairs.UserId",
            "IpPermissionsEgress.FromPort",
            "IpPermissionsEgress.IpProtocol",
            "IpPermissionsEgress.IpRanges.CidrIp",
            "IpPermissionsEgress.IpRanges.Description",
            "IpPermissionsEgress.Ipv6Ranges.CidrIpv6",
            "IpPermissionsEgress.Ipv6Ranges.Description",
            "IpPermissionsEgress.PrefixListIds.Description",
            "IpPermissionsEgress.PrefixListIds.PrefixListId",
            "IpPermissionsEgress.ToPort",
            "IpPermissionsEgress.UserIdGroupPairs.Description",
            "IpPermissionsEgress.UserIdGroupPairs.GroupId",
            "IpPermissionsEgress.UserIdGroupPairs.UserId",
            "OwnerId",
            "Tags",
            "VpcId",
        ],
    ),
    (
        "Subnets",
        &[
            "AssignIpv6AddressOnCreation",
            "AvailabilityZone",
            "AvailabilityZoneId",
            "BlockPublicAccessStates.InternetGatewayBlockMode",
            "CidrBlock",
            "EnableDns64",
            "Ipv6CidrBlockAssociationSet.Ipv6CidrBlock",
            "Ipv6CidrBlockAssociationSet.Ipv6CidrBlockState.State",
            "MapPublicIpOnLaunch",
            "OutpostArn",
            "OwnerId",
            "SubnetId",
            "Tags",
            "VpcId",
        ],
    ),
    ("TransitGatewayAssociations", &["ResourceId", "ResourceType", "State", "TransitGatewayAttachmentId"]),
    (
        "TransitGatewayAttachments",
        &[
            "Association",
            "ResourceId",
            "ResourceOwnerId",
            "ResourceType",
            "State",
            "Tags",
            "TransitGatewayAttachmentId",
            "TransitGatewayId",
        ],
    ),
    (
        "TransitGatewayConnectPeers",
        &[
            "ConnectPeerConfiguration",
            "State",
            "Tags",
            "TransitGatewayAttachmentId",
            "TransitGatewayConnectPeerId",
        ],
    ),
    (
        "TransitGatewayConnects",
        &[
            "State",
            "Tags",
            "TransitGatewayAttachmentId",
            "TransitGatewayId",
            "TransportTransitGatewayAttachmentId",
        ],
    ),
    (
        "TransitGatewayMulticastDomains",
        &["Options", "State", "Tags", "TransitGatewayId", "TransitGatewayMulticastDomainId"],
    ),
    (
        "TransitGatewayPeeringAttachments",
        &[
            "AccepterTgwInfo.TransitGatewayId",
            "RequesterTgwInfo.TransitGatewayId",
            "State",
            "Tags",
            "TransitGatewayAttachmentId",
        ],
    ),
    ("TransitGatewayPropagations", &["TransitGatewayRouteTableId", "TransitGatewayRouteTablePropagations"]),
    (
        "TransitGatewayRouteTablePropagations",
        &["ResourceId", "ResourceType", "State", "TransitGatewayAttachmentId"],
    ),
    (
        "TransitGatewayRouteTables",
        &[
            "DefaultAssociationRouteTable",
            "DefaultPropagationRouteTable",
            "State",
            "Tags",
            "TransitGatewayId",
            "TransitGatewayRouteTableId",
        ],
    ),
    (
        "TransitGatewayRoutes",
        &["DestinationCidrBlock", "PrefixListId", "State", "TransitGatewayAttachments", "Type"],
    ),
    ("TransitGatewayStaticRoutes", &["AdditionalRoutesAvailable", "Routes", "TransitGatewayRouteTableId"]),
    (
        "TransitGatewayVpcAttachments",
        &[
            "Options",
            "State",
            "SubnetIds",
            "Tags",
            "TransitGatewayAttachmentId",
            "TransitGatewayId",
            "VpcId",
            "VpcOwnerId",
        ],
    ),
    ("TransitGateways", &["Options", "OwnerId", "State", "Tags", "TransitGatewayArn", "TransitGatewayId"]),
    ("VpcAttributes", &["EnableDnsHostnames", "EnableDnsSupport", "VpcId"]),
    (
        "VpcBlockPublicAccessExclusions",
        &["ExclusionId", "InternetGatewayExclusionMode", "ResourceArn", "State", "Tags"],
    ),
    ("VpcBlockPublicAccessOptions", &["AwsRegion", "InternetGatewayBlockMode"]),
    (
        "VpcEndpoints",
        &[
            "DnsOptions.DnsRecordIpType",
            "DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint",
            "Groups.GroupId",
            "IpAddressType",
            "NetworkInterfaceIds",
            "PolicyDocument",
            "PrivateDnsEnabled",
            "RequesterManaged",
            "RouteTableIds",
            "ServiceName",
            "ServiceRegion",
            "State",
            "SubnetIds",
            "Tags",
            "VpcEndpointId",
            "VpcEndpointType",
            "VpcId",
        ],
    ),
    (
        "VpcPeeringConnections",
        &[
            "AccepterVpcInfo.CidrBlock",
            "AccepterVpcInfo.CidrBlockSet",
            "AccepterVpcInfo.Ipv6CidrBlockSet",
            "AccepterVpcInfo.OwnerId",
            "AccepterVpcInfo.PeeringOptions",
            "AccepterVpcInfo.Region",
            "AccepterVpcInfo.VpcId",
            "RequesterVpcInfo.CidrBlock",
            "RequesterVpcInfo.CidrBlockSet",
            "RequesterVpcInfo.Ipv6CidrBlockSet",
            "RequesterVpcInfo.OwnerId",
            "RequesterVpcInfo.PeeringOptions",
            "RequesterVpcInfo.Region",
            "RequesterVpcInfo.VpcId",
            "Status.Code",
            "Tags",
            "VpcPeeringConnectionId",
        ],
    ),
    (
        "Vpcs",
        &[
            "BlockPublicAccessStates.InternetGatewayBlockMode",
            "CidrBlock",
            "CidrBlockAssociationSet.CidrBlock",
            "CidrBlockAssociationSet.CidrBlockState.State",
            "InstanceTenancy",
            "Ipv6CidrBlockAssociationSet.Ipv6CidrBlock",
            "Ipv6CidrBlockAssociationSet.Ipv6CidrBlockState.State",
            "IsDefault",
            "OwnerId",
            "Tags",
            "VpcId",
        ],
    ),
    (
        "VpnConnections",
        &[
            "CustomerGatewayId",
            "Options.LocalIpv4NetworkCidr",
            "Options.RemoteIpv4NetworkCidr",
            "Options.StaticRoutesOnly",
            "Options.TunnelInsideIpVersion",
            "Routes.DestinationCidrBlock",
            "Routes.State",
            "State",
            "Tags",
            "TransitGatewayId",
            "VgwTelemetry.OutsideIpAddress",
            "VgwTelemetry.Status",
            "VgwTelemetry.StatusMessage",
            "VpnConnectionId",
            "VpnGatewayId",
        ],
    ),
    (
        "VpnGateways",
        &["AmazonSideAsn", "State", "Tags", "VpcAttachments.State", "VpcAttachments.VpcId", "VpnGatewayId"],
    ),
    ("resourceShareAssociations", &["associatedEntity", "associationType", "resourceShareArn", "status"]),
    (
        "resourceShares",
        &["allowExternalPrincipals", "name", "owningAccountId", "resourceShareArn", "status", "tags"],
    ),
    ("resources", &["arn", "resourceShareArn"]),
    (
        "tasks",
        &[
            "attachments.details.name",
            "attachments.details.value",
            "group",
            "lastStatus",
            "platformFamily",
            "taskArn",
        ],
    ),
];

/// Remembers the fields of an object that nothing reads. What is null or empty says nothing.
pub(super) fn note(unread: &mut BTreeSet<String>, kind: &str, value: &Value) {
    let Some((_, read)) = READ.iter().find(|(known, _)| *known == kind) else { return };
    look_into(unread, read, "", value);
    // The name of an interface that a service has made; of any other one it is only a note.
    let is_note = kind == "NetworkInterfaces" && value.get("RequesterManaged") != Some(&Value::Bool(true));
    if is_note && value.get("Description").is_some_and(says_something) {
        unread.insert("Description".to_owned());
    }
}

fn look_into(unread: &mut BTreeSet<String>, read: &[&str], path: &str, value: &Value) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| look_into(unread, read, path, item)),
        Value::Object(fields) => {
            for (key, part) in fields.iter().filter(|(_, part)| says_something(part)) {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                if read.binary_search(&path.as_str()).is_ok() {
                    continue;
                }
                let below = format!("{path}.");
                let next = read.partition_point(|known| *known < below.as_str());
                if read.get(next).is_some_and(|known| known.starts_with(&below)) {
                    look_into(unread, read, &path, part);
                } else {
                    unread.insert(path);
                }
            }
        }
        _ => {}
    }
}

fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

/// One line for each kind.
pub(super) fn report(importer: &mut Importer) {
    for (kind, fields) in std::mem::take(&mut importer.unread) {
        if fields.is_empty() {
            continue;
        }
        let (count, verb) = (fields.len(), if fields.len() == 1 { "field is" } else { "fields are" });
        let names: Vec<String> = fields.into_iter().collect();
        importer.report.skipped.push(ReportEntry {
            file: AS_A_WHOLE.to_owned(),
            place: kind.to_owned(),
            also: Vec::new(),
            what: ReportEntry::FIELD.to_owned(),
            count,
            why: format!("{kind}: {count} {verb} not read: {}.", names.join(", ")),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::READ;
    use crate::aws_describe::kinds::KINDS;

    #[test]
    fn every_kind_has_its_fields_in_order() {
        let mut kinds: Vec<&str> = KINDS.iter().map(|(kind, _)| *kind).chain(["VpcAttributes"]).collect();
        kinds.sort_unstable();
        kinds.dedup();
        assert_eq!(READ.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), kinds);
        assert!(READ.iter().all(|(_, fields)| fields.is_sorted()));
    }
}
