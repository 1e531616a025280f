use crate::arguments::{ImportArguments, ImportFormat, PrivateData};
use crate::failure::Failure;
use crate::input::{self, Sources};
use crate::{Outcome, output};
use netyard_core::model::Document;
use netyard_core::schema::{self, RULES_DATE};
use netyard_formats::import::{self, ImportFailure, ImportOptions, Imported, NATIVE_BYTES, SourceFile};
use netyard_formats::merge::{self, Part, merge_beside, merge_into};
use netyard_formats::private::{self, Private};
use netyard_formats::report::ImportReport;
use std::path::Path;

/// Makes a drawing of other files and reports on every part of them.
pub(crate) fn run(arguments: &ImportArguments) -> Result<Outcome, Failure> {
    let endings = match arguments.from {
        ImportFormat::CloudFormation => TEMPLATES,
        ImportFormat::Terraform => CONFIGURATIONS,
        ImportFormat::AwsDescribe | ImportFormat::Netyard => input::JSON,
    };
    let takes_parameters = matches!(arguments.from, ImportFormat::CloudFormation | ImportFormat::Terraform);
    if !arguments.parameter.is_empty() && !takes_parameters {
        return Err(Failure::Usage(
            "--parameter is for --from cloudformation and --from terraform.".to_owned(),
        ));
    }
    let sources = input::sources(&arguments.path, endings)?;
    let read = |format| -> Result<Imported, Failure> {
        let parameters = arguments.parameter.iter().cloned().collect();
        let options = ImportOptions { parameters, most_bytes: NATIVE_BYTES, private: Private::default() };
        Ok(import::import(texts(&sources)?, format, &options)?)
    };
    let mut imported = match arguments.from {
        ImportFormat::AwsDescribe => read(import::ImportFormat::AwsDescribe)?,
        ImportFormat::CloudFormation => read(import::ImportFormat::CloudFormation)?,
        ImportFormat::Terraform => read(import::ImportFormat::Terraform)?,
        ImportFormat::Netyard => netyard(&sources)?,
    };
    for other in &sources.others {
        let why = format!("Of a folder, only files whose names end in {} are read.", input::listed(endings));
        imported.report.skipped(&other.name(), "", "File", &why);
    }
    // At the end, so that no name of a file tells what the drawing does not.
    let Imported { document, report } =
        private::leave_out_of(imported, private(&arguments.without)).map_err(ImportFailure::from)?;
    let document = match &arguments.into {
        Some(open) => merged(open, &document, arguments.keep_both)?,
        None => document,
    };
    output::write(arguments.output.as_deref(), &schema::save(&document))?;
    match &arguments.report {
        Some(path) => output::write(Some(path), &report_text(&report, path))?,
        None => output::tell(&report.to_string().trim_end()),
    }
    Ok(Outcome::Well)
}

/// How files of Terraform in a folder end.
const CONFIGURATIONS: &[&str] = &["json", "tf", "tfvars"];

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

fn netyard(sources: &Sources) -> Result<Imported, Failure> {
    let parts: Result<Vec<Part>, Failure> =
        sources.files.iter().map(|source| Ok(Part { file: source.name(), opened: source.open()? })).collect();
    let (document, report) = merge::merge(parts?)?;
    Ok(Imported { document, report })
}

/// What is left out.
fn private(without: &[PrivateData]) -> Private {
    let is = |what| without.contains(&what);
    Private {
        account_ids: is(PrivateData::AccountIds),
        tags: is(PrivateData::Tags),
        descriptions: is(PrivateData::Descriptions),
    }
}

/// The drawing at that path with an import in it. What that changes is told.
fn merged(path: &Path, imported: &Document, keeps_both: bool) -> Result<Document, Failure> {
    let open = input::document(path)?;
    let plan = if keeps_both {
        merge_beside(&open, imported).map_err(ImportFailure::from)?
    } else {
        merge_into(&open, imported)
    };
    let mut merged = plan.merged(&open).map_err(|reason| Failure::Usage(reason.to_string()))?;
    if !plan.is_empty() {
        RULES_DATE.clone_into(&mut merged.rules_date);
    }
    output::tell(&format!("{}: {}", input::name(path), plan.to_string().trim_end()));
    if plan.doubt.is_some() {
        output::tell(&"\nWith --keep-both the import comes in beside it, and both networks stay.");
    }
    output::tell(&"");
    Ok(merged)
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
