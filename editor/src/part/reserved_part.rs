//! Parts that stand for what exists without an entry in the document.

use netyard_core::model::reserved;

use super::{PARTS, Part, PartGroup};

/// The part that stands for the internet or a Regional service.
pub(crate) fn part_of_reserved(key: &str) -> Option<&'static Part> {
    let word = match reserved::service_of(key) {
        Some((service, _)) => service.word(),
        None => key,
    };
    PARTS.iter().find(|part| part.group == PartGroup::Outside && part.type_name() == word)
}
