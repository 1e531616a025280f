//! Import of what several VPCs and accounts share.

use super::aws_describe::{has, imported, resource};
use crate::support::template::packet;
use netyard_core::simulate::Verdict::{Delivered, Dropped, Unknown};
use netyard_formats::import::Imported;
use serde_json::{Value, json};

fn two_vpcs() -> Value {
    json!({"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.1.0.0/16"}, {"VpcId": "vpc-2", "CidrBlock": "10.2.0.0/16"}]})
}

fn group() -> Value {
    json!({"SecurityGroups": [{"GroupId": "sg-1", "GroupName": "common", "VpcId": "vpc-1"}]})
}

#[test]
fn a_group_is_associated_with_further_vpcs() {
    let row = |group: &str, vpc: &str, state: &str| json!({"GroupId": group, "VpcId": vpc, "State": state});
    let rows = json!({"SecurityGroupVpcAssociations": [
        row("sg-1", "vpc-2", "associated"),
        row("sg-1", "vpc-far", "associated"),
        row("sg-1", "vpc-2", "disassociated"),
        row("sg-1", "vpc-2", "associating"),
    ]});
    let Imported { document, report } =
        imported(&[("a.json", two_vpcs()), ("b.json", group()), ("c.json", rows)]);
    assert_eq!(
        resource(&document, "sg-1")["securityGroupVpcAssociations"],
        json!({"a1": {"vpcId": "vpc-2"}})
    );
    assert!(has(&report.skipped, "Association of a security group", "vpc-far"));
    assert!(has(&report.skipped, "Association of a security group", "ended"));
    assert!(has(&report.skipped, "Association of a security group", "twice"));
}

#[test]
fn an_interface_shows_an_association_of_which_no_answer_tells() {
    let subnets = json!({"Subnets": [{"SubnetId": "subnet-2", "VpcId": "vpc-2", "CidrBlock": "10.2.1.0/24", "AvailabilityZone": "eu-west-1a"}]});
    let interfaces = json!({"NetworkInterfaces": [{"NetworkInterfaceId": "eni-2", "SubnetId": "subnet-2", "VpcId": "vpc-2",
        "Groups": [{"GroupId": "sg-1"}], "PrivateIpAddresses": [{"PrivateIpAddress": "10.2.1.10", "Primary": true}]}]});
    let files = [("a.json", two_vpcs()), ("b.json", group()), ("c.json", subnets), ("d.json", interfaces)];
    let Imported { document, report } = imported(&files);
    assert_eq!(
        resource(&document, "sg-1")["securityGroupVpcAssociations"],
        json!({"a1": {"vpcId": "vpc-2"}})
    );
    assert!(has(&report.approximated, "Security group", "describe-security-group-vpc-associations"));
    let none = json!({"SecurityGroupVpcAssociations": []});
    let Imported { document, .. } = imported(&[files.as_slice(), &[("e.json", none)]].concat());
    assert_eq!(resource(&document, "sg-1").get("securityGroupVpcAssociations"), None);
}

const NETWORK: &str = "111122223333";
const PAYMENTS: &str = "444455556666";

/// A VPC of one account with an instance of another one in it.
fn shared_vpc() -> [(&'static str, Value); 4] {
    let vpcs = json!({"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.1.0.0/16", "OwnerId": NETWORK}]});
    let subnets = json!({"Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.1.1.0/24",
        "AvailabilityZone": "eu-west-1a", "OwnerId": NETWORK}]});
    let groups = json!({"SecurityGroups": [
        {"GroupId": "sg-1", "GroupName": "till", "VpcId": "vpc-1", "OwnerId": PAYMENTS},
        {"GroupId": "sg-2", "GroupName": "db", "VpcId": "vpc-1", "OwnerId": NETWORK, "IpPermissions": [
            {"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, "UserIdGroupPairs": [{"GroupId": "sg-1", "UserId": PAYMENTS}]}]},
    ]});
    let instances = json!({"Reservations": [{"OwnerId": PAYMENTS, "Instances": [{"InstanceId": "i-1", "State": {"Name": "running"},
        "NetworkInterfaces": [{"NetworkInterfaceId": "eni-1", "SubnetId": "subnet-1", "VpcId": "vpc-1",
            "Groups": [{"GroupId": "sg-1"}], "PrivateIpAddress": "10.1.1.10"}]}]}]});
    [("a.json", vpcs), ("b.json", subnets), ("c.json", groups), ("d.json", instances)]
}

fn shares() -> Value {
    let arn = "arn:aws:ram:eu-west-1:111122223333:resource-share/5f0e";
    json!({
        "resourceShares": [{"resourceShareArn": arn, "name": "subnets", "owningAccountId": NETWORK,
            "allowExternalPrincipals": false, "status": "ACTIVE", "tags": [{"key": "team", "value": "net"}]}],
        "resourceShareAssociations": [
            {"resourceShareArn": arn, "associatedEntity": "arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-1", "associationType": "RESOURCE", "status": "ASSOCIATED"},
            {"resourceShareArn": arn, "associatedEntity": "arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-9", "associationType": "RESOURCE", "status": "ASSOCIATED"},
            {"resourceShareArn": arn, "associatedEntity": PAYMENTS, "associationType": "PRINCIPAL", "status": "ASSOCIATED"},
            {"resourceShareArn": arn, "associatedEntity": "777788889999", "associationType": "PRINCIPAL", "status": "DISASSOCIATED"},
        ]
    })
}

#[test]
fn several_owners_become_accounts_with_what_they_share() {
    let accounts = json!({"Accounts": [
        {"Id": PAYMENTS, "Arn": "arn:aws:organizations::111122223333:account/o-shop/444455556666", "Name": "payments"},
        {"Id": "777788889999", "Arn": "arn:aws:organizations::111122223333:account/o-shop/777788889999", "Name": "unused"},
    ]});
    let files = [shared_vpc().as_slice(), &[("e.json", shares()), ("f.json", accounts)]].concat();
    let Imported { document, report } = imported(&files);
    assert_eq!(
        resource(&document, PAYMENTS),
        json!({"type": "account", "name": "payments", "organizationId": "o-shop"})
    );
    assert_eq!(resource(&document, NETWORK), json!({"type": "account"}));
    assert_eq!(resource(&document, "777788889999"), Value::Null);
    assert_eq!(resource(&document, "i-1")["ownerId"], PAYMENTS);
    assert_eq!(resource(&document, "sg-1")["ownerId"], PAYMENTS);
    // Who owns the VPC owns the rest of it.
    assert_eq!(resource(&document, "subnet-1").get("ownerId"), None);
    assert_eq!(resource(&document, "sg-2").get("ownerId"), None);
    assert_eq!(resource(&document, "sg-2")["ipPermissions"]["g1"]["userId"], PAYMENTS);
    assert_eq!(
        resource(&document, "share-5f0e"),
        json!({"type": "resourceShare", "name": "subnets", "tags": {"team": "net"}, "owningAccountId": NETWORK,
               "resourceIds": ["subnet-1"], "principals": [PAYMENTS], "allowExternalPrincipals": false})
    );
    assert!(has(&report.approximated, "Resource share", "subnet-9"));
    assert!(has(&report.skipped, "Association of a resource share", "DISASSOCIATED"));
    assert!(!resource(&document, "vpc-1")["unknown"].to_string().contains("resourceShare"));
}

#[test]
fn without_answers_about_shares_nothing_is_said_of_them() {
    let Imported { document, report } = imported(&shared_vpc());
    let unknown = resource(&document, "vpc-1")["unknown"].clone();
    assert!(unknown.as_array().unwrap().contains(&json!("resourceShare")));
    assert!(has(&report.skipped, "Resource share", "get-resource-share-associations"));
}

#[test]
fn one_owner_is_no_account_of_the_drawing() {
    let mut files = shared_vpc();
    for (_, answer) in &mut files {
        let text = answer.to_string().replace(PAYMENTS, NETWORK);
        *answer = serde_json::from_str(&text).unwrap();
    }
    let Imported { document, .. } = imported(&files);
    assert_eq!(resource(&document, NETWORK), Value::Null);
    assert_eq!(resource(&document, "i-1").get("ownerId"), None);
    assert_eq!(resource(&document, "sg-1").get("ownerId"), None);
    assert!(!resource(&document, "vpc-1")["unknown"].to_string().contains("resourceShare"));
}

#[test]
fn a_function_in_no_vpc_belongs_to_the_account_in_its_arn() {
    let functions = json!({"Functions": [{"FunctionName": "receipts",
        "FunctionArn": format!("arn:aws:lambda:eu-west-1:{PAYMENTS}:function:receipts")}]});
    let [vpcs, ..] = shared_vpc();
    let Imported { document, .. } = imported(&[vpcs, ("f.json", functions)]);
    let function = resource(&document, "fn-receipts");
    assert_eq!((&function["ownerId"], &function["region"]), (&json!(PAYMENTS), &json!("eu-west-1")));
    assert_eq!(resource(&document, PAYMENTS)["type"], json!("account"));
}

/// Everything that an account is told of a shared VPC with a server of its own in it. `groups` are the owners of groups.
fn told_of(groups: &[(&str, &str)]) -> Value {
    let group = |(id, owner): &(&str, &str)| {
        json!({"GroupId": id, "GroupName": id, "VpcId": "vpc-1", "OwnerId": owner,
        "IpPermissions": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}],
        "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]})
    };
    let groups: Vec<Value> = groups.iter().map(group).collect();
    let subnet = |id: &str, block: &str| {
        json!({"SubnetId": id, "VpcId": "vpc-1", "CidrBlock": block,
        "AvailabilityZone": "eu-west-1a", "OwnerId": NETWORK})
    };
    let entry = |egress: bool| json!({"RuleNumber": 100, "Protocol": "-1", "RuleAction": "allow", "CidrBlock": "0.0.0.0/0", "Egress": egress});
    json!({
        "Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.1.0.0/16", "OwnerId": NETWORK}],
        "Subnets": [subnet("subnet-1", "10.1.1.0/24"), subnet("subnet-2", "10.1.2.0/24")],
        "RouteTables": [{"RouteTableId": "rtb-1", "VpcId": "vpc-1", "Associations": [{"Main": true}],
            "Routes": [{"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "igw-1", "State": "active"}]}],
        "NetworkAcls": [{"NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true, "Entries": [entry(true), entry(false)]}],
        "SecurityGroups": groups,
        "InternetGateways": [{"InternetGatewayId": "igw-1", "Attachments": [{"VpcId": "vpc-1", "State": "available"}]}],
        "NetworkInterfaces": [{"NetworkInterfaceId": "eni-1", "SubnetId": "subnet-1", "VpcId": "vpc-1", "OwnerId": PAYMENTS,
            "Status": "in-use", "Groups": [{"GroupId": "sg-1"}], "Attachment": {"InstanceId": "i-1", "DeviceIndex": 0},
            "PrivateIpAddresses": [{"Primary": true, "PrivateIpAddress": "10.1.1.10", "Association": {"PublicIp": "54.1.2.3", "IpOwnerId": "amazon"}}]}],
        "Reservations": [{"OwnerId": PAYMENTS, "Instances": [{"InstanceId": "i-1", "State": {"Name": "running"}}]}],
        "NatGateways": [], "VpcEndpoints": [], "VpcPeeringConnections": [], "EgressOnlyInternetGateways": [],
        "HostedZones": [], "ResolverRuleAssociations": [], "FirewallRuleGroupAssociations": [], "Addresses": [],
        "VpcBlockPublicAccessOptions": {"InternetGatewayBlockMode": "off", "AwsRegion": "eu-west-1"},
    })
}

#[test]
fn whom_a_vpc_is_shared_with_is_not_told_of_what_others_have_there() {
    let participant = imported(&[("a.json", told_of(&[("sg-1", PAYMENTS)]))]);
    let owner = imported(&[("a.json", told_of(&[("sg-1", PAYMENTS), ("default", NETWORK)]))]);
    let to = |imported: &Imported, to: &str| packet(&imported.document, "i-1", to, 443).verdict;
    // The interfaces of others in the subnet are told to the owner of the VPC alone.
    assert_eq!(to(&participant, "10.1.2.77"), Unknown);
    assert_eq!(to(&owner, "10.1.2.77"), Dropped);
    // An endpoint of the owner may answer for the name of a service.
    assert_eq!(to(&participant, "sqs.eu-west-1.amazonaws.com"), Unknown);
    assert_eq!(to(&owner, "sqs.eu-west-1.amazonaws.com"), Delivered);
    for imported in [&participant, &owner] {
        assert_eq!(packet(&imported.document, "internet", "i-1", 443).verdict, Delivered);
        assert_eq!(packet(&imported.document, "internet", "i-1", 22).verdict, Dropped);
    }
    assert!(has(&participant.report.approximated, "VPC", "networkInterface"));
}

#[test]
fn a_group_that_the_owner_of_a_vpc_shares_makes_nobody_its_owner() {
    let told = |groups: &[(&str, &str)]| imported(&[("a.json", told_of(groups))]);
    let to = |imported: &Imported, to: &str| packet(&imported.document, "i-1", to, 443).verdict;
    let both = |imported: &Imported| [to(imported, "10.1.2.77"), to(imported, "sqs.eu-west-1.amazonaws.com")];
    let unseen = [Unknown, Unknown];
    assert_eq!(both(&told(&[("sg-1", PAYMENTS), ("shared", NETWORK)])), unseen);
    assert_eq!(both(&told(&[("sg-1", NETWORK)])), unseen, "the group of the server itself is shared");
    // A group of one's own may be called like that in another VPC only: it proves nothing.
    assert_eq!(both(&told(&[("sg-1", PAYMENTS), ("default", PAYMENTS)])), unseen);
    let owner = told(&[("sg-1", PAYMENTS), ("shared", NETWORK), ("default", NETWORK)]);
    assert_eq!(both(&owner), [Dropped, Delivered]);
    // One account is the only one of its answers, whichever groups were asked for.
    let alone = told_of(&[("sg-1", NETWORK)]).to_string().replace(PAYMENTS, NETWORK);
    let alone = imported(&[("a.json", serde_json::from_str(&alone).unwrap())]);
    assert_eq!(both(&alone), [Dropped, Delivered]);
    // Without groups nobody is told apart by them.
    let none = told(&[]);
    assert!(!resource(&none.document, "vpc-1")["unknown"].to_string().contains("networkInterface"));
}

/// Answers from before VPCs named their owners: their groups and what stands in them do.
fn old(mut answers: Value) -> Value {
    for key in ["Vpcs", "Subnets"] {
        for item in answers[key].as_array_mut().unwrap() {
            item.as_object_mut().unwrap().remove("OwnerId");
        }
    }
    answers
}

#[test]
fn accounts_of_old_answers_hold_something() {
    // The groups of the VPC are one account's, and so is it; who owns a part of it would have an empty frame.
    let Imported { document, report } = imported(&[("a.json", old(told_of(&[("sg-1", NETWORK)])))]);
    assert_eq!(resource(&document, NETWORK), Value::Null);
    assert_eq!(resource(&document, PAYMENTS), Value::Null);
    assert!(has(&report.skipped, "Account", "nothing would stand in it"));
    // Two accounts with a VPC each have a frame each, and their VPCs stand in them.
    let other = old(told_of(&[("sg-1", NETWORK)])).to_string();
    let other = other.replace("-1\"", "-9\"").replace(NETWORK, PAYMENTS).replace("eu-west-9", "eu-west-1");
    let other: Value = serde_json::from_str(&other).unwrap();
    let Imported { document, report } =
        imported(&[("a/a.json", old(told_of(&[("sg-1", NETWORK)]))), ("b/b.json", other)]);
    assert_eq!(resource(&document, "vpc-1")["ownerId"], NETWORK);
    assert_eq!(resource(&document, "vpc-9")["ownerId"], PAYMENTS);
    for account in [NETWORK, PAYMENTS] {
        assert_eq!(resource(&document, account), json!({"type": "account"}));
    }
    assert!(has(&report.approximated, "VPC", "Its answer names no owner"));
}

#[test]
fn an_address_that_a_nat_gateway_had_is_somebody_elses() {
    let mut answers = told_of(&[("sg-1", PAYMENTS), ("default", NETWORK)]);
    answers["NetworkInterfaces"][0]["PrivateIpAddresses"][0]["Association"] =
        json!({"PublicIp": "54.9.9.9", "IpOwnerId": PAYMENTS, "AllocationId": "eipalloc-1"});
    answers["NatGateways"] = json!([{"NatGatewayId": "nat-1", "SubnetId": "subnet-2", "VpcId": "vpc-1", "State": "deleted",
        "NatGatewayAddresses": [{"AllocationId": "eipalloc-1", "NetworkInterfaceId": "eni-nat", "PrivateIp": "10.1.2.9", "PublicIp": "54.9.9.9"}]}]);
    let address = json!([{"AllocationId": "eipalloc-1", "PublicIp": "54.9.9.9", "AssociationId": "eipassoc-1",
        "NetworkInterfaceId": "eni-1", "PrivateIpAddress": "10.1.1.10"}]);
    for addresses in [address, Value::Null] {
        let mut answers = answers.clone();
        if addresses.is_null() {
            answers.as_object_mut().unwrap().remove("Addresses");
        } else {
            answers["Addresses"] = addresses;
        }
        let Imported { document, report } = imported(&[("a.json", answers.clone())]);
        assert_eq!(packet(&document, "internet", "i-1", 443).verdict, Delivered);
        assert!(has(&report.approximated, "NAT gateway", "those that it had"));
        // The gateway has it as long as it is there, and says so.
        answers["NatGateways"][0]["State"] = json!("available");
        answers["NetworkInterfaces"][0]["PrivateIpAddresses"][0]
            .as_object_mut()
            .unwrap()
            .remove("Association");
        if answers.get("Addresses").is_some() {
            answers["Addresses"][0]["NetworkInterfaceId"] = json!("eni-nat");
        }
        let Imported { document, .. } = imported(&[("a.json", answers)]);
        assert_eq!(packet(&document, "internet", "i-1", 443).verdict, Dropped);
    }
}

#[test]
fn delegated_prefixes_hold_addresses_that_are_not_drawn() {
    let mut answers = told_of(&[("sg-1", PAYMENTS), ("default", NETWORK)]);
    let to_nobody = |answers: &Value| {
        let imported = imported(&[("a.json", answers.clone())]);
        packet(&imported.document, "i-1", "10.1.1.70", 443).verdict
    };
    assert_eq!(to_nobody(&answers), Dropped);
    answers["NetworkInterfaces"][0]["Ipv4Prefixes"] = json!([{"Ipv4Prefix": "10.1.1.64/28"}]);
    assert_eq!(to_nobody(&answers), Unknown);
}
