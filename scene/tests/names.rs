//! What decides about names on the canvas: zones, rules, groups and options with the VPCs that they count for.

#![expect(clippy::expect_used, reason = "the helpers of a test fail as loudly as the test")]

mod support;

use std::collections::BTreeSet;

use netyard_core::model::{Resource, ResourceId};
use netyard_core::sample;
use netyard_scene::{Edge, EdgeKind, NodeKind, Rect, Scene, SceneInput, palette, svg::svg};
use support::{Drawing, build, check_whole, generated};

fn rect(scene: &Scene, key: &str) -> Rect {
    scene.node(key).unwrap_or_else(|| panic!("{key} is not drawn")).rect
}

fn lines(scene: &Scene) -> Vec<&Edge> {
    scene.edges().iter().filter(|edge| edge.kind == EdgeKind::Association).collect()
}

fn ends(scene: &Scene) -> BTreeSet<String> {
    lines(scene).into_iter().map(|edge| edge.id.clone()).collect()
}

/// No line runs over a part, and no card stands on another.
fn check_tidy(scene: &Scene, name: &str) {
    check_whole(scene, name);
    for edge in lines(scene) {
        for pair in edge.points.windows(2) {
            for node in scene.nodes().iter().filter(|node| !node.is_container()) {
                assert!(
                    !node.rect.is_crossed_by(pair[0], pair[1]),
                    "{name}: {} crosses {}",
                    edge.id,
                    node.key
                );
            }
        }
    }
}

/// Three VPCs in a Region, on a transit gateway, with all four kinds.
fn house() -> Drawing {
    let mut drawing = generated(3, 2, 1, 1);
    drawing.add("tgw-1", r#"{"type":"transitGateway","name":"hub","region":"eu-west-1"}"#);
    for v in 0..3 {
        drawing.add(
            &format!("tgw-attach-{v}"),
            &format!(
                r#"{{"type":"transitGatewayAttachment","transitGatewayId":"tgw-1","resourceId":"vpc-{v}"}}"#
            ),
        );
    }
    drawing.add(
        "Z1",
        r#"{"type":"hostedZone","name":"corp.internal","config":{"privateZone":true},"vpcs":[{"vpcId":"vpc-0"}]}"#,
    );
    drawing.add(
        "Z2",
        r#"{"type":"hostedZone","name":"shared.internal","config":{"privateZone":true},"vpcs":[{"vpcId":"vpc-0"},{"vpcId":"vpc-1"}]}"#,
    );
    drawing.add("Z3", r#"{"type":"hostedZone","name":"example.com"}"#);
    drawing.add("Z4", r#"{"type":"hostedZone","name":"idle.internal","config":{"privateZone":true}}"#);
    drawing.add("rslvr-out-1", r#"{"type":"resolverEndpoint","name":"out","direction":"OUTBOUND"}"#);
    drawing.add(
        "eni-out",
        r#"{"type":"networkInterface","subnetId":"subnet-0-0-0","privateIpAddresses":[{"privateIpAddress":"10.0.0.250"}],"attachment":{"instanceId":"rslvr-out-1"}}"#,
    );
    drawing.add(
        "rslvr-rr-1",
        r#"{"type":"resolverRule","name":"to-office","domainName":"office.example","resolverEndpointId":"rslvr-out-1","vpcIds":["vpc-0"]}"#,
    );
    drawing.add(
        "rslvr-frg-1",
        r#"{"type":"firewallRuleGroup","name":"no-tunnels","firewallRuleGroupAssociations":{"a1":{"vpcId":"vpc-1","priority":101}}}"#,
    );
    drawing.add(
        "dopt-1",
        r#"{"type":"dhcpOptions","name":"office-dns","dhcpConfigurations":[{"key":"domain-name-servers","values":[{"value":"10.9.0.2"}]}]}"#,
    );
    give(&mut drawing, "vpc-2", "dopt-1");
    drawing
}

fn give(drawing: &mut Drawing, vpc: &str, options: &str) {
    let mut value = drawing.document.resource(vpc).expect("the VPC").to_value();
    value["dhcpOptionsId"] = options.into();
    drawing.document.insert(vpc, Resource::from_value(value).expect("a VPC"));
}

#[test]
fn each_stands_below_the_vpc_that_it_counts_for_with_a_line_to_it() {
    let scene = build(&house());
    check_tidy(&scene, "a house");
    for (card, vpc) in
        [("Z1", "vpc-0"), ("rslvr-rr-1", "vpc-0"), ("rslvr-frg-1", "vpc-1"), ("dopt-1", "vpc-2")]
    {
        let (own, above) = (rect(&scene, card), rect(&scene, vpc));
        assert!(own.y >= above.bottom() + 40, "{card} {own:?} {above:?}");
        assert!(own.x >= above.x && own.right() <= above.right(), "{card} {own:?} {above:?}");
        let node = scene.node(card).expect("a card");
        assert_eq!(
            (node.kind, node.parent, node.is_dashed),
            (NodeKind::Card, scene.index_of("eu-west-1"), false)
        );
        assert!(rect(&scene, "tgw-1").y > own.bottom(), "the hub stands below {card}");
    }
    // What counts for two stands below both, under the hub.
    let (both, hub) = (rect(&scene, "Z2"), rect(&scene, "tgw-1"));
    assert!(both.y > hub.bottom());
    let middle = rect(&scene, "vpc-0").union(&rect(&scene, "vpc-1")).center().x;
    assert_eq!(both.center().x, middle);
    assert_eq!(
        ends(&scene),
        [
            "Z1>vpc-0",
            "Z2>vpc-0",
            "Z2>vpc-1",
            "dopt-1>vpc-2",
            "rslvr-frg-1>vpc-1",
            "rslvr-rr-1>rslvr-out-1",
            "rslvr-rr-1>vpc-0",
        ]
        .map(ToOwned::to_owned)
        .into()
    );
    assert!(lines(&scene).iter().all(|line| line.at_rest && !line.is_thing()));
}

#[test]
fn cards_say_what_they_are() {
    let scene = build(&house());
    let said = |key: &str| scene.node(key).map(|node| (node.meta.as_str(), node.is_dashed)).expect("a card");
    assert_eq!(said("Z1"), ("private zone", false));
    assert_eq!(said("Z2"), ("private zone, 2 VPCs", false));
    assert_eq!(said("Z3"), ("public zone", false));
    assert_eq!(said("Z4"), ("private zone, no VPC", true));
    assert_eq!(said("rslvr-rr-1").0, "office.example");
    assert_eq!(said("rslvr-frg-1").0, "DNS Firewall");
    assert_eq!(said("dopt-1").0, "10.9.0.2");
}

fn of_one_vpc() -> netyard_core::model::Document {
    let mut drawing = generated(1, 2, 1, 1);
    drawing.add("Z3", r#"{"type":"hostedZone","name":"example.com"}"#);
    drawing.document
}

#[test]
fn public_zones_stand_beside_the_internet() {
    let mut drawing = house();
    for n in 0..12 {
        drawing
            .add(&format!("ZP{n:02}"), &format!(r#"{{"type":"hostedZone","name":"site-{n:02}.example"}}"#));
    }
    let scene = build(&drawing);
    check_tidy(&scene, "public zones");
    let (zone, net) = (rect(&scene, "Z3"), rect(&scene, "internet"));
    // Three gateways have lines to the internet, with room below the zone.
    assert!(zone.y == net.y - 24 && zone.x > net.right(), "{zone:?} {net:?}");
    let one = build(&Drawing { document: of_one_vpc() });
    assert_eq!(rect(&one, "Z3").y, rect(&one, "internet").y);
    let region = rect(&scene, "eu-west-1");
    assert!(scene.node("Z3").expect("a card").parent.is_none());
    assert!((0..12).all(|n| rect(&scene, &format!("ZP{n:02}")).bottom() <= region.y));
    // What is associated with nothing stands beside the Region.
    assert!(rect(&scene, "Z4").x > region.right());
}

#[test]
fn health_checks_stand_beside_the_internet_and_say_what_they_check() {
    let mut drawing = house();
    let check = |config: &str| format!(r#"{{"type":"healthCheck","healthCheckConfig":{config}}}"#);
    drawing.add("hc-1", &check(r#"{"type":"HTTPS","fullyQualifiedDomainName":"www.example.com"}"#));
    drawing.add("hc-2", &check(r#"{"type":"TCP","ipAddress":"203.0.113.20"}"#));
    drawing.add("hc-3", &check(r#"{"type":"CALCULATED","childHealthChecks":["hc-1"]}"#));
    drawing.add("hc-4", &check(r#"{"type":"HTTP"}"#));
    let scene = build(&drawing);
    check_tidy(&scene, "health checks");
    let meta = |key: &str| scene.node(key).expect("a card").meta.as_str();
    assert_eq!(meta("hc-1"), "HTTPS www.example.com");
    assert_eq!(meta("hc-2"), "TCP 203.0.113.20");
    assert_eq!(meta("hc-3"), "of 1 check");
    assert_eq!(meta("hc-4"), "checks nothing yet");
    let net = rect(&scene, "internet");
    assert!((1..5).all(|n| rect(&scene, &format!("hc-{n}")).x > net.right()));
}

#[test]
fn the_options_of_aws_are_no_card_but_those_that_somebody_made_are() {
    let mut drawing = house();
    let amazon = |name: &str| {
        format!(
            r#"{{"type":"dhcpOptions"{name},"dhcpConfigurations":[{{"key":"domain-name","values":[{{"value":"eu-west-1.compute.internal"}}]}},{{"key":"domain-name-servers","values":[{{"value":"AmazonProvidedDNS"}}]}}]}}"#
        )
    };
    drawing.add("dopt-aws", &amazon(""));
    give(&mut drawing, "vpc-0", "dopt-aws");
    give(&mut drawing, "vpc-1", "dopt-aws");
    let scene = build(&drawing);
    check_tidy(&scene, "AWS's own");
    assert!(scene.node("dopt-aws").is_none());
    assert_eq!(scene.shown_by("dopt-aws"), scene.index_of("vpc-0"), "a VPC stands for it");
    assert!(!ends(&scene).iter().any(|line| line.starts_with("dopt-aws") || line.starts_with("vpc-0>vpc")));
    // With a name that somebody gave it is drawn, and so is one that has a place.
    drawing.add("dopt-aws", &amazon(r#","name":"ours""#));
    assert!(build(&drawing).node("dopt-aws").is_some());
    drawing.add("dopt-aws", &amazon(""));
    drawing.place("dopt-aws", 10, 900);
    assert!(build(&drawing).node("dopt-aws").is_some());
}

#[test]
fn what_counts_for_many_vpcs_shows_its_lines_on_demand() {
    let mut drawing = generated(6, 2, 1, 0);
    let vpcs: Vec<String> = (0..6).map(|v| format!(r#"{{"vpcId":"vpc-{v}"}}"#)).collect();
    drawing.add(
        "Z1",
        &format!(
            r#"{{"type":"hostedZone","name":"all.internal","config":{{"privateZone":true}},"vpcs":[{}]}}"#,
            vpcs.join(",")
        ),
    );
    let scene = build(&drawing);
    check_tidy(&scene, "for all");
    assert_eq!(scene.node("Z1").expect("a card").meta, "private zone, 6 VPCs");
    assert_eq!(lines(&scene).len(), 6);
    assert!(lines(&scene).iter().all(|line| !line.at_rest));
    let foot = (0..6).map(|v| rect(&scene, &format!("vpc-{v}")).bottom()).max().expect("VPCs");
    assert!(rect(&scene, "Z1").y > foot);
}

#[test]
fn a_thousand_stay_tidy_and_are_laid_out_fast() {
    let mut drawing = generated(4, 2, 2, 2);
    for n in 0..1000 {
        let vpc = n % 4;
        let resource = match n % 3 {
            0 => format!(
                r#"{{"type":"hostedZone","name":"zone-{n}.internal","config":{{"privateZone":true}},"vpcs":[{{"vpcId":"vpc-{vpc}"}}]}}"#
            ),
            1 => format!(
                r#"{{"type":"resolverRule","name":"rule-{n}","domainName":"d{n}.example","vpcIds":["vpc-{vpc}"]}}"#
            ),
            _ => format!(
                r#"{{"type":"firewallRuleGroup","name":"group-{n}","firewallRuleGroupAssociations":{{"a1":{{"vpcId":"vpc-{vpc}","priority":101}}}}}}"#
            ),
        };
        drawing.add(&format!("n-{n:04}"), &resource);
    }
    let scene = build(&drawing);
    check_whole(&scene, "a thousand");
    let bounds = scene.bounds();
    assert!(bounds.w < 5 * bounds.h && bounds.h < 5 * bounds.w, "{bounds:?}");
    assert_eq!(lines(&scene).len(), 1000);
}

#[test]
fn folded_vpcs_hide_what_counts_for_them_alone() {
    let drawing = house();
    let folded = BTreeSet::from([ResourceId::new("vpc-0")]);
    let none = BTreeSet::new();
    let scene = Scene::build(&SceneInput { folded: &folded, ..SceneInput::new(&drawing.document, &none) });
    check_tidy(&scene, "a folded VPC");
    for hidden in ["Z1", "rslvr-rr-1"] {
        assert!(scene.node(hidden).is_none());
        assert_eq!(scene.folded_over(hidden).map(|node| node.key.as_str()), Some("vpc-0"));
    }
    assert!(scene.node("Z2").is_some(), "another VPC has it, too");
    assert!(ends(&scene).contains("Z2>vpc-0"), "the folded VPC keeps its line");
    let folded = BTreeSet::from([ResourceId::new("eu-west-1")]);
    let scene = Scene::build(&SceneInput { folded: &folded, ..SceneInput::new(&drawing.document, &none) });
    check_whole(&scene, "a folded Region");
    assert!(lines(&scene).is_empty());
}

#[test]
fn the_place_of_a_person_wins_and_nothing_lies_on_it() {
    let mut drawing = house();
    drawing.place("Z1", 60, 900);
    drawing.place("vpc-0", 0, 0);
    drawing.place("vpc-1", 30, 420);
    let scene = build(&drawing);
    check_whole(&scene, "placed");
    let region = scene.node("eu-west-1").expect("the Region").origin;
    let zone = rect(&scene, "Z1");
    assert_eq!((zone.x - region.x, zone.y - region.y), (60, 900));
}

#[test]
fn zones_of_several_regions_and_of_an_account_stand_outside_of_the_vpcs_that_ask_them() {
    let mut drawing = house();
    drawing.add("vpc-us", r#"{"type":"vpc","name":"us","region":"us-east-1","cidrBlocks":["10.50.0.0/16"]}"#);
    drawing.add(
        "Z2",
        r#"{"type":"hostedZone","name":"shared.internal","config":{"privateZone":true},"vpcs":[{"vpcId":"vpc-0"},{"vpcId":"vpc-us"}]}"#,
    );
    let scene = build(&drawing);
    check_tidy(&scene, "two Regions");
    assert!(scene.node("Z2").expect("a card").parent.is_none());
    drawing.add("account-1", r#"{"type":"account","name":"dns","accountId":"111122223333"}"#);
    drawing.add(
        "Z1",
        r#"{"type":"hostedZone","name":"corp.internal","ownerId":"111122223333","config":{"privateZone":true},"vpcs":[{"vpcId":"vpc-0"}]}"#,
    );
    let scene = build(&drawing);
    check_tidy(&scene, "an account for names");
    assert_eq!(scene.node("Z1").expect("a card").parent, scene.index_of("account-1"));
    assert!(ends(&scene).contains("Z1>vpc-0"));
}

fn input<'a>(drawing: &'a Drawing, none: &'a BTreeSet<ResourceId>) -> SceneInput<'a> {
    SceneInput::new(&drawing.document, none)
}

#[test]
fn records_move_nothing_and_associations_do() {
    let before = house();
    let none = BTreeSet::new();
    let scene = Scene::build(&input(&before, &none));
    let mut after = before.clone();
    after.add(
        "Z1",
        r#"{"type":"hostedZone","name":"corp.internal","config":{"privateZone":true},"vpcs":[{"vpcId":"vpc-0"}],"resourceRecordSets":{"r1":{"name":"db.corp.internal","type":"A"}}}"#,
    );
    let first = scene.changed(&input(&before, &none), &input(&before, &none));
    let changed = first.changed(&input(&before, &none), &input(&after, &none));
    assert!(changed.stands_still(&first));
    after.add(
        "Z1",
        r#"{"type":"hostedZone","name":"corp.internal","config":{"privateZone":true},"vpcs":[{"vpcId":"vpc-2"}]}"#,
    );
    let moved = first.changed(&input(&before, &none), &input(&after, &none));
    assert!(ends(&moved).contains("Z1>vpc-2") && !ends(&moved).contains("Z1>vpc-0"));
}

#[test]
fn exported_pictures_show_them() {
    let scene = build(&house());
    let picture = svg(&scene, "Names", &palette::LIGHT);
    for text in ["corp.internal", "to-office", "no-tunnels", "office-dns", "stroke-dasharray=\"3 3\""] {
        assert!(picture.contains(text), "{text} is missing");
    }
}

/// Zones, rules and options of an organisation on hubs: some for one VPC, some for several, some for all.
fn organisation(spokes: u32) -> Drawing {
    let mut drawing = Drawing { document: sample::organisation(spokes) };
    let vpcs: Vec<String> = (0..spokes).map(|spoke| sample::spoke_id(spoke).to_string()).collect();
    for (nth, vpc) in vpcs.iter().enumerate() {
        drawing.add(
            &format!("Z-{nth}"),
            &format!(
                r#"{{"type":"hostedZone","name":"spoke-{nth}.internal","config":{{"privateZone":true}},"vpcs":[{{"vpcId":"{vpc}"}}]}}"#
            ),
        );
        let some: Vec<String> =
            vpcs.iter().skip(nth).step_by(5).take(3).map(|vpc| format!("\"{vpc}\"")).collect();
        drawing.add(
            &format!("rule-{nth}"),
            &format!(
                r#"{{"type":"resolverRule","name":"rule-{nth}","domainName":"d{nth}.example","vpcIds":[{}]}}"#,
                some.join(",")
            ),
        );
    }
    let all: Vec<String> = vpcs.iter().map(|vpc| format!("\"{vpc}\"")).collect();
    drawing.add(
        "rule-all",
        &format!(
            r#"{{"type":"resolverRule","name":"to-office","domainName":"office.example","vpcIds":[{}]}}"#,
            all.join(",")
        ),
    );
    drawing
}

#[test]
fn organisations_on_hubs_stay_tidy_open_and_folded() {
    for spokes in [1, 2, 3, 4, 7, 12, 25] {
        let drawing = organisation(spokes);
        let name = format!("{spokes} spokes");
        let scene = build(&drawing);
        check_whole(&scene, &name);
        let names = |scene: &Scene| {
            let is_name = |key: &str| key.starts_with("Z-") || key.starts_with("rule-");
            scene.nodes().iter().filter(|node| is_name(node.key.as_str())).count()
        };
        assert_eq!(names(&scene), usize::try_from(2 * spokes + 1).expect("few"), "{name}");
        let is_vpc = |id: &&ResourceId| drawing.document.vpc(id.as_str()).is_some();
        let folded: BTreeSet<ResourceId> =
            drawing.document.resources.keys().filter(is_vpc).cloned().collect();
        let none = BTreeSet::new();
        let scene =
            Scene::build(&SceneInput { folded: &folded, ..SceneInput::new(&drawing.document, &none) });
        check_whole(&scene, &format!("{name}, folded"));
        assert!(names(&scene) < usize::try_from(2 * spokes + 1).expect("few"), "{name}: some are hidden");
    }
}
