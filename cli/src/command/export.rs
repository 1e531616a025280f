use crate::arguments::{self, ExportArguments, ExportFormat};
use crate::failure::Failure;
use crate::{Outcome, input, output};
use netyard_core::expect;
use netyard_core::model::Document;
use netyard_core::schema;
use netyard_formats::cloudformation_export::cloudformation;
use netyard_formats::export::Export;
use netyard_formats::markdown::{Judged, markdown};
use netyard_formats::mermaid::{MermaidForm, mermaid};
use netyard_formats::terraform_export::terraform;
use netyard_formats::{drawio, svg};

/// Writes a drawing in another form.
pub(crate) fn run(arguments: &ExportArguments) -> Result<Outcome, Failure> {
    if arguments.form.is_some() && arguments.to != ExportFormat::Mermaid {
        return Err(Failure::Usage("--form is for --to mermaid.".to_owned()));
    }
    let has_region = matches!(arguments.to, ExportFormat::CloudFormation | ExportFormat::Terraform);
    if arguments.region.is_some() && !has_region {
        return Err(Failure::Usage("--region is for --to cloudformation and --to terraform.".to_owned()));
    }
    let document = input::document(&arguments.file)?;
    let whole = |text: String| Export { text, left_out: Vec::new() };
    let form = arguments.form.map(|form| match form {
        arguments::MermaidForm::Architecture => MermaidForm::Architecture,
        arguments::MermaidForm::Flowchart => MermaidForm::Flowchart,
    });
    let Export { text, left_out } = match arguments.to {
        ExportFormat::CloudFormation => cloudformation(&document, arguments.region.as_deref()),
        ExportFormat::Terraform => terraform(&document, arguments.region.as_deref()),
        ExportFormat::Mermaid => mermaid(&document, form),
        ExportFormat::Drawio => drawio::drawio(&document),
        ExportFormat::Svg => svg::svg(&document),
        ExportFormat::Json => whole(schema::save(&document)),
        ExportFormat::Markdown => report(&document),
    };
    output::write(arguments.output.as_deref(), &text)?;
    for sentence in &left_out {
        output::tell(sentence);
    }
    Ok(Outcome::Well)
}

/// The report says what the rules find and how the expectations come out, so both are asked first.
fn report(document: &Document) -> Export {
    let expect::Report { findings, results } = expect::run(document);
    markdown(document, Some(&Judged { findings: &findings, results: &results, supposed: &[] }))
}
