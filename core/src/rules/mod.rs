//! The catalogue of validation rules: what AWS would refuse, and what cannot work.
//!
//! A rule is one file, `<group>/<id>.rs`: its page, its metadata, its check. To add one, run
//! `cargo xtask new-rule <group> <id>`. Quotas are rows of one table, `quota/table`. `book` lists the numbers that rules
//! and packets carry.

#[macro_use]
mod macros;

mod addressing;
pub mod book;
mod context;
mod cost;
mod evidence;
mod filtering;
mod finding;
mod info;
mod list;
mod quota;
mod reachability;
mod report;
mod resilience;
mod routing;
mod structure;
mod support;
mod together;

pub use evidence::{EXCEPTIONS, Exception, unconfirmed};
pub use finding::{Finding, Severity};
pub use info::{Group, RuleInfo};
pub use quota::{Quota, Raise, quotas};
pub use together::fixes_together;

use crate::model::ResourceId;
use crate::ordered::{IntoOrdered, Order};
use crate::routing::RoutedNetwork;
use context::Context;
use report::Report;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static CATALOGUE: LazyLock<Vec<RuleInfo>> = LazyLock::new(|| {
    let quotas = quotas().iter().flat_map(|(_, quotas)| *quotas).filter_map(Quota::rule);
    let mut rules: Vec<RuleInfo> = list::RULES.iter().chain(quotas).copied().collect();
    rules.order_by_key(|rule| rule.id);
    rules
});

/// Every rule, sorted by id.
pub fn catalogue() -> &'static [RuleInfo] {
    &CATALOGUE
}

/// The rules that a person may mean: by id, by code, by the API's error, or by number of the rule book (`R-PEER-1`).
///
/// Letter case does not matter. Several rules may share a code; an unknown word gives none.
pub fn find(query: &str) -> Vec<&'static RuleInfo> {
    let query = query.trim();
    catalogue().iter().filter(|rule| rule.is_called(query)).collect()
}

/// What all rules find in a network: sorted by severity, rule and elements, so that the worst comes first.
///
/// `accepted` is filled from the document; `expected` is left to the expectations. Takes time in line with the size
/// of the drawing.
pub fn check(network: &RoutedNetwork) -> Vec<Finding> {
    run(network, &|_| true)
}

/// What one rule finds; an unknown id finds nothing.
pub fn check_rule(network: &RoutedNetwork, id: &str) -> Vec<Finding> {
    run(network, &|rule| rule == id)
}

/// What the wanted rules find. Their fixes give every free block and address once.
fn run(network: &RoutedNetwork, is_wanted: &dyn Fn(&str) -> bool) -> Vec<Finding> {
    let context = Context::new(network);
    let mut findings = Vec::new();
    for rule in catalogue().iter().filter(|rule| is_wanted(rule.id)) {
        let mut report = Report::new(rule);
        (rule.check)(&context, &mut report);
        findings.append(&mut report.into_findings());
    }
    mark_accepted(network, &mut findings);
    findings.order_by(order);
    findings
}

/// The order of findings: the worst first, then by rule, elements and words.
fn order(one: &Finding, other: &Finding) -> Ordering {
    (one.severity, one.rule, &one.elements, &one.message.text).cmp(&(
        other.severity,
        other.rule,
        &other.elements,
        &other.message.text,
    ))
}

fn mark_accepted(network: &RoutedNetwork, findings: &mut [Finding]) {
    let entries = network.network.document.accepted.values();
    let accepted: BTreeSet<(&str, &[ResourceId])> =
        entries.map(|entry| (entry.rule.as_str(), entry.elements.as_slice())).into_set();
    for finding in findings {
        finding.accepted = accepted.contains(&(finding.rule, finding.elements.as_slice()));
    }
}
