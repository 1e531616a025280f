//! Import of what several VPCs and accounts share.

use super::aws_describe::{has, imported, resource};
use netyard_formats::aws_describe::Imported;
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
