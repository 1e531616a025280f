//! What a line between two things means, and what it cannot mean.

use crate::support::TestEditor;
use netyard_core::model::{Resource, ResourceType};
use netyard_editor::{Effect, PartId, Request};
use netyard_scene::Point;

fn drawing() -> TestEditor {
    let mut test = TestEditor::two_subnets();
    let vpc = test.rect("vpc-1");
    test.drop_part(PartId::InternetGateway, Point::new(vpc.center().x, vpc.y));
    test.drop_in(PartId::Instance, "subnet-a")
        .drop_in(PartId::Instance, "subnet-b")
        .drop_in(PartId::NatGateway, "subnet-a");
    test.forget();
    test
}

fn connect(test: &mut TestEditor, from: &str, to: &str) {
    let (from, to) = (test.id(from), test.id(to));
    test.forget().request(Request::Connect { from, to });
}

/// Destinations and targets of a table.
fn routes(test: &TestEditor, table: &str) -> Vec<(String, String)> {
    let table = test.document().route_table(test.id(table).as_str()).unwrap().clone();
    table
        .routes
        .values()
        .map(|route| {
            let target = route.target().unwrap();
            (route.destination_text(), test.document().display_name(target.as_str()).to_owned())
        })
        .collect()
}

#[test]
fn a_subnet_and_an_internet_gateway_make_a_route_in_its_table() {
    let mut test = drawing();
    connect(&mut test, "subnet-a", "igw-vpc-1");
    assert_eq!(routes(&test, "rtb-vpc-1"), [("0.0.0.0/0".to_owned(), "igw-vpc-1".to_owned())]);
    assert_eq!(
        test.toast().as_deref(),
        Some("0.0.0.0/0 → igw-vpc-1 added to rtb-vpc-1, the table of subnet-a. subnet-b uses it too.")
    );
}

#[test]
fn drawn_by_pointer_it_is_the_same() {
    let mut test = drawing();
    let (subnet, to) = (test.rect("subnet-a"), test.middle("igw-vpc-1"));
    let from = Point::new(subnet.x + 20, subnet.y + 8);
    test.key("c");
    // Nothing is selected that has targets: the tool is taken up.
    test.key("Escape").request(Request::TakeTool(netyard_editor::Tool::Connect));
    test.rest().move_to(from);
    assert_eq!(test.editor.session().hovered, Some(test.id("subnet-a")));
    test.press(from).move_to(to);
    let line = test.editor.overlay().connecting.clone().expect("a line");
    assert_eq!(line.target, Some(test.id("igw-vpc-1")));
    assert!(line.verdict.unwrap().is_valid());
    test.release();
    assert_eq!(routes(&test, "rtb-vpc-1").len(), 1);
    assert_eq!(test.editor.session().tool, netyard_editor::Tool::Select, "the tool is put away");
    assert_eq!(test.editor.session().hovered, None, "nothing that was left behind covers the drawing");
}

#[test]
fn two_clicks_connect_as_well() {
    let mut test = drawing();
    let (from, to) = (test.middle("subnet-b"), test.middle("nat-a"));
    test.request(Request::TakeTool(netyard_editor::Tool::Connect));
    test.rest().click(from).rest().click(to);
    assert_eq!(routes(&test, "rtb-vpc-1"), [("0.0.0.0/0".to_owned(), "nat-a".to_owned())]);
}

#[test]
fn by_keys_the_target_is_chosen_and_said() {
    let mut test = drawing();
    test.select(&["subnet-b"]).forget().key("c");
    assert!(test.said().expect("something").starts_with("Connect subnet-b with: "), "{:?}", test.said());
    // Type ahead by the name.
    test.key("i").key("g").key("w");
    assert_eq!(test.editor.overlay().connecting.as_ref().unwrap().target, Some(test.id("igw-vpc-1")));
    test.key("Enter");
    assert_eq!(routes(&test, "rtb-vpc-1"), [("0.0.0.0/0".to_owned(), "igw-vpc-1".to_owned())]);
    assert!(test.editor.overlay().connecting.is_none());
}

#[test]
fn escape_leaves_the_choice() {
    let mut test = drawing();
    let before = test.document().clone();
    test.select(&["subnet-b"]).key("c").key("Escape");
    assert!(test.editor.overlay().connecting.is_none());
    assert_eq!(*test.document(), before);
    assert_eq!(test.selected(), ["subnet-b"], "Escape was used by the choice");
}

#[test]
fn a_second_default_route_is_refused_with_the_change_of_target() {
    let mut test = drawing();
    connect(&mut test, "subnet-b", "igw-vpc-1");
    connect(&mut test, "subnet-b", "nat-a");
    assert_eq!(
        test.refusal().as_deref(),
        Some(
            "rtb-vpc-1 sends 0.0.0.0/0 to igw-vpc-1 already, and a table holds one route for each destination."
        )
    );
    let alternative = test.alternatives().remove(1);
    assert_eq!(alternative.label, "Send 0.0.0.0/0 to nat-a");
    test.request(Request::Apply { label: alternative.label, changes: alternative.changes });
    assert_eq!(routes(&test, "rtb-vpc-1"), [("0.0.0.0/0".to_owned(), "nat-a".to_owned())]);
}

#[test]
fn a_shared_table_is_no_trap() {
    let mut test = drawing();
    connect(&mut test, "subnet-a", "igw-vpc-1");
    connect(&mut test, "subnet-b", "nat-a");
    let own = test.alternatives().remove(0);
    assert_eq!(own.label, "Give subnet-b a table of its own");
    test.request(Request::Apply { label: own.label, changes: own.changes });
    assert_eq!(routes(&test, "rtb-subnet-b"), [("0.0.0.0/0".to_owned(), "nat-a".to_owned())]);
    assert_eq!(routes(&test, "rtb-vpc-1"), [("0.0.0.0/0".to_owned(), "igw-vpc-1".to_owned())]);
    let table = test.document().route_table(test.id("rtb-subnet-b").as_str()).unwrap().clone();
    assert_eq!(table.subnet_ids, [test.id("subnet-b")]);
    let network = test.editor.network();
    assert!(
        network.is_public(test.id("subnet-a").as_str()) && !network.is_public(test.id("subnet-b").as_str())
    );
}

#[test]
fn a_route_in_a_shared_table_can_be_the_subnets_own() {
    let mut test = drawing();
    connect(&mut test, "subnet-a", "igw-vpc-1");
    let Some(Effect::Toast(toast)) =
        test.effects.iter().rfind(|effect| matches!(effect, Effect::Toast(_))).cloned()
    else {
        panic!("no toast")
    };
    assert_eq!(toast.alternatives[0].label, "Give subnet-a a table of its own");
    let changes = toast.alternatives[0].changes.clone();
    test.request(Request::Apply { label: toast.alternatives[0].label.clone(), changes });
    assert!(routes(&test, "rtb-vpc-1").is_empty());
    assert_eq!(routes(&test, "rtb-subnet-a"), [("0.0.0.0/0".to_owned(), "igw-vpc-1".to_owned())]);
}

#[test]
fn a_subnet_is_not_routed_to_its_own_nat_gateway() {
    let mut test = drawing();
    connect(&mut test, "subnet-a", "nat-a");
    assert_eq!(
        test.refusal().as_deref(),
        Some(
            "nat-a stands in subnet-a itself: its own packets would come back to it. Connect another subnet to it."
        )
    );
}

#[test]
fn an_instance_and_another_open_the_packet_panel() {
    let mut test = drawing();
    let before = test.document().clone();
    connect(&mut test, "web-1", "web-2");
    let (from, to) = (Some(test.id("web-1")), Some(test.id("web-2")));
    assert!(test.effects.contains(&Effect::OpenPacketPanel { from, to }));
    assert_eq!(*test.document(), before);
}

#[test]
fn two_vpcs_become_peers_and_subnets_get_routes_there() {
    let mut test = drawing();
    test.drop_part(PartId::Vpc, Point::new(1600, 100));
    connect(&mut test, "vpc-1", "vpc-2");
    assert_eq!(test.count(ResourceType::VpcPeeringConnection), 1);
    assert_eq!(test.selected(), ["peer-vpc-1-vpc-2"]);
    connect(&mut test, "subnet-b", "peer-vpc-1-vpc-2");
    assert_eq!(routes(&test, "rtb-vpc-1"), [("10.1.0.0/16".to_owned(), "peer-vpc-1-vpc-2".to_owned())]);
    connect(&mut test, "vpc-2", "vpc-1");
    assert_eq!(
        test.refusal().as_deref(),
        Some("vpc-2 and vpc-1 are peers already, by peer-vpc-1-vpc-2: AWS allows one connection.")
    );
    connect(&mut test, "vpc-1", "vpc-1");
    assert!(test.refusal().unwrap().contains("cannot be connected with itself"));
}

#[test]
fn a_gateway_of_another_vpc_is_refused() {
    let mut test = drawing();
    test.drop_part(PartId::Vpc, Point::new(1600, 100));
    test.drop_in(PartId::Subnet, "vpc-2");
    connect(&mut test, "subnet-a-2", "igw-vpc-1");
    assert_eq!(
        test.refusal().as_deref(),
        Some("igw-vpc-1 is attached to vpc-1, not to vpc-2. A route can only name a gateway of its own VPC.")
    );
    connect(&mut test, "subnet-a-2", "nat-a");
    assert_eq!(test.refusal().as_deref(), Some("nat-a belongs to vpc-1. A route of vpc-2 cannot name it."));
}

#[test]
fn what_has_no_connection_is_told_so() {
    let mut test = drawing();
    connect(&mut test, "web-1", "vpc-1");
    assert_eq!(
        test.refusal().as_deref(),
        Some("AWS knows no connection between web-1 (instance) and vpc-1 (VPC).")
    );
}

#[test]
fn tables_acls_groups_and_addresses_are_associated() {
    let mut test = drawing();
    test.drop_in(PartId::RouteTable, "vpc-1")
        .drop_in(PartId::NetworkAcl, "vpc-1")
        .drop_in(PartId::SecurityGroup, "vpc-1");
    test.drop_part(PartId::ElasticIp, Point::new(-900, -900));
    let of_type = |test: &TestEditor, wanted: &dyn Fn(&Resource) -> bool| {
        test.document().resources.iter().find(|(_, resource)| wanted(resource)).unwrap().0.clone()
    };
    let table = of_type(&test, &|resource| matches!(resource, Resource::RouteTable(table) if !table.main));
    let acl = of_type(&test, &|resource| matches!(resource, Resource::NetworkAcl(acl) if !acl.is_default));
    let group =
        of_type(&test, &|resource| matches!(resource, Resource::SecurityGroup(group) if !group.is_default()));
    let subnet = test.id("subnet-b");
    let web = test.id("web-2");
    test.request(Request::Connect { from: subnet.clone(), to: table.clone() });
    test.request(Request::Connect { from: acl.clone(), to: subnet.clone() });
    test.request(Request::Connect { from: group.clone(), to: web.clone() });
    let address = test.id("eip-1");
    test.request(Request::Connect { from: web.clone(), to: address.clone() });
    assert_eq!(
        test.document().route_table(table.as_str()).unwrap().subnet_ids,
        std::slice::from_ref(&subnet)
    );
    assert_eq!(test.document().network_acl(acl.as_str()).unwrap().subnet_ids, [subnet]);
    assert!(test.interface_of(&web).group_ids.contains(&group));
    assert!(test.document().elastic_ip(address.as_str()).unwrap().network_interface_id.is_some());
}

#[test]
fn a_private_nat_gateway_takes_no_address() {
    let mut test = drawing();
    test.drop_in(PartId::PrivateNatGateway, "subnet-b");
    test.drop_part(PartId::ElasticIp, Point::new(-900, -900));
    connect(&mut test, "nat-b", "eip-1");
    assert_eq!(
        test.refusal().as_deref(),
        Some("nat-b is a private NAT gateway: AWS gives it no public address.")
    );
}
