//! Sites, their gateways and VPN connections by hand and by keys: made, connected, moved, deleted.

use crate::support::TestEditor;
use netyard_core::change::Change;
use netyard_core::expect::Fault;
use netyard_core::model::{ResourceId, ResourceType, VpnConnection};
use netyard_editor::{Alternative, CommandId, Effect, PartId, Request};
use netyard_scene::{NodeKind, Point};

/// A VPC with two subnets and a site with a host left of it.
fn drawing() -> TestEditor {
    let mut test = TestEditor::two_subnets();
    test.drop_part(PartId::OnPremisesSite, Point::new(-600, 160));
    test.drop_in(PartId::OnPremisesHost, "site-1");
    test.forget();
    test
}

fn connect(test: &mut TestEditor, from: &str, to: &str) {
    let (from, to) = (test.id(from), test.id(to));
    test.forget().request(Request::Connect { from, to });
}

fn connection(test: &TestEditor, name: &str) -> VpnConnection {
    test.document().vpn_connection(test.id(name).as_str()).expect("a connection").clone()
}

/// What the toast offers.
fn offers(test: &TestEditor) -> Vec<Alternative> {
    let mut toasts = test.effects.iter().filter_map(|effect| match effect {
        Effect::Toast(toast) => Some(toast.alternatives.clone()),
        _ => None,
    });
    toasts.next_back().unwrap_or_default()
}

fn routes(test: &TestEditor, name: &str) -> Vec<(String, String)> {
    let table = test.document().route_table(test.id(name).as_str()).expect("a table").clone();
    let name = |id: &ResourceId| test.document().display_name(id.as_str()).to_owned();
    table.routes.values().map(|route| (route.destination_text(), name(route.target().unwrap()))).collect()
}

#[test]
fn a_site_has_a_network_and_its_hosts_addresses_in_it() {
    let mut test = drawing();
    let site = test.document().on_premises_site(test.id("site-1").as_str()).unwrap().clone();
    assert_eq!(site.cidr_blocks[0].to_string(), "192.168.0.0/24");
    assert!(site.public_ip.is_some());
    assert_eq!(test.parent("host-1").as_deref(), Some("site-1"));
    test.drop_in(PartId::OnPremisesHost, "site-1");
    let address = |name: &str| {
        let host = test.document().on_premises_host(test.id(name).as_str()).unwrap();
        host.ip_addresses[0].to_string()
    };
    assert_eq!(
        (address("host-1"), address("host-2")),
        ("192.168.0.10".to_owned(), "192.168.0.11".to_owned())
    );
}

#[test]
fn sites_stand_in_the_open_and_hosts_in_sites() {
    let mut test = drawing();
    let (subnet, vpc) = (test.middle("subnet-a"), test.middle("vpc-1"));
    test.drop_part(PartId::OnPremisesHost, subnet);
    assert_eq!(
        test.refusal().as_deref(),
        Some("An on-premises host stands in an on-premises site, not in a subnet. Drop it in site-1.")
    );
    test.forget().drop_part(PartId::OnPremisesSite, vpc);
    assert_eq!(
        test.refusal().as_deref(),
        Some("An on-premises site lies outside of every Region. Drop it in the open.")
    );
}

#[test]
fn a_virtual_private_gateway_is_one_for_each_vpc() {
    let mut test = drawing();
    let ground = test.rect("vpc-1").center();
    test.drop_part(PartId::VpnGateway, Point::new(ground.x, test.rect("vpc-1").y + 40));
    let gateway = test.document().vpn_gateway(test.id("vgw-vpc-1").as_str()).unwrap();
    assert_eq!(gateway.vpc_id, Some(test.id("vpc-1")));
    let kind = test.editor.scene().node(test.id("vgw-vpc-1").as_str()).unwrap().kind;
    assert_eq!(kind, NodeKind::BorderTile { side: netyard_scene::Side::Left });
    test.forget().drop_in(PartId::VpnGateway, "vpc-1");
    assert_eq!(
        test.refusal().as_deref(),
        Some("vpc-1 has the virtual private gateway vgw-vpc-1 already: AWS allows one for each VPC.")
    );
}

#[test]
fn a_loose_gateway_is_attached_by_connecting() {
    let mut test = drawing();
    let below = test.rect("vpc-1").bottom() + 200;
    test.drop_part(PartId::VpnGateway, Point::new(400, below));
    connect(&mut test, "vpc-1", "vgw-1");
    assert_eq!(test.toast().as_deref(), Some("vgw-1 is attached to vpc-1"));
    assert_eq!(
        test.document().vpn_gateway(test.id("vgw-1").as_str()).unwrap().vpc_id,
        Some(test.id("vpc-1"))
    );
}

#[test]
fn a_customer_gateway_belongs_to_the_site_that_it_is_dropped_on() {
    let mut test = drawing();
    test.drop_in(PartId::CustomerGateway, "site-1");
    let gateway = test.document().customer_gateway(test.id("cgw-site-1").as_str()).unwrap().clone();
    let site = test.document().on_premises_site(test.id("site-1").as_str()).unwrap().clone();
    assert_eq!(gateway.on_premises_site_id, Some(test.id("site-1")));
    assert_eq!(gateway.ip_address, site.public_ip, "the router of the site is the device");
    // A second one has another autonomous system (R-VGW-6).
    test.drop_part(PartId::CustomerGateway, Point::new(-600, 700));
    let other = test.document().customer_gateway(test.id("cgw-1").as_str()).unwrap();
    assert_eq!((gateway.asn(), other.asn()), (65000, 65001));
    assert_eq!(other.on_premises_site_id, None);
    connect(&mut test, "cgw-1", "site-1");
    assert_eq!(test.toast().as_deref(), Some("cgw-1 is the router of site-1"));
}

#[test]
fn a_vpn_joins_a_site_with_a_vpc_and_offers_to_propagate() {
    let mut test = drawing();
    test.drop_in(PartId::VpnGateway, "vpc-1").drop_in(PartId::CustomerGateway, "site-1");
    connect(&mut test, "cgw-site-1", "vgw-vpc-1");
    assert_eq!(
        test.toast().as_deref(),
        Some("vpn-1 joins cgw-site-1 and vgw-vpc-1 with two tunnels and BGP.")
    );
    let own = connection(&test, "vpn-1");
    assert_eq!(own.customer_gateway_id, Some(test.id("cgw-site-1")));
    assert_eq!(own.vpn_gateway_id, Some(test.id("vgw-vpc-1")));
    assert_eq!(test.selected(), ["vpn-1"]);
    let propagate = offers(&test).remove(0);
    assert_eq!(propagate.label, "Propagate its routes in vpc-1");
    test.request(Request::Apply { label: propagate.label, changes: propagate.changes });
    let table = test.document().route_table(test.id("rtb-vpc-1").as_str()).unwrap();
    assert_eq!(table.propagating_vgws, [test.id("vgw-vpc-1")]);
    connect(&mut test, "vgw-vpc-1", "cgw-site-1");
    assert_eq!(
        test.refusal().as_deref(),
        Some("cgw-site-1 and vgw-vpc-1 are joined already, by vpn-1. It has two tunnels.")
    );
}

#[test]
fn from_a_site_its_customer_gateway_is_made_along() {
    let mut test = drawing();
    test.drop_in(PartId::VpnGateway, "vpc-1");
    let before = test.document().clone();
    connect(&mut test, "site-1", "vgw-vpc-1");
    assert_eq!(connection(&test, "vpn-1").customer_gateway_id, Some(test.id("cgw-site-1")));
    test.command(CommandId::Undo);
    assert_eq!(*test.document(), before, "one step");
}

#[test]
fn a_vpn_to_a_transit_gateway_is_an_attachment_too() {
    let mut test = drawing();
    let below = test.rect("vpc-1").bottom() + 90;
    test.drop_part(PartId::TransitGateway, Point::new(300, below));
    connect(&mut test, "vpc-1", "tgw-1");
    connect(&mut test, "site-1", "tgw-1");
    assert_eq!(
        test.toast().as_deref(),
        Some(
            "vpn-1 joins cgw-site-1 and tgw-1 with two tunnels and BGP, associated with rtb-tgw-1 and propagated to it."
        )
    );
    let attachment = test.document().transit_gateway_attachment(test.id("tgw-1-vpn-1").as_str()).unwrap();
    assert_eq!(attachment.resource_type, "vpn");
    assert_eq!(attachment.resource_id, Some(test.id("vpn-1")));
    let table = test.document().transit_gateway_route_table(test.id("rtb-tgw-1").as_str()).unwrap();
    assert_eq!(table.propagations, [test.id("tgw-1-vpc-1"), test.id("tgw-1-vpn-1")]);
    // A subnet gets a route to the networks of the site.
    let offered = offers(&test).remove(0);
    assert_eq!(offered.label, "Add the routes to 192.168.0.0/24");
    connect(&mut test, "subnet-a", "tgw-1");
    assert_eq!(routes(&test, "rtb-vpc-1"), [("192.168.0.0/24".to_owned(), "tgw-1".to_owned())]);
    // The connection takes its attachment along, and the attachment its connection.
    for one in ["vpn-1", "tgw-1-vpn-1"] {
        let id = test.id(one);
        test.request(Request::Delete { keys: vec![id], keep_content: false });
        assert_eq!(test.count(ResourceType::TransitGatewayAttachment), 1);
        assert_eq!(test.count(ResourceType::VpnConnection), 0);
        test.command(CommandId::Undo);
    }
}

#[test]
fn a_site_and_the_vpcs_of_a_transit_gateway_are_joined_by_two_lines_and_one_press() {
    let mut test = drawing();
    let below = test.rect("vpc-1").bottom() + 90;
    test.drop_part(PartId::TransitGateway, Point::new(300, below));
    connect(&mut test, "vpc-1", "tgw-1");
    connect(&mut test, "site-1", "tgw-1");
    let offered = offers(&test).remove(0);
    test.request(Request::Apply { label: offered.label, changes: offered.changes });
    assert_eq!(routes(&test, "rtb-vpc-1"), [("192.168.0.0/24".to_owned(), "tgw-1".to_owned())]);
    // A connection that carries IPv6 leads to the IPv6 networks of the site.
    let (vpn, site) = (test.id("vpn-1"), test.id("site-1"));
    let set = |id: &ResourceId, path: &str, to: serde_json::Value| Change::set(id, path, to);
    let label = "carry IPv6".to_owned();
    let changes = vec![
        set(&site, "/ipv6CidrBlocks", serde_json::json!(["2001:db8:5::/48"])),
        set(&vpn, "/options", serde_json::json!({"tunnelInsideIpVersion": "ipv6"})),
    ];
    test.request(Request::Apply { label, changes });
    connect(&mut test, "subnet-a", "tgw-1");
    let both = ["192.168.0.0/24", "2001:db8:5::/48"].map(|block| (block.to_owned(), "tgw-1".to_owned()));
    assert_eq!(routes(&test, "rtb-vpc-1"), both);
}

#[test]
fn a_subnet_gets_a_route_to_the_networks_behind_the_gateway() {
    let mut test = drawing();
    test.drop_in(PartId::VpnGateway, "vpc-1");
    connect(&mut test, "subnet-a", "vgw-vpc-1");
    assert_eq!(
        test.refusal().as_deref(),
        Some("vgw-vpc-1 leads nowhere yet. Connect a customer gateway of a site with it first.")
    );
    connect(&mut test, "site-1", "vgw-vpc-1");
    connect(&mut test, "subnet-a", "vgw-vpc-1");
    assert_eq!(routes(&test, "rtb-vpc-1"), [("192.168.0.0/24".to_owned(), "vgw-vpc-1".to_owned())]);
}

#[test]
fn a_site_goes_with_everything_in_it() {
    let mut test = drawing();
    test.drop_in(PartId::VpnGateway, "vpc-1");
    connect(&mut test, "site-1", "vgw-vpc-1");
    let before = test.document().clone();
    test.select(&["site-1"]).command(CommandId::Delete);
    for kind in [ResourceType::OnPremisesHost, ResourceType::CustomerGateway, ResourceType::VpnConnection] {
        assert_eq!(test.count(kind), 0, "{kind:?}");
    }
    assert_eq!(test.count(ResourceType::VpnGateway), 1);
    test.command(CommandId::Undo);
    assert_eq!(*test.document(), before);
}

#[test]
fn a_gateway_goes_with_its_connections_and_its_vpc() {
    let mut test = drawing();
    test.drop_in(PartId::VpnGateway, "vpc-1");
    connect(&mut test, "site-1", "vgw-vpc-1");
    let propagate = offers(&test).remove(0);
    test.request(Request::Apply { label: propagate.label, changes: propagate.changes });
    test.select(&["vgw-vpc-1"]).command(CommandId::Delete);
    assert_eq!(test.count(ResourceType::VpnConnection), 0);
    let table = test.document().route_table(test.id("rtb-vpc-1").as_str()).unwrap();
    assert!(table.propagating_vgws.is_empty());
    test.command(CommandId::Undo);
    test.select(&["vpc-1"]).command(CommandId::Delete);
    assert_eq!(test.count(ResourceType::VpnGateway), 0);
    assert_eq!(test.count(ResourceType::CustomerGateway), 1);
}

#[test]
fn a_customer_gateway_is_dragged_onto_a_site_and_away() {
    let mut test = drawing();
    test.drop_part(PartId::CustomerGateway, Point::new(-600, 700));
    let (from, site) = (test.middle("cgw-1"), test.rect("site-1"));
    test.drag(from, Point::new(site.center().x, site.bottom() - 6));
    let gateway =
        |test: &TestEditor| test.document().customer_gateway(test.id("cgw-1").as_str()).unwrap().clone();
    assert_eq!(gateway(&test).on_premises_site_id, Some(test.id("site-1")));
    assert_eq!(test.parent("cgw-1").as_deref(), Some("site-1"));
    let from = test.middle("cgw-1");
    test.drag(from, Point::new(from.x, from.y + 300));
    assert_eq!(gateway(&test).on_premises_site_id, None);
}

#[test]
fn a_host_that_comes_to_another_site_gets_an_address_there() {
    let mut test = drawing();
    test.drop_part(PartId::OnPremisesSite, Point::new(-600, 600));
    let (from, to) = (test.middle("host-1"), test.rect("site-2").center());
    test.drag(from, to);
    let host = test.document().on_premises_host(test.id("host-1").as_str()).unwrap();
    assert_eq!(host.on_premises_site_id, Some(test.id("site-2")));
    assert_eq!(host.ip_addresses[0].to_string(), "192.168.1.10");
}

#[test]
fn a_table_is_put_at_the_edge() {
    let mut test = drawing();
    let vpc = test.rect("vpc-1");
    test.drop_part(PartId::InternetGateway, Point::new(vpc.center().x, vpc.y));
    connect(&mut test, "rtb-vpc-1", "igw-vpc-1");
    assert_eq!(
        test.refusal().as_deref(),
        Some("rtb-vpc-1 decides for subnets. Make a table of its own for what enters through igw-vpc-1.")
    );
    test.drop_in(PartId::RouteTable, "vpc-1");
    let name = test.names().into_iter().find(|name| name.starts_with("rtb-vpc-1-")).unwrap();
    connect(&mut test, &name, "igw-vpc-1");
    let table = test.document().route_table(test.id(&name).as_str()).unwrap();
    assert_eq!(table.gateway_id, Some(test.id("igw-vpc-1")));
    test.select(&["igw-vpc-1"]).command(CommandId::Delete);
    let table = test.document().route_table(test.id(&name).as_str()).unwrap();
    assert_eq!(table.gateway_id, None);
}

#[test]
fn the_line_of_a_vpn_counts_tunnels_that_are_up_and_not_switched_off() {
    let mut test = drawing();
    test.drop_in(PartId::VpnGateway, "vpc-1").drop_in(PartId::CustomerGateway, "site-1");
    connect(&mut test, "cgw-site-1", "vgw-vpc-1");
    let id = test.id("vpn-1").to_string();
    let rows: Vec<String> =
        connection(&test, "vpn-1").tunnels().iter().map(|(row, _)| format!("{id}/{row}")).collect();
    let [first, second] = rows.as_slice() else { panic!("two tunnels, and not {rows:?}") };
    let label = |test: &TestEditor| {
        let edge = test.editor.scene().edges().iter().find(|edge| edge.id == id).unwrap();
        test.editor.label_of(edge).into_owned()
    };
    assert_eq!(label(&test), "2 of 2 up");
    let one_by_one = [
        (Fault::TunnelDown(first.clone()), "1 of 2 up"),
        (Fault::BgpSessionDown(first.clone()), "1 of 2 up"),
        (Fault::BgpSessionDown(second.clone()), "0 of 2 up"),
        (Fault::BgpSessionDown(id.clone()), "0 of 2 up"),
    ];
    for (fault, says) in one_by_one {
        test.request(Request::WhatIf { fault, off: true });
        assert_eq!(label(&test), says);
    }
    test.command(CommandId::AllOn);
    assert_eq!(label(&test), "2 of 2 up");
    test.request(Request::WhatIf { fault: Fault::TunnelDown(id.clone()), off: true });
    assert_eq!(label(&test), "0 of 2 up");
    // The drawing says what it said.
    assert_eq!(test.editor.scene().edges().iter().find(|edge| edge.id == id).unwrap().label, "2 of 2 up");
}
