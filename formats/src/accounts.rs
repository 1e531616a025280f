//! Account ids and what stands in their place: the same account gets the same name everywhere, another one another.

use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The digits of an account id.
const DIGITS: usize = 12;

/// The accounts of a document, with the numbers that stand for them.
pub(crate) struct Accounts {
    numbers: BTreeMap<String, usize>,
    word: String,
}

/// Where an account id stands in a text.
struct Spot {
    start: usize,
    end: usize,
    digits: String,
    /// Written in three parts, as the AWS console does: `1234-5678-9012`.
    in_parts: bool,
}

impl Accounts {
    /// Finds the accounts of a document and of what is told of it, numbered as they come.
    pub(crate) fn of(values: &[&Value]) -> Self {
        let mut texts = Vec::new();
        for value in values {
            texts_of(value, &mut texts);
        }
        let mut numbers = BTreeMap::new();
        for spot in texts.iter().flat_map(|text| spots(text)) {
            let next = numbers.len() + 1;
            numbers.entry(spot.digits).or_insert(next);
        }
        // No two texts become the same: what stands for an account is written nowhere yet.
        let mut word = "account".to_owned();
        while texts.iter().any(|text| is_numbered(text, &word)) {
            word.insert_str(0, "masked-");
        }
        Self { numbers, word }
    }

    /// Puts the names in place of the ids: in texts, in numbers, and in keys.
    pub(crate) fn mask(&self, value: &mut Value) {
        if self.numbers.is_empty() {
            return;
        }
        match value {
            Value::String(text) => {
                if let Some(masked) = self.masked(text) {
                    *text = masked;
                }
            }
            // A number stays one, so that a field which takes nothing else still opens.
            Value::Number(number) => {
                let written = number.to_string();
                if let Some(account) = spots(&written).first().and_then(|spot| self.numbers.get(&spot.digits))
                {
                    *value = Value::from(*account);
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.mask(item)),
            Value::Object(fields) => {
                fields.values_mut().for_each(|field| self.mask(field));
                if fields.keys().any(|key| !spots(key).is_empty()) {
                    let renamed: Map<String, Value> = std::mem::take(fields)
                        .into_iter()
                        .map(|(key, field)| (self.masked(&key).unwrap_or(key), field))
                        .collect();
                    *fields = renamed;
                }
            }
            Value::Null | Value::Bool(_) => {}
        }
    }

    /// How many accounts there are.
    pub(crate) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// The text with names in place of ids; `None` if it holds none.
    pub(crate) fn masked(&self, text: &str) -> Option<String> {
        let spots = spots(text);
        let mut masked = String::with_capacity(text.len());
        let mut from = 0;
        for spot in &spots {
            masked.push_str(text.get(from..spot.start)?);
            masked.push_str(&self.word);
            masked.push(if spot.in_parts { ' ' } else { '-' });
            masked.push_str(&self.numbers.get(&spot.digits)?.to_string());
            from = spot.end;
        }
        masked.push_str(text.get(from..)?);
        (!spots.is_empty()).then_some(masked)
    }
}

fn texts_of(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Number(number) => texts.push(number.to_string()),
        Value::Array(items) => items.iter().for_each(|item| texts_of(item, texts)),
        Value::Object(fields) => {
            for (key, field) in fields {
                texts.push(key.clone());
                texts_of(field, texts);
            }
        }
        Value::Null | Value::Bool(_) => {}
    }
}

/// The account ids in a text: twelve digits with none before or after them, or three times four.
fn spots(text: &str) -> Vec<Spot> {
    let runs = runs(text);
    let mut spots = Vec::new();
    let mut rest = runs.as_slice();
    while let [first, more @ ..] = rest {
        rest = more;
        let mut add = |end: usize, in_parts: bool| {
            let digits = text.get(first.0..end).unwrap_or_default().replace('-', "");
            spots.push(Spot { start: first.0, end, digits, in_parts });
        };
        if first.1 - first.0 == DIGITS {
            add(first.1, false);
        } else if let [second, third, after @ ..] = more
            && [first, second, third].iter().all(|run| run.1 - run.0 == DIGITS / 3)
            && [(first.1, second.0), (second.1, third.0)]
                .iter()
                .all(|gap| text.get(gap.0..gap.1) == Some("-"))
        {
            add(third.1, true);
            rest = after;
        }
    }
    spots
}

/// Beginning and end of each run of digits.
fn runs(text: &str) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, _) in text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()) {
        match runs.last_mut() {
            Some(run) if run.1 == at => run.1 = at + 1,
            _ => runs.push((at, at + 1)),
        }
    }
    runs
}

/// Whether the word stands in the text with a number behind it.
fn is_numbered(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, word)| {
        let mut behind = text.get(at + word.len()..).unwrap_or_default().chars();
        matches!(behind.next(), Some('-' | ' '))
            && behind.next().is_some_and(|letter| letter.is_ascii_digit())
    })
}
