//! Records of the document as tables of their fields: what reads and writes them is here once, and a type adds its table
//! only ([`netyard_record::Record`]). Form and order are those of serde's own derives, and so are the words of errors.

use super::Extra;
pub(crate) use netyard_record::Record;
use serde::de::{DeserializeOwned, Deserializer, Error as _, Unexpected};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Error, Map, Value};

/// A struct that is an object in the document.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no record of the document",
    note = "write `use super::record::Record;` and derive `Record` in place of `Serialize` and `Deserialize`"
)]
pub(crate) trait Record {
    /// Reads an object's fields; those that are absent stay as they are.
    fn read_fields(&mut self, value: &Value) -> Result<(), Error>;

    /// Adds the fields to an object.
    fn write_fields(&self, object: &mut Map<String, Value>);
}

/// Where a field is read into.
pub(crate) trait Slot {
    fn read(&mut self, value: &Value) -> Result<(), Error>;
}

impl<T: DeserializeOwned> Slot for T {
    fn read(&mut self, value: &Value) -> Result<(), Error> {
        *self = T::deserialize(value)?;
        Ok(())
    }
}

/// What a field is written from.
pub(crate) trait Part {
    fn write(&self) -> Value;
}

impl<T: Serialize> Part for T {
    fn write(&self) -> Value {
        // Fields are texts, numbers, and lists and objects of them: there is nothing that could not be written.
        serde_json::to_value(self).unwrap_or_default()
    }
}

/// Reads the fields of a record into their slots, and what has another name into `extra`. `called` is what an error
/// calls the record.
pub(crate) fn read(
    called: &'static str,
    names: &[&str],
    slots: &mut [&mut dyn Slot],
    extra: &mut Extra,
    value: &Value,
) -> Result<(), Error> {
    let Value::Object(fields) = value else { return Err(Error::invalid_type(kind(value), &called)) };
    for (key, value) in fields {
        let at = names.iter().position(|name| name == key);
        match at.and_then(|at| slots.get_mut(at)) {
            Some(slot) => slot.read(value)?,
            None => _ = extra.insert(key.clone(), value.clone()),
        }
    }
    Ok(())
}

/// Writes the fields of a record that are not left out, and what it does not know behind them.
pub(crate) fn write(
    names: &[&str],
    parts: &[(bool, &dyn Part)],
    extra: &Extra,
    object: &mut Map<String, Value>,
) {
    for (name, (_, part)) in names.iter().zip(parts).filter(|(_, (is_left_out, _))| !is_left_out) {
        object.insert((*name).to_owned(), part.write());
    }
    for (name, value) in extra {
        object.insert(name.clone(), value.clone());
    }
}

/// Writes a record for serde.
pub(crate) fn serialize<S: Serializer>(record: &dyn Record, serializer: S) -> Result<S::Ok, S::Error> {
    let mut object = Map::new();
    record.write_fields(&mut object);
    object.serialize(serializer)
}

/// Reads a record for serde.
pub(crate) fn deserialize<'de, D: Deserializer<'de>, T: Record + Default>(
    deserializer: D,
) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    let mut record = T::default();
    record.read_fields(&value).map_err(D::Error::custom)?;
    Ok(record)
}

/// What stands there, as serde says it.
fn kind(value: &Value) -> Unexpected<'_> {
    match value {
        Value::Null => Unexpected::Unit,
        Value::Bool(value) => Unexpected::Bool(*value),
        Value::Number(number) => match (number.as_u64(), number.as_i64()) {
            (Some(whole), _) => Unexpected::Unsigned(whole),
            (None, Some(whole)) => Unexpected::Signed(whole),
            (None, None) => Unexpected::Float(number.as_f64().unwrap_or_default()),
        },
        Value::String(text) => Unexpected::Str(text),
        Value::Array(_) => Unexpected::Seq,
        Value::Object(_) => Unexpected::Map,
    }
}
