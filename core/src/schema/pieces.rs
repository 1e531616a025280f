use super::number;
use super::save::{save, to_value};
use crate::model::{Document, ResourceId};
use std::collections::VecDeque;
use std::sync::Arc;

/// Resources, or placements, of a piece.
const IN_PIECE: usize = 250;

/// What [`save`] writes, piece by piece: one after the other they are the same text. A host that must not be busy for
/// long does something else in between.
#[derive(Debug)]
pub struct Pieces {
    document: Arc<Document>,
    /// What stands before, between and behind the two long maps, with the map that follows each.
    frame: VecDeque<(String, Map)>,
    now: Map,
    /// Whether an entry of the map was written: a comma comes before the next one.
    begun: bool,
}

/// Where in the document the next piece begins.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Map {
    None,
    /// Behind this resource, or at the first one.
    Resources(Option<ResourceId>),
    /// Behind this placement, or at the first one.
    Placement(Option<String>),
}

impl Pieces {
    /// The pieces of a document, which is not copied.
    pub fn of(document: &Arc<Document>) -> Self {
        // By name, so that a field that is added is not forgotten here.
        let Document {
            title,
            rules_date,
            resources: _,
            placement: _,
            placement_extra: _,
            expectations,
            notes,
            accepted,
            extra,
        } = document.as_ref();
        let rest = save(&Document {
            title: title.clone(),
            rules_date: rules_date.clone(),
            expectations: expectations.clone(),
            notes: notes.clone(),
            accepted: accepted.clone(),
            extra: extra.clone(),
            ..Document::default()
        });
        Self { document: Arc::clone(document), frame: frame(&rest), now: Map::None, begun: false }
    }

    /// The entries that come next of the map at hand; `None` behind the last one.
    fn entries(&mut self) -> Option<String> {
        use std::ops::Bound::{Excluded, Unbounded};
        let mut part = Document::default();
        let name = match &mut self.now {
            Map::None => return None,
            Map::Resources(last) => {
                let from = last.as_ref().map_or(Unbounded, Excluded);
                let next = self.document.resources.range::<ResourceId, _>((from, Unbounded)).take(IN_PIECE);
                part.resources.extend(next.map(|(id, resource)| (id.clone(), Arc::clone(resource))));
                *last = Some(part.resources.last_key_value()?.0.clone());
                "resources"
            }
            Map::Placement(last) => {
                let from = last.as_ref().map_or(Unbounded, Excluded);
                let next = self.document.placement.range::<String, _>((from, Unbounded)).take(IN_PIECE);
                part.placement.extend(next.map(|(id, place)| (id.clone(), *place)));
                *last = Some(part.placement.last_key_value()?.0.clone());
                for key in part.placement.keys() {
                    if let Some(extra) = self.document.placement_extra.get(key) {
                        part.placement_extra.insert(key.clone(), extra.clone());
                    }
                }
                "placement"
            }
        };
        // Written inside an object, as deep as they stand in the whole.
        let value = to_value(&part).get_mut(name).map(serde_json::Value::take).unwrap_or_default();
        let mut object = serde_json::Map::new();
        object.insert(name.to_owned(), value);
        let text = number::restore(serde_json::to_string_pretty(&object).unwrap_or_default());
        let inside = text.strip_prefix(&format!("{{\n  \"{name}\": {{")).unwrap_or_default();
        let inside = inside.strip_suffix("\n  }\n}").unwrap_or_default();
        let comma = if std::mem::replace(&mut self.begun, true) { "," } else { "" };
        Some(format!("{comma}{inside}"))
    }
}

impl Iterator for Pieces {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        if let Some(entries) = self.entries() {
            return Some(entries);
        }
        let (mut text, next) = self.frame.pop_front()?;
        if std::mem::take(&mut self.begun) {
            text.insert_str(0, "\n  ");
        }
        self.now = next;
        Some(text)
    }
}

/// Cuts the text of a document that has neither resources nor placements where both stand. What is in texts cannot be
/// taken for them: a line break is never written inside one.
fn frame(rest: &str) -> VecDeque<(String, Map)> {
    let mut frame = VecDeque::new();
    let mut from = 0;
    for (name, map) in [("resources", Map::Resources(None)), ("placement", Map::Placement(None))] {
        let empty = format!("\n  \"{name}\": {{}}");
        let Some(at) = rest.get(from..).and_then(|rest| rest.find(&empty)) else { continue };
        let to = from + at + empty.len() - 1;
        frame.push_back((rest.get(from..to).unwrap_or_default().to_owned(), map));
        from = to;
    }
    frame.push_back((rest.get(from..).unwrap_or_default().to_owned(), Map::None));
    frame
}
