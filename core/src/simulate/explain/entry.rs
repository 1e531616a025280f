/// A place at which something is decided about a packet, with everything that may be said there.
#[derive(Clone, Copy, Debug)]
pub struct Topic {
    /// Its kebab-case id, which begins with `packet-`.
    pub id: &'static str,
    /// What people read above its entries.
    pub title: &'static str,
    /// Where on the way it stands, and as which kind of hop.
    pub place: &'static str,
    /// The pages of AWS.
    pub references: &'static [&'static str],
    /// What may be said there: the codes first, then the numbers of the rule book.
    pub entries: &'static [Entry],
}

/// One code or one number of the rule book that a trace may carry.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The code, or the number of the rule book.
    pub name: &'static str,
    /// Whether `name` is a code.
    pub is_code: bool,
    /// The numbers of the rule book that stand behind it.
    pub book: &'static [&'static str],
    /// What AWS Reachability Analyzer says there, where a trace has no place for it: nothing is stopped.
    pub aws: &'static [&'static str],
    /// What it means.
    pub meaning: &'static str,
    /// What to do.
    pub advice: &'static str,
}

impl Entry {
    /// A code that a blocker or a note carries, with the numbers behind it.
    pub(super) const fn code(
        name: &'static str,
        book: &'static [&'static str],
        meaning: &'static str,
        advice: &'static str,
    ) -> Self {
        Self { name, is_code: true, book, aws: &[], meaning, advice }
    }

    /// A number that the decision of a hop carries; a list of one.
    pub(super) const fn number(
        book: &'static [&'static str; 1],
        meaning: &'static str,
        advice: &'static str,
    ) -> Self {
        let [name] = *book;
        Self { name, is_code: false, book, aws: &[], meaning, advice }
    }

    /// With what AWS Reachability Analyzer says there.
    pub(super) const fn known_as(self, aws: &'static [&'static str]) -> Self {
        Self { aws, ..self }
    }

    /// Whether a person may mean it: by its name, a number behind it, or AWS's word, in any letter case.
    pub fn is_called(&self, query: &str) -> bool {
        let mut names = [self.name].into_iter().chain(self.book.iter().chain(self.aws).copied());
        names.any(|name| name.eq_ignore_ascii_case(query))
    }
}
