//! Describe output that is broken, hostile or makes no sense: a message with the place, and never a panic.

use super::aws_describe::{has, imported, resource};
use netyard_core::routing::RoutedNetwork;
use netyard_core::rules;
use netyard_core::simulate::{FlowSpec, Verdict, trace};
use netyard_formats::aws_describe::import;
use netyard_formats::import::{Imported, SourceFile};
use netyard_formats::markdown::markdown;
use netyard_formats::mermaid::mermaid;
use netyard_formats::{drawio, svg};
use serde_json::{Value, json};

const ACCOUNT: &str = include_str!("../../fixtures/aws-describe/account.json");

fn text(path: &str, text: &str) -> SourceFile {
    SourceFile { path: path.to_owned(), text: text.to_owned() }
}

fn refused(input: &str) -> String {
    import(vec![text("a/in.json", input)]).unwrap_err().to_string()
}

fn vpc() -> Value {
    json!({"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}]})
}

#[test]
fn a_file_that_is_cut_off_anywhere_says_where() {
    for end in (1..ACCOUNT.trim_end().len()).filter(|end| end % 97 == 0 && ACCOUNT.is_char_boundary(*end)) {
        let error = refused(&ACCOUNT[..end]);
        let lines = ACCOUNT[..end].matches('\n').count() + 1;
        assert!(error.starts_with("a/in.json: This is not JSON: line "), "{end}: {error}");
        let line = error["a/in.json: This is not JSON: line ".len()..].split(',').next().unwrap();
        assert!(line.parse::<usize>().unwrap() <= lines, "{end}: {error}");
    }
}

#[test]
fn deep_nesting_is_refused_with_its_place() {
    for depth in [100, 20_000] {
        let deep = format!("{{\"Vpcs\": {}{}}}", "[".repeat(depth), "]".repeat(depth));
        let error = refused(&deep);
        assert!(error.starts_with("a/in.json: The file is nested deeper than 64 levels in Vpcs"), "{error}");
        let open = format!("{{\"Vpcs\": {}", "[{\"a\":".repeat(depth));
        assert!(refused(&open).starts_with("a/in.json: "));
    }
}

#[test]
fn more_than_a_drawing_holds_is_refused_with_the_number() {
    let vpcs: Vec<Value> =
        (0..50_001).map(|n| json!({"VpcId": format!("vpc-{n}"), "CidrBlock": "10.0.0.0/16"})).collect();
    let error = refused(&json!({"Vpcs": vpcs}).to_string());
    assert!(error.contains("50001 resources") && error.contains("50000"), "{error}");
    let long = json!({"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "Tags": [{"Key": "Name", "Value": "n".repeat(501)}]}]});
    let error = refused(&long.to_string());
    assert!(error.contains("501 characters") && error.contains("500"), "{error}");
}

#[test]
fn blocks_and_addresses_that_are_none_are_told() {
    let answers = [
        (
            "v.json",
            json!({"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/33"}, {"VpcId": "vpc-2", "CidrBlock": "ten"}]}),
        ),
        (
            "s.json",
            json!({"Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.0.999/24", "AvailabilityZone": "eu-west-1a"}]}),
        ),
        (
            "r.json",
            json!({"RouteTables": [{"RouteTableId": "rtb-1", "VpcId": "vpc-1", "Routes": [{"DestinationCidrBlock": "everywhere", "GatewayId": "igw-1"}]}]}),
        ),
        (
            "g.json",
            json!({"SecurityGroups": [{"GroupId": "sg-1", "VpcId": "vpc-1", "IpPermissions": [{"IpProtocol": "tcp", "FromPort": 99999, "ToPort": -7, "IpRanges": [{"CidrIp": "10.0.0/8"}]}]}]}),
        ),
        (
            "a.json",
            json!({"NetworkAcls": [{"NetworkAclId": "acl-1", "VpcId": "vpc-1", "Entries": [{"RuleNumber": 1, "Egress": false, "Protocol": "6", "CidrBlock": "::/129", "RuleAction": "allow"}]}]}),
        ),
        (
            "e.json",
            json!({"NetworkInterfaces": [{"NetworkInterfaceId": "eni-1", "SubnetId": "subnet-1", "PrivateIpAddresses": [{"PrivateIpAddress": "1.2.3", "Primary": true}]}]}),
        ),
        ("p.json", json!({"Addresses": [{"AllocationId": "eipalloc-1", "PublicIp": "52.0.0.256"}]})),
    ];
    let Imported { document, report } = imported(&answers);
    for wrong in
        ["10.0.0.0/33", "ten", "10.0.0.999/24", "everywhere", "10.0.0/8", "::/129", "1.2.3", "52.0.0.256"]
    {
        let mut entries = report.skipped.iter().chain(&report.approximated);
        assert!(entries.any(|entry| entry.why.contains(&format!("\"{wrong}\" is no"))), "{wrong}: {report}");
    }
    // What is no block and no address stands for none, so that no packet arrives by it.
    let routed = RoutedNetwork::build(&document);
    rules::check(&routed);
    for to in ["10.0.0.10", "8.8.8.8"] {
        if let Ok(trace) = trace(&routed, &FlowSpec::new("eni-1", to)) {
            assert_ne!(trace.verdict, Verdict::Delivered, "{trace:#?}");
        }
    }
}

#[test]
fn references_to_nothing_and_circles_end() {
    let answers = [
        ("v.json", vpc()),
        (
            "s.json",
            json!({"Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-gone", "CidrBlock": "10.0.0.0/24", "AvailabilityZone": "eu-west-1a"},
            {"SubnetId": "subnet-2", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24", "AvailabilityZone": "eu-west-1a"}]}),
        ),
        (
            "r.json",
            json!({"RouteTables": [{"RouteTableId": "rtb-1", "VpcId": "vpc-1", "Associations": [{"SubnetId": "subnet-gone"}, {"Main": true}],
            "Routes": [{"DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-gone", "State": "active"},
                {"DestinationCidrBlock": "10.9.0.0/16", "VpcPeeringConnectionId": "pcx-1", "State": "active"},
                {"DestinationPrefixListId": "pl-1", "TransitGatewayId": "tgw-1", "State": "active"}]}]}),
        ),
        (
            "p.json",
            json!({"VpcPeeringConnections": [{"VpcPeeringConnectionId": "pcx-1", "Status": {"Code": "active"},
            "RequesterVpcInfo": {"VpcId": "vpc-1"}, "AccepterVpcInfo": {"VpcId": "vpc-1"}}]}),
        ),
        (
            "g.json",
            json!({"SecurityGroups": [{"GroupId": "sg-1", "VpcId": "vpc-1", "IpPermissions": [{"IpProtocol": "-1",
            "UserIdGroupPairs": [{"GroupId": "sg-1"}, {"GroupId": "sg-gone"}], "PrefixListIds": [{"PrefixListId": "pl-1"}]}]}]}),
        ),
        (
            "t.json",
            json!({"TransitGateways": [{"TransitGatewayId": "tgw-1"}], "TransitGatewayPeeringAttachments": [{"TransitGatewayAttachmentId": "tgw-attach-1",
            "RequesterTgwInfo": {"TransitGatewayId": "tgw-1"}, "AccepterTgwInfo": {"TransitGatewayId": "tgw-1"}, "State": "available"}]}),
        ),
        (
            "e.json",
            json!({"NetworkInterfaces": [{"NetworkInterfaceId": "eni-1", "SubnetId": "subnet-2", "Groups": [{"GroupId": "sg-gone"}],
            "PrivateIpAddresses": [{"PrivateIpAddress": "10.0.1.10", "Primary": true}]},
            {"NetworkInterfaceId": "eni-2", "SubnetId": "subnet-gone", "PrivateIpAddresses": [{"PrivateIpAddress": "10.0.9.10", "Primary": true}]}]}),
        ),
    ];
    let Imported { document, report } = imported(&answers);
    assert!(has(&report.skipped, "Prefix list", "no answer tells of it"), "{report}");
    let routed = RoutedNetwork::build(&document);
    rules::check(&routed);
    for to in ["8.8.8.8", "10.9.0.1", "10.0.9.10", "10.0.0.10", "eni-2"] {
        for from in ["eni-1", "internet"] {
            if let Ok(trace) = trace(&routed, &FlowSpec::new(from, to)) {
                assert_ne!(trace.verdict, Verdict::Delivered, "{from} to {to}: {trace:#?}");
            }
        }
    }
}

#[test]
fn one_id_for_two_things_keeps_the_first_and_tells_of_the_other() {
    let other = json!({"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.7.0.0/16"}]});
    let subnets = json!({"Subnets": [{"SubnetId": "vpc-1", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24", "AvailabilityZone": "eu-west-1a"}]});
    let Imported { document, report } =
        imported(&[("a.json", vpc()), ("b.json", other), ("c.json", subnets)]);
    assert_eq!(document.resources.len(), 1);
    assert_eq!(resource(&document, "vpc-1")["cidrBlocks"], json!(["10.0.0.0/16"]));
    assert!(has(&report.skipped, "VPC", "with other content; the first one is kept"));
    assert!(has(&report.skipped, "Subnet", "with other content; the first one is kept"));
    let twice = r#"{"Vpcs": [{"VpcId": "vpc-1", "VpcId": "vpc-2"}]}"#;
    assert!(refused(twice).contains("The key \"VpcId\" stands twice in Vpcs[0]"), "{}", refused(twice));
}

#[test]
fn names_are_only_ever_text() {
    let names = [
        "=HYPERLINK(\"http://evil.example\")",
        "<script>alert(1)</script>",
        "]] --> \" onload=\"x",
        "${jndi:x} `id` $(id)",
        "[a](javascript:alert(1))",
        "a\nend\nflowchart LR",
        "\u{202e}gnp\u{7}\u{1b}[31m",
    ];
    for name in names {
        let tags = json!([{"Key": "Name", "Value": name}]);
        let vpcs = json!({"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "Tags": tags}],
            "Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24", "AvailabilityZone": "eu-west-1a", "Tags": tags}]});
        let document = imported(&[("a.json", vpcs)]).document;
        assert_eq!(document.vpc("vpc-1").unwrap().name.as_deref(), Some(name), "what people wrote stays");
        for xml in [svg::svg(&document).text, drawio::drawio(&document).text] {
            assert!(roxmltree::Document::parse(&xml).is_ok(), "{name}: {xml}");
            assert!(!xml.contains("<script") && !xml.contains("\" onload"), "{name}: {xml}");
        }
        let (report, diagram) = (markdown(&document, None).text, mermaid(&document, None).text);
        let unescaped = report.replace("\\]", "");
        assert!(!report.contains("<script") && !unescaped.contains("](javascript"), "{name}: {report}");
        assert!(!diagram.contains("<script") && !diagram.contains("\nend\nflowchart"), "{name}: {diagram}");
        assert!(!diagram.contains('\u{1b}') && !report.contains('\u{1b}'), "{name}");
    }
}
