//! What every rule file begins with.

/// Writes the metadata of a rule; `codes` and `api_errors` are left out where the book names none. The doc comment above
/// it is also its page: it has the headings *What it checks*, *Why it matters*, *How to fix*, *Limits* and *References*,
/// in this order.
macro_rules! rule {
    (
        $(#[doc = $line:literal])+
        RuleInfo {
            id: $id:literal,
            title: $title:literal,
            group: $group:expr,
            book: $book:expr,
            $(codes: $codes:expr,)?
            $(api_errors: $api_errors:expr,)?
            severity: $severity:expr,
            since: $since:literal,
        }
    ) => {
        $(#[doc = $line])+
        pub(in crate::rules) const RULE: $crate::rules::RuleInfo = $crate::rules::RuleInfo {
            id: $id,
            title: $title,
            group: $group,
            book: $book,
            codes: rule!(@list $($codes)?),
            api_errors: rule!(@list $($api_errors)?),
            severity: $severity,
            since: $since,
            page: $crate::page::page!($($line, "\n"),+),
            check,
        };
    };
    (@list) => { &[] };
    (@list $list:expr) => { $list };
}
