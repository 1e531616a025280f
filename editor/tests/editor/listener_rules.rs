//! Rules and actions of listeners, written as lines.

use crate::support::TestEditor;
use netyard_core::change::Change;
use netyard_editor::Request;

/// The value at a path of a resource.
fn value_at(test: &TestEditor, id: &str, path: &str) -> serde_json::Value {
    let value = test.document().resource(id).unwrap().to_value();
    value.pointer(path).cloned().unwrap_or_default()
}

#[test]
fn a_rule_that_is_edited_as_a_line_keeps_what_the_line_does_not_tell() {
    let drawing = serde_json::json!({"type": "netyard", "version": 1, "resources": {
        "alb-1": {"type": "loadBalancer", "name": "web", "listeners": {"l1": {
            "protocol": "HTTPS", "port": 443,
            "defaultActions": {
                "a2": {"actionType": "authenticate-oidc", "authenticateOidcConfig": {"clientId": "me"}},
                "a1": {"actionType": "forward", "targetGroupArn": "tg-1"},
            },
            "rules": {"r1": {
                "priority": 10,
                "conditions": {"c1": {"field": "http-header", "httpHeaderName": "X-Kind", "values": ["mobile"]}},
                "actions": {
                    "a1": {"actionType": "authenticate-cognito", "authenticateCognitoConfig": {"userPoolArn": "pool"}},
                    "a2": {"actionType": "forward", "targetGroupArn": "tg-1"},
                },
            }},
        }}},
        "tg-1": {"type": "targetGroup", "name": "app"},
        "tg-2": {"type": "targetGroup", "name": "api"},
    }});
    let mut test = TestEditor::on(netyard_core::schema::open(&drawing.to_string()).unwrap().document);
    let rule = "/listeners/l1/rules/r1";
    let before = value_at(&test, "alb-1", rule);
    let line =
        netyard_editor::field::rule_text(test.document(), &serde_json::from_value(before.clone()).unwrap());
    assert_eq!(line, "10 header X-Kind mobile -> forward app");
    let written = line.replace("mobile", "tablet").replace("app", "api");
    let mut row = before.as_object().unwrap().clone();
    row.extend(netyard_editor::field::edit_rule(test.document(), Some(&before), &written).unwrap());
    let actions = "/listeners/l1/defaultActions";
    let all = netyard_editor::field::edit_actions(
        test.document(),
        Some(&value_at(&test, "alb-1", actions)),
        "answer 503 Back soon",
    );
    let changes = vec![
        Change::set(&"alb-1".into(), rule, serde_json::Value::Object(row)),
        Change::set(&"alb-1".into(), actions, all.unwrap()),
    ];
    test.request(Request::Apply { label: "Change a rule".to_owned(), changes });
    let after = value_at(&test, "alb-1", rule);
    assert_eq!(after["conditions"]["c1"]["values"][0], "tablet");
    assert_eq!(after["conditions"]["c1"]["httpHeaderName"], "X-Kind");
    assert_eq!(after["actions"]["a1"], before["actions"]["a1"], "who asks who somebody is stays");
    assert_eq!(after["actions"]["a2"]["targetGroupArn"], "tg-2");
    let by_default = value_at(&test, "alb-1", actions);
    assert_eq!(by_default["a2"]["authenticateOidcConfig"]["clientId"], "me");
    assert_eq!(by_default["a1"]["fixedResponseConfig"]["messageBody"], "Back soon");
    test.keys("mod+z");
    assert_eq!(value_at(&test, "alb-1", rule), before);
}
