//! What an import gives has no places: the layout puts it where a person would look for it.

use crate::support::template::files;
use netyard_core::model::Document;
use netyard_core::routing::RoutedNetwork;
use netyard_formats::import::{ImportOptions, NATIVE_BYTES, SourceFile, format_of, import};
use netyard_formats::private::Private;
use netyard_scene::{Node, NodeKind, Scene, SceneInput};
use std::collections::BTreeMap;

const ACCOUNT: (&str, &str) = ("account.json", include_str!("../../fixtures/aws-describe/account.json"));

const TEMPLATE: (&str, &str) = (
    "shop.yaml",
    "
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Igw: {Type: AWS::EC2::InternetGateway}
  Attach: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Igw}}
  WebA: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: eu-west-1a}}
  WebB: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-west-1b}}
  DataA: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.2.0/24, AvailabilityZone: eu-west-1a}}
  DataB: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.3.0/24, AvailabilityZone: eu-west-1b}}
  Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  Out: {Type: AWS::EC2::Route, DependsOn: Attach, Properties: {RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Igw}}
  UseA: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref WebA, RouteTableId: !Ref Table}}
  UseB: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref WebB, RouteTableId: !Ref Table}}
  Address: {Type: AWS::EC2::EIP, Properties: {Domain: vpc}}
  Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref WebA, AllocationId: !GetAtt Address.AllocationId}}
  Office: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.1.0.0/16}}
  Desks: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Office, CidrBlock: 10.1.0.0/24, AvailabilityZone: eu-west-1a}}
  Hub: {Type: AWS::EC2::TransitGateway}
  ToShop: {Type: AWS::EC2::TransitGatewayAttachment, Properties: {TransitGatewayId: !Ref Hub, VpcId: !Ref Vpc, SubnetIds: [!Ref DataA, !Ref DataB]}}
  ToOffice: {Type: AWS::EC2::TransitGatewayAttachment, Properties: {TransitGatewayId: !Ref Hub, VpcId: !Ref Office, SubnetIds: [!Ref Desks]}}
",
);

fn imported(all: Vec<SourceFile>) -> Document {
    let options = ImportOptions {
        parameters: BTreeMap::from([("AWS::Region".to_owned(), "eu-west-1".to_owned())]),
        most_bytes: NATIVE_BYTES,
        private: Private::default(),
    };
    let format = format_of(&all);
    import(all, format, &options).unwrap().document
}

fn laid_out(document: &Document) -> Scene {
    let public = RoutedNetwork::build(document).public_subnets();
    Scene::build(&SceneInput::new(document, &public))
}

fn parent<'a>(scene: &'a Scene, node: &Node) -> Option<&'a Node> {
    scene.nodes().get(node.parent?)
}

/// Everything lies in what holds it, gateways on borders, and nothing on its neighbour.
fn check_tidy(scene: &Scene) {
    for node in scene.nodes() {
        let Some(container) = parent(scene, node) else { continue };
        if let NodeKind::BorderTile { .. } = node.kind {
            let (middle, around) = (node.rect.center(), container.rect);
            let is_on_border = middle.x == around.x
                || middle.x == around.right()
                || middle.y == around.y
                || middle.y == around.bottom();
            assert!(is_on_border, "{} is not on the border of {}", node.key, container.key);
        } else {
            assert!(container.rect.contains_rect(&node.rect), "{} leaves {}", node.key, container.key);
        }
        if matches!(node.kind, NodeKind::Subnet { .. }) {
            assert!(matches!(container.kind, NodeKind::Zone | NodeKind::Vpc), "{}", node.key);
        }
    }
    for (nth, one) in scene.nodes().iter().enumerate() {
        for other in scene.nodes().iter().skip(nth + 1).filter(|other| other.parent == one.parent) {
            assert!(!one.rect.overlaps(&other.rect), "{} lies on {}", one.key, other.key);
            // Zones are columns, side by side.
            if (one.kind, other.kind) == (NodeKind::Zone, NodeKind::Zone) {
                let is_beside = one.rect.right() < other.rect.x || other.rect.right() < one.rect.x;
                assert!(is_beside, "{} and {} are no columns", one.key, other.key);
            }
        }
    }
}

#[test]
fn an_account_and_a_template_are_laid_out_tidily() {
    for all in [files(&[ACCOUNT]), files(&[TEMPLATE])] {
        let scene = laid_out(&imported(all));
        assert!(scene.nodes().len() > 10);
        check_tidy(&scene);
    }
}

#[test]
fn public_subnets_stand_above_private_ones_and_the_hub_between_the_vpcs() {
    let scene = laid_out(&imported(files(&[TEMPLATE])));
    let rect = |key: &str| scene.node(key).unwrap_or_else(|| panic!("{key} is not drawn")).rect;
    for (public, private) in [("subnet-WebA", "subnet-DataA"), ("subnet-WebB", "subnet-DataB")] {
        assert!(rect(public).bottom() < rect(private).y, "{private} stands above {public}");
    }
    assert_eq!(rect("subnet-WebA").y, rect("subnet-WebB").y, "a tier is a row");
    let hub = scene.nodes().iter().find(|node| node.key.as_str() == "tgw-Hub").unwrap();
    let holder = parent(&scene, hub).unwrap();
    assert_eq!(holder.kind, NodeKind::Region, "the hub stands in its Region and in no VPC");
    let ends: Vec<&str> = scene
        .edges()
        .iter()
        .filter(|edge| edge.id.contains("tgw-attach"))
        .flat_map(|edge| [edge.from, edge.to])
        .map(|at| scene.nodes()[at].key.as_str())
        .collect();
    assert!(
        ends.contains(&"vpc-Vpc") && ends.contains(&"vpc-Office") && ends.contains(&"tgw-Hub"),
        "{ends:?}"
    );
}

#[test]
fn the_same_files_in_any_order_are_laid_out_the_same() {
    let mut parts: Vec<(String, serde_json::Value)> = Vec::new();
    let serde_json::Value::Object(account) = serde_json::from_str(ACCOUNT.1).unwrap() else {
        panic!("the account is an object")
    };
    for (key, value) in account {
        parts.push((format!("{key}.json"), serde_json::json!({ key: value })));
    }
    let read = |parts: &[(String, serde_json::Value)]| {
        let all =
            parts.iter().map(|(path, value)| SourceFile { path: path.clone(), text: value.to_string() });
        imported(all.collect())
    };
    let forwards = read(&parts);
    parts.reverse();
    let backwards = read(&parts);
    assert_eq!(forwards, backwards);
    assert!(laid_out(&forwards).stands_as(&laid_out(&backwards)));
}
