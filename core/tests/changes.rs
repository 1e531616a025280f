//! Runs every fixture of `fixtures/changes`: an act, the drawing it is done to, and what AWS answers.
//!
//! A block has the key `change` or `changes` beside `resources`. A failing case states who refuses:
//! `- refused: rule-id` with `message`, and where it is to be checked `code`, `api error`, `book` and `at`.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by a panic, in its helpers too")]

mod fixture;

use netyard_core::change::{Change, Refusal, apply_all, refusal, refuse_all};
use std::collections::BTreeMap;

fn described((refusal, at): &(Refusal, usize), asked: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let mut said = BTreeMap::from([
        ("refused".to_owned(), refusal.rule.to_owned()),
        ("message".to_owned(), refusal.message.text.clone()),
    ]);
    let optional = [
        ("book", refusal.book.join(", ")),
        ("code", refusal.code.unwrap_or("none").to_owned()),
        ("api error", refusal.api_error.unwrap_or("none").to_owned()),
        ("at", at.to_string()),
    ];
    said.extend(
        optional
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .filter(|(key, _)| asked.contains_key(key)),
    );
    said
}

#[test]
fn every_fixture_holds() {
    let mut faults = Vec::new();
    for (file, fixture) in fixture::all("changes") {
        assert_eq!(fixture.id, file, "the heading of {file}.md");
        for case in &fixture.cases {
            let document = case.document();
            let changes = case.changes();
            let place = format!("{file}.md, {}", case.title);
            if let Err(error) = apply_all(&mut document.clone(), &changes)
                && !file.contains("missing")
            {
                faults.push(format!("{place}: {error}"));
            }
            let said = refuse_all(&document, &changes);
            match (&said, case.expected.as_slice()) {
                (None, []) if case.passes => {}
                (Some(refusal), [expected]) if !case.passes => {
                    let said = described(refusal, expected);
                    if said != *expected {
                        faults.push(format!("{place}:\n  expected: {expected:#?}\n  found: {said:#?}"));
                    }
                    if expected.get("refused").is_none_or(|rule| *rule != file) {
                        faults.push(format!("{place}: another rule than the one that the file is named for"));
                    }
                }
                _ => faults.push(format!("{place}: {:?}", said.map(|(refusal, _)| refusal.message.text))),
            }
        }
        let (passes, fails): (Vec<_>, Vec<_>) = fixture.cases.iter().partition(|case| case.passes);
        if passes.is_empty() || fails.is_empty() {
            faults.push(format!("{file}.md: a refused act and a near miss"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_act_has_a_refusal_that_a_fixture_states_with_its_numbers() {
    let fixtures: BTreeMap<_, _> = fixture::all("changes").into_iter().collect();
    for act in refusal::catalogue() {
        let cases = &fixtures[act.id].cases;
        let stated = |key: &str, name: &str| {
            let lines = cases.iter().flat_map(|case| &case.expected).filter_map(|expected| expected.get(key));
            assert!(lines.into_iter().any(|line| line == name), "{}.md states no {key} {name}", act.id);
        };
        if !act.book.is_empty() {
            stated("book", &act.book.join(", "));
        }
        act.code.into_iter().for_each(|code| stated("code", code));
        act.api_error.into_iter().for_each(|error| stated("api error", error));
    }
}

#[test]
fn a_vpc_goes_together_with_everything_in_it_in_any_order() {
    let text = r#"# x
## Passes: y
```json
{"resources": {
  "acl-1": {"type": "networkAcl", "isDefault": true, "vpcId": "vpc-1", "subnetIds": ["subnet-1"]},
  "eni-1": {"type": "networkInterface", "subnetId": "subnet-1", "groupIds": ["sg-1"]},
  "igw-1": {"type": "internetGateway", "vpcId": "vpc-1"},
  "nat-1": {"type": "natGateway", "subnetId": "subnet-1"},
  "rtb-1": {"type": "routeTable", "main": true, "vpcId": "vpc-1", "subnetIds": ["subnet-1"]},
  "sg-1": {"type": "securityGroup", "groupName": "default", "vpcId": "vpc-1"},
  "sg-2": {"type": "securityGroup", "vpcId": "vpc-1", "ipPermissions": {"g1": {"groupId": "sg-1"}}},
  "subnet-1": {"type": "subnet", "vpcId": "vpc-1", "cidrBlock": "10.0.0.0/24"},
  "vpc-1": {"type": "vpc", "cidrBlocks": ["10.0.0.0/16"]}
}}
```
"#;
    let document = fixture::parse(text).unwrap().cases[0].document();
    let mut removals: Vec<Change> =
        document.resources.keys().map(|id| Change::Remove { id: id.clone() }).collect();
    assert_eq!(refuse_all(&document, &removals), None);
    removals.reverse();
    assert_eq!(refuse_all(&document, &removals), None);
    removals.retain(|change| !matches!(change, Change::Remove { id } if *id == "eni-1"));
    assert!(refuse_all(&document, &removals).is_some(), "the subnet still holds an interface");
}
