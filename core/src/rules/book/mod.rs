//! The numbers of the rule book: every rule of AWS's networks that Netyard knows of, with a line about it, whether this
//! version answers for it or not.
//!
//! They stand in `numbers.txt`, one line each: `+` or `-`, the number, its kinds, and what it says, and below it the codes
//! with which AWS Reachability Analyzer says it. `+` is a promise: a test fails while nothing covers the number and its
//! codes, but those with a `-` of their own. What covers which is found out by running the fixtures
//! (`cargo xtask coverage`), never written down.

mod parse;

use std::sync::LazyLock;

static SECTIONS: LazyLock<Vec<Section>> = LazyLock::new(|| parse::sections(include_str!("numbers.txt")));

/// A section of the rule book.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its number; a section without numbered rules is left out.
    pub number: u8,
    /// What it is about.
    pub title: &'static str,
    /// Its rules, in the order of the book.
    pub rules: Vec<Numbered>,
}

/// A numbered rule of the book.
#[derive(Clone, Debug)]
pub struct Numbered {
    /// The number, such as `R-RT-13`.
    pub number: &'static str,
    /// Its kinds, one letter each: `V` AWS refuses it or it can never work, `S` it decides about packets, `W` it is legal
    /// and probably a mistake, `Q` it is a quota. A price or a remark has none.
    pub kinds: &'static str,
    /// What it says, in a line.
    pub summary: &'static str,
    /// The codes of AWS Reachability Analyzer for it.
    pub codes: Vec<Code>,
    /// Whether this version answers for it.
    pub is_served: bool,
}

/// A code of AWS Reachability Analyzer.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    /// The code.
    pub name: &'static str,
    /// Whether this version says it, where it answers for the rule.
    pub is_served: bool,
}

/// Every section, in the order of the book.
pub fn sections() -> &'static [Section] {
    &SECTIONS
}

/// The rule of a number, in any letter case, with its section.
pub fn find(number: &str) -> Option<(&'static Section, &'static Numbered)> {
    let of = |section: &'static Section| {
        let rule = section.rules.iter().find(|rule| rule.number.eq_ignore_ascii_case(number))?;
        Some((section, rule))
    };
    sections().iter().find_map(of)
}
