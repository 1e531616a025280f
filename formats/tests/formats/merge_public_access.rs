//! Networks of two accounts in one Region: what VPC Block Public Access stops in one of them stops nothing in the other.

use super::aws_describe::{imported, resource};
use crate::support::template::packet;
use netyard_core::model::Document;
use netyard_core::simulate::Verdict;
use netyard_formats::merge::{merge_beside, merge_into};
use netyard_formats::private::{Private, leave_out_of};
use serde_json::{Value, json};

const SHOP: &str = "111122223333";
const BANK: &str = "444455556666";

/// A VPC `10.number.0.0/16` with a server that the internet reaches, as its account is told of it. Their ids end in `end`.
fn told(end: &str, number: u8, owner: &str, mode: &str) -> Value {
    let id = |kind: &str| format!("{kind}-{end}");
    let entry = |egress: bool| json!({"RuleNumber": 100, "Protocol": "-1", "RuleAction": "allow", "CidrBlock": "0.0.0.0/0", "Egress": egress});
    let all = json!([{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]);
    json!({
        "Vpcs": [{"VpcId": id("vpc"), "CidrBlock": format!("10.{number}.0.0/16"), "OwnerId": owner}],
        "Subnets": [{"SubnetId": id("subnet"), "VpcId": id("vpc"), "CidrBlock": format!("10.{number}.1.0/24"),
            "AvailabilityZone": "eu-west-1a", "OwnerId": owner}],
        "RouteTables": [{"RouteTableId": id("rtb"), "VpcId": id("vpc"), "OwnerId": owner, "Associations": [{"Main": true}],
            "Routes": [{"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": id("igw"), "State": "active"}]}],
        "NetworkAcls": [{"NetworkAclId": id("acl"), "VpcId": id("vpc"), "IsDefault": true, "Entries": [entry(true), entry(false)]}],
        "SecurityGroups": [{"GroupId": id("sg"), "GroupName": "default", "VpcId": id("vpc"), "OwnerId": owner,
            "IpPermissions": all, "IpPermissionsEgress": all}],
        "NetworkInterfaces": [{"NetworkInterfaceId": id("eni"), "SubnetId": id("subnet"), "VpcId": id("vpc"), "OwnerId": owner,
            "Status": "in-use", "Groups": [{"GroupId": id("sg")}], "Attachment": {"InstanceId": id("i"), "DeviceIndex": 0},
            "PrivateIpAddresses": [{"Primary": true, "PrivateIpAddress": format!("10.{number}.1.10"),
                "Association": {"PublicIp": format!("54.1.2.{number}"), "IpOwnerId": "amazon"}}]}],
        "Reservations": [{"OwnerId": owner, "Instances": [{"InstanceId": id("i"), "State": {"Name": "running"}}]}],
        "InternetGateways": [{"InternetGatewayId": id("igw"), "OwnerId": owner,
            "Attachments": [{"VpcId": id("vpc"), "State": "available"}]}],
        "NatGateways": [], "VpcEndpoints": [], "VpcPeeringConnections": [], "EgressOnlyInternetGateways": [], "Addresses": [],
        "VpcBlockPublicAccessOptions": {"InternetGatewayBlockMode": mode, "AwsRegion": "eu-west-1"},
    })
}

fn read(answers: &Value) -> Document {
    imported(&[("a.json", answers.clone())]).document
}

fn from_internet(document: &Document, host: &str) -> (Verdict, Option<String>) {
    let trace = packet(document, "internet", host, 443);
    (trace.verdict, trace.code.map(str::to_owned))
}

fn delivered() -> (Verdict, Option<String>) {
    (Verdict::Delivered, None)
}

fn blocked() -> (Verdict, Option<String>) {
    (Verdict::Dropped, Some("VPC_BLOCK_PUBLIC_ACCESS_ENABLED".to_owned()))
}

#[test]
fn options_of_another_account_stop_nothing_here() {
    let open = read(&told("a", 0, SHOP, "off"));
    let other = read(&told("b", 9, BANK, "block-bidirectional"));
    assert_eq!(from_internet(&open, "i-a"), delivered());
    assert_eq!(from_internet(&other, "i-b"), blocked());
    for plan in [merge_into(&open, &other), merge_beside(&open, &other).unwrap()] {
        let merged = plan.merged(&open).unwrap();
        assert_eq!(from_internet(&merged, "i-a"), delivered());
        assert_eq!(from_internet(&merged, "i-b"), blocked());
    }
    // The other way round, each stays as it is, too.
    let merged = merge_into(&other, &open).merged(&other).unwrap();
    assert_eq!(from_internet(&merged, "i-a"), delivered());
    assert_eq!(from_internet(&merged, "i-b"), blocked());
}

#[test]
fn options_of_one_account_count_for_all_its_networks_of_a_region() {
    let open = read(&told("a", 0, SHOP, "off"));
    let same = read(&told("b", 9, SHOP, "block-bidirectional"));
    let merged = merge_into(&open, &same).merged(&open).unwrap();
    assert_eq!(from_internet(&merged, "i-a"), blocked());
    assert_eq!(from_internet(&merged, "i-b"), blocked());
    let stopped = |document: &Document| {
        document.resources.keys().filter(|id| id.as_str().starts_with("vpcbpa-")).count()
    };
    assert_eq!(stopped(&merged), 1);
}

#[test]
fn options_say_whose_they_are_where_that_is_known() {
    let options = |owner: Option<&str>| {
        let mut own = json!({"type": "vpcBlockPublicAccessOptions", "region": "eu-west-1", "internetGatewayBlockMode": "block-ingress"});
        if let Some(owner) = owner {
            own["ownerId"] = json!(owner);
        }
        own
    };
    let mut answers = told("a", 0, SHOP, "block-ingress");
    let own = "vpcbpa-eu-west-1-111122223333";
    assert_eq!(resource(&read(&answers), own), options(Some(SHOP)));
    // The account that AWS names is the same one.
    answers["VpcBlockPublicAccessOptions"]["AwsAccountId"] = json!(SHOP);
    assert_eq!(resource(&read(&answers), own), options(Some(SHOP)));
    // Left out as asked, in the id as well.
    let hidden = imported(&[("a.json", answers.clone())]);
    let hidden = leave_out_of(hidden, Private { account_ids: true, ..Private::default() }).unwrap().document;
    assert_eq!(resource(&hidden, "vpcbpa-eu-west-1-account-1"), options(Some("account-1")));
    assert!(!netyard_core::schema::save(&hidden).contains(SHOP));
    assert_eq!(from_internet(&hidden, "i-a"), blocked());
    // A VPC of which nobody knows the owner has no other options than these.
    answers["Vpcs"][0].as_object_mut().unwrap().remove("OwnerId");
    let old = read(&answers);
    assert_eq!(resource(&old, "vpcbpa-eu-west-1"), options(None));
    assert_eq!(from_internet(&old, "i-a"), blocked());
    // Whom a VPC is shared with may have other options than its owner: whose these are, nothing tells.
    let mut shared = told("a", 0, SHOP, "block-ingress");
    for group in shared["SecurityGroups"].as_array_mut().unwrap() {
        group["GroupName"] = json!("web");
        group["OwnerId"] = json!(BANK);
    }
    assert_eq!(resource(&read(&shared), "vpcbpa-eu-west-1"), options(None));
}
