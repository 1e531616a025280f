use crate::arguments::{ExportArguments, ExportFormat};
use crate::failure::Failure;
use crate::{Outcome, input, output};
use netyard_core::schema;
use netyard_formats::{markdown, svg};

/// Writes a drawing in another form.
pub(crate) fn run(arguments: &ExportArguments) -> Result<Outcome, Failure> {
    let document = input::document(&arguments.file)?;
    let text = match arguments.to {
        ExportFormat::Svg => svg::svg(&document),
        ExportFormat::Json => schema::save(&document),
        ExportFormat::Markdown => markdown::markdown(&document),
    };
    output::write(arguments.output.as_deref(), &text)?;
    Ok(Outcome::Well)
}
