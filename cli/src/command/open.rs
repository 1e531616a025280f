use crate::arguments::OpenArguments;
use crate::failure::Failure;
use crate::input::{self, Source};
use crate::{Outcome, output};
use netyard_core::schema;
use netyard_formats::link::{caps, decode};
use std::path::PathBuf;

/// Saves the drawing of a share link.
pub(crate) fn run(arguments: &OpenArguments) -> Result<Outcome, Failure> {
    let opened = if arguments.link == "-" {
        let source = Source { path: PathBuf::from("-") };
        decode(&source.text(caps::CHARACTERS)?)?
    } else {
        decode(&arguments.link)?
    };
    input::tell_unknown("the link", &input::unknown(&opened));
    output::write(arguments.output.as_deref(), &schema::save(&opened.document))?;
    Ok(Outcome::Well)
}
