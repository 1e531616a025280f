use super::Severity;
use super::context::Context;
use super::report::Report;

/// What a rule is about; the folder in which it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// CIDR blocks and addresses.
    Addressing,
    /// What costs money for nothing.
    Cost,
    /// Security groups and network ACLs.
    Filtering,
    /// AWS's default limits.
    Quota,
    /// Gateways, peering connections and endpoints: who reaches whom.
    Reachability,
    /// What fails together.
    Resilience,
    /// Route tables.
    Routing,
    /// What belongs to what.
    Structure,
}

impl Group {
    /// Every group, in alphabetic order.
    pub const ALL: [Self; 8] = [
        Self::Addressing,
        Self::Cost,
        Self::Filtering,
        Self::Quota,
        Self::Reachability,
        Self::Resilience,
        Self::Routing,
        Self::Structure,
    ];

    /// The name of the folder.
    pub fn name(self) -> &'static str {
        match self {
            Self::Addressing => "addressing",
            Self::Cost => "cost",
            Self::Filtering => "filtering",
            Self::Quota => "quota",
            Self::Reachability => "reachability",
            Self::Resilience => "resilience",
            Self::Routing => "routing",
            Self::Structure => "structure",
        }
    }

    /// What people read above its rules.
    pub fn title(self) -> &'static str {
        match self {
            Self::Addressing => "Addresses and CIDR blocks",
            Self::Cost => "Cost",
            Self::Filtering => "Security groups and network ACLs",
            Self::Quota => "Quotas",
            Self::Reachability => "Gateways, peering and endpoints",
            Self::Resilience => "Resilience",
            Self::Routing => "Route tables",
            Self::Structure => "What belongs to what",
        }
    }
}

/// A rule of the catalogue: what is known of it without a drawing.
#[derive(Clone, Copy, Debug)]
pub struct RuleInfo {
    /// Its kebab-case id, which names the defect and never changes.
    pub id: &'static str,
    /// What it says, as a heading.
    pub title: &'static str,
    /// What it is about.
    pub group: Group,
    /// The numbers of the rule book.
    pub book: &'static [&'static str],
    /// The book's codes; the first is that of most findings.
    pub codes: &'static [&'static str],
    /// The errors that the API would return, where the book names them; the first is that of most findings.
    pub api_errors: &'static [&'static str],
    /// How bad its findings are.
    pub severity: Severity,
    /// The version of Netyard that brought it.
    pub since: &'static str,
    /// Its page in Markdown; see [`RuleInfo::sections`]. Empty without the feature `pages`.
    pub page: &'static str,
    pub(in crate::rules) check: fn(&Context<'_>, &mut Report),
}

impl RuleInfo {
    /// The code of most of its findings, if the book has one.
    pub fn code(&self) -> Option<&'static str> {
        self.codes.first().copied()
    }

    /// The API error of most of its findings, if the book names one.
    pub fn api_error(&self) -> Option<&'static str> {
        self.api_errors.first().copied()
    }

    /// The parts of its page: heading (*What it checks*, *Why it matters*, *How to fix*, *Limits*, *References*) and
    /// Markdown text.
    pub fn sections(&self) -> Vec<(&'static str, String)> {
        crate::page::sections(self.page)
    }

    /// One part of its page; empty where it has none of that heading.
    pub fn section(&self, heading: &str) -> String {
        let found = self.sections().into_iter().find(|(name, _)| *name == heading);
        found.map(|(_, text)| text).unwrap_or_default()
    }

    pub(in crate::rules) fn is_called(&self, query: &str) -> bool {
        let mut names =
            [self.id].into_iter().chain(self.codes.iter().chain(self.api_errors).chain(self.book).copied());
        names.any(|name| name.eq_ignore_ascii_case(query))
    }
}
