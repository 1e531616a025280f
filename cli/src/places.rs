//! Where things stand in the text of a drawing, for reports that point at lines.

use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The lines of resources and expectations.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// By the map that a thing stands in, and its id; from 1.
    lines: BTreeMap<(&'static str, String), usize>,
}

/// The parts of a file that reports point at. A value of JSON that is kept as it is written is a piece of the text, so that
/// its place in memory tells where it stands.
#[derive(Debug, Deserialize)]
struct Written<'a> {
    #[serde(borrow, default)]
    resources: BTreeMap<Cow<'a, str>, &'a RawValue>,
    #[serde(borrow, default)]
    expectations: BTreeMap<Cow<'a, str>, &'a RawValue>,
}

impl Places {
    /// Reads the text of a drawing that opens; of any other text it knows no places.
    pub(crate) fn of(text: &str) -> Self {
        let Ok(Written { resources, expectations }) = serde_json::from_str(text) else {
            return Self::default();
        };
        let breaks: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
        let line = |value: &RawValue| {
            let at = value.get().as_ptr().addr().saturating_sub(text.as_ptr().addr());
            breaks.partition_point(|end| *end < at) + 1
        };
        let maps = [("resources", resources), ("expectations", expectations)];
        let lines = maps.into_iter().flat_map(|(map, things)| {
            things.into_iter().map(move |(id, value)| ((map, id.into_owned()), value))
        });
        Self { lines: lines.map(|(key, value)| (key, line(value))).collect() }
    }

    /// The line where a thing of `resources` or `expectations` begins.
    pub(crate) fn line_of(&self, map: &'static str, id: &str) -> Option<usize> {
        self.lines.get(&(map, id.to_owned())).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn things_are_found_on_their_lines() {
        let text = "{\n  \"resources\": {\n    \"vpc-1\": {\"type\": \"vpc\"},\n    \"s\\u0075bnet-1\": {\n    }\n  },\n  \"expectations\": {\"e1\": {}}\n}\n";
        let places = Places::of(text);
        assert_eq!(places.line_of("resources", "vpc-1"), Some(3));
        assert_eq!(places.line_of("resources", "subnet-1"), Some(4));
        assert_eq!(places.line_of("expectations", "e1"), Some(7));
        assert_eq!(places.line_of("resources", "e1"), None);
    }

    #[test]
    fn text_that_is_no_drawing_has_no_places() {
        for text in ["", "[]", "{\"resources\": 1}", "{"] {
            assert_eq!(Places::of(text).line_of("resources", "vpc-1"), None, "{text}");
        }
    }
}
