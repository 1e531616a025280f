//! Reading a policy, with what is wrong about it in words.

use super::Policy;
use super::condition::Condition;
use super::statement::{Named, Principal, Statement};
use serde_json::{Map, Value};

/// How long the policy of an endpoint may be, in characters.
pub const POLICY_LENGTH: usize = 20_480;

/// Whether this is the policy of an endpoint: the text of JSON that AWS gives, or the object itself.
///
/// # Errors
/// What is wrong about it, in words.
pub fn check(policy: &Value) -> Result<(), String> {
    read(policy).map(drop)
}

/// Reads a policy: the text of JSON that AWS gives, or the object itself.
pub(crate) fn read(policy: &Value) -> Result<Policy, String> {
    let parsed;
    let policy = match policy {
        Value::String(text) => {
            let length = text.chars().count();
            if length > POLICY_LENGTH {
                return Err(format!("It has {length} characters, and AWS takes {POLICY_LENGTH} at most."));
            }
            parsed =
                serde_json::from_str::<Value>(text).map_err(|error| format!("It is no JSON: {error}."))?;
            &parsed
        }
        other => other,
    };
    let Value::Object(policy) = policy else {
        return Err("It is no object with a Statement.".to_owned());
    };
    let statements = match policy.get("Statement") {
        Some(Value::Array(statements)) => statements.as_slice(),
        Some(statement @ Value::Object(_)) => std::slice::from_ref(statement),
        Some(_) => return Err("Its Statement is neither an object nor a list.".to_owned()),
        None => return Err("It has no Statement.".to_owned()),
    };
    let statements = statements.iter().enumerate().map(|(index, statement)| {
        statement_of(statement).map_err(|wrong| format!("Statement {} {wrong}.", index + 1))
    });
    Ok(Policy { statements: statements.collect::<Result<_, _>>()? })
}

fn statement_of(statement: &Value) -> Result<Statement, String> {
    let Value::Object(statement) = statement else { return Err("is no object".to_owned()) };
    let is_allow = match statement.get("Effect").and_then(Value::as_str) {
        Some("Allow") => true,
        Some("Deny") => false,
        Some(other) => return Err(format!("has the Effect {other}: it is Allow or Deny")),
        None => return Err("has no Effect: it is Allow or Deny".to_owned()),
    };
    Ok(Statement {
        sid: statement.get("Sid").and_then(Value::as_str).filter(|sid| !sid.is_empty()).map(str::to_owned),
        is_allow,
        principal: principal_of(statement)?,
        action: named(statement, "Action", "NotAction")?,
        resource: named(statement, "Resource", "NotResource")?,
        conditions: conditions_of(statement)?,
    })
}

fn principal_of(statement: &Map<String, Value>) -> Result<Principal, String> {
    let is_everybody = |value: &Value| texts(value).is_some_and(|texts| texts.iter().any(|text| text == "*"));
    match (statement.get("Principal"), statement.get("NotPrincipal")) {
        (None, None) => Err("has no Principal".to_owned()),
        (Some(Value::Object(kinds)), _) if kinds.get("AWS").is_some_and(is_everybody) => {
            Ok(Principal::Everybody)
        }
        (Some(everybody), _) if is_everybody(everybody) => Ok(Principal::Everybody),
        _ => Ok(Principal::Some),
    }
}

fn named(statement: &Map<String, Value>, key: &str, exception: &str) -> Result<Named, String> {
    let (value, is_exception) = match (statement.get(key), statement.get(exception)) {
        (Some(value), None) => (value, false),
        (None, Some(value)) => (value, true),
        (Some(_), Some(_)) => return Err(format!("has both {key} and {exception}")),
        (None, None) => return Err(format!("has no {key}")),
    };
    let patterns =
        texts(value).ok_or_else(|| format!("has a {key} that is neither a text nor a list of texts"))?;
    Ok(Named { patterns, is_exception })
}

fn conditions_of(statement: &Map<String, Value>) -> Result<Vec<Condition>, String> {
    let Some(condition) = statement.get("Condition") else { return Ok(Vec::new()) };
    let Value::Object(operators) = condition else {
        return Err("has a Condition that is no object".to_owned());
    };
    let mut all = Vec::new();
    for (operator, keys) in operators {
        let Value::Object(keys) = keys else {
            return Err(format!("has a Condition {operator} that is no object"));
        };
        for (key, values) in keys {
            let values = texts(values).ok_or_else(|| {
                format!("has a Condition on {key} whose value is neither a text nor a list")
            })?;
            all.push(Condition { operator: operator.clone(), key: key.clone(), values });
        }
    }
    Ok(all)
}

/// A text or a list of texts; numbers and booleans are texts, too.
fn texts(value: &Value) -> Option<Vec<String>> {
    let one = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        _ => None,
    };
    match value {
        Value::Array(all) => all.iter().map(one).collect(),
        other => Some(vec![one(other)?]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> String {
        check(&Value::String(text.to_owned())).err().unwrap_or_default()
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert!(wrong("{").starts_with("It is no JSON: "));
        assert_eq!(wrong("[]"), "It is no object with a Statement.");
        assert_eq!(wrong("{}"), "It has no Statement.");
        assert_eq!(wrong(r#"{"Statement": 1}"#), "Its Statement is neither an object nor a list.");
        assert_eq!(wrong(r#"{"Statement": [1]}"#), "Statement 1 is no object.");
        assert_eq!(wrong(r#"{"Statement": {}}"#), "Statement 1 has no Effect: it is Allow or Deny.");
        let effect = r#"{"Statement": {"Effect": "allow"}}"#;
        assert_eq!(wrong(effect), "Statement 1 has the Effect allow: it is Allow or Deny.");
        let nobody = r#"{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}"#;
        assert_eq!(wrong(nobody), "Statement 1 has no Principal.");
        let nothing = r#"{"Statement": {"Effect": "Allow", "Principal": "*", "Resource": "*"}}"#;
        assert_eq!(wrong(nothing), "Statement 1 has no Action.");
        let both = r#"{"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "NotAction": "*"}}"#;
        assert_eq!(wrong(both), "Statement 1 has both Action and NotAction.");
        let condition = r#"{"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {"StringEquals": 1}}}"#;
        assert_eq!(wrong(condition), "Statement 1 has a Condition StringEquals that is no object.");
        let long = " ".repeat(POLICY_LENGTH + 1);
        assert_eq!(wrong(&long), "It has 20481 characters, and AWS takes 20480 at most.");
        let good = r#"{"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}}"#;
        assert_eq!(wrong(good), "");
    }
}
