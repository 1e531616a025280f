use crate::arguments::LinkArguments;
use crate::failure::Failure;
use crate::{Outcome, input, output};
use netyard_formats::link::{Reach, encode};
use netyard_formats::number::grouped;
use netyard_formats::private::Private;

/// The address of the page without a fragment; empty where none is given.
fn page(base: &str) -> Result<&str, Failure> {
    let page = base.split('#').next().unwrap_or_default();
    let host = ["https://", "http://", "file://"].into_iter().find_map(|scheme| page.strip_prefix(scheme));
    let is_address = host.is_some_and(|host| !host.is_empty())
        && !page.contains(|letter: char| letter.is_whitespace() || letter.is_control());
    if base.is_empty() || is_address {
        return Ok(page);
    }
    Err(Failure::Usage(format!(
        "--base \"{base}\" is no address of a page. Write one such as https://example.com/netyard/."
    )))
}

/// Prints the share link of a drawing. A long one comes with a word of warning on standard error.
pub(crate) fn run(arguments: &LinkArguments) -> Result<Outcome, Failure> {
    let page = page(arguments.base.as_deref().unwrap_or_default())?;
    let document = input::document(&arguments.file)?;
    let fragment = encode(&document, Private::default())
        .map_err(|reason| Failure::Encode { file: input::name(&arguments.file), reason })?;
    let link = format!("{page}{fragment}");
    output::print(&format!("{link}\n"))?;
    let reach = Reach::of(link.len());
    if reach >= Reach::SomeChats {
        output::tell(&format!("The link has {} characters. {}", grouped(link.len()), reach.advice()));
    }
    Ok(Outcome::Well)
}
