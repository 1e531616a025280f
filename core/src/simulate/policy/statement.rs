//! A statement of a policy: whether it is about a request.

use super::condition::{self, Condition};
use super::{Asked, Match, fits};

/// A statement.
pub(super) struct Statement {
    pub(super) sid: Option<String>,
    pub(super) is_allow: bool,
    pub(super) principal: Principal,
    pub(super) action: Named,
    pub(super) resource: Named,
    pub(super) conditions: Vec<Condition>,
}

/// Whom it names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Principal {
    /// Everybody.
    Everybody,
    /// Some, or all but some.
    Some,
}

/// What it names: all of a list, or all but a list.
pub(super) struct Named {
    pub(super) patterns: Vec<String>,
    pub(super) is_exception: bool,
}

impl Statement {
    /// Whether it is about every request of which this is known.
    pub(super) fn is_about(&self, asked: &Asked<'_>) -> Match {
        let principal = match self.principal {
            Principal::Everybody => Match::Yes,
            Principal::Some => Match::Perhaps("names principals".to_owned()),
        };
        let action = self.action.is_about(|pattern| action(pattern, asked.service), "names actions");
        let resource = self.resource.is_about(|pattern| resource(pattern, asked.service), "names resources");
        let conditions = self.conditions.iter().map(|condition| condition::holds(condition, asked));
        conditions.fold(principal.and(action).and(resource), Match::and)
    }
}

/// How much of what requests of a service name a pattern takes.
enum Share {
    None,
    Some,
    All,
}

impl Named {
    fn is_about(&self, share: impl Fn(&str) -> Share, why: &str) -> Match {
        let all = self.patterns.iter().map(|pattern| match share(pattern) {
            Share::None => Match::No,
            Share::Some => Match::Perhaps(why.to_owned()),
            Share::All => Match::Yes,
        });
        let found = all.fold(Match::No, Match::or);
        if self.is_exception { found.not() } else { found }
    }
}

/// `*` and `s3:*` are every action of the service; another service's are none of it.
fn action(pattern: &str, service: &str) -> Share {
    let pattern = pattern.to_lowercase();
    match pattern.split_once(':') {
        None if pattern.chars().all(|letter| letter == '*') => Share::All,
        None => Share::Some,
        Some((named, actions)) => match names(named, service) {
            Some(false) => Share::None,
            Some(true) if actions.chars().all(|letter| letter == '*') => Share::All,
            _ => Share::Some,
        },
    }
}

/// `*` is every resource, and so is what leaves everything open after the service.
fn resource(pattern: &str, service: &str) -> Share {
    if pattern.chars().all(|letter| letter == '*') {
        return Share::All;
    }
    let mut parts = pattern.splitn(6, ':');
    let (Some("arn"), Some(_), Some(named)) = (parts.next(), parts.next(), parts.next()) else {
        return Share::Some;
    };
    let is_own = names(named, service);
    let is_open = |part: Option<&str>| part.is_some_and(|part| part.is_empty() || part == "*");
    let region_and_account = [parts.next(), parts.next()].into_iter().all(is_open);
    match is_own {
        Some(false) => Share::None,
        Some(true) if region_and_account && parts.next() == Some("*") => Share::All,
        _ => Share::Some,
    }
}

/// Whether a word of a policy names a service; `None` where nobody knows how policies call it.
fn names(pattern: &str, service: &str) -> Option<bool> {
    let word = match service {
        "monitoring" => "cloudwatch",
        "kinesis-streams" => "kinesis",
        "kinesis-firehose" => "firehose",
        "dynamodb" | "ec2" | "kms" | "lambda" | "logs" | "s3" | "secretsmanager" | "sns" | "sqs" | "ssm"
        | "sts" => service,
        _ if service.split('.').next() == Some("ecr") => "ecr",
        _ => return fits(pattern, "*").then_some(true),
    };
    Some(fits(pattern, word))
}
