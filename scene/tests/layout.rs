//! Layouts by numbers derived by hand from the sizes of the interface guide, and what holds for every layout.

#![expect(clippy::expect_used, reason = "the helpers of a test fail as loudly as the test")]

mod support;

use std::collections::BTreeSet;

use netyard_core::model::{Placement, ResourceId, Side as DocumentSide};
use netyard_scene::{EdgeKind, NodeKind, Point, Rect, Scene, SceneInput, Side};
use support::{Drawing, build, check_whole, generated, many_kinds, shop};

fn rect(scene: &Scene, key: &str) -> Rect {
    scene.node(key).unwrap_or_else(|| panic!("{key} is not drawn")).rect
}

#[test]
fn an_empty_drawing_is_an_empty_scene() {
    let scene = build(&Drawing::default());
    assert!(scene.nodes().is_empty() && scene.edges().is_empty());
    assert_eq!(scene.bounds(), Rect::default());
}

#[test]
fn one_vpc_has_room_for_a_subnet() {
    let mut drawing = Drawing::default();
    drawing.vpc("vpc-1", "lab", "10.0.0.0/16");
    let scene = build(&drawing);
    // Inside 260 by 110; header 28 and lane 26 above, padding 12 on the other sides.
    assert_eq!(rect(&scene, "vpc-1"), Rect::new(16, 38, 284, 176));
    // The Region keeps 38 above and 16 on the other sides.
    assert_eq!(rect(&scene, "eu-west-1"), Rect::new(0, 0, 316, 230));
}

#[test]
fn cards_stand_below_one_another_in_a_subnet() {
    let mut drawing = Drawing::default();
    drawing.vpc("vpc-1", "lab", "10.0.0.0/16");
    drawing.subnet("subnet-1", "app-a", "vpc-1", "eu-west-1a", "10.0.1.0/24");
    drawing.instance("i-2", "second", "subnet-1", "10.0.1.12");
    drawing.instance("i-1", "first", "subnet-1", "10.0.1.11");
    let scene = build(&drawing);
    let zone = rect(&scene, "vpc-1/eu-west-1a");
    let subnet = rect(&scene, "subnet-1");
    // Two cards of 42 and a gap of 8, below a header of 24 and 2, above a padding of 12.
    assert_eq!((subnet.w, subnet.h), (194, 130));
    assert_eq!((subnet.x, subnet.y), (zone.x + 10, zone.y + 18));
    assert_eq!(rect(&scene, "i-1"), Rect::new(subnet.x + 10, subnet.y + 26, 174, 42));
    assert_eq!(rect(&scene, "i-2"), Rect::new(subnet.x + 10, subnet.y + 76, 174, 42));
}

#[test]
fn the_shop_is_laid_out_as_drawn() {
    let scene = build(&shop());
    // Zone: subnets of 80, 130 and 80 with gaps of 16, 18 above and 14 below, and 10 on each side.
    let (a, b) = (rect(&scene, "vpc-shop/eu-west-1a"), rect(&scene, "vpc-shop/eu-west-1b"));
    assert_eq!((a.w, a.h), (214, 354));
    assert_eq!((b.w, b.h), (214, 354));
    assert_eq!(b.x - a.right(), 132, "the gutter between the zones");
    // VPC: 28 and 26 above the zones, 12 below and at the left, 20 at the right where the endpoint reaches in by 18.
    let shop = rect(&scene, "vpc-shop");
    assert_eq!((shop.w, shop.h), (12 + 214 * 2 + 132 + 20, 354 + 54 + 12));
    // Tiers are rows: one height for both zones, public on top.
    for (left, right) in [
        ("subnet-publica", "subnet-publicb"),
        ("subnet-appa", "subnet-appb"),
        ("subnet-dataa", "subnet-datab"),
    ] {
        let (left, right) = (rect(&scene, left), rect(&scene, right));
        assert_eq!((left.y, left.h), (right.y, right.h));
    }
    assert!(rect(&scene, "subnet-publica").y < rect(&scene, "subnet-appa").y);
    assert!(rect(&scene, "subnet-appa").y < rect(&scene, "subnet-dataa").y);
    // The internet gateway sits in the middle of the upper edge, the internet straight above it.
    let gateway = rect(&scene, "igw-shop");
    assert_eq!(gateway.center(), Point::new(shop.center().x, shop.y));
    assert_eq!(rect(&scene, "internet").center().x, gateway.center().x);
    assert!(rect(&scene, "internet").bottom() < rect(&scene, "eu-west-1").y);
    // The endpoint faces its service, the peering stands in the gap.
    let endpoint = rect(&scene, "vpce-s3");
    assert_eq!(endpoint.center().x, shop.right());
    assert_eq!(rect(&scene, "s3:eu-west-1").center().y, endpoint.center().y);
    let (tile, analytics) = (rect(&scene, "pcx-bi"), rect(&scene, "vpc-bi"));
    assert_eq!(tile.center().x, i32::midpoint(shop.right(), analytics.x));
    assert_eq!(analytics.y, shop.y, "other VPCs to the right, at the same height");
}

#[test]
fn the_look_of_a_subnet_follows_its_route() {
    let scene = build(&shop());
    let kind = |key: &str| scene.node(key).map(|node| node.kind);
    assert_eq!(kind("subnet-publica"), Some(NodeKind::Subnet { public: Some(true) }));
    assert_eq!(kind("subnet-appa"), Some(NodeKind::Subnet { public: Some(false) }));
}

#[test]
fn cards_say_the_address_and_another_state_than_the_usual() {
    let scene = build(&shop());
    let meta = |key: &str| scene.node(key).map(|node| node.meta.clone()).unwrap_or_default();
    assert_eq!(meta("i-web1"), "10.20.10.11");
    assert_eq!(meta("i-db2"), "10.20.21.15 stopped");
    assert_eq!(meta("nat-a"), "203.0.113.7");
    assert!(scene.node("i-db2").is_some_and(|node| node.is_dashed));
    assert!(scene.node("nat-a").is_some_and(|node| node.has_public_address));
    assert!(scene.node("i-web1").is_some_and(|node| !node.has_public_address));
}

#[test]
fn interfaces_are_shown_by_their_instance_and_tables_by_nothing() {
    let scene = build(&shop());
    assert_eq!(scene.shown_by("eni-web1"), scene.index_of("i-web1"));
    assert_eq!(scene.index_of("eni-web1"), None);
    assert_eq!(scene.shown_by("rtb-public"), None);
}

#[test]
fn an_unattached_interface_is_a_card_of_its_own() {
    let mut drawing = Drawing::default();
    drawing.vpc("vpc-1", "lab", "10.0.0.0/16");
    drawing.subnet("subnet-1", "app-a", "vpc-1", "eu-west-1a", "10.0.1.0/24");
    drawing.interface("eni-1", "spare", "subnet-1", "10.0.1.20");
    let scene = build(&drawing);
    let card = scene.node("eni-1").expect("a card");
    assert_eq!((card.kind, card.meta.as_str()), (NodeKind::Card, "10.0.1.20"));
    assert_eq!(card.parent, scene.index_of("subnet-1"));
}

#[test]
fn what_has_no_container_says_so_and_stands_beside() {
    let mut drawing = Drawing::default();
    drawing.vpc("vpc-1", "lab", "10.0.0.0/16");
    drawing.gateway("igw-1", "spare", None);
    drawing.add("i-1", r#"{"type":"instance","name":"lost"}"#);
    drawing.add("x-1", r#"{"type":"quantumLink","name":"new thing"}"#);
    let scene = build(&drawing);
    let meta = |key: &str| scene.node(key).map(|node| (node.meta.clone(), node.parent));
    assert_eq!(meta("i-1"), Some(("not placed".to_owned(), None)));
    assert_eq!(meta("igw-1"), Some(("not attached".to_owned(), None)));
    assert_eq!(meta("x-1"), Some(("quantumLink".to_owned(), None)));
    for key in ["i-1", "igw-1", "x-1"] {
        assert!(rect(&scene, key).x > rect(&scene, "eu-west-1").right(), "{key} stands beside");
    }
}

#[test]
fn a_place_in_the_document_is_measured_from_the_inside_corner() {
    let mut drawing = Drawing::default();
    drawing.vpc("vpc-1", "lab", "10.0.0.0/16");
    drawing.subnet("subnet-1", "app-a", "vpc-1", "eu-west-1a", "10.0.1.0/24");
    drawing.place("eu-west-1", 1000, 500);
    drawing.place("vpc-1", 40, 60);
    drawing.place("vpc-1/eu-west-1a", 100, 20);
    drawing.place("subnet-1", 0, 200);
    let scene = build(&drawing);
    let corner = |key: &str| (rect(&scene, key).x, rect(&scene, key).y);
    assert_eq!(corner("eu-west-1"), (1000, 500));
    assert_eq!(corner("vpc-1"), (1000 + 16 + 40, 500 + 38 + 60));
    assert_eq!(corner("vpc-1/eu-west-1a"), (1056 + 12 + 100, 598 + 54 + 20));
    assert_eq!(corner("subnet-1"), (1168 + 10, 672 + 18 + 200));
}

#[test]
fn a_container_grows_to_every_side_and_nothing_else_moves() {
    let mut drawing = Drawing::default();
    drawing.vpc("vpc-1", "lab", "10.0.0.0/16");
    drawing.subnet("subnet-1", "app-a", "vpc-1", "eu-west-1a", "10.0.1.0/24");
    drawing.subnet("subnet-2", "app-b", "vpc-1", "eu-west-1a", "10.0.2.0/24");
    drawing.place("vpc-1", 200, 200);
    drawing.place("subnet-2", 0, 200);
    let before = build(&drawing);
    drawing.place("subnet-1", -60, -30);
    let after = build(&drawing);
    assert_eq!(rect(&after, "subnet-2"), rect(&before, "subnet-2"));
    let (zone_before, zone_after) = (rect(&before, "vpc-1/eu-west-1a"), rect(&after, "vpc-1/eu-west-1a"));
    assert_eq!((zone_after.x, zone_after.y), (zone_before.x - 60, zone_before.y - 30));
    assert_eq!((zone_after.right(), zone_after.bottom()), (zone_before.right(), zone_before.bottom()));
    // What the document says is still the corner from which the place is measured.
    let zone = after.index_of("vpc-1/eu-west-1a").expect("a zone");
    assert_eq!(after.nominal_corner(zone), Some(Point::new(zone_before.x, zone_before.y)));
}

#[test]
fn siblings_that_would_overlap_are_pushed_apart() {
    let mut drawing = Drawing::default();
    drawing.vpc("vpc-1", "one", "10.0.0.0/16");
    drawing.vpc("vpc-2", "two", "10.1.0.0/16");
    drawing.place("vpc-1", 0, 0);
    drawing.place("vpc-2", 10, 10);
    let scene = build(&drawing);
    assert!(!rect(&scene, "vpc-1").overlaps(&rect(&scene, "vpc-2")));
    assert_eq!((rect(&scene, "vpc-1").x, rect(&scene, "vpc-1").y), (16, 38), "the first keeps its place");
}

#[test]
fn a_gateway_sits_where_its_border_placement_says() {
    let mut drawing = Drawing::default();
    drawing.vpc("vpc-1", "lab", "10.0.0.0/16");
    drawing.gateway("igw-1", "igw", Some("vpc-1"));
    drawing
        .document
        .placement
        .insert("igw-1".to_owned(), Placement::Border { side: DocumentSide::Left, at: 500 });
    let scene = build(&drawing);
    let (tile, vpc) = (scene.node("igw-1").expect("a tile"), rect(&scene, "vpc-1"));
    assert_eq!(tile.kind, NodeKind::BorderTile { side: Side::Left });
    assert_eq!(tile.rect.center(), Point::new(vpc.x, vpc.y + vpc.h / 2));
}

#[test]
fn a_gateway_never_covers_the_name_of_its_vpc() {
    let mut drawing = Drawing::default();
    drawing.vpc("vpc-1", "the quite long name of a small network", "10.0.0.0/16");
    drawing.gateway("igw-1", "igw", Some("vpc-1"));
    let scene = build(&drawing);
    let label = scene.node("vpc-1").and_then(netyard_scene::Node::label_box).expect("a label");
    assert!(!label.overlaps(&rect(&scene, "igw-1")));
}

#[test]
fn a_folded_container_hides_what_is_inside_and_stands_for_it() {
    let drawing = shop();
    let (public, folded) = (BTreeSet::new(), BTreeSet::from([ResourceId::new("subnet-appa")]));
    let input = SceneInput { folded: &folded, ..SceneInput::new(&drawing.document, &public) };
    let scene = Scene::build(&input);
    assert_eq!(scene.index_of("i-web1"), None);
    assert_eq!(scene.shown_by("eni-web1"), scene.index_of("subnet-appa"));
    assert_eq!(scene.node("subnet-appa").and_then(|node| node.folded), Some(2));
}

#[test]
fn cards_widen_for_addresses_and_names_are_cut() {
    let mut drawing = Drawing::default();
    drawing.vpc("vpc-1", "lab", "10.0.0.0/16");
    drawing.subnet("subnet-1", "app-a", "vpc-1", "eu-west-1a", "10.0.1.0/24");
    drawing.add(
        "i-1",
        r#"{"type":"instance","name":"orders-database-read-replica-two","state":"shutting-down"}"#,
    );
    drawing.add(
        "eni-1",
        r#"{"type":"networkInterface","subnetId":"subnet-1","ipv6Addresses":["2001:db8:1234:5678::1a2b"],"attachment":{"instanceId":"i-1"}}"#,
    );
    let scene = build(&drawing);
    let card = scene.node("i-1").expect("a card");
    assert_eq!(card.meta, "2001:db8:1234:5678::1a2b shutting-down");
    assert!(card.rect.w > 200 && (card.rect.w - 174) % 4 == 0, "{}", card.rect.w);
    let cut = card.shown_name();
    assert!(cut.len() <= card.name.len());
    assert_eq!(card.name, "orders-database-read-replica-two");
}

#[test]
fn children_lie_inside_and_siblings_apart() {
    check_whole(&build(&shop()), "shop");
    check_whole(&build(&many_kinds()), "many kinds");
    for (vpcs, zones, subnets, cards) in [(1, 1, 1, 1), (2, 3, 4, 3), (7, 2, 6, 8), (3, 1, 2, 40)] {
        let drawing = generated(vpcs, zones, subnets, cards);
        check_whole(
            &build(&drawing),
            &format!("{vpcs} VPCs, {zones} zones, {subnets} subnets, {cards} cards"),
        );
    }
}

#[test]
fn the_same_document_gives_the_same_picture() {
    let drawing = shop();
    let picture =
        |drawing: &Drawing| netyard_scene::svg::svg(&build(drawing), "Shop", &netyard_scene::palette::LIGHT);
    assert_eq!(picture(&drawing), picture(&drawing));
    assert_eq!(picture(&drawing), picture(&shop()));
}

#[test]
fn no_label_lies_on_another_or_on_a_card() {
    for (name, scene) in [("shop", build(&shop())), ("many kinds", build(&many_kinds()))] {
        let labels: Vec<_> =
            scene.nodes().iter().filter_map(|node| Some((&node.key, node.label_box()?))).collect();
        for (nth, (key, label)) in labels.iter().enumerate() {
            for (other_key, other) in labels.iter().skip(nth + 1) {
                assert!(!label.overlaps(other), "{name}: {key} lies on {other_key}");
            }
            for node in scene.nodes().iter().filter(|node| node.kind == NodeKind::Card) {
                assert!(
                    !label.overlaps(&node.rect),
                    "{name}: the name of {key} lies on the card {}",
                    node.key
                );
            }
        }
    }
}

#[test]
fn edges_keep_off_cards_tiles_and_names() {
    let scene = build(&shop());
    assert!(scene.edges().iter().any(|edge| edge.id == "subnet-appa>nat-a" && edge.at_rest));
    assert!(scene.edges().iter().any(|edge| edge.id == "subnet-appa>pcx-bi" && !edge.at_rest));
    for (name, scene) in [("shop", scene), ("many kinds", build(&many_kinds()))] {
        for edge in scene.edges() {
            for pair in edge.points.windows(2) {
                assert!(
                    pair[0].x == pair[1].x || pair[0].y == pair[1].y,
                    "{name}: {} is not orthogonal",
                    edge.id
                );
                for (at, node) in scene.nodes().iter().enumerate() {
                    let blocked = !node.is_container() && node.rect.is_crossed_by(pair[0], pair[1]);
                    assert!(!blocked, "{name}: {} crosses {}", edge.id, node.key);
                    let is_end = at == edge.from || at == edge.to;
                    let on_name = node.label_box().is_some_and(|label| label.is_crossed_by(pair[0], pair[1]));
                    assert!(!on_name || is_end, "{name}: {} crosses the name of {}", edge.id, node.key);
                }
            }
        }
    }
}

#[test]
fn a_link_between_regions_stands_between_them() {
    let scene = build(&many_kinds());
    let (tile, west, central) =
        (rect(&scene, "pcx-1"), rect(&scene, "eu-west-1"), rect(&scene, "eu-central-1"));
    assert!(!tile.overlaps(&west) && !tile.overlaps(&central));
    assert!(
        scene.node("pcx-1").is_some_and(|node| node.is_dashed && node.parent.is_none()),
        "not active yet"
    );
    // The partner of the other one is in another account: its tile sits on the VPC that is drawn.
    let outward = scene.node("pcx-2").expect("a tile");
    assert_eq!(outward.parent, scene.index_of("vpc-2"));
    assert_eq!(outward.kind, NodeKind::BorderTile { side: Side::Right });
}

#[test]
fn the_internet_gateway_takes_the_middle_and_the_internet_stands_over_it() {
    let scene = build(&many_kinds());
    let (gateway, other) = (rect(&scene, "igw-1"), rect(&scene, "eigw-1"));
    assert!(other.x >= gateway.right(), "the egress-only gateway follows");
    assert_eq!(rect(&scene, "internet").center().x, gateway.center().x);
}

#[test]
fn subnets_without_a_zone_stand_beside_the_zones() {
    let scene = build(&many_kinds());
    let loose = rect(&scene, "subnet-x");
    assert!(loose.x > rect(&scene, "vpc-1/eu-west-1c").right());
    assert_eq!(loose.y, rect(&scene, "subnet-pa").y, "level with the first row");
    assert!(scene.node("subnet-x").is_some_and(|node| node.is_dashed), "it has no CIDR yet");
}

#[test]
fn one_line_for_each_subnet_and_gateway() {
    let scene = build(&shop());
    let mut ids: Vec<_> = scene.edges().iter().map(|edge| &edge.id).collect();
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
    let peering: Vec<_> = scene.edges().iter().filter(|edge| edge.kind == EdgeKind::Peering).collect();
    assert_eq!(peering.len(), 2, "one half to each VPC");
    assert!(peering.iter().all(|edge| edge.points.len() == 2), "straight through the gap");
}

#[test]
fn names_in_a_picture_are_text() {
    let mut drawing = Drawing::default();
    drawing.vpc("vpc-1", "<script>alert('1')</script> & \"more\"", "10.0.0.0/16");
    let picture = netyard_scene::svg::svg(&build(&drawing), "<b>", &netyard_scene::palette::LIGHT);
    assert!(!picture.contains("<script") && !picture.contains("<b>"));
    assert!(picture.contains("<title>&lt;b&gt;</title>"));
}

#[test]
fn absurd_places_do_no_harm() {
    let mut drawing = shop();
    for (nth, key) in ["vpc-shop", "subnet-appa", "i-web1", "internet", "pcx-bi"].into_iter().enumerate() {
        let far = if nth % 2 == 0 { i32::MAX } else { i32::MIN };
        drawing
            .document
            .placement
            .insert(key.to_owned(), Placement::Box { x: far, y: far, w: Some(i32::MAX), h: Some(-5) });
    }
    let scene = build(&drawing);
    assert!(scene.nodes().iter().all(|node| node.rect.w >= 0 && node.rect.h >= 0));
}

#[test]
fn things_that_lie_in_each_other_are_laid_out() {
    let mut drawing = shop();
    drawing.add("subnet-x", r#"{"type":"subnet","vpcId":"subnet-y"}"#);
    drawing.add("subnet-y", r#"{"type":"subnet","vpcId":"subnet-x"}"#);
    drawing.add(
        "eni-x",
        r#"{"type":"networkInterface","subnetId":"eni-x","attachment":{"instanceId":"eni-x"}}"#,
    );
    drawing.add("vpc-x", r#"{"type":"vpc","region":"vpc-x","cidrBlocks":["10.9.0.0/16"]}"#);
    drawing.place("vpc-x/vpc-x", 1, 1);
    let scene = build(&drawing);
    for id in ["subnet-x", "subnet-y", "eni-x", "vpc-x"] {
        assert!(scene.nodes().iter().any(|node| node.key == id), "{id} is drawn");
    }
}

#[test]
fn thousands_on_one_spot_come_apart() {
    let mut drawing = Drawing::default();
    drawing.vpc("vpc-1", "one", "10.0.0.0/16");
    drawing.vpc("vpc-2", "two", "10.1.0.0/16");
    drawing.subnet("subnet-1", "app", "vpc-1", "eu-west-1a", "10.0.0.0/16");
    for nth in 0..500 {
        drawing.add(&format!("i-{nth}"), r#"{"type":"instance"}"#);
        drawing.interface(&format!("eni-{nth}"), "spare", "subnet-1", "10.0.0.9");
        drawing.place(&format!("eni-{nth}"), 0, 0);
        drawing.gateway(&format!("igw-{nth}"), "gate", Some("vpc-1"));
        let side = Placement::Border { side: DocumentSide::Bottom, at: 500 };
        drawing.document.placement.insert(format!("igw-{nth}"), side);
        drawing.add(
            &format!("pcx-{nth}"),
            r#"{"type":"vpcPeeringConnection","requesterVpcInfo":{"vpcId":"vpc-1"},"accepterVpcInfo":{"vpcId":"vpc-2"}}"#,
        );
        drawing
            .document
            .placement
            .insert(format!("vpc-2/zone-{nth}"), Placement::Box { x: 0, y: 0, w: None, h: None });
    }
    let scene = build(&drawing);
    let mut corners: Vec<_> = scene
        .nodes()
        .iter()
        .filter(|node| node.kind != NodeKind::Region)
        .map(|node| (node.kind, node.rect.x, node.rect.y))
        .collect();
    let count = corners.len();
    assert!(count >= 2_000);
    corners.sort_unstable();
    corners.dedup();
    assert_eq!(corners.len(), count, "no two of a kind stand on one spot");
}

#[test]
fn of_a_large_scene_only_what_is_near_the_view_is_drawn_with_all_that_it_lies_in() {
    let scene = build(&shop());
    let at = |key: &str| scene.index_of(key).unwrap();
    let card = scene.nodes()[at("i-web1")].rect;

    let near = scene.within(&card, 100, None);
    let keys: Vec<&str> = near.nodes().iter().map(|node| node.key.as_str()).collect();
    assert!(keys.contains(&"i-web1") && keys.contains(&"vpc-shop"), "{keys:?}");
    assert!(near.nodes().len() < scene.nodes().len());
    for node in near.nodes() {
        let parent = node.parent.map(|at| near.nodes()[at].key.as_str());
        let whole = scene.node(node.key.as_str()).unwrap();
        assert_eq!(parent, whole.parent.map(|at| scene.nodes()[at].key.as_str()), "{}", node.key);
        assert_eq!(node.rect, whole.rect);
    }
    for edge in near.edges() {
        let whole = scene.edges().iter().find(|other| other.id == edge.id).unwrap();
        assert_eq!(near.nodes()[edge.from].key, scene.nodes()[whole.from].key);
        assert_eq!(near.nodes()[edge.to].key, scene.nodes()[whole.to].key);
    }

    // With room for few, the small ones are left out; what has the focus never is.
    let everything = scene.bounds().grown(100);
    let few = scene.within(&everything, 4, Some(at("i-web1")));
    assert!(few.index_of("vpc-shop").is_some() && few.index_of("i-web1").is_some());
    assert!(few.nodes().len() < scene.nodes().len());
    assert_eq!(scene.within(&everything, scene.nodes().len(), None).nodes(), scene.nodes());
}

#[test]
fn what_a_flow_log_watches_carries_its_mark_and_folding_tells_of_those_inside() {
    let mut drawing = shop();
    for (id, watched) in [("fl-1", "vpc-shop"), ("fl-2", "eni-web1"), ("fl-3", "eni-web1"), ("fl-4", "gone")]
    {
        drawing.add(id, &format!(r#"{{"type":"flowLog","resourceId":"{watched}"}}"#));
    }
    let scene = build(&drawing);
    let watched =
        |scene: &Scene, key: &str| scene.node(key).map(|node| (node.watched.here, node.watched.inside));
    assert_eq!(watched(&scene, "vpc-shop"), Some((1, 0)));
    assert_eq!(watched(&scene, "i-web1"), Some((2, 0)), "its interface is watched by two");
    assert_eq!(watched(&scene, "subnet-appa"), Some((0, 0)), "the log of the VPC is none of its own");
    for key in ["vpc-shop", "i-web1"] {
        let node = scene.node(key).expect("a node");
        let [(_, mark)] = node.signs()[..] else { panic!("{key}: {:?}", node.signs()) };
        assert!(node.rect.union(&mark) == node.rect, "{key} holds its mark");
        assert!(!mark.overlaps(&node.glyph_box().expect("a glyph")));
        let name = Rect::new(node.name_spot().x, node.rect.y, node.name_room(), node.rect.h);
        assert!(!mark.overlaps(&name), "{key}: {mark:?} lies on the name, {name:?}");
    }

    let (public, folded) = (BTreeSet::new(), BTreeSet::from([ResourceId::new("vpc-shop")]));
    let input = SceneInput { folded: &folded, ..SceneInput::new(&drawing.document, &public) };
    let scene = Scene::build(&input);
    assert_eq!(watched(&scene, "vpc-shop"), Some((1, 2)));
    assert_eq!(scene.shown_by("fl-2"), scene.index_of("vpc-shop"));
}

#[test]
fn a_globe_and_a_mark_of_flow_logs_stand_one_over_the_other() {
    let mut drawing = Drawing::default();
    drawing.vpc("vpc-1", "shop", "10.0.0.0/16");
    drawing.subnet("subnet-1", "public-a", "vpc-1", "eu-west-1a", "10.0.1.0/24");
    drawing.instance("i-1", "web", "subnet-1", "10.0.1.10");
    drawing.add("eip-1", r#"{"type":"elasticIp","publicIp":"198.51.100.20","networkInterfaceId":"eni-i-1"}"#);
    drawing.add("fl-1", r#"{"type":"flowLog","resourceId":"eni-i-1"}"#);
    let scene = build(&drawing);
    let card = scene.node("i-1").expect("a card");
    let signs = card.signs();
    assert_eq!(signs.iter().map(|(id, _)| *id).collect::<Vec<_>>(), ["public", "flow-log"]);
    assert!(!signs[0].1.overlaps(&signs[1].1));
    assert!(signs.iter().all(|(_, sign)| card.rect.union(sign) == card.rect));
}
