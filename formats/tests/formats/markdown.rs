//! The Markdown report: what it says of findings, expectations and addresses, and that text stays text.

use netyard_core::expect;
use netyard_core::model::Document;
use netyard_core::schema;
use netyard_formats::export::Export;
use netyard_formats::markdown::{Judged, markdown};

/// A VPC of two subnets with a host each, and a group that lets all of it in.
fn shop() -> Document {
    let text = r#"{"type":"netyard","version":1,"title":"Shop","rulesDate":"2026-01-01","resources":{
        "vpc-1":{"type":"vpc","name":"shop","region":"eu-west-1","cidrBlocks":["10.0.0.0/24"]},
        "subnet-a":{"type":"subnet","name":"a","vpcId":"vpc-1","availabilityZone":"eu-west-1a","cidrBlock":"10.0.0.0/26"},
        "subnet-b":{"type":"subnet","name":"b","vpcId":"vpc-1","availabilityZone":"eu-west-1b","cidrBlock":"10.0.0.128/26"},
        "sg-1":{"type":"securityGroup","vpcId":"vpc-1","ipPermissions":{"r1":{"ipProtocol":"all","cidrIp":"10.0.0.0/24"}},
                "ipPermissionsEgress":{"r1":{"ipProtocol":"all","cidrIp":"0.0.0.0/0"}}},
        "i-1":{"type":"instance","name":"web-1"},
        "eni-1":{"type":"networkInterface","subnetId":"subnet-a","groupIds":["sg-1"],"attachment":{"instanceId":"i-1"},
                 "privateIpAddresses":[{"privateIpAddress":"10.0.0.10","primary":true}]},
        "i-2":{"type":"instance","name":"db-1"},
        "eni-2":{"type":"networkInterface","subnetId":"subnet-b","groupIds":["sg-1"],"attachment":{"instanceId":"i-2"},
                 "privateIpAddresses":[{"privateIpAddress":"10.0.0.140","primary":true}]}},
        "placement":{},"expectations":{
        "e1":{"title":"web reaches db","order":"a","check":{"packet":{"from":"i-1","to":"i-2","port":5432},"expect":{"verdict":"DELIVERED"}}},
        "e2":{"title":"web reaches | the <b>internet</b>","order":"b",
              "check":{"packet":{"from":"i-1","to":"internet"},"expect":{"verdict":"DELIVERED"}}},
        "e3":{"title":"without zone b","order":"c","with":[{"fault":"zoneDown","of":"eu-west-1b"}],
              "check":{"packet":{"from":"i-1","to":"i-2"},"expect":{"verdict":"DROPPED","code":"AZ_DOWN"}}}},
        "notes":{},"accepted":{}}"#;
    schema::open(text).unwrap().document
}

fn judged(document: &Document) -> Export {
    let report = expect::run(document);
    markdown(document, Some(&Judged { findings: &report.findings, results: &report.results, supposed: &[] }))
}

fn has(export: &Export, lines: &str) {
    assert!(export.text.contains(lines), "{lines}\nis not in\n{}", export.text);
}

#[test]
fn expectations_stand_with_what_came_out() {
    let report = judged(&shop());
    has(&report, "\n## Expectations\n\n2 of 3 hold.\n");
    has(&report, "| holds | web reaches db | DELIVERED | DELIVERED |  |\n");
    has(
        &report,
        "| **fails** | web reaches \\| the &lt;b&gt;internet&lt;/b&gt; | DELIVERED | DROPPED NO\\_ROUTE\\_TO\\_DESTINATION at a (forward) |  |\n",
    );
    has(&report, "| `{\"fault\":\"zoneDown\",\"of\":\"eu-west-1b\"}` |\n");
}

#[test]
fn what_was_supposed_meanwhile_is_said() {
    let document = shop();
    let report = expect::run(&document);
    let supposed = ["eu-west-1a down".to_owned()];
    let judged = Judged { findings: &report.findings, results: &report.results, supposed: &supposed };
    has(&markdown(&document, Some(&judged)), "All of it while this is supposed: eu-west-1a down.\n");
}

#[test]
fn the_address_plan_names_what_is_used_and_what_is_free() {
    has(
        &judged(&shop()),
        "\n## Address plan

`10.0.0.0/24` of shop `vpc-1`: 256 addresses, 128 in no subnet.

| Block | Used by | Zone | Addresses |
|---|---|---|---|
| `10.0.0.0/26` | a `subnet-a` | eu-west-1a | 64 |
| `10.0.0.64/26` | free |  | 64 |
| `10.0.0.128/26` | b `subnet-b` | eu-west-1b | 64 |
| `10.0.0.192/26` | free |  | 64 |
",
    );
}

#[test]
fn blocks_that_overlap_or_lie_elsewhere_are_in_the_address_plan() {
    let text = schema::save(&shop())
        .replace("10.0.0.128/26", "10.0.0.32/27")
        .replace("10.0.0.0/26", "10.0.0.0/26\",\n      \"ipv6CidrBlock\": \"2001:db8::/64");
    let report = judged(&schema::open(&text).unwrap().document);
    has(&report, "256 addresses, 192 in no subnet");
    has(
        &report,
        "| `10.0.0.32/27` | b `subnet-b`, overlaps a | eu-west-1b | 32 |\n| `10.0.0.64/26` | free |",
    );
    has(&report, "| `10.0.0.128/25` | free |  | 128 |\n");
    has(&report, "\n`2001:db8::/64` of a `subnet-a` lies in no block of shop `vpc-1`.\n");
}

#[test]
fn findings_stand_with_what_to_do() {
    let text = schema::save(&shop()).replace("10.0.0.128/26", "10.0.0.32/27");
    let document = schema::open(&text).unwrap().document;
    let found = expect::run(&document).findings;
    assert!(found.iter().any(|finding| finding.rule == "subnet-overlap"), "{found:?}");
    let report = judged(&document);
    has(&report, "\n## Findings\n\n| Severity | About | Finding | What to do | Rule |\n");
    let row = report.text.lines().find(|line| line.ends_with("| `subnet-overlap` |")).unwrap();
    assert!(row.starts_with("| error | a, b |") || row.starts_with("| error | b, a |"), "{row}");
    assert!(!judged(&shop()).text.contains("subnet-overlap"));
}

#[test]
fn a_drawing_that_nobody_checked_says_so() {
    let report = markdown(&shop(), None);
    has(&report, "\n## Findings\n\nNot checked.\n");
    has(&report, "\n## Expectations\n\nNot checked.\n\n- web reaches db\n- web reaches \\| the &lt;b&gt;");
    assert!(!report.text.contains("holds"));
    assert_eq!(
        report.left_out[0],
        "The drawing was not checked: findings, and results of expectations, are not in the report."
    );
}

#[test]
fn what_has_no_table_of_its_own_is_named() {
    let text = schema::save(&shop()).replace(
        "\"resources\": {",
        "\"resources\": {\n\"igw-1\": {\"type\": \"internetGateway\", \"name\": \"gate\"},",
    );
    let report = judged(&schema::open(&text).unwrap().document);
    has(
        &report,
        "\n## Everything else\n\n| Resource | Kind |\n|---|---|\n| gate `igw-1` | Internet gateway |\n",
    );
    assert!(report.left_out.iter().any(|sentence| sentence.starts_with("Of 1 resource that is no VPC")));
    assert!(!judged(&shop()).left_out.iter().any(|sentence| sentence.contains("that is no VPC")));
}
