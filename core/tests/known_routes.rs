//! Who learns what: for drawings of the path fixtures, every route of a table with why it wins or loses, written by hand.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by a panic, in its helpers too"
)]

mod path_fixture;

use netyard_core::change::{Change, apply};
use netyard_core::model::Document;
use netyard_core::routing::{RoutedNetwork, Standing, known_routes};
use serde_json::{Value, json};

/// The drawing of the first flow of a fixture.
fn drawing(file: &str) -> Document {
    path_fixture::cases().into_iter().find(|case| case.file == file).expect("a fixture").document
}

fn with(document: &Document, changes: &[Value]) -> Document {
    let mut document = document.clone();
    for change in changes {
        apply(&mut document, &Change::from_value(change).unwrap()).unwrap();
    }
    document
}

/// "10.1.0.0/16 BGP via vpn-1, tgw-1 loses: why [R-TGW-16]".
fn lines(document: &Document, of: &str) -> Vec<String> {
    let routed = RoutedNetwork::build(document);
    known_routes(&routed, of)
        .into_iter()
        .map(|route| {
            let via: Vec<String> = route.via.iter().map(ToString::to_string).collect();
            let via = if via.is_empty() { String::new() } else { format!(" via {}", via.join(", ")) };
            let why = if route.why.is_empty() { String::new() } else { format!(": {}", route.why) };
            let book =
                if route.book.is_empty() { String::new() } else { format!(" [{}]", route.book.join(", ")) };
            format!("{} {}{via} {}{why}{book}", route.destination, route.origin, route.standing.word())
        })
        .collect()
}

const BESIDE_STATIC: &str = "loses: a static route to the same block wins";

#[test]
fn a_table_of_a_transit_gateway_tells_who_brings_what() {
    let document = drawing("net-tgw-vpn");
    assert_eq!(
        lines(&document, "tgw-rtb-v"),
        [
            "192.168.1.0/24 BGP via tgw-attach-n wins",
            "192.168.2.0/24 static via tgw-attach-s wins",
            "2001:db8:5::/48 BGP via tgw-attach-6 wins",
        ]
    );
    assert_eq!(
        lines(&document, "tgw-rtb-s"),
        [
            "10.1.0.0/16 VPC via tgw-attach-a wins",
            "192.168.1.0/24 BGP via tgw-attach-n wins",
            "192.168.2.0/24 static via tgw-attach-s wins",
            "2001:db8:1::/56 VPC via tgw-attach-a wins",
        ]
    );
    let row = json!({"set": "tgw-rtb-v", "path": "/routes/r2", "to": {"destinationCidrBlock": "192.168.1.0/24", "transitGatewayAttachmentId": "tgw-attach-s"}});
    let wide = json!({"set": "tgw-rtb-v", "path": "/routes/r3", "to": {"destinationCidrBlock": "192.168.0.0/16", "blackhole": true}});
    assert_eq!(
        lines(&with(&document, &[row, wide]), "tgw-rtb-v")[..3],
        [
            "192.168.0.0/16 static wins: what it matches is dropped [R-TGW-18]".to_owned(),
            "192.168.1.0/24 static via tgw-attach-s wins".to_owned(),
            format!("192.168.1.0/24 BGP via tgw-attach-n {BESIDE_STATIC} [R-TGW-15, R-TGW-17]"),
        ]
    );
}

#[test]
fn bgp_is_told_apart_by_its_paths() {
    let document = drawing("net-tgw-vpn-paths");
    let of_site = |changes: &[Value]| {
        let mut lines = lines(&with(&document, changes), "tgw-rtb-1");
        assert_eq!(lines.remove(0), "10.1.0.0/16 VPC via tgw-attach-a wins");
        lines
    };
    let alike = |why: &str| {
        ["tgw-attach-1", "tgw-attach-2"].map(|by| format!("192.168.1.0/24 BGP via {by} shares: {why}"))
    };
    assert_eq!(of_site(&[]), alike("it shares the traffic with routes that rank alike [R-TGW-32]"));
    let off = json!({"set": "tgw-1", "path": "/options", "to": {"vpnEcmpSupport": "disable"}});
    assert_eq!(of_site(&[off]), alike("AWS takes one of the routes that rank alike"));
    let announced = |with: Value| {
        let mut announced = json!({"cidrBlock": "192.168.1.0/24"});
        announced.as_object_mut().unwrap().extend(with.as_object().unwrap().clone());
        json!({"set": "vpn-1", "path": "/advertisements", "to": {"a1": announced}})
    };
    let beaten = |why: &str| {
        [
            "192.168.1.0/24 BGP via tgw-attach-2 wins".to_owned(),
            format!("192.168.1.0/24 BGP via tgw-attach-1 loses: {why}"),
        ]
    };
    assert_eq!(
        of_site(&[announced(json!({"asPath": [65001, 65001]}))]),
        beaten("a shorter AS path to the same block wins [R-TGW-16]")
    );
    assert_eq!(
        of_site(&[announced(json!({"med": 101}))]),
        beaten("a lower MED to the same block wins [R-TGW-16]")
    );
    assert_eq!(
        of_site(&[json!({"set": "cgw-1", "path": "/bgpAsn", "to": 64512})]),
        beaten("another AS wins over the gateway's own [R-TGW-16]")
    );
    let down = json!({"set": "vpn-1", "path": "/vgwTelemetry", "to": {"t1": {"status": "DOWN"}, "t2": {"status": "DOWN"}}});
    assert_eq!(
        of_site(&[down]),
        beaten("no tunnel of the VPN connection is up, or its attachment is not [R-FLOW-11]")
    );
}

#[test]
fn of_vpcs_that_overlap_the_one_attached_first_brings_the_block() {
    let document = with(
        &drawing("net-tgw-segmentation"),
        &[json!({"set": "vpc-d", "path": "/cidrBlocks", "to": ["10.1.128.0/17"]})],
    );
    assert_eq!(
        lines(&document, "tgw-rtb-s"),
        [
            "10.1.0.0/16 VPC via tgw-attach-p shares: AWS has it only if its VPC was attached before the one behind hub-dev [R-TGW-21]",
            "10.1.128.0/17 VPC via tgw-attach-d shares: AWS has it only if its VPC was attached before the one behind hub-prod [R-TGW-21]",
        ]
    );
}

#[test]
fn the_router_of_a_site_hears_what_its_gateways_tell() {
    assert_eq!(
        lines(&drawing("net-tgw-vpn"), "site-n"),
        [
            "10.1.0.0/16 BGP via vpn-n, tgw-1 wins",
            "192.168.1.0/24 local wins",
            "192.168.2.0/24 BGP via vpn-n, tgw-1 wins",
            "2001:db8:1::/56 BGP via vpn-6, tgw-1 wins",
            "2001:db8:5::/48 local wins",
        ]
    );
    assert_eq!(
        lines(&drawing("net-tgw-vpn"), "site-s"),
        [
            "10.1.0.0/16 static via vpn-s wins",
            "192.168.1.0/24 static via vpn-s wins",
            "192.168.2.0/24 local wins",
        ]
    );
    assert_eq!(
        lines(&drawing("net-tgw-vpn-paths"), "site-1"),
        [
            "10.1.0.0/16 BGP via vpn-1, tgw-1 wins",
            "10.1.0.0/16 BGP via vpn-2, tgw-1 loses: the router takes the first of its lines [R-VGW-14]",
            "192.168.1.0/24 local wins",
        ]
    );
    // Offices at one virtual private gateway: never the one with the same AS number (R-VGW-6).
    assert_eq!(
        lines(&drawing("net-vpn-cloudhub"), "site-1"),
        [
            "10.0.0.0/16 BGP via vpn-1, vgw-1 wins",
            "192.168.1.0/24 local wins",
            "192.168.2.0/24 BGP via vpn-1, vgw-1 wins",
        ]
    );
}

#[test]
fn a_table_of_a_vpc_tells_what_each_connection_brings() {
    let document = drawing("net-vpn-priority");
    let static_vpn = "192.168.0.0/16 static VPN via vgw-1, vpn-2";
    let bgp = "192.168.0.0/16 BGP via vgw-1, vpn-1";
    let lines = |changes: &[Value]| {
        let mut lines = lines(&with(&document, changes), "rtb-a");
        assert!(lines.remove(0).starts_with("10.0.0.0/16 local wins"));
        lines
    };
    assert_eq!(
        lines(&[]),
        [
            format!("{static_vpn} wins"),
            format!("{bgp} loses: a VPN connection with static routes wins over BGP [R-VGW-3]"),
        ]
    );
    let row = json!({"set": "rtb-a", "path": "/routes/r1", "to": {"destinationCidrBlock": "192.168.0.0/16", "gatewayId": "vgw-1"}});
    assert_eq!(
        lines(&[row]),
        [
            "192.168.0.0/16 static via vgw-1 wins".to_owned(),
            format!("{static_vpn} {BESIDE_STATIC} [R-RT-2]"),
            format!("{bgp} {BESIDE_STATIC} [R-RT-2]"),
        ]
    );
    let down = json!({"set": "vpn-2", "path": "/vgwTelemetry", "to": {"t1": {"status": "DOWN"}}});
    assert_eq!(
        lines(&[down]),
        [
            format!("{bgp} wins"),
            format!(
                "{static_vpn} loses: another VPN connection with the same block has a tunnel that is up [R-VGW-3]"
            ),
        ]
    );
    let announces = json!({"set": "vpn-1", "path": "/advertisements", "to": {"a1": {"cidrBlock": "10.0.1.0/24"}, "a2": {"cidrBlock": "192.168.1.0/24"}}});
    assert_eq!(
        lines(&[announces]),
        [
            "10.0.1.0/24 BGP via vgw-1, vpn-1 loses: inside the VPC the local route wins, however narrow the other one is [R-RT-3]".to_owned(),
            format!("{static_vpn} wins: a narrower route takes its part of it [R-RT-1]"),
            "192.168.1.0/24 BGP via vgw-1, vpn-1 wins".to_owned(),
        ]
    );
}

#[test]
fn who_wins_is_who_carries_the_packet() {
    for case in path_fixture::cases() {
        let routed = RoutedNetwork::build(&case.document);
        for (id, table) in &routed.hub_tables {
            let winners = known_routes(&routed, id.as_str());
            for route in winners.into_iter().filter(|route| route.standing == Standing::Wins) {
                let found = table.look_up(route.destination.network()).expect("a route");
                if found.winner.destination == route.destination {
                    let leads: Vec<_> = found.winner.attachment().into_iter().cloned().collect();
                    assert_eq!(leads, route.via, "{}: {id} {route:?}", case.place());
                }
            }
        }
    }
}

#[test]
fn what_appliances_announce_wins_over_a_vpn() {
    let propagates = json!({"set": "tgw-rtb-1", "path": "/propagations/3", "to": "tgw-attach-v"});
    let document = with(&drawing("net-tgw-connect"), &[propagates]);
    let beaten = "192.168.1.0/24 BGP via tgw-attach-v loses: what a Connect attachment brings wins over a VPN [R-TGW-15]";
    let vpcs = ["10.1.0.0/16 VPC via tgw-attach-a wins", "10.2.0.0/16 VPC via tgw-attach-t wins"];
    assert_eq!(
        lines(&document, "tgw-rtb-1"),
        [vpcs[0], vpcs[1], "192.168.1.0/24 Connect via tgw-attach-c wins", beaten]
    );
    let pending = with(&document, &[json!({"set": "tgw-attach-t", "path": "/state", "to": "pending"})]);
    assert_eq!(
        lines(&pending, "tgw-rtb-1")[2..],
        [
            "192.168.1.0/24 BGP via tgw-attach-v wins",
            "192.168.1.0/24 Connect via tgw-attach-c loses: its attachment, or the one that carries it, is not available [R-FLOW-11]"
        ]
    );
}

#[test]
fn each_path_of_the_peers_of_a_connect_attachment_is_told() {
    let document = drawing("net-tgw-connect-peer");
    let via = "via tgw-attach-c";
    assert_eq!(
        lines(&document, "tgw-rtb-1")[1..],
        [format!("10.2.3.0/24 Connect {via} wins"), format!("192.168.1.0/24 Connect {via} wins")]
    );
    let second = json!({"add": "tgw-connect-peer-2", "resource": {"type": "transitGatewayConnectPeer",
        "transitGatewayAttachmentId": "tgw-attach-c",
        "connectPeerConfiguration": {"peerAddress": "10.2.2.20", "bgpConfigurations": {"b1": {"peerAsn": 65010}}},
        "advertisements": {"a1": {"cidrBlock": "10.2.3.0/24", "asPath": [65010, 65020]}}}});
    let two = with(&document, &[second]);
    let longer =
        format!("10.2.3.0/24 Connect {via} loses: a shorter AS path to the same block wins [R-TGW-16]");
    assert!(lines(&two, "tgw-rtb-1").contains(&longer), "{:?}", lines(&two, "tgw-rtb-1"));
    let loses = format!(
        "10.2.3.0/24 Connect {via} loses: no Connect peer that announces it has a BGP session [R-FLOW-11]"
    );
    let dead = [
        json!({"set": "i-p", "path": "/state", "to": "stopped"}),
        json!({"remove": "rtb-p", "path": "/routes/r1"}),
        json!({"set": "tgw-connect-peer-1", "path": "/connectPeerConfiguration/transitGatewayAddress", "to": "10.98.0.1"}),
    ];
    for dead in dead {
        let shown = lines(&with(&document, std::slice::from_ref(&dead)), "tgw-rtb-1");
        assert_eq!(shown[1], loses, "{dead}");
    }
    let down = ["b1", "b2"].map(|row| {
        json!({"set": "tgw-connect-peer-1",
            "path": format!("/connectPeerConfiguration/bgpConfigurations/{row}/bgpStatus"), "to": "down"})
    });
    assert_eq!(lines(&with(&document, &down), "tgw-rtb-1")[1], loses);
}
