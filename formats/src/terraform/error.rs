use crate::import::found_instead;
use crate::report::ReportEntry;
use netyard_core::schema::OpenError;
use thiserror::Error;

/// Why nothing of Terraform was imported.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TerraformError {
    /// A file is broken.
    #[error("{file}, {place}: {why}")]
    File {
        /// The file.
        file: String,
        /// The line and the column, or the path.
        place: String,
        /// Why.
        why: String,
    },
    /// No file holds resources of Terraform.
    #[error(
        "No file holds resources of Terraform. Import what `terraform show -json` prints of a state or a plan.{}",
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
