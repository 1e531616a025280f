//! Templates that are written: read back they give the same drawing, and the ready drawings keep their verdicts.

use crate::support::hundred_resources;
use netyard_core::expect;
use netyard_core::model::{Document, Resource};
use netyard_core::schema::{open, save};
use netyard_formats::cloudformation::import;
use netyard_formats::cloudformation_export::cloudformation;
use netyard_formats::import::SourceFile;
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

fn read(text: &str, parameters: &BTreeMap<String, String>) -> Document {
    let file = SourceFile { path: "network.yaml".to_owned(), text: text.to_owned() };
    import(vec![file], parameters).unwrap().document
}

/// A template, read, written and read again, is the same drawing.
fn stays(text: &str, parameters: &[(&str, &str)]) {
    let parameters =
        parameters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let first = read(text, &parameters);
    let export = cloudformation(&first, None);
    let second = read(&export.text, &BTreeMap::new());
    assert_eq!(save(&second), save(&first), "{}", export.text);
    assert_eq!(cloudformation(&second, None), export, "the same drawing gives the same template");
}

#[test]
fn own_templates_stay() {
    for (name, parameters) in [
        ("network.yaml", &[][..]),
        ("network.json", &[]),
        ("zones.yaml", &[]),
        ("zones.yaml", &[("Count", "3"), ("Closed", "yes")]),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cloudformation").join(name);
        stays(&std::fs::read_to_string(path).unwrap(), parameters);
    }
}

#[test]
fn real_templates_stay() {
    let Some(folder) = crate::cloudformation_real::folder() else { return };
    for (name, parameters) in [
        ("VPC_With_Managed_NAT_And_Private_Subnet.yaml", &[][..]),
        ("private-vpc.yaml", &[]),
        ("aws-vpc.template.yaml", &[]),
        ("aws-vpc.template.yaml", crate::cloudformation_real::WHOLE),
    ] {
        stays(&std::fs::read_to_string(folder.join(name)).unwrap(), parameters);
    }
}

/// Ready drawings of which some verdicts are others after the way through a template: how many, and what the export says
/// that is the reason.
const DIFFER: &[(&str, usize, &str)] = &[
    ("dns-apex-alias", 1, "Hosted zone example.com (Z-1): resourceRecordSets"),
    ("dns-failover-pair", 3, "leaves out"),
    ("dns-resolver-rules", 4, "leaves out"),
    ("lb-ecs-dynamic-ports", 3, "is not in the template"),
    ("net-batch-image-egress", 8, "is not in the template"),
    ("net-codebuild-vpc", 2, "is not in the template"),
    ("net-container-ports", 8, "is not in the template"),
    ("net-new-vpc", 1, "is the main route table"),
    ("net-peering-graph", 4, "leaves out"),
    ("net-tgw-peering-static", 5, "leaves out"),
    ("net-tgw-regional", 7, "leaves out"),
    ("net-workspaces-ip-group", 8, "is not in the template"),
];

/// The expectations of a drawing that a template made of it does not keep.
fn broken(document: &Document, template: &str) -> Vec<String> {
    let mut back = read(template, &BTreeMap::new());
    back.expectations.clone_from(&document.expectations);
    let results = expect::run(&back).results.into_iter();
    results.filter(|result| result.passed == Some(false)).map(|result| format!("{result:?}")).collect()
}

#[test]
fn ready_drawings_keep_their_verdicts_or_the_export_says_why_not() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/scenarios");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() > 80, "there are ready drawings");
    let mut others = Vec::new();
    for path in paths {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let document = open(&std::fs::read_to_string(&path).unwrap()).unwrap().document;
        let export = cloudformation(&document, None);
        let broken = broken(&document, &export.text);
        let known = DIFFER.iter().find(|(known, ..)| *known == name);
        let (count, why) = known.map_or((0, ""), |(_, count, why)| (*count, *why));
        let said = export.left_out.join("\n");
        assert!(said.contains(why), "{name}: {said}");
        if broken.len() != count {
            others.push(format!(
                "{name}: {} of {} differ\n{broken:#?}",
                broken.len(),
                document.expectations.len()
            ));
        }
    }
    assert!(others.is_empty(), "{}", others.join("\n"));
}

/// Every template that these tests make, by name: of ready drawings, and of templates that were read.
fn templates() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder.join("../assets/scenarios")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let document = open(&std::fs::read_to_string(&path).unwrap()).unwrap().document;
        all.push((name, cloudformation(&document, None).text));
    }
    let own = folder.join("fixtures/cloudformation");
    let folders = std::iter::once(own).chain(crate::cloudformation_real::folder());
    for entry in folders.flat_map(|folder| std::fs::read_dir(folder).unwrap()) {
        let path = entry.unwrap().path();
        let name = format!("fixture-{}", path.file_name().unwrap().to_str().unwrap().replace('.', "-"));
        let document = read(&std::fs::read_to_string(&path).unwrap(), &BTreeMap::new());
        all.push((name, cloudformation(&document, None).text));
    }
    let wider = read(crate::cloudformation_wider::STAYS, &BTreeMap::new());
    all.push(("wider".to_owned(), cloudformation(&wider, None).text));
    all.push(("hundred-resources".to_owned(), cloudformation(&hundred_resources(), None).text));
    all
}

/// `cargo xtask cfn-lint` asks for them in a folder.
#[test]
fn templates_are_written() {
    let all = templates();
    assert!(all.len() > 85, "{}", all.len());
    let folder = std::env::var_os("NETYARD_TEMPLATES");
    for (name, text) in all {
        assert!(text.contains("\nResources:\n"), "{name}: {text}");
        // What AWS takes from a bucket.
        assert!(text.len() < 1_000_000, "{name}");
        if let Some(folder) = &folder {
            std::fs::write(Path::new(folder).join(format!("{name}.yaml")), text).unwrap();
        }
    }
}

#[test]
fn names_of_a_drawing_are_only_texts() {
    let mut drawing = hundred_resources();
    let evil =
        "x\"\n  Evil:\n    Type: AWS::IAM::User # ${AWS::AccountId} {{resolve:ssm:a}} !Ref b <script> =1+1";
    drawing.title = evil.to_owned();
    for (id, resource) in drawing.resources.clone() {
        let mut value = resource.to_value();
        value["name"] = evil.into();
        value["tags"] = serde_json::json!({evil: evil});
        drawing.insert(id, Resource::from_value(value).unwrap());
    }
    let text = cloudformation(&drawing, None).text;
    let imported =
        import(vec![SourceFile { path: "a.yaml".to_owned(), text: text.clone() }], &BTreeMap::new()).unwrap();
    let types: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("    Type: ")).collect();
    assert!(
        types
            .iter()
            .all(|kind| kind.starts_with("AWS::EC2::") || kind.contains("String") || kind.contains("SSM")),
        "{types:?}"
    );
    assert!(text.lines().all(|line| !line.trim_start().starts_with("Evil")));
    let back = imported.document;
    // What CloudFormation would follow is written as what it is not.
    let harmless = evil.replace("{{resolve:", "{ {resolve:");
    assert_eq!(back.title, harmless);
    for id in drawing.resources.keys() {
        let read = back.resource(id.as_str()).unwrap_or_else(|| panic!("{id}"));
        assert_eq!(read.name(), Some(harmless.as_str()), "{id}");
    }
}

#[test]
fn another_region_stays_behind_and_is_named() {
    let drawing = json!({"type": "netyard", "version": 1, "resources": {
        "vpc-a": {"type": "vpc", "name": "a", "region": "eu-west-1", "cidrBlocks": ["10.0.0.0/16"]},
        "subnet-a": {"type": "subnet", "vpcId": "vpc-a", "availabilityZone": "eu-west-1a", "cidrBlock": "10.0.0.0/24"},
        "vpc-b": {"type": "vpc", "name": "b", "region": "us-east-1", "cidrBlocks": ["10.1.0.0/16"]},
    }});
    let drawing = open(&drawing.to_string()).unwrap().document;
    let most = cloudformation(&drawing, None);
    assert!(most.left_out.iter().any(|line| line.contains("us-east-1") && line.contains("VPC b (vpc-b)")));
    assert!(most.text.contains("10.0.0.0/16") && !most.text.contains("10.1.0.0/16"));
    let other = cloudformation(&drawing, Some("us-east-1"));
    assert!(!other.text.contains("10.0.0.0/16") && other.text.contains("10.1.0.0/16"));
    assert!(other.left_out.iter().any(|line| line.contains("eu-west-1") && line.contains("subnet-a")));
}

#[test]
fn an_entry_beside_those_of_the_default_acl_comes_back() {
    let text = "Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Deny:
    Type: AWS::EC2::NetworkAclEntry
    Properties: {NetworkAclId: !GetAtt Vpc.DefaultNetworkAcl, RuleNumber: 50, Protocol: 6, PortRange: {From: 22, To: 22}, CidrBlock: 0.0.0.0/0, RuleAction: deny}
";
    let document = read(text, &BTreeMap::new());
    let acl = document.network_acl("acl-vpc-Vpc-default").unwrap();
    let numbers: Vec<_> =
        acl.entries.as_ref().unwrap().values().map(|entry| (entry.egress, entry.rule_number)).collect();
    assert_eq!(numbers, [(false, Some(100)), (true, Some(100)), (false, Some(50))]);
    stays(text, &[]);
}

/// CloudFormation follows dynamic references in properties: a name of a drawing must not become one.
#[test]
fn a_name_never_reads_a_secret() {
    let evil = "{{resolve:secretsmanager:prod/db:SecretString:password}}";
    let text = serde_json::json!({
        "type": "netyard", "version": 1, "title": evil, "rulesDate": "2026-01-01",
        "resources": {
            "vpc-1": {"type": "vpc", "name": evil, "cidrBlocks": ["10.0.0.0/16"], "tags": {evil: evil}},
            "sg-1": {"type": "securityGroup", "vpcId": "vpc-1", "groupName": evil, "description": evil,
                "ipPermissions": {"g1": {"ipProtocol": "tcp", "fromPort": 1, "toPort": 1, "cidrIp": "10.0.0.0/8", "description": evil}}},
            "zone-1": {"type": "hostedZone", "name": "a.example", "config": {"comment": evil}}
        }
    });
    let document = netyard_core::schema::open(&text.to_string()).unwrap().document;
    let export = netyard_formats::cloudformation_export::cloudformation(&document, None);
    assert!(!export.text.contains("{{resolve:"), "{}", export.text);
    assert!(export.text.contains("{ {resolve:"), "{}", export.text);
    assert!(
        export.left_out.iter().any(|line| line.contains("a space between the braces")),
        "{:?}",
        export.left_out
    );
}

/// A policy is a text of the drawing: what is in it is no function, which could take a part of the template from elsewhere.
#[test]
fn a_policy_is_no_function() {
    let export = |policy: serde_json::Value| {
        let whole = json!({"type": "netyard", "version": 1, "title": "shop", "resources": {
            "vpc-1": {"type": "vpc", "region": "eu-west-1", "cidrBlocks": ["10.0.0.0/16"]},
            "vpce-1": {"type": "vpcEndpoint", "vpcId": "vpc-1", "vpcEndpointType": "Gateway",
                "serviceName": "com.amazonaws.eu-west-1.s3", "policyDocument": policy}}});
        cloudformation(&open(&whole.to_string()).unwrap().document, None)
    };
    let evil = export(
        json!({"Statement": [{"Fn::Transform": {"Name": "AWS::Include", "Parameters": {"Location": {"Ref": "x"}}}}]}),
    );
    for bad in ["Fn::Transform:", "\"Fn::Transform\"", "Ref:"] {
        assert!(!evil.text.contains(bad), "{bad} in {}", evil.text);
    }
    assert!(evil.text.contains("\" Fn::Transform\":"), "{}", evil.text);
    let is_said = |line: &String| line.contains("keys like those of functions");
    assert!(evil.left_out.iter().any(is_said), "{:?}", evil.left_out);
    let plain = export(
        json!({"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"}]}),
    );
    assert!(plain.text.contains("Effect: Allow") && !plain.left_out.iter().any(is_said), "{}", plain.text);
}

/// Connect, multicast and the DNS Firewall come back as they were.
#[test]
fn hubs_and_firewalls_of_names_stay() {
    stays(crate::cloudformation_wider::STAYS, &[]);
    let document = read(crate::cloudformation_wider::STAYS, &BTreeMap::new());
    let export = cloudformation(&document, None);
    for type_name in [
        "AWS::ECS::Service",
        "AWS::EC2::TransitGatewayConnect",
        "AWS::EC2::TransitGatewayConnectPeer",
        "AWS::EC2::TransitGatewayMulticastDomain",
        "AWS::EC2::TransitGatewayMulticastDomainAssociation",
        "AWS::EC2::TransitGatewayMulticastGroupMember",
        "AWS::EC2::TransitGatewayMulticastGroupSource",
        "AWS::Route53Resolver::FirewallDomainList",
        "AWS::Route53Resolver::FirewallRuleGroup",
        "AWS::Route53Resolver::FirewallRuleGroupAssociation",
    ] {
        assert!(export.text.contains(&format!("Type: {type_name}\n")), "{type_name}");
    }
}

#[test]
fn a_template_that_is_too_large_says_by_how_much() {
    let mut text = "Resources:\n  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/8}}\n".to_owned();
    for index in 0..1_001 {
        writeln!(text, "  G{index}: {{Type: AWS::EC2::SecurityGroup, Properties: {{GroupDescription: a, VpcId: !Ref V}}}}").unwrap();
    }
    let export = cloudformation(&read(&text, &BTreeMap::new()), None);
    let said = "The template has 1002 resources, 502 more than the 500 that CloudFormation takes in one template: it refuses it as it is. It has to be divided into 3 stacks or more";
    assert!(export.left_out.iter().any(|line| line.starts_with(said)), "{:?}", export.left_out.first());
}

#[test]
fn instances_that_a_group_has_started_are_said_to_come_twice() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/scenarios/lb-asg-deep-health-check.json");
    let text = std::fs::read_to_string(path).unwrap();
    let said = |text: &str| cloudformation(&open(text).unwrap().document, None).left_out.join("\n");
    let words =
        "Auto Scaling group app-fleet (asg-app) starts its instances itself, and the template makes those";
    assert!(said(&text).contains(words), "{}", said(&text));
    // A group that has started none.
    let mut none: serde_json::Value = serde_json::from_str(&text).unwrap();
    none["resources"]["asg-app"]["instances"] = serde_json::json!([]);
    assert!(!said(&none.to_string()).contains("starts its instances itself"));
}
