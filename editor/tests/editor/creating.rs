//! New things come with what AWS makes with them, in a free range, and only where they may be.

use crate::support::TestEditor;
use netyard_core::model::{Resource, ResourceType};
use netyard_editor::{DropVerdict, Effect, Event, Modifiers, PartEvent, PartId, Request};
use netyard_scene::Point;

#[test]
fn a_vpc_comes_with_main_table_default_acl_and_default_group() {
    let mut test = TestEditor::empty();
    test.drop_part(PartId::Vpc, Point::new(100, 100));
    let vpc = test.id("vpc-1");
    let of_vpc = |resource: &Resource| match resource {
        Resource::RouteTable(table) => table.main && table.vpc_id.as_ref() == Some(&vpc),
        Resource::NetworkAcl(acl) => acl.is_default && acl.vpc_id.as_ref() == Some(&vpc),
        Resource::SecurityGroup(group) => group.is_default() && group.vpc_id.as_ref() == Some(&vpc),
        _ => false,
    };
    assert_eq!(test.document().resources.values().filter(|resource| of_vpc(resource)).count(), 3);
    assert_eq!(test.document().vpc(vpc.as_str()).unwrap().cidr_blocks[0].to_string(), "10.0.0.0/16");
    assert_eq!(test.document().vpc(vpc.as_str()).unwrap().region.as_deref(), Some("eu-west-1"));
    assert_eq!(test.selected(), ["vpc-1"]);
    assert_eq!(test.editor.undo_depth(), 1, "one drop is one step");
}

#[test]
fn the_default_group_admits_its_own_members() {
    let mut test = TestEditor::empty();
    test.drop_part(PartId::Vpc, Point::new(100, 100));
    let group = test.id("default-vpc-1");
    let rules = &test.document().security_group(group.as_str()).unwrap().ip_permissions;
    assert_eq!(rules.values().map(|rule| rule.group_id.clone()).collect::<Vec<_>>(), [Some(group)]);
}

#[test]
fn a_second_vpc_gets_the_next_block() {
    let mut test = TestEditor::empty();
    test.drop_part(PartId::Vpc, Point::new(100, 100));
    test.drop_part(PartId::Vpc, Point::new(1000, 100));
    let id = test.id("vpc-2");
    assert_eq!(test.document().vpc(id.as_str()).unwrap().cidr_blocks[0].to_string(), "10.1.0.0/16");
    assert!(!test.rect("vpc-1").overlaps(&test.rect("vpc-2")));
}

#[test]
fn a_vpc_stands_where_it_was_dropped() {
    let mut test = TestEditor::empty();
    test.drop_part(PartId::Vpc, Point::new(340, 214));
    // Held by its header: 40 from the left, 14 from the top, on the grid.
    let rect = test.rect("vpc-1");
    assert_eq!((rect.x, rect.y), (300, 200));
}

#[test]
fn subnets_get_the_next_free_range_and_zones_in_order() {
    let test = TestEditor::two_subnets();
    let of = |name: &str| {
        let subnet = test.document().subnet(test.id(name).as_str()).unwrap().clone();
        (subnet.cidr_block.unwrap().to_string(), subnet.availability_zone.unwrap())
    };
    assert_eq!(of("subnet-a"), ("10.0.0.0/24".to_owned(), "eu-west-1a".to_owned()));
    assert_eq!(of("subnet-b"), ("10.0.1.0/24".to_owned(), "eu-west-1b".to_owned()));
}

#[test]
fn a_subnet_below_another_is_in_its_zone() {
    let mut test = TestEditor::two_subnets();
    let above = test.rect("subnet-a");
    test.drop_part(PartId::Subnet, Point::new(above.x + 44, above.bottom() + 10));
    assert_eq!(test.parent("subnet-a-2").as_deref(), Some("eu-west-1a"));
    assert!(test.rect("subnet-a-2").y >= above.bottom());
}

#[test]
fn a_gap_between_subnets_is_used_first() {
    let mut test = TestEditor::two_subnets();
    let id = test.id("subnet-a");
    test.request(Request::Delete { keys: vec![id], keep_content: false });
    test.drop_in(PartId::Subnet, "vpc-1");
    let blocks: Vec<String> = test
        .document()
        .resources
        .values()
        .filter_map(|resource| match resource.as_ref() {
            Resource::Subnet(subnet) => subnet.cidr_block.as_ref().map(ToString::to_string),
            _ => None,
        })
        .collect();
    assert!(blocks.contains(&"10.0.0.0/24".to_owned()), "{blocks:?}");
}

#[test]
fn an_instance_in_the_second_subnet_of_a_name_is_counted_on() {
    let mut test = TestEditor::two_subnets();
    test.drop_part(PartId::Vpc, Point::new(1500, 0)).drop_in(PartId::Subnet, "vpc-2");
    test.drop_in(PartId::Instance, "subnet-a").drop_in(PartId::Instance, "subnet-a-2");
    assert_eq!(test.parent("web-2").as_deref(), Some("subnet-a-2"));
}

#[test]
fn an_instance_gets_a_free_address_and_the_default_group() {
    let mut test = TestEditor::two_subnets();
    test.drop_in(PartId::Instance, "subnet-a").drop_in(PartId::Instance, "subnet-a");
    assert_eq!(test.address("web-1"), "10.0.0.10");
    assert_eq!(test.address("web-2"), "10.0.0.11");
    let interface = test.interface_of(&test.id("web-1"));
    assert_eq!(interface.group_ids, [test.id("default-vpc-1")]);
    assert_eq!(interface.primary_address().unwrap().public_ip, None, "the subnet gives no public addresses");
    assert_eq!(test.parent("web-1").as_deref(), Some("subnet-a"));
}

#[test]
fn a_subnet_that_gives_public_addresses_gives_one() {
    let mut test = TestEditor::two_subnets();
    let id = test.id("subnet-a");
    test.request(Request::Edit {
        label: "Public addresses".to_owned(),
        changes: vec![netyard_core::change::Change::set(&id, "/mapPublicIpOnLaunch", true)],
    });
    test.drop_in(PartId::Instance, "subnet-a");
    let interface = test.interface_of(&test.id("web-1"));
    assert_eq!(interface.primary_address().unwrap().public_ip.as_ref().unwrap().to_string(), "203.0.113.20");
}

#[test]
fn the_smallest_subnet_holds_eleven_and_then_says_it_is_full() {
    let mut test = TestEditor::two_subnets();
    let id = test.id("subnet-a");
    let mut subnet = test.document().subnet(id.as_str()).unwrap().clone();
    subnet.cidr_block = Some(netyard_core::net::CidrBlock::new("10.0.0.0/28"));
    test.request(Request::Apply {
        label: "Smaller".to_owned(),
        changes: vec![
            netyard_core::change::Change::Remove { id: id.clone() },
            netyard_core::change::Change::add(id.clone(), subnet),
        ],
    });
    for _ in 0..11 {
        test.request(Request::Create { part: PartId::Instance, inside: Some(id.clone()) });
    }
    assert_eq!(test.count(ResourceType::Instance), 11);
    // R-SUB-5: .0 to .3 and .15 are AWS's own.
    let mut addresses: Vec<String> = (1..=11).map(|number| test.address(&format!("web-{number}"))).collect();
    addresses.sort_by_key(|address| address.rsplit('.').next().unwrap().parse::<u8>().unwrap());
    let expected: Vec<String> = (4..=14).map(|host| format!("10.0.0.{host}")).collect();
    assert_eq!(addresses, expected);
    test.forget().request(Request::Create { part: PartId::Instance, inside: Some(id) });
    assert_eq!(test.refusal().as_deref(), Some("subnet-a has no free address left."));
    assert_eq!(test.count(ResourceType::Instance), 11);
}

#[test]
fn a_nat_gateway_comes_with_an_elastic_ip_and_a_private_one_without() {
    let mut test = TestEditor::two_subnets();
    test.drop_in(PartId::NatGateway, "subnet-a");
    let nat = test.id("nat-a");
    let eip = test.id("eip-nat-a");
    assert_eq!(test.document().elastic_ip(eip.as_str()).unwrap().nat_gateway_id, Some(nat));
    test.drop_in(PartId::PrivateNatGateway, "subnet-b");
    assert_eq!(test.count(ResourceType::ElasticIp), 1);
    let private = test.document().nat_gateway(test.id("nat-b").as_str()).unwrap().clone();
    assert_eq!(private.connectivity_type, "private");
    assert_eq!(private.private_ip.unwrap().to_string(), "10.0.1.10");
}

#[test]
fn an_internet_gateway_dropped_on_a_vpc_is_attached_once() {
    let mut test = TestEditor::two_subnets();
    let rect = test.rect("vpc-1");
    test.drop_part(PartId::InternetGateway, Point::new(rect.center().x, rect.y));
    let gateway = test.id("igw-vpc-1");
    assert_eq!(test.document().internet_gateway(gateway.as_str()).unwrap().vpc_id, Some(test.id("vpc-1")));
    assert!((test.rect("igw-vpc-1").center().y - rect.y).abs() <= 1, "it sits on the top edge");
    test.forget().drop_part(PartId::InternetGateway, Point::new(rect.center().x + 60, rect.y));
    assert_eq!(
        test.refusal().as_deref(),
        Some("vpc-1 has the internet gateway igw-vpc-1 already: AWS allows one for each VPC.")
    );
    assert_eq!(test.count(ResourceType::InternetGateway), 1);
}

#[test]
fn a_route_table_dropped_on_a_subnet_is_associated_and_opened() {
    let mut test = TestEditor::two_subnets();
    test.drop_in(PartId::RouteTable, "subnet-a");
    let table = test.id("rtb-subnet-a");
    assert_eq!(test.document().route_table(table.as_str()).unwrap().subnet_ids, [test.id("subnet-a")]);
    assert!(test.effects.contains(&Effect::OpenInspectorOn(table.clone())));
    assert_eq!(test.editor.session().selection.only(), Some(&table));
    // A second one takes its place (R-RT-16).
    test.drop_in(PartId::RouteTable, "subnet-a");
    assert!(test.document().route_table(table.as_str()).unwrap().subnet_ids.is_empty());
}

#[test]
fn an_acl_and_a_group_dropped_on_a_subnet_apply_to_it() {
    let mut test = TestEditor::two_subnets();
    test.drop_in(PartId::Instance, "subnet-a");
    test.drop_in(PartId::NetworkAcl, "subnet-a");
    let acl = test.id("acl-subnet-a");
    assert_eq!(test.document().network_acl(acl.as_str()).unwrap().subnet_ids, [test.id("subnet-a")]);
    let web = test.middle("web-1");
    test.drop_part(PartId::SecurityGroup, web);
    let group = test.id("web-sg");
    assert_eq!(test.interface_of(&test.id("web-1")).group_ids, [test.id("default-vpc-1"), group]);
}

#[test]
fn an_elastic_ip_goes_to_the_part_under_it() {
    let mut test = TestEditor::two_subnets();
    test.drop_in(PartId::Instance, "subnet-a");
    let web = test.middle("web-1");
    test.drop_part(PartId::ElasticIp, web);
    let address = test.document().elastic_ip(test.id("eip-1").as_str()).unwrap().clone();
    assert_eq!(address.private_ip_address.unwrap().to_string(), "10.0.0.10");
    test.drop_part(PartId::ElasticIp, Point::new(-400, -400));
    assert_eq!(test.document().elastic_ip(test.id("eip-2").as_str()).unwrap().network_interface_id, None);
}

#[test]
fn an_endpoint_is_in_the_main_table() {
    let mut test = TestEditor::two_subnets();
    let rect = test.rect("vpc-1");
    test.drop_part(PartId::S3Endpoint, Point::new(rect.right(), rect.center().y));
    let endpoint = test.document().vpc_endpoint(test.id("s3-endpoint").as_str()).unwrap().clone();
    assert_eq!(endpoint.service_name.as_deref(), Some("com.amazonaws.eu-west-1.s3"));
    assert_eq!(endpoint.route_table_ids, [test.id("rtb-vpc-1")]);
}

#[test]
fn a_peering_dropped_on_one_of_two_vpcs_joins_them() {
    let mut test = TestEditor::two_subnets();
    test.drop_part(PartId::Vpc, Point::new(1400, 100));
    test.drop_in(PartId::VpcPeering, "vpc-2");
    let peering =
        test.document().vpc_peering_connection(test.id("peer-vpc-2-vpc-1").as_str()).unwrap().clone();
    assert_eq!(peering.vpc_ids(), [Some(&test.id("vpc-2")), Some(&test.id("vpc-1"))]);
    test.forget().drop_in(PartId::VpcPeering, "vpc-2");
    assert_eq!(
        test.refusal().as_deref(),
        Some("vpc-2 has no other VPC to peer with. Draw a second VPC first.")
    );
}

#[test]
fn what_may_not_lie_there_is_refused_with_a_way_out() {
    let mut test = TestEditor::two_subnets();
    let vpc = test.rect("vpc-1");
    let in_vpc = Point::new(vpc.x + 8, vpc.bottom() - 6);
    let open = Point::new(-900, -900);
    let refused = [
        (
            PartId::NatGateway,
            in_vpc,
            "A NAT gateway stands in a subnet, not in the VPC itself. Drop it in subnet-a or subnet-b.",
        ),
        (
            PartId::Instance,
            open,
            "An instance stands in a subnet, not in the open. Drop it in subnet-a or subnet-b.",
        ),
        (PartId::Subnet, open, "A subnet lies in a VPC, not in the open. Drop it in vpc-1."),
        (PartId::Vpc, in_vpc, "A VPC lies in a Region, not in another VPC. Drop it beside vpc-1."),
        (
            PartId::EgressOnlyInternetGateway,
            open,
            "An egress-only internet gateway sits on the border of a VPC, not in the open. Drop it on vpc-1.",
        ),
        (PartId::RouteTable, open, "A route table belongs to a VPC, not in the open. Drop it on vpc-1."),
        (
            PartId::VpcPeering,
            open,
            "A VPC peering connection joins two VPCs, and there is none here. Draw a second VPC first.",
        ),
        (
            PartId::Region,
            in_vpc,
            "A Region stands in the open drawing or in an account, not in the VPC itself. Drop it in the open.",
        ),
    ];
    for (part, at, message) in refused {
        let before = test.document().clone();
        test.forget().hover_part(part, at);
        let preview = test.editor.overlay().drop.as_ref().expect("a preview").verdict.clone();
        assert_eq!(preview, DropVerdict::Invalid { reason: message.to_owned() }, "{part:?}");
        test.drop_part(part, at);
        assert_eq!(test.refusal().as_deref(), Some(message), "{part:?}");
        assert_eq!(*test.document(), before, "{part:?} changed the drawing");
    }
}

#[test]
fn the_nearest_place_that_takes_it_is_one_press_away() {
    let mut test = TestEditor::two_subnets();
    let (vpc, near) = (test.rect("vpc-1"), test.rect("subnet-b"));
    let igw = Point::new(vpc.center().x, vpc.y);
    let beside_b = Point::new(near.center().x, near.bottom() + 4);
    let mut press_first = |part, at, label: &str| {
        test.forget().drop_part(part, at);
        let offered = test.alternatives();
        let [one] = offered.as_slice() else { panic!("{part:?}: {offered:?}") };
        assert_eq!(one.label, label);
        let changes = one.changes.clone();
        let depth = test.editor.undo_depth();
        test.request(Request::Apply { label: label.to_owned(), changes });
        assert_eq!(test.editor.undo_depth(), depth + 1, "{part:?}");
    };
    press_first(PartId::Instance, beside_b, "Put it in subnet-b");
    press_first(PartId::Subnet, Point::new(-900, -900), "Put it in vpc-1");
    press_first(PartId::RouteTable, Point::new(-900, -900), "Put it on vpc-1");
    assert_eq!(test.parent("web-1").as_deref(), Some("subnet-b"));
    // A NAT gateway is offered the public subnet, although another one is nearer.
    test.drop_part(PartId::InternetGateway, igw);
    let (from, to) = (test.id("subnet-a"), test.id("igw-vpc-1"));
    let own = test.alternatives_of_toast(Request::Connect { from, to });
    test.request(Request::Apply { label: "own".to_owned(), changes: own });
    let near = test.rect("subnet-b");
    test.forget().drop_part(PartId::NatGateway, Point::new(near.center().x, near.bottom() + 4));
    assert_eq!(test.alternatives().first().map(|one| one.label.as_str()), Some("Put it in subnet-a"));
}

#[test]
fn the_preview_names_the_future() {
    let mut test = TestEditor::two_subnets();
    let at = crate::support::ground_of(&test, "subnet-b");
    test.hover_part(PartId::Instance, at);
    let drop = test.editor.overlay().drop.clone().unwrap();
    assert_eq!(drop.target, Some(test.id("subnet-b")));
    assert_eq!(drop.verdict, DropVerdict::Valid { text: "into subnet-b as 10.0.1.10".to_owned() });
    let legal = test.editor.overlay().legal_targets.clone();
    assert_eq!(legal.len(), 2, "both subnets are offered");
    test.send(netyard_editor::Event::Part(netyard_editor::PartEvent::Cancel));
    assert_eq!(*test.editor.overlay(), netyard_editor::Overlay::default());
}

#[test]
fn with_the_main_modifier_a_part_stays_outside() {
    let mut test = TestEditor::two_subnets();
    let at = crate::support::ground_of(&test, "subnet-b");
    test.hold(Modifiers { primary: true, ..Modifiers::default() }).drop_part(PartId::Instance, at);
    assert_eq!(test.refusal(), None);
    assert_eq!(test.parent("web-1"), None);
    assert_eq!(test.interface_of(&test.id("web-1")).subnet_id, None);
}

#[test]
fn without_a_pointer_the_selection_says_where() {
    let mut test = TestEditor::two_subnets();
    test.select(&["subnet-b"]).request(Request::Create { part: PartId::Instance, inside: None });
    assert_eq!(test.parent("web-1").as_deref(), Some("subnet-b"));
    // On a part, its container is meant.
    test.select(&["web-1"]).request(Request::Create { part: PartId::Instance, inside: None });
    assert_eq!(test.parent("web-2").as_deref(), Some("subnet-b"));
    test.request(Request::Create { part: PartId::InternetGateway, inside: None });
    assert_eq!(test.parent("igw-vpc-1").as_deref(), Some("vpc-1"));
}

#[test]
fn a_whole_network_without_a_pointer() {
    let mut test = TestEditor::empty();
    for part in [PartId::Vpc, PartId::Subnet, PartId::Instance] {
        test.request(Request::Create { part, inside: None });
    }
    assert_eq!(test.refusal(), None);
    assert_eq!(test.address("web-1"), "10.0.0.10");
}

#[test]
fn a_note_is_put_and_written_at_once() {
    let mut test = TestEditor::empty();
    test.key("t").click(Point::new(300, 200));
    let key = test.editor.session().selection.only().cloned().expect("the note");
    assert!(test.effects.contains(&Effect::BeginRename(key.clone())));
    test.request(Request::WriteNote { key: key.clone(), text: "two lines\nof text".to_owned() });
    assert_eq!(test.document().notes[key.as_str()].text, "two lines\nof text");
    test.request(Request::WriteNote { key: key.clone(), text: "  ".to_owned() });
    assert!(test.document().notes.is_empty(), "an empty note goes");
}

#[test]
fn a_subnet_dropped_on_a_subnet_lies_beside_it_and_the_vpc_grows() {
    let mut test = TestEditor::empty();
    test.drop_part(PartId::Vpc, Point::new(100, 100));
    let vpc = test.rect("vpc-1");
    test.drop_part(PartId::Subnet, Point::new(vpc.x + 60, vpc.y + 80));
    let (vpc, first) = (test.rect("vpc-1"), test.rect("subnet-a"));
    let (x, y) = test.editor.session().camera.to_screen(first.center());
    let (_, above) = test.editor.session().camera.to_screen(Point::new(first.x, first.y - 2));
    test.send(Event::Part(PartEvent::Start { part: PartId::Subnet }));
    for (y, words) in [(y, "into vpc-1, beside subnet-a"), (above, "into eu-west-1a as 10.0.1.0/24")] {
        test.send(Event::Part(PartEvent::Move { x, y, modifiers: Modifiers::default(), time: 1.0 }));
        let verdict = test.editor.overlay().drop.clone().expect("a preview").verdict;
        assert_eq!(verdict, DropVerdict::Valid { text: words.to_owned() });
    }
    test.send(Event::Part(PartEvent::Cancel));
    test.forget().drop_part(PartId::Subnet, first.center());
    assert_eq!(test.refusal(), None);
    assert_eq!(test.parent("subnet-a-2").as_deref(), Some("eu-west-1a"), "in the zone of the first");
    let second = test.rect("subnet-a-2");
    assert!(!second.overlaps(&test.rect("subnet-a")), "beside it");
    assert_eq!(
        (test.rect("subnet-a").x, test.rect("subnet-a").y),
        (first.x, first.y),
        "which stays where it is"
    );
    let grown = test.rect("vpc-1");
    assert!(grown.contains_rect(&second) && grown.w * grown.h > vpc.w * vpc.h);
}

#[test]
fn a_subnet_dropped_just_beside_a_vpc_makes_it_grow() {
    let mut test = TestEditor::empty();
    test.drop_part(PartId::Vpc, Point::new(100, 100));
    let vpc = test.rect("vpc-1");
    test.drop_part(PartId::Subnet, Point::new(vpc.x + 60, vpc.y + 80));
    let vpc = test.rect("vpc-1");
    test.forget().drop_part(PartId::Subnet, Point::new(vpc.right() + 30, vpc.center().y));
    assert_eq!(test.refusal(), None);
    assert!(test.rect("vpc-1").contains_rect(&test.rect("subnet-b")), "{:?}", test.names());
    let before = test.document().clone();
    let vpc = test.rect("vpc-1");
    test.forget().drop_part(PartId::Subnet, Point::new(vpc.right() + 300, vpc.center().y));
    assert_eq!(*test.document(), before, "far from every VPC it is refused");
    assert!(test.refusal().is_some());
}
