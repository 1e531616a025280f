//! Drawings for tests.

#![allow(dead_code, clippy::allow_attributes, reason = "each test file uses its own share of the helpers")]

use netyard_core::model::{Document, Placement, Resource};
use netyard_core::routing::RoutedNetwork;
use netyard_core::schema::open;
use netyard_scene::{NodeKind, Rect, Scene, SceneInput};

/// A document under construction.
#[derive(Debug, Default, Clone)]
pub(crate) struct Drawing {
    pub(crate) document: Document,
}

impl Drawing {
    pub(crate) fn add(&mut self, id: &str, json: &str) {
        let value = serde_json::from_str(json).expect("JSON");
        self.document.insert(id, Resource::from_value(value).expect("a resource"));
    }

    pub(crate) fn vpc(&mut self, id: &str, name: &str, cidr: &str) {
        let name = serde_json::to_string(name).expect("text");
        self.add(
            id,
            &format!(r#"{{"type":"vpc","name":{name},"region":"eu-west-1","cidrBlocks":["{cidr}"]}}"#),
        );
    }

    pub(crate) fn subnet(&mut self, id: &str, name: &str, vpc: &str, zone: &str, cidr: &str) {
        self.add(
            id,
            &format!(
                r#"{{"type":"subnet","name":"{name}","vpcId":"{vpc}","availabilityZone":"{zone}","cidrBlock":"{cidr}"}}"#
            ),
        );
    }

    pub(crate) fn interface(&mut self, id: &str, name: &str, subnet: &str, address: &str) {
        self.add(
            id,
            &format!(
                r#"{{"type":"networkInterface","name":"{name}","subnetId":"{subnet}","privateIpAddresses":[{{"privateIpAddress":"{address}"}}]}}"#
            ),
        );
    }

    pub(crate) fn instance(&mut self, id: &str, name: &str, subnet: &str, address: &str) {
        self.add(id, &format!(r#"{{"type":"instance","name":"{name}"}}"#));
        self.add(
            &format!("eni-{id}"),
            &format!(
                r#"{{"type":"networkInterface","subnetId":"{subnet}","privateIpAddresses":[{{"privateIpAddress":"{address}"}}],"attachment":{{"instanceId":"{id}"}}}}"#
            ),
        );
    }

    pub(crate) fn gateway(&mut self, id: &str, name: &str, vpc: Option<&str>) {
        let vpc = vpc.map_or_else(String::new, |vpc| format!(r#","vpcId":"{vpc}""#));
        self.add(id, &format!(r#"{{"type":"internetGateway","name":"{name}"{vpc}}}"#));
    }

    pub(crate) fn place(&mut self, key: &str, x: i32, y: i32) {
        self.document.placement.insert(key.to_owned(), Placement::Box { x, y, w: None, h: None });
    }
}

/// The scene of a drawing, with the public subnets that core derives.
pub(crate) fn build(drawing: &Drawing) -> Scene {
    let public = RoutedNetwork::build(&drawing.document).public_subnets();
    Scene::build(&SceneInput::new(&drawing.document, &public))
}

/// The main example: a shop in two zones, peered with an analytics VPC.
pub(crate) fn shop() -> Drawing {
    let opened = open(include_str!("../drawings/shop.json")).expect("the shop opens");
    Drawing { document: opened.document }
}

/// Two Regions with many kinds of things: long names, several gateways, a peering between Regions, things without a
/// container.
pub(crate) fn many_kinds() -> Drawing {
    let opened = open(include_str!("../drawings/many-kinds.json")).expect("the drawing opens");
    Drawing { document: opened.document }
}

/// Three accounts, two of which share, a VPC of nobody and one of an account that is not drawn, in three Regions.
pub(crate) fn accounts() -> Drawing {
    let opened = open(include_str!("../drawings/accounts.json")).expect("the drawing opens");
    Drawing { document: opened.document }
}

/// A regular drawing of any size; every VPC has an internet gateway, and the first subnet of a zone leads to it.
pub(crate) fn generated(vpcs: usize, zones: usize, subnets: usize, cards: usize) -> Drawing {
    let mut drawing = Drawing::default();
    for v in 0..vpcs {
        let vpc = format!("vpc-{v}");
        drawing.vpc(&vpc, &format!("network {v}"), &format!("10.{v}.0.0/16"));
        drawing.gateway(&format!("igw-{v}"), &format!("igw-{v}"), Some(&vpc));
        let mut public = Vec::new();
        for z in 0..zones {
            let letter = char::from(b'a' + u8::try_from(z).expect("few zones"));
            for s in 0..subnets {
                let subnet = format!("subnet-{v}-{z}-{s}");
                drawing.subnet(
                    &subnet,
                    &format!("tier{s}-{letter}"),
                    &vpc,
                    &format!("eu-west-1{letter}"),
                    &format!("10.{v}.{}.0/24", z * subnets + s),
                );
                if s == 0 {
                    public.push(format!("\"{subnet}\""));
                }
                for c in 0..cards {
                    let id = format!("i-{v}-{z}-{s}-{c}");
                    let address = format!("10.{v}.{}.{}", z * subnets + s, c % 200 + 10);
                    drawing.instance(&id, &format!("node-{c}"), &subnet, &address);
                }
            }
        }
        drawing.add(
            &format!("rtb-{v}"),
            &format!(
                r#"{{"type":"routeTable","vpcId":"{vpc}","subnetIds":[{}],"routes":{{"r1":{{"destinationCidrBlock":"0.0.0.0/0","gatewayId":"igw-{v}"}}}}}}"#,
                public.join(",")
            ),
        );
    }
    drawing
}

/// What must hold in every drawing.
pub(crate) fn check_whole(scene: &Scene, name: &str) {
    for (at, node) in scene.nodes().iter().enumerate() {
        if let Some(parent) = node.parent {
            let container = &scene.nodes()[parent];
            assert!(parent < at, "{name}: {} is drawn before its container", node.key);
            let is_tile = matches!(node.kind, NodeKind::BorderTile { .. });
            assert!(
                is_tile || container.rect.contains_rect(&node.rect),
                "{name}: {} leaves {}",
                node.key,
                container.key
            );
            if is_tile {
                let middle = node.rect.center();
                let on_border = middle.x == container.rect.x
                    || middle.x == container.rect.right()
                    || middle.y == container.rect.y
                    || middle.y == container.rect.bottom();
                assert!(on_border, "{name}: {} is not on the border", node.key);
            }
            let header = Rect { h: container.kind.header(), ..container.rect };
            assert!(is_tile || !header.overlaps(&node.rect), "{name}: {} covers the header", node.key);
        }
    }
    let mut by_parent: std::collections::BTreeMap<Option<usize>, Vec<usize>> =
        std::collections::BTreeMap::new();
    for (at, node) in scene.nodes().iter().enumerate() {
        by_parent.entry(node.parent).or_default().push(at);
    }
    for siblings in by_parent.values() {
        for (nth, one) in siblings.iter().enumerate() {
            for other in siblings.iter().skip(nth + 1).take(400) {
                let (one, other) = (&scene.nodes()[*one], &scene.nodes()[*other]);
                assert!(!one.rect.overlaps(&other.rect), "{name}: {} lies on {}", one.key, other.key);
            }
        }
    }
}
