//! Columns of texts. A text is a word of the frozen list, one that was met before, or new.
//!
//! Each text has a code: 0 for a new one, an odd number for a word of the list, an even number for one that was met,
//! as the distance from the last one in this column, so that a column of ids that follow each other is a row of equal
//! bytes. Behind the codes stand, for the new ones, how much they share with the new one before, how long they are,
//! and, in a part of their own, the letters that differ.

use super::LinkError;
use super::budget::Budget;
use super::varint::{self, Bytes};
use super::words::WORDS;
use netyard_core::ordered::IntoOrdered;
use std::collections::BTreeMap;

const DAMAGED: LinkError = LinkError::Damaged { reason: "a text in it cannot be read" };

/// Writes columns of texts.
pub(super) struct TextWriter<'a> {
    words: BTreeMap<&'static str, usize>,
    met: BTreeMap<&'a str, i64>,
    letters: Vec<u8>,
}

impl<'a> TextWriter<'a> {
    pub(super) fn new() -> Self {
        let words = WORDS.iter().enumerate().map(|(index, word)| (*word, index)).into_map();
        Self { words, met: BTreeMap::new(), letters: Vec::new() }
    }

    /// The letters of everything new, in the order of the columns.
    pub(super) fn into_letters(self) -> Vec<u8> {
        self.letters
    }

    pub(super) fn is_word(&self, text: &str) -> bool {
        self.words.contains_key(text)
    }

    pub(super) fn column(&mut self, out: &mut Vec<u8>, texts: &[&'a str]) {
        let mut new = Vec::new();
        let mut last = 0;
        for &text in texts {
            if let Some(word) = self.words.get(text) {
                varint::write_length(out, word * 2 + 1);
            } else if let Some(index) = self.met.get(text) {
                varint::write(out, (varint::fold(index - last) + 1) * 2);
                last = *index;
            } else {
                varint::write(out, 0);
                last = i64::try_from(self.met.len()).unwrap_or(i64::MAX);
                self.met.insert(text, last);
                new.push(text);
            }
        }
        self.new_texts(out, &new);
    }

    fn new_texts(&mut self, out: &mut Vec<u8>, new: &[&str]) {
        let mut before: &[u8] = &[];
        let mut lengths = Vec::new();
        for text in new {
            let shared = before.iter().zip(text.as_bytes()).take_while(|(left, right)| left == right).count();
            varint::write_length(out, shared);
            varint::write_length(&mut lengths, text.len());
            self.letters.extend(text.as_bytes().iter().skip(shared));
            before = text.as_bytes();
        }
        out.append(&mut lengths);
    }
}

/// Reads columns of texts.
pub(super) struct TextReader<'a> {
    met: Vec<String>,
    letters: Bytes<'a>,
}

impl<'a> TextReader<'a> {
    pub(super) fn new(letters: &'a [u8]) -> Self {
        Self { met: Vec::new(), letters: Bytes::new(letters) }
    }

    pub(super) fn is_read(&self) -> bool {
        self.letters.is_empty()
    }

    pub(super) fn column(
        &mut self,
        bytes: &mut Bytes<'_>,
        budget: &mut Budget,
        count: usize,
    ) -> Result<Vec<String>, LinkError> {
        budget.values(count)?;
        let codes: Vec<u64> = (0..count).map(|_| bytes.number()).collect::<Result<_, _>>()?;
        let mut new =
            self.new_texts(bytes, budget, codes.iter().filter(|code| **code == 0).count())?.into_iter();
        let mut texts = Vec::with_capacity(count);
        let mut last = 0_i64;
        for code in codes {
            let text = if code == 0 {
                let text = new.next().ok_or(DAMAGED)?;
                last = i64::try_from(self.met.len()).map_err(|_| DAMAGED)?;
                self.met.push(text.clone());
                text
            } else if code % 2 == 1 {
                let word = usize::try_from(code / 2).ok().and_then(|index| WORDS.get(index));
                (*word.ok_or(DAMAGED)?).to_owned()
            } else {
                last = last.checked_add(varint::unfold(code / 2 - 1)).ok_or(DAMAGED)?;
                let met = usize::try_from(last).ok().and_then(|index| self.met.get(index));
                met.ok_or(DAMAGED)?.clone()
            };
            budget.text(text.len())?;
            texts.push(text);
        }
        Ok(texts)
    }

    fn new_texts(
        &mut self,
        bytes: &mut Bytes<'_>,
        budget: &mut Budget,
        count: usize,
    ) -> Result<Vec<String>, LinkError> {
        let shared: Vec<usize> = (0..count).map(|_| bytes.length()).collect::<Result<_, _>>()?;
        let mut texts: Vec<String> = Vec::with_capacity(count);
        for shared in shared {
            let length = bytes.length()?;
            budget.text(length)?;
            let before = texts.last().map_or(&[][..], |text| text.as_bytes());
            let mut text = before.get(..shared).ok_or(DAMAGED)?.to_vec();
            text.extend(self.letters.take(length.checked_sub(shared).ok_or(DAMAGED)?)?);
            texts.push(String::from_utf8(text).map_err(|_| DAMAGED)?);
        }
        Ok(texts)
    }
}
