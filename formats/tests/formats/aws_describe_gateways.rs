//! Import of what leads out of a VPC: public access to it, regional NAT gateways, tables of gateways, VPN connections.

use super::aws_describe::{has, imported, resource, vpc};
use netyard_formats::import::Imported;
use serde_json::{Value, json};

#[test]
fn public_access_has_options_for_a_region_and_exclusions() {
    let options = json!({"VpcBlockPublicAccessOptions": {"AwsAccountId": "111122223333", "AwsRegion": "eu-west-1",
        "State": "update-complete", "InternetGatewayBlockMode": "block-bidirectional", "ManagedBy": "account"}});
    let arn = |what: &str| format!("arn:aws:ec2:eu-west-1:111122223333:{what}");
    let exclusions = json!({"VpcBlockPublicAccessExclusions": [
        {"ExclusionId": "vpcbpa-exclude-1", "InternetGatewayExclusionMode": "allow-egress", "ResourceArn": arn("vpc/vpc-1"),
         "State": "create-complete", "Tags": [{"Key": "Name", "Value": "shop"}]},
        {"ExclusionId": "vpcbpa-exclude-2", "InternetGatewayExclusionMode": "allow-bidirectional",
         "ResourceArn": arn("subnet/subnet-1"), "State": "update-complete"},
        {"ExclusionId": "vpcbpa-exclude-3", "InternetGatewayExclusionMode": "allow-egress",
         "ResourceArn": arn("subnet/subnet-2"), "State": "delete-complete"},
        {"ExclusionId": "vpcbpa-exclude-4", "InternetGatewayExclusionMode": "allow-egress", "ResourceArn": "odd"},
    ]});
    let Imported { document, report } = imported(&[("a.json", options), ("b.json", exclusions)]);
    assert_eq!(
        resource(&document, "vpcbpa-eu-west-1"),
        json!({"type": "vpcBlockPublicAccessOptions", "region": "eu-west-1", "internetGatewayBlockMode": "block-bidirectional"})
    );
    assert_eq!(
        resource(&document, "vpcbpa-exclude-1"),
        json!({"type": "vpcBlockPublicAccessExclusion", "name": "shop", "vpcId": "vpc-1", "internetGatewayExclusionMode": "allow-egress"})
    );
    assert_eq!(
        resource(&document, "vpcbpa-exclude-2"),
        json!({"type": "vpcBlockPublicAccessExclusion", "subnetId": "subnet-1",
               "internetGatewayExclusionMode": "allow-bidirectional", "state": "update-complete"})
    );
    assert_eq!(resource(&document, "vpcbpa-exclude-3"), Value::Null);
    assert!(has(&report.skipped, "Block Public Access exclusion", "deleted"));
    assert!(has(&report.approximated, "Block Public Access exclusion", "neither"));
    assert!(has(&report.skipped, "Field", "AwsAccountId, ManagedBy, State"));
}

#[test]
fn without_its_options_public_access_is_what_vpcs_and_subnets_say() {
    let states = |mode: &str| json!({"InternetGatewayBlockMode": mode});
    let vpcs = json!({"Vpcs": [
        {"VpcId": "vpc-1", "CidrBlock": "10.1.0.0/16", "BlockPublicAccessStates": states("block-bidirectional")},
        {"VpcId": "vpc-2", "CidrBlock": "10.2.0.0/16", "BlockPublicAccessStates": states("off")},
        {"VpcId": "vpc-3", "CidrBlock": "10.3.0.0/16", "BlockPublicAccessStates": states("off")},
    ]});
    let subnet = |id: &str, vpc: &str, zone: &str, mode: &str| {
        json!({"SubnetId": id, "VpcId": vpc, "CidrBlock": "10.1.0.0/24", "AvailabilityZone": zone,
               "BlockPublicAccessStates": states(mode)})
    };
    let subnets = json!({"Subnets": [
        subnet("subnet-1", "vpc-1", "eu-west-1a", "block-bidirectional"),
        subnet("subnet-2", "vpc-1", "eu-west-1a", "block-ingress"),
        subnet("subnet-3", "vpc-2", "eu-west-1a", "off"),
        subnet("subnet-4", "vpc-3", "eu-central-1a", "off"),
    ]});
    let Imported { document, report } = imported(&[("a.json", vpcs), ("b.json", subnets)]);
    assert_eq!(
        resource(&document, "vpcbpa-eu-west-1"),
        json!({"type": "vpcBlockPublicAccessOptions", "region": "eu-west-1", "internetGatewayBlockMode": "block-bidirectional"})
    );
    assert_eq!(
        resource(&document, "vpcbpa-exclude-vpc-2"),
        json!({"type": "vpcBlockPublicAccessExclusion", "vpcId": "vpc-2", "internetGatewayExclusionMode": "allow-bidirectional"})
    );
    assert_eq!(
        resource(&document, "vpcbpa-exclude-subnet-2"),
        json!({"type": "vpcBlockPublicAccessExclusion", "subnetId": "subnet-2", "internetGatewayExclusionMode": "allow-egress"})
    );
    let made = document.resources.keys().filter(|id| id.as_str().starts_with("vpcbpa-")).count();
    assert_eq!(made, 3);
    assert!(has(&report.approximated, "VPC Block Public Access", "describe-vpc-block-public-access-options"));
}

#[test]
fn whether_the_resolver_makes_addresses_of_nat64_is_read() {
    let subnet = |id: &str, dns64: bool| {
        json!({"SubnetId": id, "VpcId": "vpc-1", "CidrBlock": "10.1.0.0/24", "AvailabilityZone": "eu-west-1a",
               "EnableDns64": dns64})
    };
    let subnets = json!({"Subnets": [subnet("subnet-1", true), subnet("subnet-2", false)]});
    let Imported { document, report } = imported(&[("a.json", subnets)]);
    assert_eq!(resource(&document, "subnet-1")["enableDns64"], true);
    assert_eq!(resource(&document, "subnet-2").get("enableDns64"), None);
    assert!(!format!("{report:?}").contains("EnableDns64"), "{report:#?}");
}

#[test]
fn a_regional_nat_gateway_has_addresses_by_zone_and_a_table() {
    let address = |id: &str, ip: &str, zone: &str| json!({"AllocationId": id, "PublicIp": ip, "AvailabilityZone": zone, "Status": "succeeded"});
    let nats = json!({"NatGateways": [{"NatGatewayId": "nat-1", "VpcId": "vpc-1", "State": "available",
        "ConnectivityType": "public", "AvailabilityMode": "regional", "AutoProvisionZones": "disabled", "RouteTableId": "rtb-9",
        "NatGatewayAddresses": [address("eipalloc-1", "203.0.113.1", "eu-west-1a"),
            address("eipalloc-2", "203.0.113.2", "eu-west-1b"), address("eipalloc-3", "203.0.113.3", "eu-west-1a")]}]});
    let addresses = json!({"Addresses": [
        {"AllocationId": "eipalloc-1", "PublicIp": "203.0.113.1", "AssociationId": "eipassoc-1"}]});
    let Imported { document, .. } = imported(&[("a.json", vpc()), ("b.json", nats), ("c.json", addresses)]);
    assert_eq!(
        resource(&document, "nat-1"),
        json!({"type": "natGateway", "vpcId": "vpc-1", "availabilityMode": "regional", "autoProvisionZones": "disabled",
               "routeTableId": "rtb-9", "availabilityZoneAddresses": {
                   "z1": {"availabilityZone": "eu-west-1a", "allocationIds": ["eipalloc-1", "eipalloc-3"]},
                   "z2": {"availabilityZone": "eu-west-1b", "allocationIds": ["eipalloc-2"]}}})
    );
    let of_nat = |id: &str, ip: &str| {
        json!({"type": "elasticIp", "publicIp": ip, "natGatewayId": "nat-1"}) == resource(&document, id)
    };
    assert!(of_nat("eipalloc-1", "203.0.113.1") && of_nat("eipalloc-2", "203.0.113.2"));
}

#[test]
fn the_table_of_a_gateway_keeps_a_local_route_with_another_target() {
    let table = json!({"RouteTables": [{"RouteTableId": "rtb-1", "VpcId": "vpc-1",
        "Associations": [{"Main": false, "GatewayId": "igw-1", "AssociationState": {"State": "associated"}}],
        "Routes": [{"DestinationCidrBlock": "10.0.0.0/16", "NetworkInterfaceId": "eni-1", "Origin": "CreateRouteTable", "State": "active"}]}]});
    let document = imported(&[("a.json", table), ("b.json", vpc())]).document;
    assert_eq!(
        resource(&document, "rtb-1"),
        json!({"type": "routeTable", "vpcId": "vpc-1", "gatewayId": "igw-1",
               "routes": {"r1": {"destinationCidrBlock": "10.0.0.0/16", "networkInterfaceId": "eni-1"}}})
    );
}

#[test]
fn a_vpn_with_both_its_ends() {
    let gateways = json!({"VpnGateways": [
        {"VpnGatewayId": "vgw-1", "AmazonSideAsn": 64512, "State": "available", "VpcAttachments": [{"State": "attached", "VpcId": "vpc-1"}]},
        {"VpnGatewayId": "vgw-2", "State": "deleted"},
    ]});
    let customers = json!({"CustomerGateways": [
        {"CustomerGatewayId": "cgw-1", "BgpAsn": "65001", "IpAddress": "198.51.100.7", "State": "available", "Tags": [{"Key": "Name", "Value": "office"}]},
    ]});
    let connections = json!({"VpnConnections": [{
        "VpnConnectionId": "vpn-1", "VpnGatewayId": "vgw-1", "CustomerGatewayId": "cgw-1", "State": "available",
        "Options": {"StaticRoutesOnly": true, "LocalIpv4NetworkCidr": "0.0.0.0/0", "RemoteIpv4NetworkCidr": "10.0.0.0/16", "TunnelInsideIpVersion": "ipv4"},
        "Routes": [{"DestinationCidrBlock": "192.168.0.0/16", "State": "available"}, {"DestinationCidrBlock": "172.16.0.0/12", "State": "deleted"}],
        "VgwTelemetry": [{"OutsideIpAddress": "203.0.113.1", "Status": "UP"}, {"OutsideIpAddress": "203.0.113.2", "Status": "DOWN", "StatusMessage": "IPSEC IS UP"}],
    }]});
    let Imported { document, report } =
        imported(&[("a.json", vpc()), ("b.json", gateways), ("c.json", customers), ("d.json", connections)]);
    assert_eq!(
        resource(&document, "vgw-1"),
        json!({"type": "vpnGateway", "vpcId": "vpc-1", "amazonSideAsn": 64512})
    );
    assert!(document.resource("vgw-2").is_none());
    assert!(has(&report.skipped, "Virtual private gateway", "deleted"));
    assert_eq!(
        resource(&document, "cgw-1"),
        json!({"type": "customerGateway", "name": "office", "ipAddress": "198.51.100.7", "bgpAsn": 65001})
    );
    assert!(has(&report.approximated, "Customer gateway", "UNKNOWN"));
    assert_eq!(
        resource(&document, "vpn-1"),
        json!({
            "type": "vpnConnection", "vpnGatewayId": "vgw-1", "customerGatewayId": "cgw-1",
            "options": {"staticRoutesOnly": true, "remoteIpv4NetworkCidr": "10.0.0.0/16"},
            "routes": {"r1": {"destinationCidrBlock": "192.168.0.0/16"}},
            "vgwTelemetry": {
                "t1": {"outsideIpAddress": "203.0.113.1"},
                "t2": {"outsideIpAddress": "203.0.113.2", "status": "DOWN", "statusMessage": "IPSEC IS UP"},
            },
        })
    );
    let unknown = resource(&document, "vpc-1")["unknown"].to_string();
    assert!(!unknown.contains("vpnConnection"), "{unknown}");
}

#[test]
fn a_vpn_at_a_transit_gateway_is_attached_and_carries() {
    let hubs = json!({"TransitGateways": [{"TransitGatewayId": "tgw-1", "State": "available",
        "TransitGatewayArn": "arn:aws:ec2:eu-west-1:111122223333:transit-gateway/tgw-1",
        "Options": {"AmazonSideAsn": 64512, "DefaultRouteTableAssociation": "enable", "AssociationDefaultRouteTableId": "tgw-rtb-1",
            "DefaultRouteTablePropagation": "enable", "PropagationDefaultRouteTableId": "tgw-rtb-1", "VpnEcmpSupport": "disable"}}]});
    let association = |state: &str| json!({"TransitGatewayRouteTableId": "tgw-rtb-1", "State": state});
    let attachments = json!({"TransitGatewayAttachments": [
        {"TransitGatewayAttachmentId": "tgw-attach-1", "TransitGatewayId": "tgw-1", "ResourceType": "vpn", "ResourceId": "vpn-1",
         "State": "available", "Association": association("associated")},
        {"TransitGatewayAttachmentId": "tgw-attach-2", "TransitGatewayId": "tgw-1", "ResourceType": "vpn", "ResourceId": "vpn-2",
         "State": "available", "Association": association("associated")},
    ]});
    let tables = json!({"TransitGatewayRouteTables": [{"TransitGatewayRouteTableId": "tgw-rtb-1", "TransitGatewayId": "tgw-1",
        "State": "available", "DefaultAssociationRouteTable": true, "DefaultPropagationRouteTable": true}]});
    let customer = |id: &str, asn: &str| json!({"CustomerGatewayId": id, "BgpAsn": asn, "IpAddress": "198.51.100.7", "State": "available"});
    let customers = json!({"CustomerGateways": [customer("cgw-1", "65001"), customer("cgw-2", "65002")]});
    let connection = |id: &str, customer: &str, version: &str| {
        json!({"VpnConnectionId": id, "TransitGatewayId": "tgw-1", "CustomerGatewayId": customer, "State": "available",
            "Options": {"StaticRoutesOnly": false, "TunnelInsideIpVersion": version}})
    };
    let connections = json!({"VpnConnections": [connection("vpn-1", "cgw-1", "ipv4"), connection("vpn-2", "cgw-2", "ipv6")]});
    let files = [hubs, attachments, tables, customers, connections];
    let files: Vec<(String, Value)> =
        files.into_iter().enumerate().map(|(at, file)| (format!("{at}.json"), file)).collect();
    let files: Vec<(&str, Value)> = files.iter().map(|(name, file)| (name.as_str(), file.clone())).collect();
    let Imported { document, .. } = imported(&files);
    assert_eq!(
        resource(&document, "vpn-2"),
        json!({"type": "vpnConnection", "transitGatewayId": "tgw-1", "customerGatewayId": "cgw-2",
               "options": {"tunnelInsideIpVersion": "ipv6"}})
    );
    assert_eq!(
        resource(&document, "tgw-attach-1"),
        json!({"type": "transitGatewayAttachment", "transitGatewayId": "tgw-1", "resourceType": "vpn", "resourceId": "vpn-1"})
    );
    assert_eq!(resource(&document, "tgw-rtb-1")["associations"], json!(["tgw-attach-1", "tgw-attach-2"]));
    let network = netyard_core::topology::Network::build(&document);
    let attached = |id: &str| network.vpn_connections.get(id).and_then(|node| node.attachment.clone());
    assert_eq!(attached("vpn-1").map(|id| id.to_string()).as_deref(), Some("tgw-attach-1"));
    assert!(network.problems.is_empty(), "{:?}", network.problems);
}

#[test]
fn a_virtual_private_gateway_whose_connections_no_answer_tells_of() {
    let gateways = json!({"VpnGateways": [
        {"VpnGatewayId": "vgw-1", "VpcAttachments": [{"State": "attached", "VpcId": "vpc-1"}, {"State": "detached", "VpcId": "vpc-2"}]},
    ]});
    let Imported { document, .. } = imported(&[("a.json", vpc()), ("b.json", gateways)]);
    let unknown = resource(&document, "vpc-1")["unknown"].to_string();
    assert!(unknown.contains("vpnConnection"), "{unknown}");
}

#[test]
fn ranges_of_ones_own_and_pools_of_addresses() {
    let ranges = json!({"ByoipCidrs": [{"Cidr": "198.51.100.0/24", "State": "provisioned", "NetworkBorderGroup": "eu-west-1"}]});
    let pools = json!({"IpamPools": [{"IpamPoolId": "ipam-pool-1", "Locale": "eu-west-1", "AddressFamily": "ipv4",
        "AllocationMinNetmaskLength": 16, "AllocationMaxNetmaskLength": 24}]});
    let blocks = json!({"IpamPoolCidrs": [{"Cidr": "10.0.0.0/8", "State": "provisioned"},
        {"Cidr": "11.0.0.0/8", "State": "deprovisioned"}]});
    let given = json!({"IpamPoolAllocations": [{"Cidr": "10.1.0.0/16", "ResourceId": "vpc-1", "ResourceType": "vpc"}]});
    let read = imported(&[("a.json", ranges), ("b.json", pools), ("c.json", blocks), ("d.json", given)]);
    let value = |id: &str| resource(&read.document, id);
    assert_eq!(
        value("byoip-198-51-100-0-24"),
        json!({"type": "byoipCidr", "cidr": "198.51.100.0/24", "networkBorderGroup": "eu-west-1", "state": "provisioned"})
    );
    assert_eq!(
        value("ipam-pool-1"),
        json!({"type": "ipamPool", "locale": "eu-west-1", "cidrs": ["10.0.0.0/8"], "allocationMinNetmaskLength": 16,
            "allocationMaxNetmaskLength": 24, "allocations": {"a1": {"cidr": "10.1.0.0/16", "resourceId": "vpc-1"}}})
    );
}

#[test]
fn flow_logs_watch_what_is_in_the_drawing() {
    let vpcs = json!({"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.1.0.0/16"}]});
    let subnets = json!({"Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.1.0.0/24", "AvailabilityZone": "eu-west-1a"}]});
    let nats = json!({"NatGateways": [{"NatGatewayId": "nat-1", "SubnetId": "subnet-1", "VpcId": "vpc-1", "State": "available",
        "NatGatewayAddresses": [{"NetworkInterfaceId": "eni-nat", "PrivateIp": "10.1.0.9", "IsPrimary": true}]}]});
    let default = "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}";
    let logs = json!({"FlowLogs": [
        {"FlowLogId": "fl-1", "ResourceId": "vpc-1", "TrafficType": "ALL", "LogDestinationType": "cloud-watch-logs",
         "LogGroupName": "shop", "LogFormat": default, "MaxAggregationInterval": 600, "FlowLogStatus": "ACTIVE",
         "DeliverLogsStatus": "SUCCESS", "CreationTime": "2026-11-01T00:00:00Z", "Tags": [{"Key": "Name", "Value": "all"}]},
        {"FlowLogId": "fl-2", "ResourceId": "subnet-1", "TrafficType": "REJECT", "LogDestinationType": "s3",
         "LogDestination": "arn:aws:s3:::logs", "LogFormat": "${srcaddr} ${action}", "MaxAggregationInterval": 60,
         "DeliverLogsStatus": "FAILED"},
        {"FlowLogId": "fl-3", "ResourceId": "eni-nat", "TrafficType": "ALL"},
        {"FlowLogId": "fl-4", "ResourceId": "vpc-elsewhere", "TrafficType": "ALL"},
        {"FlowLogId": "fl-5", "TrafficType": "ALL"},
    ]});
    let files = [("d.json", logs), ("a.json", vpcs), ("b.json", subnets), ("c.json", nats)];
    let Imported { document, report } = imported(&files);
    assert_eq!(
        resource(&document, "fl-1"),
        json!({"type": "flowLog", "name": "all", "resourceId": "vpc-1", "logGroupName": "shop"})
    );
    assert_eq!(
        resource(&document, "fl-2"),
        json!({"type": "flowLog", "resourceId": "subnet-1", "trafficType": "REJECT", "logDestinationType": "s3",
               "logDestination": "arn:aws:s3:::logs", "logFormat": "${srcaddr} ${action}", "maxAggregationInterval": 60})
    );
    for left_out in ["fl-3", "fl-4", "fl-5"] {
        assert_eq!(resource(&document, left_out), Value::Null, "{left_out}");
    }
    assert!(has(&report.approximated, "Flow log", "fails to deliver"));
    assert!(has(&report.skipped, "Flow log", "NAT gateway itself"));
    assert!(has(&report.skipped, "Flow log", "vpc-elsewhere"));
    assert!(has(&report.skipped, "Flow log", "no ResourceId"));
    assert!(has(&report.skipped, "Field", "CreationTime, FlowLogStatus"));
}

#[test]
fn a_flow_log_belongs_to_the_account_of_its_role() {
    let vpcs = json!({"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.1.0.0/16", "OwnerId": "111122223333"}]});
    let subnets = json!({"Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.1.0.0/24",
        "AvailabilityZone": "eu-west-1a", "OwnerId": "111122223333"}]});
    let interfaces = json!({"NetworkInterfaces": [{"NetworkInterfaceId": "eni-1", "SubnetId": "subnet-1", "VpcId": "vpc-1",
        "OwnerId": "444455556666", "PrivateIpAddresses": [{"PrivateIpAddress": "10.1.0.10", "Primary": true}]}]});
    let role = |account: &str| format!("arn:aws:iam::{account}:role/logs");
    let logs = json!({"FlowLogs": [
        {"FlowLogId": "fl-1", "ResourceId": "subnet-1", "DeliverLogsPermissionArn": role("444455556666")},
        {"FlowLogId": "fl-2", "ResourceId": "eni-1", "DeliverLogsPermissionArn": role("444455556666")},
        {"FlowLogId": "fl-3", "ResourceId": "vpc-1", "DeliverLogsPermissionArn": role("111122223333")},
        {"FlowLogId": "fl-4", "ResourceId": "vpc-1", "LogDestination": "arn:aws:s3:::logs"},
    ]});
    let files = [("a.json", vpcs), ("b.json", subnets), ("c.json", interfaces), ("d.json", logs)];
    let Imported { document, .. } = imported(&files);
    let owner = |id: &str| resource(&document, id).get("ownerId").cloned();
    for stated in ["fl-1", "fl-2"] {
        assert_eq!(owner(stated), Some(json!("444455556666")), "{stated}: not the account of the VPC");
    }
    for inherited in ["fl-3", "fl-4"] {
        assert_eq!(owner(inherited), None, "{inherited}");
    }
}

#[test]
fn an_interface_that_a_service_made_is_called_by_what_aws_says_of_it() {
    let own = |id: &str, kind: &str, managed: bool| {
        json!({"NetworkInterfaceId": id, "SubnetId": "subnet-1", "InterfaceType": kind, "RequesterManaged": managed,
            "Description": format!("about {id}"), "PrivateIpAddress": "10.1.0.9", "Attachment": {"Status": "attached"}})
    };
    let all = [
        own("eni-1", "transit_gateway", false),
        own("eni-2", "interface", true),
        own("eni-3", "interface", false),
    ];
    let Imported { document, .. } = imported(&[("a.json", json!({"NetworkInterfaces": all}))]);
    let name = |id: &str| resource(&document, id)["name"].clone();
    assert_eq!(
        [name("eni-1"), name("eni-2"), name("eni-3")],
        [json!("about eni-1"), json!("about eni-2"), Value::Null]
    );
}
