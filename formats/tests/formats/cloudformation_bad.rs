//! Templates that are broken, hostile or huge: a clear message with the place, never a panic or a hang.

use crate::support::template::{files, imported, resource, says, try_import};
use netyard_core::net::CidrBlock;
use netyard_formats::cloudformation::import;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

fn refused(text: &str) -> String {
    try_import(text).unwrap_err().to_string()
}

#[test]
fn broken_files_say_where() {
    for (text, why) in [
        ("Resources:\n  A: {Type: AWS::EC2::VPC\n", "a.yaml, line 3, column 1: This is no YAML"),
        ("Resources:\n  A:\n   B: 1\n  C: [\n", "This is no YAML"),
        (
            "{\"Resources\": {\"A\": {\"Type\": \"AWS::EC2::VPC\"",
            "a.yaml, line 1, column 45: The file ends where '}' is expected.",
        ),
        (
            "{\"Resources\": nonsense}",
            "a.yaml, line 1, column 15: A value is expected here, not \"nonsense\".",
        ),
        ("{\"Resources\": {}} more", "a.yaml, line 1, column 19: The JSON has ended, and 'm' follows."),
        ("{\"a\": \"\\x\"}", "There is no such escape in JSON."),
        ("{\"a\": \"\\ud800\"}", "This is half a character."),
        (
            "{\"a\": 1,\n \"a\": 2}",
            "a.yaml, line 2, column 2: The key a stands twice here; the first one is on line 1.",
        ),
        (
            "Resources:\n  A: {Type: AWS::EC2::VPC}\n  A: {Type: AWS::EC2::VPC}\n",
            "a.yaml, line 3, column 3: The key A stands twice here; the first one is on line 2.",
        ),
        ("Resources: {[a]: b}", "A key must be a text."),
        ("A: &a {B: *a}\n", "The alias stands inside of what it stands for."),
        ("", "The file is empty."),
        ("a: 1", "No file is a CloudFormation template"),
        ("[1, 2]", "No file is a CloudFormation template"),
    ] {
        let error = refused(text);
        assert!(error.contains(why), "{text}\n{error}");
    }
}

#[test]
fn deep_nesting_is_refused() {
    let yaml = format!("Resources: {}a{}", "[".repeat(100), "]".repeat(100));
    let json = format!("{{\"Resources\": {}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    for text in [yaml, json] {
        assert!(refused(&text).contains("nested deeper than 64 levels"), "{}", refused(&text));
    }
    let mut block = String::from("Resources:\n");
    for level in 0..200 {
        writeln!(block, "{}a:", " ".repeat(level + 1)).unwrap();
    }
    assert!(refused(&block).contains("nested deeper than 64 levels"));
}

#[test]
fn bombs_of_aliases_are_counted() {
    let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let inner = format!("*a{}, ", level - 1).repeat(10);
        writeln!(text, "a{level}: &a{level} [{inner}]").unwrap();
    }
    text.push_str("Resources: {A: {Type: AWS::EC2::VPC}}\n");
    let start = Instant::now();
    let error = refused(&text);
    assert!(error.contains("more than 500,000 parts"), "{error}");
    assert!(start.elapsed() < Duration::from_secs(20));
    // What is used a few times is no bomb, and a merge takes over what is not there.
    let fair = "
Mappings: {Tags: {all: {a: b}}}
Resources:
  A: {Type: AWS::EC2::VPC, Properties: &vpc {CidrBlock: 10.0.0.0/16, EnableDnsSupport: false}}
  B: {Type: AWS::EC2::VPC, Properties: {<<: *vpc, CidrBlock: 10.1.0.0/16}}
";
    let document = imported(fair).document;
    assert_eq!(resource(&document, "vpc-B")["cidrBlocks"][0], "10.1.0.0/16");
    assert_eq!(resource(&document, "vpc-B")["enableDnsSupport"], false);
}

#[test]
fn functions_that_double_their_texts_end() {
    let mut text =
        String::from("Resources:\n  V0: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: 10.0.0.0/16}}\n");
    for level in 1..60 {
        let before = format!("!GetAtt V{}.CidrBlock", level - 1);
        writeln!(
            text,
            "  V{level}: {{Type: AWS::EC2::Subnet, Properties: {{CidrBlock: !Join ['', [{before}, {before}]]}}}}"
        )
        .unwrap();
    }
    let start = Instant::now();
    let report = imported(&text).report;
    assert!(says(&report.skipped, "line", "has more than 200,000 letters"), "{report}");
    assert!(start.elapsed() < Duration::from_secs(20));
    // The same with lists of lists.
    let mut text = String::from(
        "Outputs: {O: {Value: a}}\nResources:\n  V0: {Type: AWS::EC2::Subnet, Properties: {VpcId: [x, x]}}\n",
    );
    for level in 1..60 {
        let before = format!("!GetAtt V{}.VpcId", level - 1);
        writeln!(text, "  V{level}: {{Type: AWS::EC2::Subnet, Properties: {{VpcId: [{before}, {before}]}}}}")
            .unwrap();
    }
    let start = Instant::now();
    assert!(!imported(&text).report.skipped.is_empty());
    assert!(start.elapsed() < Duration::from_secs(20));
}

#[test]
fn cycles_are_reported() {
    for (text, place, why) in [
        (
            "Conditions:\n  A: !Condition B\n  B: !Condition A\nResources: {V: {Type: AWS::EC2::VPC, Condition: A}}\n",
            "line",
            "The condition A needs itself to be worked out.",
        ),
        (
            "Resources:\n  A: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: !GetAtt B.CidrBlock}}\n  B: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: !GetAtt A.CidrBlock}}\n",
            "line",
            "CidrBlock needs itself to be worked out.",
        ),
        (
            "Resources:\n  A: {Type: AWS::EC2::VPC, DependsOn: B}\n  B: {Type: AWS::EC2::VPC, DependsOn: [A]}\n",
            "line 2, column 3",
            "A needs B, which needs A: CloudFormation refuses that.",
        ),
        (
            "Resources:\n  A: {Type: AWS::EC2::VPC, DependsOn: Nobody}\n",
            "line 2",
            "A waits for Nobody, which is no resource of the template.",
        ),
    ] {
        let imported = imported(text);
        assert!(says(&imported.report.skipped, place, why), "{text}\n{}", imported.report);
    }
}

#[test]
fn stacks_that_make_each_other_end() {
    let stack = |of: &str| {
        format!(
            "Resources:\n  S: {{Type: AWS::CloudFormation::Stack, Properties: {{TemplateURL: ./{of}}}}}\n  V: {{Type: AWS::EC2::VPC}}\n"
        )
    };
    let (one, two) = (stack("b.yaml"), stack("a.yaml"));
    let all = files(&[("a.yaml", &one), ("b.yaml", &two)]);
    let imported = import(all, &BTreeMap::new()).unwrap();
    let why = "The stack makes itself again; it is read once.";
    assert!(says(&imported.report.skipped, "line 2", why), "{}", imported.report);
    assert!(imported.document.vpc("vpc-V").is_some() && imported.document.vpc("vpc-S-V").is_some());
}

#[test]
fn a_long_chain_of_references_ends() {
    let mut text = String::from("Resources:\n");
    for level in 0..3_000 {
        let next = format!("!GetAtt S{}.CidrBlock", level + 1);
        writeln!(text, "  S{level}: {{Type: AWS::EC2::Subnet, Properties: {{CidrBlock: {next}}}}}").unwrap();
    }
    text.push_str("  S3000: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: 10.0.0.0/24}}\n");
    let report = imported(&text).report;
    assert!(says(&report.skipped, "line", "more than 200 times"), "{report}");
}

#[test]
fn odd_values_are_kept_or_said() {
    let text = "
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/99, EnableDnsSupport: perhaps, Tags: [{Key: '<b>', Value: '=cmd()'}]}}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: [a, b], CidrBlock: {a: b}}}
  'not-a-word': {Type: AWS::EC2::VPC}
  Empty: {}
  Text: text
  Group: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: [{IpProtocol: tcp, FromPort: many, CidrIp: 10.0.0.0/8}]}}
";
    let imported = imported(text);
    let report = &imported.report;
    for (place, why) in [
        ("Vpc", "10.0.0.0/99 is no CIDR block; it is kept as it is written."),
        ("Vpc", "true or false is expected here, not perhaps."),
        ("Subnet", "VpcId of AWS::EC2::Subnet: An id is expected here."),
        ("Subnet", "A CIDR block is expected here."),
        ("Group", "A whole number is expected here, not many."),
    ] {
        assert!(says(&report.approximated, place, why), "{why}\n{report}");
    }
    for (place, why) in [
        ("line 5", "not-a-word: A logical id has letters and digits only."),
        ("line 6", "Empty: It has no Type."),
        ("line 7", "Text: It has no Type."),
    ] {
        assert!(says(&report.skipped, place, why), "{why}\n{report}");
    }
    // Text is only ever text.
    assert_eq!(resource(&imported.document, "vpc-Vpc")["tags"]["<b>"], "=cmd()");
}

#[test]
fn macros_are_refused_politely() {
    let text = "
Transform: [AWS::Include, 'AWS::LanguageExtensions']
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  'Fn::ForEach::Subnets': [A, !Ref Nobody, {}]
";
    let imported = imported(text);
    assert!(imported.document.vpc("vpc-Vpc").is_some());
    for (place, why) in [
        ("line 2", "AWS::Include may change anything of the template in the account"),
        ("line 2", "AWS::LanguageExtensions changes the template in the account"),
        ("line 5", "What makes resources in the account only is not read"),
    ] {
        assert!(says(&imported.report.skipped, place, why), "{}", imported.report);
    }
}

#[test]
fn ten_thousand_resources_are_read() {
    let mut text =
        String::from("Resources:\n  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/8}}\n");
    for index in 0..5_000 {
        let block = format!("10.{}.{}.0/28", index / 250, index % 250);
        writeln!(text, "  S{index}: {{Type: AWS::EC2::Subnet, Properties: {{VpcId: !Ref Vpc, CidrBlock: {block}, AvailabilityZone: eu-west-1a}}}}").unwrap();
        writeln!(text, "  I{index}: {{Type: AWS::EC2::Instance, Properties: {{SubnetId: !Ref S{index}}}}}")
            .unwrap();
    }
    let start = Instant::now();
    let document = imported(&text).document;
    assert_eq!(document.resources.len(), 15_001);
    assert!(start.elapsed() < Duration::from_mins(1), "{:?}", start.elapsed());
}

#[test]
fn metadata_that_speak_against_the_template_are_not_taken() {
    let text = "Metadata:
  Netyard:
    Ids: {Vpc: vpc-drawn, Web: vpc-drawn, Group: '=cmd|x'}
    Fields:
      subnet-Subnet: {cidrBlock: 10.9.0.0/24, state: pending}
      vpc-drawn: {cidrBlocks: [10.9.0.0/16], unknown: [routeTable]}
      eni-Web: {privateIpAddresses: [{privateIpAddress: 192.0.2.1, primary: true}]}
      sg-nobody: {name: a}
    Resources: {i-evil: {type: instance}, site-1: {type: onPremisesSite, name: office}, site-2: {type: onPremisesSite, name: 5}}
    Rows: {vpc-drawn: {cidrBlocks: [a]}, sg-Group: {ipPermissions: [a, b, c]}}
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: eu-west-1a}}
  Group: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc, GroupDescription: a, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 1, ToPort: 1, CidrIp: 0.0.0.0/0}]}}
  Web: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref Subnet, SecurityGroupIds: [!Ref Group]}}
";
    let imported = imported(text);
    let document = &imported.document;
    assert_eq!(document.vpc("vpc-drawn").unwrap().cidr_blocks, [CidrBlock::new("10.0.0.0/16")]);
    assert_eq!(document.vpc("vpc-drawn").unwrap().unknown, ["routeTable"]);
    assert_eq!(document.subnet("subnet-Subnet").unwrap().cidr_block, Some(CidrBlock::new("10.0.0.0/24")));
    let node = document.network_interface("eni-Web").unwrap();
    assert!(
        node.private_ip_addresses[0].private_ip_address.as_ref().unwrap().to_string().starts_with("10.0.0.")
    );
    assert!(document.resource("i-evil").is_none() && document.resource("site-2").is_none());
    assert!(document.on_premises_site("site-1").is_some() && document.security_group("sg-Group").is_some());
    let rows: Vec<_> = document.security_group("sg-Group").unwrap().ip_permissions.keys().collect();
    assert_eq!(rows.iter().map(|row| row.as_str()).collect::<Vec<_>>(), ["g1"]);
    for (place, why) in [
        ("vpc-drawn", "cidrBlocks of the Metadata is not taken"),
        ("subnet-Subnet", "cidrBlock of the Metadata is not taken"),
        ("eni-Web", "privateIpAddresses of the Metadata is not taken"),
        ("sg-nobody", "the template does not make it"),
        ("i-evil", "only sites"),
    ] {
        assert!(says(&imported.report.skipped, place, why), "{place}: {}", imported.report);
    }
}
