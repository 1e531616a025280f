//! AWS's default limits: one table of numbers, one check.

mod count;
pub(super) mod sg_times_rules_per_eni;
mod table;

pub(in crate::rules) use table::QUOTAS;

use super::context::Context;
use super::report::{Found, Report};
use crate::message::say;
use crate::model::ResourceId;

/// A quota: what is counted, and how many AWS gives by default.
pub(in crate::rules) struct Quota {
    /// Its metadata as a rule.
    pub(in crate::rules) info: super::RuleInfo,
    /// What is counted, in the plural.
    noun: &'static str,
    /// The default.
    limit: usize,
    /// What AWS does on request.
    raise: Raise,
    /// Counts. Only subjects over `limit` are reported.
    count: fn(&Context<'_>, usize) -> Vec<Counted>,
}

/// What AWS does on request.
#[derive(Clone, Copy)]
enum Raise {
    /// It gives more, up to this many.
    UpTo(usize),
    /// It gives more; no bound is published.
    Yes,
}

/// How many of something one subject has.
struct Counted {
    /// Where it is shown.
    elements: Vec<ResourceId>,
    /// How the user calls the subject.
    subject: String,
    /// How many it has.
    count: usize,
}

/// Reports the subjects that have more than the quota whose rule is running.
fn check(context: &Context<'_>, report: &mut Report) {
    let Some(quota) = QUOTAS.iter().find(|quota| quota.info.id == report.rule.id) else { return };
    for counted in (quota.count)(context, quota.limit) {
        let message = say!(
            "quota",
            "{subject} has {count} {noun}. AWS gives {limit} by default.",
            subject = counted.subject,
            count = counted.count,
            noun = quota.noun,
            limit = quota.limit
        );
        let help = match quota.raise {
            Raise::UpTo(most) => say!(
                "quota.help-up-to",
                "Ask AWS for a higher quota (up to {most}), or use fewer.",
                most = most
            ),
            Raise::Yes => say!("quota.help", "Ask AWS for a higher quota, or use fewer."),
        };
        report.push(Found::new(&counted.elements, message, help));
    }
}
