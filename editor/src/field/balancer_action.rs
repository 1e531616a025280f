//! What a listener or a rule of a load balancer does, as one line: `forward targets-1 3, targets-2 1`,
//! `redirect HTTPS 443`, `answer 404 Not here`; and a rule: `10 path /api/* -> forward targets-2`.

use netyard_core::model::{
    Document, LoadBalancerAction, LoadBalancerRule, Resource, ResourceId, RuleCondition,
};
use netyard_core::ordered::Order;
use serde_json::{Map, Value, json};

use super::Row;

const ACTION: &str = "forward targets-1, redirect HTTPS 443 or answer 404 Not here";
const RULE: &str = "10 path /api/* -> forward targets-1";
/// The conditions that a line can hold, with their fields.
const CONDITIONS: &[(&str, &str)] = &[
    ("host", "host-header"),
    ("path", "path-pattern"),
    ("method", "http-request-method"),
    ("source", "source-ip"),
    ("query", "query-string"),
];

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

/// Reads an action.
///
/// # Errors
/// It is none of the three, names a group that is not drawn, or a weight or code that AWS does not take.
pub fn read_action(document: &Document, text: &str) -> Result<Value, String> {
    let text = text.trim();
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    match word.to_lowercase().as_str() {
        "forward" => read_forward(document, rest.trim()),
        "redirect" => read_redirect(rest.trim()),
        "answer" => read_answer(rest.trim()),
        _ => Err(format!("\"{text}\" is no action. Write {ACTION}.")),
    }
}

/// A target group by its name, with its weight if it has one.
fn read_tuple(document: &Document, part: &str) -> Result<(ResourceId, u32), String> {
    if let Some(id) = group_called(document, part) {
        return Ok((id, 1));
    }
    let weighted = part.rsplit_once(char::is_whitespace);
    let found = weighted.and_then(|(name, weight)| Some((group_called(document, name)?, weight)));
    let Some((id, weight)) = found else {
        return Err(format!("\"{part}\" is no target group of the drawing. Write its name."));
    };
    match weight.parse() {
        Ok(number) if number <= 999 => Ok((id, number)),
        _ => Err(format!("\"{weight}\" is no weight. Write a number from 0 to 999.")),
    }
}

fn read_forward(document: &Document, text: &str) -> Result<Value, String> {
    let mut tuples: Vec<(ResourceId, u32)> = Vec::new();
    for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let (id, weight) = read_tuple(document, part)?;
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
            let rows: Map<String, Value> = (1..)
                .zip(many)
                .map(|(number, (id, weight))| {
                    (format!("g{number}"), json!({"targetGroupArn": id.as_str(), "weight": weight}))
                })
                .collect();
            Ok(json!({"actionType": "forward", "targetGroups": rows}))
        }
    }
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

fn read_answer(text: &str) -> Result<Value, String> {
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
        config.insert("messageBody".to_owned(), json!(body.trim()));
    }
    Ok(json!({"actionType": "fixed-response", "fixedResponseConfig": config}))
}

/// A rule as a line. Conditions that a line has no word for are written by their field.
pub fn rule_text(document: &Document, rule: &LoadBalancerRule) -> String {
    let mut words = vec![rule.priority.map_or_else(|| "?".to_owned(), |priority| priority.to_string())];
    for condition in rule.conditions.values() {
        let field = condition.field.as_deref().unwrap_or("?");
        let word = CONDITIONS.iter().find(|(_, own)| *own == field).map_or(field, |(word, _)| *word);
        words.push(word.to_owned());
        words.extend(condition.http_header_name.clone());
        words.push(condition.values.join(", "));
    }
    let action = rule.actions.values().next_back();
    words.push("->".to_owned());
    words.push(action.map_or_else(|| "?".to_owned(), |action| action_text(document, action)));
    words.join(" ")
}

/// Reads a rule.
///
/// # Errors
/// The line has no priority, a condition that is not known, or no action.
pub fn read_rule(document: &Document, text: &str) -> Result<Row, String> {
    let Some((asked, action)) = text.split_once("->") else {
        return Err(format!("\"{text}\" is no rule. Write it as in {RULE}."));
    };
    let mut words = asked.split_whitespace();
    let priority = words.next().unwrap_or_default();
    let number = priority.parse::<u32>().ok().filter(|number| (1..=50_000).contains(number));
    let Some(number) = number else {
        return Err(format!("\"{priority}\" is no priority. Write a number from 1 to 50000."));
    };
    let mut conditions: Vec<RuleCondition> = Vec::new();
    for word in words {
        let known = CONDITIONS.iter().find(|(own, field)| *own == word || *field == word);
        match (known, conditions.last_mut()) {
            (Some((_, field)), _) => conditions
                .push(RuleCondition { field: Some((*field).to_owned()), ..RuleCondition::default() }),
            (None, Some(condition)) => condition
                .values
                .extend(word.split(',').filter(|part| !part.is_empty()).map(ToOwned::to_owned)),
            (None, None) => {
                return Err(format!(
                    "\"{word}\" is no condition. Write host, path, method, source or query."
                ));
            }
        }
    }
    if conditions.is_empty() {
        return Err(format!("The rule asks for nothing. Write it as in {RULE}."));
    }
    if let Some(empty) = conditions.iter().find(|condition| condition.values.is_empty()) {
        let field = empty.field.as_deref().unwrap_or_default();
        return Err(format!("What {field} asks for is missing. Write it as in {RULE}."));
    }
    let rows: Map<String, Value> = (1..)
        .zip(conditions)
        .map(|(number, condition)| {
            (format!("c{number}"), json!({"field": condition.field, "values": condition.values}))
        })
        .collect();
    let action = read_action(document, action)?;
    Ok(Row::from_iter([
        ("priority".to_owned(), json!(number)),
        ("conditions".to_owned(), Value::Object(rows)),
        ("actions".to_owned(), json!({"a1": action})),
    ]))
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

    #[test]
    fn rules_are_read_as_they_are_written() {
        let document = drawing();
        for line in [
            "10 path /api/*, /v2/* -> forward my api",
            "20 host shop.example.com path /old -> redirect HTTPS 443",
            "30 method GET, HEAD source 10.0.0.0/8 -> answer 403",
        ] {
            let read = read_rule(&document, line).unwrap_or_else(|reason| panic!("{line}: {reason}"));
            let rule: LoadBalancerRule = serde_json::from_value(Value::Object(read)).unwrap_or_default();
            assert_eq!(rule_text(&document, &rule), line);
        }
        for (line, reason) in [
            ("path /a -> forward app", "\"path\" is no priority. Write a number from 1 to 50000."),
            ("10 path /a", "\"10 path /a\" is no rule. Write it as in 10 path /api/* -> forward targets-1."),
            (
                "10 -> forward app",
                "The rule asks for nothing. Write it as in 10 path /api/* -> forward targets-1.",
            ),
            ("10 /a -> forward app", "\"/a\" is no condition. Write host, path, method, source or query."),
            (
                "10 host -> forward app",
                "What host-header asks for is missing. Write it as in 10 path /api/* -> forward targets-1.",
            ),
        ] {
            assert_eq!(read_rule(&document, line).err().as_deref(), Some(reason), "{line}");
        }
    }
}
