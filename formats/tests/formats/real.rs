//! The describe output of real networks, where it is at hand beside the workspace.

use netyard_core::change::{Change, apply_all};
use netyard_core::model::{Document, ResourceId, ResourceType};
use netyard_core::net::Protocol;
use netyard_core::routing::RoutedNetwork;
use netyard_core::schema;
use netyard_core::simulate::{FlowSpec, Hop, Leg, Trace, Verdict, trace};
use netyard_formats::aws_describe::import;
use netyard_formats::import::{Imported, SourceFile};
use netyard_formats::link::{decode, encode};
use netyard_formats::private::Private;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The folder with the networks, or `None` with a word about it: they are not part of the project.
pub(crate) fn folder() -> Option<PathBuf> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(2);
    let folder = above.map(|folder| folder.join("shared/real/aws-describe")).find(|folder| folder.is_dir());
    if folder.is_none() {
        println!("skipped: there is no shared/real/aws-describe beside the workspace");
    }
    folder
}

/// The import of one network; `None` where the folder is absent.
pub(crate) fn network(name: &str) -> Option<Imported> {
    let folder = folder()?;
    let mut files = Vec::new();
    collect(&folder.join(name), &folder, &mut files);
    Some(import(files).unwrap())
}

fn collect(folder: &Path, root: &Path, files: &mut Vec<SourceFile>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, root, files);
        } else {
            let text = std::fs::read_to_string(&path).unwrap();
            let path = path.strip_prefix(root).unwrap().display().to_string();
            files.push(SourceFile { path, text });
        }
    }
}

fn counts(document: &Document) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for resource in document.resources.values() {
        *counts.entry(resource.type_name()).or_insert(0) += 1;
    }
    counts
}

#[test]
fn six_networks_load_whole() {
    // Counted by hand in the files: every object of every answer, the interface of the NAT gateway and what is deleted or terminated aside.
    let networks: [(&str, &[(ResourceType, usize)]); 6] = [
        (
            "public-subnet",
            &[
                (ResourceType::Vpc, 1),
                (ResourceType::Subnet, 1),
                (ResourceType::RouteTable, 2),
                (ResourceType::NetworkAcl, 1),
                (ResourceType::SecurityGroup, 2),
                (ResourceType::InternetGateway, 1),
                (ResourceType::Instance, 1),
                (ResourceType::NetworkInterface, 1),
            ],
        ),
        (
            "nat-gateway",
            &[
                (ResourceType::Vpc, 1),
                (ResourceType::Subnet, 3),
                (ResourceType::RouteTable, 3),
                (ResourceType::NetworkAcl, 2),
                (ResourceType::SecurityGroup, 3),
                (ResourceType::InternetGateway, 1),
                (ResourceType::NatGateway, 1),
                (ResourceType::ElasticIp, 1),
                (ResourceType::Instance, 3),
                (ResourceType::NetworkInterface, 3),
            ],
        ),
        (
            "vpc-peering",
            &[
                (ResourceType::Vpc, 3),
                (ResourceType::Subnet, 3),
                (ResourceType::RouteTable, 3),
                (ResourceType::NetworkAcl, 3),
                (ResourceType::SecurityGroup, 6),
                (ResourceType::VpcPeeringConnection, 2),
                (ResourceType::Instance, 3),
                (ResourceType::NetworkInterface, 3),
            ],
        ),
        (
            "vpc-endpoint-gateway",
            &[
                (ResourceType::Vpc, 1),
                (ResourceType::Subnet, 2),
                (ResourceType::RouteTable, 3),
                (ResourceType::NetworkAcl, 2),
                (ResourceType::InternetGateway, 1),
                (ResourceType::VpcEndpoint, 1),
                (ResourceType::ManagedPrefixList, 2),
                (ResourceType::SecurityGroup, 2),
                (ResourceType::Instance, 2),
                (ResourceType::NetworkInterface, 2),
            ],
        ),
        (
            "transit-gateway",
            &[
                (ResourceType::Vpc, 2),
                (ResourceType::Subnet, 3),
                (ResourceType::RouteTable, 2),
                (ResourceType::NetworkAcl, 2),
                (ResourceType::SecurityGroup, 5),
                (ResourceType::InternetGateway, 1),
                (ResourceType::ElasticIp, 1),
                (ResourceType::Instance, 3),
                (ResourceType::NetworkInterface, 5),
                (ResourceType::TransitGateway, 1),
                (ResourceType::TransitGatewayAttachment, 2),
                (ResourceType::TransitGatewayRouteTable, 1),
                (ResourceType::CustomerGateway, 1),
            ],
        ),
        (
            "vpn-gateway",
            &[
                (ResourceType::Vpc, 1),
                (ResourceType::Subnet, 1),
                (ResourceType::RouteTable, 1),
                (ResourceType::NetworkAcl, 1),
                (ResourceType::SecurityGroup, 3),
                (ResourceType::Instance, 1),
                (ResourceType::NetworkInterface, 1),
                (ResourceType::CustomerGateway, 2),
                (ResourceType::VpnGateway, 1),
                (ResourceType::VpnConnection, 1),
            ],
        ),
    ];
    for (name, expected) in networks {
        let Some(Imported { document, report }) = network(name) else { return };
        let expected: BTreeMap<&str, usize> =
            expected.iter().map(|(resource_type, count)| (resource_type.type_name(), *count)).collect();
        assert_eq!(counts(&document), expected, "{name}\n{report}");
        let saved = schema::save(&document);
        assert_eq!(schema::open(&saved).unwrap().document, document, "{name}");
        let link = encode(&document, Private::default()).unwrap();
        assert_eq!(decode(&link).unwrap().document, document, "{name}");
    }
}

#[test]
fn an_account_without_tables_loads_and_says_what_is_missing() {
    let Some(Imported { document, report }) = network("cloudmapper-demo") else { return };
    let vpc = document.vpc("vpc-12345678").unwrap();
    assert_eq!(vpc.region.as_deref(), Some("us-east-1"));
    for kind in ["routeTable", "networkAcl", "internetGateway", "natGateway"] {
        assert!(vpc.unknown.iter().any(|unknown| unknown == kind), "{kind}: {:?}", vpc.unknown);
    }
    assert!(
        !vpc.unknown.iter().any(|unknown| unknown == "vpcPeeringConnection"),
        "the answer is empty, not absent"
    );
    assert!(!vpc.unknown.iter().any(|unknown| unknown == "securityGroup"));
    let counts = counts(&document);
    // One of the interfaces is told of by the interface endpoint only, three by the load balancers.
    assert_eq!((counts["subnet"], counts["instance"], counts["networkInterface"]), (4, 3, 8));
    assert_eq!(counts["loadBalancer"], 2);
    assert_eq!(counts["dbInstance"], 1);
    let text = report.to_string();
    for part in ["Load balancer", "Classic load balancer", "No answer tells of", "attached to two instances"]
    {
        assert!(text.contains(part), "{part} is not in the report:\n{text}");
    }
}

#[test]
fn a_virtual_private_gateway_is_read() {
    let Some(Imported { document, report }) = network("vpn-gateway") else { return };
    assert_eq!(document.resource("vgw-0c09bd7fadac961bf").unwrap().type_name(), "vpnGateway");
    assert!(!report.skipped.is_empty());
}

/// A flow of `cases.json`, with the verdict that another simulator's own tests assert.
struct Case {
    raw: Value,
}

impl Case {
    fn text(&self, key: &str) -> &str {
        self.raw.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    fn flow(&self) -> FlowSpec {
        let source = &self.raw["source"];
        let source_ip = self.text("src_ip");
        let from = match source["type"].as_str().unwrap() {
            "internet" if !source_ip.is_empty() => source_ip,
            _ => source["id"].as_str().unwrap(),
        };
        let is_inside = source["type"] != "internet";
        // Protocol 0 means that the source left it open; the equivalent names one with the same verdict.
        let portable = self.raw.get("portable_equivalent").unwrap_or(&self.raw);
        let protocol = match &portable["protocol"] {
            Value::String(name) => Protocol::new(name),
            Value::Number(number) if number.as_u64() != Some(0) => Protocol::new(&number.to_string()),
            _ => Protocol::Tcp,
        };
        FlowSpec {
            source_ip: source_ip.parse().ok().filter(|_| is_inside),
            port: portable["dst_port"].as_u64().and_then(|port| u16::try_from(port).ok()),
            source_port: self.raw["src_port"].as_u64().and_then(|port| u16::try_from(port).ok()),
            protocol: Some(protocol),
            ..FlowSpec::new(from, self.text("dst_ip"))
        }
    }

    /// The components that both models draw, repeats collapsed.
    fn hops(&self, key: &str) -> Vec<String> {
        let hops = self.raw.get(key).and_then(Value::as_array).into_iter().flatten();
        comparable(hops.filter_map(Value::as_str))
    }
}

fn comparable<'a>(ids: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    const PREFIXES: [&str; 7] = ["i-", "igw-", "nat-", "eigw-", "vpce-", "tgw-", "vgw-"];
    let drawn = ids.into_iter().filter(|id| PREFIXES.iter().any(|prefix| id.starts_with(prefix)));
    let mut hops: Vec<String> = drawn.map(str::to_owned).collect();
    hops.dedup();
    hops
}

fn walked(hops: &[Hop]) -> Vec<String> {
    comparable(hops.iter().map(|hop| hop.component.as_str()))
}

/// Whether the request came to its end; a lost reply does not change that.
fn arrives(trace: &Trace) -> bool {
    trace.leg != Some(Leg::Forward) && trace.verdict != Verdict::Unknown
}

/// What the end of the request is called in `cases.json`.
fn ending(trace: &Trace) -> &'static str {
    if arrives(trace) {
        let is_internet = trace.forward.last().is_some_and(|hop| hop.component == "internet");
        return if is_internet { "exits_network" } else { "accepted" };
    }
    match (trace.verdict, trace.code) {
        (Verdict::Unknown, _) => "unknown",
        (_, Some("NO_ROUTE_TO_DESTINATION")) => "no_route",
        (_, Some("BAD_STATE_ROUTE" | "TGW_ROUTE_AZ_RESTRICTION")) => "null_routed",
        (_, Some("NO_SUCH_ADDRESS")) => "neighbor_unreachable",
        _ => "denied_in",
    }
}

fn cases() -> Vec<Case> {
    let Some(folder) = folder() else { return Vec::new() };
    let text = std::fs::read_to_string(folder.join("cases.json")).unwrap();
    let Value::Array(cases) = serde_json::from_str(&text).unwrap() else { panic!("cases.json is a list") };
    cases.into_iter().map(|raw| Case { raw }).collect()
}

#[test]
fn flows_of_five_networks_end_as_stated() {
    const NETWORKS: [&str; 5] =
        ["public-subnet", "nat-gateway", "vpc-peering", "vpc-endpoint-gateway", "transit-gateway"];
    let mut compared = 0;
    for case in cases() {
        let (id, name) = (case.text("id"), case.text("snapshot"));
        // bf-007 contradicts bf-005 for any model without the list of AWS's own addresses.
        if !NETWORKS.contains(&name) || id == "bf-007" {
            continue;
        }
        let network = RoutedNetwork::build(&network(name).unwrap().document);
        let trace = trace(&network, &case.flow()).unwrap();
        let told = format!("{id}: {}\n{trace:#?}", case.text("batfish_test"));
        let expected = case.text("expected");
        let any_of = case.raw.get("expected_any_of").and_then(Value::as_array);
        let allowed: Vec<&str> =
            any_of.map_or_else(|| vec![expected], |list| list.iter().filter_map(Value::as_str).collect());
        let is_reachable = allowed.iter().any(|end| matches!(*end, "accepted" | "exits_network"));
        assert_eq!(arrives(&trace), is_reachable, "{told}");
        assert_ne!(trace.verdict, Verdict::Unknown, "{told}");
        if case.raw.get("model_specific").is_none() {
            assert_eq!(walked(&trace.forward), case.hops("hops"), "{told}");
            // An address that no subnet holds: their model has a null route in the VPC, ours no such address there.
            let ending = match ending(&trace) {
                "neighbor_unreachable" if expected == "null_routed" => "null_routed",
                other => other,
            };
            assert!(allowed.contains(&ending), "{ending}: {told}");
            if let Some(at) = case.raw["dropped_at"].as_str().filter(|at| !at.starts_with("igw-")) {
                assert_eq!(trace.at.as_ref().map(ResourceId::as_str), Some(at), "{told}");
            }
        }
        if case.text("reverse_expected") == "accepted" {
            assert_eq!(trace.verdict, Verdict::Delivered, "{told}");
            assert_eq!(walked(&trace.back), case.hops("reverse_hops"), "{told}");
        }
        compared += 1;
    }
    assert!(compared == 0 || compared == 22, "{compared} flows were compared");
}

#[test]
fn a_trace_that_needs_what_is_missing_ends_unknown() {
    let Some(Imported { document, .. }) = network("cloudmapper-demo") else { return };
    let routed = RoutedNetwork::build(&document);
    // Another subnet: the route table decides, and it was not seen.
    let across = trace(&routed, &FlowSpec::new("i-00000000000000000", "i-00000000000000001")).unwrap();
    assert_eq!((across.verdict, across.code), (Verdict::Unknown, None), "{across:#?}");
    assert!(across.detail.is_some_and(|detail| detail.contains("route table")), "it names what is missing");
    // From the internet: whether there is an internet gateway is not known.
    let inbound = FlowSpec { port: Some(22), ..FlowSpec::new("internet", "i-00000000000000000") };
    let inbound = trace(&routed, &inbound).unwrap();
    assert_eq!(inbound.verdict, Verdict::Unknown, "{inbound:#?}");
}

#[test]
fn flows_over_vpn_end_unknown_while_no_router_is_drawn() {
    for case in cases() {
        let is_inside = case.raw["source"]["type"] == "instance";
        if !is_inside || case.text("snapshot") != "vpn-gateway" {
            continue;
        }
        let network = RoutedNetwork::build(&network(case.text("snapshot")).unwrap().document);
        let trace = trace(&network, &case.flow()).unwrap();
        assert_eq!(trace.verdict, Verdict::Unknown, "{}: {trace:#?}", case.text("id"));
    }
}

/// The account of a VPN without its router, as the import draws it, and with the router drawn by hand: its networks, the
/// default route that it announces, and tunnels that are up.
fn with_router_drawn(mut document: Document) -> Document {
    let changes = [
        json!({"add": "site-1", "resource": {"type": "onPremisesSite", "cidrBlocks": ["192.168.0.0/16"]}}),
        json!({"add": "host-1", "resource": {"type": "onPremisesHost", "onPremisesSiteId": "site-1", "ipAddresses": ["192.168.1.10"]}}),
        json!({"set": "cgw-07affe708bb0e5fb6", "path": "/onPremisesSiteId", "to": "site-1"}),
        json!({"set": "vpn-03701a53bba3c48b7", "path": "/advertisements", "to": {"a1": {"cidrBlock": "0.0.0.0/0"}}}),
        json!({"set": "vpn-03701a53bba3c48b7", "path": "/vgwTelemetry/t1/status", "to": "UP"}),
        json!({"set": "vpn-03701a53bba3c48b7", "path": "/vgwTelemetry/t2/status", "to": "UP"}),
    ];
    let changes: Vec<Change> = changes.iter().map(|change| Change::from_value(change).unwrap()).collect();
    apply_all(&mut document, &changes).unwrap();
    document
}

#[test]
fn flows_over_vpn_end_as_stated_once_the_router_is_drawn() {
    let Some(Imported { document, report }) = network("vpn-gateway") else { return };
    assert!(report.approximated.iter().any(|entry| entry.what == "Customer gateway"), "{report}");
    assert!(
        report.skipped.iter().any(|entry| entry.what == "VPN connection"),
        "a deleted one is told: {report}"
    );
    let connection = document.vpn_connection("vpn-03701a53bba3c48b7").unwrap();
    assert!(!connection.options.static_routes_only);
    assert!(connection.tunnels().iter().all(|(_, is_up)| !is_up), "both were down when somebody asked");
    assert!(document.vpn_connection("vpn-05044757278685fd3").is_none());
    let routed = RoutedNetwork::build(&with_router_drawn(document));
    let mut compared = Vec::new();
    // bf-064 asks whether the outside address of a tunnel answers: no part of a drawing does.
    for case in
        cases().iter().filter(|case| case.text("snapshot") == "vpn-gateway" && case.text("id") != "bf-064")
    {
        let flow = match case.raw["source"]["type"].as_str() {
            Some("on_prem") => FlowSpec { from: "host-1".to_owned(), ..case.flow() },
            _ => case.flow(),
        };
        let trace = trace(&routed, &flow).unwrap();
        let told = format!("{}: {}\n{trace:#?}", case.text("id"), case.text("batfish_test"));
        // An address that no subnet holds: their model has a null route in the VPC, ours no such address there.
        let ending = match (ending(&trace), case.text("expected")) {
            ("neighbor_unreachable", "null_routed") => "null_routed",
            (ending, _) => ending,
        };
        assert_eq!(ending, case.text("expected"), "{told}");
        assert_eq!(walked(&trace.forward), case.hops("hops"), "{told}");
        let dropped_at = case.text("dropped_at");
        let at = if dropped_at.starts_with("vpn-") { "site-1" } else { dropped_at };
        assert_eq!(trace.at.as_ref().map(ResourceId::as_str), Some(at), "{told}");
        compared.push(case.text("id").to_owned());
    }
    assert_eq!(compared, ["bf-059", "bf-060", "bf-061", "bf-062", "bf-063"]);
}
