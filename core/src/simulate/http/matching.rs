//! Whether a rule of a listener matches a request: all of its conditions do, and of each one of its values.
//!
//! <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html>.

use super::Request;
use super::wildcard::fits;
use crate::model::{LoadBalancerRule, RuleCondition};
use crate::net::CidrBlock;
use std::net::IpAddr;

/// What a rule says to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::simulate) enum Says {
    /// It matches.
    Yes,
    /// It does not.
    No,
    /// The drawing, or Netyard, does not hold what decides: what that is.
    Perhaps(String),
}

/// What conditions ask for.
pub(in crate::simulate) struct Asked<'r> {
    pub(in crate::simulate) request: &'r Request,
    /// The host, in lower case.
    pub(in crate::simulate) host: String,
    /// The address that the load balancer sees.
    pub(in crate::simulate) source: IpAddr,
}

/// A condition that is not clear counts only where all others match.
pub(in crate::simulate) fn rule(rule: &LoadBalancerRule, asked: &Asked<'_>) -> Says {
    let mut unclear = None;
    for condition in rule.conditions.values() {
        match says(condition, asked) {
            Says::Yes => {}
            Says::No => return Says::No,
            perhaps @ Says::Perhaps(_) => unclear = unclear.or(Some(perhaps)),
        }
    }
    unclear.unwrap_or(Says::Yes)
}

fn says(condition: &RuleCondition, asked: &Asked<'_>) -> Says {
    let request = asked.request;
    let any = |holds: &dyn Fn(&str) -> bool| condition.values.iter().any(|value| holds(value));
    let folded = |pattern: &str, text: &str| fits(&pattern.to_lowercase(), &text.to_lowercase(), false);
    let holds = match condition.field.as_deref() {
        Some("host-header") => any(&|value| folded(value, &asked.host)),
        Some("path-pattern") => any(&|value| fits(value, request.path(), false)),
        Some("http-request-method") => any(&|value| value == request.method()),
        Some("source-ip") => any(&|value| CidrBlock::new(value).contains(asked.source)),
        Some("http-header") => {
            let name = condition.http_header_name.as_deref().unwrap_or_default();
            let header = request.headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
            header.is_some_and(|(_, text)| any(&|value| folded(value, text)))
        }
        Some("query-string") => any(&|value| has_query(request.query.as_deref().unwrap_or_default(), value)),
        other => {
            let field = other.unwrap_or("no field");
            return Says::Perhaps(format!("conditions of the kind {field} are not simulated"));
        }
    };
    match condition.regex_values.first() {
        Some(expression) if !holds => {
            Says::Perhaps(format!("the regular expression {expression} is not worked out here"))
        }
        // AWS takes no condition that asks for nothing: what it asks for was not seen.
        None if condition.values.is_empty() => {
            let field = condition.field.as_deref().unwrap_or_default();
            Says::Perhaps(format!("what its condition of the kind {field} asks for is not in the drawing"))
        }
        _ if holds => Says::Yes,
        _ => Says::No,
    }
}

/// `key=value` asks for a parameter, `value` alone for the value of any.
fn has_query(query: &str, wanted: &str) -> bool {
    let (query, wanted) = (query.to_lowercase(), wanted.to_lowercase());
    let (key, value) = match wanted.split_once('=') {
        Some((key, value)) => (Some(key), value),
        None => (None, wanted.as_str()),
    };
    query.split('&').filter(|part| !part.is_empty()).any(|part| {
        let (own_key, own_value) = part.split_once('=').unwrap_or(("", part));
        key.is_none_or(|key| fits(key, own_key, true)) && fits(value, own_value, true)
    })
}

#[cfg(test)]
mod tests {
    use super::{Asked, Says, rule};
    use crate::model::{LoadBalancerRule, RuleCondition};
    use crate::simulate::Request;

    fn one(field: &str, values: &[&str]) -> RuleCondition {
        RuleCondition {
            field: Some(field.to_owned()),
            values: values.iter().map(|value| (*value).to_owned()).collect(),
            ..RuleCondition::default()
        }
    }

    fn said(conditions: Vec<RuleCondition>) -> Says {
        let mut request =
            Request::parse("GET https://One.example.com/Items/7?Version=v2&all").unwrap_or_default();
        request.headers.insert("User-Agent".to_owned(), "Chrome/1".to_owned());
        let host = request.host().unwrap_or_default();
        let mut asked = LoadBalancerRule::default();
        for (at, condition) in conditions.into_iter().enumerate() {
            asked.conditions.insert(format!("c{at}").as_str().into(), condition);
        }
        rule(&asked, &Asked { request: &request, host, source: [203, 0, 113, 9].into() })
    }

    #[test]
    fn each_kind_of_condition() {
        for (field, value, expected) in [
            ("host-header", "ONE.example.com", true),
            ("host-header", "*.example.com", true),
            ("host-header", "two.example.com", false),
            ("path-pattern", "/Items/*", true),
            ("path-pattern", "/items/*", false),
            ("path-pattern", "/Items/7?Version*", false),
            ("http-request-method", "GET", true),
            ("http-request-method", "get", false),
            ("http-request-method", "G*", false),
            ("source-ip", "203.0.113.0/24", true),
            ("source-ip", "10.0.0.0/8", false),
            ("query-string", "version=V?", true),
            ("query-string", "version=v1", false),
            ("query-string", "V2", true),
            ("query-string", "all", true),
        ] {
            let expected = if expected { Says::Yes } else { Says::No };
            assert_eq!(said(vec![one(field, &[value])]), expected, "{field} {value}");
        }
        let by_regex = |values: &[&str]| RuleCondition {
            regex_values: vec!["^/v[0-9]+/".to_owned()],
            ..one("path-pattern", values)
        };
        let why = "the regular expression ^/v[0-9]+/ is not worked out here".to_owned();
        assert_eq!(said(vec![by_regex(&[])]), Says::Perhaps(why));
        assert_eq!(said(vec![by_regex(&["/Items/*"])]), Says::Yes);
        let header = |name: &str, value: &str| RuleCondition {
            http_header_name: Some(name.to_owned()),
            ..one("http-header", &[value])
        };
        assert_eq!(said(vec![header("user-agent", "*chrome*")]), Says::Yes);
        assert_eq!(said(vec![header("Cookie", "*")]), Says::No);
    }

    #[test]
    fn all_conditions_and_one_value_of_each() {
        assert_eq!(
            said(vec![one("path-pattern", &["/a", "/Items/*"]), one("host-header", &["one.*"])]),
            Says::Yes
        );
        assert_eq!(said(vec![one("path-pattern", &["/Items/*"]), one("host-header", &["two.*"])]), Says::No);
    }

    #[test]
    fn what_is_not_clear_counts_only_where_the_rest_matches() {
        assert!(matches!(said(vec![one("jwt", &[])]), Says::Perhaps(_)));
        // A condition whose values an importer did not read, as regular expressions.
        assert!(matches!(said(vec![one("host-header", &[])]), Says::Perhaps(_)));
        assert_eq!(said(vec![one("host-header", &[]), one("path-pattern", &["/a"])]), Says::No);
        assert_eq!(said(vec![one("jwt", &[]), one("path-pattern", &["/a"])]), Says::No);
    }
}
