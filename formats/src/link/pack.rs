//! A JSON value as columns. Everything here and in `unpack` is codec `d1` and never changes.
//!
//! A column is a list of values that stand in the same place: first what they are, one byte if all are the same, then
//! the numbers, the texts, the lists, the records and the maps. The items of all its lists together are again a
//! column, and so is each field of its records: like comes to stand beside like, and deflate makes little of it.
//!
//! A record is an object whose keys are names of fields; those with the same `type` share one table. A map is an object whose
//! keys are data, as ids are. Both keep the order of their keys.

use super::budget::Budget;
use super::text::TextWriter;
use super::{LinkError, varint};
use netyard_core::ordered::IntoOrdered;
use serde_json::{Map, Number, Value};
use std::collections::BTreeMap;

/// What a value is. The numbers are part of the codec.
pub(super) mod tag {
    pub(in super::super) const NULL: u8 = 0;
    pub(in super::super) const FALSE: u8 = 1;
    pub(in super::super) const TRUE: u8 = 2;
    pub(in super::super) const SIGNED: u8 = 3;
    pub(in super::super) const UNSIGNED: u8 = 4;
    pub(in super::super) const FLOAT: u8 = 5;
    pub(in super::super) const TEXT: u8 = 6;
    pub(in super::super) const LIST: u8 = 7;
    pub(in super::super) const RECORD: u8 = 8;
    pub(in super::super) const MAP: u8 = 9;
    /// Not a value: the column has several kinds, one byte each follows.
    pub(in super::super) const MIXED: u8 = 10;
}

/// More fields than any record of ours; beyond it, finding a common order costs more than it gives.
const MOST_FIELDS: usize = 64;

/// Packs a value. Fails where it would not be unpacked again for its size.
pub(super) fn pack(value: &Value) -> Result<Vec<u8>, LinkError> {
    let mut columns = Packer { out: Vec::new(), texts: TextWriter::new(), budget: Budget::default() };
    columns.column(&[value])?;
    let letters = columns.texts.into_letters();
    let mut packed = Vec::with_capacity(columns.out.len() + letters.len() + 4);
    varint::write_length(&mut packed, columns.out.len());
    packed.append(&mut columns.out);
    packed.extend(letters);
    Ok(packed)
}

struct Packer<'a> {
    out: Vec<u8>,
    texts: TextWriter<'a>,
    budget: Budget,
}

/// One table of records: those of one `type`, or those without.
struct Table<'a> {
    type_name: Option<&'a str>,
    fields: Vec<&'a str>,
    records: Vec<&'a Map<String, Value>>,
}

impl<'a> Packer<'a> {
    fn column(&mut self, values: &[&'a Value]) -> Result<(), LinkError> {
        self.budget.values(values.len())?;
        let (tables, places) = self.tables(values);
        let mut objects = places.iter();
        let tags: Vec<u8> = values
            .iter()
            .map(|value| match value {
                Value::Object(_) if objects.next().is_some_and(Option::is_some) => tag::RECORD,
                other => plain_tag(other),
            })
            .collect();
        self.tags(&tags);
        self.numbers(values);
        let texts: Vec<&str> = values.iter().filter_map(|value| value.as_str()).collect();
        self.texts(&texts)?;
        self.lists(values)?;
        self.records(&tables, &places)?;
        let maps = values.iter().zip(&tags).filter(|(_, tag)| **tag == tag::MAP);
        self.maps(&maps.filter_map(|(value, _)| value.as_object()).collect::<Vec<_>>())
    }

    fn tags(&mut self, tags: &[u8]) {
        match tags {
            [] => {}
            [first, rest @ ..] if rest.iter().all(|tag| tag == first) => self.out.push(*first),
            tags => {
                self.out.push(tag::MIXED);
                self.out.extend(tags);
            }
        }
    }

    fn numbers(&mut self, values: &[&Value]) {
        let numbers: Vec<&Number> = values
            .iter()
            .filter_map(|value| match value {
                Value::Number(number) => Some(number),
                _ => None,
            })
            .collect();
        for signed in numbers.iter().filter_map(|number| number.as_i64()) {
            varint::write(&mut self.out, varint::fold(signed));
        }
        for unsigned in numbers.iter().filter(|number| !number.is_i64()).filter_map(|number| number.as_u64())
        {
            varint::write(&mut self.out, unsigned);
        }
        for float in numbers.iter().filter(|number| number.is_f64()).filter_map(|number| number.as_f64()) {
            self.out.extend(float.to_bits().to_le_bytes());
        }
    }

    fn texts(&mut self, texts: &[&'a str]) -> Result<(), LinkError> {
        // Once for the place where it stands and once for the table, as the reader counts.
        self.budget.values(texts.len())?;
        for text in texts {
            self.budget.text(text.len() * 2)?;
        }
        self.texts.column(&mut self.out, texts);
        Ok(())
    }

    fn lists(&mut self, values: &[&'a Value]) -> Result<(), LinkError> {
        let lists: Vec<&Vec<Value>> = values.iter().filter_map(|value| value.as_array()).collect();
        for list in &lists {
            varint::write_length(&mut self.out, list.len());
        }
        let items: Vec<&Value> = lists.into_iter().flatten().collect();
        if items.is_empty() { Ok(()) } else { self.column(&items) }
    }

    /// Sorts the objects of a column into tables: for each object its table, or `None` where it is a map.
    fn tables(&self, values: &[&'a Value]) -> (Vec<Table<'a>>, Vec<Option<usize>>) {
        let objects: Vec<&'a Map<String, Value>> =
            values.iter().filter_map(|value| value.as_object()).collect();
        let plain_are_records = self.have_fields(&objects);
        let mut tables: Vec<Table<'a>> = Vec::new();
        let mut known: BTreeMap<Option<&str>, usize> = BTreeMap::new();
        let mut places = Vec::with_capacity(objects.len());
        for object in objects {
            let type_name = type_of(object);
            if object.len() > MOST_FIELDS || (type_name.is_none() && !plain_are_records) {
                places.push(None);
                continue;
            }
            let index = *known.entry(type_name).or_insert_with(|| {
                tables.push(Table { type_name, fields: Vec::new(), records: Vec::new() });
                tables.len() - 1
            });
            let taken = tables.get_mut(index).is_some_and(|table| table.take(object));
            places.push(taken.then_some(index));
        }
        (tables, places)
    }

    /// Whether the keys of the objects without a `type` are names of fields, not data.
    fn have_fields(&self, objects: &[&Map<String, Value>]) -> bool {
        let plain = || objects.iter().filter(|object| type_of(object).is_none());
        if plain().flat_map(|object| object.keys()).all(|key| self.texts.is_word(key)) {
            return plain().flat_map(|object| object.values()).any(|value| !value.is_object());
        }
        let entries = plain().map(|object| object.len()).sum::<usize>();
        let keys = plain().flat_map(|object| object.keys()).into_set();
        let flat = plain().flat_map(|object| object.values()).all(|value| !value.is_object());
        flat && keys.len() * 2 <= entries
    }

    fn records(&mut self, tables: &[Table<'a>], places: &[Option<usize>]) -> Result<(), LinkError> {
        let records = places.iter().flatten();
        if records.clone().next().is_none() {
            return Ok(());
        }
        varint::write_length(&mut self.out, tables.len());
        self.budget.values(tables.len())?;
        for table in tables {
            let names: Vec<&str> = table.type_name.into_iter().chain(table.fields.iter().copied()).collect();
            self.out.push(u8::from(table.type_name.is_some()));
            varint::write_length(&mut self.out, table.fields.len());
            self.texts(&names)?;
        }
        if tables.len() > 1 {
            for place in records {
                varint::write_length(&mut self.out, *place);
            }
        }
        for table in tables {
            self.table(table)?;
        }
        Ok(())
    }

    fn table(&mut self, table: &Table<'a>) -> Result<(), LinkError> {
        self.budget.text(table.type_name.map_or(0, str::len).saturating_mul(table.records.len()))?;
        for field in &table.fields {
            let cells: Vec<Option<&Value>> = table.records.iter().map(|record| record.get(*field)).collect();
            self.presence(&cells);
            let present: Vec<&Value> = cells.into_iter().flatten().collect();
            self.budget.text(field.len().saturating_mul(present.len()))?;
            self.column(&present)?;
        }
        Ok(())
    }

    /// One byte where every record has the field, else a bit for each.
    fn presence(&mut self, cells: &[Option<&Value>]) {
        if cells.iter().all(Option::is_some) {
            self.out.push(1);
            return;
        }
        self.out.push(0);
        for chunk in cells.chunks(8) {
            let bits = chunk.iter().enumerate().filter(|(_, cell)| cell.is_some());
            self.out.push(bits.fold(0, |byte, (index, _)| byte | (1 << index)));
        }
    }

    fn maps(&mut self, maps: &[&'a Map<String, Value>]) -> Result<(), LinkError> {
        for map in maps {
            varint::write_length(&mut self.out, map.len());
        }
        let keys: Vec<&str> = maps.iter().flat_map(|map| map.keys()).map(String::as_str).collect();
        if keys.is_empty() {
            return Ok(());
        }
        self.texts(&keys)?;
        let values: Vec<&Value> = maps.iter().flat_map(|map| map.values()).collect();
        self.column(&values)
    }
}

impl<'a> Table<'a> {
    /// Takes a record in, unless its fields stand in an order that contradicts the others.
    fn take(&mut self, object: &'a Map<String, Value>) -> bool {
        let keys = || object.keys().skip(usize::from(self.type_name.is_some()));
        if keys().eq(self.fields.iter()) {
            self.records.push(object);
            return true;
        }
        let mut fields = self.fields.clone();
        let mut next = 0;
        for key in keys() {
            match fields.iter().position(|field| field == key) {
                Some(index) if index >= next => next = index + 1,
                Some(_) => return false,
                None => {
                    fields.insert(next, key);
                    next += 1;
                }
            }
        }
        if fields.len() > MOST_FIELDS {
            return false;
        }
        self.fields = fields;
        self.records.push(object);
        true
    }
}

/// The `type` of an object that begins with one.
fn type_of(object: &Map<String, Value>) -> Option<&str> {
    let (key, value) = object.iter().next()?;
    value.as_str().filter(|_| key == "type")
}

fn plain_tag(value: &Value) -> u8 {
    match value {
        Value::Null => tag::NULL,
        Value::Bool(false) => tag::FALSE,
        Value::Bool(true) => tag::TRUE,
        Value::Number(number) if number.is_i64() => tag::SIGNED,
        Value::Number(number) if number.is_u64() => tag::UNSIGNED,
        Value::Number(_) => tag::FLOAT,
        Value::String(_) => tag::TEXT,
        Value::Array(_) => tag::LIST,
        Value::Object(_) => tag::MAP,
    }
}
