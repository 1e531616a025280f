//! Columns back into a JSON value: the reverse of `pack`, which explains the form.
//!
//! What is read here was written by a stranger. Nothing is taken at its word: every count is paid for from the
//! budget before anything is made, nesting is capped, and keys that stand twice are refused.

use super::LinkError;
use super::budget::Budget;
use super::pack::tag;
use super::text::TextReader;
use super::varint::{self, Bytes};
use netyard_core::schema::caps::NESTING;
use serde_json::{Map, Number, Value};

const DAMAGED: LinkError = LinkError::Damaged { reason: "a table in it cannot be read" };
const TWICE: LinkError = LinkError::Damaged { reason: "a key in it stands twice" };

/// Unpacks a value.
pub(super) fn unpack(packed: &[u8]) -> Result<Value, LinkError> {
    let mut bytes = Bytes::new(packed);
    let length = bytes.length()?;
    let columns = Bytes::new(bytes.take(length)?);
    let letters = packed.get(packed.len() - bytes.remaining()..).unwrap_or_default();
    let mut unpacker =
        Unpacker { bytes: columns, texts: TextReader::new(letters), budget: Budget::default() };
    let value = unpacker.column(1, 0)?.pop().ok_or(DAMAGED)?;
    if !unpacker.bytes.is_empty() || !unpacker.texts.is_read() {
        return Err(LinkError::Damaged { reason: "something follows behind its end" });
    }
    Ok(value)
}

struct Unpacker<'a> {
    bytes: Bytes<'a>,
    texts: TextReader<'a>,
    budget: Budget,
}

/// The values of one kind in a column, in their order.
type Kind = std::vec::IntoIter<Value>;

/// The `type` of a table, if its records have one, and its fields.
type Head = (Option<String>, Vec<String>);

impl Unpacker<'_> {
    fn column(&mut self, count: usize, depth: usize) -> Result<Vec<Value>, LinkError> {
        if depth > NESTING {
            return Err(LinkError::Damaged { reason: "it is nested too deep" });
        }
        self.budget.values(count)?;
        let tags = self.tags(count)?;
        let of = |wanted: u8| tags.iter().copied().filter(|tag| *tag == wanted).count();
        let mut signed = self.many(of(tag::SIGNED), |bytes| Ok(varint::unfold(bytes.number()?).into()))?;
        let mut unsigned = self.many(of(tag::UNSIGNED), |bytes| Ok(bytes.number()?.into()))?;
        let mut floats = self.many(of(tag::FLOAT), float)?;
        let mut texts = self.texts(of(tag::TEXT))?.into_iter();
        let mut lists = self.lists(of(tag::LIST), depth)?;
        let mut records = self.records(of(tag::RECORD), depth)?;
        let mut maps = self.maps(of(tag::MAP), depth)?;
        let mut values = Vec::with_capacity(count);
        for tag in tags {
            let value = match tag {
                tag::NULL => Some(Value::Null),
                tag::FALSE => Some(Value::Bool(false)),
                tag::TRUE => Some(Value::Bool(true)),
                tag::SIGNED => signed.next(),
                tag::UNSIGNED => unsigned.next(),
                tag::FLOAT => floats.next(),
                tag::TEXT => texts.next().map(Value::String),
                tag::LIST => lists.next(),
                tag::RECORD => records.next(),
                tag::MAP => maps.next(),
                _ => None,
            };
            values.push(value.ok_or(DAMAGED)?);
        }
        Ok(values)
    }

    fn tags(&mut self, count: usize) -> Result<Vec<u8>, LinkError> {
        if count == 0 {
            return Ok(Vec::new());
        }
        match self.bytes.byte()? {
            tag::MIXED => Ok(self.bytes.take(count)?.to_vec()),
            same => Ok(vec![same; count]),
        }
    }

    fn many(
        &mut self,
        count: usize,
        read: impl Fn(&mut Bytes<'_>) -> Result<Value, LinkError>,
    ) -> Result<Kind, LinkError> {
        let values: Vec<Value> = (0..count).map(|_| read(&mut self.bytes)).collect::<Result<_, _>>()?;
        Ok(values.into_iter())
    }

    fn texts(&mut self, count: usize) -> Result<Vec<String>, LinkError> {
        self.texts.column(&mut self.bytes, &mut self.budget, count)
    }

    fn lengths(&mut self, count: usize) -> Result<(Vec<usize>, usize), LinkError> {
        let lengths: Vec<usize> = (0..count).map(|_| self.bytes.length()).collect::<Result<_, _>>()?;
        let sum = lengths.iter().try_fold(0_usize, |sum, length| sum.checked_add(*length));
        Ok((lengths, sum.ok_or(DAMAGED)?))
    }

    fn lists(&mut self, count: usize, depth: usize) -> Result<Kind, LinkError> {
        let (lengths, sum) = self.lengths(count)?;
        let mut items = if sum == 0 { Vec::new() } else { self.column(sum, depth + 1)? }.into_iter();
        let lists = lengths.into_iter().map(|length| Value::Array(items.by_ref().take(length).collect()));
        Ok(lists.collect::<Vec<_>>().into_iter())
    }

    fn maps(&mut self, count: usize, depth: usize) -> Result<Kind, LinkError> {
        let (lengths, sum) = self.lengths(count)?;
        let (mut keys, mut values) = (Vec::new().into_iter(), Vec::new().into_iter());
        if sum > 0 {
            keys = self.texts(sum)?.into_iter();
            values = self.column(sum, depth + 1)?.into_iter();
        }
        let mut maps = Vec::with_capacity(count);
        for length in lengths {
            let mut map = Map::with_capacity(length);
            for (key, value) in keys.by_ref().zip(values.by_ref()).take(length) {
                insert(&mut map, key, value)?;
            }
            maps.push(Value::Object(map));
        }
        Ok(maps.into_iter())
    }

    fn records(&mut self, count: usize, depth: usize) -> Result<Kind, LinkError> {
        if count == 0 {
            return Ok(Vec::new().into_iter());
        }
        let tables = self.table_heads()?;
        let places: Vec<usize> = match tables.len() {
            1 => vec![0; count],
            _ => (0..count).map(|_| self.bytes.length()).collect::<Result<_, _>>()?,
        };
        let mut members = vec![0_usize; tables.len()];
        for place in &places {
            *members.get_mut(*place).ok_or(DAMAGED)? += 1;
        }
        let mut filled = Vec::with_capacity(tables.len());
        for ((type_name, fields), members) in tables.into_iter().zip(members) {
            filled.push(self.table(type_name.as_deref(), fields, members, depth)?.into_iter());
        }
        let mut records = Vec::with_capacity(count);
        for place in places {
            let record = filled.get_mut(place).and_then(Iterator::next);
            records.push(Value::Object(record.ok_or(DAMAGED)?));
        }
        Ok(records.into_iter())
    }

    fn table_heads(&mut self) -> Result<Vec<Head>, LinkError> {
        let count = self.bytes.length()?;
        self.budget.values(count)?;
        let mut heads = Vec::with_capacity(count);
        for _ in 0..count {
            let typed = self.bytes.byte()? == 1;
            let fields = self.bytes.length()?;
            let names = fields.checked_add(usize::from(typed)).ok_or(DAMAGED)?;
            let mut names = self.texts(names)?;
            let type_name = typed.then(|| names.remove(0));
            heads.push((type_name, names));
        }
        Ok(heads)
    }

    fn table(
        &mut self,
        type_name: Option<&str>,
        fields: Vec<String>,
        members: usize,
        depth: usize,
    ) -> Result<Vec<Map<String, Value>>, LinkError> {
        let mut records = vec![Map::new(); members];
        if let Some(type_name) = type_name {
            for record in &mut records {
                self.budget.text(type_name.len())?;
                record.insert("type".to_owned(), Value::String(type_name.to_owned()));
            }
        }
        for field in fields {
            let present = self.presence(members)?;
            let count = present.iter().filter(|present| **present).count();
            let mut values = self.column(count, depth + 1)?.into_iter();
            for (record, _) in records.iter_mut().zip(present).filter(|(_, present)| *present) {
                self.budget.text(field.len())?;
                insert(record, field.clone(), values.next().ok_or(DAMAGED)?)?;
            }
        }
        Ok(records)
    }

    fn presence(&mut self, members: usize) -> Result<Vec<bool>, LinkError> {
        if self.bytes.byte()? == 1 {
            return Ok(vec![true; members]);
        }
        let bytes = self.bytes.take(members.div_ceil(8))?;
        let bits = bytes.iter().flat_map(|byte| (0..8).map(move |index| byte & (1 << index) != 0));
        Ok(bits.take(members).collect())
    }
}

fn float(bytes: &mut Bytes<'_>) -> Result<Value, LinkError> {
    let bits = bytes.take(8)?.try_into().map_err(|_| DAMAGED)?;
    Number::from_f64(f64::from_bits(u64::from_le_bytes(bits))).map(Value::Number).ok_or(DAMAGED)
}

fn insert(map: &mut Map<String, Value>, key: String, value: Value) -> Result<(), LinkError> {
    match map.insert(key, value) {
        Some(_) => Err(TWICE),
        None => Ok(()),
    }
}
