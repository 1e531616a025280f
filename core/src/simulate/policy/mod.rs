//! Policies of endpoints, as IAM reads them: what a request may be that comes by an endpoint (R-GWE-8).
//!
//! <https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html>. Of a request a drawing holds the VPC, the
//! endpoint, the address and the account of the endpoint. Who asks, for what, and which resource it is about, nobody knows:
//! a statement that names one of these matches perhaps.

mod condition;
mod read;
mod statement;

pub(crate) use read::read;
pub use read::{POLICY_LENGTH, check};

use crate::model::ResourceId;
use statement::Statement;
use std::net::IpAddr;

/// A policy that can be read.
pub(crate) struct Policy {
    statements: Vec<Statement>,
}

/// What is known of a request.
pub(crate) struct Asked<'a> {
    /// The word of the service, as `s3`.
    pub(crate) service: &'a str,
    /// The VPC of the endpoint.
    pub(crate) vpc: Option<&'a ResourceId>,
    /// The endpoint.
    pub(crate) endpoint: &'a ResourceId,
    /// The private address from which it is sent.
    pub(crate) source: IpAddr,
    /// The account of the endpoint.
    pub(crate) account: Option<&'a str>,
}

/// Whether a statement is about a request.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Match {
    No,
    /// It depends on what the drawing does not hold, and on what.
    Perhaps(String),
    Yes,
}

impl From<bool> for Match {
    fn from(is_match: bool) -> Self {
        if is_match { Self::Yes } else { Self::No }
    }
}

impl Match {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Perhaps(why), _) | (_, Self::Perhaps(why)) => Self::Perhaps(why),
            (Self::Yes, Self::Yes) => Self::Yes,
        }
    }

    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::Perhaps(why), _) | (_, Self::Perhaps(why)) => Self::Perhaps(why),
            (Self::No, Self::No) => Self::No,
        }
    }

    fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            perhaps @ Self::Perhaps(_) => perhaps,
        }
    }
}

/// What a policy says to a request.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Ruling {
    /// Every request is allowed.
    Allowed,
    /// None is: a statement denies it, by this name, or none allows it.
    Denied(Option<String>),
    /// Some are, or nobody knows; why.
    Unclear(String),
}

impl Policy {
    /// A deny wins over every allow; what nothing allows is denied.
    pub(crate) fn rule(&self, asked: &Asked<'_>) -> Ruling {
        let mut unclear = None;
        let mut allowed = Match::No;
        for (index, statement) in self.statements.iter().enumerate() {
            let name = statement.sid.clone().unwrap_or_else(|| format!("statement {}", index + 1));
            match (statement.is_about(asked), statement.is_allow) {
                (Match::No, _) => {}
                (Match::Yes, false) => return Ruling::Denied(Some(name)),
                (Match::Perhaps(why), false) => {
                    unclear.get_or_insert(format!("{name} {why}"));
                }
                (Match::Yes, true) => allowed = Match::Yes,
                (Match::Perhaps(why), true) => {
                    allowed = allowed.or(Match::Perhaps(format!("{name} {why}")));
                }
            }
        }
        match (allowed, unclear) {
            (Match::No, _) => Ruling::Denied(None),
            (_, Some(why)) | (Match::Perhaps(why), None) => Ruling::Unclear(why),
            (Match::Yes, None) => Ruling::Allowed,
        }
    }
}

/// Whether a text fits a pattern with `*` for any characters and `?` for one.
fn fits(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
    let (mut at, mut in_text) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while in_text < text.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, in_text));
                at += 1;
            }
            Some(letter) if *letter == '?' || Some(letter) == text.get(in_text) => {
                at += 1;
                in_text += 1;
            }
            _ => {
                let Some((from, taken)) = star else { return false };
                star = Some((from, taken + 1));
                at = from + 1;
                in_text = taken + 1;
            }
        }
    }
    pattern.iter().skip(at).all(|letter| *letter == '*')
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn rule(policy: &Value) -> Ruling {
        let (vpc, endpoint) = (ResourceId::new("vpc-1"), ResourceId::new("vpce-1"));
        let source = IpAddr::from([10, 0, 10, 5]);
        let asked = Asked {
            service: "s3",
            vpc: Some(&vpc),
            endpoint: &endpoint,
            source,
            account: Some("111122223333"),
        };
        read(policy).map_or_else(Ruling::Unclear, |policy| policy.rule(&asked))
    }

    fn one(effect: &str, more: &Value) -> Value {
        let mut statement = json!({"Effect": effect, "Principal": "*", "Action": "*", "Resource": "*"});
        if let (Some(into), Some(more)) = (statement.as_object_mut(), more.as_object()) {
            into.extend(more.clone());
        }
        statement
    }

    fn allow_if(condition: &Value) -> Ruling {
        rule(&json!({"Statement": one("Allow", &json!({"Condition": condition}))}))
    }

    #[test]
    fn what_nothing_allows_is_denied_and_a_deny_wins() {
        assert_eq!(rule(&json!({"Statement": [one("Allow", &json!({}))]})), Ruling::Allowed);
        assert_eq!(rule(&json!({"Statement": []})), Ruling::Denied(None));
        let both = json!({"Statement": [one("Allow", &json!({})), one("Deny", &json!({"Sid": "Nobody"}))]});
        assert_eq!(rule(&both), Ruling::Denied(Some("Nobody".to_owned())));
        let unnamed = json!({"Statement": one("Deny", &json!({}))});
        assert_eq!(rule(&unnamed), Ruling::Denied(Some("statement 1".to_owned())));
    }

    #[test]
    fn a_text_is_read_as_the_json_in_it() {
        let text = json!({"Statement": [one("Allow", &json!({}))]}).to_string();
        assert_eq!(rule(&json!(text)), Ruling::Allowed);
    }

    #[test]
    fn what_a_drawing_does_not_hold_decides_perhaps() {
        let names = |more: Value| rule(&json!({"Statement": one("Allow", &more)}));
        let unclear = |why: &str| Ruling::Unclear(format!("statement 1 {why}"));
        assert_eq!(names(json!({"Action": "s3:GetObject"})), unclear("names actions"));
        assert_eq!(names(json!({"Resource": "arn:aws:s3:::logs/*"})), unclear("names resources"));
        assert_eq!(names(json!({"Principal": {"AWS": "111122223333"}})), unclear("names principals"));
        assert_eq!(names(json!({"Action": ["S3:*"]})), Ruling::Allowed);
        assert_eq!(names(json!({"Action": "dynamodb:*"})), Ruling::Denied(None));
        assert_eq!(names(json!({"Resource": "arn:aws:dynamodb:*:*:table/x"})), Ruling::Denied(None));
        assert_eq!(names(json!({"Principal": {"AWS": ["*"]}})), Ruling::Allowed);
    }

    #[test]
    fn conditions_ask_for_vpc_endpoint_address_and_account() {
        let vpc = |operator: &str, value: &str| allow_if(&json!({operator: {"aws:SourceVpc": value}}));
        assert_eq!(vpc("StringEquals", "vpc-1"), Ruling::Allowed);
        assert_eq!(vpc("StringEquals", "vpc-2"), Ruling::Denied(None));
        assert_eq!(vpc("StringNotEquals", "vpc-2"), Ruling::Allowed);
        assert_eq!(vpc("StringLike", "vpc-*"), Ruling::Allowed);
        assert_eq!(vpc("StringNotLike", "vpc-?"), Ruling::Denied(None));
        assert_eq!(vpc("StringEqualsIgnoreCase", "VPC-1"), Ruling::Allowed);
        assert_eq!(
            allow_if(&json!({"StringEquals": {"AWS:sourcevpce": ["vpce-9", "vpce-1"]}})),
            Ruling::Allowed
        );
        assert_eq!(allow_if(&json!({"IpAddress": {"aws:VpcSourceIp": "10.0.10.0/24"}})), Ruling::Allowed);
        assert_eq!(
            allow_if(&json!({"NotIpAddress": {"aws:VpcSourceIp": "10.0.10.0/24"}})),
            Ruling::Denied(None)
        );
        assert_eq!(allow_if(&json!({"StringEquals": {"aws:VpceAccount": "111122223333"}})), Ruling::Allowed);
    }

    #[test]
    fn by_an_endpoint_no_public_address_is_seen() {
        assert_eq!(allow_if(&json!({"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}})), Ruling::Denied(None));
        assert_eq!(allow_if(&json!({"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}})), Ruling::Allowed);
        assert_eq!(
            allow_if(&json!({"IpAddressIfExists": {"aws:SourceIp": "203.0.113.0/24"}})),
            Ruling::Allowed
        );
        assert_eq!(allow_if(&json!({"Null": {"aws:SourceIp": "true"}})), Ruling::Allowed);
        assert_eq!(allow_if(&json!({"Null": {"aws:SourceVpce": true}})), Ruling::Denied(None));
    }

    #[test]
    fn a_condition_that_nobody_can_answer_is_said() {
        let organisation = json!({"StringEquals": {"aws:PrincipalOrgID": "o-1"}});
        assert_eq!(
            allow_if(&organisation),
            Ruling::Unclear("statement 1 asks for aws:PrincipalOrgID".to_owned())
        );
        let twice = json!({"StringEquals": {"aws:PrincipalOrgID": "o-1", "aws:SourceVpc": "vpc-2"}});
        assert_eq!(allow_if(&twice), Ruling::Denied(None), "one that fails is enough");
        let variable = json!({"StringEquals": {"aws:SourceVpc": "${aws:PrincipalTag/vpc}"}});
        assert!(matches!(allow_if(&variable), Ruling::Unclear(_)));
        let operator = json!({"DateGreaterThan": {"aws:CurrentTime": "2026-01-01T00:00:00Z"}});
        assert!(matches!(allow_if(&operator), Ruling::Unclear(_)));
    }

    #[test]
    fn an_unclear_deny_is_no_answer_where_something_is_allowed() {
        let deny = one(
            "Deny",
            &json!({"Sid": "OnlyOurs", "Condition": {"StringNotEquals": {"aws:ResourceAccount": "1"}}}),
        );
        let policy = json!({"Statement": [one("Allow", &json!({})), deny]});
        assert_eq!(rule(&policy), Ruling::Unclear("OnlyOurs asks for aws:ResourceAccount".to_owned()));
        assert_eq!(rule(&json!({"Statement": [deny_only()]})), Ruling::Denied(None));
    }

    fn deny_only() -> Value {
        one("Deny", &json!({"Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}}))
    }

    #[test]
    fn patterns_take_any_characters_or_one() {
        assert!(fits("*", "") && fits("a*c", "abbc") && fits("a?c", "abc") && fits("**", "x"));
        assert!(!fits("a?c", "ac") && !fits("a*c", "abd") && !fits("", "a"));
        assert!(fits("*-1*", "vpc-1-1x"));
    }
}
