//! Conditions of a statement.

use super::{Asked, Match, fits};
use crate::net::CidrBlock;
use std::net::IpAddr;

/// One key of a condition: any of its values is enough.
pub(super) struct Condition {
    /// As `StringNotEqualsIfExists`.
    pub(super) operator: String,
    /// As `aws:SourceVpc`.
    pub(super) key: String,
    pub(super) values: Vec<String>,
}

/// What a request says under a key.
enum Said<'a> {
    Text(&'a str),
    Address(IpAddr),
    /// A request by an endpoint never has it.
    Nothing,
    /// The drawing does not hold it.
    Unknown,
}

/// Whether a condition holds for every request of which this is known.
pub(super) fn holds(condition: &Condition, asked: &Asked<'_>) -> Match {
    let perhaps = || Match::Perhaps(format!("asks for {}", condition.key));
    let said = said(&condition.key, asked);
    let (operator, if_exists) = match condition.operator.strip_suffix("IfExists") {
        Some(operator) => (operator, true),
        None => (condition.operator.as_str(), false),
    };
    if operator == "Null" {
        let wants_nothing = condition.values.iter().any(|value| value.eq_ignore_ascii_case("true"));
        return match said {
            Said::Unknown => perhaps(),
            Said::Nothing => wants_nothing.into(),
            Said::Text(_) | Said::Address(_) => (!wants_nothing).into(),
        };
    }
    let Some((is_negative, test)) = test_of(operator) else { return perhaps() };
    let any = |fits: &dyn Fn(&str) -> Option<bool>| {
        let each = condition.values.iter().map(|value| match fits(value) {
            Some(fits) if !value.contains("${") => Match::from(fits),
            _ => perhaps(),
        });
        let found = each.fold(Match::No, Match::or);
        if is_negative { found.not() } else { found }
    };
    match (said, test) {
        (Said::Nothing, _) => (is_negative || if_exists).into(),
        (Said::Text(word), Test::Text(compare)) => any(&|value| Some(compare(value, word))),
        (Said::Address(address), Test::Address) => any(&|value| contains(value, address)),
        _ => perhaps(),
    }
}

enum Test {
    Text(fn(&str, &str) -> bool),
    Address,
}

/// What an operator compares, and whether it holds where nothing is the same.
fn test_of(operator: &str) -> Option<(bool, Test)> {
    Some(match operator {
        "StringEquals" => (false, Test::Text(|value, text| value == text)),
        "StringNotEquals" => (true, Test::Text(|value, text| value == text)),
        "StringEqualsIgnoreCase" => (false, Test::Text(str::eq_ignore_ascii_case)),
        "StringNotEqualsIgnoreCase" => (true, Test::Text(str::eq_ignore_ascii_case)),
        "StringLike" => (false, Test::Text(fits)),
        "StringNotLike" => (true, Test::Text(fits)),
        "IpAddress" => (false, Test::Address),
        "NotIpAddress" => (true, Test::Address),
        _ => return None,
    })
}

fn said<'a>(key: &str, asked: &'a Asked<'_>) -> Said<'a> {
    let text = |text: Option<&'a str>| text.map_or(Said::Unknown, Said::Text);
    match key.to_lowercase().as_str() {
        "aws:sourcevpc" => text(asked.vpc.map(crate::model::ResourceId::as_str)),
        "aws:sourcevpce" => Said::Text(asked.endpoint.as_str()),
        "aws:vpcsourceip" => Said::Address(asked.source),
        "aws:vpceaccount" => text(asked.account),
        "aws:sourceip" => Said::Nothing,
        _ => Said::Unknown,
    }
}

/// Whether an address, or a block, is or has the address; `None` for what cannot be read.
fn contains(value: &str, address: IpAddr) -> Option<bool> {
    if let Ok(single) = value.parse::<IpAddr>() {
        return Some(single == address);
    }
    let block = CidrBlock::new(value);
    block.net().map(|_| block.contains(address))
}
