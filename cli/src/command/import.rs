use crate::arguments::{ImportArguments, ImportFormat};
use crate::failure::Failure;
use crate::input::{self, Sources};
use crate::{Outcome, output};
use netyard_core::model::Document;
use netyard_core::schema;
use netyard_formats::import::{self, ImportFailure, ImportOptions, Imported, NATIVE_BYTES, SourceFile};
use netyard_formats::merge::{self, Part};
use netyard_formats::report::ImportReport;
use std::path::Path;

/// Makes a drawing of other files and reports on every part of them.
pub(crate) fn run(arguments: &ImportArguments) -> Result<Outcome, Failure> {
    let endings = match arguments.from {
        ImportFormat::CloudFormation => TEMPLATES,
        ImportFormat::AwsDescribe | ImportFormat::Netyard => input::JSON,
    };
    if !arguments.parameter.is_empty() && arguments.from != ImportFormat::CloudFormation {
        return Err(Failure::Usage("--parameter is for --from cloudformation.".to_owned()));
    }
    let sources = input::sources(&arguments.path, endings)?;
    let read = |format| -> Result<(Document, ImportReport), Failure> {
        let parameters = arguments.parameter.iter().cloned().collect();
        let options = ImportOptions { parameters, most_bytes: NATIVE_BYTES };
        let Imported { document, report } = import::import(texts(&sources)?, format, &options)?;
        Ok((document, report))
    };
    let (document, mut report) = match arguments.from {
        ImportFormat::AwsDescribe => read(import::ImportFormat::AwsDescribe)?,
        ImportFormat::CloudFormation => read(import::ImportFormat::CloudFormation)?,
        ImportFormat::Netyard => netyard(&sources)?,
    };
    for other in &sources.others {
        let why = format!("Of a folder, only files whose names end in {} are read.", input::listed(endings));
        report.skipped(&other.name(), "", "File", &why);
    }
    output::write(arguments.output.as_deref(), &schema::save(&document))?;
    match &arguments.report {
        Some(path) => output::write(Some(path), &report_text(&report, path))?,
        None => output::tell(&report.to_string().trim_end()),
    }
    Ok(Outcome::Well)
}

/// How templates in a folder end.
const TEMPLATES: &[&str] = &["yaml", "yml", "json", "template"];

/// The texts of the files, up to what an import reads.
fn texts(sources: &Sources) -> Result<Vec<SourceFile>, Failure> {
    let mut files = Vec::new();
    let mut room = NATIVE_BYTES;
    for source in &sources.files {
        let text = source.text(room)?;
        let bytes = NATIVE_BYTES - room + text.len();
        room = room.checked_sub(text.len()).ok_or(ImportFailure::TooLarge { bytes, most: NATIVE_BYTES })?;
        files.push(SourceFile { path: source.name(), text });
    }
    Ok(files)
}

fn netyard(sources: &Sources) -> Result<(Document, ImportReport), Failure> {
    let parts: Result<Vec<Part>, Failure> =
        sources.files.iter().map(|source| Ok(Part { file: source.name(), opened: source.open()? })).collect();
    Ok(merge::merge(parts?)?)
}

fn report_text(report: &ImportReport, path: &Path) -> String {
    let is_json = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    if !is_json {
        return report.to_string();
    }
    let mut text = serde_json::to_string_pretty(report).unwrap_or_default();
    text.push('\n');
    text
}
