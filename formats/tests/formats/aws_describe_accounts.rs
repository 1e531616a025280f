//! Import of what several VPCs and accounts share.

use super::aws_describe::{has, imported, resource};
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
