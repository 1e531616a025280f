//! Files, folders and standard input.

use crate::failure::Failure;
use crate::output;
use crate::render::table::one_line;
use netyard_core::model::Document;
use netyard_core::schema::{self, Opened, caps};
use netyard_formats::{link, picture, text};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A file that was named, alone or by its folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// Where it is; `-` is standard input.
    pub(crate) path: PathBuf,
}

impl Source {
    /// How messages call it.
    pub(crate) fn name(&self) -> String {
        if self.is_standard_input() { "standard input".to_owned() } else { self.path.display().to_string() }
    }

    fn is_standard_input(&self) -> bool {
        self.path.as_os_str() == "-"
    }

    /// Its text. Reads one byte more than `most`, so that what is too large is refused by whoever knows the cap.
    pub(crate) fn text(&self, most: usize) -> Result<String, Failure> {
        self.as_text(self.bytes(most)?)
    }

    fn bytes(&self, most: usize) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
        let read = if self.is_standard_input() {
            io::stdin().lock().take(limit).read_to_end(&mut bytes)
        } else {
            File::open(&self.path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
        };
        read.map_err(|error| self.unreadable(format!("it cannot be read: {error}")))?;
        Ok(bytes)
    }

    fn as_text(&self, bytes: Vec<u8>) -> Result<String, Failure> {
        text::decode(bytes).map_err(|error| self.unreadable(error.to_string()))
    }

    /// The drawing in a picture.
    fn open_picture(&self, text: &str) -> Result<Opened, Failure> {
        let link = picture::link_in(text).ok_or_else(|| self.unreadable(picture::NO_DRAWING.to_owned()))?;
        link::decode(link).map_err(|error| self.unreadable(error.to_string()))
    }

    fn unreadable(&self, reason: String) -> Failure {
        Failure::Read { file: self.name(), reason }
    }

    /// The drawing in it.
    pub(crate) fn open(&self) -> Result<Opened, Failure> {
        self.open_with_text().map(|(opened, _)| opened)
    }

    /// The drawing in it, and the text that it was read from; none where it came from a picture.
    pub(crate) fn open_with_text(&self) -> Result<(Opened, String), Failure> {
        let bytes = self.bytes(caps::FILE_BYTES)?;
        let text = String::from_utf8_lossy(&bytes);
        if picture::is_picture(&text) {
            return Ok((self.open_picture(&text)?, String::new()));
        }
        let text = self.as_text(bytes)?;
        let opened = schema::open(&text).map_err(|reason| Failure::Open { file: self.name(), reason })?;
        Ok((opened, text))
    }
}

/// How messages call a file that was named.
pub(crate) fn name(path: &Path) -> String {
    Source { path: path.to_owned() }.name()
}

/// The drawing in one named file.
pub(crate) fn document(path: &Path) -> Result<Document, Failure> {
    let source = Source { path: path.to_owned() };
    if path.is_dir() {
        let reason = "it is a folder; name one drawing.".to_owned();
        return Err(Failure::Read { file: source.name(), reason });
    }
    let opened = source.open()?;
    tell_unknown(&source.name(), &unknown(&opened));
    Ok(opened.document)
}

/// What a drawing has that this version does not know: paths of fields, and resources with their types.
pub(crate) fn unknown(opened: &Opened) -> Vec<String> {
    let types = opened.unknown_types.iter();
    let types = types.map(|(id, type_name)| format!("resources.{id} (type {type_name})"));
    opened.unknown_fields.iter().cloned().chain(types).collect()
}

/// Says so on standard error, where it disturbs no output.
pub(crate) fn tell_unknown(file: &str, unknown: &[String]) {
    const MOST: usize = 20;
    if unknown.is_empty() {
        return;
    }
    let mut lines = vec![format!("netyard: {}: kept, but not known to this Netyard:", one_line(file))];
    lines.extend(unknown.iter().take(MOST).map(|path| format!("  {}", one_line(path))));
    if let more @ 1.. = unknown.len().saturating_sub(MOST) {
        lines.push(format!("  and {more} more"));
    }
    output::tell(&lines.join("\n"));
}

/// What was named: files as they are, of folders every file that ends like that, in the order of their names.
pub(crate) fn sources(paths: &[PathBuf], endings: &'static [&'static str]) -> Result<Sources, Failure> {
    let mut found = Sources { endings, ..Sources::default() };
    for path in paths {
        let source = Source { path: path.clone() };
        if path.is_dir() {
            let before = found.files.len();
            found.walk(path, 0)?;
            if found.files.len() == before {
                let reason = format!("there is no {} file in this folder.", listed(endings));
                return Err(Failure::Read { file: source.name(), reason });
            }
        } else {
            if source.is_standard_input() && found.files.contains(&source) {
                return Err(Failure::InputTwice);
            }
            found.files.push(source);
        }
    }
    Ok(found)
}

/// The files that were found.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    /// Those that are read.
    pub(crate) files: Vec<Source>,
    /// Those in folders that are not, for their names.
    pub(crate) others: Vec<Source>,
    endings: &'static [&'static str],
}

/// What most commands read of folders.
pub(crate) const JSON: &[&str] = &["json"];

/// `.yaml or .json`.
pub(crate) fn listed(endings: &[&str]) -> String {
    let words: Vec<String> = endings.iter().map(|ending| format!(".{ending}")).collect();
    match words.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => words.concat(),
    }
}

/// Deeper than any folder of ours; links among folders may go round in circles.
const DEEPEST: usize = 32;

impl Sources {
    fn walk(&mut self, folder: &Path, depth: usize) -> Result<(), Failure> {
        let failure = |reason: String| Failure::Read { file: folder.display().to_string(), reason };
        if depth > DEEPEST {
            return Err(failure(format!("it lies deeper than {DEEPEST} folders.")));
        }
        let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let entries = entries.map_err(|error| failure(format!("it cannot be read: {error}")))?;
        let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                self.walk(&path, depth + 1)?;
            } else if path
                .extension()
                .is_some_and(|own| self.endings.iter().any(|ending| own.eq_ignore_ascii_case(ending)))
            {
                self.files.push(Source { path });
            } else {
                self.others.push(Source { path });
            }
        }
        Ok(())
    }
}
