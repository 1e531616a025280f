//! A rule of a listener as one line: `10 path /api/* header X-Kind mobile -> forward targets-2`. What a line does not tell of
//! a rule, such as who is asked for a name before it forwards, stays as it is when the line is written anew.

use netyard_core::model::{Document, LoadBalancerRule, RowId, RuleCondition};
use serde_json::{Map, Value, json};

use super::Row;
use super::balancer_action::{action_text, deciding, edit_actions};

const RULE: &str = "10 path /api/* -> forward targets-1";
/// The conditions that a line has words for, with their fields.
const CONDITIONS: &[(&str, &str)] = &[
    ("host", "host-header"),
    ("path", "path-pattern"),
    ("method", "http-request-method"),
    ("source", "source-ip"),
    ("header", "http-header"),
    ("query", "query-string"),
];
const HEADER: &str = "http-header";

/// A rule as a line. Conditions that a line has no word for are written by their field.
pub fn rule_text(document: &Document, rule: &LoadBalancerRule) -> String {
    let mut words = vec![rule.priority.map_or_else(|| "?".to_owned(), |priority| priority.to_string())];
    words.extend(rule.conditions.values().map(condition_text));
    words.push("->".to_owned());
    let action = deciding(&rule.actions);
    words.push(action.map_or_else(|| "?".to_owned(), |(_, action)| action_text(document, action)));
    words.join(" ")
}

fn condition_text(condition: &RuleCondition) -> String {
    let field = condition.field.as_deref().unwrap_or("?");
    let word = CONDITIONS.iter().find(|(_, own)| *own == field).map_or(field, |(word, _)| *word);
    let mut words = vec![word.to_owned()];
    words.extend(condition.http_header_name.as_deref().map(quoted));
    if !condition.values.is_empty() {
        words.push(condition.values.iter().map(|value| quoted(value)).collect::<Vec<_>>().join(", "));
    }
    words.join(" ")
}

/// A value that would be read as something else stands in quotes.
fn quoted(value: &str) -> String {
    let is_word = CONDITIONS.iter().any(|(word, field)| *word == value || *field == value);
    let is_plain = |letter: char| !letter.is_whitespace() && !matches!(letter, ',' | '"' | '\\');
    if !is_word && !value.is_empty() && !value.contains("->") && value.chars().all(is_plain) {
        return value.to_owned();
    }
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A word of a line, and whether it stood in quotes.
struct Word {
    text: String,
    is_quoted: bool,
}

/// The words before the arrow, and what stands behind it; `None` without an arrow.
fn words_of(line: &str) -> Option<(Vec<Word>, &str)> {
    let mut words = Vec::new();
    let mut letters = line.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if letter.is_whitespace() || letter == ',' {
            continue;
        }
        let mut text = String::new();
        if letter == '"' {
            while let Some((_, letter)) = letters.next().filter(|(_, letter)| *letter != '"') {
                let escaped = (letter == '\\').then(|| letters.next()).flatten();
                text.push(escaped.map_or(letter, |(_, letter)| letter));
            }
            words.push(Word { text, is_quoted: true });
            continue;
        }
        text.push(letter);
        while !text.ends_with("->")
            && let Some((_, letter)) = letters.next_if(|(_, next)| !next.is_whitespace() && *next != ',')
        {
            text.push(letter);
        }
        if let Some(last) = text.strip_suffix("->") {
            if !last.is_empty() {
                words.push(Word { text: last.to_owned(), is_quoted: false });
            }
            return Some((words, line.get(at + text.len()..)?));
        }
        words.push(Word { text, is_quoted: false });
    }
    None
}

/// Reads a rule.
///
/// # Errors
/// The line has no priority, a condition that is not known, or no action.
pub fn read_rule(document: &Document, text: &str) -> Result<Row, String> {
    edit_rule(document, None, text)
}

/// Reads a rule that is written anew: conditions and actions that somebody did not touch stay as they were `before`.
///
/// # Errors
/// As in [`read_rule`].
pub fn edit_rule(document: &Document, before: Option<&Value>, text: &str) -> Result<Row, String> {
    let old: LoadBalancerRule =
        before.and_then(|value| serde_json::from_value(value.clone()).ok()).unwrap_or_default();
    let Some((words, action)) = words_of(text) else {
        return Err(format!("\"{text}\" is no rule. Write it as in {RULE}."));
    };
    let mut words = words.into_iter();
    let first = words.next().map(|word| word.text).unwrap_or_default();
    let mut row = Row::new();
    // One that nobody knows stays unknown.
    if first != "?" || old.priority.is_some() || before.is_none() {
        let number = first.parse::<u32>().ok().filter(|number| (1..=50_000).contains(number));
        let Some(number) = number else {
            return Err(format!("\"{first}\" is no priority. Write a number from 1 to 50000."));
        };
        row.insert("priority".to_owned(), json!(number));
    }
    let conditions = read_conditions(words, &old)?;
    row.insert("conditions".to_owned(), rows_of_conditions(&old, before, &conditions)?);
    let actions = before.and_then(|before| before.get("actions"));
    if actions.is_none() && before.is_some() && action.trim() == "?" {
        return Ok(row);
    }
    row.insert("actions".to_owned(), edit_actions(document, actions, action)?);
    Ok(row)
}

fn read_conditions(
    words: impl Iterator<Item = Word>,
    old: &LoadBalancerRule,
) -> Result<Vec<RuleCondition>, String> {
    let mut conditions: Vec<RuleCondition> = Vec::new();
    let mut wants_name = false;
    for word in words {
        let begun = if word.is_quoted { None } else { begun_by(&word.text, old) };
        match (begun, conditions.last_mut()) {
            (_, Some(condition)) if wants_name => {
                condition.http_header_name = Some(word.text);
                wants_name = false;
            }
            (Some(begun), _) => {
                wants_name = begun.field.as_deref() == Some(HEADER);
                conditions.push(begun);
            }
            (None, Some(condition)) => condition.values.push(word.text),
            (None, None) => {
                return Err(format!(
                    "\"{}\" is no condition. Write host, path, method, source, header or query.",
                    word.text
                ));
            }
        }
    }
    if wants_name {
        return Err("Which header? Write its name, as in header X-Forwarded-Proto https.".to_owned());
    }
    Ok(conditions)
}

/// The condition that a word begins, without what it asks for: those that a line has words for, and those that the rule has.
fn begun_by(word: &str, old: &LoadBalancerRule) -> Option<RuleCondition> {
    let of_field = |field: Option<String>| RuleCondition { field, ..RuleCondition::default() };
    if let Some((_, field)) = CONDITIONS.iter().find(|(own, field)| *own == word || *field == word) {
        return Some(of_field(Some((*field).to_owned())));
    }
    let mut own = old.conditions.values().map(|condition| &condition.field);
    own.find(|field| field.as_deref().unwrap_or("?") == word).cloned().map(of_field)
}

/// The rows of the conditions: those that are as they were keep their rows, those of a field that asks for something else
/// keep what a line does not tell.
fn rows_of_conditions(
    old: &LoadBalancerRule,
    before: Option<&Value>,
    conditions: &[RuleCondition],
) -> Result<Value, String> {
    let written = before.and_then(|before| before.get("conditions")).and_then(Value::as_object);
    let mut left: Vec<(&RowId, &RuleCondition)> = old.conditions.iter().collect();
    if conditions.is_empty() && left.is_empty() && before.is_some() {
        return Ok(json!({}));
    }
    if conditions.is_empty() {
        return Err(format!("The rule asks for nothing. Write it as in {RULE}."));
    }
    let mut rows: Vec<Option<String>> = vec![None; conditions.len()];
    let is_same = |one: &RuleCondition, other: &RuleCondition| {
        one.field == other.field
            && one.values == other.values
            && one.http_header_name == other.http_header_name
    };
    let is_like = |one: &RuleCondition, other: &RuleCondition| one.field == other.field;
    for fits in [&is_same as &dyn Fn(&RuleCondition, &RuleCondition) -> bool, &is_like] {
        for (row, condition) in rows.iter_mut().zip(conditions).filter(|(row, _)| row.is_none()) {
            if let Some(at) = left.iter().position(|(_, own)| fits(own, condition)) {
                *row = Some(left.remove(at).0.to_string());
            }
        }
    }
    let mut all = Map::new();
    for (row, condition) in rows.into_iter().zip(conditions) {
        let was = row.as_ref().and_then(|row| old.conditions.get(row.as_str()));
        let is_kept = was.is_some_and(|was| is_same(was, condition));
        if condition.values.is_empty() && !is_kept {
            let field = condition.field.as_deref().unwrap_or_default();
            return Err(format!("What {field} asks for is missing. Write it as in {RULE}."));
        }
        let mut value =
            row.as_ref().and_then(|row| written?.get(row)?.as_object().cloned()).unwrap_or_default();
        if !is_kept {
            value.insert("field".to_owned(), json!(condition.field));
            value.insert("values".to_owned(), json!(condition.values));
            if let Some(name) = &condition.http_header_name {
                value.insert("httpHeaderName".to_owned(), json!(name));
            }
        }
        let row = row.unwrap_or_else(|| {
            let is_free = |row: &String| !all.contains_key(row) && !old.conditions.contains_key(row.as_str());
            (1..=999).map(|number| format!("c{number}")).find(is_free).unwrap_or_else(|| "c0".to_owned())
        });
        all.insert(row, Value::Object(value));
    }
    Ok(Value::Object(all))
}

#[cfg(test)]
mod tests {
    use super::*;
    use netyard_core::model::{ResourceId, TargetGroup};

    fn drawing() -> Document {
        let mut document = Document::default();
        for (id, name) in [("tg-1", "app"), ("tg-2", "my api"), ("tg-3", "app")] {
            let group = TargetGroup { name: Some(name.to_owned()), ..TargetGroup::default() };
            document.resources.insert(ResourceId::new(id), std::sync::Arc::new(group.into()));
        }
        document
    }

    fn rule_of(value: &Value) -> LoadBalancerRule {
        serde_json::from_value(value.clone()).unwrap_or_default()
    }

    /// The rule after its line is written anew, as the inspector does it: fields that a line does not tell stay.
    fn written(before: &Value, line: &str) -> Value {
        let read =
            edit_rule(&drawing(), Some(before), line).unwrap_or_else(|reason| panic!("{line}: {reason}"));
        let mut all = before.as_object().cloned().unwrap_or_default();
        all.extend(read);
        Value::Object(all)
    }

    #[test]
    fn rules_are_read_as_they_are_written() {
        let document = drawing();
        for line in [
            "10 path /api/*, /v2/* -> forward my api",
            "20 host shop.example.com path /old -> redirect HTTPS 443",
            "30 method GET, HEAD source 10.0.0.0/8 -> answer 403",
            "40 header X-Forwarded-Proto https -> forward my api",
            "50 header User-Agent \"Mozilla/5.0 (X11; *)\", \"a, b\" query version=2 -> forward my api",
            "60 header \"path\" \"path\", \"say \\\"hi\\\"\" path /a -> answer 404",
            "70 path \"/a->b\" -> answer 404",
        ] {
            let read = read_rule(&document, line).unwrap_or_else(|reason| panic!("{line}: {reason}"));
            let rule = rule_of(&Value::Object(read));
            let text = rule_text(&document, &rule);
            assert_eq!(text, line);
            let again = read_rule(&document, &text).unwrap_or_default();
            assert_eq!(rule_of(&Value::Object(again)), rule, "{line}");
        }
        let header = read_rule(&document, "40 header X-Kind a, b -> answer 404").unwrap_or_default();
        assert_eq!(
            header.get("conditions"),
            Some(&json!({"c1": {"field": "http-header", "httpHeaderName": "X-Kind", "values": ["a", "b"]}}))
        );
        for (line, reason) in [
            ("path /a -> forward app", "\"path\" is no priority. Write a number from 1 to 50000."),
            ("10 path /a", "\"10 path /a\" is no rule. Write it as in 10 path /api/* -> forward targets-1."),
            (
                "10 -> forward app",
                "The rule asks for nothing. Write it as in 10 path /api/* -> forward targets-1.",
            ),
            (
                "10 /a -> forward app",
                "\"/a\" is no condition. Write host, path, method, source, header or query.",
            ),
            (
                "10 host -> forward app",
                "What host-header asks for is missing. Write it as in 10 path /api/* -> forward targets-1.",
            ),
            (
                "10 header -> forward app",
                "Which header? Write its name, as in header X-Forwarded-Proto https.",
            ),
            (
                "10 header X-Kind -> forward app",
                "What http-header asks for is missing. Write it as in 10 path /api/* -> forward targets-1.",
            ),
        ] {
            assert_eq!(read_rule(&document, line).err().as_deref(), Some(reason), "{line}");
        }
    }

    /// A rule with everything that a line does not tell.
    fn full() -> Value {
        json!({
            "ruleArn": "arn:rule/1", "priority": 10,
            "conditions": {
                "b1": {"field": "path-pattern", "values": ["/a"], "regexValues": ["^/x"]},
                "b2": {"field": "http-header", "httpHeaderName": "X-Kind", "values": ["a b", "c"]},
                "b3": {"field": "some-new-field", "values": ["one"], "mode": "strict"},
            },
            "actions": {
                "k2": {"actionType": "authenticate-oidc", "order": 1, "authenticateOidcConfig": {"clientId": "me"}},
                "k1": {
                    "actionType": "forward", "order": 2,
                    "targetGroups": {
                        "w1": {"targetGroupArn": "tg-3", "weight": 3, "note": "blue"},
                        "w2": {"targetGroupArn": "tg-2", "weight": 1},
                    },
                    "targetGroupStickinessConfig": {"enabled": true, "durationSeconds": 60},
                },
            },
        })
    }

    #[test]
    fn a_line_that_is_written_as_it_stood_changes_nothing() {
        let line = rule_text(&drawing(), &rule_of(&full()));
        assert_eq!(line, "10 path /a header X-Kind \"a b\", c some-new-field one -> forward app 3, my api 1");
        assert_eq!(written(&full(), &line), full());
    }

    #[test]
    fn what_somebody_did_not_touch_stays() {
        let with = |alter: &dyn Fn(&mut Value)| {
            let mut value = full();
            alter(&mut value);
            value
        };
        let rest = "path /a header X-Kind \"a b\", c some-new-field one";
        for (line, after) in [
            // Another priority.
            (format!("20 {rest} -> forward app 3, my api 1"), with(&|rule| rule["priority"] = json!(20))),
            // Another path: its regular expressions stay.
            (
                "10 path /b header X-Kind \"a b\", c some-new-field one -> forward app 3, my api 1"
                    .to_owned(),
                with(&|rule| rule["conditions"]["b1"]["values"] = json!(["/b"])),
            ),
            // Another header: whoever asks who somebody is stays, too.
            (
                "10 path /a header X-Sort c some-new-field one -> forward app 3, my api 1".to_owned(),
                with(&|rule| {
                    rule["conditions"]["b2"]["httpHeaderName"] = json!("X-Sort");
                    rule["conditions"]["b2"]["values"] = json!(["c"]);
                }),
            ),
            // One condition less, one more.
            (
                "10 path /a some-new-field one method GET -> forward app 3, my api 1".to_owned(),
                with(&|rule| {
                    rule["conditions"].as_object_mut().map(|all| all.remove("b2"));
                    rule["conditions"]["c1"] = json!({"field": "http-request-method", "values": ["GET"]});
                }),
            ),
            // Other weights: stickiness, rows and which of two groups of one name is meant stay.
            (
                format!("10 {rest} -> forward app 5, my api 1"),
                with(&|rule| rule["actions"]["k1"]["targetGroups"]["w1"]["weight"] = json!(5)),
            ),
            // Another action: it still comes after the question who somebody is.
            (
                format!("10 {rest} -> answer 404"),
                with(&|rule| {
                    rule["actions"]["k1"] = json!({
                        "actionType": "fixed-response", "order": 2, "fixedResponseConfig": {"statusCode": "404"},
                    });
                }),
            ),
        ] {
            assert_eq!(written(&full(), &line), after, "{line}");
        }
    }

    #[test]
    fn bodies_redirects_and_what_nobody_knows_stay() {
        let answer = json!({
            "priority": 1, "conditions": {"c1": {"field": "path-pattern", "values": ["/a"]}},
            "actions": {"a1": {"actionType": "fixed-response", "fixedResponseConfig": {
                "statusCode": "503", "contentType": "text/html", "messageBody": "<p>Back\n soon</p>"}}},
        });
        let mut after = answer.clone();
        after["actions"]["a1"]["fixedResponseConfig"]["statusCode"] = json!("404");
        assert_eq!(written(&answer, "1 path /a -> answer 404 <p>Back soon</p>"), after);
        // Without a body the type of it stays, as nobody touched it.
        let redirect = json!({
            "conditions": {"c1": {"field": "path-pattern", "regexValues": ["^/a"]}},
            "actions": {"a1": {"actionType": "redirect", "redirectConfig": {"port": "443", "statusCode": "HTTP_302", "new": 1}}},
        });
        let line = rule_text(&drawing(), &rule_of(&redirect));
        assert_eq!(line, "? path -> redirect 443 302");
        assert_eq!(written(&redirect, &line), redirect);
        let mut after = redirect.clone();
        after["actions"]["a1"]["redirectConfig"]["port"] = json!("8443");
        assert_eq!(written(&redirect, "? path -> redirect 8443 302"), after);
        after["priority"] = json!(7);
        assert_eq!(written(&redirect, "7 path -> redirect 8443 302"), after);
    }

    #[test]
    fn an_action_that_decides_comes_behind_one_that_asks() {
        let asks = json!({"a1": {"actionType": "authenticate-cognito", "x": 1}});
        let after = edit_actions(&drawing(), Some(&asks), "forward my api").unwrap_or_default();
        assert_eq!(
            after,
            json!({"a1": {"actionType": "authenticate-cognito", "x": 1}, "a2": {"actionType": "forward", "targetGroupArn": "tg-2"}})
        );
        assert_eq!(edit_actions(&drawing(), Some(&asks), "authenticate-cognito"), Ok(asks));
    }
}
