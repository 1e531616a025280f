//! Reads a template in YAML. The parser gives events with their places and tags; what they mean is decided here.

use super::short_form;
use crate::declared::node::{Broken, Kind, MOST_LEVELS, Member, Node, Place};
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Tag};
use std::collections::BTreeMap;

/// Reads the first document of a text. `room` is how many parts there may be; it is counted down.
pub(super) fn read(text: &str, room: &mut usize) -> Result<Node, Broken> {
    let mut reader = Reader { open: Vec::new(), anchors: BTreeMap::new(), root: None, room };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            Broken::new(place(error.marker()), format!("This is no YAML: {}.", error.info()))
        })?;
        let at = place(&span.start);
        match event {
            Event::Alias(anchor) => reader.alias(anchor, at)?,
            Event::Scalar(value, style, anchor, tag) => {
                reader.scalar(&value, style, anchor, tag.as_deref(), at)?;
            }
            Event::SequenceStart(anchor, tag) => reader.begin(false, anchor, tag.as_deref(), at)?,
            Event::MappingStart(anchor, tag) => reader.begin(true, anchor, tag.as_deref(), at)?,
            Event::SequenceEnd | Event::MappingEnd => reader.end()?,
            Event::DocumentEnd => break,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) => {}
        }
    }
    reader.root.ok_or_else(|| Broken::new(Place { line: 1, column: 1 }, "The file is empty."))
}

fn place(marker: &Marker) -> Place {
    Place { line: marker.line(), column: marker.col() + 1 }
}

/// A list or object that is not closed yet.
struct Open {
    place: Place,
    is_map: bool,
    anchor: usize,
    tag: Option<String>,
    items: Vec<Node>,
    members: Vec<Member>,
    /// The key whose value comes next.
    key: Option<(String, Place)>,
    /// Where each key stood.
    keys: BTreeMap<String, Place>,
}

struct Reader<'a> {
    open: Vec<Open>,
    /// What aliases stand for; nothing where it is not closed yet.
    anchors: BTreeMap<usize, Option<Node>>,
    root: Option<Node>,
    room: &'a mut usize,
}

impl Reader<'_> {
    fn spend(&mut self, parts: usize, at: Place) -> Result<(), Broken> {
        *self.room = self.room.checked_sub(parts).ok_or_else(|| Broken::too_many(at))?;
        Ok(())
    }

    fn begin(&mut self, is_map: bool, anchor: usize, tag: Option<&Tag>, place: Place) -> Result<(), Broken> {
        if self.open.len() >= MOST_LEVELS {
            return Err(Broken::too_deep(place));
        }
        self.spend(1, place)?;
        if anchor > 0 {
            self.anchors.insert(anchor, None);
        }
        self.open.push(Open {
            place,
            is_map,
            anchor,
            tag: tag.and_then(own_tag),
            items: Vec::new(),
            members: Vec::new(),
            key: None,
            keys: BTreeMap::new(),
        });
        Ok(())
    }

    fn end(&mut self) -> Result<(), Broken> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let Open { place, is_map, anchor, tag, items, members, .. } = open;
        let kind = if is_map { Kind::Map(merged(members)?) } else { Kind::List(items) };
        self.close(Node { place, kind }, anchor, tag.as_deref())
    }

    fn scalar(
        &mut self,
        value: &str,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        place: Place,
    ) -> Result<(), Broken> {
        self.spend(1, place)?;
        let is_text = tag.is_some_and(|tag| tag.is_yaml_core_schema() && tag.suffix == "str");
        let quoted = is_text || style != ScalarStyle::Plain;
        let is_null = !quoted && matches!(value, "" | "~" | "null" | "Null" | "NULL");
        let tag = tag.and_then(own_tag);
        let kind = if is_null && tag.is_none() {
            Kind::Null
        } else {
            Kind::Scalar { text: value.to_owned(), quoted }
        };
        self.close(Node { place, kind }, anchor, tag.as_deref())
    }

    fn alias(&mut self, anchor: usize, place: Place) -> Result<(), Broken> {
        let Some(Some(node)) = self.anchors.get(&anchor) else {
            return Err(Broken::new(place, "The alias stands inside of what it stands for."));
        };
        let node = node.clone();
        if self.open.len() + node.levels() > MOST_LEVELS {
            return Err(Broken::too_deep(place));
        }
        self.spend(node.size(), place)?;
        self.put(node)
    }

    /// What is read whole: its tag makes a function of it, its anchor remembers it.
    fn close(&mut self, node: Node, anchor: usize, tag: Option<&str>) -> Result<(), Broken> {
        let node = match tag {
            Some(tag) => {
                self.spend(2, node.place)?;
                short_form::spelled_out(tag, node)?
            }
            None => node,
        };
        if anchor > 0 {
            self.anchors.insert(anchor, Some(node.clone()));
        }
        self.put(node)
    }

    fn put(&mut self, node: Node) -> Result<(), Broken> {
        let Some(open) = self.open.last_mut() else {
            self.root.get_or_insert(node);
            return Ok(());
        };
        if !open.is_map {
            open.items.push(node);
            return Ok(());
        }
        if let Some((key, place)) = open.key.take() {
            open.members.push(Member { key, place, value: node });
        } else {
            let Some(key) = node.scalar().map(str::to_owned) else {
                return Err(Broken::new(node.place, "A key must be a text."));
            };
            // Several of them may be merged into one object.
            if key != MERGE
                && let Some(first) = open.keys.insert(key.clone(), node.place)
            {
                return Err(Broken::twice(node.place, &key, first));
            }
            open.key = Some((key, node.place));
        }
        Ok(())
    }
}

/// The key whose value is merged into the object around it.
const MERGE: &str = "<<";

/// Takes over the keys of merged objects that the object itself does not have.
fn merged(members: Vec<Member>) -> Result<Vec<Member>, Broken> {
    if members.iter().all(|member| member.key != MERGE) {
        return Ok(members);
    }
    let (merges, mut own): (Vec<Member>, Vec<Member>) =
        members.into_iter().partition(|member| member.key == MERGE);
    for merge in merges {
        let sources = match merge.value.kind {
            Kind::Map(members) => vec![members],
            Kind::List(items) => items.into_iter().map(|item| item.members().to_vec()).collect(),
            _ => return Err(Broken::new(merge.place, "Only an object can be merged by <<.")),
        };
        for member in sources.into_iter().flatten() {
            if own.iter().all(|known| known.key != member.key) {
                own.push(member);
            }
        }
    }
    Ok(own)
}

/// A tag that is no part of YAML itself.
fn own_tag(tag: &Tag) -> Option<String> {
    (!tag.is_yaml_core_schema() && !tag.suffix.is_empty()).then(|| tag.suffix.clone())
}
