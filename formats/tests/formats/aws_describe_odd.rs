//! Import of describe output that is not one whole dump: several accounts, first pages, values of another form.

use netyard_core::model::{Document, Resource};
use netyard_core::routing::RoutedNetwork;
use netyard_core::simulate::{FlowSpec, Verdict, trace};
use netyard_formats::aws_describe::{ImportError, import};
use netyard_formats::import::{Imported, SourceFile};
use netyard_formats::report::ReportEntry;
use serde_json::{Value, json};

fn text(path: &str, text: &str) -> SourceFile {
    SourceFile { path: path.to_owned(), text: text.to_owned() }
}

fn imported(parts: &[(&str, Value)]) -> Imported {
    let files = parts.iter().map(|(path, value)| text(path, &value.to_string())).collect();
    import(files).unwrap()
}

fn field(document: &Document, id: &str, key: &str) -> Value {
    document.resource(id).map(Resource::to_value).and_then(|it| it.get(key).cloned()).unwrap_or_default()
}

fn unknown(document: &Document, vpc: &str) -> Vec<String> {
    document.vpc(vpc).unwrap().unknown.clone()
}

fn has(entries: &[ReportEntry], place: &str, why: &str) -> bool {
    entries.iter().any(|entry| entry.place == place && entry.why.contains(why))
}

fn vpc(id: &str, block: &str) -> Value {
    json!({"Vpcs": [{"VpcId": id, "CidrBlock": block}]})
}

/// A host, its subnet and a default route to a NAT gateway that another answer may tell of.
fn behind_nat(number: usize) -> Value {
    let id = |prefix: &str| format!("{prefix}-{number}");
    json!({
        "Subnets": [{"SubnetId": id("subnet"), "VpcId": id("vpc"), "CidrBlock": format!("10.{number}.1.0/24"), "AvailabilityZone": "eu-west-1a"}],
        "RouteTables": [{"RouteTableId": id("rtb"), "VpcId": id("vpc"), "Associations": [{"Main": true}],
            "Routes": [{"DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": id("nat"), "State": "active"}]}],
        "SecurityGroups": [{"GroupId": id("sg"), "GroupName": "default", "VpcId": id("vpc"),
            "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]}],
        "NetworkAcls": [{"NetworkAclId": id("acl"), "VpcId": id("vpc"), "IsDefault": true, "Entries": [
            {"RuleNumber": 100, "Protocol": "-1", "RuleAction": "allow", "CidrBlock": "0.0.0.0/0", "Egress": true},
            {"RuleNumber": 100, "Protocol": "-1", "RuleAction": "allow", "CidrBlock": "0.0.0.0/0", "Egress": false}]}],
        "Reservations": [{"Instances": [{"InstanceId": id("i"), "SubnetId": id("subnet"), "PrivateIpAddress": format!("10.{number}.1.9"),
            "SecurityGroups": [{"GroupId": id("sg")}]}]}],
    })
}

#[test]
fn the_dump_of_one_account_does_not_speak_of_another() {
    let nats = json!({"NatGateways": [{"NatGatewayId": "nat-1", "SubnetId": "subnet-1", "VpcId": "vpc-1"}]});
    let parts = [
        ("one/vpcs.json", vpc("vpc-1", "10.1.0.0/16")),
        ("one/rest.json", behind_nat(1)),
        ("one/nats.json", nats.clone()),
        ("two/vpcs.json", vpc("vpc-2", "10.2.0.0/16")),
        ("two/rest.json", behind_nat(2)),
    ];
    let document = imported(&parts).document;
    assert!(!unknown(&document, "vpc-1").contains(&"natGateway".to_owned()));
    assert!(unknown(&document, "vpc-2").contains(&"natGateway".to_owned()));
    let out = trace(&RoutedNetwork::build(&document), &FlowSpec::new("i-2", "internet")).unwrap();
    assert_eq!((out.verdict, out.code), (Verdict::Unknown, None), "{out:#?}");

    // A folder without VPCs may speak of every account.
    let parts = [
        ("one/vpcs.json", vpc("vpc-1", "10.1.0.0/16")),
        ("two/vpcs.json", vpc("vpc-2", "10.2.0.0/16")),
        ("more/nats.json", nats),
    ];
    let document = imported(&parts).document;
    assert!(!unknown(&document, "vpc-2").contains(&"natGateway".to_owned()));
}

#[test]
fn a_vpc_without_subnets_is_in_the_region_of_its_own_folder() {
    let parts = [
        ("eu-west-1/vpcs.json", vpc("vpc-2", "10.2.0.0/16")),
        ("us-east-1/vpcs.json", vpc("vpc-1", "10.1.0.0/16")),
    ];
    let document = imported(&parts).document;
    assert_eq!(field(&document, "vpc-1", "region"), "us-east-1");
    assert_eq!(field(&document, "vpc-2", "region"), "eu-west-1");
}

#[test]
fn of_first_pages_nothing_is_concluded() {
    let page = |token: Value| json!({"NatGateways": [], "RouteTables": [{"RouteTableId": "rtb-1", "VpcId": "vpc-1"}], "NextToken": token});
    let cut = imported(&[("a.json", vpc("vpc-1", "10.0.0.0/16")), ("b.json", page("abc".into()))]);
    for kind in ["natGateway", "routeTable"] {
        assert!(unknown(&cut.document, "vpc-1").contains(&kind.to_owned()), "{kind}");
    }
    assert!(has(&cut.report.skipped, "NextToken", "more pages"));
    let parts = [
        ("a.json", vpc("vpc-1", "10.0.0.0/16")),
        ("b.json", page("abc".into())),
        ("c.json", page(Value::Null)),
    ];
    let whole = imported(&parts).document;
    for kind in ["natGateway", "routeTable"] {
        assert!(!unknown(&whole, "vpc-1").contains(&kind.to_owned()), "{kind}");
    }
}

#[test]
fn first_pages_of_one_dump_stay_so_whatever_another_dump_holds() {
    let cut = |number: usize| {
        let mut answer = behind_nat(number);
        answer["NextToken"] = "abc".into();
        answer
    };
    let parts = [
        ("one/vpcs.json", vpc("vpc-1", "10.1.0.0/16")),
        ("one/rest.json", cut(1)),
        ("two/vpcs.json", vpc("vpc-2", "10.2.0.0/16")),
        ("two/rest.json", behind_nat(2)),
    ];
    let document = imported(&parts).document;
    for kind in ["routeTable", "networkAcl", "securityGroup"] {
        assert!(unknown(&document, "vpc-1").contains(&kind.to_owned()), "{kind}");
        assert!(!unknown(&document, "vpc-2").contains(&kind.to_owned()), "{kind}");
    }
}

#[test]
fn values_of_another_form_are_told_and_open_nothing() {
    let odd = json!({
        "Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "Tags": {"Name": "shop"}}],
        "Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": 5}],
        "SecurityGroups": [{"GroupId": "sg-1", "VpcId": "vpc-1", "IpPermissionsEgress": {"a": 1}, "IpPermissions": [
            {"IpProtocol": "tcp", "FromPort": "443", "ToPort": "443", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]},
            {"IpProtocol": 6, "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]},
            {"IpProtocol": [], "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]}],
        "RouteTables": [{"RouteTableId": "rtb-1", "VpcId": "vpc-1", "Routes": {}, "Associations": [{"Main": "yes"}]}],
        "InternetGateways": {"InternetGatewayId": "igw-1"},
        "Owner": "me",
    });
    let Imported { document, report } = imported(&[("a.json", odd)]);
    let told = [
        ("Vpcs[0].Tags", "A list of objects"),
        ("Subnets[0].CidrBlock", "A text"),
        ("SecurityGroups[0].IpPermissionsEgress", "A list of objects"),
        ("SecurityGroups[0].IpPermissions[2].IpProtocol", "A protocol"),
        ("RouteTables[0].Routes", "A list of objects"),
        ("RouteTables[0].Associations[0].Main", "true or false"),
        ("InternetGateways", "A list"),
        ("Owner", "A list"),
    ];
    for (place, why) in told {
        assert!(has(&report.skipped, place, why), "{place}: {why}\n{report}");
    }
    assert_eq!(
        field(&document, "sg-1", "ipPermissions"),
        json!({
            "g1": {"ipProtocol": "tcp", "fromPort": 443, "toPort": 443, "cidrIp": "0.0.0.0/0"},
            "g2": {"ipProtocol": "tcp", "fromPort": 22, "toPort": 22, "cidrIp": "10.0.0.0/8"},
            "g3": {"ipProtocol": "[]", "cidrIp": "0.0.0.0/0"},
        })
    );
}

#[test]
fn a_key_that_stands_twice_is_refused() {
    let twice = r#"{"Vpcs": [{"VpcId": "vpc-1"}], "Vpcs": [{"VpcId": "vpc-2"}]}"#;
    let error = import(vec![text("a.json", twice)]).unwrap_err();
    assert!(matches!(error, ImportError::File { .. }));
    assert_eq!(
        error.to_string(),
        "a.json: The key \"Vpcs\" stands twice at the top of the file. Keep one of the two."
    );
}

#[test]
fn fields_that_nothing_reads_are_named_by_kind() {
    let account = json!({
        "Vpcs": [
            {"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "InstanceTenancy": "dedicated", "DhcpOptionsId": "dopt-1", "Tags": [],
             "CidrBlockAssociationSet": [{"AssociationId": "a-1", "CidrBlock": "10.0.0.0/16", "CidrBlockState": {"State": "associated"}}]},
            {"VpcId": "vpc-2", "CidrBlock": "10.1.0.0/16", "InstanceTenancy": "default", "Ipv6Pool": "", "Nothing": null}],
        "Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/24"}],
        "NetworkInterfaces": [{"NetworkInterfaceId": "eni-1", "SubnetId": "subnet-1", "Description": "mine"}],
    });
    let report = imported(&[("a.json", account)]).report;
    let whys: Vec<&str> =
        report.skipped.iter().filter(|entry| entry.what == "Field").map(|entry| entry.why.as_str()).collect();
    assert_eq!(
        whys,
        [
            "NetworkInterfaces: 1 field is not read: Description.",
            "Vpcs: 1 field is not read: CidrBlockAssociationSet.AssociationId.",
        ]
    );
}

#[test]
fn a_tag_that_is_no_text_is_told() {
    let tags = json!([{"Key": "Name", "Value": 5}, {"Key": "team", "Value": "web"}, {"Key": "cost"}, {"Value": "x"}]);
    let parts = json!({"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "Tags": tags}]});
    let Imported { document, report } = imported(&[("a.json", parts)]);
    assert_eq!(field(&document, "vpc-1", "tags"), json!({"team": "web"}));
    let told = report.skipped.iter().find(|entry| entry.what == "Tag").unwrap();
    assert_eq!(told.places(), "Vpcs[0].Tags[0].Value, Vpcs[0].Tags[2].Value, Vpcs[0].Tags[3].Key");
}

#[test]
fn a_line_for_several_things_names_each() {
    let vpcs = json!({"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}, {"VpcId": "vpc-2", "CidrBlock": "10.1.0.0/16"}]});
    let report = imported(&[("a.json", vpcs)]).report;
    let line = report.approximated.iter().find(|entry| entry.what == "VPC").unwrap();
    assert_eq!((line.count, line.places().as_str()), (2, "vpc-1, vpc-2"));
    assert!(report.to_string().contains("2 × VPC · the import as a whole · vpc-1, vpc-2\n"), "{report}");
}

#[test]
fn a_propagated_row_gives_way_to_a_written_one() {
    let mut net = behind_nat(1);
    net["RouteTables"][0]["PropagatingVgws"] = json!([{"GatewayId": "vgw-1"}]);
    net["RouteTables"][0]["Routes"] = json!([
        {"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "vgw-1", "State": "active", "Origin": "EnableVgwRoutePropagation"},
        {"DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-gone", "State": "blackhole", "Origin": "CreateRoute"},
    ]);
    let mut parts = vec![("a.json", vpc("vpc-1", "10.1.0.0/16")), ("b.json", net)];
    parts.push(("c.json", json!({"NatGateways": [], "InternetGateways": [], "VpcPeeringConnections": []})));
    let Imported { document, report } = imported(&parts);
    assert!(!report.approximated.iter().any(|entry| entry.what == "Route"), "{report}");
    let out = trace(&RoutedNetwork::build(&document), &FlowSpec::new("i-1", "8.8.8.8")).unwrap();
    assert_eq!((out.verdict, out.code), (Verdict::Dropped, Some("BAD_STATE_ROUTE")), "the written row wins");
    let findings = netyard_core::rules::check(&RoutedNetwork::build(&document));
    assert!(!findings.iter().any(|finding| finding.rule == "route-duplicate"));
}

/// A network with one more route, all kinds of gateways asked for.
fn with_route(route: Value, more: &[(&str, Value)]) -> Imported {
    let mut net = behind_nat(1);
    net["RouteTables"][0]["Routes"].as_array_mut().unwrap().push(route);
    let none = json!({"NatGateways": [], "InternetGateways": [], "EgressOnlyInternetGateways": [], "HostedZones": [],
        "ResolverRuleAssociations": [], "FirewallRuleGroupAssociations": []});
    let mut parts = vec![("a.json", vpc("vpc-1", "10.1.0.0/16")), ("b.json", net), ("c.json", none)];
    parts.extend(more.iter().cloned());
    imported(&parts)
}

fn asked(read: &Imported, to: &str) -> (Verdict, Option<&'static str>) {
    let flow = FlowSpec { port: Some(443), ..FlowSpec::new("i-1", to) };
    let out = trace(&RoutedNetwork::build(&read.document), &flow).unwrap();
    (out.verdict, out.code)
}

#[test]
fn an_endpoint_that_is_gone_leaves_a_blackhole() {
    let route = |state: &str| json!({"DestinationPrefixListId": "pl-6da54004", "GatewayId": "vpce-1", "State": state, "Origin": "CreateRoute"});
    let peers = ("p.json", json!({"VpcPeeringConnections": []}));
    let told = (
        "e.json",
        json!({"VpcEndpoints": [{"VpcEndpointId": "vpce-1", "VpcEndpointType": "Gateway", "VpcId": "vpc-1",
        "ServiceName": "com.amazonaws.eu-west-1.s3", "State": "available", "RouteTableIds": ["rtb-1"]}]}),
    );
    let there = with_route(route("active"), &[peers.clone(), told]);
    assert_eq!(asked(&there, "s3"), (Verdict::Delivered, None));
    let gone = with_route(route("blackhole"), &[peers.clone(), ("e.json", json!({"VpcEndpoints": []}))]);
    assert!(gone.document.resource("vpce-1").is_none());
    assert_eq!(asked(&gone, "s3"), (Verdict::Dropped, Some("BAD_STATE_ROUTE")));
    // Nothing tells of the endpoint but the route: its policy may refuse everything.
    let untold = with_route(route("active"), &[peers]);
    assert_eq!(asked(&untold, "s3"), (Verdict::Unknown, None));
    assert_eq!(field(&untold.document, "vpce-1", "unknown"), json!(["policyDocument"]));
    assert_eq!(field(&untold.document, "vpce-1", "serviceName"), "com.amazonaws.eu-west-1.s3");
    // Nor does anything tell which service a list is of that Netyard does not know.
    let route = json!({"DestinationPrefixListId": "pl-0123456789", "GatewayId": "vpce-1", "State": "active"});
    let of_nobody = with_route(route, &[("p.json", json!({"VpcPeeringConnections": []}))]);
    assert_eq!(asked(&of_nobody, "s3"), (Verdict::Unknown, None));
}

#[test]
fn what_aws_calls_a_blackhole_is_one_or_the_report_says_why_not() {
    let endpoints = ("e.json", json!({"VpcEndpoints": []}));
    let hub = |state: &str| {
        let route =
            json!({"DestinationCidrBlock": "192.168.0.0/16", "TransitGatewayId": "tgw-1", "State": state});
        with_route(route, &[("p.json", json!({"VpcPeeringConnections": []})), endpoints.clone()])
    };
    assert_eq!(asked(&hub("active"), "192.168.1.1"), (Verdict::Unknown, None));
    assert_eq!(asked(&hub("blackhole"), "192.168.1.1"), (Verdict::Dropped, Some("BAD_STATE_ROUTE")));
    // A peering connection that another answer calls active.
    let peers = json!({"VpcPeeringConnections": [{"VpcPeeringConnectionId": "pcx-1", "Status": {"Code": "active"},
        "RequesterVpcInfo": {"VpcId": "vpc-1", "CidrBlock": "10.1.0.0/16"}, "AccepterVpcInfo": {"VpcId": "vpc-2", "CidrBlock": "10.2.0.0/16"}}]});
    let route = json!({"DestinationCidrBlock": "10.2.0.0/16", "VpcPeeringConnectionId": "pcx-1", "State": "blackhole"});
    let report = with_route(route, &[("p.json", peers), endpoints]).report;
    let place = "RouteTables[0].Routes[1]";
    assert!(has(&report.approximated, place, "AWS calls it a blackhole"), "{report}");
}
