//! What a person gives the page to read, and what is wished of it.

use crate::platform::file::PickedFile;
use netyard_formats::import::SourceFile;
use netyard_formats::private::Private;
use wasm_bindgen::JsValue;

/// Files, or a text that was pasted.
#[derive(Clone)]
pub(crate) struct Given {
    sources: Vec<(String, Source)>,
}

#[derive(Clone)]
enum Source {
    File(PickedFile),
    Text(String),
}

/// The name of a text that was pasted, in place of a path.
const PASTED: &str = "pasted text";

impl Given {
    /// Files, each by its path.
    pub(crate) fn files(files: Vec<PickedFile>) -> Self {
        let sources = files.into_iter().map(|file| (file.path.clone(), Source::File(file)));
        Self { sources: sources.collect() }
    }

    /// A text: a link is one without a path.
    pub(crate) fn text(text: String) -> Self {
        let path = if link_in(&text).is_some() { "" } else { PASTED };
        let text = link_in(&text).map(str::to_owned).unwrap_or(text);
        Self { sources: vec![(path.to_owned(), Source::Text(text))] }
    }

    /// What people know it by.
    pub(crate) fn name(&self) -> String {
        match self.sources.as_slice() {
            [(path, _)] if path.is_empty() => "This link".to_owned(),
            [(path, _)] => path.clone(),
            many => format!("{} files", many.len()),
        }
    }

    /// How many bytes it has.
    pub(crate) fn bytes(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a length is far below 2^52")]
        let size = |(_, source): &(String, Source)| match source {
            Source::File(file) => file.size(),
            Source::Text(text) => text.len() as f64,
        };
        self.sources.iter().map(size).sum()
    }

    /// The sources as a worker takes them.
    pub(crate) fn handles(&self) -> Vec<(String, JsValue)> {
        let handle = |source: &Source| match source {
            Source::File(file) => file.handle(),
            Source::Text(text) => text.as_str().into(),
        };
        self.sources.iter().map(|(path, source)| (path.clone(), handle(source))).collect()
    }

    /// The texts; what cannot be read, and why.
    pub(crate) async fn texts(&self) -> Result<Vec<SourceFile>, (String, String)> {
        let mut texts = Vec::new();
        for (path, source) in &self.sources {
            let text = match source {
                Source::Text(text) => text.clone(),
                Source::File(file) => file.text().await.map_err(|reason| (path.clone(), reason))?,
            };
            texts.push(SourceFile { path: path.clone(), text });
        }
        Ok(texts)
    }
}

/// The part of a link that holds a drawing, if a text is a link and nothing else.
fn link_in(text: &str) -> Option<&str> {
    let text = text.trim();
    let (_, fragment) = text.split_once('#')?;
    let codec = fragment.split_once('=')?.0;
    let is_codec = codec
        .strip_prefix('d')
        .is_some_and(|digits| !digits.is_empty() && digits.chars().all(|letter| letter.is_ascii_digit()));
    (is_codec && !text.contains(char::is_whitespace))
        .then(|| text.split_at(text.len() - fragment.len() - 1).1)
}

/// Whether a text that was pasted somewhere on the page is something to read, and no parts that were copied from a
/// drawing.
pub(crate) fn is_to_read(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(2_000).collect();
    if head.contains("netyard-parts") {
        return false;
    }
    let begins = |words: &[&str]| head.lines().any(|line| words.iter().any(|word| line.starts_with(word)));
    link_in(text).is_some()
        || head.starts_with(['{', '['])
        || begins(&["AWSTemplateFormatVersion", "Resources:", "Transform:", "Parameters:"])
        || begins(&[
            "resource \"",
            "provider \"",
            "module \"",
            "data \"",
            "variable \"",
            "terraform {",
            "locals {",
        ])
}

/// What is wished of an import. It holds while its dialog is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wishes {
    /// Values for parameters of templates, `NAME=VALUE`, one a line.
    pub(crate) parameters: String,
    /// What is left out.
    pub(crate) without: Private,
    /// What is read comes into the open drawing, by id.
    pub(crate) merges: bool,
}

impl Wishes {
    /// What is asked of whoever reads, as one text: a word for each thing that is left out, then the parameters.
    pub(crate) fn asked(&self) -> String {
        let words = [
            (self.without.account_ids, "accounts"),
            (self.without.tags, "tags"),
            (self.without.descriptions, "descriptions"),
        ];
        let words: Vec<&str> =
            words.into_iter().filter(|(is_wished, _)| *is_wished).map(|(_, word)| word).collect();
        format!("{}\n{}", words.join(" "), self.parameters)
    }
}
