use crate::support::{SHOP, file, folder, netyard, netyard_with, scenario_folder};
use netyard_core::schema;
use serde_json::Value;

/// Two subnets on one block: an error that everybody sees.
const OVERLAP: &str = r#"{"type":"netyard","version":1,"title":"Overlap","resources":{
  "vpc-1":{"type":"vpc","name":"shop","region":"eu-west-1","cidrBlocks":["10.0.0.0/16"]},
  "subnet-a":{"type":"subnet","name":"a","vpcId":"vpc-1","availabilityZone":"eu-west-1a","cidrBlock":"10.0.0.0/24"},
  "subnet-b":{"type":"subnet","name":"b","vpcId":"vpc-1","availabilityZone":"eu-west-1b","cidrBlock":"10.0.0.0/25"}}EXTRA}"#;

fn overlap(extra: &str) -> String {
    OVERLAP.replace("EXTRA", extra)
}

fn json_of(input: &str) -> (i32, Value) {
    let run = netyard_with(&["check", "-", "--format", "json"], input);
    assert_eq!(run.errors, "");
    (run.status, serde_json::from_str(&run.output).unwrap())
}

fn the_overlap(printed: &Value) -> &Value {
    let findings = printed[0]["findings"].as_array().unwrap();
    findings.iter().find(|finding| finding["rule"] == "subnet-overlap").unwrap()
}

#[test]
fn a_sound_drawing_is_status_zero() {
    let run = netyard_with(&["check", "-"], SHOP);
    assert_eq!((run.status, run.errors.as_str()), (0, ""), "{}", run.output);
    assert!(run.output.starts_with("✓ standard input: "), "{}", run.output);
}

#[test]
fn an_error_finding_is_status_one() {
    let (status, printed) = json_of(&overlap(""));
    assert_eq!(status, 1);
    let finding = the_overlap(&printed);
    assert_eq!(
        (&finding["severity"], &finding["expected"], &finding["accepted"]),
        (&"error".into(), &false.into(), &false.into())
    );
    let text = netyard_with(&["check", "-"], &overlap(""));
    assert_eq!(text.status, 1);
    assert!(text.output.starts_with("✗ standard input: 1 error"), "{}", text.output);
    assert!(text.output.contains("✗ error  subnet-overlap"), "{}", text.output);
}

#[test]
fn an_expected_error_does_not_count() {
    let expectation = r#","expectations":{"x":{"title":"They overlap","check":{"finding":{"rule":"subnet-overlap"},"expect":{"present":true}}}}"#;
    let (status, printed) = json_of(&overlap(expectation));
    assert_eq!(status, 0, "{printed:#}");
    assert_eq!(the_overlap(&printed)["expected"], true);
    assert_eq!(printed[0]["expectations"][0]["passed"], true);
}

#[test]
fn an_accepted_error_does_not_count() {
    let (_, printed) = json_of(&overlap(""));
    let elements = &the_overlap(&printed)["elements"];
    let accepted = format!(
        r#","accepted":{{"a":{{"rule":"subnet-overlap","elements":{elements},"reason":"a lesson"}}}}"#
    );
    let (status, printed) = json_of(&overlap(&accepted));
    assert_eq!(status, 0, "{printed:#}");
    let finding = the_overlap(&printed);
    assert_eq!((&finding["accepted"], &finding["acceptedReason"]), (&true.into(), &"a lesson".into()));
    let text = netyard_with(&["check", "-"], &overlap(&accepted)).output;
    assert!(text.contains("(accepted)") && text.contains("\n    Accepted: a lesson\n"), "{text}");
}

#[test]
fn a_failed_expectation_is_status_one_and_an_unknown_kind_is_none() {
    let expectation = |check: &str| {
        SHOP.replace(
            "\"expectations\": {}",
            &format!(r#""expectations": {{"x": {{"title": "T", "check": {check}}}}}"#),
        )
    };
    let failed = expectation(r#"{"finding": {"rule": "subnet-overlap"}, "expect": {"present": true}}"#);
    let (status, printed) = json_of(&failed);
    assert_eq!((status, &printed[0]["expectations"][0]["passed"]), (1, &Value::Bool(false)));
    let text = netyard_with(&["check", "-"], &failed).output;
    assert!(text.contains("✗ T\n      expected present\n      but it is absent\n"), "{text}");
    assert!(text.contains("last changed with the rules of 2026-11-01"), "{text}");
    let later = expectation(r#"{"message": {"to": "a topic"}, "expect": {}}"#);
    let (status, printed) = json_of(&later);
    assert_eq!((status, &printed[0]["expectations"][0]["passed"]), (0, &Value::Null));
    assert!(netyard_with(&["check", "-"], &later).output.contains("– T\n      not checked: "));
}

#[test]
fn an_expectation_that_nothing_can_meet_fails_with_the_reason() {
    let packet = |to: &str, verdict: &str| {
        format!(r#"{{"packet": {{"from": "internet", "to": "{to}"}}, "expect": {{"verdict": "{verdict}"}}}}"#)
    };
    let mut cases = vec![
        (packet("i-gone", "DELIVERED"), "", "Nothing in the drawing is called \"i-gone\"."),
        (packet("vpc-1", "DELIVERED"), "", "which is no such end of a flow"),
        (packet("s3", "DELIVERD"), "", "\"DELIVERD\" is no verdict: write DELIVERED, DROPPED"),
        (r#"{"packet": {"from": "internet", "to": "s3"}, "expect": {}}"#.to_owned(), "", "no verdict"),
        (
            r#"{"packet": {"from": "internet"}, "expect": {"verdict": "DROPPED"}}"#.to_owned(),
            "",
            "\"to\" is missing here",
        ),
        (
            r#"{"finding": {"rule": "subnet-overlap"}, "expect": {"present": "yes"}}"#.to_owned(),
            "",
            "cannot be read",
        ),
        ("{}".to_owned(), "", "nothing is checked"),
    ];
    let overlaps = r#"{"finding": {"rule": "subnet-overlap"}, "expect": {"present": true}}"#;
    cases.push((
        overlaps.to_owned(),
        r#""with": [{"fault": "stopped", "of": "i-gone"}],"#,
        "no instance i-gone",
    ));
    cases.push((
        overlaps.to_owned(),
        r#""with": [{"set": "i-gone", "path": "/state", "to": "stopped"}],"#,
        "i-gone",
    ));
    for (check, with, reason) in cases {
        let drawing = overlap(&format!(r#","expectations":{{"x":{{"title":"T",{with}"check":{check}}}}}"#));
        let (status, printed) = json_of(&drawing);
        let result = &printed[0]["expectations"][0];
        assert_eq!((status, &result["passed"]), (1, &Value::Bool(false)), "{check}: {result}");
        let error = result["actual"]["error"].as_str().unwrap_or_default();
        assert!(error.contains(reason), "{check}: {result}");
        let text = netyard_with(&["check", "-"], &drawing).output;
        assert!(text.contains(&format!("\n      but: {error}")), "{text}");
    }
}

#[test]
fn an_expectation_with_a_part_that_is_not_known_is_not_checked() {
    let checks = [
        (r#"{"finding": {"rule": "rule-of-tomorrow"}, "expect": {"present": false}}"#, "rule-of-tomorrow"),
        (
            r#"{"packet": {"from": "internet", "to": "s3", "hostName": "a.example"}, "expect": {"verdict": "UNKNOWN"}}"#,
            "hostName",
        ),
    ];
    for (check, part) in checks {
        let (status, printed) =
            json_of(&overlap(&format!(r#","expectations":{{"x":{{"title":"Later","check":{check}}}}}"#)));
        let result = &printed[0]["expectations"][0];
        assert_eq!((status, &result["passed"]), (1, &Value::Null), "{check}: {result}");
        assert!(result["actual"]["notChecked"].as_str().unwrap().contains(part), "{result}");
    }
}

#[test]
fn what_is_not_known_is_told() {
    let later =
        SHOP.replace("\"vpc-1\": {", "\"q-1\": {\"type\": \"quantumGateway\"}, \"vpc-1\": {\"shiny\": 1,");
    let run = netyard_with(&["check", "-"], &later);
    let told = "Kept, but not known to this Netyard\n    resources.vpc-1.shiny\n    resources.q-1 (type quantumGateway)\n";
    assert!(run.output.contains(told), "{}", run.output);
    assert_eq!(run.errors, "", "the text has said it");
    let told = "netyard: standard input: kept, but not known to this Netyard:\n  resources.vpc-1.shiny\n  resources.q-1 (type quantumGateway)\n";
    for command in [
        &["check", "-", "--format", "json"][..],
        &["trace", "-", "--from", "internet", "--to", "s3:eu-west-1", "--format", "json"],
        &["export", "-", "--to", "svg"],
        &["link", "-"],
    ] {
        let run = netyard_with(command, &later);
        assert!(run.errors.contains(told), "{command:?}: {}", run.errors);
    }
    let link = netyard_with(&["link", "-"], &later).output;
    let run = netyard_with(&["open", "-"], &link);
    assert!(run.errors.starts_with("netyard: the link: kept, but not known"), "{}", run.errors);
}

#[test]
fn no_name_turns_the_text_round() {
    let turned = overlap("").replace("\"name\":\"a\"", "\"name\":\"a\u{202e}b\"");
    let text = netyard_with(&["check", "-"], &turned).output;
    assert!(text.contains("a b") && !text.contains('\u{202e}'), "{text}");
}

#[test]
fn json_is_always_a_list() {
    let (_, printed) = json_of(SHOP);
    let entry = &printed[0];
    let keys: Vec<&String> = entry.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["file", "findings", "expectations", "rulesDate"]);
    assert_eq!(entry["file"], "standard input");
    assert_eq!(printed.as_array().unwrap().len(), 1);
}

#[test]
fn a_folder_is_checked_whole_and_in_order() {
    let folder = folder("check-folder");
    for name in ["b.json", "a/z.json", "a/c.json"] {
        file(&folder, name, SHOP);
    }
    file(&folder, "readme.md", "no drawing");
    let run = netyard(&["check", &folder.display().to_string(), "--format", "json"]);
    let printed: Value = serde_json::from_str(&run.output).unwrap();
    let names: Vec<&str> =
        printed.as_array().unwrap().iter().map(|entry| entry["file"].as_str().unwrap()).collect();
    let expected = ["a/c.json", "a/z.json", "b.json"].map(|name| folder.join(name).display().to_string());
    assert_eq!(names, expected);
    let text = netyard(&["check", &folder.display().to_string()]).output;
    assert!(text.ends_with("\n3 of 3 files well.\n"), "{text}");
}

#[test]
fn a_file_that_cannot_be_read_is_status_two_and_the_others_are_checked() {
    let folder = folder("check-broken");
    file(&folder, "a.json", SHOP);
    let broken = file(&folder, "b.json", "{");
    let run = netyard(&["check", &folder.display().to_string(), "--format", "json"]);
    assert_eq!(run.status, 2);
    assert!(
        run.errors.starts_with(&format!("netyard: {broken}: This is not JSON: line 1")),
        "{}",
        run.errors
    );
    let printed: Value = serde_json::from_str(&run.output).unwrap();
    assert_eq!(printed.as_array().unwrap().len(), 1);
}

#[test]
fn sarif_names_rule_file_and_elements() {
    let run = netyard_with(&["check", "-", "--format", "sarif"], &overlap(""));
    assert_eq!(run.status, 1);
    let log: Value = serde_json::from_str(&run.output).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let result = results.iter().find(|result| result["ruleId"] == "subnet-overlap").unwrap();
    assert!(rules.iter().any(|rule| rule["id"] == "subnet-overlap"));
    assert_eq!(result["level"], "error");
    let location = &result["locations"][0];
    assert_eq!(location["physicalLocation"]["artifactLocation"]["uri"], "standard%20input");
    assert!(location["logicalLocations"][0]["name"].as_str().unwrap().starts_with("subnet-"));
}

#[test]
fn sarif_points_at_the_line_of_what_is_wrong() {
    let folder = folder("sarif lines");
    let text = schema::save(&schema::open(&overlap("")).unwrap().document);
    let path = file(&folder, "the drawing.json", &text);
    let run = netyard(&["check", &path, "--format", "sarif"]);
    let log: Value = serde_json::from_str(&run.output).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let result = results.iter().find(|result| result["ruleId"] == "subnet-overlap").unwrap();
    let location = &result["locations"][0]["physicalLocation"];
    let uri = location["artifactLocation"]["uri"].as_str().unwrap();
    assert!(uri.ends_with("/the%20drawing.json"), "{uri}");
    let id = result["locations"][0]["logicalLocations"][0]["name"].as_str().unwrap();
    let line = location["region"]["startLine"].as_u64().unwrap();
    let written = text.lines().nth(usize::try_from(line).unwrap() - 1).unwrap();
    assert!(written.contains(&format!("\"{id}\":")), "line {line} is {written}");
}

#[test]
fn sarif_names_files_that_cannot_be_read() {
    let folder = folder("sarif unread");
    file(&folder, "good.json", &overlap(""));
    file(&folder, "half.json", "{\"type\": \"netyard\",");
    let path = folder.display().to_string();
    let log =
        |run: &crate::support::Run| serde_json::from_str::<Value>(&run.output).unwrap()["runs"][0].clone();
    let run = netyard(&["check", &path, "--format", "sarif"]);
    assert_eq!(run.status, 2);
    let all = log(&run);
    assert_eq!(all["invocations"][0]["executionSuccessful"], false);
    let unread = &all["results"][0];
    assert_eq!((unread["ruleId"].as_str(), unread["level"].as_str()), (Some("unreadable"), Some("error")));
    assert!(unread["message"]["text"].as_str().unwrap().contains("half.json: This is not JSON"), "{unread}");
    let place = &unread["locations"][0]["physicalLocation"];
    assert!(place["artifactLocation"]["uri"].as_str().unwrap().ends_with("/half.json"), "{unread}");
    // The others are checked all the same.
    assert!(all["results"].as_array().unwrap().iter().any(|result| result["ruleId"] == "subnet-overlap"));
    let rules = all["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(rules.iter().any(|rule| rule["id"] == "unreadable"));
    let run = netyard(&["check", &folder.join("good.json").display().to_string(), "--format", "sarif"]);
    assert_eq!(log(&run)["invocations"][0]["executionSuccessful"], true);
}

#[test]
fn text_of_a_drawing_cannot_steer_the_terminal() {
    let evil = overlap("").replace("\"name\":\"a\"", "\"name\":\"a\\u001b[2J\\nnetyard: well\"");
    let run = netyard_with(&["check", "-"], &evil);
    assert!(!run.output.contains('\u{1b}'), "{:?}", run.output);
    assert!(!run.output.contains("\nnetyard: well"), "{}", run.output);
}

#[test]
fn the_ready_drawings_are_well() {
    let run = netyard(&["check", &scenario_folder()]);
    assert_eq!((run.status, run.errors.as_str()), (0, ""), "{}", run.output);
    assert!(run.output.lines().last().unwrap().ends_with(" files well."), "{}", run.output);
}
