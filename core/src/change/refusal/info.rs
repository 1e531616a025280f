use super::{Act, Refusal};
use crate::message::Message;

/// An act that AWS refuses: what is known of it without a drawing.
#[derive(Clone, Copy, Debug)]
pub struct RefusalInfo {
    /// Its kebab-case id, which never changes.
    pub id: &'static str,
    /// What it says, as a heading.
    pub title: &'static str,
    /// The numbers of the rule book.
    pub book: &'static [&'static str],
    /// The book's code, where it has one.
    pub code: Option<&'static str>,
    /// The error that the API returns, where the book names one.
    pub api_error: Option<&'static str>,
    /// Its page in Markdown; see [`RefusalInfo::sections`]. Empty without the feature `pages`.
    pub page: &'static str,
    pub(super) check: fn(&Act<'_>) -> Option<Refusal>,
}

impl RefusalInfo {
    /// The parts of its page: heading (*What it checks*, *Why it matters*, *How to fix*, *Limits*, *References*) and
    /// Markdown text.
    pub fn sections(&self) -> Vec<(&'static str, String)> {
        crate::page::sections(self.page)
    }

    /// Whether a person may mean it: by id, code, API error or number of the rule book, in any letter case.
    pub fn is_called(&self, query: &str) -> bool {
        let mut names =
            [self.id].into_iter().chain(self.code).chain(self.api_error).chain(self.book.iter().copied());
        names.any(|name| name.eq_ignore_ascii_case(query))
    }

    /// What AWS answers to one such act.
    pub(super) fn refused(&self, message: Message) -> Refusal {
        Refusal {
            rule: self.id,
            book: self.book.to_vec(),
            code: self.code,
            api_error: self.api_error,
            message,
        }
    }
}

/// Writes the metadata of a refused act; `code` and `api_error` are left out where the book names none. The doc comment
/// above it is also its page, with the headings of a rule's page.
macro_rules! refusal {
    (
        $(#[doc = $line:literal])+
        RefusalInfo {
            id: $id:literal,
            title: $title:literal,
            book: $book:expr,
            $(code: $code:literal,)?
            $(api_error: $api_error:literal,)?
        }
    ) => {
        $(#[doc = $line])+
        pub(super) const RULE: $crate::change::RefusalInfo = $crate::change::RefusalInfo {
            id: $id,
            title: $title,
            book: $book,
            code: refusal!(@named $($code)?),
            api_error: refusal!(@named $($api_error)?),
            page: $crate::page::page!($($line, "\n"),+),
            check,
        };
    };
    (@named) => { None };
    (@named $name:literal) => { Some($name) };
}

pub(super) use refusal;
