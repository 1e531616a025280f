//! A row of VPCs with a transit gateway between each two, in as many zones as a test asks for: AWS takes any of the zones
//! at each gateway, there and back. And a VPC with as many regional NAT gateways as a test asks for.

use crate::path_fixture;
use netyard_core::model::Document;
use netyard_core::routing::RoutedNetwork;
use netyard_core::simulate::{Faults, FlowSpec, Trace, trace_with};
use serde_json::{Map, Value, json};

/// The packet from the first VPC to the last over `gateways` transit gateways with `zones` zones each.
pub(crate) fn trace_over(gateways: usize, zones: usize) -> Trace {
    let document = drawing(gateways, zones);
    let spec = FlowSpec::new("i-0", &format!("i-{gateways}"));
    trace_with(&RoutedNetwork::build(&document), &spec, &Faults::NONE).unwrap()
}

/// How many branches a trace has, at every depth.
pub(crate) fn branches(trace: &Trace) -> usize {
    trace.branches.iter().map(|branch| 1 + branches(&branch.trace)).sum()
}

fn drawing(gateways: usize, zones: usize) -> Document {
    let mut all = Map::new();
    for vpc in 0..=gateways {
        // The sender is in a zone of its own, so that no gateway stays in the zone where a packet is.
        let zones = if vpc == 0 { 1 } else { zones };
        add_vpc(&mut all, vpc, zones, gateways);
        for gateway in vpc.saturating_sub(1)..=vpc.min(gateways - 1) {
            let subnets: Vec<String> = (0..zones).map(|zone| format!("subnet-{vpc}-{zone}")).collect();
            all.insert(
                format!("tgw-attach-{gateway}-{vpc}"),
                json!({"type": "transitGatewayAttachment", "transitGatewayId": format!("tgw-{gateway}"),
                       "resourceType": "vpc", "resourceId": format!("vpc-{vpc}"), "subnetIds": subnets}),
            );
        }
    }
    for gateway in 0..gateways {
        add_gateway(&mut all, gateway, gateways);
    }
    for host in [0, gateways] {
        add_host(&mut all, host);
    }
    let document = json!({"rulesDate": "2026-11-01", "resources": Value::Object(all)});
    path_fixture::document("crowded", &document.to_string())
}

fn add_vpc(all: &mut Map<String, Value>, vpc: usize, zones: usize, last: usize) {
    let block = format!("10.{vpc}.0.0/16");
    all.insert(format!("vpc-{vpc}"), json!({"type": "vpc", "region": "eu-west-1", "cidrBlocks": [block]}));
    for zone in 0..zones {
        all.insert(
            format!("subnet-{vpc}-{zone}"),
            json!({"type": "subnet", "vpcId": format!("vpc-{vpc}"), "availabilityZone": format!("zone-{vpc}-{zone}"),
                   "cidrBlock": format!("10.{vpc}.{}.{}/28", zone / 16, zone % 16 * 16)}),
        );
    }
    let mut routes = Map::new();
    if vpc < last {
        let row = json!({"destinationCidrBlock": format!("10.{last}.0.0/16"), "transitGatewayId": format!("tgw-{vpc}")});
        routes.insert("there".to_owned(), row);
    }
    if vpc > 0 {
        let row =
            json!({"destinationCidrBlock": "10.0.0.0/16", "transitGatewayId": format!("tgw-{}", vpc - 1)});
        routes.insert("back".to_owned(), row);
    }
    all.insert(
        format!("rtb-{vpc}"),
        json!({"type": "routeTable", "vpcId": format!("vpc-{vpc}"), "main": true, "routes": routes}),
    );
}

fn add_gateway(all: &mut Map<String, Value>, gateway: usize, last: usize) {
    let (near, far) =
        (format!("tgw-attach-{gateway}-{gateway}"), format!("tgw-attach-{gateway}-{}", gateway + 1));
    all.insert(format!("tgw-{gateway}"), json!({"type": "transitGateway", "region": "eu-west-1"}));
    all.insert(
        format!("tgw-rtb-{gateway}"),
        json!({"type": "transitGatewayRouteTable", "transitGatewayId": format!("tgw-{gateway}"),
               "associations": [near, far], "routes": {
            "there": {"destinationCidrBlock": format!("10.{last}.0.0/16"), "transitGatewayAttachmentId": far},
            "back": {"destinationCidrBlock": "10.0.0.0/16", "transitGatewayAttachmentId": near}}}),
    );
}

fn add_host(all: &mut Map<String, Value>, vpc: usize) {
    let anything = json!({"anything": {"ipProtocol": "all", "cidrIp": "0.0.0.0/0"}});
    all.insert(format!("i-{vpc}"), json!({"type": "instance"}));
    all.insert(
        format!("sg-{vpc}"),
        json!({"type": "securityGroup", "vpcId": format!("vpc-{vpc}"), "ipPermissions": anything,
               "ipPermissionsEgress": anything}),
    );
    all.insert(
        format!("eni-{vpc}"),
        json!({"type": "networkInterface", "subnetId": format!("subnet-{vpc}-0"), "groupIds": [format!("sg-{vpc}")],
               "privateIpAddresses": [{"privateIpAddress": format!("10.{vpc}.0.10")}],
               "attachment": {"instanceId": format!("i-{vpc}")}}),
    );
}

/// The packet to the internet over the last of many regional NAT gateways in automatic mode, none with an address of its
/// own.
pub(crate) fn trace_behind_regional_nat(gateways: usize) -> Trace {
    let mut all = Map::new();
    add_vpc(&mut all, 0, 1, 0);
    add_host(&mut all, 0);
    all.insert("igw-0".to_owned(), json!({"type": "internetGateway", "vpcId": "vpc-0"}));
    for gateway in 1..=gateways {
        all.insert(
            format!("nat-{gateway:04}"),
            json!({"type": "natGateway", "vpcId": "vpc-0", "availabilityMode": "regional"}),
        );
    }
    all.insert(
        "rtb-0".to_owned(),
        json!({"type": "routeTable", "vpcId": "vpc-0", "main": true, "routes": {
            "out": {"destinationCidrBlock": "0.0.0.0/0", "natGatewayId": format!("nat-{gateways:04}")}}}),
    );
    let document = json!({"rulesDate": "2026-11-01", "resources": Value::Object(all)});
    let document = path_fixture::document("crowded", &document.to_string());
    trace_with(&RoutedNetwork::build(&document), &FlowSpec::new("i-0", "internet"), &Faults::NONE).unwrap()
}
