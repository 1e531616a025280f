//! What all imports share: files in, a drawing and a report out, and which import reads what.
//!
//! To add a format: a folder beside this file with an `import`, its line in [`ImportFormat`], [`format_of`] and [`import`].

use crate::foreign::strange;
use crate::number::grouped;
use crate::private::{self, Private};
use crate::report::{ImportReport, ReportEntry};
use crate::{aws_describe, cloudformation, terraform};
use netyard_core::model::Document;
use netyard_core::schema::OpenError;
use serde::de::IgnoredAny;
use std::collections::BTreeMap;
use thiserror::Error;

/// Bytes of input that are read natively.
pub const NATIVE_BYTES: usize = 256 * 1024 * 1024;
/// Bytes of input that are read in the page.
pub const PAGE_BYTES: usize = 100 * 1024 * 1024;

/// A file of the import: the path by which the report names it, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The path, as the user knows it.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// A drawing made of other files, and what became of each part.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The drawing, without placement: the layout places it.
    pub document: Document,
    /// What was read, approximated, kept as a plain node and skipped.
    pub report: ImportReport,
}

/// What files may hold besides drawings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportFormat {
    /// What `aws ec2 describe-…` and its like print.
    AwsDescribe,
    /// CloudFormation templates.
    CloudFormation,
    /// What `terraform show -json` prints.
    Terraform,
}

/// What a user may say of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportOptions {
    /// Values for parameters of templates, by name; pseudo parameters such as `AWS::Region` are among them.
    pub parameters: BTreeMap<String, String>,
    /// How many bytes of input are read: [`NATIVE_BYTES`] or [`PAGE_BYTES`].
    pub most_bytes: usize,
    /// What is left out of the drawing and of the report.
    pub private: Private,
}

/// Why nothing was imported, whatever the format.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ImportFailure {
    /// The only file is nothing that is read here.
    #[error("{file}: {why}")]
    Strange {
        /// The file.
        file: String,
        /// What it is, or is not.
        why: &'static str,
    },
    /// Too many bytes.
    #[error("The files have {} bytes; an import reads up to {}.", grouped(*bytes), grouped(*most))]
    TooLarge {
        /// How many there are.
        bytes: usize,
        /// How many are read.
        most: usize,
    },
    /// Of describe output.
    #[error(transparent)]
    AwsDescribe(#[from] aws_describe::ImportError),
    /// Of templates.
    #[error(transparent)]
    CloudFormation(#[from] cloudformation::TemplateError),
    /// What is left without private data is no drawing.
    #[error(transparent)]
    Private(#[from] OpenError),
    /// Of states and plans.
    #[error(transparent)]
    Terraform(#[from] terraform::TerraformError),
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A file is read.
    Reading {
        /// Its number, from 1.
        file: usize,
        /// How many there are.
        of: usize,
    },
    /// What was read becomes a drawing.
    Making,
    /// The drawing is checked as one that comes from a file.
    Checking,
}

/// What files hold, by their content: one that is recognised decides for all of them, so that what does not belong to it is
/// told in its report. Where none is recognised they are read as describe output, which says what it misses.
pub fn format_of(files: &[SourceFile]) -> ImportFormat {
    if files.iter().any(|file| cloudformation::looks_like_one(&file.text)) {
        ImportFormat::CloudFormation
    } else if files.iter().any(|file| terraform::looks_like_one(&file.text)) {
        ImportFormat::Terraform
    } else {
        ImportFormat::AwsDescribe
    }
}

/// Whether a text is for an import, and not for who opens drawings: a template, something of Terraform's, one or several
/// answers of the AWS command line, or nothing at all that is read here, which [`import`] then says. Cheap, and never true
/// of a text that is broken as JSON: whoever opens it as a drawing says where.
pub fn is_one(text: &str) -> bool {
    if cloudformation::looks_like_one(text) || terraform::looks_like_one(text) || strange(text).is_some() {
        return true;
    }
    let text = text.trim_start_matches('\u{feff}');
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>().peekable();
    text.contains('[') && values.peek().is_some() && values.all(|value| value.is_ok())
}

/// Reads files as this format.
///
/// # Errors
/// What the format's own import says: nothing was found, a file is broken, or there is too much.
pub fn import(
    files: Vec<SourceFile>,
    format: ImportFormat,
    options: &ImportOptions,
) -> Result<Imported, ImportFailure> {
    import_telling(files, format, options, &mut |_| ())
}

/// As [`import`], and says meanwhile how far it is, for whoever waits for it.
///
/// # Errors
/// As [`import`].
pub fn import_telling(
    files: Vec<SourceFile>,
    format: ImportFormat,
    options: &ImportOptions,
    tell: &mut dyn FnMut(Step),
) -> Result<Imported, ImportFailure> {
    let (bytes, most) = (files.iter().map(|file| file.text.len()).sum(), options.most_bytes);
    if bytes > most {
        return Err(ImportFailure::TooLarge { bytes, most });
    }
    // Who names another format is told by that one what is wrong.
    if let [SourceFile { path, text }] = files.as_slice()
        && let Some(why) = strange(text)
        && (format == ImportFormat::AwsDescribe || text.trim().is_empty())
    {
        return Err(ImportFailure::Strange { file: path.clone(), why });
    }
    let imported = match format {
        ImportFormat::AwsDescribe => aws_describe::import_telling(files, tell)?,
        ImportFormat::CloudFormation => cloudformation::import_telling(files, &options.parameters, tell)?,
        ImportFormat::Terraform => terraform::import_telling(files, &options.parameters, tell)?,
    };
    Ok(private::leave_out_of(imported, options.private)?)
}

/// The first lines about what was found instead of what was looked for, each on a line of its own.
pub(crate) fn found_instead(skipped: &[ReportEntry]) -> String {
    const MOST: usize = 5;
    let mut lines: Vec<String> = skipped.iter().take(MOST).map(ToString::to_string).collect();
    if skipped.len() > MOST {
        lines.push(format!("and {} more", skipped.len() - MOST));
    }
    lines.iter().flat_map(|line| ["\n  ", line]).collect()
}
