//! Reads a template in JSON, with the place of every part: the parsers at hand do not tell where a value stood.

use super::node::{Broken, Kind, MOST_LEVELS, Member, Node, Place};
use std::collections::BTreeMap;

/// Reads a text. `room` is how many parts there may be; it is counted down.
pub(crate) fn read(text: &str, room: &mut usize) -> Result<Node, Broken> {
    let mut reader = Reader { rest: text, place: Place { line: 1, column: 1 }, room };
    reader.blank();
    let node = reader.value(0)?;
    reader.blank();
    match reader.rest.chars().next() {
        None => Ok(node),
        Some(more) => Err(reader.broken(format!("The JSON has ended, and {more:?} follows."))),
    }
}

struct Reader<'a, 'b> {
    rest: &'a str,
    place: Place,
    room: &'b mut usize,
}

impl Reader<'_, '_> {
    fn broken(&self, why: impl Into<String>) -> Broken {
        Broken::new(self.place, why)
    }

    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let mut letters = self.rest.chars();
        let letter = letters.next()?;
        self.rest = letters.as_str();
        if letter == '\n' {
            self.place = Place { line: self.place.line + 1, column: 1 };
        } else {
            self.place.column += 1;
        }
        Some(letter)
    }

    fn blank(&mut self) {
        while self.peek().is_some_and(|letter| matches!(letter, ' ' | '\t' | '\r' | '\n')) {
            self.next();
        }
    }

    fn take(&mut self, wanted: char) -> Result<(), Broken> {
        match self.peek() {
            Some(letter) if letter == wanted => {
                self.next();
                Ok(())
            }
            Some(letter) => Err(self.broken(format!("{wanted:?} is expected here, not {letter:?}."))),
            None => Err(self.broken(format!("The file ends where {wanted:?} is expected."))),
        }
    }

    fn value(&mut self, level: usize) -> Result<Node, Broken> {
        let place = self.place;
        *self.room = self.room.checked_sub(1).ok_or_else(|| Broken::too_many(place))?;
        let kind = match self.peek() {
            None => return Err(self.broken("The file ends where a value is expected.")),
            Some('{' | '[') if level >= MOST_LEVELS => return Err(Broken::too_deep(place)),
            Some('{') => self.object(level)?,
            Some('[') => self.list(level)?,
            Some('"') => Kind::Scalar { text: self.text()?, quoted: true },
            Some(_) => self.word()?,
        };
        Ok(Node { place, kind })
    }

    fn object(&mut self, level: usize) -> Result<Kind, Broken> {
        self.take('{')?;
        self.blank();
        let mut members: Vec<Member> = Vec::new();
        let mut keys: BTreeMap<String, Place> = BTreeMap::new();
        if self.peek() == Some('}') {
            self.next();
            return Ok(Kind::Map(members));
        }
        loop {
            self.blank();
            let place = self.place;
            if self.peek().is_some_and(|letter| letter != '"') {
                return Err(self.broken("A key in quotes is expected here."));
            }
            let key = self.text()?;
            if let Some(first) = keys.insert(key.clone(), place) {
                return Err(Broken::twice(place, &key, first));
            }
            self.blank();
            self.take(':')?;
            self.blank();
            let value = self.value(level + 1)?;
            members.push(Member { key, place, value });
            self.blank();
            if self.peek() == Some(',') {
                self.next();
                continue;
            }
            self.take('}')?;
            return Ok(Kind::Map(members));
        }
    }

    fn list(&mut self, level: usize) -> Result<Kind, Broken> {
        self.take('[')?;
        self.blank();
        let mut items = Vec::new();
        if self.peek() == Some(']') {
            self.next();
            return Ok(Kind::List(items));
        }
        loop {
            self.blank();
            items.push(self.value(level + 1)?);
            self.blank();
            if self.peek() == Some(',') {
                self.next();
                continue;
            }
            self.take(']')?;
            return Ok(Kind::List(items));
        }
    }

    /// What stands between quotes.
    fn text(&mut self) -> Result<String, Broken> {
        self.take('"')?;
        let mut text = String::new();
        loop {
            match self.next() {
                None => return Err(self.broken("The file ends inside of a text.")),
                Some('"') => return Ok(text),
                Some('\\') => text.push(self.escaped()?),
                Some('\n') => return Err(self.broken("A text ends on the line where it begins.")),
                Some(letter) => text.push(letter),
            }
        }
    }

    fn escaped(&mut self) -> Result<char, Broken> {
        Ok(match self.next() {
            Some('n') => '\n',
            Some('t') => '\t',
            Some('r') => '\r',
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some(letter @ ('"' | '\\' | '/')) => letter,
            Some('u') => {
                let first = self.four_digits()?;
                let is_half = (0xd800..0xdc00).contains(&first);
                let code = if is_half && self.rest.starts_with("\\u") {
                    self.next();
                    self.next();
                    let second = self.four_digits()?;
                    0x1_0000 + ((first - 0xd800) << 10) + (second.wrapping_sub(0xdc00) & 0x3ff)
                } else {
                    first
                };
                char::from_u32(code).ok_or_else(|| self.broken("This is half a character."))?
            }
            _ => return Err(self.broken("There is no such escape in JSON.")),
        })
    }

    fn four_digits(&mut self) -> Result<u32, Broken> {
        let mut number = 0;
        for _ in 0..4 {
            let digit = self.next().and_then(|letter| letter.to_digit(16));
            let digit = digit.ok_or_else(|| self.broken("Four digits are expected after \\u."))?;
            number = number * 16 + digit;
        }
        Ok(number)
    }

    /// `true`, `false`, `null` or a number.
    fn word(&mut self) -> Result<Kind, Broken> {
        let place = self.place;
        let mut word = String::new();
        while let Some(letter) = self.peek().filter(|it| it.is_ascii_alphanumeric() || "+-.".contains(*it)) {
            word.push(letter);
            self.next();
        }
        let is_number =
            || word.starts_with(|it: char| it == '-' || it.is_ascii_digit()) && word.parse::<f64>().is_ok();
        match word.as_str() {
            "null" => Ok(Kind::Null),
            "true" | "false" => Ok(Kind::Scalar { text: word, quoted: false }),
            _ if is_number() => Ok(Kind::Scalar { text: word, quoted: false }),
            _ => {
                let found = if word.is_empty() { self.rest.chars().take(1).collect() } else { word };
                Err(Broken::new(place, format!("A value is expected here, not {found:?}.")))
            }
        }
    }
}
