//! What a listener or a rule of a load balancer does, as one line: `forward targets-1 3, targets-2 1`,
//! `redirect HTTPS 443`, `answer 404 Not here`. What a line does not tell of an action stays as it is when the line is
//! written anew.

use netyard_core::model::{Document, LoadBalancerAction, Resource, ResourceId, RowId};
use netyard_core::ordered::Order;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

const ACTION: &str = "forward targets-1, redirect HTTPS 443 or answer 404 Not here";

/// An action as a line.
pub fn action_text(document: &Document, action: &LoadBalancerAction) -> String {
    match action.action_type.as_deref() {
        Some("redirect") => redirect_text(action),
        Some("fixed-response") => {
            let own = action.fixed_response_config.clone().unwrap_or_default();
            let body = own.message_body.map(|body| format!(" {body}")).unwrap_or_default();
            format!("answer {}{body}", own.status_code.unwrap_or_default())
        }
        Some(other) if other != "forward" => other.to_owned(),
        _ => {
            let all = action.forwards();
            let is_one = all.len() == 1;
            let words = all.iter().map(|(id, weight)| {
                let name = document.display_name(id.as_str());
                if is_one { name.to_owned() } else { format!("{name} {weight}") }
            });
            format!("forward {}", words.collect::<Vec<_>>().join(", "))
        }
    }
}

fn redirect_text(action: &LoadBalancerAction) -> String {
    let own = action.redirect_config.clone().unwrap_or_default();
    let mut words = vec!["redirect".to_owned()];
    words.extend(own.protocol);
    words.extend(own.port);
    words.extend(own.host.map(|host| format!("host {host}")));
    words.extend(own.path.map(|path| format!("path {path}")));
    words.extend(own.query.map(|query| format!("query {query}")));
    // 301 is what most people mean.
    words.extend(own.status_code.filter(|code| code != "HTTP_301").map(|code| code.replace("HTTP_", "")));
    words.join(" ")
}

/// The action of a list that decides: what comes before it asks who somebody is.
pub fn deciding(actions: &BTreeMap<RowId, LoadBalancerAction>) -> Option<(&RowId, &LoadBalancerAction)> {
    let decides = |action: &LoadBalancerAction| {
        matches!(action.action_type.as_deref(), None | Some("forward" | "redirect" | "fixed-response"))
    };
    actions.iter().find(|(_, action)| decides(action)).or_else(|| actions.iter().next())
}

/// The list of actions with another one that decides; what comes before it stays.
///
/// # Errors
/// As in [`read_action`].
pub fn edit_actions(document: &Document, before: Option<&Value>, text: &str) -> Result<Value, String> {
    let old: BTreeMap<RowId, LoadBalancerAction> =
        before.and_then(|value| serde_json::from_value(value.clone()).ok()).unwrap_or_default();
    let mut all = before.and_then(Value::as_object).cloned().unwrap_or_default();
    let own = deciding(&old).map(|(row, action)| (row.to_string(), action_text(document, action)));
    // Where nothing but a question who somebody is stands there, what is written comes behind it.
    let asks = |row: &str| {
        let kind = old.get(row).and_then(|action| action.action_type.as_deref());
        kind.is_some_and(|kind| kind.starts_with("authenticate"))
    };
    let row = match own {
        Some((row, was)) if !asks(&row) || was == text.trim() => row,
        _ => {
            let mut rows = (1..=999).map(|number| format!("a{number}"));
            let is_behind = |row: &String| all.keys().all(|own| own < row);
            rows.find(is_behind).unwrap_or_else(|| "z1".to_owned())
        }
    };
    let action = edit_action(document, all.get(&row), text)?;
    all.insert(row, action);
    Ok(Value::Object(all))
}

/// Reads an action.
///
/// # Errors
/// It is none of the three, names a group that is not drawn, or a weight or code that AWS does not take.
pub fn read_action(document: &Document, text: &str) -> Result<Value, String> {
    edit_action(document, None, text)
}

/// Reads an action that is written anew: what its line does not tell stays as it was `before`, such as stickiness and the
/// type of a body.
///
/// # Errors
/// As in [`read_action`].
pub fn edit_action(document: &Document, before: Option<&Value>, text: &str) -> Result<Value, String> {
    let text = text.trim();
    let old: LoadBalancerAction =
        before.and_then(|value| serde_json::from_value(value.clone()).ok()).unwrap_or_default();
    if let Some(before) = before.filter(|_| action_text(document, &old).trim() == text) {
        return Ok(before.clone());
    }
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let rest = rest.trim();
    let read = match word.to_lowercase().as_str() {
        "forward" => read_forward(document, &old, rest),
        "redirect" => read_redirect(rest),
        "answer" => read_answer(&old, rest),
        _ => Err(format!("\"{text}\" is no action. Write {ACTION}.")),
    }?;
    Ok(kept(before, &read))
}

/// The action with what its line does not tell. Another kind of action keeps its place among the others only.
fn kept(before: Option<&Value>, read: &Value) -> Value {
    let (Some(before), Some(read)) = (before.and_then(Value::as_object), read.as_object()) else {
        return read.clone();
    };
    let kind = |of: &Map<String, Value>| of.get("actionType").and_then(Value::as_str).map(ToOwned::to_owned);
    let is_same = kind(before).unwrap_or_else(|| "forward".to_owned()) == kind(read).unwrap_or_default();
    let mut all = before.clone();
    all.retain(|field, _| if is_same { !TOLD.contains(&field.as_str()) } else { field == "order" });
    for (field, value) in read {
        let old = before.get(field).filter(|_| is_same).and_then(Value::as_object);
        let value = match (field.as_str(), old, value.as_object()) {
            ("redirectConfig", Some(old), Some(new)) => merged(old, new, REDIRECT_TOLD),
            ("fixedResponseConfig", Some(old), Some(new)) => merged(old, new, ANSWER_TOLD),
            _ => value.clone(),
        };
        all.insert(field.clone(), value);
    }
    Value::Object(all)
}

/// The fields of an action that its line tells, and of what is in it.
const TOLD: &[&str] =
    &["actionType", "targetGroupArn", "targetGroups", "redirectConfig", "fixedResponseConfig"];
const REDIRECT_TOLD: &[&str] = &["protocol", "port", "host", "path", "query", "statusCode"];
const ANSWER_TOLD: &[&str] = &["statusCode", "messageBody"];

/// What was written now, and what the line does not tell of what was there.
fn merged(old: &Map<String, Value>, new: &Map<String, Value>, told: &[&str]) -> Value {
    let mut all = old.clone();
    all.retain(|field, _| !told.contains(&field.as_str()));
    for (field, value) in new {
        // The type of a body is nothing that somebody wrote.
        if told.contains(&field.as_str()) || !all.contains_key(field) {
            all.insert(field.clone(), value.clone());
        }
    }
    Value::Object(all)
}

/// A target group by its name, with its weight if it has one.
///
/// Of groups with one name the one that is there already is meant.
fn read_tuple(
    document: &Document,
    old: &LoadBalancerAction,
    taken: &[(ResourceId, u32)],
    part: &str,
) -> Result<(ResourceId, u32), String> {
    let called = |name: &str| {
        let is_called = |(id, _): &(&ResourceId, u32)| {
            let name = name.trim();
            id.as_str() == name || document.display_name(id.as_str()) == name
        };
        let is_free = |(id, _): &(&ResourceId, u32)| !taken.iter().any(|(other, _)| other == *id);
        let own = old.forwards().into_iter().filter(is_called).find(is_free);
        own.map(|(id, _)| id.clone()).or_else(|| group_called(document, name))
    };
    if let Some(id) = called(part) {
        return Ok((id, 1));
    }
    let weighted = part.rsplit_once(char::is_whitespace);
    let found = weighted.and_then(|(name, weight)| Some((called(name)?, weight)));
    let Some((id, weight)) = found else {
        return Err(format!("\"{part}\" is no target group of the drawing. Write its name."));
    };
    match weight.parse() {
        Ok(number) if number <= 999 => Ok((id, number)),
        _ => Err(format!("\"{weight}\" is no weight. Write a number from 0 to 999.")),
    }
}

fn read_forward(document: &Document, old: &LoadBalancerAction, text: &str) -> Result<Value, String> {
    let mut tuples: Vec<(ResourceId, u32)> = Vec::new();
    for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let (id, weight) = read_tuple(document, old, &tuples, part)?;
        if tuples.iter().any(|(other, _)| *other == id) {
            return Err(format!(
                "{} stands twice. Name each group once.",
                document.display_name(id.as_str())
            ));
        }
        tuples.push((id, weight));
    }
    match tuples.as_slice() {
        [] => Err("Forward to whom? Write the name of a target group.".to_owned()),
        [(id, _)] => Ok(json!({"actionType": "forward", "targetGroupArn": id.as_str()})),
        many if many.len() > 5 => {
            Err("AWS forwards to five target groups at most (R-ALB-15). Name fewer.".to_owned())
        }
        many => {
            let mut rows = Map::new();
            for (id, weight) in many {
                let (row, mut tuple) = row_of_group(old, &rows, id);
                tuple.insert("targetGroupArn".to_owned(), json!(id.as_str()));
                tuple.insert("weight".to_owned(), json!(weight));
                rows.insert(row, Value::Object(tuple));
            }
            Ok(json!({"actionType": "forward", "targetGroups": rows}))
        }
    }
}

/// The row of a group in a forward, with what it holds: its own, or a new one.
fn row_of_group(
    old: &LoadBalancerAction,
    taken: &Map<String, Value>,
    id: &ResourceId,
) -> (String, Map<String, Value>) {
    let own = old.target_groups.iter().find(|(_, tuple)| tuple.target_group_arn.as_ref() == Some(id));
    if let Some((row, tuple)) = own {
        let extra = tuple.extra.iter().map(|(field, value)| (field.clone(), value.clone()));
        return (row.to_string(), extra.collect());
    }
    let is_free = |row: &String| !taken.contains_key(row) && !old.target_groups.contains_key(row.as_str());
    let mut rows = (1..=999).map(|number| format!("g{number}"));
    (rows.find(is_free).unwrap_or_else(|| "g0".to_owned()), Map::new())
}

/// A target group by its name or id.
fn group_called(document: &Document, text: &str) -> Option<ResourceId> {
    let text = text.trim();
    let mut groups = document
        .resources
        .iter()
        .filter(|(_, resource)| matches!(resource.as_ref(), Resource::TargetGroup(_)));
    let found = groups.find(|(id, resource)| id.as_str() == text || resource.name() == Some(text));
    found.map(|(id, _)| id.clone())
}

fn read_redirect(text: &str) -> Result<Value, String> {
    let mut config = Map::new();
    let mut words = text.split_whitespace();
    let mut code = "HTTP_301";
    while let Some(word) = words.next() {
        match word.to_lowercase().as_str() {
            "http" | "https" => {
                config.insert("protocol".to_owned(), json!(word.to_uppercase()));
            }
            "301" if config.contains_key("port") || config.contains_key("path") => code = "HTTP_301",
            "302" if config.contains_key("port") || config.contains_key("path") => code = "HTTP_302",
            field @ ("host" | "path" | "query") => {
                let Some(to) = words.next() else {
                    return Err(format!(
                        "The {field} to redirect to is missing. Write it after \"{field}\"."
                    ));
                };
                config.insert(field.to_owned(), json!(to));
            }
            port if port == "#{port}" || port.parse::<u16>().is_ok_and(|port| port > 0) => {
                config.insert("port".to_owned(), json!(port));
            }
            other => {
                return Err(format!(
                    "\"{other}\" is nothing to redirect to. Write as in redirect HTTPS 443 path /new 302."
                ));
            }
        }
    }
    if config.is_empty() {
        return Err(
            "Redirect where? AWS asks for something that changes, as in redirect HTTPS 443.".to_owned()
        );
    }
    config.insert("statusCode".to_owned(), json!(code));
    Ok(json!({"actionType": "redirect", "redirectConfig": config}))
}

fn read_answer(old: &LoadBalancerAction, text: &str) -> Result<Value, String> {
    let (code, body) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let is_taken = code.len() == 3 && matches!(code.chars().next(), Some('2' | '4' | '5'));
    if !is_taken || code.parse::<u16>().is_err() {
        return Err(format!(
            "\"{code}\" is no answer of AWS. Write a status of 2, 4 or 5 hundred, as in answer 404."
        ));
    }
    let mut config = Map::from_iter([("statusCode".to_owned(), json!(code))]);
    if !body.trim().is_empty() {
        config.insert("contentType".to_owned(), json!("text/plain"));
        // A body of several lines is one in a field.
        let was = old.fixed_response_config.as_ref().and_then(|own| own.message_body.as_deref());
        let is_same = |was: &&str| was.split_whitespace().eq(body.split_whitespace());
        config.insert("messageBody".to_owned(), json!(was.filter(is_same).unwrap_or(body.trim())));
    }
    Ok(json!({"actionType": "fixed-response", "fixedResponseConfig": config}))
}

/// The target groups of the drawing that a balancer of that VPC may forward to, by name.
pub fn target_groups<'a>(document: &'a Document, vpc: Option<&ResourceId>) -> Vec<(&'a ResourceId, &'a str)> {
    let own = document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::TargetGroup(group)
            if vpc.is_none() || group.vpc_id.is_none() || group.vpc_id.as_ref() == vpc =>
        {
            Some((id, document.display_name(id.as_str())))
        }
        _ => None,
    });
    let mut own: Vec<_> = own.collect();
    own.order_by_key(|(id, name)| (*name, *id));
    own
}

#[cfg(test)]
mod tests {
    use super::*;
    use netyard_core::model::TargetGroup;

    fn drawing() -> Document {
        let mut document = Document::default();
        for (id, name) in [("tg-1", "app"), ("tg-2", "my api")] {
            let group = TargetGroup { name: Some(name.to_owned()), ..TargetGroup::default() };
            document.resources.insert(ResourceId::new(id), std::sync::Arc::new(group.into()));
        }
        document
    }

    #[test]
    fn actions_are_read_as_they_are_written() {
        let document = drawing();
        for line in [
            "forward app",
            "forward app 3, my api 1",
            "forward app 0, my api 999",
            "redirect HTTPS 443",
            "redirect HTTPS 443 302",
            "redirect HTTPS 443 host www.example.com path /new 302",
            "answer 404",
            "answer 503 Back soon",
        ] {
            let read = read_action(&document, line).unwrap_or_else(|reason| panic!("{line}: {reason}"));
            let action: LoadBalancerAction = serde_json::from_value(read).unwrap_or_default();
            assert_eq!(action_text(&document, &action), line);
        }
    }

    #[test]
    fn what_is_no_action_says_what_to_write() {
        let document = drawing();
        for (line, reason) in [
            (
                "drop",
                "\"drop\" is no action. Write forward targets-1, redirect HTTPS 443 or answer 404 Not here.",
            ),
            ("forward", "Forward to whom? Write the name of a target group."),
            ("forward web", "\"web\" is no target group of the drawing. Write its name."),
            ("forward app 1000", "\"1000\" is no weight. Write a number from 0 to 999."),
            ("forward app, tg-1", "app stands twice. Name each group once."),
            ("redirect", "Redirect where? AWS asks for something that changes, as in redirect HTTPS 443."),
            (
                "redirect 70000",
                "\"70000\" is nothing to redirect to. Write as in redirect HTTPS 443 path /new 302.",
            ),
            (
                "answer 301",
                "\"301\" is no answer of AWS. Write a status of 2, 4 or 5 hundred, as in answer 404.",
            ),
        ] {
            assert_eq!(read_action(&document, line).err().as_deref(), Some(reason), "{line}");
        }
    }
}
