//! An account of our own as describe output, and where its packets go. Expected results follow from the rule book.

use netyard_core::net::Protocol;
use netyard_core::routing::RoutedNetwork;
use netyard_core::simulate::{FlowSpec, Hop, Trace, Verdict, trace};
use netyard_formats::aws_describe::import;
use netyard_formats::import::{Imported, SourceFile};

const ACCOUNT: &str = include_str!("../../fixtures/aws-describe/account.json");

fn account() -> Imported {
    import(vec![SourceFile { path: "account.json".to_owned(), text: ACCOUNT.to_owned() }]).unwrap()
}

fn sent(from: &str, to: &str, port: u16) -> Trace {
    let flow = FlowSpec { port: Some(port), ..FlowSpec::new(from, to) };
    trace(&RoutedNetwork::build(&account().document), &flow).unwrap()
}

/// The components on the way, repeats collapsed.
fn way(hops: &[Hop]) -> Vec<&str> {
    let mut way: Vec<&str> = hops.iter().map(|hop| hop.component.as_str()).collect();
    way.dedup();
    way
}

fn told(trace: &Trace) -> (Verdict, Option<&str>, Option<&str>) {
    (trace.verdict, trace.code, trace.at.as_ref().map(netyard_core::model::ResourceId::as_str))
}

#[test]
fn everything_is_read_or_reported() {
    let Imported { document, report } = account();
    let all: usize = report.read.iter().map(|entry| entry.count).sum();
    // One zone name, and every object of the lists but the interface of the NAT gateway and the load balancer.
    assert_eq!(all, 26, "{report}");
    assert_eq!(document.resources.len(), 25, "the zone is no resource, the transit gateway is one");
    let parts = report.skipped.iter().filter(|entry| entry.what != "Field");
    assert_eq!(parts.count(), 1, "{report}");
    assert!(document.vpc("vpc-0aa1").unwrap().unknown.is_empty());
}

#[test]
fn the_office_reaches_the_till_and_nobody_else_does() {
    let office = sent("203.0.113.7", "till", 22);
    assert_eq!(told(&office), (Verdict::Delivered, None, None), "{office:#?}");
    assert_eq!(way(&office.forward), ["internet", "igw-0aa1", "subnet-0aa1", "i-0aa1"]);
    let web = sent("203.0.113.7", "till", 80);
    assert_eq!(told(&web), (Verdict::Dropped, Some("ENI_SG_RULES_MISMATCH"), Some("i-0aa1")), "{web:#?}");
    let elsewhere = sent("8.8.8.8", "till", 22);
    assert_eq!(told(&elsewhere), (Verdict::Dropped, Some("ENI_SG_RULES_MISMATCH"), Some("i-0aa1")));
}

#[test]
fn the_baker_goes_out_through_the_chimney() {
    let out = sent("baker", "8.8.8.8", 80);
    assert_eq!(told(&out), (Verdict::Delivered, None, None), "{out:#?}");
    assert_eq!(
        way(&out.forward),
        ["i-0aa2", "subnet-0aa2", "subnet-0aa1", "nat-0aa1", "subnet-0aa1", "igw-0aa1", "internet"]
    );
    let other = FlowSpec { protocol: Some(Protocol::Number(107)), ..FlowSpec::new("baker", "8.8.8.8") };
    let other = trace(&RoutedNetwork::build(&account().document), &other).unwrap();
    assert_eq!((other.verdict, other.at.unwrap().as_str()), (Verdict::Dropped, "nat-0aa1"));
    let unasked = sent("8.8.8.8", "198.51.100.90", 80);
    assert_eq!(
        told(&unasked),
        (Verdict::Dropped, Some("NAT_INBOUND_UNSOLICITED"), Some("nat-0aa1")),
        "{unasked:#?}"
    );
}

#[test]
fn the_lorry_goes_from_the_oven_to_the_warehouse() {
    let there = sent("baker", "forklift", 443);
    assert_eq!(told(&there), (Verdict::Delivered, None, None), "{there:#?}");
    assert!(way(&there.forward).contains(&"pcx-0ab1"));
    let wrong_port = sent("baker", "forklift", 80);
    assert_eq!(told(&wrong_port), (Verdict::Dropped, Some("ENI_SG_RULES_MISMATCH"), Some("i-0bb1")));
    // The counter's table sends 10.30.0.0/16 to the internet gateway, which carries no private destination.
    assert_ne!(sent("till", "forklift", 443).verdict, Verdict::Delivered);
    let nobody = sent("baker", "10.30.1.99", 443);
    assert_eq!(
        told(&nobody),
        (Verdict::Dropped, Some("NO_SUCH_ADDRESS"), Some("subnet-0bb1")),
        "{nobody:#?}"
    );
    let nowhere = sent("baker", "10.30.9.1", 443);
    assert_eq!(told(&nowhere), (Verdict::Dropped, Some("NO_SUCH_ADDRESS"), Some("vpc-0bb2")), "{nowhere:#?}");
}

#[test]
fn the_cold_store_is_reached_through_the_endpoint_and_its_own_blocks() {
    let stored = sent("baker", "192.0.2.10", 443);
    assert_eq!(told(&stored), (Verdict::Delivered, None, None), "{stored:#?}");
    assert!(way(&stored.forward).contains(&"vpce-0aa1"), "{:?}", way(&stored.forward));
    let beside = sent("baker", "198.51.100.200", 443);
    assert!(way(&beside.forward).contains(&"nat-0aa1"), "{:?}", way(&beside.forward));
}

#[test]
fn what_is_gone_is_a_blackhole_and_what_is_not_known_is_unknown() {
    let gone = sent("forklift", "192.168.1.1", 443);
    assert_eq!(told(&gone), (Verdict::Dropped, Some("BAD_STATE_ROUTE"), Some("subnet-0bb1")), "{gone:#?}");
    let no_way = sent("forklift", "8.8.8.8", 443);
    assert_eq!(told(&no_way), (Verdict::Dropped, Some("NO_ROUTE_TO_DESTINATION"), Some("subnet-0bb1")));
    let motorway = sent("forklift", "172.16.0.1", 443);
    assert_eq!(told(&motorway), (Verdict::Unknown, None, Some("tgw-0ab1")), "{motorway:#?}");
}
