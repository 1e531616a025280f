use crate::import::found_instead;
use crate::report::ReportEntry;
use netyard_core::schema::OpenError;
use thiserror::Error;

/// Why nothing was imported.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ImportError {
    /// A file that begins as JSON does not end as it, or has a key twice.
    #[error("{file}: {reason}")]
    File {
        /// The file.
        file: String,
        /// The place and the reason.
        reason: OpenError,
    },
    /// No file holds anything that is read.
    #[error(
        "No file holds output of aws ec2 describe-…: an object with a key such as \"Vpcs\", \"Subnets\" or \"RouteTables\".{}",
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
