use super::{Finding, RuleInfo};
use crate::change::Fix;
use crate::message::Message;
use crate::model::ResourceId;
use std::collections::BTreeSet;

/// What a rule has found so far.
pub(in crate::rules) struct Report {
    pub(in crate::rules) rule: &'static RuleInfo,
    findings: Vec<Finding>,
}

/// One thing that a rule found, before the metadata of the rule are filled in.
pub(in crate::rules) struct Found {
    elements: Vec<ResourceId>,
    message: Message,
    help: Message,
    fix: Option<Fix>,
    book: Option<&'static [&'static str]>,
    code: Named,
    api_error: Named,
}

/// A code or API error of a finding.
#[derive(Clone, Copy)]
enum Named {
    /// The rule's first one.
    AsTheRule,
    /// This one, or none.
    Given(Option<&'static str>),
}

impl Named {
    fn or(self, of_rule: Option<&'static str>) -> Option<&'static str> {
        match self {
            Self::AsTheRule => of_rule,
            Self::Given(name) => name,
        }
    }
}

impl Found {
    /// What is wrong with which elements, and what to do. The first element is where it is shown.
    pub(in crate::rules) fn new<'i>(
        elements: impl IntoIterator<Item = &'i ResourceId>,
        message: Message,
        help: Message,
    ) -> Self {
        // A finding may be about all that somebody drew, thousands of things.
        let mut seen: BTreeSet<&ResourceId> = BTreeSet::new();
        let elements = elements.into_iter().filter(|id| seen.insert(*id)).cloned().collect();
        Self {
            elements,
            message,
            help,
            fix: None,
            book: None,
            code: Named::AsTheRule,
            api_error: Named::AsTheRule,
        }
    }

    /// With a proposed edit, where there is one.
    pub(in crate::rules) fn fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix;
        self
    }

    /// With only some of the rule's numbers.
    pub(in crate::rules) fn book(mut self, book: &'static [&'static str]) -> Self {
        self.book = Some(book);
        self
    }

    /// With another code than the rule's first.
    pub(in crate::rules) fn code(mut self, code: Option<&'static str>) -> Self {
        self.code = Named::Given(code);
        self
    }

    /// With another API error than the rule's first.
    pub(in crate::rules) fn api_error(mut self, api_error: Option<&'static str>) -> Self {
        self.api_error = Named::Given(api_error);
        self
    }
}

impl Report {
    pub(in crate::rules) fn new(rule: &'static RuleInfo) -> Self {
        Self { rule, findings: Vec::new() }
    }

    pub(in crate::rules) fn push(&mut self, found: Found) {
        self.findings.push(Finding {
            rule: self.rule.id,
            book: found.book.unwrap_or(self.rule.book).to_vec(),
            code: found.code.or(self.rule.code()),
            api_error: found.api_error.or(self.rule.api_error()),
            severity: self.rule.severity,
            elements: found.elements,
            message: found.message,
            help: found.help,
            fix: found.fix,
            expected: false,
            accepted: false,
        });
    }

    pub(in crate::rules) fn push_all(&mut self, found: impl IntoIterator<Item = Found>) {
        found.into_iter().for_each(|found| self.push(found));
    }

    pub(in crate::rules) fn into_findings(self) -> Vec<Finding> {
        self.findings
    }
}
