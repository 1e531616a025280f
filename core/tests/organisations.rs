//! The generated organisation: it is as large and as sound as it says, and what holds for every packet on small
//! networks holds on it, however it is broken.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by a panic, in its helpers too"
)]

mod random_network;

use netyard_core::change::{Change, apply};
use netyard_core::model::{Document, Resource, ResourceId};
use netyard_core::net::Protocol;
use netyard_core::ordered::IntoOrdered;
use netyard_core::routing::RoutedNetwork;
use netyard_core::rules::{self, Severity};
use netyard_core::sample::{HOSTS_OF_A_SPOKE, organisation, site_host_id, spoke_host_id};
use netyard_core::simulate::{FlowSpec, Hop, Trace, Verdict, trace};
use proptest::prelude::*;
use random_network::Dice;
use serde_json::json;
use std::collections::BTreeMap;

/// So many spokes the properties are tried on: six in each Region.
const SPOKES: u32 = 18;

fn sent(network: &RoutedNetwork, from: &ResourceId, to: &ResourceId) -> Trace {
    trace(network, &FlowSpec::new(from.as_str(), to.as_str())).unwrap()
}

#[test]
fn is_as_large_as_it_says() {
    let none = organisation(0).resources.len();
    // Inspection 14, sites 10, hubs with their tables and peerings 10.
    assert_eq!(none, 34);
    for spokes in [1, 10, 100] {
        let document = organisation(spokes);
        assert_eq!(document.resources.len(), none + 24 * usize::try_from(spokes).unwrap());
        let of = |wanted: &str| {
            document.resources.values().filter(|resource| resource.type_name() == wanted).count()
        };
        assert_eq!(of("vpc"), usize::try_from(spokes).unwrap() + 1);
        assert_eq!((of("transitGateway"), of("onPremisesSite"), of("vpnConnection")), (3, 2, 2));
    }
    assert_eq!(organisation(30), organisation(30));
}

#[test]
fn is_sound() {
    let findings = rules::check(&RoutedNetwork::build(&organisation(12)));
    let errors: Vec<_> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|one| (&one.rule, &one.message.text))
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
}

/// Any spoke reaches any other one: through inspection where the first Region is an end, else straight.
#[test]
fn every_region_reaches_every_other() {
    let network = RoutedNetwork::build(&organisation(6));
    for (one, other) in [(0, 3), (0, 1), (1, 0), (1, 4), (1, 2), (2, 5), (2, 0)] {
        let trace = sent(&network, &spoke_host_id(one, 0), &spoke_host_id(other, 7));
        assert_eq!(
            trace.verdict,
            Verdict::Delivered,
            "{one} to {other}: {:?} {:?}",
            trace.code,
            trace.detail
        );
        let inspected = trace.forward.iter().any(|hop| hop.component.as_str().starts_with("i-inspection"));
        assert_eq!(inspected, one % 3 == 0 || other % 3 == 0, "{one} to {other}");
    }
}

/// Both sites reach all Regions, and are reached, through inspection.
#[test]
fn sites_and_spokes_reach_each_other() {
    let network = RoutedNetwork::build(&organisation(3));
    for (site, spoke) in [(0, 0), (1, 1), (0, 2)] {
        let (site, spoke) = (site_host_id(site), spoke_host_id(spoke, 3));
        for (from, to) in [(&site, &spoke), (&spoke, &site)] {
            let trace = sent(&network, from, to);
            assert_eq!(
                trace.verdict,
                Verdict::Delivered,
                "{from} to {to}: {:?} {:?}",
                trace.code,
                trace.detail
            );
            assert!(trace.forward.iter().any(|hop| hop.component.as_str().starts_with("i-inspection")));
        }
    }
}

/// A route back that is gone stops the reply and is named.
#[test]
fn a_removed_route_is_named() {
    let mut document = organisation(6);
    let table = ResourceId::new("rtb-0001-main");
    apply(&mut document, &Change::RemovePath { id: table, path: "/routes/r1".to_owned() }).unwrap();
    let network = RoutedNetwork::build(&document);
    let there = sent(&network, &spoke_host_id(1, 0), &spoke_host_id(2, 0));
    assert_eq!((there.verdict, there.code), (Verdict::Dropped, Some("NO_ROUTE_TO_DESTINATION")));
    let back = sent(&network, &spoke_host_id(2, 0), &spoke_host_id(1, 0));
    assert_eq!((back.verdict, back.code), (Verdict::Dropped, Some("NO_ROUTE_TO_DESTINATION")));
    assert_eq!(back.at.unwrap().as_str(), "subnet-0001-0");
    // Its neighbours do not notice.
    assert_eq!(sent(&network, &spoke_host_id(4, 0), &spoke_host_id(2, 0)).verdict, Verdict::Delivered);
}

/// What one packet meets does not depend on how many VPCs there are besides.
#[test]
fn a_packet_meets_the_same_whatever_the_size() {
    let small = RoutedNetwork::build(&organisation(6));
    let large = RoutedNetwork::build(&organisation(90));
    for (one, other) in [(0, 3), (0, 1), (1, 2)] {
        let hops = |network: &RoutedNetwork| {
            let trace = sent(network, &spoke_host_id(one, 0), &spoke_host_id(other, 7));
            trace
                .forward
                .iter()
                .chain(&trace.back)
                .map(|hop| (hop.component.clone(), hop.kind))
                .collect::<Vec<_>>()
        };
        assert_eq!(hops(&small), hops(&large));
    }
}

fn ends(document: &Document) -> Vec<String> {
    let mut ends: Vec<String> = (0..6)
        .map(|nth| spoke_host_id(nth * 3 + nth % 3, nth % HOSTS_OF_A_SPOKE).to_string())
        .filter(|end| document.resource(end).is_some())
        .collect();
    ends.extend([0, 1].map(|site| site_host_id(site).to_string()));
    ends.extend(
        [
            "i-inspection-0",
            "subnet-0002-0",
            "10.64.0.11",
            "10.192.4.10",
            "10.200.0.1",
            "192.168.1.10",
            "internet",
        ]
        .map(str::to_owned),
    );
    ends
}

fn flows(dice: &mut Dice, ends: &[String], count: usize) -> Vec<FlowSpec> {
    let one = |dice: &mut Dice| {
        let mut spec = FlowSpec::new(&ends[dice.below(ends.len())], &ends[dice.below(ends.len())]);
        spec.protocol = Some(Protocol::new(dice.pick(&["tcp", "tcp", "udp", "icmp"])));
        spec.port = Some([22, 53, 443][dice.below(3)]);
        spec
    };
    (0..count).map(|_| one(dice)).collect()
}

fn traces(document: &Document, flows: &[FlowSpec]) -> Vec<(FlowSpec, Trace)> {
    let network = RoutedNetwork::build(document);
    let each = flows.iter().filter_map(|spec| trace(&network, spec).ok().map(|trace| (spec.clone(), trace)));
    each.collect()
}

/// Every trace of a trace: itself and its branches.
fn all<'a>(trace: &'a Trace, found: &mut Vec<&'a Trace>) {
    found.push(trace);
    for branch in &trace.branches {
        all(&branch.trace, found);
    }
}

fn hops(trace: &Trace) -> impl Iterator<Item = &Hop> {
    trace.forward.iter().chain(&trace.beyond).chain(&trace.back)
}

/// Takes something of the hubs, tables and groups away, or writes something else there.
fn damage(dice: &mut Dice, document: &mut Document) {
    let of_interest = |resource: &Resource| {
        matches!(
            resource,
            Resource::TransitGateway(_)
                | Resource::TransitGatewayAttachment(_)
                | Resource::TransitGatewayRouteTable(_)
                | Resource::RouteTable(_)
                | Resource::SecurityGroup(_)
                | Resource::VpnConnection(_)
                | Resource::CustomerGateway(_)
                | Resource::Subnet(_)
        )
    };
    let ids: Vec<ResourceId> = document
        .resources
        .iter()
        .filter(|(_, resource)| of_interest(resource))
        .map(|(id, _)| id.clone())
        .collect();
    let Some(id) = ids.get(dice.below(ids.len())).cloned() else { return };
    let fields: Vec<String> = document
        .resource(id.as_str())
        .and_then(|resource| resource.to_value().as_object().map(|object| object.keys().cloned().collect()))
        .unwrap_or_default();
    let odd = [
        json!(""),
        json!([]),
        json!({}),
        json!(true),
        json!("10.64.0.0/10"),
        json!("0.0.0.0/0"),
        json!(ids[dice.below(ids.len())].as_str()),
        json!([ids[dice.below(ids.len())].as_str()]),
        json!("deleted"),
    ];
    let field = fields.get(dice.below(fields.len()));
    let change = match (dice.below(4), field) {
        (0, _) => Change::Remove { id },
        (1, Some(field)) => Change::RemovePath { id, path: format!("/{field}") },
        (_, Some(field)) => {
            Change::Set { id, path: format!("/{field}"), to: odd[dice.below(odd.len())].clone() }
        }
        (_, None) => return,
    };
    let _ = apply(document, &change);
}

/// Damaged organisations show enough: packets arrive, are dropped for several reasons, and get lost in the unknown.
#[test]
fn damaged_organisations_are_not_all_alike() {
    let whole = organisation(SPOKES);
    let mut verdicts = BTreeMap::new();
    let mut codes = Vec::new();
    for seed in 0..60 {
        let mut dice = Dice::new(seed);
        let mut document = whole.clone();
        for _ in 0..12 {
            damage(&mut dice, &mut document);
        }
        let flows = flows(&mut dice, &ends(&document), 12);
        for (_, trace) in traces(&document, &flows) {
            *verdicts.entry(trace.verdict).or_insert(0) += 1;
            codes.extend(trace.code);
        }
    }
    let codes = codes.into_iter().into_set();
    for verdict in [Verdict::Delivered, Verdict::Dropped] {
        assert!(verdicts.get(&verdict).is_some_and(|count| *count >= 20), "{verdicts:?} {codes:?}");
    }
    assert!(codes.len() >= 6, "{verdicts:?} {codes:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is broken: no panic, every walk ends, every verdict has its decider, and the same question has the same
    /// answer.
    #[test]
    fn a_damaged_organisation_still_answers(seed: u64) {
        let mut dice = Dice::new(seed);
        let mut document = organisation(SPOKES);
        for _ in 0..6 {
            damage(&mut dice, &mut document);
        }
        let flows = flows(&mut dice, &ends(&document), 10);
        let first = traces(&document, &flows);
        let again = traces(&document, &flows);
        for ((spec, one), (_, other)) in first.iter().zip(&again) {
            prop_assert_eq!(serde_json::to_string(one).unwrap(), serde_json::to_string(other).unwrap());
            let mut every = Vec::new();
            all(one, &mut every);
            for trace in every {
                prop_assert!(hops(trace).count() <= 2 * 72, "{spec:?}");
                let is_fine = matches!(trace.verdict, Verdict::Delivered | Verdict::Unknown);
                prop_assert_eq!(trace.blockers.is_empty(), is_fine, "{:?}", spec);
                for hop in hops(trace) {
                    let decided = &hop.decided_by;
                    prop_assert!(!decided.resource.as_str().is_empty() && !decided.text.is_empty(), "{:?} {:?}", spec, hop);
                }
                if trace.verdict == Verdict::Dropped {
                    let blocker = &trace.blockers[0];
                    prop_assert_eq!((trace.code, &trace.at), (Some(blocker.code), &Some(blocker.at.clone())));
                    prop_assert!(!blocker.decided_by.text.is_empty() && !blocker.message.text.is_empty());
                    prop_assert!(!blocker.decided_by.book.is_empty(), "{:?} {:?}", spec, blocker);
                }
                if trace.verdict == Verdict::Unknown {
                    prop_assert!(trace.detail.is_some(), "{:?}", spec);
                }
            }
        }
        let findings = rules::check(&RoutedNetwork::build(&document));
        prop_assert_eq!(&findings, &rules::check(&RoutedNetwork::build(&document)));
    }

    /// A row that no hop of a delivered packet names, on any branch, can go without the packet noticing; the rows that decided cannot all.
    #[test]
    fn only_rows_that_decide_matter(seed: u64) {
        let mut dice = Dice::new(seed);
        let document = organisation(SPOKES);
        let [one, other] = [0, 1].map(|_| spoke_host_id(u32::try_from(dice.below(18)).unwrap(), 0));
        prop_assume!(one != other);
        let network = RoutedNetwork::build(&document);
        let before = sent(&network, &one, &other);
        prop_assert_eq!(before.verdict, Verdict::Delivered);
        let mut every = Vec::new();
        all(&before, &mut every);
        let decided = |table: &ResourceId, row: &str| every.iter().flat_map(|trace| hops(trace)).any(|hop| {
            &hop.decided_by.resource == table && hop.decided_by.row.as_ref().is_some_and(|own| *own == *row)
        });
        let tables = document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
            Resource::RouteTable(table) => Some((id, table.routes.keys().map(ToString::to_string).collect::<Vec<_>>())),
            Resource::TransitGatewayRouteTable(table) => Some((id, table.routes.keys().map(ToString::to_string).collect())),
            _ => None,
        });
        let rows: Vec<(&ResourceId, String)> =
            tables.flat_map(|(id, rows)| rows.into_iter().map(move |row| (id, row))).collect();
        let (used, idle): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(id, row)| decided(id, row));
        prop_assert!(!used.is_empty());
        let without = |(id, row): &(&ResourceId, String)| {
            let mut fewer = document.clone();
            apply(&mut fewer, &Change::RemovePath { id: (*id).clone(), path: format!("/routes/{row}") }).unwrap();
            sent(&RoutedNetwork::build(&fewer), &one, &other)
        };
        let idle = &idle[dice.below(idle.len())];
        prop_assert_eq!(without(idle).verdict, Verdict::Delivered, "{:?}", idle);
        let used = &used[dice.below(used.len())];
        prop_assert_ne!(without(used).verdict, Verdict::Delivered, "{:?}", used);
    }
}
