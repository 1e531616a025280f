//! What holds for every packet on every small network.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by a panic, in its helpers too"
)]

mod random_network;

use netyard_core::change::{Change, apply};
use netyard_core::model::{Document, Resource, ResourceId};
use netyard_core::net::Protocol;
use netyard_core::routing::{Lookup, RoutedNetwork};
use netyard_core::simulate::{FlowSpec, Trace, Verdict, trace};
use proptest::prelude::*;
use random_network::{Dice, document, ends};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr};

const PROTOCOLS: [&str; 4] = ["tcp", "tcp", "udp", "icmp"];

fn flow(dice: &mut Dice, ends: &[String]) -> FlowSpec {
    let mut spec = FlowSpec::new(&ends[dice.below(ends.len())], &ends[dice.below(ends.len())]);
    spec.protocol = Some(Protocol::new(dice.pick(&PROTOCOLS)));
    spec.port = Some([22, 53, 443][dice.below(3)]);
    spec
}

/// A few flows of a document with what becomes of them.
fn traces(dice: &mut Dice, document: &Document) -> Vec<(FlowSpec, Trace)> {
    let network = RoutedNetwork::build(document);
    let ends = ends(document);
    (0..12)
        .map(|_| flow(dice, &ends))
        .filter_map(|spec| trace(&network, &spec).ok().map(|trace| (spec, trace)))
        .collect()
}

fn hops(trace: &Trace) -> usize {
    trace.forward.len() + trace.beyond.len() + trace.back.len()
}

/// The networks at random show enough: packets arrive, are dropped for many reasons, and get lost in the unknown.
#[test]
fn networks_at_random_are_not_all_alike() {
    let mut verdicts = BTreeMap::new();
    let mut codes = BTreeSet::new();
    for seed in 0..100 {
        let mut dice = Dice::new(seed);
        let document = document(&mut dice);
        for (_, trace) in traces(&mut dice, &document) {
            *verdicts.entry(trace.verdict).or_insert(0) += 1;
            codes.extend(trace.code);
        }
    }
    for verdict in [Verdict::Delivered, Verdict::Dropped, Verdict::Partial, Verdict::Unknown] {
        assert!(verdicts.get(&verdict).is_some_and(|count| *count >= 3), "{verdicts:?} {codes:?}");
    }
    assert!(codes.len() >= 12, "{verdicts:?} {codes:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_walk_always_ends(seed: u64) {
        let mut dice = Dice::new(seed);
        let document = document(&mut dice);
        for (spec, trace) in traces(&mut dice, &document) {
            // Two ways of at most 64 hops, and the few that a last stage adds.
            prop_assert!(hops(&trace) <= 2 * 72, "{spec:?}: {}", hops(&trace));
            prop_assert_eq!(trace.blockers.is_empty(), matches!(trace.verdict, Verdict::Delivered | Verdict::Unknown));
            for branch in &trace.branches {
                prop_assert!(hops(&branch.trace) <= 2 * 72);
            }
        }
    }

    #[test]
    fn the_same_flow_gives_the_same_bytes(seed: u64) {
        let document = document(&mut Dice::new(seed));
        let one = traces(&mut Dice::new(seed ^ 1), &document);
        let other = traces(&mut Dice::new(seed ^ 1), &document);
        for ((_, one), (_, other)) in one.iter().zip(&other) {
            prop_assert_eq!(serde_json::to_string(one).unwrap(), serde_json::to_string(other).unwrap());
        }
    }

    /// The longest block that holds the address wins, as a scan of the whole table finds it.
    #[test]
    fn longest_prefix_match_equals_a_scan(seed: u64, addresses in proptest::collection::vec(any::<u32>(), 8)) {
        let document = document(&mut Dice::new(seed));
        let network = RoutedNetwork::build(&document);
        let near = [0x0a00_010a, 0x0a01_0005, 0xc633_640a, 0x0305_4001, 0x0a02_ffff];
        for address in addresses.iter().copied().chain(near) {
            let address = IpAddr::V4(Ipv4Addr::from(address));
            for table in network.tables.values() {
                let widest = table.routes.iter().filter(|route| route.destination.contains(&address));
                let longest = widest.clone().map(|route| route.destination.prefix_len()).max();
                match table.look_up(address) {
                    Lookup::Route { winner, .. } => {
                        prop_assert_eq!(Some(winner.destination.prefix_len()), longest);
                        let best = widest.filter(|route| Some(route.destination.prefix_len()) == longest);
                        prop_assert_eq!(best.map(|route| route.origin).min(), Some(winner.origin));
                    }
                    Lookup::None => prop_assert_eq!(longest, None),
                    Lookup::Reserved(_) => prop_assert!(longest.is_some()),
                }
            }
        }
    }

    /// Who has an address, and which VPC it lies in, as a look at every VPC finds it.
    #[test]
    fn whereabouts_equal_a_scan(seed: u64, last in 0u8..=255) {
        let network = RoutedNetwork::build(&document(&mut Dice::new(seed))).network;
        let near = [Ipv4Addr::new(10, 0, last % 4, 10), Ipv4Addr::new(10, last % 4, 1, last % 12 + 4), Ipv4Addr::new(last, 0, 0, 1)];
        for address in near.map(IpAddr::V4) {
            let around = network.vpcs.values().find(|vpc| vpc.contains(address)).map(|vpc| &vpc.id);
            prop_assert_eq!(network.vpc_around(address).map(|vpc| &vpc.id), around);
            let owners: Vec<_> = network
                .private_addresses
                .iter()
                .filter_map(|(vpc, owners)| owners.get(&address).map(|owner| (vpc, owner)))
                .collect();
            prop_assert_eq!(network.owners_of_private_address(address), owners);
        }
    }

    /// A narrower route to somewhere else takes the packets of its block and no others.
    #[test]
    fn a_more_specific_route_wins(seed: u64, last in 0u8..=255) {
        let mut document = document(&mut Dice::new(seed));
        let table: Option<ResourceId> =
            document.resources.iter().find(|(_, resource)| matches!(resource.as_ref(), Resource::RouteTable(_))).map(|(id, _)| id.clone());
        let Some(table) = table else { return Ok(()) };
        let narrow = json!({"destinationCidrBlock": format!("198.51.100.{last}/32"), "vpcPeeringConnectionId": "pcx-narrow"});
        apply(&mut document, &Change::set(&table, "/routes/narrow", narrow)).unwrap();
        let network = RoutedNetwork::build(&document);
        let table = &network.tables[&table];
        for other in 0..=255u8 {
            let address = IpAddr::V4(Ipv4Addr::new(198, 51, 100, other));
            let won = matches!(table.look_up(address), Lookup::Route { winner, .. } if winner.row.as_ref().is_some_and(|row| *row == "narrow"));
            prop_assert_eq!(won, other == last);
        }
    }

    /// Taking an allow rule away never opens a path.
    #[test]
    fn fewer_rules_never_open_a_path(seed: u64) {
        let mut dice = Dice::new(seed);
        let document = document(&mut dice);
        let before = traces(&mut dice, &document);
        for (id, path) in allow_rules(&document) {
            let mut fewer = document.clone();
            apply(&mut fewer, &Change::RemovePath { id: id.clone(), path: path.clone() }).unwrap();
            let network = RoutedNetwork::build(&fewer);
            for (spec, was) in before.iter().filter(|(_, was)| was.verdict == Verdict::Dropped) {
                let is = trace(&network, spec).unwrap();
                prop_assert_ne!(is.verdict, Verdict::Delivered, "{} {} opens {:?}, which was {:?}", id, path, spec, was.code);
            }
        }
    }

    /// Whatever is edited: building and tracing never panic.
    #[test]
    fn edits_at_random_never_panic(seed: u64) {
        let mut dice = Dice::new(seed);
        let mut document = document(&mut dice);
        for _ in 0..4 {
            edit(&mut dice, &mut document);
            traces(&mut dice, &document);
        }
    }
}

fn allow_rules(document: &Document) -> Vec<(ResourceId, String)> {
    let mut rules = Vec::new();
    for (id, resource) in &document.resources {
        match resource.as_ref() {
            Resource::SecurityGroup(group) => {
                rules.extend(
                    group.ip_permissions.keys().map(|row| (id.clone(), format!("/ipPermissions/{row}"))),
                );
            }
            Resource::NetworkAcl(acl) => {
                let allows = acl.entries.iter().flatten().filter(|(_, entry)| entry.allows());
                rules.extend(allows.map(|(row, _)| (id.clone(), format!("/entries/{row}"))));
            }
            _ => {}
        }
    }
    rules
}

/// Takes something away or writes something odd somewhere.
fn edit(dice: &mut Dice, document: &mut Document) {
    let ids: Vec<ResourceId> = document.resources.keys().cloned().collect();
    let Some(id) = ids.get(dice.below(ids.len())) else { return };
    let fields: Vec<String> = document
        .resource(id.as_str())
        .and_then(|resource| resource.to_value().as_object().map(|object| object.keys().cloned().collect()))
        .unwrap_or_default();
    let odd = [
        json!("nonsense"),
        json!("10.0.0.0/0"),
        json!("0.0.0.0/0"),
        json!(""),
        json!(-1),
        json!([]),
        json!({}),
        json!(true),
        json!(ids[dice.below(ids.len())].as_str()),
        json!("255.255.255.255/32"),
        json!([{"privateIpAddress": "10.0.0.1"}]),
    ];
    let change = match (dice.below(4), fields.get(dice.below(fields.len()))) {
        (0, _) => Change::Remove { id: id.clone() },
        (1, Some(field)) => Change::RemovePath { id: id.clone(), path: format!("/{field}") },
        (_, Some(field)) => {
            Change::Set { id: id.clone(), path: format!("/{field}"), to: odd[dice.below(odd.len())].clone() }
        }
        (_, None) => return,
    };
    let _ = apply(document, &change);
}
