//! Policies of endpoints (R-GWE-8): what a request may be of which VPC, endpoint and address are known, and who asks for what
//! is not.

use super::facts::Facts;
use super::network_firewalls::Truth;
use super::opinion::Reason;
use super::walk::{Packet, stop};
use crate::random_network::Dice;
use netyard_core::net::Protocol;
use serde_json::{Value, json};
use std::net::IpAddr;

/// A policy at random, of up to three statements about one endpoint.
pub(crate) fn random(dice: &mut Dice, vpc: &str, endpoint: &str) -> Value {
    let mut statements = Vec::new();
    for _ in 0..=dice.below(3) {
        let effect = dice.pick(&["Allow", "Allow", "Deny"]);
        let mut one = json!({"Effect": effect, "Principal": "*", "Action": "*", "Resource": "*"});
        match dice.below(8) {
            0 => one["Action"] = json!([dice.pick(&["s3:*", "sqs:*", "dynamodb:*", "sqs:SendMessage"])]),
            1 => {
                one["Resource"] =
                    json!(dice.pick(&["arn:aws:s3:::*", "arn:aws:sqs:*:*:*", "arn:aws:s3:::logs/*"]));
            }
            2 => one["Principal"] = json!({"AWS": dice.pick(&["*", "111122223333"])}),
            _ => {}
        }
        if dice.one_in(2) {
            one["Condition"] = condition(dice, vpc, endpoint);
        }
        statements.push(one);
    }
    let policy = json!({"Version": "2012-10-17", "Statement": statements});
    if dice.one_in(4) { json!(policy.to_string()) } else { policy }
}

fn condition(dice: &mut Dice, vpc: &str, endpoint: &str) -> Value {
    let text = dice.pick(&[
        "StringEquals",
        "StringNotEquals",
        "StringLike",
        "StringNotLike",
        "StringEqualsIfExists",
    ]);
    let address = dice.pick(&["IpAddress", "NotIpAddress"]);
    let blocks = ["10.0.0.0/8", "10.0.0.0/16", "10.1.0.0/16", "10.0.1.0/24", "192.168.0.0/16"];
    let (operator, key, value) = match dice.below(6) {
        0 | 1 => (text, "aws:SourceVpc", json!([dice.pick(&[vpc, "vpc-9", "vpc-*"])])),
        2 => (text, "aws:sourceVpce", json!(dice.pick(&[endpoint, "vpce-9", "vpce-?"]))),
        3 | 4 => (address, "aws:VpcSourceIp", json!([dice.pick(&blocks), dice.pick(&blocks)])),
        _ => match dice.below(3) {
            0 => (address, "aws:SourceIp", json!("203.0.113.0/24")),
            1 => ("Null", "aws:SourceVpce", json!(dice.pick(&["true", "false"]))),
            _ => (text, "aws:PrincipalOrgID", json!("o-1")),
        },
    };
    json!({operator: {key: value}})
}

/// Asks the policy of an endpoint of a service of AWS about a request.
pub(crate) fn ask(facts: &Facts, id: &str, packet: &Packet) -> Result<(), (Reason, String)> {
    let Some(endpoint) = facts.document.vpc_endpoint(id) else { return Ok(()) };
    let name = endpoint.service_name.clone().unwrap_or_default();
    let is_of_aws = name.starts_with("com.amazonaws.") && !name.contains(".vpce.");
    let Some(policy) = endpoint.policy_document.as_ref().filter(|_| is_of_aws) else { return Ok(()) };
    if packet.protocol != Protocol::Tcp {
        return Ok(());
    }
    let request = Request {
        service: name.rsplit('.').next().unwrap_or_default().to_owned(),
        endpoint: id.to_owned(),
        vpc: endpoint.vpc_id.as_ref().map(ToString::to_string),
        source: packet.from,
    };
    match is_allowed(policy, &request) {
        Truth::Yes => Ok(()),
        Truth::No => stop(Reason::Policy, id),
        Truth::Perhaps => stop(Reason::Unclear, id),
    }
}

struct Request {
    service: String,
    endpoint: String,
    vpc: Option<String>,
    source: IpAddr,
}

/// What a deny takes is refused, and so is what nothing allows.
fn is_allowed(policy: &Value, request: &Request) -> Truth {
    let parsed: Value;
    let policy = match policy.as_str() {
        Some(text) => match serde_json::from_str(text) {
            Ok(value) => {
                parsed = value;
                &parsed
            }
            Err(_) => return Truth::Perhaps,
        },
        None => policy,
    };
    let statements = match &policy["Statement"] {
        Value::Array(all) => all.clone(),
        Value::Object(one) => vec![Value::Object(one.clone())],
        _ => return Truth::Perhaps,
    };
    if !statements.iter().all(is_readable) {
        return Truth::Perhaps;
    }
    let about = |effect: &str| {
        let all = statements.iter().filter(|one| one["Effect"] == effect);
        all.map(|one| is_about(one, request)).max().unwrap_or(Truth::No)
    };
    match (about("Deny"), about("Allow")) {
        (Truth::Yes, _) | (_, Truth::No) => Truth::No,
        (Truth::No, allowed) => allowed,
        (Truth::Perhaps, _) => Truth::Perhaps,
    }
}

/// Whether AWS would take such a statement.
fn is_readable(statement: &Value) -> bool {
    let has_one = |one: &str, other: &str| statement.get(one).is_some() != statement.get(other).is_some();
    let is_effect = statement["Effect"] == "Allow" || statement["Effect"] == "Deny";
    let has_principal = statement.get("Principal").is_some() || statement.get("NotPrincipal").is_some();
    is_effect && has_principal && has_one("Action", "NotAction") && has_one("Resource", "NotResource")
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(all) => all.iter().flat_map(texts).collect(),
        Value::String(text) => vec![text.clone()],
        other => vec![other.to_string()],
    }
}

fn is_about(statement: &Value, request: &Request) -> Truth {
    let principal = &statement["Principal"];
    let is_all = |value: &Value| texts(value).iter().any(|text| text == "*");
    let is_everybody = is_all(principal) || is_all(&principal["AWS"]);
    let mut about = if is_everybody { Truth::Yes } else { Truth::Perhaps };
    for (key, exception, reach) in [
        ("Action", "NotAction", action as fn(&str, &str) -> Truth),
        ("Resource", "NotResource", resource as fn(&str, &str) -> Truth),
    ] {
        let is_named = |value: &Value| {
            texts(value).iter().map(|pattern| reach(pattern, &request.service)).max().unwrap_or(Truth::No)
        };
        about = about.min(match (statement.get(key), statement.get(exception)) {
            (Some(named), _) => is_named(named),
            (None, Some(spared)) => is_named(spared).not(),
            (None, None) => Truth::Perhaps,
        });
    }
    for (operator, keys) in statement["Condition"].as_object().into_iter().flatten() {
        for (key, values) in keys.as_object().into_iter().flatten() {
            about = about.min(holds(operator, key, &texts(values), request));
        }
    }
    about
}

/// Services whose actions begin with the name that their endpoints have.
const ALIKE: &[&str] = &["s3", "dynamodb", "sqs", "sns", "kms", "ssm", "logs", "sts"];

/// Whether every action of the service is meant: all, some, none.
fn action(pattern: &str, service: &str) -> Truth {
    if pattern == "*" {
        return Truth::Yes;
    }
    match pattern.to_lowercase().split_once(':') {
        Some((named, rest)) if ALIKE.contains(&service) && !named.contains(['*', '?']) => {
            if named != service {
                Truth::No
            } else if rest == "*" {
                Truth::Yes
            } else {
                Truth::Perhaps
            }
        }
        _ => Truth::Perhaps,
    }
}

/// Whether every resource of the service is meant.
fn resource(pattern: &str, service: &str) -> Truth {
    let parts: Vec<&str> = pattern.splitn(6, ':').collect();
    match parts.as_slice() {
        ["*"] => Truth::Yes,
        ["arn", _, named, region, account, rest]
            if ALIKE.contains(&service) && !named.contains(['*', '?']) =>
        {
            let is_open = |part: &str| part.is_empty() || part == "*";
            if *named != service {
                Truth::No
            } else if is_open(region) && is_open(account) && *rest == "*" {
                Truth::Yes
            } else {
                Truth::Perhaps
            }
        }
        _ => Truth::Perhaps,
    }
}

fn holds(operator: &str, key: &str, values: &[String], request: &Request) -> Truth {
    let (operator, if_exists) = match operator.strip_suffix("IfExists") {
        Some(operator) => (operator, true),
        None => (operator, false),
    };
    let is_text = operator.starts_with("String");
    let is_address = matches!(operator, "IpAddress" | "NotIpAddress");
    let is_negative = operator.contains("Not");
    let has = match key.to_lowercase().as_str() {
        // By an endpoint nobody sees a public address.
        "aws:sourceip" if operator == "Null" => return values.iter().any(|value| value == "true").into(),
        "aws:sourceip" if is_text || is_address => return (is_negative || if_exists).into(),
        "aws:sourcevpc" | "aws:sourcevpce" | "aws:vpcsourceip" if operator == "Null" => {
            return values.iter().any(|value| value == "false").into();
        }
        "aws:sourcevpc" if is_text => request.vpc.clone(),
        "aws:sourcevpce" if is_text => Some(request.endpoint.clone()),
        "aws:vpcsourceip" if is_address => {
            let is_in = |value: &String| {
                let net: Option<ipnet::IpNet> = value.parse().ok();
                let single = value.parse::<IpAddr>().ok().map(ipnet::IpNet::from);
                net.or(single).map_or(Truth::Perhaps, |net| net.trunc().contains(&request.source).into())
            };
            let found = values.iter().map(is_in).max().unwrap_or(Truth::No);
            return if is_negative { found.not() } else { found };
        }
        _ => None,
    };
    let Some(text) = has else { return Truth::Perhaps };
    let is_it = |value: &String| {
        if value.contains("${") {
            return Truth::Perhaps;
        }
        match operator.replace("Not", "").as_str() {
            "StringEquals" => (*value == text).into(),
            "StringEqualsIgnoreCase" => value.eq_ignore_ascii_case(&text).into(),
            "StringLike" => is_like(value, &text).into(),
            _ => Truth::Perhaps,
        }
    };
    let found = values.iter().map(is_it).max().unwrap_or(Truth::No);
    if is_negative { found.not() } else { found }
}

/// Whether a text fits a pattern of stars and question marks.
fn is_like(pattern: &str, text: &str) -> bool {
    match (pattern.chars().next(), text.chars().next()) {
        (None, None) => true,
        (Some('*'), _) => {
            is_like(&pattern[1..], text)
                || text.chars().next().is_some_and(|one| is_like(pattern, &text[one.len_utf8()..]))
        }
        (Some(one), Some(other)) if one == '?' || one == other => {
            is_like(&pattern[one.len_utf8()..], &text[other.len_utf8()..])
        }
        _ => false,
    }
}
