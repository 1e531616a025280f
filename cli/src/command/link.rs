use crate::arguments::LinkArguments;
use crate::failure::Failure;
use crate::{Outcome, input, output};
use netyard_formats::link::{LinkOptions, Reach, encode};
use netyard_formats::number::grouped;

/// Prints the share link of a drawing. A long one comes with a word of warning on standard error.
pub(crate) fn run(arguments: &LinkArguments) -> Result<Outcome, Failure> {
    let document = input::document(&arguments.file)?;
    let fragment = encode(&document, LinkOptions::default())
        .map_err(|reason| Failure::Encode { file: input::name(&arguments.file), reason })?;
    let base = arguments.base.as_deref().unwrap_or_default();
    let page = base.split('#').next().unwrap_or_default();
    let link = format!("{page}{fragment}");
    output::print(&format!("{link}\n"))?;
    let reach = Reach::of(link.len());
    if reach >= Reach::SomeChats {
        output::tell(&format!("The link has {} characters. {}", grouped(link.len()), reach.advice()));
    }
    Ok(Outcome::Well)
}
