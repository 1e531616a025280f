use crate::number::grouped;
use crate::report::ReportEntry;
use netyard_core::schema::OpenError;
use thiserror::Error;

/// Why no template was imported.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TemplateError {
    /// Too many bytes.
    #[error("The files have {} bytes; an import reads up to {}.", grouped(*bytes), grouped(*most))]
    TooLarge {
        /// How many there are.
        bytes: usize,
        /// How many are read.
        most: usize,
    },
    /// A file is broken.
    #[error("{file}, {place}: {why}")]
    File {
        /// The file.
        file: String,
        /// The line and the column.
        place: String,
        /// Why.
        why: String,
    },
    /// No file is a template.
    #[error(
        "No file is a CloudFormation template: an object with Resources that have types.{}",
        listed(skipped)
    )]
    NothingFound {
        /// What was found instead.
        skipped: Vec<ReportEntry>,
    },
    /// What was read is no drawing that could be opened again: too many resources, or a name that is too long.
    #[error("What was read cannot become a drawing. {0}")]
    Refused(#[from] OpenError),
}

fn listed(skipped: &[ReportEntry]) -> String {
    const MOST: usize = 5;
    skipped.iter().take(MOST).flat_map(|entry| ["\n  ".to_owned(), entry.to_string()]).collect()
}
