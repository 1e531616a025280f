//! Pages of one answer in several files, several answers in one, and what is no answer at all.

use super::aws_describe::{has, imported, resource};
use netyard_formats::aws_describe::import;
use netyard_formats::import::{Imported, SourceFile};
use netyard_formats::report::ReportEntry;
use serde_json::{Value, json};

fn vpc() -> Value {
    json!({"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "OwnerId": "111122223333"}]})
}

/// A page of subnets of a zone: its numbers, and whether there is another one behind it.
fn page(zone: &str, account: &str, numbers: &[usize], token: Option<&str>) -> Value {
    let subnet = |number: &usize| {
        json!({"SubnetId": format!("subnet-{number}"), "VpcId": "vpc-1", "OwnerId": account,
            "CidrBlock": format!("10.0.{number}.0/24"), "AvailabilityZone": zone})
    };
    let mut answer = json!({"Subnets": numbers.iter().map(subnet).collect::<Vec<_>>()});
    if let Some(token) = token {
        answer["NextToken"] = token.into();
    }
    answer
}

const OWN: &str = "111122223333";

fn knows_subnets(imported: &Imported) -> bool {
    !imported.document.vpc("vpc-1").unwrap().unknown.iter().any(|kind| kind == "subnet")
}

fn of_pages(report: &[ReportEntry]) -> usize {
    report.iter().filter(|entry| matches!(entry.what.as_str(), "Page of an answer" | "Further pages")).count()
}

#[test]
fn pages_of_one_call_are_one_answer_once_the_last_is_there() {
    let first = ("a/vpcs.json", vpc());
    let pages = [
        ("a/s1.json", page("eu-west-1a", OWN, &[1], Some("x"))),
        ("a/s2.json", page("eu-west-1b", OWN, &[2], Some("y"))),
        ("a/s3.json", page("eu-west-1a", OWN, &[3], None)),
    ];
    let whole = imported(&[std::slice::from_ref(&first), pages.as_slice()].concat());
    assert!(knows_subnets(&whole));
    for number in 1..=3 {
        assert!(whole.document.subnet(&format!("subnet-{number}")).is_some());
    }
    assert_eq!(of_pages(&whole.report.skipped), 0);
    assert!(has(&whole.report.approximated, "Page of an answer", "a/s3.json"), "{}", whole.report);
    let cut = imported(&[&[first], &pages[..2]].concat());
    assert!(!knows_subnets(&cut));
    assert_eq!((of_pages(&cut.report.approximated), of_pages(&cut.report.skipped)), (0, 2));
}

#[test]
fn a_last_page_of_another_region_account_or_folder_ends_nothing() {
    let others = [
        ("a/s2.json", page("us-east-1a", OWN, &[2], None)),
        ("a/s2.json", page("eu-west-1a", "444455556666", &[2], None)),
        ("b/s2.json", page("eu-west-1a", OWN, &[2], None)),
    ];
    for other in others {
        let told = other.0.to_owned() + &other.1.to_string();
        let parts = [("a/vpcs.json", vpc()), ("a/s1.json", page("eu-west-1a", OWN, &[1], Some("x"))), other];
        let cut = imported(&parts);
        assert!(!knows_subnets(&cut), "{told}");
        assert!(has(&cut.report.skipped, "Further pages", "Fetch them all"), "{told}");
    }
    // An empty last page tells of nobody, and ends what is beside it.
    let parts = [
        ("a/vpcs.json", vpc()),
        ("a/s1.json", page("eu-west-1a", OWN, &[1], Some("x"))),
        ("a/s2.json", json!({"Subnets": []})),
    ];
    assert!(knows_subnets(&imported(&parts)));
}

#[test]
fn an_answer_about_one_thing_is_never_the_end_of_another() {
    let listener = |balancer: &str| {
        let arn =
            |kind: &str| format!("arn:aws:elasticloadbalancing:eu-west-1:{OWN}:{kind}/app/{balancer}/1");
        json!({"Listeners": [{"ListenerArn": arn("listener") + "/2", "LoadBalancerArn": arn("loadbalancer"), "Port": 80, "Protocol": "HTTP"}]})
    };
    let mut cut = listener("one");
    cut["NextMarker"] = "x".into();
    let report = imported(&[("v.json", vpc()), ("1.json", cut), ("2.json", listener("two"))]).report;
    assert_eq!((of_pages(&report.approximated), of_pages(&report.skipped)), (0, 1), "{report}");
}

#[test]
fn a_marker_is_a_next_page_of_databases_and_caches_only() {
    let told = |answer: Value| of_pages(&imported(&[("v.json", vpc()), ("a.json", answer)]).report.skipped);
    assert_eq!(told(json!({"DBInstances": [], "Marker": "x"})), 1);
    assert_eq!(told(json!({"CacheClusters": [], "Marker": "x"})), 1);
    assert_eq!(told(json!({"DBInstances": []})), 0);
    assert_eq!(told(json!({"FileSystems": [], "Marker": "x"})), 0, "it says where this page began");
    assert_eq!(told(json!({"FileSystems": [], "NextMarker": "x"})), 1);
}

fn text(path: &str, text: &str) -> SourceFile {
    SourceFile { path: path.to_owned(), text: text.to_owned() }
}

#[test]
fn answers_behind_each_other_are_read_with_their_places() {
    let subnets = page("eu-west-1a", OWN, &[1], None);
    let both = format!("{}\n{}\n", serde_json::to_string_pretty(&vpc()).unwrap(), subnets);
    let Imported { document, report } = import(vec![text("all.json", &both)]).unwrap();
    assert_eq!(resource(&document, "subnet-1")["vpcId"], "vpc-1");
    let places: Vec<&str> = report.read.iter().map(|entry| entry.place.as_str()).collect();
    assert_eq!(places, ["answer 1: Vpcs[0]", "answer 2: Subnets[0]"]);
    let broken = format!("{}\n{{\"Vpcs\": [1,]}}", vpc());
    let error = import(vec![text("all.json", &broken)]).unwrap_err().to_string();
    assert!(error.starts_with("all.json: This is not JSON: line 2, column 13: "), "{error}");
}

#[test]
fn what_query_has_taken_out_of_its_answer_is_refused_politely() {
    let instance = json!({"InstanceId": "i-1", "SecurityGroups": [{"GroupId": "sg-9"}], "NetworkInterfaces": [{"NetworkInterfaceId": "eni-9"}]});
    let peeled = [
        vpc()["Vpcs"].clone(),
        json!([instance]),
        instance,
        json!([["vpc-1", "10.0.0.0/16"]]),
        json!(["vpc-1"]),
        json!({"LoadBalancerName": "a", "Instances": [], "Subnets": ["subnet-1"]}),
    ];
    for value in peeled {
        let Imported { document, report } = imported(&[("v.json", vpc()), ("peeled.json", value.clone())]);
        assert_eq!(document.resources.len(), 1, "{value}");
        let told = report.skipped.iter().find(|entry| entry.file == "peeled.json").unwrap();
        assert!(told.why.contains("--query"), "{value}: {told}");
        let unknown = &document.vpc("vpc-1").unwrap().unknown;
        assert!(unknown.iter().any(|kind| kind == "networkInterface"), "{value}: nothing of it was seen");
    }
}

#[test]
fn a_text_that_was_read_as_another_one_says_what_to_do() {
    let utf16: String = vpc().to_string().chars().flat_map(|letter| [letter, '\0']).collect();
    let files = vec![text("v.json", &vpc().to_string()), text("w.json", &format!("\u{fffd}\u{fffd}{utf16}"))];
    let report = import(files).unwrap().report;
    assert!(has(&report.skipped, "File", "Out-File -Encoding utf8"), "{report}");
}

#[test]
fn what_is_known_by_name_stands_in_the_drawing_plainly() {
    let lattice = |kind: &str| format!("arn:aws:vpc-lattice:eu-west-1:{OWN}:{kind}");
    let answers = [
        (
            "1.json",
            json!({"connections": [{"connectionId": "dxcon-1", "connectionName": "cellar", "bandwidth": "1Gbps", "tags": [{"key": "a", "value": "b"}]}]}),
        ),
        (
            "2.json",
            json!({"directConnectGateways": [{"directConnectGatewayId": "5f29-1", "directConnectGatewayName": "gate", "amazonSideAsn": 64512}]}),
        ),
        ("3.json", json!({"virtualInterfaces": [{"virtualInterfaceId": "dxvif-1"}]})),
        ("4.json", json!({"directConnectGatewayAssociations": [{"associationId": "1"}]})),
        (
            "5.json",
            json!({"CoreNetworks": [{"CoreNetworkId": "core-network-1", "CoreNetworkArn": format!("arn:aws:networkmanager::{OWN}:core-network/core-network-1"), "Tags": [{"Key": "Name", "Value": "spine"}]}]}),
        ),
        ("6.json", json!({"CoreNetwork": {"CoreNetworkId": "core-network-2"}})),
        (
            "7.json",
            json!({"items": [{"arn": lattice("servicenetwork/sn-1"), "id": "sn-1", "name": "mesh"}, {"arn": lattice("servicenetworkvpcassociation/snva-1"), "id": "snva-1"}]}),
        ),
        ("8.json", json!({"arn": lattice("service/svc-1"), "id": "svc-1", "name": "till", "items": [{}]})),
        ("9.json", json!({"LocalGateways": [{"LocalGatewayId": "lgw-1"}]})),
    ];
    let Imported { document, report } = imported(&answers);
    let plain = |id: &str| {
        let resource = resource(&document, id);
        (
            resource["type"].as_str().unwrap_or_default().to_owned(),
            resource["name"].as_str().map(str::to_owned),
        )
    };
    let named = |kind: &str, name: &str| (kind.to_owned(), Some(name.to_owned()));
    assert_eq!(plain("dxcon-1"), named("directConnectConnection", "cellar"));
    assert_eq!(resource(&document, "dxcon-1")["tags"], json!({"a": "b"}));
    assert_eq!(plain("5f29-1"), named("directConnectGateway", "gate"));
    assert_eq!(plain("dxvif-1"), ("directConnectVirtualInterface".to_owned(), None));
    assert_eq!(
        plain(&format!("arn:aws:networkmanager::{OWN}:core-network/core-network-1")),
        named("coreNetwork", "spine")
    );
    assert_eq!(plain("core-network-2"), ("coreNetwork".to_owned(), None));
    assert_eq!(plain(&lattice("servicenetwork/sn-1")), named("latticeServiceNetwork", "mesh"));
    assert_eq!(plain(&lattice("service/svc-1")), named("latticeService", "till"));
    assert_eq!(plain("lgw-1"), ("localGateway".to_owned(), None));
    assert_eq!(report.plain.iter().map(|entry| entry.count).sum::<usize>(), document.resources.len());
    assert_eq!(document.resources.len(), 8);
    assert!(has(&report.plain, "Direct Connect gateway", "ends UNKNOWN"));
    assert!(has(&report.skipped, "Association of a Direct Connect gateway", "does not draw the line"));
    assert!(has(&report.skipped, "Association of VPC Lattice", "not drawn"));
    let twice = imported(&[("a.json", answers[8].1.clone()), ("b.json", answers[8].1.clone())]);
    assert!(has(&twice.report.skipped, "Local gateway", "same content"));
}
