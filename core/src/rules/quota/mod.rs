//! AWS's default limits: one table of numbers, one check.

mod count;
pub(super) mod sg_times_rules_per_eni;
mod table;

use super::RuleInfo;
use super::context::Context;
use super::report::{Found, Report};
use crate::message::say;
use crate::model::ResourceId;

/// A quota: how many of something AWS gives.
#[derive(Debug)]
pub struct Quota {
    /// Its kebab-case id, which never changes; that of its rule, where it is one.
    pub id: &'static str,
    /// What is counted, in the plural.
    pub noun: &'static str,
    /// In what it is counted.
    pub scope: &'static str,
    /// What AWS gives without being asked.
    pub default: usize,
    /// What AWS does on request.
    pub raise: Raise,
    /// The numbers of the rule book.
    pub book: &'static [&'static str],
    /// The page of AWS.
    pub source: &'static str,
    /// When the number was looked up.
    pub date: &'static str,
    counted: Option<Counting>,
}

/// What AWS does on request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Raise {
    /// It gives no more.
    No,
    /// It gives more, up to this many.
    UpTo(usize),
    /// It gives more; no bound is published.
    Yes,
}

/// How drawings are counted.
#[derive(Debug)]
struct Counting {
    /// Its metadata as a rule.
    info: RuleInfo,
    /// Counts. Only subjects over the limit are reported.
    count: fn(&Context<'_>, usize) -> Vec<Counted>,
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

impl Quota {
    /// The rule that counts it in drawings; none where no drawing shows it, or nobody counts it yet.
    pub fn rule(&self) -> Option<&RuleInfo> {
        self.counted.as_ref().map(|counting| &counting.info)
    }

    /// Whether a person may mean it: by its id or by number of the rule book, in any letter case.
    pub fn is_called(&self, query: &str) -> bool {
        [self.id].iter().chain(self.book).any(|name| name.eq_ignore_ascii_case(query))
    }
}

/// Every quota by area: what people read above them, and the quotas in the order of the table.
pub fn quotas() -> &'static [(&'static str, &'static [Quota])] {
    table::AREAS
}

/// Reports the subjects that have more than the quota whose rule is running.
fn check(context: &Context<'_>, report: &mut Report) {
    let mut all = table::AREAS.iter().flat_map(|(_, quotas)| *quotas);
    let Some(quota) = all.find(|quota| quota.id == report.rule.id) else { return };
    let Some(counting) = &quota.counted else { return };
    for counted in (counting.count)(context, quota.default) {
        let message = say!(
            "quota",
            "{subject} has {count} {noun}. AWS gives {limit} by default.",
            subject = counted.subject,
            count = counted.count,
            noun = quota.noun,
            limit = quota.default
        );
        let help = match quota.raise {
            Raise::UpTo(most) => say!(
                "quota.help-up-to",
                "Ask AWS for a higher quota (up to {most}), or use fewer.",
                most = most
            ),
            Raise::Yes => say!("quota.help", "Ask AWS for a higher quota, or use fewer."),
            Raise::No => say!("quota.help-fixed", "Use fewer: AWS gives no more."),
        };
        report.push(Found::new(&counted.elements, message, help));
    }
}
