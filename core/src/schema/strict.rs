//! Reads JSON into a value while refusing what serde_json would let pass in silence: a key that stands twice or begins
//! with U+0000, and nesting beyond the cap.

use super::syntax::{SyntaxFault, syntax_fault};
use super::{OpenError, caps, number};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::fmt;

/// Parses JSON strictly: a key that stands twice in an object, one that begins with U+0000 and nesting beyond the cap
/// are refused with their place.
pub fn parse(text: &str) -> Result<Value, OpenError> {
    let state = RefCell::new(State { floats: number::floats(text), ..State::default() });
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let result = Seed { state: &state }
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value));
    let refused = state.borrow_mut().refused.take();
    match (result, refused) {
        (Ok(value), _) => Ok(value),
        (Err(_), Some(refused)) => Err(refused),
        (Err(error), None) => {
            let SyntaxFault { line, column, message } = syntax_fault(text, &error);
            Err(OpenError::NotJson { line, column, message })
        }
    }
}

#[derive(Default)]
struct State {
    path: Vec<String>,
    refused: Option<OpenError>,
    /// Numbers that serde_json rounds, as they are written, those first that were not read yet.
    floats: VecDeque<String>,
}

impl State {
    fn path(&self) -> String {
        let mut path = String::new();
        for part in &self.path {
            if !path.is_empty() && !part.starts_with('[') {
                path.push('.');
            }
            path.push_str(part);
        }
        path
    }

    /// The first keys, which tell the part of the drawing: the rest of a path that is too deep tells nothing.
    fn beginning(&self) -> String {
        let keys = self.path.iter().take(3).take_while(|part| !part.starts_with('['));
        keys.map(|key| key.chars().take(60).collect::<String>()).collect::<Vec<_>>().join(".")
    }
}

#[derive(Clone, Copy)]
struct Seed<'a> {
    state: &'a RefCell<State>,
}

impl Seed<'_> {
    fn refuse<E: Error>(self, refusal: OpenError) -> E {
        self.state.borrow_mut().refused = Some(refusal);
        E::custom("refused")
    }

    fn enter<E: Error>(self, part: String) -> Result<(), E> {
        self.state.borrow_mut().path.push(part);
        if self.state.borrow().path.len() > caps::NESTING {
            let path = self.state.borrow().beginning();
            return Err(self.refuse(OpenError::TooDeep { path }));
        }
        Ok(())
    }

    fn leave(self) {
        self.state.borrow_mut().path.pop();
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        let written = self.state.borrow_mut().floats.pop_front();
        let read = Number::from_f64(value).map_or(Value::Null, Value::Number);
        let rounded = read.to_string();
        Ok(written.filter(|written| *written != rounded).map_or(read, |written| number::kept(&written)))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        loop {
            self.enter(format!("[{}]", list.len()))?;
            let Some(item) = items.next_element_seed(self)? else { break };
            list.push(item);
            self.leave();
        }
        self.leave();
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if object.contains_key(&key) {
                let path = self.state.borrow().path();
                return Err(self.refuse(OpenError::DuplicateKey { path, key }));
            }
            if number::is_reserved(&key) {
                let path = self.state.borrow().path();
                return Err(self.refuse(OpenError::ReservedKey { path }));
            }
            self.enter(key.clone())?;
            let value = entries.next_value_seed(self)?;
            self.leave();
            object.insert(key, value);
        }
        Ok(Value::Object(object))
    }
}
