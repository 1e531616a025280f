//! Standard output, standard error and files.

use crate::failure::Failure;
use crate::render::table::lines;
use std::fmt::Display;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// Writes to a file, or to standard output where none is named.
pub(crate) fn write(file: Option<&Path>, text: &str) -> Result<(), Failure> {
    match file {
        Some(path) => fs::write(path, text)
            .map_err(|reason| Failure::Write { file: path.display().to_string(), reason }),
        None => print(text),
    }
}

/// Writes to standard output. A reader that has gone (`| head`) ends the command quietly.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    output.write_all(text.as_bytes()).and_then(|()| output.flush()).map_err(|reason| match reason.kind() {
        ErrorKind::BrokenPipe => Failure::ClosedPipe,
        _ => Failure::Write { file: "standard output".to_owned(), reason },
    })
}

/// Writes a failure to standard error.
pub(crate) fn error(failure: &Failure) {
    tell(&format!("netyard: {failure}"));
}

/// Writes a remark to standard error. Where nobody reads it, nothing is lost.
pub(crate) fn tell(text: &impl Display) {
    let _ = writeln!(io::stderr().lock(), "{}", lines(&text.to_string()));
}
