//! Names for new things that people can say: `web-1`, `subnet-a`, `igw-shop`.

use netyard_core::ordered::IntoOrdered;
use std::collections::BTreeSet;

use netyard_core::model::{Document, Resource};

/// The name itself if it is free, else with a number after it. Unique in the drawing, so that `--from web-1` means
/// one thing.
pub(crate) fn unique_name(document: &Document, wanted: &str) -> String {
    let taken = names(document);
    if !taken.contains(wanted) {
        return wanted.to_owned();
    }
    numbered(wanted, 2, &taken)
}

/// The first of `stem-1`, `stem-2`, … that is free.
pub(crate) fn numbered_name(document: &Document, stem: &str) -> String {
    let taken = names(document);
    numbered(stem, 1, &taken)
}

/// The first free number from `first` on. Of as many numbers as there are names, and one more, one is free.
fn numbered(stem: &str, first: usize, taken: &BTreeSet<&str>) -> String {
    (first..=first + taken.len())
        .map(|number| format!("{stem}-{number}"))
        .find(|name| !taken.contains(name.as_str()))
        .unwrap_or_else(|| stem.to_owned())
}

fn names(document: &Document) -> BTreeSet<&str> {
    document.resources.values().filter_map(|resource| Resource::name(resource)).into_set()
}

/// What a thing is called in a sentence, also what exists without an entry: "the internet", "Amazon S3".
pub(crate) fn called(document: &Document, key: &str) -> String {
    if let Some(part) = crate::part::part_of_reserved(key) {
        return part.with_article.to_owned();
    }
    let own = if document.resource(key).is_some() { None } else { key.split_once('/') };
    own.map_or_else(|| document.display_name(key), |(_, zone)| zone).to_owned()
}

/// The letter of a zone: `a` of `eu-west-1a`.
pub(crate) fn zone_letter(zone: &str) -> &str {
    zone.char_indices().next_back().map_or("", |(at, _)| zone.get(at..).unwrap_or_default())
}

/// A name without its last word, if that is a number or a single letter: `app` of `app-a`.
pub(crate) fn stem(name: &str) -> &str {
    match name.rsplit_once('-') {
        Some((stem, last))
            if !stem.is_empty()
                && (last.len() == 1
                    || last.chars().all(|letter| letter.is_ascii_digit())
                    || last.len() == 2) =>
        {
            stem
        }
        _ => name,
    }
}
