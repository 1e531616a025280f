//! Transit gateways between their VPCs: where they stand, and the lines of their attachments.

#![expect(clippy::expect_used, reason = "the helpers of a test fail as loudly as the test")]

mod support;

use netyard_core::model::ResourceId;
use netyard_core::sample;
use netyard_scene::{Edge, EdgeKind, NodeKind, Rect, Scene, SceneInput};
use std::collections::BTreeSet;
use support::{Drawing, build, check_whole};

fn rect(scene: &Scene, key: &str) -> Rect {
    scene.node(key).unwrap_or_else(|| panic!("{key} is not drawn")).rect
}

/// So many VPCs with a subnet in each of two zones, all attached to one transit gateway.
fn hub(vpcs: usize) -> Drawing {
    let mut drawing = Drawing::default();
    drawing.add("tgw-1", r#"{"type":"transitGateway","name":"hub","region":"eu-west-1"}"#);
    for v in 0..vpcs {
        let vpc = format!("vpc-{v:02}");
        drawing.vpc(&vpc, &format!("spoke-{v}"), &format!("10.{v}.0.0/16"));
        for zone in ["a", "b"] {
            let subnet = format!("subnet-{v:02}{zone}");
            let third = if zone == "a" { 1 } else { 2 };
            let cidr = format!("10.{v}.{third}.0/24");
            drawing.subnet(&subnet, &format!("app-{zone}"), &vpc, &format!("eu-west-1{zone}"), &cidr);
        }
        // Every third VPC is higher than the others.
        let higher = if v % 3 == 0 { 3 } else { 0 };
        for i in 0..higher {
            let address = format!("10.{v}.1.{}", i + 10);
            drawing.instance(
                &format!("i-{v}-{i}"),
                &format!("host-{i}"),
                &format!("subnet-{v:02}a"),
                &address,
            );
        }
        attach(&mut drawing, v);
    }
    drawing
}

fn attach(drawing: &mut Drawing, v: usize) {
    drawing.add(
        &format!("tgw-attach-{v:02}"),
        &format!(
            r#"{{"type":"transitGatewayAttachment","transitGatewayId":"tgw-1","resourceId":"vpc-{v:02}","subnetIds":["subnet-{v:02}a"]}}"#
        ),
    );
}

fn attachments(scene: &Scene) -> Vec<&Edge> {
    scene.edges().iter().filter(|edge| edge.kind == EdgeKind::Attachment).collect()
}

/// Whether a line runs through the inside of a VPC that is none of its ends.
fn crosses_a_stranger(scene: &Scene, edge: &Edge) -> bool {
    let strangers = scene
        .nodes()
        .iter()
        .enumerate()
        .filter(|(at, node)| node.kind == NodeKind::Vpc && *at != edge.from && *at != edge.to);
    strangers
        .into_iter()
        .any(|(_, vpc)| edge.points.windows(2).any(|pair| vpc.rect.grown(-2).is_crossed_by(pair[0], pair[1])))
}

#[test]
fn below_a_row_of_vpcs_in_their_middle() {
    let scene = build(&hub(2));
    check_whole(&scene, "two spokes");
    let (a, b, hub) = (rect(&scene, "vpc-00"), rect(&scene, "vpc-01"), rect(&scene, "tgw-1"));
    assert_eq!(a.y, b.y, "side by side");
    // The higher one reaches further down; the lane between is 56 wide.
    assert_eq!(hub.y, a.bottom().max(b.bottom()) + 56);
    assert_eq!(hub.center().x, i32::midpoint(a.x, b.right()));
    assert_eq!(scene.node("tgw-1").expect("the hub").meta, "2 attachments");
    assert_eq!(
        scene.node("tgw-1").expect("the hub").parent,
        scene.index_of("eu-west-1"),
        "it lies in its Region"
    );
}

#[test]
fn each_attachment_is_a_line_of_its_own() {
    let scene = build(&hub(3));
    let lines = attachments(&scene);
    let ids: Vec<&str> = lines.iter().map(|edge| edge.id.as_str()).collect();
    assert_eq!(ids, ["tgw-attach-00", "tgw-attach-01", "tgw-attach-02"]);
    for (nth, line) in lines.iter().enumerate() {
        assert_eq!(scene.nodes()[line.from].key.as_str(), format!("vpc-0{nth}"));
        assert_eq!(scene.nodes()[line.to].key.as_str(), "tgw-1");
        assert!(line.at_rest && line.is_thing() && !line.is_dashed);
        assert!(!crosses_a_stranger(&scene, line), "{}: {:?}", line.id, line.points);
    }
    // What is no box is shown by the gateway: findings and packets of an attachment are seen there.
    assert_eq!(scene.shown_by("tgw-attach-01"), scene.index_of("tgw-1"));
}

#[test]
fn left_of_rows_of_vpcs_with_a_lane_under_each_row() {
    let scene = build(&hub(12));
    check_whole(&scene, "twelve spokes");
    let hub = rect(&scene, "tgw-1");
    let vpcs: Vec<Rect> = (0..12).map(|v| rect(&scene, &format!("vpc-{v:02}"))).collect();
    assert!(vpcs.iter().all(|vpc| vpc.x >= hub.right() + 56), "the column is free");
    let rows: BTreeSet<(i32, i32)> = vpcs.iter().map(|vpc| (vpc.y, vpc.h)).collect();
    let tops: BTreeSet<i32> = vpcs.iter().map(|vpc| vpc.y).collect();
    assert!(tops.len() > 1, "several rows");
    assert_eq!(rows.len(), tops.len(), "the VPCs of a row are equally high");
    for line in attachments(&scene) {
        assert!(!crosses_a_stranger(&scene, line), "{}: {:?}", line.id, line.points);
    }
}

#[test]
fn sixty_spokes_stay_tidy() {
    let scene = build(&hub(60));
    check_whole(&scene, "sixty spokes");
    let lines = attachments(&scene);
    assert_eq!(lines.len(), 60);
    let crossing: Vec<&str> =
        lines.iter().filter(|line| crosses_a_stranger(&scene, line)).map(|line| line.id.as_str()).collect();
    assert!(crossing.is_empty(), "{crossing:?} run through VPCs");
}

#[test]
fn what_is_not_accepted_yet_is_dashed() {
    let mut drawing = hub(2);
    drawing.add(
        "tgw-attach-01",
        r#"{"type":"transitGatewayAttachment","transitGatewayId":"tgw-1","resourceId":"vpc-01","state":"pendingAcceptance"}"#,
    );
    let scene = build(&drawing);
    let dashed: Vec<bool> = attachments(&scene).iter().map(|line| line.is_dashed).collect();
    assert_eq!(dashed, [false, true]);
}

#[test]
fn two_transit_gateways_are_joined_by_one_line() {
    let mut drawing = hub(1);
    drawing.add("tgw-2", r#"{"type":"transitGateway","name":"far","region":"us-east-1"}"#);
    drawing.add(
        "tgw-attach-peer",
        r#"{"type":"transitGatewayAttachment","transitGatewayId":"tgw-1","resourceType":"peering","resourceId":"tgw-2"}"#,
    );
    let scene = build(&drawing);
    check_whole(&scene, "peers");
    let line = attachments(&scene).into_iter().find(|line| line.id == "tgw-attach-peer").expect("a line");
    let ends = [line.from, line.to].map(|at| scene.nodes()[at].key.to_string());
    assert!(ends.contains(&"tgw-1".to_owned()) && ends.contains(&"tgw-2".to_owned()), "{ends:?}");
    // A Region is drawn for its transit gateway alone, too.
    assert!(scene.node("us-east-1").is_some());
    assert_eq!(scene.node("tgw-2").expect("the far hub").meta, "1 attachment");
}

#[test]
fn a_folded_vpc_keeps_its_line() {
    let drawing = hub(2);
    let folded = BTreeSet::from([ResourceId::new("vpc-00")]);
    let none = BTreeSet::new();
    let input = SceneInput { folded: &folded, ..SceneInput::new(&drawing.document, &none) };
    let scene = Scene::build(&input);
    assert_eq!(attachments(&scene).len(), 2);
}

/// An organisation with all its VPCs folded but those.
fn folded_organisation(spokes: u32, open: &[ResourceId]) -> Scene {
    let document = sample::organisation(spokes);
    let is_vpc = |id: &&ResourceId| document.vpc(id.as_str()).is_some() && !open.contains(id);
    let folded: BTreeSet<ResourceId> = document.resources.keys().filter(is_vpc).cloned().collect();
    let none = BTreeSet::new();
    Scene::build(&SceneInput { folded: &folded, ..SceneInput::new(&document, &none) })
}

/// Whether a line runs over the text of a container that it does not lead to.
fn crosses_a_name(scene: &Scene, edge: &Edge) -> bool {
    let boxes = scene.nodes().iter().enumerate().filter(|(at, node)| {
        matches!(node.kind, NodeKind::Vpc | NodeKind::Site) && *at != edge.from && *at != edge.to
    });
    let mut names = boxes.filter_map(|(_, node)| node.label_box());
    names.any(|name| edge.points.windows(2).any(|pair| name.is_crossed_by(pair[0], pair[1])))
}

#[test]
fn sixty_folded_vpcs_stand_in_rows_and_columns_by_region() {
    let scene = folded_organisation(60, &[]);
    check_whole(&scene, "sixty folded VPCs");
    let vpcs: Vec<&netyard_scene::Node> =
        scene.nodes().iter().filter(|node| node.kind == NodeKind::Vpc).collect();
    assert_eq!(vpcs.len(), 61);
    assert!(vpcs.iter().all(|vpc| vpc.folded.is_some() && !vpc.inside.is_empty()));
    for region in ["eu-west-1", "us-east-1", "ap-southeast-2"] {
        let parent = scene.index_of(region);
        let own: Vec<Rect> = vpcs.iter().filter(|vpc| vpc.parent == parent).map(|vpc| vpc.rect).collect();
        let (columns, rows) = (
            own.iter().map(|rect| rect.x).collect::<BTreeSet<_>>(),
            own.iter().map(|rect| rect.y).collect::<BTreeSet<_>>(),
        );
        assert!(
            columns.len() * rows.len() < own.len() + columns.len(),
            "{region}: every row but the last is full"
        );
        assert!(
            rows.len() > 1 && columns.len() > rows.len(),
            "{region}: {} by {}",
            columns.len(),
            rows.len()
        );
    }
    // On one screen, and not far from its form.
    let bounds = scene.bounds();
    assert!(bounds.w < 2 * bounds.h && bounds.h < bounds.w, "{bounds:?}");
    for line in attachments(&scene) {
        assert!(!crosses_a_stranger(&scene, line), "{}: {:?}", line.id, line.points);
        assert!(!crosses_a_name(&scene, line), "{}: {:?}", line.id, line.points);
    }
    assert_eq!(scene, folded_organisation(60, &[]), "the same every time");
}

#[test]
fn one_open_vpc_among_folded_ones_crosses_nothing() {
    let open = sample::spoke_id(18);
    let scene = folded_organisation(60, std::slice::from_ref(&open));
    check_whole(&scene, "one open VPC");
    let node = scene.node(open.as_str()).expect("the VPC");
    assert!(node.folded.is_none() && scene.node(sample::spoke_host_id(18, 0).as_str()).is_some());
    for line in attachments(&scene) {
        assert!(!crosses_a_stranger(&scene, line), "{}: {:?}", line.id, line.points);
    }
}

#[test]
fn what_is_hidden_is_found_at_what_hides_it() {
    let scene = folded_organisation(12, &[]);
    let (vpc, host) = (sample::spoke_id(4), sample::spoke_host_id(4, 2));
    let over = |key: &str| scene.folded_over(key).map(|node| node.key.clone());
    assert_eq!(over(host.as_str()), Some(vpc.clone()));
    assert_eq!(over("eni-0004-2"), Some(vpc.clone()), "the interface is shown by its instance");
    assert_eq!(over(vpc.as_str()), None, "it is drawn itself");
    assert_eq!(over("tgw-0"), None);
}

#[test]
fn the_place_of_a_person_wins() {
    let mut drawing = hub(2);
    drawing.place("tgw-1", 40, 700);
    let scene = build(&drawing);
    let region = scene.node("eu-west-1").expect("the Region").origin;
    let hub = rect(&scene, "tgw-1");
    assert_eq!((hub.x - region.x, hub.y - region.y), (40, 700));
}

/// A site with a host, its customer gateway, and a VPN connection to the gateway of a VPC.
fn office() -> Drawing {
    let mut drawing = Drawing::default();
    drawing.vpc("vpc-1", "lab", "10.0.0.0/16");
    drawing.subnet("subnet-1", "app-a", "vpc-1", "eu-west-1a", "10.0.1.0/24");
    drawing.add("vgw-1", r#"{"type":"vpnGateway","name":"vgw-lab","vpcId":"vpc-1"}"#);
    drawing.add("site-1", r#"{"type":"onPremisesSite","name":"Leeds","cidrBlocks":["192.168.0.0/24"]}"#);
    drawing.add(
        "host-1",
        r#"{"type":"onPremisesHost","name":"desk","onPremisesSiteId":"site-1","ipAddresses":["192.168.0.10"]}"#,
    );
    drawing.add(
        "cgw-1",
        r#"{"type":"customerGateway","name":"cgw-leeds","onPremisesSiteId":"site-1","ipAddress":"203.0.113.9"}"#,
    );
    drawing.add(
        "vpn-1",
        r#"{"type":"vpnConnection","name":"vpn","customerGatewayId":"cgw-1","vpnGatewayId":"vgw-1"}"#,
    );
    drawing
}

fn vpn(scene: &Scene) -> Edge {
    scene.edges().iter().find(|edge| edge.kind == EdgeKind::Vpn).expect("a VPN line").clone()
}

#[test]
fn a_site_stands_left_of_the_cloud_with_its_gateway_on_its_border() {
    let scene = build(&office());
    check_whole(&scene, "an office");
    let (site, region) = (rect(&scene, "site-1"), rect(&scene, "eu-west-1"));
    assert!(site.right() + 120 <= region.x, "{site:?} {region:?}");
    assert_eq!(scene.node("site-1").expect("the site").kind, NodeKind::Site);
    assert_eq!(scene.node("site-1").expect("the site").meta, "192.168.0.0/24");
    assert_eq!(rect(&scene, "cgw-1").center().x, site.right());
    assert_eq!(scene.node("host-1").expect("the host").parent, scene.index_of("site-1"));
    let (vpc, gateway) = (rect(&scene, "vpc-1"), rect(&scene, "vgw-1"));
    assert_eq!(gateway.center().x, vpc.x, "on the side of the sites");
    // The name of the gateway stands left of the VPC, inside of the Region.
    let name = scene.node("vgw-1").expect("the gateway").label_box().expect("a name");
    assert!(name.x > region.x, "{name:?} {region:?}");
}

#[test]
fn a_vpn_is_a_line_that_says_what_its_tunnels_do() {
    let scene = build(&office());
    let line = vpn(&scene);
    assert_eq!((line.id.as_str(), line.label.as_str(), line.is_dashed), ("vpn-1", "2 of 2 up", false));
    assert_eq!(scene.nodes()[line.from].key.as_str(), "cgw-1");
    assert_eq!(scene.nodes()[line.to].key.as_str(), "vgw-1");
    assert_eq!(scene.shown_by("vpn-1"), scene.index_of("vgw-1"));
    for (telemetry, label, is_down) in [
        (r#"{"t1":{"status":"DOWN"},"t2":{}}"#, "1 of 2 up", false),
        (r#"{"t1":{"status":"DOWN"},"t2":{"status":"DOWN"}}"#, "0 of 2 up", true),
    ] {
        let mut drawing = office();
        drawing.add(
            "vpn-1",
            &format!(
                r#"{{"type":"vpnConnection","customerGatewayId":"cgw-1","vpnGatewayId":"vgw-1","vgwTelemetry":{telemetry}}}"#
            ),
        );
        let line = vpn(&build(&drawing));
        assert_eq!((line.label.as_str(), line.is_dashed), (label, is_down));
    }
}

#[test]
fn what_has_lost_an_end_is_still_drawn() {
    let mut drawing = office();
    drawing.document.resources.remove("cgw-1");
    drawing.add(
        "tgw-attach-1",
        r#"{"type":"transitGatewayAttachment","name":"shared","transitGatewayId":"tgw-elsewhere","resourceId":"vpc-1"}"#,
    );
    let scene = build(&drawing);
    check_whole(&scene, "loose ends");
    let vpn = scene.node("vpn-1").expect("a card");
    assert!(vpn.kind == NodeKind::Card && vpn.is_dashed);
    // A transit gateway of another account: the tile is on the border of the VPC.
    assert!(matches!(scene.node("tgw-attach-1").expect("a tile").kind, NodeKind::BorderTile { .. }));
}

#[test]
fn a_customer_gateway_without_a_site_stands_in_the_open() {
    let mut drawing = office();
    drawing.add("cgw-2", r#"{"type":"customerGateway","name":"cgw-york","ipAddress":"203.0.113.8"}"#);
    let scene = build(&drawing);
    check_whole(&scene, "two gateways");
    let (card, region) = (rect(&scene, "cgw-2"), rect(&scene, "eu-west-1"));
    assert!(card.right() < region.x);
    assert!(!scene.node("cgw-2").expect("a card").is_dashed, "it is whole");
}

#[test]
fn what_blocks_public_access_stands_on_the_border_of_its_region() {
    let mut drawing = hub(1);
    drawing.add(
        "vpcbpa-1",
        r#"{"type":"vpcBlockPublicAccessOptions","name":"bpa","region":"eu-west-1","internetGatewayBlockMode":"block-ingress"}"#,
    );
    drawing.add("vpcbpa-exclude-1", r#"{"type":"vpcBlockPublicAccessExclusion","vpcId":"vpc-00"}"#);
    let scene = build(&drawing);
    check_whole(&scene, "public access");
    let (tile, region) = (rect(&scene, "vpcbpa-1"), rect(&scene, "eu-west-1"));
    assert_eq!(tile.center().y, region.y);
    assert!(tile.center().x > region.center().x && tile.right() < region.right());
    assert!(!scene.node("vpcbpa-1").expect("a tile").is_dashed, "it is on");
    // An exclusion is no box: what is spared shows it.
    assert_eq!(scene.shown_by("vpcbpa-exclude-1"), scene.index_of("vpc-00"));
}

#[test]
fn a_regional_nat_gateway_stands_between_the_zones() {
    let mut drawing = hub(1);
    drawing
        .add("nat-1", r#"{"type":"natGateway","name":"nat","vpcId":"vpc-00","availabilityMode":"regional"}"#);
    let scene = build(&drawing);
    check_whole(&scene, "regional");
    let node = scene.node("nat-1").expect("a card");
    assert_eq!((node.glyph, node.meta.as_str()), ("rnat", "regional"));
    assert_eq!(node.parent, scene.index_of("vpc-00"));
    let (a, b) = (rect(&scene, "vpc-00/eu-west-1a"), rect(&scene, "vpc-00/eu-west-1b"));
    assert!(node.rect.x >= a.right() && node.rect.right() <= b.x, "in the gutter");
}

/// An appliance in the first VPC of a hub, and a Connect peer to it; the last part is what its sessions do.
fn tunnel(sessions: &str) -> Drawing {
    let mut drawing = hub(2);
    drawing.add(
        "tgw-attach-t",
        r#"{"type":"transitGatewayAttachment","transitGatewayId":"tgw-1","resourceId":"vpc-00"}"#,
    );
    drawing.add(
        "tgw-attach-c",
        r#"{"type":"transitGatewayAttachment","transitGatewayId":"tgw-1","resourceType":"connect","resourceId":"tgw-attach-t"}"#,
    );
    drawing.add("i-1", r#"{"type":"instance","name":"sdwan"}"#);
    drawing.add(
        "eni-1",
        r#"{"type":"networkInterface","subnetId":"subnet-00a","privateIpAddresses":[{"privateIpAddress":"10.0.1.20"}],"attachment":{"instanceId":"i-1"}}"#,
    );
    drawing.add(
        "tgw-connect-peer-1",
        &format!(
            r#"{{"type":"transitGatewayConnectPeer","name":"gre-1","transitGatewayAttachmentId":"tgw-attach-c","connectPeerConfiguration":{{"peerAddress":"10.0.1.20"{sessions}}}}}"#
        ),
    );
    drawing
}

#[test]
fn a_connect_peer_is_a_line_from_its_appliance_to_the_hub() {
    let scene = build(&tunnel(""));
    check_whole(&scene, "a tunnel");
    let line = vpn(&scene);
    assert_eq!(
        (line.id.as_str(), line.label.as_str(), line.is_dashed),
        ("tgw-connect-peer-1", "2 of 2 up", false)
    );
    assert_eq!(scene.nodes()[line.from].key.as_str(), "i-1");
    assert_eq!(scene.nodes()[line.to].key.as_str(), "tgw-1");
    let down = vpn(&build(&tunnel(r#","bgpConfigurations":{"b1":{"bgpStatus":"down"}}"#)));
    assert_eq!((down.label.as_str(), down.is_dashed), ("0 of 1 up", true));
    let mut drawing = tunnel("");
    drawing.document.resources.remove("eni-1");
    let scene = build(&drawing);
    let loose = scene.node("tgw-connect-peer-1").expect("a card");
    assert!(loose.kind == NodeKind::Card && loose.is_dashed, "its appliance is not drawn");
}
