use netyard_core::model::{ResourceId, Tags};
use netyard_core::net::{Address, CidrBlock, Protocol};
use netyard_core::ordered::IntoOrdered;
use serde_json::Value;
use std::rc::Rc;

/// One object of an answer, with the place where it stands.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// The file.
    pub(super) file: Rc<str>,
    /// Its JSON path in the file.
    pub(super) place: String,
    /// The object.
    pub(super) value: Value,
}

impl Item {
    /// The text of a field, if it is a text and not empty.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        text(&self.value, key)
    }

    /// The text of a field as the id of a resource.
    pub(super) fn id(&self, key: &str) -> Option<ResourceId> {
        self.text(key).map(ResourceId::new)
    }

    /// The field as a boolean; what is absent is false.
    pub(super) fn flag(&self, key: &str) -> bool {
        self.value.get(key).and_then(Value::as_bool).unwrap_or(false)
    }

    /// The objects of a list, each with its place.
    pub(super) fn list(&self, key: &str) -> Vec<Item> {
        self.value.get(key).and_then(Value::as_array).map_or_else(Vec::new, |items| {
            items.iter().enumerate().map(|(index, value)| self.part(key, index, value)).collect()
        })
    }

    fn part(&self, key: &str, index: usize, value: &Value) -> Item {
        let place = format!("{}.{key}[{index}]", self.place);
        Item { file: Rc::clone(&self.file), place, value: value.clone() }
    }

    /// The object of a field, with its place.
    pub(super) fn object(&self, key: &str) -> Option<Item> {
        let value = self.value.get(key).filter(|value| value.is_object())?.clone();
        Some(Item { file: Rc::clone(&self.file), place: format!("{}.{key}", self.place), value })
    }

    /// The value of the `Name` tag, which is what people call it.
    pub(super) fn name(&self) -> Option<String> {
        self.tag_pairs().find(|(key, _)| *key == "Name").map(|(_, value)| value.to_owned())
    }

    /// The tags, without `Name`: that one is the name.
    pub(super) fn tags(&self) -> Tags {
        let other = self.tag_pairs().filter(|(key, _)| *key != "Name");
        other.map(|(key, value)| (key.to_owned(), value.to_owned())).into_map()
    }

    fn tag_pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let lists =
            ["Tags", "TagSet", "TagList"].into_iter().filter_map(|key| self.value.get(key)?.as_array());
        lists.flatten().filter_map(|tag| Some((text(tag, "Key")?, tag.get("Value")?.as_str()?)))
    }
}

pub(super) fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key).and_then(Value::as_str).filter(|text| !text.is_empty())
}

pub(super) fn cidr(value: &Value, key: &str) -> Option<CidrBlock> {
    text(value, key).map(CidrBlock::new)
}

pub(super) fn address(value: &Value, key: &str) -> Option<Address> {
    text(value, key).map(Address::new)
}

/// The protocol of a rule; one that is no text and no number matches nothing.
pub(super) fn protocol(value: &Value, key: &str) -> Option<Protocol> {
    let value = value.get(key).filter(|value| !value.is_null())?;
    Some(value.as_str().map_or_else(|| Protocol::new(&value.to_string()), Protocol::new))
}

pub(super) fn number(value: &Value, key: &str) -> Option<i64> {
    let value = value.get(key)?;
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

pub(super) fn small(value: &Value, key: &str) -> Option<i32> {
    number(value, key).and_then(|number| i32::try_from(number).ok())
}
