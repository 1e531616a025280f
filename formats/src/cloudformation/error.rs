use crate::import::found_instead;
use crate::report::ReportEntry;
use netyard_core::schema::OpenError;
use thiserror::Error;

/// Why no template was imported.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TemplateError {
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
        found_instead(skipped)
    )]
    NothingFound {
        /// What was found instead.
        skipped: Vec<ReportEntry>,
    },
    /// What was read is no drawing that could be opened again: too many resources, or a name that is too long.
    #[error("What was read cannot become a drawing. {0}")]
    Refused(#[from] OpenError),
}
