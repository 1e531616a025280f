//! A document in parts that can be read one by one: each is a drawing with some of the resources.

use crate::demand::Opening;
use netyard_core::model::Document;
use netyard_core::schema;

/// Resources of a part: read in a few milliseconds.
const IN_PART: usize = 500;

/// The parts of a document, as texts, with how many resources each holds. The first one has everything but resources
/// and placements.
pub(crate) type Telling = Box<dyn Iterator<Item = (String, usize)>>;

/// Takes a document apart.
pub(crate) fn parts_of(whole: Document) -> Telling {
    Box::new(Parts { whole, first: true })
}

struct Parts {
    whole: Document,
    first: bool,
}

impl Iterator for Parts {
    type Item = (String, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let whole = &mut self.whole;
        let mut part = Document::default();
        if std::mem::take(&mut self.first) {
            let rest = Document {
                resources: std::mem::take(&mut whole.resources),
                placement: std::mem::take(&mut whole.placement),
                placement_extra: std::mem::take(&mut whole.placement_extra),
                ..Document::default()
            };
            part = std::mem::replace(whole, rest);
        } else if whole.resources.is_empty() && whole.placement.is_empty() {
            return None;
        }
        while part.resources.len() < IN_PART
            && let Some((id, resource)) = whole.resources.pop_first()
        {
            part.resources.insert(id, resource);
        }
        while part.placement.len() < IN_PART
            && let Some((id, place)) = whole.placement.pop_first()
        {
            if let Some((key, extra)) = whole.placement_extra.remove_entry(&id) {
                part.placement_extra.insert(key, extra);
            }
            part.placement.insert(id, place);
        }
        let count = part.resources.len();
        Some((schema::save(&part), count))
    }
}

/// Adds a part to what was read before. The first part is the beginning of everything.
pub(crate) fn merge(whole: &mut Option<Document>, text: &str, open: Opening) -> Result<(), String> {
    let part = open(text)?.document;
    match whole {
        None => *whole = Some(part),
        Some(whole) => {
            for (id, resource) in part.resources {
                whole.resources.insert(id, resource);
            }
            for (id, place) in part.placement {
                whole.placement.insert(id, place);
            }
            for (id, extra) in part.placement_extra {
                whole.placement_extra.insert(id, extra);
            }
        }
    }
    Ok(())
}
