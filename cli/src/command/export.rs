use crate::arguments::{self, ExportArguments, ExportFormat};
use crate::failure::Failure;
use crate::{Outcome, input, output};
use netyard_core::schema;
use netyard_formats::export::Export;
use netyard_formats::mermaid::{MermaidForm, mermaid};
use netyard_formats::{drawio, markdown, svg};

/// Writes a drawing in another form.
pub(crate) fn run(arguments: &ExportArguments) -> Result<Outcome, Failure> {
    let document = input::document(&arguments.file)?;
    let whole = |text: String| Export { text, left_out: Vec::new() };
    let form = arguments.form.map(|form| match form {
        arguments::MermaidForm::Architecture => MermaidForm::Architecture,
        arguments::MermaidForm::Flowchart => MermaidForm::Flowchart,
    });
    let Export { text, left_out } = match arguments.to {
        ExportFormat::Mermaid => mermaid(&document, form),
        ExportFormat::Drawio => drawio::drawio(&document),
        ExportFormat::Svg => svg::svg(&document),
        ExportFormat::Json => whole(schema::save(&document)),
        ExportFormat::Markdown => whole(markdown::markdown(&document)),
    };
    output::write(arguments.output.as_deref(), &text)?;
    for sentence in &left_out {
        output::tell(sentence);
    }
    Ok(Outcome::Well)
}
