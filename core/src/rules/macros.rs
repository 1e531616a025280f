//! What every rule file begins with.

/// The text of a page from its parts; empty without the feature `pages`.
macro_rules! page {
    ($($part:literal),+ $(,)?) => {
        if cfg!(feature = "pages") { concat!($($part),+) } else { "" }
    };
}

/// Writes the metadata of a rule. The doc comment above it is also its page: it has the headings *What it checks*,
/// *Why it matters*, *How to fix*, *Limits* and *References*, in this order.
macro_rules! rule {
    ($(#[doc = $line:literal])+ RuleInfo { $($fields:tt)* }) => {
        $(#[doc = $line])+
        pub(in crate::rules) const RULE: $crate::rules::RuleInfo = $crate::rules::RuleInfo {
            page: page!($($line, "\n"),+),
            check,
            $($fields)*
        };
    };
}
