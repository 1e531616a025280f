//! What it costs to write a template, by the number of resources; it is read back each time. `cargo xtask bench` runs it.

use divan::{Bencher, black_box};
use netyard_formats::cloudformation::import;
use netyard_formats::cloudformation_export::cloudformation;
use netyard_formats::import::SourceFile;
use std::collections::BTreeMap;
use std::fmt::Write;

const SIZES: &[usize] = &[10, 100, 1_000, 10_000];

fn main() {
    divan::main();
}

/// A VPC with about so many resources: subnets, each with a route table, its way out, a group and a server.
fn template(resources: usize) -> String {
    let mut text = String::from(
        "Resources:\n  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/8}}\n  Gateway: {Type: AWS::EC2::InternetGateway}\n  Attachment: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway}}\n",
    );
    for index in 0..resources.div_ceil(6) {
        let block = format!("10.{}.{}.0/28", index / 250, index % 250);
        let _ = write!(
            text,
            "  S{index}: {{Type: AWS::EC2::Subnet, Properties: {{VpcId: !Ref Vpc, CidrBlock: {block}, AvailabilityZone: eu-west-1a}}}}
  T{index}: {{Type: AWS::EC2::RouteTable, Properties: {{VpcId: !Ref Vpc}}}}
  A{index}: {{Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {{SubnetId: !Ref S{index}, RouteTableId: !Ref T{index}}}}}
  R{index}: {{Type: AWS::EC2::Route, Properties: {{RouteTableId: !Ref T{index}, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}}}}
  G{index}: {{Type: AWS::EC2::SecurityGroup, Properties: {{VpcId: !Ref Vpc, GroupDescription: a, SecurityGroupIngress: [{{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}}]}}}}
  I{index}: {{Type: AWS::EC2::Instance, Properties: {{SubnetId: !Ref S{index}, SecurityGroupIds: [!Ref G{index}]}}}}
"
        );
    }
    text
}

fn files(resources: usize) -> Vec<SourceFile> {
    vec![SourceFile { path: "network.yaml".to_owned(), text: template(resources) }]
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn write(bencher: Bencher<'_, '_>, resources: usize) {
    let Ok(imported) = import(files(resources), &BTreeMap::new()) else { return };
    bencher.bench(|| cloudformation(black_box(&imported.document), None).text.len());
}
