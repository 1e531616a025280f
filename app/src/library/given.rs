//! What a person gives the page to read, and what is wished of it.

use crate::platform::file::PickedFile;
use netyard_formats::import::SourceFile;
use netyard_formats::pasted::link_of;
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
        let (path, text) = match link_of(&text) {
            Some(link) => ("", link.to_owned()),
            None => (PASTED, text),
        };
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
