//! What a drawing holds that is nobody else's business: account ids, tags and descriptions.
//!
//! What the drawing means stays: rules read neither tags nor descriptions, and accounts are still told apart. **Names
//! stay**, also those that an import took from the tag `Name`, because people find their things by them; so do notes,
//! titles and reasons, in which account ids are replaced like everywhere else.

use crate::accounts::Accounts;
use crate::import::Imported;
use crate::report::{ImportReport, ReportEntry};
use netyard_core::model::Document;
use netyard_core::schema::{self, OpenError};
use serde_json::{Map, Value};

/// What is left out. By default nothing is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Private {
    /// Account ids, wherever they stand: `account-1` and so on stand in their place, each for one account.
    pub account_ids: bool,
    /// Tags, wherever they stand. Names stay.
    pub tags: bool,
    /// Descriptions, wherever they stand. Notes, titles and reasons stay.
    pub descriptions: bool,
}

impl Private {
    /// Everything that can be left out.
    pub const ALL: Self = Self { account_ids: true, tags: true, descriptions: true };

    /// Whether nothing is left out.
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

/// Maps in which a key is an id that somebody chose, and so never a field to be left out.
const MAPS: &[&str] = &[
    "resources",
    "placement",
    "expectations",
    "notes",
    "accepted",
    "routes",
    "ipPermissions",
    "ipPermissionsEgress",
    "securityGroupVpcAssociations",
    "entries",
    "listens",
];

/// How many things were left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct LeftOut {
    tags: usize,
    descriptions: usize,
}

/// A drawing without its private data.
///
/// # Errors
/// Where what is left does not open, which only a name near the cap of its length can bring about.
pub fn leave_out(document: &Document, private: Private) -> Result<Document, OpenError> {
    if private.is_nothing() {
        return Ok(document.clone());
    }
    let mut value = schema::to_value(document);
    apply(&mut value, private);
    Ok(schema::open_value(value)?.document)
}

/// An import without private data, in its drawing and in its report, which says what was left out.
///
/// # Errors
/// As [`leave_out`].
pub fn leave_out_of(imported: Imported, private: Private) -> Result<Imported, OpenError> {
    if private.is_nothing() {
        return Ok(imported);
    }
    let Imported { document, mut report } = imported;
    let mut value = schema::to_value(&document);
    let left_out = strip(&mut value, private);
    let mut accounts = 0;
    if private.account_ids {
        let told: Vec<Value> = texts(&mut report).map(|text| Value::from(text.as_str())).collect();
        let found = Accounts::of(&[&value, &Value::Array(told)]);
        accounts = found.len();
        found.mask(&mut value);
        for text in texts(&mut report) {
            if let Some(masked) = found.masked(text) {
                *text = masked;
            }
        }
    }
    tell(&mut report, accounts, left_out);
    Ok(Imported { document: schema::open_value(value)?.document, report })
}

/// Every text of a report.
fn texts(report: &mut ImportReport) -> impl Iterator<Item = &mut String> {
    let ImportReport { read, approximated, plain, skipped } = report;
    [read, approximated, plain, skipped].into_iter().flatten().flat_map(|entry| {
        let ReportEntry { file, place, also, what, count: _, why } = entry;
        [file, place, what, why].into_iter().chain(also)
    })
}

fn tell(report: &mut ImportReport, accounts: usize, left_out: LeftOut) {
    let line = |what: &str, count, why: &str| ReportEntry {
        file: "the import as a whole".to_owned(),
        place: String::new(),
        also: Vec::new(),
        what: what.to_owned(),
        count,
        why: why.to_owned(),
    };
    if accounts > 0 {
        let why = "Left out as asked: account-1 and so on stand in their place, in this report, too.";
        report.approximated.push(line("Account id", accounts, why));
    }
    let skipped = [
        ("Tags", left_out.tags, "Left out as asked. Names stay, also those from the tag Name."),
        ("Description", left_out.descriptions, "Left out as asked."),
    ];
    for (what, count, why) in skipped.into_iter().filter(|(_, count, _)| *count > 0) {
        report.skipped.push(line(what, count, why));
    }
}

/// Leaves private data out of a document as a value: everywhere, also in fields and types that this version does not know.
pub(crate) fn apply(document: &mut Value, private: Private) {
    strip(document, private);
    if private.account_ids {
        Accounts::of(&[&*document]).mask(document);
    }
}

/// Takes tags and descriptions out of a document.
fn strip(document: &mut Value, private: Private) -> LeftOut {
    let mut left_out = LeftOut::default();
    if private.tags || private.descriptions {
        strip_under(document, "", private, &mut left_out);
    }
    left_out
}

/// Takes tags and descriptions out of a value that stands under `key`.
fn strip_under(value: &mut Value, key: &str, private: Private, left_out: &mut LeftOut) {
    match value {
        Value::Object(fields) => {
            if !MAPS.contains(&key) {
                fields.retain(|field, _| {
                    let (is_tag, is_description) = (is_tag(field, private), is_description(field, private));
                    left_out.tags += usize::from(is_tag);
                    left_out.descriptions += usize::from(is_description);
                    !is_tag && !is_description
                });
            }
            fields.iter_mut().for_each(|(field, value)| strip_under(value, field, private, left_out));
        }
        Value::Array(items) => {
            items.retain(|item| item.as_object().is_none_or(|item| !changes_unwanted(item, private)));
            for item in items {
                strip_under(item, "", private, left_out);
            }
        }
        _ => {}
    }
}

/// A field of our own, or of AWS's answers in what was imported without being understood.
fn is_tag(field: &str, private: Private) -> bool {
    private.tags && ["tags", "tagSet", "tagList"].iter().any(|name| field.eq_ignore_ascii_case(name))
}

fn is_description(field: &str, private: Private) -> bool {
    private.descriptions && field.eq_ignore_ascii_case("description")
}

/// Whether an item is the change of a tag or description, as an expectation tries it out: there is nothing to change
/// any more.
fn changes_unwanted(item: &Map<String, Value>, private: Private) -> bool {
    let path = item
        .get("path")
        .and_then(Value::as_str)
        .filter(|_| item.contains_key("set") || item.contains_key("remove"));
    path.is_some_and(|path| {
        path.split('/').any(|field| is_tag(field, private) || is_description(field, private))
    })
}
